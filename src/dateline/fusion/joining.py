"""The stages of joining: within a report, by what is alike, and where only one happening fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.fusion import blocking
from dateline.fusion.claiming import join_own_accounts
from dateline.fusion.clusters import Clusters, Open
from dateline.fusion.compare import Evidence
from dateline.fusion.places import precise
from dateline.fusion.sentences import is_headline
from dateline.fusion.tellings import Telling, put_together
from dateline.fusion.timing import days_apart
from dateline.fusion.weights import JOIN, UNSURE
from dateline.fusion.words import content_words

IN_REPORT = 2.5
"""What joins two tellings of one report: it tells one place once, unless it says "another"."""

HEADLINE = 0.5
"""What joins a headline to the first sentences: one thing in common beyond type and report."""

LEAD = 400
"""Characters from a text's beginning within which its first sentence with a claim must begin."""

REACH = 300
"""Characters that a report goes on about a happening without naming place, day or actor: about
two sentences."""

OWNED_UP = 1500
"""The same for "X claimed responsibility for the attack", which reports tell behind all else."""

RIVAL = 0.5
"""How much better a join must be than one with a happening that is told apart from it."""

UNIQUE = 2.5
"""What joins a telling without a day of its own, where it fits one happening alone."""

MARGIN = 1.0
"""How much better than the next a happening must fit to be the only one."""

MOST_CANDIDATES = 60
"""Happenings that a vague telling is looked for among; with more, it fits none alone."""

Name = tuple[str | bool, ...]


# --------------------------------------------------------------------------- within a report


def join_within_reports(clusters: Clusters, ruled: frozenset[str]) -> tuple[Telling, ...]:
    """Give the tellings of each report put together, one for each happening that it tells.

    A denial of a ruled mention stays by itself: it goes where the person says.
    """
    by_report: dict[tuple[object, ...], list[int]] = {}
    by_group: dict[tuple[object, ...], int] = {}
    for n, t in enumerate(clusters.tellings):
        # A coder's group that was parted for a person's ruling goes together as far as it may.
        first = by_group.setdefault((t.claims[0].group, t.type, t.denied, t.summary), n)
        if not clusters.kept_apart(first, n):
            clusters.merge(first, n)
        by_report.setdefault((t.report, t.codebook, t.type, t.denied, t.summary), []).append(n)
    for told in by_report.values():
        told.sort(key=lambda n: (clusters.tellings[n].claims[0].anchor, clusters.tellings[n].id))
        _headlines(clusters, told)
        _alike_in_report(clusters, told)
        _going_on(clusters, told)
    join_own_accounts(clusters)
    parts: dict[tuple[object, ...], list[Telling]] = {}
    for n, t in enumerate(clusters.tellings):
        alone = t.id if t.denied and t.mentions & ruled else ""
        key = (clusters.find(n), t.report, t.type, t.denied, t.summary, alone)
        parts.setdefault(key, []).append(t)
    return tuple(sorted((put_together(part) for part in parts.values()), key=lambda t: t.id))


def _alike_in_report(clusters: Clusters, told: Sequence[int]) -> None:
    scored = []
    for place, a in enumerate(told):
        for b in told[place + 1 : place + 1 + blocking.WINDOW]:
            found = clusters.evidence(a, b)
            if not found.contradictions and found.score >= IN_REPORT:
                scored.append((-round(found.score, 3), a, b))
    for _, a, b in sorted(scored, key=lambda s: (s[0], _pair_name(clusters, s[1], s[2]))):
        if clusters.find(a) != clusters.find(b) and not clusters.against(a, b):
            clusters.merge(a, b)


def _headlines(clusters: Clusters, told: Sequence[int]) -> None:
    """Join a headline to what the first sentences tell, where anything but the type speaks for it."""
    for n in told:
        if not all(is_headline(claim) for claim in clusters.tellings[n].claims):
            continue
        for lead in told:
            telling = clusters.tellings[lead]
            if is_headline(telling.claims[0]) or telling.another or telling.background:
                continue
            near = telling.claims[0].quote.start <= LEAD
            if (
                near
                and clusters.evidence(n, lead).score >= HEADLINE
                and not clusters.against(n, lead, 0.0)
            ):
                clusters.merge(n, lead)
            break


