"""Nexis Uni, Nexis Advance, Lexis+: a cover with the list of documents, then the articles.

An article is headline, publication, date, edition, copyright, labelled lines (Section, Length,
Byline, Dateline, Highlight), the line "Body", the text, index terms, "End of Document". Users of
other readers lost the first article, which the cover ran into, and articles behind a missing end
mark; here an article starts where its head starts, whatever the article before it ended with.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.ingest.bundles.article import Article, Bundle
from dateline.ingest.bundles.days import day_of, is_date_line
from dateline.ingest.bundles.lines import RUNNING, Layout, label_of, stretches
from dateline.ingest.bundles.nexis_cover import COVER_LINE, Cover, document_of, find_covers
from dateline.ingest.bundles.words import (
    BODY,
    CLASSIFICATION,
    CLOSING,
    END,
    GRAPHIC,
    LABELS,
    is_copyright,
)
from dateline.ingest.head import plain, same_title

VERSION = "nexis/2"
HEAD = 24
"""Lines with words that a head may have: five, and up to a dozen labelled ones of some sources."""
_LENGTH = re.compile(
    r"(?:Length|Länge|Longueur|Lengte|Longitud|Extensión|Lunghezza|Extensão)\s*:\s*\d+\s+"
    r"(?:words?|Wörter|mots|woorden|palabras|parole|palavras)\W*$",
    re.I,
)
TITLE_LINES = 6
"""Lines from an end mark to a date at most: a page number, a title of four lines, the publication."""


def bundle(layout: Layout) -> Bundle | None:
    """Give the bundle, or None where there is no head of an article of this layout."""
    heads = _heads(layout)
    if not heads:
        return None
    covers = find_covers(layout, heads)
    inside = [(cover.start, cover.end) for cover in covers]
    heads = [at for at in heads if not any(start <= at < end for start, end in inside)]
    made = Bundle("Nexis Uni", "nexis", VERSION)
    distinct = list({cover.key: cover for cover in reversed(covers)}.values())[::-1]
    ends = 0
    for number, start in enumerate(heads):
        stop = heads[number + 1] if number + 1 < len(heads) else len(layout)
        stop = min([stop, *(begin for begin, _ in inside if start < begin < stop)])
        article, ended = _article(layout, start, stop)
        ends += ended
        article.problem = _two_in_one(layout, article, start, stop)
        made.articles.append(article)
    _count(made, distinct, ends)
    return made


def _count(made: Bundle, covers: list[Cover], ends: int) -> None:
    """Note what the covers list, and the end marks where there is no list."""
    for cover in covers:
        made.query = made.query or cover.query
        made.exported = made.exported or cover.exported
    listed = [cover for cover in covers if cover.count is not None or cover.titles]
    if not listed:
        if ends != len(made.articles):
            made.counts.append(("the number of end marks", ends))
        return
    counts = [cover.count if cover.count is not None else len(cover.titles) for cover in listed]
    made.counts.append(("the cover list", sum(counts)))
    titles = [title for cover in listed for title in cover.titles]
    if titles and len(titles) != sum(counts):
        made.notes.append(f"the cover counts {sum(counts)} and names {len(titles)}")
    left: dict[str, int] = {}
    for article in made.articles:
        left[_form(article.title)] = left.get(_form(article.title), 0) + 1
    for title in titles:
        form = _form(title)
        if left.get(form):
            left[form] -= 1
        elif not any(count and _begins(other, form) for other, count in left.items()):
            if _completed(made, title, left):
                continue
            made.missing.append(title)
            for article in made.articles:
                if article.problem is None and any(same_title(title, b) for b in article.body):
                    article.problem = (
                        f"the text of another article of the list may be in it ({title[:80]}); "
                        "neither is read. Export the file again"
                    )


def _completed(made: Bundle, title: str, left: dict[str, int]) -> bool:
    """Give an article the title of the list where it has only the end of it: a title on several
    lines, with nothing that tells where the cover stops. Say whether there was one."""
    for article in made.articles:
        own = _form(article.title)
        if len(own) > 8 and left.get(own) and _form(title).endswith(f" {own}"):
            left[own] -= 1
            article.title = title
            return True
    return False


def _form(title: str | None) -> str:
    return plain(title or "")


def _begins(a: str, b: str) -> bool:
    """Whether one title is the other's beginning: cover lists shorten long ones."""
    return min(len(a), len(b)) > 20 and (a.startswith(b) or b.startswith(a))


