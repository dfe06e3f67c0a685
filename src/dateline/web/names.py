"""Reasons that name texts by their ids, said with the texts' publishers and titles."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.lineage.facts import Text

_VERSION = re.compile(r"\bT[0-9a-z]{16}\b")

LONGEST = 60
"""Characters kept of a title that stands for its report."""


def with_names(reason: str, texts: Mapping[str, Text]) -> str:
    """Give a reason with the name of a text where its id stood."""

    def name(found: re.Match[str]) -> str:
        text = texts.get(found[0])
        return "a text that is not on this page" if text is None else name_of(text)

    return _VERSION.sub(name, reason)


def name_of(text: Text) -> str:
    """Give how a sentence calls a text: by its publisher, else by its title."""
    if text.publisher:
        return f"the text of {text.publisher}"
    title = " ".join(text.title.of(text.text).split()) if text.title else ""
    if not title:
        return "a text without publisher and title"
    return f"“{title}”" if len(title) <= LONGEST else f"“{title[: LONGEST - 1].rstrip()}…”"
