"""Whether two tellings may be of one happening, and what speaks for it.

Every field gives evidence for (a positive weight), against (a negative one), or a contradiction,
which no other evidence outweighs. Weights are additive (:mod:`dateline.fusion.weights`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.fusion import words
from dateline.fusion.facts import Party, Unit, Where
from dateline.fusion.parties import (
    is_person,
    named,
    nameless_force,
    one_and_several,
    parties_alike,
    unlisted,
)
from dateline.fusion.places import places_alike, precise
from dateline.fusion.tellings import Telling
from dateline.fusion.timing import weigh_days
from dateline.fusion.weights import (
    FAR_NUMBER,
    FORMULA,
    MOST_WORDS,
    NAMED_PLACE,
    NEAR_NUMBER,
    ONE_DEED,
    OTHER_ACTORS,
    OTHER_DEEDS,
    OTHER_MODE,
    OTHER_NUMBER,
    OTHER_VICTIMS,
    RELATED,
    SAME_COUNTRY,
    SAME_DISTRICT,
    SAME_MODE,
    SAME_NAMED,
    SAME_NUMBER,
    SAME_PERSON,
    SAME_WEAPON,
    SAME_WORDS,
    SEVERAL_DOERS,
    SHARED_WORD,
    SMALL_LEDGER,
    TELLING,
    UNTIMED,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What fusion knows beyond two tellings."""

    wholes: Mapping[str, frozenset[str]]
    """For an actor those that it is a part of."""
    rarity: Mapping[str, float]
    """How telling a word is, 0 to 1, by how few reports of the ledger have it."""


def rarity_of(tellings: Iterable[Telling]) -> dict[str, float]:
    """Give for each word how telling it is: the logarithm of how many reports are without it."""
    reports: dict[str, set[str]] = {}
    for telling in tellings:
        for word in telling.words:
            reports.setdefault(word, set()).add(telling.report)
    size = len({report for having in reports.values() for report in having}) + SMALL_LEDGER
    return {word: math.log(size / len(having)) / math.log(size) for word, having in reports.items()}


@dataclass(slots=True)
class Evidence:
    """What speaks for one happening: the sum, the reasons, and what contradicts it."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    weighed: set[str] = field(default_factory=set)
    """Words that were weighed already, as a place or a party."""
    anchored: bool = False
    """Whether a person or a name is among what they share, or a place with days that agree: without
    one nothing is unique."""
    told_alike: bool = False
    """Whether a town, a death or an office, or words that say which happening is meant, are among what
    they share: who did something to whom, on one day, may be of two matters."""
    strangers: bool = False
    """Whether those to whom it was done are told in words that have nothing in common."""
    timed: bool = False
    """Whether both have days, of their own or of their publication."""

    def add(self, weight: float, reason: str) -> None:
        """Count a weight with its reason."""
        self.score += weight
        self.reasons.append(f"{reason} {weight:+.1f}")


def compare(a: Telling, b: Telling, unit: Unit, known: Known) -> Evidence:
    """Give the evidence that two tellings of one type are of one happening."""
    evidence = Evidence()
    weigh_days(a, b, unit, evidence)
    _place(a, b, unit, evidence)
    _actors(a, b, unit, known.wholes, evidence)
    _recipients(a, b, unit, known.wholes, evidence)
    _deeds(a, b, evidence)
    _numbers(a, b, evidence)
    _manner(a, b, evidence)
    _words(a, b, known, evidence)
    if not evidence.timed and a.report != b.report and _could_be_timed(a, b):
        evidence.add(UNTIMED, "no days to compare")
    return evidence


def _could_be_timed(a: Telling, b: Telling) -> bool:
    """Say whether a pair without days to compare may be of two days: a place has many happenings,
    and where one side has a day, the other's lack of one is no sign."""
    return any(t.dated or t.published.last is not None or precise(t.places) for t in (a, b))


# --------------------------------------------------------------------------- place


