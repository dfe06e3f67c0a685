"""Who is behind an event: who did it as reports state, who claimed it, who is accused, who denies."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.fusion.facts import ClaimFacts, Event, Party
from dateline.ties.behind import accusers, grouped, is_accusation, questions
from dateline.ties.facts import Basis, Behind, Facts, Finding
from dateline.ties.parties import Parties
from dateline.ties.statements import basis_of, counts
from dateline.ties.tally import origin, tally

CLAIMED = "CLAIM_RESPONSIBILITY"

_SUPPOSED = frozenset({"hypothetical", "possible"})
"""What a text asks or supposes; plans and forecasts are of something else to come."""

_Row = tuple[str, Party, Basis]


def behind_event(event: Event, facts: Facts) -> Behind:
    """Give who did an event, claimed it, is accused of it or denies it, each on whose word."""
    return _Deed(event, facts).answer()


class _Deed:
    def __init__(self, event: Event, facts: Facts) -> None:
        self.event = event
        self.facts = facts
        self.parties = Parties(facts)
        held = frozenset(event.claims)
        self.own = [claim for claim in facts.claims if claim.claim in held]
        versions = {claim.version for claim in self.own}
        near = [c for c in facts.claims if c.version in versions and c.claim not in held]
        self.near = [claim for claim in near if self._beside(claim)]
        self.claimed = [c for c in near if c.type == CLAIMED and self._of_this(c)]

    def answer(self) -> Behind:
        findings = self._grouped(self._did())
        accused = self._grouped(self._accusations())
        denied = self._grouped(self._denials())
        asked = self._grouped(self._asked())
        stated = [b for found in (*findings, *accused, *denied) for b in found.bases]
        told = [basis_of(claim, self.facts) for claim in self.own]
        return Behind(
            of=self.event.id,
            what=_words(self.event),
            findings=findings,
            accused=accused,
            denied=denied,
            asked=(*asked, *questions(told, self.facts)),
            registry=(),
            chains=(),
            tally=tally([*stated, *told], self.facts),
            origin=origin(told, self.facts),
        )

    def _grouped(self, rows: Iterator[_Row]) -> tuple[Finding, ...]:
        return grouped(rows, self.facts, self.parties)

    def _did(self) -> Iterator[_Row]:
        """Those told as doing it; on their own word alone it is a claim of theirs."""
        for claim in self.own:
            basis = basis_of(claim, self.facts)
            if counts(basis):
                for party in self._doers(claim):
                    own_word = self._cites(claim, party)
                    how = "did it, on its own word" if own_word else "did it, as reports state"
                    yield how, party, basis
        for claim in self.claimed:
            basis = basis_of(claim, self.facts)
            if counts(basis):
                for party in claim.actors:
                    yield "claimed responsibility", party, basis

    def _doers(self, claim: ClaimFacts) -> list[Party]:
        """Give whom a claim tells as doing it: neither who accuses nor who is accused of it.

        "A accused B of shelling the port" states that A accuses, and not that anybody shelled it.
        """
        accusing = [c for c in self.near if is_accusation(c) and _overlap(c, claim)]
        named = {party.key or party.raw for c in accusing for party in (*c.actors, *c.recipients)}
        if self._is_tie():
            named = set()
        return [party for party in claim.actors if (party.key or party.raw) not in named]

    def _is_tie(self) -> bool:
        """Say whether the event is a tie or an appointment, of which nobody is accused."""
        kind = (self.event.codebook, self.event.type)
        return kind in self.facts.kinds or self.event.type == "APPOINT_LEADER"

    def _accusations(self) -> Iterator[_Row]:
        for claim in () if self._is_tie() else self.near:
            basis = basis_of(claim, self.facts)
            if is_accusation(claim) and counts(basis):
                for party in self._accused(claim):
                    yield f"accused by {accusers(claim, self.parties)}", party, basis

    def _accused(self, claim: ClaimFacts) -> list[Party]:
        """Give who of the accused can have done it: actors, and not those whom it hit."""
        hit = {party.key for party in self.event.recipients}
        return [p for p in claim.recipients if p.key is not None and p.key not in hit]

    def _denials(self) -> Iterator[_Row]:
        for claim in self.own:
            if claim.polarity == "denied":
                yield "denied that it happened", self._word_of(claim), basis_of(claim, self.facts)
        for claim in self.claimed:
            if claim.polarity == "denied":
                for party in claim.actors:
                    yield "did not claim responsibility", party, basis_of(claim, self.facts)

    def _asked(self) -> Iterator[_Row]:
        for claim in (*self.own, *self.claimed, *self.near):
            basis = basis_of(claim, self.facts)
            if basis.polarity == "denied" or not (basis.headline or basis.modality in _SUPPOSED):
                continue
            if is_accusation(claim):
                for party in self._accused(claim):
                    yield _not_counted(basis), party, basis
            elif claim.type in {self.event.type, CLAIMED}:
                for party in claim.actors:
                    yield _not_counted(basis), party, basis

    # ------------------------------------------------------------------ what belongs to the event

    def _beside(self, claim: ClaimFacts) -> bool:
        """Say whether a claim stands in a sentence that tells the event."""
        return any(_overlap(own, claim) for own in self.own)

    def _of_this(self, claim: ClaimFacts) -> bool:
        """Say whether a claim of responsibility is for this event.

        It is where it stands in a sentence that tells it, or where its report tells no other
        happening of this type.
        """
        if self._beside(claim):
            return True
        held = {own.claim for own in self.own}
        return all(
            other.claim in held
            for other in self.facts.claims
            if other.version == claim.version
            and (other.codebook, other.type) == (self.event.codebook, self.event.type)
            and counts(basis_of(other, self.facts))
        )

    def _cites(self, claim: ClaimFacts, party: Party) -> bool:
        if not claim.cited:
            return False
        words = claim.cited[-1].words
        if party.key is not None:
            return self.parties.named_in(party.key, words)
        return bool(party.raw) and party.raw.casefold() == words.casefold()

    def _word_of(self, claim: ClaimFacts) -> Party:
        words = claim.cited[-1].words if claim.cited else ""
        return Party(None, words or "the report itself", words or "the report itself")


def _overlap(one: ClaimFacts, other: ClaimFacts) -> bool:
    """Say whether two claims stand in one sentence."""
    same = one.version == other.version
    return same and one.quote.start < other.quote.end and other.quote.start < one.quote.end


def _not_counted(basis: Basis) -> str:
    if basis.modality != "actual":
        return f"told as {basis.modality}, not as a fact"
    return "said in a headline alone"


def _words(event: Event) -> str:
    who = ", ".join(party.name for party in event.actors)
    whom = ", ".join(party.name for party in event.recipients)
    where = event.place.label if event.place else ""
    when = ""
    if event.when is not None:
        first, last = event.when.earliest or "open", event.when.latest or "open"
        when = first if first == last else f"{first} to {last}"
    parts = (event.type, who and f"by {who}", whom and f"on {whom}", where and f"in {where}", when)
    return ", ".join(part for part in parts if part)
