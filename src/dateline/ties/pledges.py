"""People of a group, or of its region, who went over to somebody else while the group remains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.fusion.facts import ClaimFacts, Party
from dateline.ties.facts import Days, Facts, Pledge, Tie
from dateline.ties.parties import Parties, same_words
from dateline.ties.statements import basis_of, begun

BELONGING = frozenset({"part_of", "pledged_to", "declared_by", "merged_into"})
"""Kinds of ties that say whose a group is."""


@dataclass(frozen=True, slots=True)
class _Link:
    words: str
    sure: bool


def pledges(key: str, facts: Facts, all_ties: Sequence[Tie]) -> tuple[Pledge, ...]:
    """Give who of an actor, of its parts or of their regions pledged to or joined another.

    A pledge to whom the actor itself belongs is none. Denials come marked; what is planned or
    predicted, and headlines, are left out.
    """
    return _Pledges(key, facts, all_ties).found()


class _Pledges:
    def __init__(self, key: str, facts: Facts, all_ties: Sequence[Tie]) -> None:
        self.key = key
        self.facts = facts
        self.parties = Parties(facts)
        self.own = _bodies(key, all_ties) | {key}
        parts = {t.a.key for t in all_ties if t.kind == "part_of" and t.b.key == key}
        self.parts = sorted(part for part in parts if part is not None)
        self.leaders = _leaders((key, *self.parts), all_ties)
        self.regions = self._regions()

    def found(self) -> tuple[Pledge, ...]:
        found = []
        for claim in self.facts.claims:
            kind = self.facts.kinds.get((claim.codebook, claim.type))
            if kind != "pledged_to" and claim.type != "JOIN":
                continue
            basis = basis_of(claim, self.facts)
            if basis.headline or claim.modality != "actual":
                continue
            for to in claim.recipients:
                if to.key is None or to.key in self.own or not self.parties.is_whole(to):
                    continue
                for who in claim.actors:
                    link = self._link(who, claim)
                    if link is not None:
                        found.append(self._pledge(claim, who, to, link))
        return tuple(sorted(found, key=_order))

    def _pledge(self, claim: ClaimFacts, who: Party, to: Party, link: _Link) -> Pledge:
        days, how = begun(claim)
        leaders = self.facts.slots.get(claim.claim, {}).get("leader", ())
        return Pledge(
            who=self.parties.words_of(who),
            link=link.words,
            sure=link.sure,
            kind="part_of" if claim.type == "JOIN" else "pledged_to",
            to=self.parties.party(str(to.key)),
            leader=leaders[0].name if leaders and leaders[0].key != to.key else "",
            when=days,
            how=how,
            denied=claim.polarity == "denied",
            basis=basis_of(claim, self.facts),
        )

    def _link(self, who: Party, claim: ClaimFacts) -> _Link | None:
        """Say what ties those who pledge to the actor; None where nothing does."""
        if who.key is not None and who.key in self.leaders:
            return self.leaders[who.key]
        if self.parties.is_whole(who):
            return None
        if who.key in (self.key, *self.parts):
            return _Link(f"people of {self.parties.name(str(who.key))}", True)
        told: dict[str, list[str]] = {}
        named: dict[str, list[str]] = {}
        for place in claim.places:
            if place.inferred:
                continue
            for part in (self.key, *self.parts):
                if any(same_words(place.raw, words) for words in self.regions.get(part, ())):
                    told.setdefault(part, []).append(place.raw)
                elif self.parties.region_of(part, place.raw) and self._named_after_it(part):
                    named.setdefault(part, []).append(place.raw)
        if told:
            return _Link(f"in {self._areas(told)}, told as its area", True)
        if named:
            return _Link(f"in {self._areas(named)}; only the region's name ties them to it", False)
        return None

    def _named_after_it(self, part: str) -> bool:
        """Only what is part of another is named after its region: "Vilayat Dagestan"."""
        return part != self.key or bool(self.own - {self.key})

    def _areas(self, places: Mapping[str, list[str]]) -> str:
        return "; ".join(
            ", ".join(dict.fromkeys(words))
            + ("" if part == self.key else f" ({self.parties.name(part)})")
            for part, words in sorted(places.items())
        )

    def _regions(self) -> dict[str, tuple[str, ...]]:
        """Give the words by which claims of group structure call an actor by its area."""
        found: dict[str, set[str]] = {}
        for claim in self.facts.claims:
            if self.facts.kinds.get((claim.codebook, claim.type)) != "part_of":
                continue
            if claim.type == "JOIN" or claim.polarity != "affirmed":
                continue
            for party in claim.actors:
                key = str(party.key)
                called = key in (self.key, *self.parts) and party.raw
                if called and not self.parties.named_in(key, party.raw):
                    found.setdefault(key, set()).add(party.raw)
        return {key: tuple(sorted(words)) for key, words in found.items()}


def _order(pledge: Pledge) -> tuple[str, str, str, str]:
    first = pledge.when or Days(None, None)
    return first.earliest or first.latest or "9", pledge.basis.report, pledge.basis.id, pledge.who


def _bodies(key: str, all_ties: Iterable[Tie]) -> set[str]:
    """Give those whom an actor belongs to, directly."""
    return {t.b.key for t in all_ties if t.a.key == key and t.kind in BELONGING and t.b.key}


def _leaders(keys: Sequence[str], all_ties: Iterable[Tie]) -> dict[str, _Link]:
    """Give who leads or led the actor or a part of it, by key; reports before the registry."""
    found: dict[str, _Link] = {}
    for tie in all_ties:
        if tie.kind != "led_by" or tie.a.key not in keys or tie.b.key is None:
            continue
        told = any(s.basis.source == "reports" for s in tie.statements)
        words = f"leads or led {tie.a.name}" + ("" if told else " by the registry alone")
        if told or tie.b.key not in found:
            found[tie.b.key] = _Link(words, told)
    return found
