"""HTML pages, as browsers and crawlers save them: trafilatura's extraction, an own cascade for
title, author and date, and a plain extraction where the first delivers too little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from dateline.ingest import bundles
from dateline.ingest.clean import clean_characters, clean_line
from dateline.ingest.decode import decode
from dateline.ingest.documents.page import open_page
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.names import agency_of, is_wire
from dateline.ingest.options import IngestOptions
from dateline.ingest.page_lead import lead_paragraph
from dateline.ingest.page_metadata import PageMetadata, page_metadata
from dateline.ingest.published import from_url, from_value
from dateline.ingest.readers import Member, Source
from dateline.ingest.source_key import host_of
from dateline.types import UNDATED, Credit, Dating

VERSION = "html/1"
DEPTH = 200
"""Nesting that lxml's HTML parser keeps (it gives up at 256); real pages nest 15 to 60 deep."""
LEAST_TEXT = 250
"""Characters below which the extraction is compared with the plain one: trafilatura's own
``MIN_EXTRACTED_SIZE``."""
PLAIN_RATIO = 4
"""The plain extraction is taken where it finds this many times as much text."""

SENTENCE = 80
"""Characters of a line that is a sentence and no menu entry."""

_MIDNIGHT_IN_UTC = re.compile(r"T2[123]:00:00(?:\.0+)?(?:Z|\+00:?00)$")
"""A day without a time, as content systems east of Greenwich store it."""
_LATE_IN_UTC = re.compile(r"T2[1-3]:\d\d.*(?:Z|[+-]00:?00)$")
"""A time that is the next day already where the page comes from, perhaps."""
_SIGNS = re.compile(
    rb"\bDOCUMENTS?\s*<|DOC_ID_\d|<DOC NUMBER|factiva|articleParagraph|End of Document|"
    rb"Ende des Dokuments|Fin du document|ProQuest document ID|(?:Dokument|Document) \d+ (?:von|de) \d",
    re.I,
)
"""Words without which a page is no export of a database."""
_SIGN_WORDS = (
    b"doc_id_", b"<doc number", b"factiva", b"articleparagraph", b"end of document",
    b"ende des dokuments", b"fin du document", b"proquest document id",
)  # fmt: skip
_SIGN_FORMS = (
    re.compile(rb"document(?:s?\s*<| \d+ (?:von|de) \d)"),
    re.compile(rb"dokument \d+ (?:von|de) \d"),
)
"""The same in lower case, each with a beginning that is found at once."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]{0,20000}>")
_HIDDEN = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.S | re.I
)
_PARAGRAPH_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote|header|footer|dd|dt|pre)\b[^<>]{0,20000}>",
    re.I,
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.I)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)(?:\s+saved date:\s*([^\n]+))?", re.I
)


def members(source: Source) -> Iterator[Member]:
    """Give the reports of a page: the articles of a database's export, else the one it is."""
    bundle = _bundle(source)
    if bundle is not None:
        yield from bundles.members_of(bundle, VERSION)
        return
    yield Member("", lambda: read(source.data, source.options))


def _bundle(source: Source) -> bundles.Bundle | None:
    """Give the database's export that a page is, or None; most pages are told by a few words."""
    if len(source.data) > source.options.limits.html_bytes or not _may_be_bundle(source.data):
        return None
    try:
        page, _ = clean_characters(decode(source.data)[0])
        if _depth(page) > DEPTH:
            return None
        return bundles.recognise(open_page(page).paragraphs)
    except ReadingError:
        return None  # reading the page says why


def _may_be_bundle(data: bytes) -> bool:
    """Whether a page holds a word of a database's export; plain searches go before the pattern."""
    data = data.replace(b"\x00", b"")
    small = data.lower()
    if not (
        any(word in small for word in _SIGN_WORDS)
        or any(form.search(small) for form in _SIGN_FORMS)
    ):
        return False
    return _SIGNS.search(data) is not None


def read(data: bytes, options: IngestOptions) -> Draft:
    """Give the draft of a page's bytes."""
    if len(data) > options.limits.html_bytes:
        raise ReadingError(
            "too_large",
            f"a page of more than {options.limits.html_bytes:,} bytes; save its text instead",
        )
    text, warnings = decode(data)
    return read_page(text, warnings, options)


def read_page(page: str, warnings: tuple[str, ...], options: IngestOptions) -> Draft:
    """Give the draft of a page's source."""
    page, damage = clean_characters(page)
    warnings = (*warnings, *damage)
    saved_from, captured = _saved_from(page[:20_000])
    url = options.url or saved_from
    if _depth(page) > DEPTH:
        warnings = (*warnings, f"tags nested more than {DEPTH} deep: read without layout")
        return Draft(
            blocks=_without_tags(page),
            reader=VERSION,
            title=_title_tag(page),
            url=url,
            url_is_fetched=url is not None,
            captured_at=captured,
            warnings=warnings,
        )
    tree = _tree(page)
    if tree is None:
        return Draft(
            blocks=_without_tags(page),
            reader=VERSION,
            url=url,
            url_is_fetched=url is not None,
            captured_at=captured,
            warnings=(*warnings, "no HTML tree could be built: read without layout"),
        )
    found = page_metadata(tree, url)
    published = _published(found, tree, url or found.own_url)
    text = _extract(tree, url)
    blocks = tuple(_blocks(text))
    if len(text) < LEAST_TEXT:
        blocks, trouble = _fuller(page, tree, blocks)
        warnings = (*warnings, *trouble)
    else:
        lead = lead_paragraph(tree, found.description, text)
        if lead:
            blocks = (lead, *blocks)
    return Draft(
        blocks=blocks,
        reader=VERSION,
        title=found.title,
        url=url or found.own_url,
        url_is_fetched=url is not None,
        publisher=found.site or host_of(url or found.own_url),
        publisher_how="metadata" if found.site else ("url" if url or found.own_url else "unknown"),
        authors=found.authors,
        credits=_agencies(found.authors),
        published=published,
        captured_at=captured,
        free=found.free,
        catalogue=(("modified", found.modified),) if found.modified else (),
        warnings=warnings,
    )


