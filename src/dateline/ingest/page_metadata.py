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
from dateline.ingest.names import is_bare_name, is_wire
from dateline.ingest.page_authors import page_authors
from dateline.ingest.page_title import page_title
from dateline.ingest.source_key import host_of

JSON_CHARACTERS = 500_000
"""A JSON-LD block above this size holds a catalogue, not an article's metadata."""

_ARTICLE_TYPES = re.compile(
    r"(?:Article|Posting|Report|WebPage|VideoObject|Episode|Review|Recipe)$"
)


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
        authors=page_authors(
            tree, metas, _linked_authors(linked), lambda name: _is_site(name, site, url or own_url)
        ),
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
                name = author.get("name") or people.get(str(author.get("@id")))
                body = "Organization" in _types(author)
                for one in name if isinstance(name, list) else [name]:
                    if isinstance(one, str) and (is_wire(_unescape(one)) or not body):
                        names.extend(author_names(_unescape(one)))
        if names:
            return names
    return []


_DESK = re.compile(
    r"\b(?:die |the |la )?(?:online-?)?(?:redaktion|redaction|rédaction|redacción|redazione|editorial|editors?|staff|"
    r"newsroom|desk|reporters?)\b",
    re.I,
)


def _is_site(name: str, site: str | None, url: str | None) -> bool:
    """Whether a name is the site's own, alone or with its desk's ("Example Redaktion"): the site's
    name or host, or one that holds it as a word; a person's own name on an own site is not."""
    if is_bare_name(name):
        return False
    words = plain(_DESK.sub(" ", name)) or plain(name)
    own = words.replace(" ", "")
    host = host_of(url)
    core = plain(host.rpartition(".")[0]) if host else ""
    known = [one for one in (plain(site or ""), plain(host or ""), core) if one]
    labels = host.split(".")[-2:-1] if host else []
    if own in {one.replace(" ", "") for one in known} or own in map(_squeezed, labels):
        return True
    if site and " " in words and set(words.split()) <= set(plain(site).split()):
        return True
    if len(own) >= SITE_LETTERS and f" {words} " in f" {known[0] if site else ''} ":
        return True
    return any(len(one) >= SITE_LETTERS and f" {one} " in f" {words} " for one in known)


SITE_LETTERS = 5
"""Letters of a site's name from which a longer name that holds it is the site's as well."""


def _squeezed(value: str) -> str:
    return plain(value).replace(" ", "")
