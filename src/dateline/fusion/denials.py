"""Which happening a denial denies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.fusion.clusters import Clusters
from dateline.fusion.compare import Known, compare
from dateline.fusion.facts import Party, Where
from dateline.fusion.joining import MOST_CANDIDATES, RIVAL, UNIQUE, Name, names
from dateline.fusion.parties import nameless_force, parties_alike
from dateline.fusion.places import places_alike
from dateline.fusion.rulings import Constraints
from dateline.fusion.tellings import Telling
from dateline.fusion.weights import SAME_COUNTRY


def denied_clusters(
    clusters: Clusters, denials: Sequence[Telling], held: Constraints
) -> dict[str, int]:
    """Give for each denial the cluster that it denies; those that fit none are left out.

    The one that a person ruled; else in its report the nearest before it, or after it; else the
    one that it fits across reports. Denials that a person ruled to be one go together.
    """
    search = _Search(clusters)
    of_mention = {
        (mention, telling.codebook): n
        for n, telling in enumerate(clusters.tellings)
        for mention in telling.mentions
    }
    one = {mention: mentions for mentions in held.same for mention in mentions}
    groups: dict[tuple[str, ...], list[Telling]] = {}
    ruled: dict[tuple[str, ...], int] = {}
    for denial in denials:
        same = sorted({other for m in sorted(denial.mentions) for other in one.get(m, ())})
        key = (denial.codebook, *same) if same else (denial.codebook, denial.id)
        groups.setdefault(key, []).append(denial)
        for other in same:
            if (other, denial.codebook) in of_mention:
                ruled.setdefault(key, of_mention[other, denial.codebook])
    found: dict[str, int] = {}
    inside: dict[int, set[str]] = {}
    for key in sorted(groups, key=lambda k: (k not in ruled, k)):
        group = groups[key]
        mentions = {mention for denial in group for mention in denial.mentions}
        apart = frozenset().union(*(held.different.get(m, frozenset()) for m in mentions))
        if key in ruled:
            chosen: int | None = clusters.find(ruled[key])
        else:
            chosen = search.chosen(group, apart, inside)
        if chosen is not None:
            inside.setdefault(chosen, set()).update(mentions)
            found.update((denial.id, chosen) for denial in group)
    return found


COUNTRY = 6
"""UCDP ``where_prec`` of a country: it holds every place in it."""

HERE = 0.5
"""What a denial that names whom or where must have in common with what its report told: more than
the report and the type."""


class _Search:
    """The tellings that a denial may be of, by report and by place or person."""

    def __init__(self, clusters: Clusters) -> None:
        self.clusters = clusters
        self.by_report: dict[tuple[str, str, str], list[int]] = {}
        self.by_name: dict[Name, set[int]] = {}
        for n, telling in enumerate(clusters.tellings):
            if telling.summary:
                continue
            key = (telling.report, telling.codebook, telling.type)
            self.by_report.setdefault(key, []).append(n)
            for name in names(telling):
                self.by_name.setdefault(name, set()).add(n)

    def chosen(
        self, group: Sequence[Telling], apart: frozenset[str], inside: Mapping[int, set[str]]
    ) -> int | None:
        """Give the first cluster that a denial of the group fits and nobody ruled it out of."""
        for denial in group:
            for cluster in (*self._here(denial), *self._elsewhere(denial)):
                if not self._ruled_out(cluster, apart, inside):
                    return cluster
        return None

    def _ruled_out(
        self, cluster: int, apart: frozenset[str], inside: Mapping[int, set[str]]
    ) -> bool:
        members = self.clusters.clusters[cluster].members
        return not apart.isdisjoint(inside.get(cluster, ())) or any(
            apart & self.clusters.tellings[n].mentions for n in members
        )

    def _here(self, denial: Telling) -> list[int]:
        """Give the clusters of its report that it fits: the nearest before it first."""
        at = denial.claims[0].anchor.start
        told = self.clusters.tellings

        def distance(n: int) -> tuple[bool, int, str]:
            start = told[n].claims[0].anchor.start
            return start > at, abs(start - at), told[n].id

        says_which = bool(denial.recipients or denial.places or denial.actors or denial.modes)
        needed = HERE if says_which else 0.01
        beside = self.by_report.get((denial.report, denial.codebook, denial.type), ())
        return [
            self.clusters.find(n)
            for n in sorted(beside, key=distance)
            if (self._score(denial, n) or 0.0) >= needed
        ]

    def _elsewhere(self, denial: Telling) -> list[int]:
        """Give the cluster of other reports that it fits, where it fits one better than others."""
        near: set[int] = set()
        for name in names(denial):
            near |= self.by_name.get(name, set())
        if len(near) > 10 * MOST_CANDIDATES:
            return []
        fitting: dict[int, float] = {}
        for n in sorted(near):
            score = self._score(denial, n)
            if score is not None and score >= UNIQUE:
                cluster = self.clusters.find(n)
                fitting[cluster] = max(fitting.get(cluster, 0.0), score)
        told = self.clusters.tellings
        ranked = sorted(fitting.items(), key=lambda fit: (-fit[1], told[fit[0]].id))
        if not ranked or (len(ranked) > 1 and ranked[1][1] > ranked[0][1] - RIVAL):
            return []
        return [ranked[0][0]]

    def _score(self, denial: Telling, n: int) -> float | None:
        """Give what speaks for a telling being what is denied; None where it is contradicted."""
        told = self.clusters.tellings[n]
        if _others_deed(denial, told, self.clusters.known):
            return None
        unit = self.clusters.units[denial.codebook]
        found = compare(denial, told, unit, self.clusters.known)
        return None if found.contradictions else found.score


def _others_deed(denial: Telling, told: Telling, known: Known) -> bool:
    """Say whether a denial is of what others do, or of a deed elsewhere: "its districts on the coast
    have not followed" denies nobody's having followed inland.

    Who acts, where both say it, must be the same by name or by words, or be nameless fighters on one
    side. Where, if both say it, must be more than a country that two provinces have in common.
    """
    doers = [_may_be(a, b, known) for a in denial.actors for b in told.actors]
    places = [_may_be_there(a, b) for a in denial.places for b in told.places]
    return not (_none_or_any(doers) and _none_or_any(places))


def _none_or_any(fits: Sequence[bool]) -> bool:
    return not fits or any(fits)


def _may_be(a: Party, b: Party, known: Known) -> bool:
    if parties_alike(a, b, known.wholes) != "other":
        return True
    return any(nameless_force(x) and (nameless_force(y) or y.key) for x, y in ((a, b), (b, a)))


def _may_be_there(a: Where, b: Where) -> bool:
    fit = places_alike(a, b, "locality")
    if fit is None or fit > SAME_COUNTRY:
        return fit is not None
    return fit > 0 and max(a.precision or 9, b.precision or 9) >= COUNTRY