def _tree(page: str) -> Any:
    from trafilatura import load_html

    return load_html(page)


def _extract(tree: Any, url: str | None) -> str:
    """Give the main text that trafilatura finds."""
    from trafilatura import bare_extraction

    document = bare_extraction(tree, url=url, include_comments=False)
    if document is None or isinstance(document, dict):
        return ""
    return document.text or ""


def _searched_date(tree: Any, url: str | None) -> str | None:
    """Give the ISO day that htmldate finds in the page, with the settings trafilatura gives it."""
    from htmldate import find_date
    from trafilatura.settings import set_date_params

    try:
        found: str | None = find_date(tree, url=url, **set_date_params())
    except (AssertionError, AttributeError, TypeError, ValueError):
        return None  # it takes trees of odd pages apart wrongly; that costs the search alone
    return found[:10] if found else None


def _fuller(
    page: str, tree: Any, blocks: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give more text where the extraction found little: trafilatura's baseline, else all words."""
    from trafilatura import baseline

    least = max(LEAST_TEXT, PLAIN_RATIO * sum(map(len, blocks)))
    _, text, length = baseline(deepcopy(tree))
    if length >= least:
        return tuple(_blocks(text)), ("little main text found: paragraphs are given as they come",)
    plain = _without_tags(page)
    sentences = tuple(line for line in plain if len(line) >= SENTENCE)
    if sum(map(len, sentences)) >= least:
        return sentences, ("little main text found: the page's longer lines are given",)
    if not blocks and plain:
        return plain, ("no main text found: the page's whole text is given",)
    return blocks, ()


def _blocks(text: str) -> Iterator[str]:
    """Give trafilatura's lines as paragraphs, the items of a list together."""
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith("- "):
            items.append(line)
            continue
        if items:
            yield "\n".join(items)
            items = []
        if line.strip():
            yield line
    if items:
        yield "\n".join(items)


def _agencies(authors: tuple[str, ...]) -> tuple[Credit, ...]:
    """Give credits for the agencies among a page's authors."""
    wires = [name for name in authors if is_wire(name)]
    return tuple(Credit("agency", agency_of(name) or name, name) for name in wires)


def _published(found: PageMetadata, tree: Any, url: str | None) -> Dating:
    """Give the date by the URL's day, the metadata, or htmldate's search, the first that is known.

    A URL's day is the newsroom's own; metadata in UTC can say the day before. The search takes
    as long as the rest of the reading and is made only where it can change the answer.
    """
    known = from_value(found.published or "")
    in_url = from_url(url)
    if in_url.earliest is not None and in_url.earliest == in_url.latest:
        return known if known.earliest == in_url.earliest else in_url
    late = False
    if known != UNDATED:
        if known.latest and _MIDNIGHT_IN_UTC.search(known.stated or ""):
            day = (date.fromisoformat(known.latest) + timedelta(days=1)).isoformat()
            return Dating(day, day, "metadata", known.stated, "midnight in Europe, stated in UTC")
        late = _LATE_IN_UTC.search(known.stated or "") is not None
        if not late:
            return known
    day_found = _searched_date(tree, url)
    if day_found is None or (late and day_found <= (known.latest or "")):
        return known
    return Dating(day_found, day_found, "metadata", day_found, "found in the page by htmldate")


def _saved_from(head: str) -> tuple[str | None, str | None]:
    """Give the URL a page was saved from, as the browser or SingleFile notes it, and when."""
    match = _SAVED_FROM.search(head)
    if match and match[1] != "about:internet":
        return match[1], None
    match = _SINGLE_FILE.search(head)
    if match:
        day = from_value(_spread(match[2] or ""))
        return match[1], day.earliest
    return None, None


def _spread(value: str) -> str:
    """Turn JavaScript's "Tue Jun 23 2015 10:00:00" into "Jun 23 2015"."""
    match = re.search(r"([A-Z][a-z]{2}) (\d{1,2}) ((?:19|20)\d\d)", value)
    return f"{match[1]} {match[2]}, {match[3]}" if match else value


_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
    ]
)
"""Tags that need no closing tag, so that they do not count as nesting."""


def _depth(page: str) -> int:
    """Give how deep the tags of a page are nested at most, by counting."""
    if page.count("<") < DEPTH:
        return 0
    depth = most = 0
    shown = _HIDDEN.sub("", page)
    for match in _TAG.finditer(shown):
        closing, name = match.groups()
        if name.lower() in _VOID or shown[match.end() - 2] == "/":
            continue
        if closing:
            depth = max(0, depth - 1)
        else:
            depth += 1
            if depth > most:
                most = depth
    return most


def _without_tags(page: str) -> tuple[str, ...]:
    from html import unescape

    body = _HIDDEN.sub(" ", page)
    body = re.sub(r"<head\b.*?</head\s*>", " ", body, count=1, flags=re.S | re.I)
    body = _PARAGRAPH_TAG.sub("\n", body)
    body = unescape(_TAG.sub("", body))
    lines = (" ".join(line.split()) for line in body.split("\n"))
    return tuple(line for line in lines if line)


def _title_tag(page: str) -> str | None:
    from html import unescape

    match = re.search(r"<title\b[^<>]{0,200}>([^<]{1,1000})</title", page, re.I)
    return clean_line(unescape(match[1])) or None if match else None
