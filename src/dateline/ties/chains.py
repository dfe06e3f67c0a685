"""Chains of ties: declared by whom, which is part of what, led by whom."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.ties.days import verdict
from dateline.ties.facts import REPORTS, UNSTATED, Step, Tie
from dateline.ties.pledges import BELONGING
from dateline.ties.statements import DONE_ONCE
from dateline.ties.words import OF

DEPTH = 3
"""Steps of a chain at most: further ones say more about the world than about who is asked for."""

_IN_FORCE = frozenset({"stated", "inferred", "contradicted"})


def chains(key: str, every: Sequence[Tie]) -> tuple[tuple[Step, ...], ...]:
    """Give the chains of two steps and more from an actor up to those who lead its bodies.

    Each step is of the day that the first is dated to; what was over by then, or had not begun,
    is left out. A step that rests on the registry alone says so. Of chains through the same
    actors the one that rests most on reports is given.
    """
    found: list[tuple[Step, ...]] = []
    for tie in every:
        if tie.a.key == key and tie.kind in BELONGING and tie.statements:
            found += _onward((_step(tie),), tie, (key,), _day(tie), every)
    best: dict[tuple[str, ...], tuple[Step, ...]] = {}
    for chain in sorted((c for c in set(found) if len(c) > 1), key=_order):
        best.setdefault(tuple(step.who for step in chain), chain)
    return tuple(best.values())


def _onward(
    steps: tuple[Step, ...],
    last: Tie,
    seen: tuple[str, ...],
    day: str | None,
    every: Sequence[Tie],
) -> list[tuple[Step, ...]]:
    at = last.b.key
    if at is None or at in seen or len(steps) >= DEPTH:
        return [steps]
    found = []
    for tie in every:
        follows = tie.a.key == at and tie.kind in (*BELONGING, "led_by") and tie.b.key not in seen
        if follows and tie.statements and _holds(tie, day):
            longer = (*steps, _step(tie))
            if tie.kind == "led_by":
                found.append(longer)
            else:
                found += _onward(longer, tie, (*seen, at), day, every)
    return found or [steps]


def _holds(tie: Tie, day: str | None) -> bool:
    if day is None:
        return not any(s.ends for s in tie.statements)
    return verdict(day, tie.statements, tie.kind in DONE_ONCE).status in _IN_FORCE


def _day(tie: Tie) -> str | None:
    """The latest day that statements date a tie to; reports before the registry."""
    told = [s for s in tie.statements if s.basis.source == REPORTS] or list(tie.statements)
    days = [
        day
        for s in told
        for days in (s.begins or UNSTATED, s.held or UNSTATED)
        for day in (days.latest or days.earliest,)
        if day is not None
    ]
    return max(days, default=None)


def _step(tie: Tie) -> Step:
    told = any(s.basis.source == REPORTS for s in tie.statements)
    return Step(OF[tie.kind], tie.b.name, REPORTS if told else "registry")


def _order(chain: tuple[Step, ...]) -> tuple[int, int, tuple[Step, ...]]:
    return sum(step.source != REPORTS for step in chain), len(chain), chain
