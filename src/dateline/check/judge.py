"""The verdict on each thing that a headline says.

Each verdict asks for more than the one before it: *absent* that no part of a name and no word of
the same meaning stands in the body; *contradicted* that the body tells the same event of the
same people and denies it, turns it round or counts otherwise, and nowhere states it; *supported*
that a sentence tells it of the same actor. What is left is *mentioned only*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.check.body import Body, Referent, Telling, keys_of
from dateline.check.facts import ABSENT, CONTRADICTED, MENTIONED, SUPPORTED, Item
from dateline.check.headline import Headline, Named, Told
from dateline.check.numbers import Number, agree, numbers_in
from dateline.check.words import agent_families
from dateline.coding.lexicon import words
from dateline.types import Claim, Span

SHOWN = 3
"""Sentences given as evidence."""

ONE_WAY = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Deeds with a doer and a victim, of which "the other way round" is another deed. Meetings are
mutual; of statements and threats news tells both directions of one quarrel."""

_MODALITY = {
    "planned": "plans it",
    "threatened": "threatens it",
    "predicted": "predicts it",
    "possible": "calls it possible",
    "hypothetical": "names it as wished, asked for or conditional",
}
_LISTS = words("thing way reason takeaway question fact lesson time year day week month")
"""What numbers of lists and lengths count: "5 things to know"; bodies do not state them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An event of the headline with its verdict and the sentences that state it."""

    told: Told
    item: Item
    sentences: tuple[int, ...]


