"""What happened, as an event's claims together tell it: place, day, people, mode, and conflicts.

Votes are counted by text, so that fourteen reprints have one. Every choice ends in a tie rule that
depends on the claims alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from dateline.fusion.counts import said
from dateline.fusion.days import ANY_DAY, Days, day_number, iso, precision
from dateline.fusion.facts import ClaimFacts, Conflict, Count, Party, Said, When, Where
from dateline.fusion.parties import by_name, by_office, named, parties_alike, unlisted
from dateline.fusion.places import places_alike
from dateline.fusion.sources import cites_doers
from dateline.fusion.words import (
    ARMED,
    BRANCH,
    BUILDINGS,
    FIGHTERS,
    PEOPLE,
    UNCOUNTED,
    head_words,
)

Texts = Mapping[str, int]

_T = TypeVar("_T")


def place_of(claims: Sequence[ClaimFacts], texts: Texts) -> Where | None:
    """Give the most precise place that most texts agree with; words alone where none is known.

    What was only inferred from a claim's surroundings stands where no claim tells a place.
    """
    told = [place for claim in claims for place in claim.places]
    said = [place for place in told if not place.inferred]
    places = {place: place for place in said or told if place.key is not None}
    if not places:
        bare = sorted({place.raw: place for place in said}.items())
        return bare[0][1] if bare else None

    def agreeing(place: Where) -> int:
        return len(
            {
                texts.get(claim.version, -1)
                for claim in claims
                if any(places_alike(place, other, "locality") is not None for other in claim.places)
            }
        )

    def telling(place: Where) -> int:
        return len(
            {
                texts.get(claim.version, -1)
                for claim in claims
                if any(other.key == place.key for other in claim.places)
            }
        )

    best = min(
        places,
        key=lambda p: (-agreeing(p), _coarse(p), -telling(p), p.precision or 9, str(p.key), p.raw),
    )
    return best if (best.precision or 9) <= 3 else _finer(best, claims, texts)


def _finer(region: Where, claims: Sequence[ClaimFacts], texts: Texts) -> Where:
    """Give a region, under the name of the place in it that most texts tell and no gazetteer has:
    its coordinates and precision stay those of the region."""
    votes: dict[str, set[int]] = {}
    for claim in claims:
        for place in claim.places:
            if place.key is None and place.raw[:1].isupper():
                votes.setdefault(place.raw, set()).add(texts.get(claim.version, -1))
    if not votes:
        return region
    raw = min(votes, key=lambda name: (-len(votes[name]), name))
    return region._replace(label=f"{raw}, {region.label}", raw=raw)


def _coarse(place: Where) -> int:
    """Give 0 for a place that can be put on a map, 1 for a province, 2 for anything wider."""
    precision = place.precision or 9
    return 0 if precision <= 3 else 1 if precision == 4 else 2


def when_of(claims: Sequence[ClaimFacts], texts: Texts) -> When | None:
    """Give the days that all dates leave, else the interval with most texts behind it."""
    stated = [claim for claim in claims if claim.when is not None]
    if not stated:
        return None
    met = ANY_DAY
    for claim in stated:
        met = met.meet(_days(claim))
    narrow = min(stated, key=lambda c: (_length(c), c.claim))
    assert narrow.when is not None
    if met.first is None or met.last is None or met.first <= met.last:
        if met == _days(narrow):
            return narrow.when
        how = f"in all dates told; {narrow.when.how}"
        return When(iso(met.first), iso(met.last), precision(met), how)
    votes: dict[Days, set[int]] = {}
    for claim in stated:
        votes.setdefault(_days(claim), set()).add(texts.get(claim.version, -1))
    best = min(
        votes,
        key=lambda d: (-len(votes[d]), d.length or 99999, d.first or 0, d.last or 0),
    )
    chosen = min((c for c in stated if _days(c) == best), key=lambda c: c.claim)
    assert chosen.when is not None
    return chosen.when


def _days(claim: ClaimFacts) -> Days:
    if claim.when is None:
        return ANY_DAY
    return Days(day_number(claim.when.earliest), day_number(claim.when.latest))


def _length(claim: ClaimFacts) -> int:
    return _days(claim).length or 99999


def mode_of(claims: Sequence[ClaimFacts], texts: Texts) -> str | None:
    """Give the mode that most texts tell; of several the first by name."""
    votes: dict[str, set[int]] = {}
    for claim in claims:
        if claim.mode:
            votes.setdefault(claim.mode, set()).add(texts.get(claim.version, -1))
    return min(votes, key=lambda mode: (-len(votes[mode]), mode)) if votes else None


SHOWN = 4
"""Words without a name that are shown of one side: the quotes have them all."""


def parties_of(
    claims: Sequence[ClaimFacts],
    texts: Texts,
    side: Callable[[ClaimFacts], Sequence[Party]],
    wholes: Mapping[str, frozenset[str]],
    opposite: Sequence[Party] = (),
) -> tuple[Party, ...]:
    """Give who acts, or undergoes: actors by how many texts name them; where none is known, the
    words that tell most, once for each head word; places that stand for whoever is there last.

    Words that more texts tell than any name come first, unless they may be whom the names name.
    Bare numbers ("eleven others", "one") are counts, not somebody, and who is told by his office
    ("the Front's leader") is the person whom others name, "the Front's branch" the one that they name.
    Fighters without a name are left out where the ``opposite`` side has them and nobody is said to
    have done it to them: attackers who died.
    """
    fought = any(head_words(party.raw) & ARMED for party in opposite) and not any(
        head_words(party.raw) & ARMED for c in claims if c.actors for party in side(c)
    )
    votes: dict[str, set[int]] = {}
    others: dict[str, set[int]] = {}  # the votes of those who are not said to act themselves
    parties: dict[str, Party] = {}
    somebody = any(by_name(party) for claim in claims for party in side(claim))
    for claim in claims:
        for party in side(claim):
            if somebody and by_office(party) and not any(map(by_name, side(claim))):
                continue
            key = party.key or f"words:{' '.join(sorted(head_words(party.raw) - UNCOUNTED))}"
            if key == "words:":
                continue
            if fought and party.key is None and head_words(party.raw) & ARMED:
                continue
            votes.setdefault(key, set()).add(texts.get(claim.version, -1))
            if not cites_doers(claim):
                others.setdefault(key, set()).add(texts.get(claim.version, -1))
            held = parties.get(key)
            parties[key] = party if held is None else min(held, party, key=_plainest)

    def ranked(keys: Iterable[str]) -> list[str]:
        return sorted(keys, key=lambda k: (-len(votes[k]), k))

    in_particular = {p.key for p in named(tuple(parties.values()))}
    known = ranked(key for key in parties if key in in_particular)
    bare = ranked(key for key in parties if key.startswith("words:"))
    if known:
        most = max(len(others.get(key, ())) for key in known)
        known = [
            key
            for key in known
            if not _short_for(parties[key], parties, known)
            and not (
                BRANCH.search(parties[key].raw)
                and any(key in wholes.get(other, ()) for other in known)
            )
        ]
        beside = [k for k in bare if len(others.get(k, ())) > most]
        if not all(_is_building(parties[key]) for key in known):
            beside = [k for k in beside if _others_than_named(parties[k])]
        return tuple(parties[key] for key in (*beside[:SHOWN], *known))
    told: list[str] = []
    for key in bare:
        said = set(key.removeprefix("words:").split())
        if not any(said <= set(k.removeprefix("words:").split()) for k in told):
            told.append(key)
    if told:
        return tuple(parties[key] for key in told[:SHOWN])
    return tuple(parties[key] for key in ranked(parties))


def _is_building(party: Party) -> bool:
    """Say whether a name is that of a building: "House of the Press" is none of its guards."""
    first = party.name.split(" of ")[0].split()
    return unlisted(party.key or "") and bool(first) and first[-1].lower() in BUILDINGS


def _others_than_named(party: Party) -> bool:
    """Say whether words tell somebody who is none of those by name: visitors, and not "gunmen" or
    "a man", whom a name may name."""
    heads = head_words(party.raw) - UNCOUNTED
    return bool(heads - PEOPLE) and not heads & FIGHTERS and not by_office(party)


def _short_for(party: Party, parties: Mapping[str, Party], known: Iterable[str]) -> bool:
    """Say whether a name that the registry does not know is part of another's ("Kebekov")."""
    if party.key is None or ":" in party.key or "/" in party.key:
        return False
    own = head_words(party.name)
    return any(
        own < head_words(parties[key].name) and parties_alike(party, parties[key], {}) == "same"
        for key in known
        if key != party.key
    )


