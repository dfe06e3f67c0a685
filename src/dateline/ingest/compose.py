"""From the parts that a format gives to a Reading: title once, body without furniture, credits."""

from __future__ import annotations

from dataclasses import replace

from dateline.ingest.asides import asides
from dateline.ingest.author_notes import author_notes
from dateline.ingest.clean import clean_block, clean_characters, clean_line
from dateline.ingest.credit_notes import copyright_note, source_in_brackets, source_note
from dateline.ingest.credits import agency_in_brackets, byline, dateline, name_line
from dateline.ingest.cut_text import cut_code, cut_warnings
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.furniture import furniture_of
from dateline.ingest.head import HEAD, Block, Parts, is_by_line, read_head, same_title
from dateline.ingest.language_of import language_of
from dateline.ingest.many import maybe_many
from dateline.ingest.mojibake import repair, repair_all
from dateline.ingest.options import IngestOptions
from dateline.ingest.page_title import without_site
from dateline.ingest.published import find_day, from_capture, from_dateline, from_url, iso_day
from dateline.ingest.source_key import host_of, normalise_url, source_key
from dateline.ingest.updated import updated_line
from dateline.types import Credit, Dating, Reading, Span

_SEAM = "\n\ue000\n"
"""Stands between paragraphs while their characters are cleaned in one pass."""


def compose(
    draft: Draft, original: str, member: str, collection: str, options: IngestOptions
) -> Reading:
    """Give the Reading of ``draft``; raises :class:`ReadingError` where no text is left.

    ``original`` is the SHA-256 of the bytes, ``member`` the row or part of them, and
    ``collection`` the name under which the rows' ids are unique. The text is the title and the
    paragraphs, parted by an empty line; inside a paragraph only lists have line ends.
    """
    parts = _clean(draft)
    _refuse_too_long(parts, options)
    whole = list(parts.blocks)
    many = maybe_many(block.text for block in whole)
    parts.warnings += [many] if many else []
    _cut(parts, options.publisher or draft.publisher, draft.seek_title and draft.title is None)
    stated = parts.title is not None
    parts.site = options.publisher or draft.publisher
    read_head(parts, draft.seek_title and not stated)
    if parts.title is not None and not stated:
        site = options.publisher or draft.publisher
        parts.title = without_site(parts.title, site, host_of(f"https://{site}"))
        _cut_repeats(parts)
    if not parts.blocks and parts.title is None:
        if not whole:
            raise ReadingError("empty", "there are no words in it; check the file or the column")
        parts.blocks, parts.cut = whole, []
        parts.warnings.append("nothing but furniture was found, and nothing is cut")
    _read_credits(parts)
    if parts.bare_names:
        _read_foot(parts)
        if not draft.authors:
            _read_author_notes(parts)
        beside = asides([block.text for block in parts.blocks])
        parts.cut += [parts.blocks[n] for n in sorted(beside)]
        parts.blocks = [block for n, block in enumerate(parts.blocks) if n not in beside]
    _look_for_cuts(parts, draft)
    text, title, offsets = _lay_out(parts)
    credits = tuple(_place(credit, parts.blocks, offsets) for credit in parts.credits)
    language, score = (draft.language, 1.0) if draft.language else language_of(text)
    publisher, how = _publisher(draft, credits, options)
    url = _url(draft, options)
    fetched = options.url or (draft.url if draft.url_is_fetched else None)
    published = _published(parts, draft, url, credits)
    collection = options.collection or draft.collection or collection
    row_id = clean_line(draft.row_id or "") or None
    return Reading(
        source_key=source_key(fetched, collection, row_id, original, member),
        original=original,
        member=member,
        text=text,
        title=title,
        language=options.language or language,
        language_score=1.0 if options.language else score,
        url=url,
        publisher=publisher,
        publisher_how=how,
        authors=_authors(draft, credits),
        credits=credits,
        published=published,
        captured_at=clean_line(draft.captured_at or "") or None,
        furniture=_furniture(draft, parts),
        warnings=tuple(dict.fromkeys(parts.warnings)),
        reader=draft.reader,
        catalogue=_catalogue(draft, whole),
    )


