"""What a page says of itself: title, authors, site, dates, own address.

Each value comes from a cascade; a step engages only where the one before gave nothing. The
order was set on `pages/dev` (`evaluation/pages.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.ingest.clean import clean_line
from dateline.ingest.credits import author_names
from dateline.ingest.head import plain
from dateline.ingest.names import is_person
from dateline.ingest.page_title import page_title
from dateline.ingest.source_key import host_of

JSON_CHARACTERS = 500_000
"""A JSON-LD block above this size holds a catalogue, not an article's metadata."""

_ARTICLE_TYPES = re.compile(
    r"(?:Article|Posting|Report|WebPage|VideoObject|Episode|Review|Recipe)$"
)
_NO_AUTHOR = re.compile(
    r"^(?:admin|administrator|editor|editors|author|autor|unknown|guest|name|user|webmaster|"
    r"wordpress\w*|root|test|follow|posted|posted by|written by|by|von|gastautor|contributor|"
    r"no author|publisher|publiziert am|human|zvg|redaktion|unbenannt|artikel von|staff|#.*|"
    r".* says|.*\bam|theme\b.*|.*\b(?:gmbh|ltd|inc|llc|ag|e\.v)\.?)$",
    re.I,
)
"""What content systems and templates write into author fields where there is no author."""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The cascade's results; None or empty where the page states nothing."""

    title: str | None
    authors: tuple[str, ...]
    site: str | None
    published: str | None
    description: str | None
    """The page's summary of itself, often its first paragraph."""
    modified: str | None
    """When it was last changed, as it states it, with its zone where it has one."""
    free: bool | None
    """Whether it says that it can be read for free; None where it does not say."""
    own_url: str | None
    """What the page calls its address: evidence, never an identity."""

    def is_site(self, name: str) -> bool:
        """Whether ``name`` is the site's own: its name or its host."""
        return _is_site(name, self.site, self.own_url)


def page_metadata(tree: Any, url: str | None) -> PageMetadata:
    """Give the metadata of an lxml tree of a page."""
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    own_url = _first(metas, "og:url") or _canonical(tree)
    if own_url and not own_url.startswith("http"):
        own_url = None
    site = _site(metas, linked)
    stated = [
        _headline(linked),
        *(metas.get(k, [""])[0] for k in ("og:title", "twitter:title", "dc.title")),
    ]
    title = page_title(
        tree, [clean_line(value) for value in stated if value], site, host_of(url or own_url)
    )
    return PageMetadata(
        title=title,
        authors=_authors(tree, metas, linked, (site, url or own_url)),
        site=site,
        published=_published(metas, linked),
        description=_first(metas, "og:description", "description", "twitter:description"),
        modified=_modified(metas, linked),
        free=_free(linked),
        own_url=own_url,
    )


def _metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = element.get("content")
        if key and value and value.strip():
            found.setdefault(key.strip().lower(), []).append(clean_line(value))
    return found


def _first(metas: dict[str, list[str]], *keys: str) -> str | None:
    for key in keys:
        if metas.get(key):
            return metas[key][0]
    return None


