"""The paragraph above the main text that extraction leaves out: the lead.

Pages set the first paragraph of a report apart, between headline and picture, and there
extraction takes it for a teaser. It holds who did what, so it is put back where the page itself
vouches for it: its description repeats the paragraph, or the markup names it.
"""

from __future__ import annotations

import re
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
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        marked = heading_seen and _MARKED.search(marks) is not None
        if not marked and len(wanted) < VOUCHED:
            continue
        if len(element) > 12:
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