def _catalogue(draft: Draft, blocks: list[Block]) -> tuple[tuple[str, str], ...]:
    """Give what is stated beside the text, and the line that says when the text was updated."""
    stated = [(name, clean_line(value)) for name, value in draft.catalogue]
    line = updated_line([block.text for block in blocks])
    return (*stated, ("updated", line)) if line else tuple(stated)


def _clean(draft: Draft) -> Parts:
    repaired, misread = repair_all(draft.blocks)
    text, found = clean_characters(_SEAM.join(repaired))
    blocks = [clean_block(block) for block in text.split(_SEAM)]
    return Parts(
        blocks=[Block(at, text) for at, text in enumerate(blocks) if text],
        title=(clean_line(repair(draft.title)[0]) or None) if draft.title else None,
        credits=list(draft.credits),
        published=draft.published,
        warnings=[*draft.warnings, *misread, *found],
    )


def _refuse_too_long(parts: Parts, options: IngestOptions) -> None:
    most = options.limits.report_characters
    if sum(len(block.text) for block in parts.blocks) > most:
        raise ReadingError(
            "too_long",
            f"one report of more than {most:,} characters; split it, or name the column of the text",
        )


def _cut(parts: Parts, publisher: str | None, bare_names: bool) -> None:
    """Cut furniture; its copyright lines and source notes still credit somebody."""
    marks = furniture_of([block.text for block in parts.blocks], publisher)
    kept = []
    for n, (block, is_furniture) in enumerate(zip(parts.blocks, marks, strict=True)):
        below_title = bare_names and 0 < n < 3 and not marks[n - 1]
        if is_furniture and not (below_title and name_line(block.text)):
            parts.cut.append(block)
            parts.add_credits(copyright_note(block.text) or source_note(block.text))
        else:
            kept.append(block)
    parts.blocks = kept


def _read_credits(parts: Parts) -> None:
    """Note the credits that stand in the body: datelines at its head, notes at its end."""
    texts = [block.text for block in parts.blocks]
    for text in texts[:6]:
        found = dateline(text)
        if found:
            said = (found[0].kind, found[0].name)
            # A dateline says where and when as well as whom, so it stands for a bare name.
            parts.credits = [c for c in parts.credits if (c.kind, c.quote) != said]
            parts.credits.append(found[0])
            break
    opening = next((c for c in map(source_in_brackets, texts[:OPENING]) if c is not None), None)
    if opening:
        parts.add_credits([opening])
    for text in (*texts[:3], *texts[3:][-6:]):
        parts.add_credits(source_note(text))
    for text in texts[3:-6]:
        if "contributed" in text:
            parts.add_credits([c for c in source_note(text) if c.kind == "author"])
    for text in texts[-4:]:
        last = agency_in_brackets(text)
        if last:
            parts.add_credits([last[0]])


OPENING = 3
"""Paragraphs among which a source in brackets opens the report, below a line beneath the title."""


def _cut_repeats(parts: Parts) -> None:
    """Cut the title where it stands again without the site's name."""
    title = parts.title or ""
    again = [block for block in parts.blocks[:HEAD] if same_title(block.text, title)]
    parts.blocks = [block for block in parts.blocks if block not in again]
    parts.cut += again


def _read_foot(parts: Parts) -> None:
    """Take out by-lines at the foot: "By Ann Lee" or a name with the date, closing the text."""
    for block in parts.blocks[max(1, len(parts.blocks) - FOOT) :]:
        found = byline(block.text) if is_by_line(block.text) else ()
        found = found or (name_line(block.text) if find_day(block.text) else ())
        if found and all(c.kind != "publisher" for c in found):
            parts.add_credits(found)
            parts.cut.append(block)
            parts.blocks.remove(block)


FOOT = 3
"""Paragraphs at the end among which a by-line can stand."""