def _going_on(clusters: Clusters, told: Sequence[int]) -> None:
    """Join what goes on about a happening ("the attack", "four soldiers died there") to what its
    report told last."""
    for place, n in enumerate(told):
        telling = clusters.tellings[n]
        if not (telling.bare or telling.definite) or telling.another:
            continue
        for before in reversed(told[:place]):
            if clusters.find(before) == clusters.find(n):
                break
            if _goes_on(clusters, before, n):
                clusters.merge(n, before)
                break


def _goes_on(clusters: Clusters, before: int, n: int) -> bool:
    earlier, telling = clusters.tellings[before], clusters.tellings[n]
    distance = telling.claims[0].anchor.start - earlier.claims[-1].anchor.end
    claimed = telling.owned_up and telling.definite
    if distance > (OWNED_UP if claimed else REACH) or clusters.kept_apart(n, before):
        return False
    known = frozenset().union(
        *(clusters.tellings[m].words for m in clusters.clusters[clusters.find(before)].members)
    )
    doing = frozenset().union(*(content_words(party.raw) for party in telling.actors))
    if telling.names - known - (doing if claimed else frozenset()):
        return False  # it names something new, perhaps another place
    if clusters.evidence(n, before).contradictions or days_apart(
        clusters.clusters[clusters.find(n)].days,
        clusters.clusters[clusters.find(before)].days,
        clusters.units[telling.codebook],
    ):
        return False
    if telling.day_named and not claimed:
        return False  # a day that could not be resolved is a day of its own
    heads = telling.suffering
    one_sentence = not telling.quotes.isdisjoint(earlier.quotes)
    apart = heads and earlier.suffering and not heads & earlier.suffering
    if one_sentence and telling.definite and apart:
        return False  # "the murder of X, the massacre of Y": each has its own victim
    if telling.those or not heads or heads & known:
        return True
    # Other victims go on with a happening where they are counted, in a sentence of their own.
    return bool(telling.counts) and not one_sentence


# --------------------------------------------------------------------------- what is alike


def join_alike(clusters: Clusters) -> None:
    """Join what place, time, people and words make one happening, the strongest evidence first."""
    faces = sorted(n for head in clusters.clusters for n in clusters.faces(head))
    scored: list[tuple[float, int, int]] = []
    beside: dict[int, list[tuple[float, int]]] = {}
    for m, n in blocking.pairs([clusters.tellings[face] for face in faces]):
        a, b = faces[m], faces[n]
        found = clusters.evidence(a, b)
        if found.contradictions:
            if found.score >= JOIN - 1 and found.contradictions == ["other actors"]:
                clusters.open.append(Open(a, b, found.score, f"other actors: {told(found)}"))
            continue
        if found.score >= UNSURE:
            scored.append((-round(found.score, 3), a, b))
            beside.setdefault(a, []).append((found.score, b))
            beside.setdefault(b, []).append((found.score, a))
    scored.sort(key=lambda s: (s[0], _pair_name(clusters, s[1], s[2])))
    for negative, a, b in scored:
        score = -negative
        if clusters.find(a) == clusters.find(b):
            continue
        if score < JOIN or _one_of_many_undated(clusters, a, b):
            clusters.open.append(Open(a, b, score, told(clusters.evidence(a, b))))
            continue
        against = clusters.against(a, b) or _rival(clusters, a, b, score, beside)
        if against:
            why = f"{against}; {told(clusters.evidence(a, b))}"
            clusters.open.append(Open(a, b, score, why))
            continue
        clusters.merge(a, b)


def _one_of_many_undated(clusters: Clusters, a: int, b: int) -> bool:
    """Say whether totals, habits, or happenings of a row lack the days that would tell them apart."""
    first, second = clusters.tellings[a], clusters.tellings[b]
    if first.report == second.report:
        return False
    many = first.summary or first.another or second.another
    return many and not (first.dated and second.dated)


def _pair_name(clusters: Clusters, a: int, b: int) -> tuple[str, str]:
    first, second = sorted((clusters.tellings[a].id, clusters.tellings[b].id))
    return first, second


