"""Tellings put together to happenings, each join compatible with all that was joined before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.fusion.compare import Evidence, Known, compare
from dateline.fusion.days import ANY_DAY, Days
from dateline.fusion.facts import Unit
from dateline.fusion.tellings import Telling, told_apart
from dateline.fusion.timing import days_apart

MEAN = 1.0
"""What the pairs of two groups must weigh on average to be joined. One strong pair does not join
groups that otherwise have little in common."""

MOST_COMPARED = 12
"""Different tellings of a group that a join is checked against."""

SAME_SENTENCE = 1.5
"""Added where one sentence tells both, of the same people or things as far as it says."""


@dataclass(slots=True)
class Cluster:
    """Tellings of one happening so far."""

    members: list[int]
    distinct: dict[tuple[object, ...], int]
    """One telling for each different content: place, days, people, numbers, words."""
    days: Days
    """What the days that are sure leave possible."""
    apart: set[str] = field(default_factory=set)
    """Tellings that must stay out."""


@dataclass(frozen=True, slots=True)
class Open:
    """A pair that stays apart although something speaks for it."""

    a: int
    b: int
    score: float
    why: str


class Clusters:
    """A partition of tellings that only grows coarser; deterministic for the set of tellings."""

    def __init__(
        self,
        tellings: Sequence[Telling],
        units: Mapping[str, Unit],
        known: Known,
        apart: Mapping[str, frozenset[str]],
        scores: Mapping[tuple[int, int], Evidence] | None = None,
    ) -> None:
        self.tellings = tellings
        self.units = units
        self.known = known
        self.root = list(range(len(tellings)))
        self.clusters = {
            n: Cluster([n], {_content(t): n}, _sure_days(t), set(apart.get(t.id, ())))
            for n, t in enumerate(tellings)
        }
        self.scores: dict[tuple[int, int], Evidence] = dict(scores or {})
        self.open: list[Open] = []

    def find(self, n: int) -> int:
        """Give the cluster that a telling is in."""
        while self.root[n] != n:
            self.root[n] = self.root[self.root[n]]
            n = self.root[n]
        return n

    def merge(self, a: int, b: int, days_of: int | None = None) -> None:
        """Join two clusters. ``days_of`` names the telling that stands for all of a copy."""
        a, b = sorted((self.find(a), self.find(b)))
        if a == b:
            return
        first, second = self.clusters[a], self.clusters.pop(b)
        self.root[b] = a
        first.members += second.members
        for content, n in second.distinct.items():
            first.distinct[content] = min(n, first.distinct.get(content, n))
        first.apart |= second.apart
        met = first.days.meet(second.days)
        if days_of is not None:
            first.days = _sure_days(self.tellings[days_of])
            first.distinct = {_content(self.tellings[days_of]): days_of}
        elif met.first is None or met.last is None or met.first <= met.last:
            first.days = met

    def kept_apart(self, a: int, b: int) -> bool:
        """Say whether a person, or the report itself, told two clusters apart."""
        first, second = self.clusters[self.find(a)], self.clusters[self.find(b)]
        small, large = sorted((first, second), key=lambda c: len(c.members))
        return any(self.tellings[n].id in large.apart for n in small.members) or any(
            self.tellings[n].id in small.apart for n in large.members
        )

    def evidence(self, a: int, b: int) -> Evidence:
        """Give the evidence of two tellings, computed once."""
        key = (min(a, b), max(a, b))
        if key not in self.scores:
            x, y = self.tellings[key[0]], self.tellings[key[1]]
            found = compare(x, y, self.units[x.codebook], self.known)
            one_sentence = x.report == y.report and not x.quotes.isdisjoint(y.quotes)
            if one_sentence and told_apart(x, y):
                found.contradictions.append("told apart in one sentence")
            if one_sentence and not found.contradictions:
                heads = x.suffering, y.suffering
                if not (heads[0] and heads[1]) or heads[0] & heads[1]:
                    found.add(SAME_SENTENCE, "one sentence")
            self.scores[key] = found
        return self.scores[key]

    def faces(self, n: int) -> list[int]:
        """Give the different tellings of a cluster, at most :data:`MOST_COMPARED`."""
        return sorted(self.clusters[self.find(n)].distinct.values())[:MOST_COMPARED]

    def best(self, a: int, b: int) -> Evidence:
        """Give the strongest evidence that two clusters are one."""
        return max(
            (self.evidence(x, y) for x in self.faces(a) for y in self.faces(b)),
            key=lambda e: (not e.contradictions, e.score, e.reasons),
        )

    def against(self, a: int, b: int, mean: float = MEAN) -> str:
        """Give "" where two clusters can be one happening, else what contradicts it."""
        a, b = self.find(a), self.find(b)
        if self.kept_apart(a, b):
            return "told or ruled to be two"
        unit = self.units[self.tellings[a].codebook]
        if days_apart(self.clusters[a].days, self.clusters[b].days, unit):
            return "other days"
        found = [self.evidence(x, y) for x in self.faces(a) for y in self.faces(b)]
        for evidence in found:
            if evidence.contradictions:
                return ", ".join(evidence.contradictions)
        if sum(evidence.score for evidence in found) < mean * len(found):
            return "little in common with the others of the group"
        return ""


def _sure_days(t: Telling) -> Days:
    """Give the days that a telling is sure of: stated by itself, or not after its publication."""
    if t.sure:
        return t.days
    return Days(None, t.days.last) if not t.dated else ANY_DAY


def _content(t: Telling) -> tuple[object, ...]:
    """Give what tells tellings apart, so that many like ones are compared once."""
    return (
        tuple(place.key or place.raw.lower() for place in t.places),
        t.days if t.dated else (t.published, t.background),
        tuple(p.key or p.raw.lower() for p in t.actors),
        tuple(p.key or p.raw.lower() for p in t.recipients),
        tuple(t.counts.items()),
        t.modes,
        t.words,
    )
