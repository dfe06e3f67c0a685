"""Numbers of people: low, best and high, who says which, and how best was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.fusion import words
from dateline.fusion.days import day_number
from dateline.fusion.facts import ITSELF, MACHINE, ClaimFacts, Count, Said
from dateline.fusion.sentences import words_before

ROLES = ("killed", "injured", "detained", "abducted", "displaced", "participants")

OF_ACTORS = "_of_actors"
"""What a role's name ends in where the number is of those who acted: attackers who were killed."""


def said_by(claim: ClaimFacts) -> str:
    """Give on whose word a claim stands, for a reader."""
    names = [cited.words or f"nobody named (“{cited.cue}”)" for cited in claim.cited]
    return ", quoting ".join(names) if names else ITSELF


def said(claim: ClaimFacts, value: str, told: str, role: str = "") -> Said:
    """Give one value with who says so; of a number, ``role`` is what it counts."""
    before = claim.corrected.get(role)
    return Said(
        value=value,
        words=told,
        claim=claim.claim,
        version=claim.version,
        publisher=claim.publisher,
        published=claim.published[1] or claim.published[0],
        cited=said_by(claim),
        coded_by=claim.coded_by,
        corrected="" if before is None else str(before),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    number: int
    words: str
    claim: ClaimFacts
    text: int
    """Number of the text; copies have one number."""
    day: int | None
    """Of publication."""


def counts(claims: Sequence[ClaimFacts], texts: Mapping[str, int]) -> tuple[Count, ...]:
    """Give the counts of an event from its affirming claims, in the order of :data:`ROLES`.

    Numbers of those who acted are kept apart from numbers of those who suffered where the
    words tell which ("nine militants were killed" where militants attacked).
    """
    told: dict[str, list[_Told]] = {}
    for claim in claims:
        for role, (number, its_words) in claim.counts.items():
            name = role + OF_ACTORS if _of_actors(its_words, claims) else role
            day = day_number(claim.published[1] or claim.published[0])
            told.setdefault(name, []).append(
                _Told(number, its_words, claim, texts.get(claim.version, -1), day)
            )
    order = [name for role in ROLES for name in (role, role + OF_ACTORS)]
    order += sorted(name for name in told if name not in order)
    return tuple(_count(name, told[name]) for name in order if name in told)


def _of_actors(its_words: str, claims: Sequence[ClaimFacts]) -> bool:
    """Say whether the words name those who act in the event, as most of its claims tell it.

    That somebody died ("nine militants were killed") does not tell on which side he was; that
    somebody killed him does.
    """
    heads = words.head_words(its_words)
    doing = sum(_names(heads, claim.actors) for claim in claims)
    suffering = sum(
        _names(heads, claim.recipients)
        for claim in claims
        if claim.actors and not _counts_them(claim, its_words)
    )
    return doing > suffering


def _counts_them(claim: ClaimFacts, its_words: str) -> bool:
    return any(told == its_words for _, told in claim.counts.values())


def _names(heads: frozenset[str], parties: Sequence[object]) -> bool:
    for party in parties:
        raw = words.head_words(str(getattr(party, "raw", "")))
        if heads & raw or (heads & words.ARMED and raw & words.ARMED):
            return True
    return False


def _count(role: str, told: Sequence[_Told]) -> Count:
    ordered = sorted(
        told,
        key=lambda t: (t.day is None, t.day or 0, t.claim.version, t.claim.anchor, t.claim.claim),
    )
    whole = _wholes([t for t in ordered if not _a_name(t)] or ordered)
    added = _with_those_by_name(ordered, whole)
    wholes = list((whole | added).values())
    best, note = _best(ordered, wholes)
    if added:
        note += "; those told as others are added to those by name"
    return Count(
        role=role,
        low=min(t.number for t in wholes),
        best=best,
        high=max(t.number for t in wholes),
        said=tuple(
            said(t.claim, str(t.number), t.words, role.removesuffix(OF_ACTORS)) for t in ordered
        ),
        note=note,
        coded_by=_coded_by(wholes, best),
    )


def _coded_by(wholes: Sequence[_Told], best: int) -> str:
    """Give the people on whose decisions the best number rests, by name; else ``machine``."""
    people = {t.claim.coded_by for t in wholes if t.number == best} - {MACHINE}
    return "; ".join(sorted(people)) or MACHINE


def _a_name(told: _Told) -> bool:
    """Say whether the number is one person by name, who may be one of several: no toll."""
    return told.number == 1 and not words.COUNTS_ONE.search(told.words)


def _with_those_by_name(ordered: Sequence[_Told], wholes: Mapping[str, _Told]) -> dict[str, _Told]:
    """Give for each report whose largest number counts others than those that it told by name
    ("three other militants were also killed") that number with those by name added."""
    found: dict[str, _Told] = {}
    for version, whole in wholes.items():
        if _a_name(whole) or not _counts_others(whole):
            continue
        before = [
            words.head_words(t.words)
            for t in ordered
            if t.claim.version == version and _a_name(t) and t.claim.anchor < whole.claim.anchor
        ]
        persons = [
            heads
            for n, heads in enumerate(before)
            if not any(heads <= other for other in before[:n])
            and not any(heads < other for other in before[n + 1 :])
        ]
        if persons:
            found[version] = replace(whole, number=whole.number + len(persons))
    return found


def _counts_others(told: _Told) -> bool:
    also = words.ALSO.search(words_before(told.claim))
    return bool(words.OTHERS.match(told.words) or also)


def _wholes(told: Sequence[_Told]) -> dict[str, _Told]:
    """Give the largest number of each report: it tells parts and their whole."""
    largest: dict[str, _Told] = {}
    for t in told:
        held = largest.get(t.claim.version)
        if held is None or t.number > held.number:
            largest[t.claim.version] = t
    return largest


def _best(ordered: Sequence[_Told], wholes: Sequence[_Told]) -> tuple[int, str]:
    """Give the best number and how it was chosen.

    1. One number: that. 2. Within one report the largest, since it tells parts and their whole
    and parts are not added; somebody by name is one of those whom others count. 3. History is set
    aside where there is news. 4. The latest day's reports go before earlier ones, since tolls rise
    and are corrected. 5. Of several the one with most texts behind it, then most named sources,
    then the smallest.
    """
    if len({t.number for t in ordered}) == 1:
        return ordered[0].number, "one number told"
    news = [t for t in wholes if not t.claim.background] or list(wholes)
    dated = [t for t in news if t.day is not None]
    latest = [t for t in dated if t.day == max(d.day or 0 for d in dated)] or news
    votes: dict[int, set[int]] = {}
    named: dict[int, set[str]] = {}
    for t in latest:
        votes.setdefault(t.number, set()).add(t.text)
        named.setdefault(t.number, set()).update(c.words for c in t.claim.cited if c.words)
    best = min(votes, key=lambda n: (-len(votes[n]), -len(named[n]), n))
    if len({t.claim.version for t in ordered}) == 1:
        note = "the largest number of its report"
    elif len({t.number for t in wholes}) == 1:
        note = "one number told of all"
    elif len({d.day for d in dated}) > 1:
        earlier = {t.number for t in dated if t not in latest}
        rising = all(number <= best for number in earlier)
        note = "the latest toll; earlier ones were " + ("lower" if rising else "others")
    else:
        note = "the number with most texts behind it, of several told at one time"
    return best, note + ("; parts told apart are not added" if _parts(ordered) else "")


def _parts(latest: Sequence[_Told]) -> bool:
    by_version: dict[str, set[tuple[int, str]]] = {}
    for t in latest:
        by_version.setdefault(t.claim.version, set()).add((t.number, t.words))
    return any(len(parts) > 1 for parts in by_version.values())