def _rival(
    clusters: Clusters,
    a: int,
    b: int,
    score: float,
    beside: Mapping[int, Sequence[tuple[float, int]]],
) -> str:
    """Say so where one of the two fits another happening as well, which is told apart from it."""
    for one, other in ((a, b), (b, a)):
        for also, rival in beside.get(one, ()):
            if also < score - RIVAL or clusters.find(rival) in (clusters.find(a), clusters.find(b)):
                continue
            if clusters.kept_apart(rival, other):
                return "it fits another happening as well, which is told apart from this one"
    return ""


# --------------------------------------------------------------------------- only one fits


def join_unique(clusters: Clusters) -> None:
    """Join tellings without a day of their own, where they fit one happening alone."""
    index: dict[Name, set[int]] = {}
    for n, telling in enumerate(clusters.tellings):
        for name in names(telling):
            index.setdefault(name, set()).add(n)
    fits: dict[int, set[int]] = {}
    for pair in clusters.open:
        fits.setdefault(pair.a, set()).add(pair.b)
        fits.setdefault(pair.b, set()).add(pair.a)
    waiting = sorted(clusters.clusters, key=lambda n: clusters.tellings[n].id)
    for head in waiting:
        if (
            clusters.find(head) == head
            and _vague(clusters, head)
            and not _one_of_many(clusters, head)
        ):
            near = _near(clusters, head, index, fits)
            if near:
                _join_only(clusters, head, near)


def _near(
    clusters: Clusters,
    head: int,
    index: Mapping[Name, set[int]],
    fits: Mapping[int, set[int]],
) -> list[int]:
    """Give the clusters that a vague one may be of; none where there are too many."""
    found: set[int] = set()
    for n in clusters.clusters[head].members:
        found |= fits.get(n, set())
        for name in names(clusters.tellings[n]):
            found |= index[name]
    heads = {clusters.find(n) for n in found} - {head}
    return sorted(heads) if len(heads) <= MOST_CANDIDATES else []


def _join_only(clusters: Clusters, head: int, near: Iterable[int]) -> None:
    fitting: list[tuple[float, int, Evidence]] = []
    for rival in near:
        best = clusters.best(head, rival)
        if (
            best.anchored
            and best.told_alike
            and not best.strangers
            and not best.contradictions
            and best.score > 0
            and not clusters.against(head, rival, 0.0)
        ):
            fitting.append((best.score, rival, best))
    fitting.sort(key=lambda fit: (-fit[0], clusters.tellings[fit[1]].id))
    if not fitting or fitting[0][0] < UNIQUE:
        return
    score, rival, best = fitting[0]
    close = [fit[1] for fit in fitting[1:] if fit[0] > score - MARGIN]
    others = [other for other in close if not _one_themselves(clusters, rival, other)]
    if not others:
        clusters.merge(head, rival)
    else:
        why = f"fits {1 + len(others)} happenings; {told(best)}"
        clusters.open.append(Open(clusters.faces(head)[0], clusters.faces(rival)[0], score, why))


def _one_themselves(clusters: Clusters, a: int, b: int) -> bool:
    """Say whether two happenings that both fit are likely one: then the choice is none."""
    best = clusters.best(a, b)
    return best.score >= UNIQUE and not clusters.against(a, b, 0.0)


def _vague(clusters: Clusters, head: int) -> bool:
    """Say whether a cluster lacks a day, or a week, or a place within a district."""
    parts = [clusters.tellings[n] for n in clusters.clusters[head].members]
    dated = any(t.dated and (t.days.length or 99) <= 7 for t in parts)
    return not (dated and any(precise(t.places) for t in parts))


def _one_of_many(clusters: Clusters, head: int) -> bool:
    parts = [clusters.tellings[n] for n in clusters.clusters[head].members]
    return any(telling.another or telling.summary for telling in parts)


def told(evidence: Evidence) -> str:
    """Give the reasons in words."""
    return ", ".join(evidence.reasons)


def names(t: Telling) -> tuple[Name, ...]:
    """Give what a vague telling may be found by: a town, or a person to whom it was done."""
    found: set[Name] = set()
    for place in t.places:
        if place.key is not None and (place.precision or 9) <= 3:
            found.add((t.codebook, t.type, t.summary, "place", place.key))
    for party in t.recipients:
        if party.key is not None and party.key.startswith("person:"):
            found.add((t.codebook, t.type, t.summary, "person", party.key))
    return tuple(sorted(found))