class Judge:
    """Judges the items of one headline against one body."""

    def __init__(self, body: Body, headline: Headline) -> None:
        self.body = body
        self.headline = headline
        self.named = headline.named()
        self.events = tuple(self._event(told) for told in headline.told())

    def items(self) -> tuple[Item, ...]:
        """Give all items but the questions, in the order of the headline."""
        found = [judged.item for judged in self.events]
        found += [self._actor(n) if n.kind == "actor" else self._place(n) for n in self.named]
        found += self._numbers()
        return tuple(found)

    def evidence(self, sentences: Iterable[int]) -> tuple[Span, ...]:
        """Give the spans of the first sentences of these."""
        chosen = list(dict.fromkeys(sentences))[:SHOWN]
        return tuple(self.body.span(number) for number in chosen)

    # ------------------------------------------------------------------ events

    def _event(self, told: Told) -> Judged:
        tellings = self.body.tellings(told.stems, told.types)
        turned = self._turned(told, tellings)
        tellings = tuple(t for t in tellings if t not in turned)
        graded = [(self._with_whom(told, t), t) for t in tellings]
        fitting = [(grade, t) for grade, t in graded if grade > 0]
        fitting.sort(key=lambda pair: (-pair[0] - pair[1].same_word, pair[1].sentence))
        alike = [t for _, t in fitting if (t.polarity == "denied") == told.denied]
        firm = [t for t in alike if t.modality == "actual" or not told.actual]
        if firm:
            return self._judged(told, SUPPORTED, self._stated(told, firm, fitting), firm)
        denied = [
            t
            for grade, t in fitting
            if grade > 1 and t.same_word and t.claims and (t.polarity == "denied") != told.denied
        ]
        if denied and not alike:
            how = "states it, which the headline denies" if told.denied else "denies it"
            return self._judged(told, CONTRADICTED, f"the body {how}", denied)
        if turned:
            why = "the body tells it the other way round: " + _who_whom(turned[0], self.body)
            return self._judged(told, CONTRADICTED, why, turned)
        if alike:
            what = _MODALITY[alike[0].modality]
            stated = "stated as a fact in the headline" if not told.asked else "asked"
            return self._judged(told, MENTIONED, f"{stated}; the body only {what}", alike)
        return self._unstated(told, tellings)

    def _judged(self, told: Told, verdict: str, why: str, tellings: Sequence[Telling]) -> Judged:
        sentences = tuple(dict.fromkeys(t.sentence for t in tellings))
        if told.asked:
            why = f"asked, not stated, in the headline; {why}"
        item = Item(
            kind="event",
            words=self._words(told.span),
            span=told.span,
            verdict=verdict,
            why=why,
            evidence=self.evidence(sentences),
            meaning=", ".join(sorted({claim.type for claim in told.claims})),
        )
        return Judged(told, item, sentences if verdict == SUPPORTED else ())

    def _stated(
        self, told: Told, firm: Sequence[Telling], fitting: Sequence[tuple[float, Telling]]
    ) -> str:
        parts = ["the body states it"]
        sources = [t.source for t in firm]
        if told.actual and not told.attributed and all(sources):
            parts = [
                f"stated in the headline, attributed to “{_short(sources[0] or '')}” in the body"
            ]
        if any(
            t.same_word and t.claims and (t.polarity == "denied") != told.denied
            for grade, t in fitting
            if grade > 1
        ):
            parts.append("the body also has it denied")
        return "; ".join(parts)

    def _unstated(self, told: Told, tellings: Sequence[Telling]) -> Judged:
        people = (*told.actors, *told.recipients)
        together = self._naming(people)
        near = [t.sentence for t in tellings if t.same_word]
        if not tellings and not together and people and not self._anywhere(people):
            return self._judged(
                told, ABSENT, "neither those whom it concerns nor what they do is in the body", ()
            )
        if not tellings and not together and not people:
            return self._judged(told, ABSENT, "no word of the body tells of it", ())
        named = [who.label for who in people if self.body.naming(who)]
        if near:
            why = "the body has the word, but not of " + _joined(p.label for p in people)
        elif named:
            why = f"the body names {_joined(named)}, but no sentence says this of them"
        else:
            why = "the body does not state it"
        judged = self._judged(told, MENTIONED, why, ())
        shown = self.evidence([*near, *sorted(together)])
        return Judged(told, _with_evidence(judged.item, shown), ())

    def _with_whom(self, told: Told, telling: Telling) -> float:
        """Give how well a telling fits those whom the headline tells it of; 0: not at all."""
        grade = 1.0 if not told.actors and not told.recipients else 0.0
        for people, weight in ((told.actors, 2.0), (told.recipients, 1.0)):
            if not people:
                continue
            found = [self._takes_part(who, telling) for who in people]
            if not any(found):
                sure = [who for who in people if who.keys or who.pieces]
                if sure or people is told.actors:
                    return 0.0
            grade += weight * max(found)
        return grade

    def _takes_part(self, who: Referent, telling: Telling) -> float:
        """Give 1 where somebody is named in the sentence, less where in the one before."""
        where = self.body.naming(who)
        if telling.sentence in where:
            return 1.0
        if any(n in where for n in (telling.sentence - 1, telling.sentence + 1)):
            if self.body.goes_on(telling.sentence) or not telling.same_word:
                return 0.6
            return 0.5
        return 0.0

    def _turned(self, told: Told, tellings: Sequence[Telling]) -> list[Telling]:
        """Give the tellings that have doer and victim the other way round, where none has them so."""
        doers = frozenset().union(*(who.keys for who in told.actors))
        victims = frozenset().union(*(who.keys for who in told.recipients))
        if not doers or not victims or doers & victims:
            return []
        if not all(claim.type in ONE_WAY for claim in told.claims):
            return []
        found = []
        for telling in tellings:
            for claim in telling.claims:
                by, to = self._keys(claim, "actor"), self._keys(claim, "recipient")
                if by & doers or to & victims:
                    return []
                if by & victims and to & doers and claim.polarity == "affirmed":
                    found.append(telling)
        return found

    def _keys(self, claim: Claim, role: str) -> frozenset[str]:
        found = (self.body.resolved.get((claim.id, role, s.ordinal)) for s in claim.slot(role))
        return frozenset(k for r in found if r is not None and r.value for k in keys_of(r.value))

    def _naming(self, people: Sequence[Referent]) -> frozenset[int]:
        """Give the sentences that name them all."""
        return (
            frozenset.intersection(*(self.body.naming(who) for who in people))
            if people
            else frozenset()
        )

    def _anywhere(self, people: Sequence[Referent]) -> bool:
        return any(self.body.naming(who) or self.body.partly(who) for who in people)

    # ------------------------------------------------------------------ actors and places

    def _actor(self, named: Named) -> Item:
        where = sorted(self.body.naming(named.who))
        if not where:
            return self._not_named(named, "mention")
        own = [j for j in self.events if self._concerns(named.who, j.told)]
        stating = [n for j in own for n in j.sentences if n in where]
        if stating or not own:
            why = "the body states what the headline says of it" if stating else "the body names it"
            return self._item(named, SUPPORTED, why, stating or where)
        if any(j.sentences for j in own):
            close = [n for j in own for n in j.sentences]
            return self._item(
                named, SUPPORTED, "the body states what the headline says of it", close
            )
        why = "the body names it, but does not state what the headline says of it"
        return self._item(named, MENTIONED, why, where)

    def _place(self, named: Named) -> Item:
        where = sorted(self.body.naming(named.who))
        if not where:
            return self._not_named(named, "name")
        stating = [n for j in self.events for n in j.sentences if n in where]
        why = "the body tells it there" if stating else "the body names the place"
        return self._item(named, SUPPORTED, why, stating or where)

    def _not_named(self, named: Named, verb: str) -> Item:
        partly = sorted(self.body.partly(named.who))
        if partly:
            why = "the body has only a part of the name"
            return self._item(named, MENTIONED, why, partly)
        if named.who.generic and agent_families(named.who.generic):
            why = "no sentence of the body has the word or one like it"
            return self._item(named, ABSENT, why, ())
        if named.who.generic:
            return self._item(named, MENTIONED, "the body may say it in other words", ())
        return self._item(named, ABSENT, f"no sentence of the body {verb}s it", ())

    def _concerns(self, who: Referent, told: Told) -> bool:
        return any(
            (who.keys & other.keys)
            or (who.pieces and who.pieces == other.pieces)
            or (who.person and other.person and who.pieces[-1:] == other.pieces[-1:])
            or (who.generic and who.generic == other.generic)
            for other in (*told.actors, *told.recipients)
        )

    def _item(self, named: Named, verdict: str, why: str, sentences: Iterable[int]) -> Item:
        words = self._words(named.span)
        meaning = named.who.label if named.who.label != words else ""
        return Item(named.kind, words, named.span, verdict, why, self.evidence(sentences), meaning)

    # ------------------------------------------------------------------ numbers

    def _numbers(self) -> list[Item]:
        annotation = self.body.annotation
        own = numbers_in(annotation, 0, annotation.title_end)
        if not own:
            return []
        inside = frozenset(self.body.numbers)
        others = [
            (number, sentence)
            for number in numbers_in(annotation, annotation.title_end, len(annotation.text))
            if (sentence := self.body.sentence_at(number.span.start)) in inside
        ]
        return [self._number(number, others) for number in own if number.noun not in _LISTS]

    def _number(self, number: Number, others: Sequence[tuple[Number, int]]) -> Item:
        same = [(n, s) for n, s in others if agree(number, n)]
        counted = [(n, s) for n, s in others if self._counts_alike(number, n)]
        stating = [s for n, s in same if (n, s) in counted or not number.unit]
        if stating:
            exact = any(n.low == number.low for n, s in same if s in stating)
            why = (
                "the body has this number" if exact else "the body has a number that agrees with it"
            )
            return self._count(number, SUPPORTED, why, stating)
        if same:
            why = "the body has the number, but not of what the headline counts"
            return self._count(number, MENTIONED, why, [s for _, s in same])
        told = {s for j in self.events for s in j.sentences}
        other = [(n, s) for n, s in counted if n.exact and (s in told or not self.events)]
        if number.exact and other and not _sums_up(number, [n for n, _ in counted]):
            text = self.body.annotation.text
            said = _joined(dict.fromkeys(n.span.of(text) for n, _ in other))
            why = f"the body counts otherwise: {said} {other[0][0].noun}".rstrip()
            return self._count(number, CONTRADICTED, why, [s for _, s in other])
        if counted:
            why = "the body counts the same, but has other numbers"
            return self._count(number, MENTIONED, why, [s for _, s in counted])
        return self._count(number, ABSENT, "no number of the body agrees with it", ())

    def _counts_alike(self, one: Number, other: Number) -> bool:
        if one.unit in {"$", "%"} or other.unit in {"$", "%"}:
            return one.unit == other.unit
        alike = agent_families(one.unit) & agent_families(other.unit)
        return bool(one.unit) and (one.unit == other.unit or bool(alike))

    def _count(self, number: Number, verdict: str, why: str, sentences: Iterable[int]) -> Item:
        words = self._words(number.span)
        return Item(
            "number", words, number.span, verdict, why, self.evidence(sentences), number.noun
        )

    def _words(self, span: Span) -> str:
        return " ".join(span.of(self.body.annotation.text).split())


def _sums_up(number: Number, parts: Sequence[Number]) -> bool:
    """Say whether some of the body's numbers add up to the headline's: "ten men and two women"."""
    sums = {0.0}
    for part in parts[:12]:
        sums |= {total + part.low for total in sums}
    return number.low in sums


def _with_evidence(item: Item, evidence: tuple[Span, ...]) -> Item:
    return Item(item.kind, item.words, item.span, item.verdict, item.why, evidence, item.meaning)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:57].rstrip() + "..."


def _joined(words: Iterable[str]) -> str:
    listed = [word for word in dict.fromkeys(words) if word]
    if len(listed) < 2:
        return listed[0] if listed else "this"
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def _who_whom(telling: Telling, body: Body) -> str:
    claim = telling.claims[0]
    text = body.annotation.text
    by = _joined(s.span.of(text) for s in claim.slot("actor"))
    to = _joined(s.span.of(text) for s in claim.slot("recipient"))
    return f"{by} to {to}"
