"""From claims and seeds to ties: what each says of when a relation began, held and ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.fusion.facts import ClaimFacts, Party, When
from dateline.ties.days import known_to, since
from dateline.ties.facts import REGISTRY, REPORTS, UNSTATED, Basis, Days, Facts, Statement, Tie
from dateline.ties.parties import Parties, is_nobody
from dateline.types import Relation

FROM_RECIPIENT = frozenset({"led_by", "declared_by"})
"""Relations that run from the recipient: the claim's actor leads, or declares, the other."""

HAPPENINGS = frozenset({"declared_by", "pledged_to", "split_from", "merged_into", "successor_of"})
"""Kinds whose claims tell a beginning, on a day; the others tell a state, as of a day."""

DONE_ONCE = frozenset({"declared_by", "split_from", "merged_into", "successor_of"})
"""Kinds that stay done once they are done."""

BEGINNINGS = frozenset({"JOIN", "APPOINT_LEADER"})
"""Types of other kinds that tell a beginning."""

_FORMER = re.compile(
    r"\b(?:former|formerly|ex|late|previous|previously|then|onetime)\b\W*\w*\W*$", re.I
)
"""What makes "the former leader of X" a tie of the past; at most one word may stand between."""

_SEED = re.compile(r"(?P<source>.*): start (?P<start>[a-z ]+), end (?P<end>[a-z ]+)")


def ties(facts: Facts) -> tuple[Tie, ...]:
    """Give every tie of a ledger with all its statements, by actor, kind and other end."""
    return _Reading(facts).ties()


def basis_of(claim: ClaimFacts, facts: Facts) -> Basis:
    """Give a claim as what something rests on."""
    title = facts.headlines.get(claim.version)
    return Basis(
        id=claim.claim,
        source=REPORTS,
        type=claim.type,
        quote=claim.quote_text,
        report=claim.report,
        version=claim.version,
        publisher=claim.publisher,
        published=Days(*claim.published),
        cited=tuple(link.words or f"unnamed (“{link.cue}”)" for link in claim.cited),
        headline=title is not None and claim.anchor.start < title.span.end,
        polarity=claim.polarity,
        modality=claim.modality,
        coded_by=claim.coded_by,
    )


def seed_basis(seed: Relation) -> Basis:
    """Give a seed of the registry as what something rests on."""
    parts = _SEED.fullmatch(seed.interval_how)
    citation = parts["source"] if parts else seed.interval_how
    return Basis(id=seed.basis[0], source=REGISTRY, citation=citation)


def counts(basis: Basis) -> bool:
    """Say whether something told is told as a fact: affirmed, actual, not in a headline alone."""
    return basis.polarity == "affirmed" and basis.modality == "actual" and not basis.headline


def begun(claim: ClaimFacts) -> tuple[Days, str]:
    """Give the days in which something that a claim tells came about, and how they are known."""
    if claim.when is not None:
        return Days(claim.when.earliest, claim.when.latest), claim.when.how
    latest = claim.published[1]
    if latest is None:
        return UNSTATED, "no date in the text"
    return Days(None, latest), "no date in the text; not after its publication"


