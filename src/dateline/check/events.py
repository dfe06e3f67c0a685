"""The verdict on an event that a headline tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.check.body import Body, Referent, Telling, keys_of
from dateline.check.facts import ABSENT, CONTRADICTED, MENTIONED, NOT_ASSESSED, SUPPORTED, Item
from dateline.check.told import Told
from dateline.check.words import agent_families
from dateline.types import Claim, Span

SHOWN = 3
"""Sentences given as evidence."""

ONE_WAY = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN"})
"""Deeds with a doer and somebody they are done to, of which "the other way round" is another
deed. Meetings, agreements and fights are mutual."""

BESIDE = 0.5
"""What a name in the sentence before or behind counts; with a pronoun that goes on, a little more."""

_MODALITY = {
    "planned": "plans it",
    "threatened": "threatens it",
    "predicted": "predicts it",
    "possible": "calls it possible",
    "hypothetical": "names it as wished, asked for or conditional",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """An event of the headline with its verdict and the sentences that state it."""

    told: Told
    item: Item
    sentences: tuple[int, ...]


def evidence(body: Body, sentences: Iterable[int]) -> tuple[Span, ...]:
    """Give the spans of the first sentences of these."""
    return tuple(body.span(number) for number in list(dict.fromkeys(sentences))[:SHOWN])


def judge_event(body: Body, told: Told) -> Judged:
    """Give the verdict on one event, with the sentences that state, deny or tell it otherwise."""
    return _Event(body, told).judged()


class _Event:
    """One event against one body."""

    def __init__(self, body: Body, told: Told) -> None:
        self.body = body
        self.told = told
        self.tellings = body.tellings(told.stems, told.types)

    def judged(self) -> Judged:
        told = self.told
        turned = self._turned()
        graded = [(self._fit(t), t) for t in self.tellings if t not in turned]
        fitting = [(grade, t) for grade, t in graded if grade > 0]
        fitting.sort(key=lambda pair: (-pair[0] - pair[1].same_word, pair[1].sentence))
        alike = [t for _, t in fitting if (t.polarity == "denied") == told.denied]
        firm = [t for t in alike if t.modality == "actual" or not told.actual]
        opposed = [
            t
            for grade, t in fitting
            if grade > 1 and t.same_word and t.claims and (t.polarity == "denied") != told.denied
        ]
        if firm and (not turned or any(t.same_word for t in firm)):
            return self._made(SUPPORTED, self._stated(firm, bool(opposed)), firm)
        if opposed and not alike and (told.plain or not told.denied):
            return self._made(CONTRADICTED, self._denied(opposed), opposed)
        if turned:
            why = f"the body tells it the other way round: {self._who_whom(turned[0])}"
            return self._made(CONTRADICTED, why, turned)
        others = self._of_others()
        if others:
            who = _joined(label for _, label in others)
            return self._made(CONTRADICTED, f"the body tells it of {who}", [t for t, _ in others])
        if alike:
            how = "asked" if told.asked else "stated as a fact in the headline"
            why = f"{how}; the body only {_MODALITY[alike[0].modality]}"
            return self._made(MENTIONED, why, alike)
        return self._unstated()

    def _made(self, verdict: str, why: str, tellings: Sequence[Telling]) -> Judged:
        sentences = tuple(dict.fromkeys(t.sentence for t in tellings))
        return self._from(verdict, why, sentences)

    def _from(self, verdict: str, why: str, sentences: Sequence[int]) -> Judged:
        told = self.told
        item = Item(
            kind="event",
            words=" ".join(told.span.of(self.body.annotation.text).split()),
            span=told.span,
            verdict=verdict,
            why=f"asked, not stated, in the headline; {why}" if told.asked else why,
            evidence=evidence(self.body, sentences),
            meaning=", ".join(sorted({claim.type for claim in told.claims})),
        )
        return Judged(told, item, tuple(sentences) if verdict == SUPPORTED else ())

    def _stated(self, firm: Sequence[Telling], opposed: bool) -> str:
        told = self.told
        why = "the body states it"
        sources = [t.source for t in firm]
        if told.actual and not told.attributed and all(sources):
            source = _short(sources[0] or "")
            why = f"stated in the headline, attributed to “{source}” in the body"
        return f"{why}; the body also has it denied" if opposed else why

    def _denied(self, opposed: Sequence[Telling]) -> str:
        if self.told.denied:
            return "the body states it, which the headline denies"
        sources = [t.source for t in opposed]
        if all(sources):
            return f"the body has it denied by “{_short(sources[0] or '')}”; no sentence states it"
        return "the body denies it"

    def _unstated(self) -> Judged:
        told = self.told
        people = (*told.actors, *told.recipients)
        named = [who for who in people if who.keys or who.pieces]
        naming = {who: self.body.naming(who) for who in people}
        near = [t.sentence for t in self.tellings if t.same_word]
        unknown = bool(named) and bool(told.claims)  # of other verbs too little is known
        unknown = unknown and not any(naming[w] or self.body.partly(w) for w in named)
        if not near and unknown:
            why = "neither those whom it concerns nor such a deed is in the body"
            return self._from(ABSENT, why, ())
        missing = [who for who in told.actors if who in named and not naming[who]]
        missing = [who for who in missing if not self.body.partly(who)]
        if near and missing:
            why = f"the body has the word, but never names {_joined(w.label for w in missing)}"
            return self._from(MENTIONED, why, near)
        known = [who.label for who in people if naming[who]]
        if known:
            why = f"the body names {_joined(known)}; whether it says this of them was not seen"
        else:
            why = "whether the body says this in other words was not seen"
        together = frozenset.intersection(*naming.values()) if naming else frozenset()
        return self._from(NOT_ASSESSED, why, [*near, *sorted(together)])

    # ------------------------------------------------------------------ of whom it is told

    def _fit(self, telling: Telling) -> float:
        """Give how well a telling fits those of whom the headline tells it; 0: not at all."""
        told = self.told
        if not told.actors and not told.recipients:
            return self._fit_nobody(telling)
        if not telling.same_word and not telling.same_family:
            return 3.0 if self._in_slots(telling) else 0.0
        if self._acts_on_doer(telling):
            return 0.0
        grade = 0.0
        for people, weight in ((told.actors, 2.0), (told.recipients, 1.0)):
            if not people:
                continue
            found = [self._takes_part(who, telling) for who in people]
            # In other words than the headline's, all must be there, in the sentence itself.
            there = max(found) > 0 if telling.same_word else min(found) > BESIDE
            if not there and (people is told.actors or self._must_be_named(people, telling)):
                return 0.0
            grade += weight * max(found)
        return grade

    def _fit_nobody(self, telling: Telling) -> float:
        """Where the headline names nobody: the word itself, and near it the place where the headline
        names one; or a claim of the same type in a sentence with that place."""
        places = [self.body.naming(where) for where in self.told.places]
        if not telling.same_word:
            types = {(claim.codebook, claim.type) for claim in telling.claims}
            there = bool(places) and all(telling.sentence in where for where in places)
            return 1.0 if there and types & self.told.types else 0.0
        near = range(telling.sentence - 1, telling.sentence + 2)
        if places and not any(n in where for where in places for n in near):
            return 0.0
        return 1.0

    def _must_be_named(self, people: Sequence[Referent], telling: Telling) -> bool:
        """Say whether one of these must be named: a name always, a thing in the same words,
        people never, as "tribesmen" may be "members of the tribe"."""
        if any(who.keys or who.pieces for who in people):
            return True
        return not telling.same_word and not any(agent_families(w.generic) for w in people)

    def _takes_part(self, who: Referent, telling: Telling) -> float:
        """Give 1 where somebody is named in the sentence, less where in one beside it."""
        where = self.body.naming(who)
        if telling.sentence in where:
            return 1.0
        if telling.sentence - 1 in where:
            return 0.6 if self.body.goes_on(telling.sentence) else BESIDE
        return BESIDE if telling.sentence + 1 in where else 0.0

    def _in_slots(self, telling: Telling) -> bool:
        """Say whether a claim of the same type, in other words, has the headline's actors."""
        wanted = [who.keys for who in (*self.told.actors, *self.told.recipients)]
        for claim in telling.claims:
            held = self._keys(claim, "actor") | self._keys(claim, "recipient")
            if wanted and all(keys & held for keys in wanted):
                return True
        return False

    def _acts_on_doer(self, telling: Telling) -> bool:
        """Say whether the telling has the headline's doer as the one it is done to, by another."""
        if not self._is_one_way():
            return False
        doers = frozenset().union(*(who.keys for who in self.told.actors))
        for claim in telling.claims:
            by, to = self._keys(claim, "actor"), self._keys(claim, "recipient")
            if by and to & doers and not by & doers:
                return True
        return False

    def _is_one_way(self) -> bool:
        claims = self.told.claims
        return bool(claims) and all(claim.type in ONE_WAY for claim in claims)

    def _turned(self) -> list[Telling]:
        """Give the tellings with doer and victim the other way round, where none has them so."""
        told = self.told
        doers = frozenset().union(*(who.keys for who in told.actors))
        victims = frozenset().union(*(who.keys for who in told.recipients))
        if not doers or not victims or doers & victims or not self._is_one_way():
            return []
        found = []
        for telling in self.tellings:
            for claim in telling.claims:
                if (claim.codebook, claim.type) not in told.types:
                    continue
                by, to = self._keys(claim, "actor"), self._keys(claim, "recipient")
                if by & doers and not by & victims and to & victims:
                    return []
                if by & victims and to & doers and claim.polarity == "affirmed":
                    found.append(telling)
        return found

    def _of_others(self) -> list[tuple[Telling, str]]:
        """Give the tellings of the same deed to the same people by somebody else.

        Only where the headline's doer, known to the registry, is nowhere in the body, and the
        other is neither of his country, nor tied to him, nor a body that he may act through.
        """
        told = self.told
        doers = told.actors
        if not self._is_one_way() or told.denied or len(doers) != 1 or not doers[0].keys:
            return []
        doer = doers[0]
        if self.body.naming(doer) or self.body.partly(doer) or not told.recipients:
            return []
        found = []
        for telling in self.tellings:
            if not telling.same_word or not any(
                telling.sentence in self.body.naming(who) for who in told.recipients
            ):
                continue
            for claim in telling.claims:
                firm = (claim.polarity, claim.modality) == ("affirmed", "actual")
                for slot in claim.slot("actor") if firm else ():
                    resolution = self.body.resolved.get((claim.id, "actor", slot.ordinal))
                    if resolution is None or not resolution.value:
                        continue
                    if all(self._apart(key, resolution.value) for key in doer.keys):
                        found.append((telling, resolution.label))
        return found

    def _apart(self, key: str, other: str) -> bool:
        registry = self.body.names.registry
        one, two = registry.actor(key), registry.actor(other)
        if one is None or two is None or {one.kind, two.kind} & {"igo", "organisation"}:
            return False
        if one.country is None or one.country == two.country or "coalition" in two.name.lower():
            return False
        pair = {*keys_of(key), key}, {*keys_of(other), other}
        return not any(
            (a in pair[0] and b in pair[1]) or (a in pair[1] and b in pair[0])
            for a, _, b, *_ in registry.ties
        )

    def _keys(self, claim: Claim, role: str) -> frozenset[str]:
        found = (self.body.resolved.get((claim.id, role, s.ordinal)) for s in claim.slot(role))
        return frozenset(k for r in found if r is not None and r.value for k in keys_of(r.value))

    def _who_whom(self, telling: Telling) -> str:
        claim = telling.claims[0]
        text = self.body.annotation.text
        by = _joined(s.span.of(text) for s in claim.slot("actor"))
        to = _joined(s.span.of(text) for s in claim.slot("recipient"))
        return f"{by} to {to}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:57].rstrip() + "..."


def _joined(words: Iterable[str]) -> str:
    listed = [word for word in dict.fromkeys(words) if word]
    if len(listed) < 2:
        return listed[0] if listed else "this"
    return f"{', '.join(listed[:-1])} and {listed[-1]}"
