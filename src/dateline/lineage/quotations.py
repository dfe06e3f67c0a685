"""Quotations without marks: what most others print between marks is a quotation here too.

A post or a statement shown as a block of its own has no quotation marks; taken for text, it would
make strangers copies of each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.lineage.facts import Copy, Text
from dateline.lineage.normal import quoted_spans
from dateline.lineage.stretches import union
from dateline.types import Span

MARKED = 2
"""Others that must print it between marks, and more of them than print it without."""
_EDGE = 3
"""Characters by which ends of quotations may differ once mapped to another text."""


def quotations(texts: Mapping[str, Text], copies: Sequence[Copy]) -> dict[str, tuple[Span, ...]]:
    """Give the quotations of each version: those it marks, and those that others mark."""
    marks = {version: _Marks(quoted_spans(text.text)) for version, text in texts.items()}
    votes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for copy in copies:
        ours, theirs = marks[copy.a], marks[copy.b]
        if not ours.spans and not theirs.spans:
            continue
        for a_start, a_end, b_start, b_end, kind in copy.runs:
            if kind == "reworded":
                continue  # places in it do not map
            if found := theirs.mapped(b_start, b_end, a_start, a_end):
                votes[copy.a] += found
            if found := ours.mapped(a_start, a_end, b_start, b_end):
                votes[copy.b] += found
    asked = {version for version, found in votes.items() if len(found) >= MARKED}
    changes = {
        version: [
            change for low, high in votes[version] for change in ((low, 1, -1), (high, -1, 1))
        ]
        for version in asked
    }
    for copy in copies:
        here, there = copy.a in asked, copy.b in asked
        if not here and not there:
            continue
        for a_start, a_end, b_start, b_end, kind in copy.runs:
            if kind == "reworded":
                continue
            if here:
                changes[copy.a] += ((a_start, 0, 1), (a_end, 0, -1))
            if there:
                changes[copy.b] += ((b_start, 0, 1), (b_end, 0, -1))
    return {
        version: tuple(union([*marks[version].spans, *_elected(changes.get(version, ()))]))
        for version in sorted(texts)
    }


class _Marks:
    """The quotations that a text marks."""

    __slots__ = ("_ends", "spans")

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = spans
        self._ends = [end for _, end in spans]

    def mapped(self, start: int, end: int, to_start: int, to_end: int) -> list[tuple[int, int]]:
        """Give what is marked of a run, mapped by share to where the run stands in another text."""
        found = []
        spans = self.spans
        n = bisect_right(self._ends, start)
        while n < len(spans) and spans[n][0] < end:
            low, high = max(spans[n][0], start), min(spans[n][1], end)
            if high - low > _EDGE:
                scale = (to_end - to_start) / (end - start)
                found.append(
                    (
                        to_start + round((low - start) * scale),
                        to_start + round((high - start) * scale),
                    )
                )
            n += 1
        return found


def _elected(changes: Sequence[tuple[int, int, int]]) -> list[Span]:
    """Give the ranges where enough others, and most of them, have marks."""
    spans, within, without, at = [], 0, 0, 0
    for place, marked, unmarked in sorted(changes):
        if place > at and within >= MARKED and within > without:
            spans.append(Span(at, place))
        at = place
        within += marked
        without += unmarked
    return spans