def _canonical(tree: Any) -> str | None:
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return (element.get("href") or "").strip() or None
    return None


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Give every object of the page's JSON-LD, graphs unfolded."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "") or not element.text:
            continue
        if len(element.text) > JSON_CHARACTERS:
            continue
        try:
            value = json.loads(element.text.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [value]
        while stack:
            item = stack.pop(0)
            if isinstance(item, list):
                stack[:0] = item[:200]
            elif isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                if isinstance(graph, list):
                    stack[:0] = graph[:200]


def _types(item: dict[str, Any]) -> list[str]:
    value = item.get("@type")
    return [str(v) for v in (value if isinstance(value, list) else [value])]


def _articles(linked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the objects that describe an article, those that say "article" first."""
    chosen = [item for item in linked if any(_ARTICLE_TYPES.search(t) for t in _types(item))]
    return sorted(chosen, key=lambda item: any(t.endswith("WebPage") for t in _types(item)))


def _headline(linked: list[dict[str, Any]]) -> str:
    for item in _articles(linked):
        if isinstance(item.get("headline"), str):
            return _unescape(item["headline"])
    return ""


def _unescape(value: str) -> str:
    from html import unescape

    return clean_line(unescape(value))


def _site(metas: dict[str, list[str]], linked: list[dict[str, Any]]) -> str | None:
    stated = _first(metas, "og:site_name", "application-name")
    if stated and len(stated) <= 60:
        return stated
    for item in _articles(linked):
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return _unescape(publisher["name"]) or None
    return None


def _published(metas: dict[str, list[str]], linked: list[dict[str, Any]]) -> str | None:
    for item in _articles(linked):
        if isinstance(item.get("datePublished"), str) and item["datePublished"].strip():
            return clean_line(item["datePublished"])
    return _first(
        metas, "article:published_time", "og:article:published_time", "datepublished",
        "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
    )  # fmt: skip


def _modified(metas: dict[str, list[str]], linked: list[dict[str, Any]]) -> str | None:
    for item in _articles(linked):
        if isinstance(item.get("dateModified"), str) and item["dateModified"].strip():
            return clean_line(item["dateModified"])
    return _first(
        metas, "article:modified_time", "og:article:modified_time", "og:updated_time",
        "datemodified", "last-modified", "dcterms.modified",
    )  # fmt: skip


def _free(linked: list[dict[str, Any]]) -> bool | None:
    stated = [
        item["isAccessibleForFree"] for item in _articles(linked) if "isAccessibleForFree" in item
    ]
    if not stated:
        return None
    return str(stated[0]).strip().lower().rsplit("/", 1)[-1] != "false"


def _authors(
    tree: Any,
    metas: dict[str, list[str]],
    linked: list[dict[str, Any]],
    site: tuple[str | None, str | None],
) -> tuple[str, ...]:
    """Give the names of the first source that names a person, else of the first that names any."""
    keys = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
    stated = [name for key in keys for value in metas.get(key, ()) for name in author_names(value)]
    sources = (
        [name for name in _linked_authors(linked) if not _is_site(name, *site)],
        [name for name in stated if not _is_site(name, *site)],
        list(_marked_authors(tree)),
    )
    found = [tuple(dict.fromkeys(filter(can_be_author, names))) for names in sources]
    for names in found:
        if any(is_person(name) for name in names):
            return tuple(names)
    return next((names for names in found if names), ())


def can_be_author(name: str) -> bool:
    """Whether a value of an author field can name somebody, and is no label, address or template."""
    return 1 < len(name) <= 60 and "@" not in name and not _NO_AUTHOR.match(name)


def _linked_authors(linked: list[dict[str, Any]]) -> list[str]:
    people = {
        item["@id"]: item["name"]
        for item in linked
        if isinstance(item.get("@id"), str) and isinstance(item.get("name"), str)
    }
    for item in _articles(linked):
        value = item.get("author")
        names: list[str] = []
        for author in value if isinstance(value, list) else [value]:
            if isinstance(author, str):
                names.extend(author_names(author))
            elif isinstance(author, dict):
                if "Organization" in _types(author):
                    continue
                name = author.get("name") or people.get(str(author.get("@id")))
                for one in name if isinstance(name, list) else [name]:
                    if isinstance(one, str):
                        names.extend(author_names(_unescape(one)))
        if names:
            return names
    return []


_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|autor|byline|by-line|auteur|verfasser|writer)(?:[\s_-]?(?:name|link|s|inner|title))?(?:$|[\s_-])",
    re.I,
)
_NOT_AUTHOR = re.compile(r"comment|reply|related|sidebar|bio|avatar|image|footer|box|teaser", re.I)


def _marked_authors(tree: Any) -> Iterator[str]:
    """Give the names that the page marks as its author's, by rel, itemprop or class."""
    for element in tree.iter("a", "span", "p", "div", "address", "strong", "em", "li", "cite", "b"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        marked = (
            element.get("rel") == "author"
            or element.get("itemprop") == "author"
            or _AUTHOR_CLASS.search(marks)
        )
        if not marked or _NOT_AUTHOR.search(marks) or _inside_comments(element):
            continue
        text = clean_line(" ".join(element.itertext()))
        if 2 < len(text) <= 70:
            names = author_names(text)
            if names:
                yield from names
                return


def _inside_comments(element: Any) -> bool:
    for above in element.iterancestors():
        if re.search(
            r"comment|respond|sidebar|related",
            f"{above.get('class') or ''} {above.get('id') or ''}",
            re.I,
        ):
            return True
    return False


def _is_site(name: str, site: str | None, url: str | None) -> bool:
    own = plain(name).replace(" ", "")
    if site and plain(site).replace(" ", "") == own:
        return True
    host = host_of(url)
    return host is not None and own in (plain(host).replace(" ", ""), host.split(".")[0])
