"""The headline of a page as its reader sees it: a heading that the page's metadata vouch for."""

from __future__ import annotations

import re
from typing import Any

from rapidfuzz import fuzz

from dateline.ingest.clean import clean_line
from dateline.ingest.head import plain

ALIKE = 90.0
"""rapidfuzz ratio (0 to 100) from which a heading is the metadata's title, differently quoted."""

_SEPARATOR = re.compile(r"\s+[|–—›»·•:/]+\s+|\s+-+\s+|\s*\|\s*|\s+::\s+| › | » ")
_KICKER = re.compile(
    r"kicker|dachzeile|topline|overline|roofline|headline-?top|spitzmarke|pre-?title|supertitle|"
    r"eyebrow|rubri[ck]|vorspann|subtitle|sub-?headline|subline|unterzeile|sr-only|visually-hidden|invisible|screen-reader",
    re.I,
)
_HIDDEN = re.compile(r"sr-only|visually-?hidden|screen-?reader", re.I)
"""Headings for those who hear a page; what is seen may be worded otherwise."""
_HEADLINE = frozenset(["headline", "title", "headline-text", "headline__text"])
"""Classes of the part of a heading that is the headline, beside a label above it."""
_NOT_HEADLINE = re.compile(
    r"comment|reply|respond|sidebar|widget|footer|related|teaser|nav|menu|cookie|newsletter|logo",
    re.I,
)


def page_title(tree: Any, stated: list[str], site: str | None, host: str | None) -> str | None:
    """Give the headline: the heading that matches what ``stated`` titles or <title> say, else the
    only <h1>, else the stated title without the site's name."""
    document = _document_title(tree)
    home = _home_names(tree)
    known = [*stated, *([document] if document else [])]
    known = [_without_home(title, home) for title in known]
    headings = [one for one in _headings(tree) if plain(one[1]) not in home]
    best = _vouched(headings, known)
    if best is not None:
        return _without_kicker(best, [without_site(title, site, host) for title in known])
    tops = [text for level, text in headings if level == 1 and not _is_site(text, site, host)]
    if len(dict.fromkeys(tops)) == 1 and len(tops[0].split()) >= 2:
        return tops[0]
    for title in known:
        bare = without_site(title, site, host)
        if bare:
            return bare
    return tops[0] if tops else (headings[0][1] if headings else None)


def _without_kicker(heading: str, known: list[str]) -> str:
    """Give a heading without the label printed before it, where a stated title has only the rest."""
    heading = heading.lstrip(":/|·•- ") or heading
    own = plain(heading)
    for title in known:
        rest = plain(title)
        if len(rest.split()) >= 3 and own != rest and own.endswith(rest):
            return title
    return heading


def without_site(title: str, site: str | None, host: str | None) -> str:
    """Give a title without the site's name, which pages append behind a dash or a bar."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    seams = list(_SEPARATOR.finditer(title))
    if _is_site(parts[-1], site, host):
        return title[: seams[-1].start()].strip()
    if _is_site(parts[0], site, host):
        return title[seams[0].end() :].strip()
    if "|" in seams[-1][0] and len(parts[-1].split()) <= 4 and len(parts[-1]) < len(title) // 2:
        return title[: seams[-1].start()].strip()
    return title


def _home_names(tree: Any) -> frozenset[str]:
    """Give the plain words of headings that are one link to the site's start: its name."""
    found = set()
    for element in tree.iter("h1", "h2"):
        links = list(element.iter("a"))
        if len(links) == 1 and _START.fullmatch((links[0].get("href") or "").strip()):
            text = clean_line("".join(element.itertext()))
            if text == clean_line("".join(links[0].itertext())):
                found.add(plain(text))
    return frozenset(found - {""})


_START = re.compile(r"(?:https?:)?//[^/?#]+/?|/", re.I)
"""An address that leads to the start of a site."""


LONGEST = 1_000
"""Characters of a title in which a site's name is looked for."""


def _without_home(title: str, home: frozenset[str]) -> str:
    """Give a title without the site's name, as the heading that leads to its start has it."""
    if not home or len(title) > LONGEST:
        return title
    for seam in _SEPARATOR.finditer(title):
        if plain(title[seam.end() :]) in home:
            return title[: seam.start()].strip()
        if plain(title[: seam.start()]) in home:
            return title[seam.end() :].strip()
    return title


def _document_title(tree: Any) -> str | None:
    for element in tree.iter("title"):
        text = clean_line("".join(element.itertext()))
        if text:
            return text
    return None


def _headings(tree: Any) -> list[tuple[int, str]]:
    """Give level and words of the headings h1 to h3 and of elements marked as the headline."""
    found: list[tuple[int, str]] = []
    for element in tree.iter("h1", "h2", "h3"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _NOT_HEADLINE.search(marks) or _HIDDEN.search(marks):
            continue
        text = _words(element)
        if text and len(text) <= 400:
            found.append((int(element.tag[1]), text))
    return found


def _words(element: Any) -> str:
    """Give a heading's words without the kicker above it and without what is hidden."""
    inner = [
        e for e in element.iter("span", "div") if _HEADLINE & set((e.get("class") or "").split())
    ]
    if len(inner) == 1 and len(clean_line("".join(inner[0].itertext())).split()) >= MANY_WORDS:
        element = inner[0]
    parts: list[str] = []
    stack: list[Any] = [element]

    def walk(node: Any) -> None:
        if node is not element:
            if not isinstance(node.tag, str):
                return
            if _KICKER.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
                return
            if node.tag in ("script", "style", "svg", "button"):
                return
        if node.tag == "br":
            parts.append(" ")
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")

    walk(stack[0])
    text = clean_line("".join(parts))
    return text or clean_line("".join(element.itertext()))


MANY_WORDS = 3
"""Words of a heading's part that is marked as the headline, from which it stands alone."""


def _vouched(headings: list[tuple[int, str]], known: list[str]) -> str | None:
    """Give the heading that best agrees with a known title: the same, part of it, or nearly so."""
    best: tuple[float, str] | None = None
    for order, (level, text) in enumerate(headings):
        own = plain(text)
        if not own:
            continue
        score = 0.0
        for title in known:
            other = plain(title)
            if own == other:
                score = max(score, 3.0)
            elif len(own.split()) >= 2 and f" {own} " in f" {other} ":
                score = max(score, 1.0 + len(own) / len(other))
            elif len(other.split()) >= 3 and f" {other} " in f" {own} ":
                score = max(score, 1.0 + len(other) / len(own))
            elif fuzz.ratio(own, other) >= ALIKE:
                score = max(score, 2.0)
        if score < 1.3:
            continue
        score += {1: 0.6, 2: 0.2, 3: 0.0}[level] - order * 0.001
        if best is None or score > best[0]:
            best = (score, text)
    return best[1] if best else None


def _is_site(part: str, site: str | None, host: str | None) -> bool:
    own = plain(part).replace(" ", "")
    if not own:
        return True
    if site:
        name = plain(site).replace(" ", "")
        if own == name or (len(own) > 3 and (own in name or name in own)):
            return True
    if host:
        labels = plain(host).split()
        core = "".join(labels[:-1])
        return own in ("".join(labels), core) or (
            len(core) > 3 and (core in own and len(own) < 3 * len(core))
        )
    return False
