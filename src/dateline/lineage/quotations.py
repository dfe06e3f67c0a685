"""Quotations without marks: what most others print between marks is a quotation here too.

A post or a statement shown as a block of its own has no quotation marks; taken for text, it would
make strangers copies of each other.
"""

from __future__ import annotations

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
    marked = {version: [Span(*s) for s in quoted_spans(t.text)] for version, t in texts.items()}
    changes: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for copy in copies:
        for run in copy.runs:
            if run.kind == "reworded":
                continue  # places in it do not map
            a, b = Span(run.a_start, run.a_end), Span(run.b_start, run.b_end)
            changes[copy.a] += _votes(a, b, marked[copy.b])
            changes[copy.b] += _votes(b, a, marked[copy.a])
    return {
        version: tuple(union([*marked[version], *_elected(changes.get(version, ()))]))
        for version in sorted(texts)
    }


def _votes(here: Span, there: Span, marked: Sequence[Span]) -> list[tuple[int, int, int]]:
    """Give (place, change of marked, change of unmarked) for a run, by the marks of the other text."""
    length = there.end - there.start
    scale = (here.end - here.start) / length
    votes = [(here.start, 0, 1), (here.end, 0, -1)]
    for quote in marked:
        start, end = max(quote.start, there.start), min(quote.end, there.end)
        if end - start > _EDGE:
            low = here.start + round((start - there.start) * scale)
            high = here.start + round((end - there.start) * scale)
            votes += [(low, 1, -1), (high, -1, 1)]
    return votes


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
