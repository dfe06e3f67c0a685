"""Tellings: what one report says of one happening, the pieces that fusion joins.

A coder's claim group is taken as it is where its claims agree; where they differ in whether they
affirm, or in whether they give a period's total, it is parted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dateline.fusion import words
from dateline.fusion.facts import ClaimFacts, Party, Unit, When, Where


class Days(NamedTuple):
    """A closed interval of day numbers; either end None where open."""

    first: int | None
    last: int | None

    @property
    def length(self) -> int | None:
        """How many days it has; None where open."""
        if self.first is None or self.last is None:
            return None
        return self.last - self.first + 1

    def meet(self, other: Days) -> Days:
        """Give the days in both; ``first > last`` where there are none."""
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        return Days(max(firsts) if firsts else None, min(lasts) if lasts else None)

    def apart(self, other: Days) -> int:
        """Give how many days lie between the two intervals; 0 where they touch or overlap."""
        gap = 0
        for a, b in ((self, other), (other, self)):
            if a.last is not None and b.first is not None:
                gap = max(gap, b.first - a.last)
        return gap


ANY_DAY = Days(None, None)


@lru_cache(maxsize=1 << 16)
def day_number(day: str | None) -> int | None:
    """Give an ISO day as a number; None for None and for what is not a day."""
    if not day:
        return None
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


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
    words: frozenset[str]
    """Around the anchors, those that may say which happening is meant."""
    names: frozenset[str]
    """Those of them that look like names."""
    deeds: frozenset[str]
    """``taken`` or ``killed``, where the event words say so."""
    mentions: frozenset[str]
    quotes: frozenset[tuple[int, int]]

    @property
    def place(self) -> Where | None:
        """The most precise place; of several the one with the smallest key."""
        known = [place for place in self.places if place.key is not None]
        return min(known, key=lambda p: (p.precision or 9, p.key or ""), default=None)


def is_headline(claim: ClaimFacts) -> bool:
    """Say whether a claim's sentence opens its text and has no full stop."""
    return claim.quote.start == 0 and not claim.quote_text.rstrip(" \"'”’").endswith(
        (".", "!", "?")
    )


def makes_events(claim: ClaimFacts, unit: Unit) -> bool:
    """Say whether a claim tells, or denies, that something happened: actual, and not a state."""
    return claim.modality == "actual" and claim.type not in unit.states


def owned_up(claim: ClaimFacts) -> bool:
    """Say whether a deed is told because somebody claimed it: "X claimed responsibility for the attack"."""
    return bool(
        (claim.actors or "responsib" in _before(claim).lower())
        and claim.cited
        and words.OWNING_UP.match(claim.cited[-1].cue)
        and not words.OWNING_UP.match(claim.anchor_text)
    )


def as_of_deeds(claims: Iterable[ClaimFacts]) -> tuple[ClaimFacts, ...]:
    """Give claims, those of deeds that somebody claimed without the day on which he claimed them.

    "X claimed responsibility on Thursday for the attack, in which two died": Thursday is the day of
    neither the attack nor the deaths, which are only not later. The day that the deed's own words
    give ("for a bombing on Tuesday", "Tuesday's attack") stays.
    """
    every = tuple(claims)
    told = {(claim.version, claim.quote) for claim in every if owned_up(claim)}
    return tuple(
        _as_of_deed(claim)
        if owned_up(claim) or ((claim.version, claim.quote) in told and not _stated_alone(claim))
        else claim
        for claim in every
    )


def _as_of_deed(claim: ClaimFacts) -> ClaimFacts:
    when = claim.when
    if when is None or (owned_up(claim) and not _definite(claim) and _own_day(claim)):
        return claim
    latest = when.latest or claim.published[1]
    return replace(claim, when=When(None, latest, 5, "not later than it was claimed"))


_CLOSE = 40
"""Characters behind a deed's word in which its own day stands ("a bombing near Dorva on Tuesday")."""


def _own_day(claim: ClaimFacts) -> bool:
    """Say whether a day stands at the deed's word, and none before it."""
    first = claim.anchor.start - claim.quote.start
    before = claim.quote_text[:first].rstrip()
    closest = before[before.rfind(" ") + 1 :]
    behind = claim.quote_text[first : first + len(claim.anchor_text) + _CLOSE]
    if words.DAY.search(closest):
        return True
    return bool(words.DAY.search(behind)) and not words.DAY.search(before)


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
        _telling(sorted(part, key=lambda claim: (claim.anchor, claim.claim)))
        for part in parts.values()
    )
    return tuple(sorted(made, key=lambda telling: telling.id))


def put_together(parts: Sequence[Telling]) -> Telling:
    """Give tellings of one report as one."""
    if len(parts) == 1:
        return parts[0]
    claims = (claim for part in parts for claim in part.claims)
    return _telling(sorted(claims, key=lambda claim: (claim.anchor, claim.claim)))


def is_summary(claim: ClaimFacts) -> bool:
    """Say whether a claim gives a total of a period or of several happenings.

    "Five attacks killed 12", "40 people have been killed since January"; not "twin bombings",
    and not "the siege since January", which has neither a number nor several happenings.
    """
    quote = claim.quote_text
    several = any(
        not words.ONE_TOGETHER.search(found.group()) and _belongs(claim, found.start(), found.end())
        for found in words.SEVERAL.finditer(quote)
    )
    if several:
        return True
    numbers = any(number > 1 for number, _ in claim.counts.values())
    period = words.PERIOD.search(quote)
    if not (numbers and period) or words.SINGLE.search(quote):
        return False
    return bool(words.TOTAL.search(quote)) or _long(claim)


