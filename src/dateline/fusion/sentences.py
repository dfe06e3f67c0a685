"""What a claim's own sentence says of it: headline, total, another happening, owned up.

Everything here reads one claim with its quote; :mod:`dateline.fusion.tellings` puts claims together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.fusion import words
from dateline.fusion.days import ANY_DAY, Days, day_number
from dateline.fusion.facts import ClaimFacts, Unit, When


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
        (claim.actors or "responsib" in words_before(claim).lower())
        and claim.cited
        and words.OWNING_UP.match(claim.cited[-1].cue)
        and not words.OWNING_UP.match(claim.anchor_text)
    )


def owns_up(claim: ClaimFacts) -> bool:
    """Say whether a claim is of somebody's taking responsibility: "X claimed the attack"."""
    return bool(claim.actors and words.OWNING_UP.match(claim.anchor_text))


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
        if owned_up(claim) or ((claim.version, claim.quote) in told and not stated_alone(claim))
        else claim
        for claim in every
    )


def _as_of_deed(claim: ClaimFacts) -> ClaimFacts:
    when = claim.when
    if when is None or (owned_up(claim) and not definite(claim) and _own_day(claim)):
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
    length = days_of(claim).length
    return length is not None and length > 3


def days_of(claim: ClaimFacts) -> Days:
    """Give the days that a claim's date leaves possible."""
    if claim.when is None:
        return ANY_DAY
    return Days(day_number(claim.when.earliest), day_number(claim.when.latest))


_INFERRED = (
    "not before the deed",
    "date in the same sentence",
    "date of the same happening",
    "relative to",
    "day told",
)
"""How a date is known where it is not the claim's own, or may be off by a day."""


def stated_alone(claim: ClaimFacts) -> bool:
    """Say whether a claim's date is its own, and not told by the surroundings or relative to another."""
    return claim.when is not None and not any(words in claim.when.how for words in _INFERRED)


def words_before(claim: ClaimFacts) -> str:
    """Give the words of the quote before the anchor."""
    return claim.quote_text[: max(0, claim.anchor.start - claim.quote.start)]


AROUND = 110
"""Characters on either side of an anchor whose words are weighed: about a clause. The rest of a long
sentence often tells something else."""


def around(claim: ClaimFacts) -> str:
    """Give the words of the quote about the anchor, cut at words."""
    text = claim.quote_text
    first = claim.anchor.start - claim.quote.start - AROUND
    last = claim.anchor.end - claim.quote.start + AROUND
    first = 0 if first <= 0 else text.find(" ", first) + 1
    last = len(text) if last >= len(text) else text.rfind(" ", 0, last)
    return text[first:last]


BESIDE = 60
"""Characters from an anchor within which a day is the deed's own."""


_CLAUSE = re.compile(r"[,;:]|--|—")
_OPENING = re.compile(r"(?:^|[.!?]\s+|\n)\s*(?:on\s+)?(?:the\s+)?$", re.IGNORECASE)


def days_named(claim: ClaimFacts) -> frozenset[tuple[int, int]]:
    """Give month and day of the days that stand at a claim's anchor, in its clause or opening its
    sentence ("On Jan. 8, the army attacked"): what is left of a date that has no year to be resolved."""
    text = claim.quote_text
    first = claim.anchor.start - claim.quote.start
    last = claim.anchor.end - claim.quote.start
    found = set()
    for match in words.DAY_OF_MONTH.finditer(text):
        between = text[match.end() : first] if match.end() <= first else text[last : match.start()]
        opens = _OPENING.search(text[: match.start()])
        if len(between) <= BESIDE and (opens or not _CLAUSE.search(between)):
            found.add(words.day_of_year(match))
    return frozenset(found)


def another(claim: ClaimFacts) -> bool:
    """Say whether a claim is told as another happening than the one before: "a second attack"."""
    before = words_before(claim)
    sentence = before[before.rfind(". ") + 1 :]
    return bool(
        words.ANOTHER.search(before[-60:])
        or words.ELSEWHERE.match(sentence[:80])
        or words.ONE_OF_MANY.search(claim.anchor_text[-60:])
        or words.HABIT.search(around(claim))
    )


def deeds(part: Sequence[ClaimFacts]) -> frozenset[str]:
    """Give ``taken`` or ``killed``, where the event words of claims say so."""
    found = set()
    for claim in part:
        if words.DEED_TAKEN.search(claim.anchor_text):
            found.add("taken")
        if words.DEED_KILLED.search(claim.anchor_text):
            found.add("killed")
    return frozenset(found)


def definite(claim: ClaimFacts) -> bool:
    """Say whether a claim goes back to a happening told before: "the attack"."""
    return bool(words.DEFINITE.search(words_before(claim)[-40:]))


def opens_with_those(claim: ClaimFacts) -> bool:
    """Say whether a claim's sentence opens with "the" and a nameless force that acts in it."""
    opening = claim.quote_text[:60].lower()
    return opening.startswith("the ") and any(
        party.key is None
        and words.head_words(party.raw) & words.ARMED
        and opening[4:].startswith(party.raw.lower().removeprefix("the "))
        for party in claim.actors
    )