def _plainest(party: Party) -> tuple[int, str, str]:
    """Order the ways to write one party: the shortest first, then by the alphabet."""
    return (len(party.raw), party.name, party.raw)


def weapons_of(claims: Iterable[ClaimFacts]) -> tuple[str, ...]:
    """Give the weapons told, once each."""
    return tuple(sorted({weapon.lower() for claim in claims for weapon in claim.weapons}))


# --------------------------------------------------------------------------- conflicts


def conflicts_of(
    affirming: Sequence[ClaimFacts],
    denying: Sequence[ClaimFacts],
    counted: Sequence[Count],
    wholes: Mapping[str, frozenset[str]],
) -> tuple[Conflict, ...]:
    """Give the fields on which claims of one event differ, each with who says which."""
    found: list[Conflict] = []
    if affirming and denying:
        values = [said(c, "denied", c.quote_text) for c in denying]
        values += [said(c, "affirmed", c.quote_text) for c in affirming[:1]]
        found.append(Conflict("happened", tuple(values)))
    # Two claims differ where nothing that one lists is anything that the other lists: who is named
    # beside another in one sentence does not contradict him.
    actors = _lists([tuple(p for p in c.actors if p.key is not None) for c in affirming])
    if _differ(
        actors,
        lambda a, b: all(parties_alike(x, y, wholes) == "other" for x in a for y in b),
    ):
        told = [said(c, p.name, p.raw) for c in affirming for p in c.actors if p.key is not None]
        found.append(Conflict("actor", _once(told)))
    places = _lists(
        [tuple(p for p in c.places if p.key is not None and not p.inferred) for c in affirming]
    )
    if _differ(
        places,
        lambda a, b: all(places_alike(x, y, "locality") is None for x in a for y in b),
    ):
        told = [said(c, p.label, p.raw) for c in affirming for p in c.places if p.key]
        found.append(Conflict("place", _once(told)))
    dated = [c for c in affirming if c.when is not None and _days(c).length is not None]
    if _differ(dated, lambda a, b: _days(a).apart(_days(b)) > 0):
        told = [said(c, f"{c.when.earliest}/{c.when.latest}", c.when.how) for c in dated if c.when]
        found.append(Conflict("date", _once(told)))
    found += [Conflict(count.role, count.said) for count in counted if count.low != count.high]
    return tuple(found)


def _lists(values: Iterable[tuple[_T, ...]]) -> list[tuple[_T, ...]]:
    """Give the different lists that are not empty, in a fixed order."""
    return sorted({value for value in values if value}, key=str)


_MOST = 40
"""Different values that are compared with each other."""


def _differ(values: Sequence[_T], apart: Callable[[_T, _T], bool]) -> bool:
    chosen = values[:_MOST]
    return any(apart(a, b) for n, a in enumerate(chosen) for b in chosen[n + 1 :])


def _once(values: Iterable[Said]) -> tuple[Said, ...]:
    """Give the first of each value, words, report and cited source."""
    found: dict[tuple[str, str, str], Said] = {}
    for value in values:
        found.setdefault((value.value, value.version, value.cited), value)
    return tuple(found.values())