def _two_in_one(layout: Layout, article: Article, start: int, stop: int) -> str | None:
    """Say why more than one article may stand between two lines, or None."""
    lines = list(layout.written(start, stop))
    ends = [at for at in lines if END.search(layout.texts[at])]
    if len(ends) > 1:
        return "it holds two end marks: more than one article may be in it. Export the file again"
    lengths = [block for block in article.body if _LENGTH.match(block)]
    if lengths:
        return (
            f"a second length ({lengths[0][:40]}) stands in its text: more than one article may "
            "be in it. Export the file again"
        )
    return None


# ------------------------------------------------------------------ where articles start


def _heads(layout: Layout) -> list[int]:
    """Give the line at which each article's head starts."""
    found: list[int] = []
    last = -1
    for at in layout.written(0, len(layout)):
        if BODY.fullmatch(layout.texts[at]):
            start = _head_above(layout, at, last)
            if start is not None:
                found.append(start)
                last = at
    return _with_bodiless(layout, found)


def _head_above(layout: Layout, body: int, last: int) -> int | None:
    """Give the start of the head that the line ``body`` closes; None where what stands above is
    text, in which "Body" is a heading of the article's own."""
    above: list[int] = []
    ended = False
    at = body - 1
    while at > last and len(above) < HEAD and not ended:
        text = layout.texts[at]
        if BODY.fullmatch(text):
            break  # no head holds the line that ends one
        ended = END.search(text) is not None
        if text and not ended:
            above.append(at)
        at -= 1
    above.reverse()
    dated = [at for at in above if is_date_line(layout.texts[at])]
    labelled = [at for at in above if _label(layout, at)]
    rights = [at for at in above if is_copyright(layout.texts[at])]
    if not (labelled or rights):
        return None
    if not dated:
        return _undated_head(layout, above, ended, min([*labelled, *rights]))
    day = dated[-1] if not labelled else max([d for d in dated if d < labelled[-1]] or dated[-1:])
    before = [at for at in above if at < day]
    if not before:
        return None
    return _title_above(layout, before, ended)


def _undated_head(layout: Layout, above: list[int], ended: bool, known: int) -> int | None:
    """Give the start of a head whose date is in no language that is read: behind an end mark, or
    where a page starts, a heading stands or a document is linked to."""
    before = [at for at in above if at < known]
    if ended and 1 < len(before) <= TITLE_LINES:
        return before[0]
    marked = [at for at in before if _is_marked(layout, at)]
    return marked[-1] if marked else None


def _is_marked(layout: Layout, at: int) -> bool:
    """Whether a line starts a page, is a heading or links to a document."""
    paragraph = layout.paragraphs[at]
    heading = paragraph.style.startswith(("heading", "title"))
    return paragraph.new_page or heading or document_of(paragraph.link) is not None


def _title_above(layout: Layout, before: list[int], ended: bool) -> int:
    """Give the line of the title among the lines above a date: the last that starts a page, is a
    heading or links to a document; else the first behind an end mark (``ended``), else the second
    above the date, above the publication."""
    marked = [at for at in before if _is_marked(layout, at)]
    if marked:
        start = marked[-1]
        # The title comes before the publication, and both may be links or headings.
        while start - 1 in marked and start == before[-1] and len(before) > 1:
            start -= 1
        return start
    if ended and len(before) <= TITLE_LINES and not any(map(cover_line(layout), before)):
        return before[0]
    end = next((at for at in reversed(before) if is_copyright(layout.texts[at])), None)
    rest = [at for at in before if end is None or at > end] or before
    return rest[-2] if len(rest) > 1 else rest[-1]


def cover_line(layout: Layout) -> Callable[[int], bool]:
    """Give what says whether a line is one of a cover."""
    return lambda at: COVER_LINE.match(layout.texts[at]) is not None


def _with_bodiless(layout: Layout, heads: list[int]) -> list[int]:
    """Add articles without the line "Body": those that start behind an end mark, with a date."""
    found = set(heads)
    for at in layout.written(0, len(layout)):
        if not END.search(layout.texts[at]):
            continue
        start = layout.first(at + 1, len(layout))
        if start is None or start in found or COVER_LINE.match(layout.texts[start]):
            continue
        lines = list(layout.written(start, start + HEAD))[:6]
        until = next((n for n, line in enumerate(lines) if n and line in found), len(lines))
        dated = any(is_date_line(layout.texts[line]) for line in lines[1:until])
        rights = any(is_copyright(layout.texts[line]) for line in lines[1:until])
        if dated and rights and not any(start < head <= lines[-1] for head in found):
            found.add(start)
    return sorted(found)


def _label(layout: Layout, at: int) -> tuple[str, str] | None:
    found = label_of(layout.texts[at], LABELS)
    return found if found and found[0] not in CLOSING else None