def _named_in(places: Sequence[Where], told: Telling, evidence: Evidence) -> bool:
    """Say whether a telling's sentences name one of the places, and note its words."""
    for place in places:
        names = words.content_words(place.raw or place.label.split(",")[0])
        if names and names <= told.words:
            evidence.weighed |= names
            return True
    return False


def _place(one: Telling, other: Telling, unit: Unit, evidence: Evidence) -> None:
    a, b = one.places, other.places
    apart = one.report != other.report or not one.quotes & other.quotes
    for places, told in ((a, other), (b, one)) if apart else ():
        if not precise(told.places) and _named_in(precise(places), told, evidence):
            evidence.add(NAMED_PLACE, "the sentence names the place")
            evidence.told_alike = True
            evidence.anchored |= evidence.timed
            return
    if not a or not b:
        return
    weights = [places_alike(x, y, unit.place_level) for x in a for y in b]
    fitting = [weight for weight in weights if weight is not None]
    if not fitting:
        evidence.contradictions.append("other places")
        return
    best = max(fitting)
    finest = [min((p.precision or 9 for p in places), default=9) for places in (a, b)]
    if best <= SAME_COUNTRY and max(finest) <= 3 and None in weights:
        # "In Syria, ... in Homs" and "in Syria, ... in Aleppo" share a country and no more.
        near = [places_alike(x, y, unit.place_level) for x in precise(a) for y in precise(b)]
        if all(weight is None for weight in near):
            evidence.contradictions.append("other places")
            return
    for place in (*a, *b):
        evidence.weighed |= words.content_words(f"{place.raw} {place.label}")
    evidence.add(best, "place")
    evidence.told_alike |= best >= SAME_DISTRICT
    evidence.anchored |= evidence.timed and best >= SAME_DISTRICT


# --------------------------------------------------------------------------- people


def _best(
    a: Sequence[Party], b: Sequence[Party], wholes: Mapping[str, frozenset[str]]
) -> tuple[str, Party | None]:
    ranked = [(parties_alike(x, y, wholes), x) for x in a for y in b]
    for kind in ("same", "related"):
        for found, party in ranked:
            if found == kind:
                return kind, party
    return "other", None


def _actors(
    a: Telling, b: Telling, unit: Unit, wholes: Mapping[str, frozenset[str]], evidence: Evidence
) -> None:
    if not a.actors or not b.actors:
        return
    first, second = named(a.actors), named(b.actors)
    kind, _ = _best(first, second, wholes)
    if first and second:
        if kind == "same":
            _note(evidence, (*first, *second))
            evidence.add(SAME_NAMED, "same actor")
        elif kind == "related":
            evidence.add(RELATED, "related actors")
        elif unit.same_actors:
            crossed = (
                _best(first, named(b.recipients), wholes)[0] != "other"
                and _best(second, named(a.recipients), wholes)[0] != "other"
            )
            if crossed:
                evidence.add(RELATED, "told from the two sides")
            else:
                evidence.contradictions.append("other actors")
        return
    if one_and_several(a.actors, b.actors):
        evidence.add(SEVERAL_DOERS, "one person and several")
    elif _best(a.actors, b.actors, wholes)[0] == "same":
        evidence.add(SAME_WORDS, "actor in the same words")
    elif not any(nameless_force(party) for party in (*a.actors, *b.actors)):
        evidence.add(OTHER_ACTORS, "actors in other words")


def _recipients(
    a: Telling, b: Telling, unit: Unit, wholes: Mapping[str, frozenset[str]], evidence: Evidence
) -> None:
    if not a.recipients or not b.recipients:
        return
    first, second = named(a.recipients), named(b.recipients)
    kind, party = _best(first, second, wholes)
    if kind == "same":
        _note(evidence, (*first, *second))
        evidence.add(SAME_NAMED, "same recipient")
        evidence.anchored |= party is not None and is_person(party)
        if party is not None and _killed_person(a, party) and _killed_person(b, party):
            evidence.add(SAME_PERSON, "the same person killed")
            evidence.told_alike = True
        return
    if kind == "related":
        evidence.add(RELATED, "related recipients")
        return
    people = [[party for party in parties if is_person(party)] for parties in (first, second)]
    if unit.same_recipients and people[0] and people[1]:
        evidence.contradictions.append("other people")
        return
    if first and second and unit.same_recipients:
        evidence.add(2 * OTHER_VICTIMS, "other recipients")
        return
    heads_a, heads_b = a.suffering, b.suffering
    if heads_a & heads_b:
        evidence.add(SAME_WORDS, "recipient in the same words")
    elif heads_a and heads_b:
        evidence.add(OTHER_VICTIMS, "recipients in other words")
        evidence.strangers = True


