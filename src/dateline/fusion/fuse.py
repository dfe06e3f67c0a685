"""From claims to events: one happening, all who tell it, and how far they are independent.

:func:`fuse` is a pure function of the set of claims, the lineage, the codebooks' units and people's
rulings. ``docs/events.md`` says in words what joins, what stays apart and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dateline.fusion.claiming import when_of_several, with_deeds
from dateline.fusion.clusters import Clusters, Open
from dateline.fusion.compare import Evidence, Known, rarity_of
from dateline.fusion.copied import copied_claims
from dateline.fusion.counts import counts
from dateline.fusion.denials import denied_clusters
from dateline.fusion.facts import ClaimFacts, Event, Fusion, Ruling, Unit, Unsure, event_id
from dateline.fusion.fields import (
    conflicts_of,
    mode_of,
    parties_of,
    place_of,
    weapons_of,
    when_of,
)
from dateline.fusion.grade import RETRACTED, grade, notice_reasons
from dateline.fusion.independence import support, withdrawn
from dateline.fusion.index import Index
from dateline.fusion.joining import join_alike, join_unique, join_within_reports
from dateline.fusion.rulings import Constraints, constraints
from dateline.fusion.sentences import as_of_deeds, makes_events
from dateline.fusion.tellings import Telling, tellings
from dateline.fusion.units import default_unit
from dateline.lineage.facts import Lineage

LISTED = 3
"""Open pairs that are listed of one event, the strongest: a reader goes through them by hand."""

REPRINTED_WITHIN = 30
"""Days between two publications in which a copied sentence tells the same happening although its
weekday reads as another date; beyond, a sentence that recurs may be a formula of daily releases."""


def fuse(
    claims: Sequence[ClaimFacts],
    lineage: Lineage,
    units: Mapping[str, Unit],
    rulings: Sequence[Ruling] = (),
    wholes: Mapping[str, frozenset[str]] | None = None,
) -> Fusion:
    """Give the events of a ledger, the pairs that stayed open, and contradictory rulings.

    ``wholes`` names for an actor those that it is a part of; without it, the registry's.
    The same set of claims gives the same events in any order.
    """
    ties = registry_wholes() if wholes is None else wholes
    used = {claim.codebook for claim in claims}
    all_units = {name: units.get(name) or default_unit(name) for name in sorted(used)}
    happened = (claim for claim in claims if makes_events(claim, all_units[claim.codebook]))
    told = sorted(as_of_deeds(happened), key=lambda claim: claim.claim)
    held = constraints(rulings)
    every = tellings(told, held.mentions)
    known = Known(ties, rarity_of(every))
    whole = _within_reports(every, all_units, known, held)
    affirmed = [t for t in whole if not t.denied]
    denied = [t for t in whole if t.denied]
    clusters = _clustered(affirmed, all_units, known, held, lineage)
    claiming = with_deeds(clusters)
    if claiming:
        # Claims of responsibility are joined once their deeds are; all else is joined as it was.
        affirmed = [claiming.get(n, telling) for n, telling in enumerate(affirmed)]
        kept = {pair: e for pair, e in clusters.scores.items() if claiming.keys().isdisjoint(pair)}
        clusters = _clustered(affirmed, all_units, known, held, lineage, kept)
    answered = denied_clusters(clusters, denied, held)
    left = _clustered([t for t in denied if t.id not in answered], all_units, known, held, lineage)
    members = _members(clusters, affirmed)
    for denial in denied:
        if denial.id in answered:
            members[answered[denial.id]].append(denial)
    index = Index(lineage, claims, ties)
    events = [_event(parts, index, ties) for parts in members.values()]
    events += [_event(parts, index, ties) for parts in _members(left, left.tellings).values()]
    return Fusion(
        events=tuple(sorted(events, key=lambda event: event.id)),
        unsure=_unsure(clusters),
        contradictions=held.contradictions,
    )


@lru_cache(maxsize=1)
def registry_wholes() -> Mapping[str, frozenset[str]]:
    """Give for each actor of the registry those that it is, or was, a part of or pledged to."""
    from dateline.resolve.registry import Registry

    above: dict[str, set[str]] = {}
    for relation in Registry.open().relations():
        if relation.kind in ("part_of", "pledged_to", "merged_into", "successor_of"):
            above.setdefault(relation.a, set()).add(relation.b)
    return {actor: frozenset(wholes) for actor, wholes in sorted(above.items())}


# --------------------------------------------------------------------------- joining


def _clustered(
    told: Sequence[Telling],
    units: Mapping[str, Unit],
    known: Known,
    held: Constraints,
    lineage: Lineage,
    scores: Mapping[tuple[int, int], Evidence] | None = None,
) -> Clusters:
    clusters = Clusters(told, units, known, _kept_apart(told, held), scores)
    _join_ruled(clusters, held)
    _join_copies(told, clusters, lineage)
    join_alike(clusters)
    join_unique(clusters)
    return clusters


def _within_reports(
    told: Sequence[Telling], units: Mapping[str, Unit], known: Known, held: Constraints
) -> tuple[Telling, ...]:
    clusters = Clusters(told, units, known, _kept_apart(told, held))
    _join_ruled(clusters, held)  # first, so that nothing weaker is joined that contradicts it
    return join_within_reports(clusters, held.mentions)


def _join_ruled(clusters: Clusters, held: Constraints) -> None:
    """Join what people ruled to be one, in each codebook that reads it."""
    by_mention = _by_mention(clusters.tellings)
    for mentions in held.same:
        ruled: dict[str, list[int]] = {}
        for mention in mentions:
            for n in by_mention.get(mention, ()):
                ruled.setdefault(clusters.tellings[n].codebook, []).append(n)
        for first, *others in ruled.values():
            for other in others:
                clusters.merge(first, other)


def _by_mention(told: Sequence[Telling]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for n, telling in enumerate(told):
        for mention in sorted(telling.mentions):
            found.setdefault(mention, []).append(n)
    return found


def _kept_apart(told: Sequence[Telling], held: Constraints) -> dict[str, frozenset[str]]:
    """Give for each telling those that must be of another happening: by a person's ruling, or
    because its report tells it as another one than those before."""
    by_mention = _by_mention(told)
    apart: dict[str, set[str]] = {}

    def keep(a: Telling, b: Telling) -> None:
        apart.setdefault(a.id, set()).add(b.id)
        apart.setdefault(b.id, set()).add(a.id)

    one = {mention: set(mentions) for mentions in held.same for mention in mentions}
    for mention, others in held.different.items():
        for other in sorted(others):
            for m in by_mention.get(mention, ()):
                for n in by_mention.get(other, ()):
                    if m != n:
                        keep(told[m], told[n])
    by_report: dict[tuple[str, str, str], list[Telling]] = {}
    for telling in told:
        by_report.setdefault((telling.report, telling.codebook, telling.type), []).append(telling)
    for parts in by_report.values():
        parts.sort(key=lambda t: (t.claims[0].anchor, t.id))
        for n, telling in enumerate(parts):
            if telling.another:
                for before in parts[:n]:
                    ruled = any(one.get(m, set()) & before.mentions for m in telling.mentions)
                    if not ruled and not before.quotes & telling.quotes:
                        keep(before, telling)
    return {telling: frozenset(others) for telling, others in apart.items()}


def _join_copies(told: Sequence[Telling], clusters: Clusters, lineage: Lineage) -> None:
    """Join tellings that are the same words in two texts: near-certain evidence of one happening."""
    of_claim = {claim.claim: n for n, telling in enumerate(told) for claim in telling.claims}
    pairs: set[tuple[int, int]] = set()
    for copy in copied_claims([c for t in told for c in t.claims], lineage):
        m, n = of_claim[copy.a.claim], of_claim[copy.b.claim]
        a, b = told[m], told[n]
        if a.summary != b.summary or clusters.kept_apart(m, n):
            continue
        if clusters.evidence(m, n).contradictions and not _published_near(a, b):
            continue
        pairs.add((min(m, n), max(m, n)))
    for m, n in sorted(pairs):
        if clusters.find(m) == clusters.find(n) or clusters.kept_apart(m, n):
            continue
        first = min(
            (
                *clusters.clusters[clusters.find(m)].members,
                *clusters.clusters[clusters.find(n)].members,
            ),
            key=lambda k: (
                told[k].published.first is None,
                told[k].published.first or 0,
                told[k].id,
            ),
        )
        clusters.merge(m, n, days_of=first)


def _published_near(a: Telling, b: Telling) -> bool:
    if a.published.last is None or b.published.last is None:
        return False
    return a.published.apart(b.published) <= REPRINTED_WITHIN


def _members(clusters: Clusters, told: Sequence[Telling]) -> dict[int, list[Telling]]:
    found: dict[int, list[Telling]] = {}
    for n, telling in enumerate(told):
        found.setdefault(clusters.find(n), []).append(telling)
    return found


def _unsure(clusters: Clusters) -> tuple[Unsure, ...]:
    """Give the open pairs whose happenings stayed two: the strongest of each two happenings, and
    :data:`LISTED` at most of each one."""
    listed: list[Unsure] = []
    seen: set[tuple[int, int]] = set()
    times: dict[int, int] = {}
    made = [(pair, _open(clusters, pair)) for pair in clusters.open]
    kept = [(pair, unsure) for pair, unsure in made if unsure is not None]
    for pair, unsure in sorted(kept, key=lambda p: (-p[1].score, p[1].a, p[1].b, p[1].why)):
        a, b = sorted((clusters.find(pair.a), clusters.find(pair.b)))
        if a == b or (a, b) in seen or max(times.get(a, 0), times.get(b, 0)) >= LISTED:
            continue
        seen.add((a, b))
        times[a], times[b] = times.get(a, 0) + 1, times.get(b, 0) + 1
        listed.append(unsure)
    return tuple(listed)


def _open(clusters: Clusters, pair: Open) -> Unsure | None:
    a, b = sorted(clusters.tellings[n].claims[0].group for n in (pair.a, pair.b))
    return None if a == b else Unsure(a, b, round(pair.score, 2), pair.why)


# --------------------------------------------------------------------------- events


def _event(parts: Sequence[Telling], index: Index, wholes: Mapping[str, frozenset[str]]) -> Event:
    told = sorted((claim for part in parts for claim in part.claims), key=_order)
    standing = [claim for claim in told if not claim.retracted]
    denials = [claim for claim in told if claim.polarity == "denied"]
    # Where all is withdrawn, the fields are still those of what was told; it rests on nothing.
    denying = [claim for claim in standing or told if claim.polarity == "denied"]
    affirming = [claim for claim in standing or told if claim.polarity != "denied"]
    telling = affirming or denying
    rests = support(telling, index) if standing else withdrawn(telling)
    codebook = telling[0].codebook
    kind = "denied" if not affirming else "summary" if parts[0].summary else "single"
    kind = "summary" if affirming and any(p.summary for p in parts if not p.denied) else kind
    counted = counts(affirming, rests.texts)
    conflicts = conflicts_of(affirming, denying, counted, wholes)
    actors = parties_of(telling, rests.texts, lambda claim: claim.actors, wholes)
    word, reasons = grade(kind, affirming, denying, actors, conflicts, rests)
    if not standing:
        word, reasons = RETRACTED, ()
    reasons = (*reasons, *notice_reasons(told))
    anchor = min(claim.mention for claim in told)
    return Event(
        id=event_id(anchor, codebook),
        anchor=anchor,
        codebook=codebook,
        type=_type(telling, rests.texts),
        mode=mode_of(telling, rests.texts),
        kind=kind,
        actors=actors,
        recipients=parties_of(
            telling,
            rests.texts,
            lambda claim: claim.recipients,
            wholes,
            [party for claim in telling for party in claim.actors],
        ),
        place=place_of(telling, rests.texts),
        when=when_of_several(parts) or when_of(telling, rests.texts),
        counts=counted,
        weapons=weapons_of(telling),
        groups=tuple(sorted({claim.group for claim in told})),
        claims=tuple(claim.claim for claim in told),
        denials=tuple(claim.claim for claim in denials),
        conflicts=conflicts,
        n_reports=len({claim.report for claim in standing}),
        families=rests.families,
        cited_sources=rests.cited_sources,
        first_hand=rests.first_hand,
        sources=rests.sources,
        grade=word,
        reasons=reasons,
    )


def _type(claims: Iterable[ClaimFacts], texts: Mapping[str, int]) -> str:
    """Give the type that most texts tell; types differ only where a person joined them."""
    votes: dict[str, set[int]] = {}
    for claim in claims:
        votes.setdefault(claim.type, set()).add(texts.get(claim.version, -1))
    return min(votes, key=lambda name: (-len(votes[name]), name))


def _order(claim: ClaimFacts) -> tuple[object, ...]:
    published = claim.published[0] or claim.published[1]
    return (published is None, published or "", claim.report, claim.anchor, claim.claim)
