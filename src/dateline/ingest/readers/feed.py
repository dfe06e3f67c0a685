"""Feeds: RSS 0.9 to 2.0 and Atom, as files. Every item is a report; nothing is fetched.

An item with its text (``content:encoded``, Atom's ``content``) is the report under its address; one
with a summary only says so, and is no version of the page that it links to.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lxml import etree

from dateline.ingest.clean import clean_characters, clean_line
from dateline.ingest.credits import author_names
from dateline.ingest.decode import decode
from dateline.ingest.documents.page import open_page
from dateline.ingest.documents.xml import attribute, elements, local
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.published import from_value
from dateline.ingest.readers import Member, Source
from dateline.ingest.source_key import host_of, normalise_url
from dateline.types import UNDATED

VERSION = "feed/1"
_ITEMS = frozenset({"item", "entry"})
_DECLARATION = re.compile(r"\A\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!DOCTYPE\s[^>\[]{0,300}>)?", re.I)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(slots=True)
class _Feed:
    """What a feed says of itself; its items come before or behind that."""

    title: str = ""
    link: str = ""
    language: str = ""
    items: list[dict[str, Any]] = field(default_factory=list)


def members(source: Source) -> Iterator[Member]:
    """Give one member an item, numbered from 1; raises :class:`ReadingError`."""
    text, warnings = decode(source.data)
    text, _ = clean_characters(text)
    feed = _read(text)
    if not feed.items:
        raise ReadingError("empty", "the feed has no items; fetch it again later")
    for number, item in enumerate(feed.items, 1):
        yield Member(str(number), partial(_draft, item, feed, warnings))


def _read(text: str) -> _Feed:
    text = _DECLARATION.sub("", text, count=1)
    text = _REFERENCE.sub(_character, text)
    text = _ENTITY.sub(lambda m: m[0] if m[1] in _OWN else html.unescape(m[0]), text)
    feed = _Feed()
    parents: list[str] = []
    for event, element in elements([text.encode("utf-8", "replace")], recover=True, whole=_ITEMS):
        name = local(element)
        if event == "start":
            parents.append(name)
            continue
        parents.pop()
        if name in _ITEMS and not _ITEMS & set(parents):
            feed.items.append(_item(element))
        elif parents and parents[-1] in ("channel", "feed"):
            if name == "title":
                feed.title = feed.title or clean_line(element.text or "")
            elif name == "link" and attribute(element, "rel") in (None, "alternate"):
                feed.link = feed.link or clean_line(
                    attribute(element, "href") or element.text or ""
                )
            elif name == "language":
                feed.language = clean_line(element.text or "")
    return feed


def _character(match: re.Match[str]) -> str:
    """Give a reference to a character as it is, and nothing for what XML does not allow."""
    code = int(match[1], 16) if match[1] else int(match[2])
    allowed = code in (9, 10, 13) or 31 < code < 0xD800 or 0xDFFF < code < 0xFFFE or 0xFFFF < code < 0x110000  # fmt: skip
    return match[0] if allowed else ""


def _item(element: Any) -> dict[str, Any]:
    """Give the fields of an item: the first of each that says something."""
    found: dict[str, Any] = {"authors": []}
    for child in element:
        name = local(child)
        value = (child.text or "").strip()
        if child.tag == _CONTENT or name == "content":
            text = _content(child)
            if text:
                found["content"] = max(found.get("content", ""), text, key=len)
        elif name in ("description", "summary"):
            found.setdefault("summary", _content(child))
        elif name == "link":
            if attribute(child, "rel") in (None, "alternate"):
                found.setdefault("link", attribute(child, "href") or value)
        elif name in ("author", "creator"):
            names = [n.text for n in child if local(n) == "name"] or [value]
            found["authors"] += [n for n in names if n]
        elif name in ("pubDate", "published", "date", "issued") and value:
            found.setdefault("published", value)
        elif name in ("updated", "modified") and value:
            found.setdefault("updated", value)
        elif name in ("guid", "id") and value:
            found.setdefault("id", value)
        elif name == "title":
            found.setdefault("title", _plain(_content(child)))
        elif name == "source" and value:
            found.setdefault("source", value)
    return found


def _content(element: Any) -> str:
    """Give the HTML or the text of an element; XHTML is written out again."""
    if len(element):
        inner = [element.text or ""]
        inner += [etree.tostring(child, encoding="unicode") for child in element]
        return "".join(inner).strip()
    return (element.text or "").strip()


def _plain(value: str) -> str:
    """Give a title without the tags that feeds put into it."""
    if "<" in value or "&" in value:
        value = re.sub(r"<[^<>]{0,2000}>", "", html.unescape(value))
    return clean_line(value)


def _blocks(content: str) -> tuple[str, ...]:
    if not content:
        return ()
    if not re.search(r"<[a-zA-Z/!]|&#?\w+;", content):
        return tuple(line for line in re.split(r"\n\s*\n", content) if line.strip())
    page = open_page(f"<html><body><div>{content}</div></body></html>")
    return tuple(paragraph.text for paragraph in page.paragraphs if paragraph.text.strip())


def _draft(item: dict[str, Any], feed: _Feed, warnings: tuple[str, ...]) -> Draft:
    full = _blocks(item.get("content", ""))
    blocks = full or _blocks(item.get("summary", ""))
    title = item.get("title") or None
    if not blocks and not title:
        raise ReadingError("empty", "this item of the feed has no words")
    if not full:
        what = (
            "summary_only: only the feed's summary"
            if blocks
            else "summary_only: no text but the title"
        )
        warnings = (*warnings, f"{what}: the report itself is at its address")
    link = normalise_url(item.get("link", "")) or normalise_url(item.get("id", ""))
    published = from_value(item.get("published") or "")
    if published == UNDATED:
        published = from_value(item.get("updated") or "")
    names = dict.fromkeys(n for value in item["authors"] for n in author_names(clean_line(value)))
    publisher = clean_line(item.get("source") or feed.title) or None
    language = feed.language.replace("_", "-").split("-")[0].lower()
    return Draft(
        blocks=blocks,
        reader=VERSION,
        title=title,
        seek_title=False,
        url=link,
        url_is_fetched=link is not None and bool(full),
        row_id=clean_line(item.get("id") or link or "") or None,
        collection=host_of(feed.link) or feed.title or None,
        publisher=publisher,
        publisher_how="metadata" if publisher else "unknown",
        authors=tuple(names),
        published=published,
        language=language if len(language) == 2 and language.isalpha() else None,
        warnings=warnings,
        catalogue=tuple(
            (name, value)
            for name, value in (("feed", feed.title), ("feed address", feed.link))
            if value
        ),
    )