class _Reading:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.parties = Parties(facts)
        self.lost = self._losses()
        self.found: dict[tuple[str, str, str], tuple[list[Statement], list[Statement]]] = {}

    def ties(self) -> tuple[Tie, ...]:
        for claim in self.facts.claims:
            for a, kind, b, statement in self._of_claim(claim):
                self._add(a, kind, b, statement)
        for seed in self.facts.seeds:
            self._add(seed.a, seed.kind, seed.b, _of_seed(seed))
        self._end_what_was_split()
        party = self.parties.party
        return tuple(
            Tie(party(a), kind, party(b), _sorted(told), _sorted(others))
            for (a, kind, b), (told, others) in sorted(self.found.items())
        )

    def _add(self, a: str, kind: str, b: str, statement: Statement) -> None:
        told, others = self.found.setdefault((a, kind, b), ([], []))
        (told if counts(statement.basis) else others).append(statement)

    def _end_what_was_split(self) -> None:
        """Whoever split from a group is no longer part of it nor pledged to it."""
        splits = [(key, told) for key, (told, _) in self.found.items() if key[1] == "split_from"]
        for (a, _, b), told in splits:
            for kind in ("part_of", "pledged_to"):
                if (a, kind, b) in self.found:
                    for s in told:
                        ended = Statement(None, s.begins, None, f"split: {s.how}", s.basis)
                        self.found[(a, kind, b)][0].append(ended)

    # ------------------------------------------------------------------ claims

    def _of_claim(self, claim: ClaimFacts) -> Iterator[tuple[str, str, str, Statement]]:
        if claim.type in {"APPOINT_LEADER", "LOSE_LEADER"}:
            yield from self._of_leader(claim)
            return
        kind = self.facts.kinds.get((claim.codebook, claim.type))
        if kind is None:
            return
        firsts, seconds = claim.actors, claim.recipients
        if kind in FROM_RECIPIENT:
            firsts, seconds = seconds, firsts
        for a in _wholes(firsts, self.parties):
            for b in _wholes(seconds, self.parties):
                if a.key == b.key or (kind == "led_by" and not self._may_lead(b, a)):
                    continue
                assert a.key is not None and b.key is not None
                yield a.key, kind, b.key, self._statement(claim, kind, (a.key, b.key))

    def _may_lead(self, person: Party, group: Party) -> bool:
        """Say whether the ends of a tie can be a leader and what is led; misreadings are left out."""
        if (group.key or "").startswith("person:"):
            return False
        return _can_lead(person) and not self.parties.leads_itself(group, person)

    def _statement(self, claim: ClaimFacts, kind: str, ends: tuple[str, str]) -> Statement:
        basis = basis_of(claim, self.facts)
        if kind in HAPPENINGS or claim.type in BEGINNINGS:
            days, how = begun(claim)
            return Statement(days, None, None, how, basis)
        return self._state(claim, basis, kind, ends)

    def _state(
        self, claim: ClaimFacts, basis: Basis, kind: str, ends: tuple[str, str]
    ) -> Statement:
        """Give what a claim says that tells a state: as of its own date, else its publication."""
        when = claim.when
        if when is not None and _dates_a_state(when):
            if when.earliest is not None and when.latest is None:
                words = self._date_words(claim)
                held = Days(claim.published[0], claim.published[1])
                told = None if claim.background or held == UNSTATED else held
                return Statement(since(when.earliest, words), None, told, when.how, basis)
            return Statement(None, None, Days(when.earliest, when.latest), when.how, basis)
        gone = self.lost.get((claim.version, *ends)) if kind == "led_by" else None
        if gone is not None:
            how = "told without a date; before the loss that the same report tells"
            return Statement(None, None, Days(None, gone.latest), how, basis)
        if claim.background or _is_over(claim):
            how = "told as former or as history, without a date"
            return Statement(None, None, Days(None, claim.published[1]), how, basis)
        how = "told without a date; as of the report's publication"
        return Statement(None, None, Days(*claim.published), how, basis)

    def _date_words(self, claim: ClaimFacts) -> str:
        fillers = self.facts.slots.get(claim.claim, {}).get("date", ())
        return fillers[0].raw if fillers else ""

    # ------------------------------------------------------------------ leaders

    def _losses(self) -> dict[tuple[str, str, str], Days]:
        """Give when each group lost a leader, by version, group and leader."""
        found: dict[tuple[str, str, str], Days] = {}
        for claim in self.facts.claims:
            if claim.type == "LOSE_LEADER" and counts(basis_of(claim, self.facts)):
                for group, person in self._led(claim):
                    found[(claim.version, group, person)] = begun(claim)[0]
        return found

    def _of_leader(self, claim: ClaimFacts) -> Iterator[tuple[str, str, str, Statement]]:
        days, how = begun(claim)
        basis = basis_of(claim, self.facts)
        for group, person in self._led(claim):
            if claim.type == "LOSE_LEADER":
                yield group, "led_by", person, Statement(None, days, None, how, basis)
            else:
                yield group, "led_by", person, Statement(days, None, None, how, basis)

    def _led(self, claim: ClaimFacts) -> Iterator[tuple[str, str]]:
        """Give the group and the person of a gain or loss of a leader.

        Where the sentence names no group, it is the only one that the same report says he leads.
        """
        for person in _wholes(claim.recipients, self.parties):
            if person.key is None or not _can_lead(person):
                continue
            named = self.facts.slots.get(claim.claim, {}).get("organisation", ())
            groups = [
                group.key
                for group in _wholes(named, self.parties)
                if group.key and not self.parties.leads_itself(group, person)
            ]
            groups = groups or sorted(self._groups_led(claim.version, person.key))
            if len(groups) == 1 and groups[0] != person.key:
                yield groups[0], person.key

    def _groups_led(self, version: str, person: str) -> set[str]:
        groups = set()
        for claim in self.facts.claims:
            if claim.version != version or claim.polarity != "affirmed":
                continue
            if self.facts.kinds.get((claim.codebook, claim.type)) != "led_by":
                continue
            if person in {party.key for party in claim.actors}:
                groups |= {
                    group.key
                    for group in _wholes(claim.recipients, self.parties)
                    if group.key
                    and not any(self.parties.leads_itself(group, p) for p in claim.actors)
                }
        return groups


def _of_seed(seed: Relation) -> Statement:
    """Give a registry seed as a statement; its precision stands in how its interval is known."""
    basis = seed_basis(seed)
    parts = _SEED.fullmatch(seed.interval_how)
    start = _seed_days(seed.earliest, parts["start"] if parts else "known to the day")
    end = _seed_days(seed.latest, parts["end"] if parts else "known to the day")
    return Statement(start, end, None, "registry", basis)


def _seed_days(day: str | None, known: str) -> Days | None:
    precision = known.rpartition(" ")[2]
    if day is None or precision not in {"day", "month", "year"}:
        return None
    return known_to(day, precision)


def _wholes(found: tuple[Party, ...], parties: Parties) -> list[Party]:
    """Give the parties that mean an actor itself, each once, in order."""
    by_key = {p.key: p for p in reversed(found) if not is_nobody(p.key) and parties.is_whole(p)}
    return list(reversed(by_key.values()))


def _can_lead(party: Party) -> bool:
    """A person leads; so may a new name, of which the registry knows nothing, but no known group."""
    key = party.key or ""
    return key.startswith("person:") or (":" not in key and "/" not in key and len(key) > 3)


def _dates_a_state(when: When) -> bool:
    """What only the report's own date bounds is no date of the state."""
    return not when.how.startswith("reported;")


def _is_over(claim: ClaimFacts) -> bool:
    """Say whether the words before the one that tells the tie put it into the past."""
    before = claim.quote_text[: max(0, claim.anchor.start - claim.quote.start)]
    return _FORMER.search(before[-40:]) is not None


def _sorted(statements: list[Statement]) -> tuple[Statement, ...]:
    def order(statement: Statement) -> tuple[str, str, str, str]:
        first = statement.begins or statement.held or statement.ends or UNSTATED
        basis = statement.basis
        return basis.source, first.earliest or first.latest or "9", basis.report, basis.id

    return tuple(sorted(set(statements), key=order))
