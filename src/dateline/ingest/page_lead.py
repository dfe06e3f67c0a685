"""The paragraph above the main text that extraction leaves out: the lead.

Pages set the first paragraph of a report apart, between headline and picture, and there
extraction takes it for a teaser. It holds who did what, so it is put back where the page itself
vouches for it: its description repeats the paragraph, or the markup names it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from dateline.ingest.head import plain

LEAST = 40
MOST = 1_200
"""Characters of a lead; the longest in `pages/dev` has 900."""
VOUCHED = 40
"""Letters and digits at the head of the description that a paragraph must repeat."""

_MARKED = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|intro|teaser-?text|standfirst|vorspann|dek|chapo|chapeau|entradilla|bajada|"
    r"article-?lead|article-?intro|abstract|excerpt|subtitle|subheadline|summary)(?:$|[\s_-])",
    re.I,
)
_ASIDE = re.compile(
    r"comment|sidebar|related|teaser|footer|nav|menu|recommend|newsletter|cookie|widget", re.I
)


def lead_paragraph(tree: Any, description: str | None, text: str) -> str | None:
    """Give the lead of a page where ``text``, its extraction, lacks it; else None."""
    have = plain(text)
    wanted = plain(description or "")[:VOUCHED]
    heading_seen = False
    for element in tree.iter(
        "h1", "p", "div", "h2", "h3", "h4", "span", "strong", "header", "section"
    ):
        if element.tag == "h1":
            heading_seen = True
            continue
        marked = heading_seen and _is_marked(element.get("class"), element.get("itemprop"))
        if not marked and len(wanted) < VOUCHED:
            continue
        if len(element) > 12:
            continue
        if not marked and not _can_open(element, wanted):
            continue
        words = _words(element)
        if not LEAST <= len(words) <= MOST:
            continue
        own = plain(words)
        vouched = len(wanted) == VOUCHED and own.startswith(wanted)
        if not (vouched or marked) or own[:VOUCHED] in have or len(own) < LEAST:
            continue
        if not re.search(r"[.!?…][\"'”’»)]*$", words) or _is_aside(element):
            continue
        return words
    return None


@lru_cache(maxsize=4096)
def _is_marked(classes: str | None, itemprop: str | None) -> bool:
    if not classes and not itemprop:
        return False
    return _MARKED.search(f"{classes or ''} {itemprop or ''}") is not None


def _can_open(element: Any, wanted: str) -> bool:
    """Whether an element's first words can be those of ``wanted``: told without reading the rest."""
    for part in element.itertext():
        first = _LETTER.search(part)
        if first is None:
            continue
        if not wanted.startswith(first[0].casefold()):
            return False
        own = plain(part[first.start() : first.start() + 2 * VOUCHED])[:VOUCHED]
        return wanted.startswith(own)
    return False


_LETTER = re.compile(r"[^\W_]")


def _words(element: Any) -> str:
    """Give an element's words on one line, or "" where they are more than a lead."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        length += len(part.strip())
        if length > MOST:
            return ""
        parts.append(part)
    return " ".join(" ".join(parts).split())


def _is_aside(element: Any) -> bool:
    for above in (element, *element.iterancestors()):
        if above.tag in ("nav", "aside", "footer"):
            return True
        if _ASIDE.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return above.tag not in ("body", "html", "main", "article")
    return False
