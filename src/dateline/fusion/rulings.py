"""People's "same" and "different" as constraints, and those of them that cannot all hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.fusion.facts import Contradiction, Ruling


@dataclass(frozen=True, slots=True)
class Constraints:
    """What fusion must hold to: mentions that are of one happening, and of two."""

    same: tuple[tuple[str, ...], ...]
    """The mentions of each happening that rulings make one, sorted."""
    different: Mapping[str, frozenset[str]]
    """For each mention those that are of another happening."""
    contradictions: tuple[Contradiction, ...]

    @property
    def mentions(self) -> frozenset[str]:
        """All mentions of which a person said what they are one with, or not."""
        return frozenset(self.different).union(*self.same)


def constraints(rulings: Sequence[Ruling]) -> Constraints:
    """Give the rulings that can hold together. Those of a contradiction are all set aside.

    "a is b" and "b is c" contradict "a is not c": which of the three is wrong is not guessed.
    """
    same = sorted(
        {(min(r.a, r.b), max(r.a, r.b), r.decision) for r in rulings if r.verdict == "same"}
    )
    apart = sorted(
        {(min(r.a, r.b), max(r.a, r.b), r.decision) for r in rulings if r.verdict == "different"}
    )
    contradictions: list[Contradiction] = []
    out: set[str] = set()
    found = True
    while found:
        found = False
        for a, b, decision in apart:
            if decision in out:
                continue
            path = _path(a, b, [edge for edge in same if edge[2] not in out])
            if path is None:
                continue
            mentions = sorted({a, b, *(m for edge in path for m in edge[:2])})
            decisions = sorted({decision, *(edge[2] for edge in path)})
            why = (
                f"{len(decisions)} decisions cannot all hold: {', '.join(sorted(e[2] for e in path))}"
                f" make {a} and {b} one happening, {decision} makes them two; none is followed "
                "until one is withdrawn"
            )
            contradictions.append(Contradiction(tuple(mentions), tuple(decisions), why))
            out.update(decisions)
            found = True
    kept = [edge for edge in same if edge[2] not in out]
    together = _together(kept)
    different: dict[str, set[str]] = {}
    for a, b, decision in apart:
        if decision in out:
            continue
        # What is the same as a is another than b as well: a claim group that holds one of each
        # is to be parted.
        for x in together.get(a, {a}):
            for y in together.get(b, {b}):
                different.setdefault(x, set()).add(y)
                different.setdefault(y, set()).add(x)
    return Constraints(
        same=tuple(sorted({tuple(sorted(mentions)) for mentions in together.values()})),
        different={mention: frozenset(others) for mention, others in sorted(different.items())},
        contradictions=tuple(contradictions),
    )


def _together(same: Sequence[tuple[str, str, str]]) -> dict[str, set[str]]:
    """Give for each mention all that rulings make the same as it, itself included."""
    found: dict[str, set[str]] = {}
    for a, b, _ in same:
        joined = found.get(a, {a}) | found.get(b, {b})
        for mention in joined:
            found[mention] = joined
    return found


def _path(
    a: str, b: str, same: Sequence[tuple[str, str, str]]
) -> list[tuple[str, str, str]] | None:
    """Give the shortest chain of "same" from ``a`` to ``b``; None where there is none."""
    if a == b:
        return []
    beside: dict[str, list[tuple[str, tuple[str, str, str]]]] = {}
    for edge in same:
        beside.setdefault(edge[0], []).append((edge[1], edge))
        beside.setdefault(edge[1], []).append((edge[0], edge))
    came: dict[str, tuple[str, tuple[str, str, str]] | None] = {a: None}
    queue = deque([a])
    while queue:
        here = queue.popleft()
        for there, edge in beside.get(here, ()):
            if there in came:
                continue
            came[there] = (here, edge)
            if there == b:
                path = []
                step = came[b]
                while step is not None:
                    path.append(step[1])
                    step = came[step[0]]
                return path
            queue.append(there)
    return None