# ------------------------------------------------------------------ one article


def _article(layout: Layout, start: int, stop: int) -> tuple[Article, bool]:
    """Give the article between two lines, and whether its end is marked."""
    article = Article()
    lines = list(layout.written(start, stop))
    ends = [at for at in lines if END.search(layout.texts[at])]
    body = next((at for at in lines if BODY.fullmatch(layout.texts[at])), None)
    end = ends[-1] if ends else stop
    _head(layout, article, [at for at in lines if at < (body if body is not None else end)])
    if body is None:
        _split_bodiless(layout, article, lines, end)
    else:
        _text(layout, article, body + 1, end)
    if not ends:
        article.warnings.append("no end mark: the article may be cut off")
    elif layout.texts[end] and not END.fullmatch(layout.texts[end]):
        last = END.sub("", layout.texts[end]).strip()
        if last and article.body and not label_of(last, LABELS):
            article.body.append(last)
    return article, bool(ends)


def _head(layout: Layout, article: Article, lines: list[int]) -> None:
    """Take title, publication, date and labelled lines."""
    plain_lines: list[str] = []
    for at in lines:
        text = layout.texts[at]
        labelled = _label(layout, at)
        document = document_of(layout.paragraphs[at].link)
        if document and article.row is None:
            article.row = document
            article.fields.setdefault("document", document)
        if labelled and plain_lines:
            article.fields.setdefault(*labelled)
            if labelled[0] in ("highlight", "graphic"):
                article.furniture.append(text)
        elif is_copyright(text):
            article.fields.setdefault("copyright", text)
            article.furniture.append(text)
        elif RUNNING.fullmatch(text):
            article.furniture.append(text)
        elif article.date is None and plain_lines and is_date_line(text):
            article.date = text
        elif article.date is not None:
            article.fields.setdefault("edition", text)
        else:
            plain_lines.append(text)
    if len(plain_lines) > 1 and same_title(plain_lines[0], plain_lines[1]):
        del plain_lines[1]  # a running header repeats the title
    if article.date is None and len(plain_lines) > 2 and re.search(r"\d{4}", plain_lines[-1]):
        article.date = plain_lines.pop()  # in a language whose months are not known
    if len(plain_lines) > 1:
        article.title, article.publisher = " ".join(plain_lines[:-1]), plain_lines[-1]
    elif plain_lines:
        article.title = plain_lines[0]


def _split_bodiless(layout: Layout, article: Article, lines: list[int], end: int) -> None:
    """An article without "Body": what stands behind its last labelled line is its text."""
    heads = [at for at in lines if at < end and (_label(layout, at) or is_copyright(layout.texts[at]))]  # fmt: skip
    article.warnings.append('no line "Body" above the text')
    if heads:
        article.fields.pop("edition", None)
        _text(layout, article, heads[-1] + 1, end)


def _text(layout: Layout, article: Article, start: int, end: int) -> None:
    """Take the text; index terms and captions below it are furniture."""
    stop = _closing(layout, start, end)
    kept = [at for at in range(start, stop) if not RUNNING.fullmatch(layout.texts[at])]
    runs = stretches(kept)
    article.body = [block for first, last in runs for block in layout.blocks(first, last)]
    for at in layout.written(stop, end):
        text = layout.texts[at]
        article.furniture.append(text)
        labelled = label_of(text, LABELS)
        if labelled and labelled[0] in ("language", "loaded", "document", "url"):
            article.fields.setdefault(*labelled)
    if article.date is None and day_of(article.fields.get("loaded", "")):
        article.date = article.fields["loaded"]
        article.warnings.append("dated by the day on which the database loaded it")


def _closing(layout: Layout, start: int, end: int) -> int:
    """Give the line at which index terms begin: the heading "Classification" or "Graphic" with
    labelled lines below it, else the labelled lines that end the article."""
    lines = list(layout.written(start, end))
    closing = [
        at for at in lines if (found := label_of(layout.texts[at], LABELS)) and found[0] in CLOSING
    ]
    headings = [at for at in lines if CLASSIFICATION.fullmatch(layout.texts[at])]
    if headings and (not closing or headings[-1] <= closing[-1]):
        stop = headings[-1]
    else:
        stop = end
        for at in reversed(lines):
            found = label_of(layout.texts[at], LABELS)
            if found and found[0] in CLOSING:
                stop = at
            else:
                break
    graphics = [at for at in lines if at < stop and GRAPHIC.fullmatch(layout.texts[at])]
    if graphics and stop - graphics[-1] < HEAD:
        return graphics[-1]
    return stop
