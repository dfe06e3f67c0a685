"""The line of a text that says when it was last updated, in its own words and zone."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE = re.compile(
    r"\W*(?:(?:last|most recently) (?:updated|modified|edited|changed)|updated?(?: on| at)?|modified|"
    r"обновлено|обновлён|обновлен|последнее обновление|изменено|aktualisiert|zuletzt aktualisiert|"
    r"mis à jour|actualizado)\b[\s:–—-]*(?P<when>.{3,60})$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|"
    r"\b\d{1,2} (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|"
    r"декабря)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2}\b",
    re.IGNORECASE,
)
PARAGRAPHS = 14
"""Paragraphs from either end among which such a line stands."""


def updated_line(blocks: Sequence[str]) -> str | None:
    """Give "Updated 14:05 GMT", "Last updated: June 23, 2015", "Обновлено в 14:05" as it stands.

    A line counts that says nothing else and names a day or a time of day.
    """
    near = (*blocks[:PARAGRAPHS], *blocks[PARAGRAPHS:][-PARAGRAPHS:])
    for block in near:
        if len(block) > 90 or "\n" in block:
            continue
        match = _LINE.match(block)
        if match is not None and _TIME.search(match["when"]):
            return " ".join(block.split())
    return None
