"""The headline check as the page shows it: what the headline says, and whether the body does."""

from __future__ import annotations

from typing import Any

from dateline.check.facts import HeadlineCheck
from dateline.lineage.facts import Text


def check_data(check: HeadlineCheck, text: Text) -> dict[str, Any]:
    """Give the verdict on each item of a headline with the sentences that it stands on."""
    return {
        "items": [
            {
                "kind": item.kind,
                "words": item.words,
                "meaning": item.meaning,
                "verdict": item.verdict,
                "why": item.why,
                "evidence": [span.of(text.text) for span in item.evidence],
            }
            for item in check.items
        ],
        "loaded": [[word.words, word.category, word.in_body] for word in check.loaded],
        "note": check.note,
    }