def _read_author_notes(parts: Parts) -> None:
    """Cut notes about the author; one that names whom no by-line names credits its author."""
    authors = [credit.name for credit in parts.credits if credit.kind == "author"]
    notes = author_notes([block.text for block in parts.blocks], authors)
    for index, name in notes.items():
        parts.cut.append(parts.blocks[index])
        if not authors:
            parts.add_credits([Credit("author", name, parts.blocks[index].text)])
    parts.blocks = [block for n, block in enumerate(parts.blocks) if n not in notes]


def _look_for_cuts(parts: Parts, draft: Draft) -> None:
    """Note where the text is not the whole of its report."""
    if cut_code(parts.warnings) or not parts.blocks:
        return
    last = parts.blocks[-1].at
    below = [block.text for block in sorted(parts.cut) if block.at > last]
    parts.warnings += cut_warnings([b.text for b in parts.blocks], below, free=draft.free)


def _lay_out(parts: Parts) -> tuple[str, Span | None, list[int]]:
    """Give the clean text, the title's span and the offset of each paragraph."""
    pieces = [block.text for block in parts.blocks]
    title = None
    if parts.title is not None:
        pieces.insert(0, parts.title)
        title = Span(0, len(parts.title))
    offsets = []
    at = 0
    for piece in pieces:
        offsets.append(at)
        at += len(piece) + 2
    return "\n\n".join(pieces), title, offsets[len(pieces) - len(parts.blocks) :]


def _place(credit: Credit, blocks: list[Block], offsets: list[int]) -> Credit:
    """Give the credit with the span of its quote, where it stands in the text."""
    for block, offset in zip(blocks, offsets, strict=True):
        at = block.text.find(credit.quote) if credit.quote else -1
        if at >= 0:
            span = Span(offset + at, offset + at + len(credit.quote))
            return Credit(credit.kind, credit.name, credit.quote, span)
    return Credit(credit.kind, credit.name, credit.quote)


def _furniture(draft: Draft, parts: Parts) -> tuple[str, ...]:
    given = [clean_characters(line)[0].strip() for line in draft.furniture]
    cut = [block.text for block in sorted(parts.cut)]
    return tuple(line for line in (*given, *cut) if line)


def _url(draft: Draft, options: IngestOptions) -> str | None:
    given = options.url or draft.url
    return (normalise_url(given) or clean_line(given)) if given else None


def _publisher(
    draft: Draft, credits: tuple[Credit, ...], options: IngestOptions
) -> tuple[str | None, str]:
    """Give the publisher: as the caller says, the metadata, a credit, or the URL's host."""
    if options.publisher:
        return options.publisher, "stated"
    if draft.publisher:
        return clean_line(repair(draft.publisher)[0]) or None, draft.publisher_how
    for credit in credits:
        if credit.kind == "publisher":
            return credit.name, "stated"
    host = host_of(options.url or draft.url)
    return (host, "url") if host else (None, "unknown")


def _authors(draft: Draft, credits: tuple[Credit, ...]) -> tuple[str, ...]:
    """Give the authors by metadata, else by the by-line; contributors named below are credits only."""
    if draft.authors:
        return tuple(n for name in draft.authors if (n := clean_line(repair(name)[0])))
    return tuple(dict.fromkeys(c.name for c in credits if c.kind == "author" and c.span is None))


def _published(parts: Parts, draft: Draft, url: str | None, credits: tuple[Credit, ...]) -> Dating:
    """Give the publication date by the first of: metadata, a date line, the URL, an agency's
    dateline, the capture."""
    known = replace(parts.published, stated=clean_line(parts.published.stated or "") or None)
    if known.how == "unknown":
        known = from_url(url)
    if known.how == "unknown":
        datelines = [c.quote for c in credits if c.kind == "agency" and c.span is not None]
        known = from_dateline(datelines[0], draft.captured_at) if datelines else known
    captured = iso_day(draft.captured_at)
    if captured and known.earliest and known.earliest > captured:
        parts.warnings.append(f"dated {known.earliest}, after it was captured on {captured}")
    return from_capture(draft.captured_at) if known.how == "unknown" else known
