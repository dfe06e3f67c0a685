"""The headline check as the page shows it: what the headline says, and whether the body does."""

from __future__ import annotations

from typing import Any

from dateline.check.facts import HeadlineCheck, Item
from dateline.lineage.facts import Text
from dateline.web.words import type_words


def check_data(check: HeadlineCheck, text: Text) -> dict[str, Any]:
    """Give the verdict on each item of a headline with the sentences that it stands on."""
    return {
        "items": [
            {
                "kind": item.kind,
                "words": item.words,
                "meaning": _meaning(item),
                "verdict": item.verdict,
                "why": item.why,
                "evidence": [span.of(text.text) for span in item.evidence],
            }
            for item in check.items
        ],
        "loaded": [[word.words, word.category, word.in_body] for word in check.loaded],
        "note": check.note,
    }


def _meaning(item: Item) -> str:
    """Give what words were taken to mean; an event's types as a reader would say them."""
    if item.kind != "event":
        return item.meaning
    return ", ".join(type_words(code).lower() for code in item.meaning.split(", "))