def _note(evidence: Evidence, parties: Iterable[Party]) -> None:
    for party in parties:
        evidence.weighed |= words.content_words(f"{party.raw} {party.name}")


_OFFICES = frozenset({"APPOINT_LEADER", "LOSE_LEADER"})
"""Types of ``organisations`` whose recipient takes or leaves an office, mostly once."""


def _killed_person(telling: Telling, party: Party) -> bool:
    """Say whether what is told of a named person happens to him once: he is killed, alone or with
    others of whom none is only hurt, or takes or leaves an office."""
    killed = telling.counts.get("killed")
    dead = killed == frozenset((1,)) or (killed and not telling.counts.get("injured"))
    once = telling.type in _OFFICES or bool(dead)
    return once and (is_person(party) or unlisted(party.key or ""))


# --------------------------------------------------------------------------- the rest


def _deeds(a: Telling, b: Telling, evidence: Evidence) -> None:
    if not a.deeds_of or not b.deeds_of:
        return
    if a.deeds_of & b.deeds_of:
        evidence.add(ONE_DEED, "claims of one deed")
        evidence.anchored = True
    else:
        evidence.add(OTHER_DEEDS, "claims of other deeds")


def _numbers(a: Telling, b: Telling, evidence: Evidence) -> None:
    shared = sorted(a.counts.keys() & b.counts.keys())
    if not shared:
        return
    equal = [number for role in shared for number in sorted(a.counts[role] & b.counts[role])]
    if equal:
        evidence.add(SAME_NUMBER if max(equal) > 2 else SAME_NUMBER / 2, "same number")
        if (
            max(equal) > 2
            and a.dated
            and b.dated
            and max(a.days.length or 9, b.days.length or 9) <= 2
        ):
            evidence.anchored = True  # one day and one toll
        return
    worst = 1.0
    for role in shared:
        high_a, high_b = max(a.counts[role]), max(b.counts[role])
        small, large = sorted((high_a, high_b))
        worst = max(worst, (large + 2) / (small + 2))
    if worst > NEAR_NUMBER:
        evidence.add(FAR_NUMBER if worst > 3 else OTHER_NUMBER, "other numbers")


def _manner(a: Telling, b: Telling, evidence: Evidence) -> None:
    if {*a.deeds, *b.deeds} == {"taken", "killed"} and not a.deeds & b.deeds:
        evidence.contradictions.append("an abduction and a death")
        return
    if a.modes and b.modes:
        if a.modes & b.modes:
            evidence.add(SAME_MODE, "same mode")
        else:
            evidence.add(OTHER_MODE, "other modes")
    if a.weapons & b.weapons:
        evidence.add(SAME_WEAPON, "same weapon")


def _words(a: Telling, b: Telling, known: Known, evidence: Evidence) -> None:
    if a.report == b.report and a.quotes & b.quotes:
        return  # one sentence has its words in common with itself
    shared = sorted(
        (known.rarity.get(word, 0.0), word) for word in (a.words & b.words) - evidence.weighed
    )
    if shared:
        weight = min(MOST_WORDS, SHARED_WORD * sum(rarity for rarity, _ in shared))
        if not evidence.timed and a.digits and b.digits and not a.digits & b.digits:
            weight *= FORMULA
        evidence.told_alike |= weight >= TELLING
        told = ", ".join(word for _, word in shared[::-1][:4])
        evidence.add(round(weight, 2), f"words in common ({told})")
        names_a, names_b = a.names | a.suffering, b.names | b.suffering
        evidence.anchored |= any(word in names_a and word in names_b for _, word in shared)
