"""Tellings: what one report says of one happening, the pieces that fusion joins.

A coder's claim group is taken as it is where its claims agree; where they differ in whether they
affirm, or in whether they give a period's total, it is parted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.fusion import words
from dateline.fusion.days import ANY_DAY, Days, day_number
from dateline.fusion.facts import ClaimFacts, Party, Where
from dateline.fusion.sentences import (
    another,
    around,
    days_named,
    days_of,
    deeds,
    definite,
    is_summary,
    opens_with_those,
    owned_up,
    stated_alone,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says of one happening."""

    id: str
    """Its smallest claim."""
    claims: tuple[ClaimFacts, ...]
    """In the order of the text."""
    codebook: str
    type: str
    report: str
    version: str
    denied: bool
    summary: bool
    """A total of a period or of several happenings, never joined to a single one."""
    background: bool
    """Told as history by all its claims."""
    bare: bool
    """Says neither when, nor where, nor who acts by name: it goes on with what was told before."""
    another: bool
    """Told as another happening than the one before it in the report."""
    definite: bool
    """Told by "the attack" or the like and by nothing else that says which."""
    owned_up: bool
    """Told by all its claims because somebody claimed it."""
    those: bool
    """Whether its sentence opens with those who were told of before: "The attackers ..."."""
    days: Days
    """What its own dates leave possible."""
    dated: bool
    """Whether a closed interval is stated, beyond "before the publication"."""
    sure: bool
    """Whether its date was stated by itself, and not told by the surroundings or relative to another."""
    published: Days
    places: tuple[Where, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    suffering: frozenset[str]
    """Words of the recipients that tell which people or things are meant."""
    counts: Mapping[str, frozenset[int]]
    modes: frozenset[str]
    weapons: frozenset[str]
    digits: frozenset[str]
    """The numbers in its sentences that are written in digits."""
    day_named: bool
    """Whether words about an anchor name a weekday or a month."""
    days_named: frozenset[tuple[int, int]]
    """Month and day of the days at its anchors, where none of its claims has a date."""
    words: frozenset[str]
    """Around the anchors, those that may say which happening is meant."""
    names: frozenset[str]
    """Those of them that look like names."""
    deeds: frozenset[str]
    """``taken`` or ``killed``, where the event words say so."""
    mentions: frozenset[str]
    quotes: frozenset[tuple[int, int]]
    deeds_of: frozenset[str] = frozenset()
    """The happenings that it claims as somebody's deeds, each by one of its tellings."""

    @property
    def place(self) -> Where | None:
        """The most precise place; of several the one with the smallest key."""
        known = [place for place in self.places if place.key is not None]
        return min(known, key=lambda p: (p.precision or 9, p.key or ""), default=None)


def tellings(
    claims: Iterable[ClaimFacts], ruled: frozenset[str] = frozenset()
) -> tuple[Telling, ...]:
    """Give the tellings of claims, sorted by id. Claims of ``ruled`` mentions, of which a person
    said what they are one with, are each a telling of their own at first."""
    parts: dict[tuple[object, ...], list[ClaimFacts]] = {}
    for claim in claims:
        kind = (claim.polarity == "denied", is_summary(claim))
        alone = claim.mention if claim.mention in ruled else ""
        key = (claim.codebook, claim.type, claim.group, *kind, alone)
        parts.setdefault(key, []).append(claim)
    made = (
        telling_of(sorted(part, key=lambda claim: (claim.anchor, claim.claim)))
        for part in parts.values()
    )
    return tuple(sorted(made, key=lambda telling: telling.id))


def put_together(parts: Sequence[Telling]) -> Telling:
    """Give tellings of one report as one."""
    if len(parts) == 1:
        return parts[0]
    claims = (claim for part in parts for claim in part.claims)
    return telling_of(sorted(claims, key=lambda claim: (claim.anchor, claim.claim)))


def telling_of(part: Sequence[ClaimFacts]) -> Telling:
    """Give what claims of one report on one happening, in the order of the text, tell together."""
    first = part[0]
    days, dated = _common_days(part)
    counts: dict[str, set[int]] = {}
    for claim in part:
        for role, (number, _) in claim.counts.items():
            counts.setdefault(role, set()).add(number)
    told = frozenset().union(*(words.content_words(around(claim)) for claim in part))
    told -= frozenset().union(
        *(words.content_words(cited.words) for claim in part for cited in claim.cited)
    )
    named = frozenset().union(*(words.names_in(around(claim)) for claim in part))
    places = _distinct_places(part)
    actors = _distinct_parties(party for claim in part for party in claim.actors)
    recipients = _distinct_parties(party for claim in part for party in claim.recipients)
    return Telling(
        id=min(claim.claim for claim in part),
        claims=tuple(part),
        codebook=first.codebook,
        type=first.type,
        report=first.report,
        version=first.version,
        denied=first.polarity == "denied",
        summary=is_summary(first),
        background=all(claim.background for claim in part),
        bare=not dated and not places and all(party.key is None for party in actors),
        another=any(another(claim) for claim in part),
        definite=not dated and not places and all(definite(claim) for claim in part),
        owned_up=all(owned_up(claim) for claim in part),
        those=any(opens_with_those(claim) for claim in part),
        days=days,
        dated=dated,
        sure=dated and all(stated_alone(claim) for claim in part if claim.when is not None),
        published=Days(*(day_number(day) for day in first.published)),
        places=places,
        actors=actors,
        recipients=recipients,
        suffering=frozenset().union(*(words.head_words(p.raw) for p in recipients)) - words.PEOPLE,
        counts={role: frozenset(numbers) for role, numbers in sorted(counts.items())},
        modes=frozenset(claim.mode for claim in part if claim.mode),
        weapons=frozenset(
            word for claim in part for weapon in claim.weapons for word in words.head_words(weapon)
        ),
        digits=frozenset(words.DIGITS.findall(" ".join(c.quote_text for c in part))),
        day_named=any(words.DAY.search(around(claim)) for claim in part),
        days_named=frozenset() if dated else frozenset().union(*map(days_named, part)),
        words=told,
        names=named,
        deeds=deeds(part),
        mentions=frozenset(claim.mention for claim in part),
        quotes=frozenset((claim.quote.start, claim.quote.end) for claim in part),
    )


def _common_days(part: Sequence[ClaimFacts]) -> tuple[Days, bool]:
    """Give the days that all dates of a telling leave, and whether one is stated; where they
    contradict each other, the shortest interval of them."""
    intervals = [days_of(claim) for claim in part]
    stated = [days for days in intervals if days.length is not None]
    met = ANY_DAY
    for days in intervals:
        met = met.meet(days)
    if met.first is not None and met.last is not None and met.first > met.last:
        closed = stated or [days for days in intervals if days != ANY_DAY]
        met = min(closed, key=lambda d: (d.length or 99999, d.first or 0, d.last or 0))
    return met, bool(stated)


def told_apart(a: Telling, b: Telling) -> bool:
    """Say whether a sentence that tells both sets them apart: "in revenge for the bombing"."""
    for x in a.claims:
        for y in b.claims:
            if x.quote == y.quote:
                first, second = sorted((x.anchor, y.anchor))
                start = first.end - x.quote.start
                between = x.quote_text[start : max(start, second.start - x.quote.start)]
                if words.TOLD_APART.search(between):
                    return True
    return False


def _distinct_places(part: Sequence[ClaimFacts]) -> tuple[Where, ...]:
    found: dict[str, Where] = {}
    for claim in part:
        for place in claim.places:
            if not place.inferred:
                found.setdefault(place.key or f"words:{place.raw.lower()}", place)
    return tuple(found[key] for key in sorted(found))


def _distinct_parties(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.key or f"words:{party.raw.lower()}", party)
    return tuple(found[key] for key in sorted(found))
