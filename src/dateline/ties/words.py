"""The words in which ties and counts are told."""

from __future__ import annotations

from dateline.ties.facts import Tally

OF = {
    "part_of": "part of",
    "pledged_to": "pledged to",
    "allied_with": "allied with",
    "led_by": "led by",
    "split_from": "split from",
    "merged_into": "merged into",
    "fights": "fights",
    "supports": "supports",
    "declared_by": "declared by",
    "successor_of": "successor of",
}
"""How a tie is called from its first end: "part of X"."""

TOWARDS = {
    "part_of": "its part",
    "pledged_to": "pledged to it",
    "allied_with": "allied with it",
    "led_by": "it leads",
    "split_from": "split from it",
    "merged_into": "merged into it",
    "fights": "fights it",
    "supports": "supports it",
    "declared_by": "it declared",
    "successor_of": "its successor",
}
"""How a tie is called from its second end."""


def count_words(tally: Tally) -> str:
    """Give "2 reports, 1 text family", or that texts have not been compared."""
    if tally.reports == 0:
        return "no report in this ledger"
    reports = "1 report" if tally.reports == 1 else f"{tally.reports} reports"
    if tally.families is None:
        return f"{reports}, texts not compared"
    families = "1 text family" if tally.families == 1 else f"{tally.families} text families"
    return f"{reports}, {families}"
