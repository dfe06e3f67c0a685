"""Joining tellings into happenings, each join compatible with all that was joined before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.fusion import blocking
from dateline.fusion.compare import JOIN, UNSURE, Evidence, compare, days_apart
from dateline.fusion.facts import Unit
from dateline.fusion.tellings import Days, Telling

MEAN = 2.0
"""What the pairs of two groups must weigh on average to be joined: half of :data:`JOIN`. One strong
pair does not join groups that otherwise have little in common."""

RIVAL = 0.5
"""How much better a join must be than one with a happening that cannot be the same."""

UNIQUE = 2.5
"""What joins a telling without a day of its own, where it fits one happening alone."""

MOST_COMPARED = 12
"""Different tellings of a group that a join is checked against."""

MOST_CANDIDATES = 60
"""Happenings that a vague telling is looked for among; with more, it fits none alone."""

SAME_SENTENCE = 1.5
"""Added where one sentence tells both."""


@dataclass(slots=True)
class Cluster:
    """Tellings of one happening so far."""

    members: list[int]
    distinct: dict[tuple[object, ...], int]
    """One telling for each different content: place, days, people, numbers."""
    days: Days
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
    """The joining of tellings of one ledger; deterministic for the set of tellings."""

    def __init__(
        self,
        tellings: Sequence[Telling],
        units: Mapping[str, Unit],
        wholes: Mapping[str, frozenset[str]],
        apart: Mapping[str, frozenset[str]],
    ) -> None:
        self.tellings = tellings
        self.units = units
        self.wholes = wholes
        self.root = list(range(len(tellings)))
        self.clusters = {
            n: Cluster([n], {_content(t): n}, t.days, set(apart.get(t.id, ())))
            for n, t in enumerate(tellings)
        }
        self.scores: dict[tuple[int, int], Evidence] = {}
        self.open: list[Open] = []

    def find(self, n: int) -> int:
        """Give the cluster that a telling is in."""
        while self.root[n] != n:
            self.root[n] = self.root[self.root[n]]
            n = self.root[n]
        return n

    # ------------------------------------------------------------------ joining

    def merge(self, a: int, b: int, days_of: int | None = None) -> None:
        """Join two clusters. ``days_of`` names the telling whose days stand for all of a copy."""
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
            first.days = self.tellings[days_of].days
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
            found = compare(x, y, self.units[x.codebook], self.wholes)
            if x.report == y.report and x.quotes & y.quotes and not found.contradictions:
                found.add(SAME_SENTENCE, "one sentence")
            self.scores[key] = found
        return self.scores[key]

    def compatible(self, a: int, b: int) -> str:
        """Give "" where two clusters can be one happening, else what contradicts it."""
        a, b = self.find(a), self.find(b)
        first, second = self.clusters[a], self.clusters[b]
        if self.kept_apart(a, b):
            return "told or ruled to be two"
        unit = self.units[self.tellings[a].codebook]
        if days_apart(first.days, second.days, unit):
            return "other days"
        total, pairs = 0.0, 0
        for x in sorted(first.distinct.values())[:MOST_COMPARED]:
            for y in sorted(second.distinct.values())[:MOST_COMPARED]:
                found = self.evidence(x, y)
                if found.contradictions:
                    return ", ".join(found.contradictions)
                total += found.score
                pairs += 1
        return "" if total >= MEAN * pairs else "little in common with the others of the group"

    # ------------------------------------------------------------------ stages

    def join_alike(self) -> None:
        """Join what place, time and people make one happening, the strongest evidence first."""
        scored: list[tuple[float, int, int]] = []
        beside: dict[int, list[tuple[float, int]]] = {}
        heads = sorted(self.clusters)
        for m, n in blocking.pairs([self.tellings[self._face(head)] for head in heads]):
            a, b = self._face(heads[m]), self._face(heads[n])
            found = self.evidence(a, b)
            if found.contradictions:
                if found.score >= JOIN - 1 and found.contradictions == ["other actors"]:
                    self.open.append(Open(a, b, found.score, "other actors: " + _told(found)))
                continue
            if found.score >= UNSURE:
                scored.append((-round(found.score, 3), a, b))
                beside.setdefault(a, []).append((found.score, b))
                beside.setdefault(b, []).append((found.score, a))
        scored.sort(key=lambda s: (s[0], self._pair_name(s[1], s[2])))
        for negative, a, b in scored:
            score = -negative
            if self.find(a) == self.find(b):
                continue
            if score < JOIN:
                self.open.append(Open(a, b, score, _told(self.evidence(a, b))))
                continue
            against = self.compatible(a, b) or self._rival(a, b, score, beside)
            if against:
                self.open.append(Open(a, b, score, f"{against}; {_told(self.evidence(a, b))}"))
                continue
            self.merge(a, b)

    def _face(self, head: int) -> int:
        """Give the telling that stands for a cluster of copies."""
        return min(self.clusters[head].distinct.values())

    def _pair_name(self, a: int, b: int) -> tuple[str, str]:
        first, second = sorted((self.tellings[a].id, self.tellings[b].id))
        return first, second

    def _rival(
        self, a: int, b: int, score: float, beside: Mapping[int, Sequence[tuple[float, int]]]
    ) -> str:
        """Say so where one of the two fits another happening as well, which cannot be the same."""
        for one, other in ((a, b), (b, a)):
            for also, rival in beside.get(one, ()):
                if also < score - RIVAL or self.find(rival) in (self.find(a), self.find(b)):
                    continue
                if self.kept_apart(rival, other):
                    return "it fits another happening as well, which is told apart from this one"
        return ""

    def join_definite(self) -> None:
        """Join "the attack" to what its report told last, where nothing speaks against it."""
        by_report: dict[tuple[object, ...], list[int]] = {}
        for n, t in enumerate(self.tellings):
            by_report.setdefault((t.report, t.codebook, t.type, t.denied, t.summary), []).append(n)
        for told in by_report.values():
            told.sort(key=lambda n: (self.tellings[n].claims[0].anchor, self.tellings[n].id))
            for place, n in enumerate(told):
                telling = self.tellings[n]
                if not telling.definite or telling.another:
                    continue
                for before in reversed(told[:place]):
                    if self.find(before) == self.find(n):
                        break
                    if self._may_go_back(n, before):
                        self.merge(n, before)
                        break

    def _may_go_back(self, n: int, before: int) -> bool:
        if self.kept_apart(n, before) or self.evidence(n, before).contradictions:
            return False
        if self.evidence(n, before).score < 0:
            return False
        return not days_apart(
            self.clusters[self.find(n)].days,
            self.clusters[self.find(before)].days,
            self.units[self.tellings[n].codebook],
        )

    def join_unique(self) -> None:
        """Join tellings without a day of their own, where they fit one happening alone."""
        index: dict[tuple[object, ...], set[int]] = {}
        for n, telling in enumerate(self.tellings):
            for name in names(telling):
                index.setdefault(name, set()).add(n)
        for head in sorted(self.clusters, key=lambda n: self.tellings[self._face(n)].id):
            if head not in self.clusters or not self._vague(head):
                continue
            face = self._face(head)
            telling = self.tellings[face]
            near = (
                set().union(*(index[name] for name in names(telling))) if names(telling) else set()
            )
            rivals = sorted({self.find(n) for n in near} - {head})
            if not rivals or len(rivals) > MOST_CANDIDATES:
                continue
            fitting: list[tuple[float, int]] = []
            for rival in rivals:
                best = max(
                    (
                        self.evidence(face, n)
                        for n in sorted(self.clusters[rival].distinct.values())
                    ),
                    key=lambda e: (not e.contradictions, e.score),
                )
                if not best.contradictions and not self._contradicted(head, rival):
                    fitting.append((best.score, rival))
            fitting.sort(key=lambda f: (-f[0], self.tellings[f[1]].id))
            if not fitting or fitting[0][0] < UNIQUE:
                continue
            score, best_fit = fitting[0]
            if len(fitting) == 1 or fitting[1][0] < UNIQUE - 2 * RIVAL:
                self.merge(face, best_fit)
            else:
                why = f"fits {len(fitting)} happenings; {_told(self._best(face, best_fit))}"
                self.open.append(Open(face, self._face(best_fit), score, why))

    def _best(self, face: int, cluster: int) -> Evidence:
        return max(
            (self.evidence(face, n) for n in sorted(self.clusters[cluster].distinct.values())),
            key=lambda e: (not e.contradictions, e.score),
        )

    def _contradicted(self, a: int, b: int) -> bool:
        first, second = self.clusters[self.find(a)], self.clusters[self.find(b)]
        if self.kept_apart(a, b):
            return True
        if days_apart(first.days, second.days, self.units[self.tellings[a].codebook]):
            return True
        return any(
            self.evidence(x, y).contradictions
            for x in sorted(first.distinct.values())[:MOST_COMPARED]
            for y in sorted(second.distinct.values())[:MOST_COMPARED]
        )

    def _vague(self, head: int) -> bool:
        """Say whether nothing in a cluster tells a day or a week."""
        return all(
            not self.tellings[n].dated or (self.tellings[n].days.length or 99) > 7
            for n in self.clusters[head].members
        )


def _told(evidence: Evidence) -> str:
    return ", ".join(evidence.reasons)


def _content(t: Telling) -> tuple[object, ...]:
    """Give what tells tellings apart, so that many like ones are compared once."""
    return (
        tuple(place.key or place.raw.lower() for place in t.places),
        t.days if t.dated else (t.published, t.background),
        tuple(p.key or p.raw.lower() for p in t.actors),
        tuple(p.key or p.raw.lower() for p in t.recipients),
        tuple(t.counts.items()),
        t.modes,
    )


def names(t: Telling) -> tuple[tuple[object, ...], ...]:
    """Give what a vague telling may be found by: a town, or a person to whom it was done."""
    kind = (t.codebook, t.type, t.summary)
    found: set[tuple[object, ...]] = set()
    for place in t.places:
        if place.key is not None and (place.precision or 9) <= 3:
            found.add((*kind, "place", place.key))
    for party in t.recipients:
        if party.key is not None and party.key.startswith("person:"):
            found.add((*kind, "person", party.key))
    return tuple(sorted(found, key=repr))
