"""Whether one report looks like many articles: an export of a database whose layout is not known.

A database prints the same lines around every article. Where two kinds of them come three times and
more, about equally often, and no layout took the file, the report says so loudly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

TIMES = 3
"""Times that a line of a kind must come; one article with a correction and its copy has two."""
KINDS = 2
LINE = 160
"""Characters of a line that can be a label; longer ones are text."""
_LABELS = {
    "length": r"(?:length|länge|longueur|word count|words?)\s*[:=]\s*\d|\d[\d,.]* (?:words|wörter|mots|слов)$",
    "copyright": r"(?:copyright\b|©|\(c\) ?(?:19|20)\d\d)",
    "document id": r"(?:document|article|accession|record|doc)[ -]?(?:id|no|number|nr)\.?\s*[:=#]?\s*\w|document [A-Z0-9]{8,}$",
    "end": r"\W*(?:end of (?:document|article|record)|ende des dokuments|fin du document)\W*$",
    "by-line": r"(?:by-?line|author)\s*[:=]",
    "date": r"(?:publication date|publish(?:ed|ing) date|load-?date|pub\. date|date)\s*[:=]\s*\S",
    "headline": r"(?:headline|title)\s*[:=]\s*\S",
    "source": r"(?:publication(?: title| info)?|source|newspaper)\s*[:=]\s*\S",
    "section": r"section\s*[:=]\s*\S",
}
_FORMS = {kind: re.compile(form, re.I) for kind, form in _LABELS.items()}


def maybe_many(blocks: Iterable[str]) -> str | None:
    """Give a warning that says what was seen and what to do, or None."""
    seen = dict.fromkeys(_FORMS, 0)
    for block in blocks:
        for line in block.split("\n"):
            line = line.strip()
            if len(line) <= LINE:
                for kind, form in _FORMS.items():
                    seen[kind] += form.match(line) is not None
    often = {kind: count for kind, count in seen.items() if count >= TIMES}
    most = max(often.values(), default=0)
    alike = {kind: count for kind, count in often.items() if 2 * count >= most}
    if len(alike) < KINDS:
        return None
    named = ", ".join(f"{kind} {count} times" for kind, count in alike.items())
    return (
        f"maybe_many_articles: lines of a database come again and again ({named}), but no known "
        "layout fits; this may be many articles read as one. Export them in a layout that "
        "docs/formats.md lists, or split the file, and add it again"
    )
