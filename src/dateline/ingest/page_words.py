"""The words of a line in a page's markup, without what stands beside a name in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from dateline.ingest.clean import clean_line

LINE = 160
"""Characters of an element that is a by-line and nothing else."""

LABEL_ALONE = re.compile(
    r"\s*(?:authors?|autor(?:en|in|innen|/in|:in)?|auteurs?|autore|verfasser(?:in)?|автор)\s*:\s*",
    re.I,
)
"""The label of a by-line in an element of its own; whom it names stands behind."""


def words_behind(label: Any) -> str:
    """Give the words behind a label, in its line or in the next element; "" where they are many."""
    said = clean_line(label.tail or "")
    following = label.getnext()
    if not said and following is not None:
        said = words_of(following)
    return said if len(said) <= LINE else ""


def words_of(element: Any) -> str:
    """Give an element's words, or "" where they are too many for a by-line."""
    parts: list[str] = []
    length = 0
    for part in _words(element):
        length += len(part.strip())
        if length > LINE:
            return ""
        parts.append(part)
    return " ".join(" ".join(parts).split())


def _words(element: Any) -> Iterator[str]:
    """Give the words of an element without those of its times and dates."""
    if element.text:
        yield element.text
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag not in ("time", "script", "style", "button")
            and not _beside_name(child.get("class") or "")
        ):
            yield from _words(child)
        else:
            yield " | "
        if child.tail:
            yield child.tail


_BESIDE_NAME = re.compile(
    r"(?:^|[\s_-])(?:date|time|datum|fecha|timestamp|published|updated|"
    r"button|btn|follow|copyright|caption)(?:$|[\s_-])"
)
"""Classes of what stands beside a name: its date, a button, the credit of a portrait."""


@lru_cache(maxsize=4096)
def _beside_name(marks: str) -> bool:
    return _BESIDE_NAME.search(marks) is not None
