"""Suites of labelled texts: ``satp_relevant`` and ``india_police_docs``.

Gold rows have ``text`` and ``labels``, one ``"0"`` or ``"1"`` a label; several may hold at once.
Figures: F1 of each label, their mean (``macro_f1``), and ``micro_f1`` over all labels of all texts.

``satp_relevant``: notes on incidents in South Asia (SATP): armed assault, bombing, kidnapping,
other attacks. ``india_police_docs``: news reports of Gujarat in 2002: whether police killed,
arrested, did anything, failed to act, used force. Their order in the rows is that of ``LABELS``; a
report's label
holds where one of its sentences says so, so sentences are read one by one and the greatest
probability of a label in a report is compared with a threshold; thresholds were set on reports of
``train`` whose sentences the head had not seen.

Baseline: every label holds, which is the better of the two constant answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from dateline.evaluate.suite import Counts, Row, precision_recall_f1

LABELS = {
    "satp_relevant": ("armed_assault", "bombing", "kidnapping", "other"),
    "india_police_docs": ("kill", "arrest", "any", "fail", "force"),
}


class TextLabels:
    """F1 of several labels a text."""

    fields: tuple[str, ...] = ("text", "labels")

    def __init__(
        self,
        name: str,
        about: str,
        headline: tuple[str, ...],
        read: Callable[[str], Sequence[str]],
    ) -> None:
        self.name = name
        self.gold = f"{name}/dev.jsonl"
        self.about = about
        self.headline = headline
        self._read = read

    def predict(self, row: Row) -> dict[str, Any]:
        """Give the labels of one text."""
        return {"labels": list(self._read(str(row["text"])))}

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give all labels."""
        return {"labels": list(LABELS[self.name])}

    def gold_labels(self, row: Row) -> list[str]:
        """Give the gold labels of a row by name."""
        names = LABELS[self.name]
        return [name for name, held in zip(names, row["labels"], strict=True) if held == "1"]

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give gold, predicted and right labels, by label."""
        counts: Counts = Counter({"n": 1})
        right = self.gold_labels(gold)
        for name in LABELS[self.name]:
            counts[f"gold:{name}"] += name in right
            counts[f"predicted:{name}"] += name in predicted["labels"]
            counts[f"hit:{name}"] += name in right and name in predicted["labels"]
        return counts

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give F1 by label, their mean, and micro F1."""
        names = LABELS[self.name]
        parts = ("hit", "predicted", "gold")
        by_label = {
            name: precision_recall_f1(*(counts[f"{part}:{name}"] for part in parts))[2]
            for name in names
        }
        micro = precision_recall_f1(
            *(sum(counts[f"{part}:{name}"] for name in names) for part in parts)
        )[2]
        return {
            "macro_f1": sum(by_label.values()) / len(names),
            "micro_f1": micro,
            **{f"{name}.f1": value for name, value in by_label.items()},
        }

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give missed and invented labels."""
        right = self.gold_labels(gold)
        ours = predicted["labels"]
        return [
            f"{name} missed" if name in right else f"{name} invented"
            for name in LABELS[self.name]
            if (name in right) != (name in ours)
        ]


def _attacks(text: str) -> list[str]:
    from dateline.encoder import given_labels, words_in

    return given_labels(words_in(text), "attacks")


def _police(text: str) -> list[str]:
    from dateline.encoder import document_labels

    return document_labels(text, "police")


def labelled_suites() -> tuple[TextLabels, ...]:
    """Give the suites of labelled texts."""
    return (
        TextLabels(
            "satp_relevant",
            "kinds of attack that a note tells (four labels, several may hold)",
            ("macro_f1", "micro_f1"),
            _attacks,
        ),
        TextLabels(
            "india_police_docs",
            "what police did, by a report (five labels)",
            ("macro_f1",),
            _police,
        ),
    )