_NEAR = 60
"""Characters between an event word in the plural and the claim's own anchor, at most: about ten
words; a sentence may tell a single attack and the week's total besides."""


def _belongs(claim: ClaimFacts, start: int, end: int) -> bool:
    """Say whether words of the quote stand at or near the claim's anchor."""
    first = claim.anchor.start - claim.quote.start
    last = claim.anchor.end - claim.quote.start
    return start - _NEAR <= last and first <= end + _NEAR


def _long(claim: ClaimFacts) -> bool:
    length = _days(claim).length
    return length is not None and length > 3


def _days(claim: ClaimFacts) -> Days:
    if claim.when is None:
        return ANY_DAY
    return Days(day_number(claim.when.earliest), day_number(claim.when.latest))


def _telling(part: Sequence[ClaimFacts]) -> Telling:
    first = part[0]
    days, dated = _common_days(part)
    counts: dict[str, set[int]] = {}
    for claim in part:
        for role, (number, _) in claim.counts.items():
            counts.setdefault(role, set()).add(number)
    told = frozenset().union(*(words.content_words(_around(claim)) for claim in part))
    told -= frozenset().union(
        *(words.content_words(cited.words) for claim in part for cited in claim.cited)
    )
    named = frozenset().union(*(words.names_in(_around(claim)) for claim in part))
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
        another=any(_another(claim) for claim in part),
        definite=not dated and not places and all(_definite(claim) for claim in part),
        owned_up=all(owned_up(claim) for claim in part),
        those=any(_those(claim) for claim in part),
        days=days,
        dated=dated,
        sure=dated and all(_stated_alone(claim) for claim in part if claim.when is not None),
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
        day_named=any(words.DAY.search(_around(claim)) for claim in part),
        words=told,
        names=named,
        deeds=_deeds(part),
        mentions=frozenset(claim.mention for claim in part),
        quotes=frozenset((claim.quote.start, claim.quote.end) for claim in part),
    )


def _common_days(part: Sequence[ClaimFacts]) -> tuple[Days, bool]:
    """Give the days that all dates of a telling leave, and whether one is stated; where they
    contradict each other, the shortest interval of them."""
    intervals = [_days(claim) for claim in part]
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


_INFERRED = ("date in the same sentence", "date of the same happening", "relative to", "day told")
"""How a date is known where it is not the claim's own, or may be off by a day."""


def _stated_alone(claim: ClaimFacts) -> bool:
    return claim.when is not None and not any(words in claim.when.how for words in _INFERRED)


def _before(claim: ClaimFacts) -> str:
    """Give the words of the quote before the anchor."""
    return claim.quote_text[: max(0, claim.anchor.start - claim.quote.start)]


AROUND = 110
"""Characters on either side of an anchor whose words are weighed: about a clause. The rest of a long
sentence often tells something else."""


def _around(claim: ClaimFacts) -> str:
    """Give the words of the quote about the anchor, cut at words."""
    text = claim.quote_text
    first = claim.anchor.start - claim.quote.start - AROUND
    last = claim.anchor.end - claim.quote.start + AROUND
    first = 0 if first <= 0 else text.find(" ", first) + 1
    last = len(text) if last >= len(text) else text.rfind(" ", 0, last)
    return text[first:last]


def _another(claim: ClaimFacts) -> bool:
    before = _before(claim)
    sentence = before[before.rfind(". ") + 1 :]
    return bool(
        words.ANOTHER.search(before[-60:])
        or words.ELSEWHERE.match(sentence[:80])
        or words.ONE_OF_MANY.search(claim.anchor_text[-60:])
        or words.HABIT.search(_around(claim))
    )


def _deeds(part: Sequence[ClaimFacts]) -> frozenset[str]:
    found = set()
    for claim in part:
        if words.DEED_TAKEN.search(claim.anchor_text):
            found.add("taken")
        if words.DEED_KILLED.search(claim.anchor_text):
            found.add("killed")
    return frozenset(found)


def _definite(claim: ClaimFacts) -> bool:
    return bool(words.DEFINITE.search(_before(claim)[-40:]))


def _those(claim: ClaimFacts) -> bool:
    """Say whether a claim's sentence opens with "the" and a nameless force that acts in it."""
    opening = claim.quote_text[:60].lower()
    return opening.startswith("the ") and any(
        party.key is None
        and words.head_words(party.raw) & words.ARMED
        and opening[4:].startswith(party.raw.lower().removeprefix("the "))
        for party in claim.actors
    )


def _distinct_places(part: Sequence[ClaimFacts]) -> tuple[Where, ...]:
    found: dict[str, Where] = {}
    for claim in part:
        for place in claim.places:
            found.setdefault(place.key or f"words:{place.raw.lower()}", place)
    return tuple(found[key] for key in sorted(found))


def _distinct_parties(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.key or f"words:{party.raw.lower()}", party)
    return tuple(found[key] for key in sorted(found))
