"""What a headline says: whom and what places it names, what it tells, asks and counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.check.body import NAMING, Body, Referent, keys_of
from dateline.check.words import agent_families
from dateline.coding.lexicon import is_person_noun
from dateline.coding.tree import Tree
from dateline.language.headlines import is_headline, is_small
from dateline.resolve.names import pieces
from dateline.resolve.registry import Match
from dateline.types import Annotation, Claim, Entity, Sentence, Slot, Span

_INTO = frozenset({"in", "inside", "into", "within", "near", "across", "around", "outside", "at"})
_FROM = frozenset({"from", "to", "through", "over", "towards", "toward"})
_MEASURES = frozenset({"dozen", "score", "hundred", "thousand", "million", "number"})
_PLACES = frozenset({"place"})
_SHOUTED = frozenset({"WHO", "IS"})
_DETERMINERS = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Named:
    """Who or what place a headline names, and where; each once."""

    kind: str
    """``actor`` or ``place``."""
    who: Referent
    span: Span


class Headline:
    """The headline of one report, read from its annotation and the claims anchored in it."""

    def __init__(self, body: Body, claims: Sequence[Claim]) -> None:
        self.body = body
        self.annotation: Annotation = body.annotation
        self.end = self.annotation.title_end
        self.sentences = tuple(s for s in self.annotation.sentences if s.start < self.end)
        self.claims = tuple(c for c in claims if c.anchor.start < self.end)

    @property
    def text(self) -> str:
        """The words of the headline."""
        return self.annotation.text[: self.end].strip()

    def questions(self) -> tuple[Span, ...]:
        """Give the spans of its sentences that ask."""
        found = []
        for sentence in self.sentences:
            text = self.annotation.text[sentence.start : min(sentence.end, self.end)]
            words = text.rstrip()
            if words.rstrip("\"'”’)").endswith("?"):
                start = sentence.start + len(text) - len(text.lstrip())
                found.append(Span(start, sentence.start + len(words)))
        return tuple(found)

    # ------------------------------------------------------------------ who and where

    def named(self) -> tuple[Named, ...]:
        """Give actors and places, each where it is first named."""
        found: list[Named] = []
        matches = [
            m for m in self.body.names.matches if m.start < self.end and not self._is_word(m)
        ]
        entities = [
            e for e in self.annotation.entities if e.start < self.end and not self._is_common(e)
        ]
        longer = [e for e in entities if e.label in {"ORG", "LOC"} and self._is_longer(e, matches)]
        for match in matches:
            if not any(e.start <= match.start and match.end <= e.end for e in longer):
                found.append(self._of_match(match))
        for entity in entities:
            covered = any(m.start < entity.end and entity.start < m.end for m in matches)
            if entity in longer or (not covered and entity.label in {"PER", "ORG", "LOC", "NORP"}):
                found.append(self._of_entity(entity))
        spans = [named.span for named in found]
        for slot in self._unnamed_slots(spans):
            head = self.lemma(slot.head.start)
            words = slot.head.of(self.annotation.text)
            found.append(Named("actor", Referent(words, generic=head.lower()), slot.head))
        return _once(found)

    def _is_word(self, match: Match) -> bool:
        """Say whether an abbreviation is only a word, in a headline set in capitals: "WHO IS"."""
        span = Span(match.start, match.end)
        if span.of(self.annotation.text) not in _SHOUTED:
            return False
        sentence = self._sentence(match.start)
        words = self.annotation.text[sentence.start : sentence.end] if sentence else self.text
        return not any(character.islower() for character in words)

    def _is_common(self, entity: Entity) -> bool:
        """Say whether what was taken for a name is only words, written large In Title Case or
        because they come first."""
        words = self.annotation.text[entity.start : entity.end].split()
        first = len(words) == 1 and any(entity.start == s.start for s in self.sentences)
        capitals = is_headline(self.annotation.text[: self.end].strip())
        return (capitals or first) and all(is_small(word.strip("'’")) for word in words)

    def _is_longer(self, entity: Entity, matches: Sequence[Match]) -> bool:
        """Say whether a name only begins with one of the registry: "Russian Caucasus"."""
        inside = [m for m in matches if entity.start <= m.start and m.end <= entity.end]
        if not inside or any(":" in m.aliases[0].key and entity.label == "LOC" for m in inside):
            return False
        known = sum(m.last - m.first for m in inside)
        words = pieces(self.annotation.text[entity.start : entity.end])
        own = [piece for piece in words if piece.norm not in _DETERMINERS]
        people = any(agent_families(piece.norm.removesuffix("s")) for piece in own)
        others = [
            piece
            for piece in own
            if not any(m.start <= piece.start and piece.end <= m.end for m in inside)
        ]
        verbs = is_headline(self.text) and all(is_small(piece.raw) for piece in others)
        return len(own) > known and not people and not verbs

    def _of_match(self, match: Match) -> Named:
        alias = match.aliases[0]
        span = Span(match.start, match.end)
        words = span.of(self.annotation.text)
        registry = self.body.names.registry
        keys = frozenset(a.key for a in match.aliases if len(keys_of(a.key)) > 1) or frozenset(
            key for a in match.aliases for key in keys_of(a.key)
        )
        first = tuple(p.norm for p in pieces(words))
        person = alias.key.startswith("person:")
        if person:
            return Named(
                "actor", Referent(registry.entries[alias.key]["name"], keys, first, True), span
            )
        if alias.role == "region":
            return Named("place", Referent(words, pieces=first), span)
        label = str(registry.entries.get(alias.key, {}).get("name", words))
        state = registry.entries.get(alias.key, {}).get("kind") == "state"
        kind = "place" if state and self._as_place(span, alias.role) else "actor"
        return Named(kind, Referent(label, keys, () if state else first), span)

    def _as_place(self, span: Span, role: str) -> bool:
        if self._in_slot(span, _PLACES):
            return True
        if self._in_slot(span, NAMING):
            return False
        tree, i = self.at(span.end - 1)
        if tree is None:
            return False
        case = tree.case(i)
        head = tree.head(i)
        relation = tree.tokens[i].deprel
        if case in _INTO or (case in _FROM and relation.startswith("obl")):
            return True
        if self.annotation.text[max(0, span.start - 2) : span.start] == ", " and role == "name":
            return True  # "Anbar, Iraq"
        beside = relation in {"amod", "compound", "nmod"} and head is not None and head > i
        return beside and not tree.is_actor(head if head is not None else i)

    def _in_slot(self, span: Span, roles: frozenset[str]) -> bool:
        return any(
            slot.role in roles and slot.span.start <= span.start < slot.span.end
            for claim in self.claims
            for slot in claim.slots
        )

    def _is_place(self, entity: Entity) -> bool:
        """Say whether a name is a place's: by its label, its slot, or how the body uses it."""
        span = Span(entity.start, entity.end)
        if entity.label != "LOC" and self._in_slot(span, _PLACES):
            return True
        words = span.of(self.annotation.text)
        uses = [
            e.label
            for e in self.annotation.entities
            if e.start >= self.end and self.annotation.text[e.start : e.end] == words
        ]
        if uses:
            return uses.count("LOC") * 2 >= len(uses)
        return entity.label == "LOC"

    def _of_entity(self, entity: Entity) -> Named:
        text = self.annotation.text
        words = " ".join(text[entity.start : entity.end].split())
        span = Span(entity.start, entity.end)
        if entity.label == "PER":
            name = self.body.names.person_name(words)
            full, _ = self.body.names.full_name(name)
            parts = tuple(p.norm for p in pieces(full)) or tuple(p.norm for p in pieces(words))
            return Named("actor", Referent(full, pieces=parts, person=True), span)
        parts = tuple(p.norm for p in pieces(words) if p.norm not in _DETERMINERS)
        kind = "place" if self._is_place(entity) else "actor"
        return Named(kind, Referent(words, pieces=parts), span)

    def _unnamed_slots(self, taken: Sequence[Span]) -> list[Slot]:
        """Give the fillers that are words for people, without a name: "militants"."""
        slots: dict[Span, Slot] = {}
        for claim in self.claims:
            for slot in claim.slots:
                inside = any(s.start < slot.head.end and slot.head.start < s.end for s in taken)
                if slot.role in NAMING and slot.head.start < self.end and not inside:
                    slots.setdefault(slot.head, slot)
        return [slots[span] for span in sorted(slots) if self._is_people(slots[span])]

    def _is_people(self, slot: Slot) -> bool:
        tree, i = self.at(slot.head.start)
        if tree is None or tree.tokens[i].upos not in {"NOUN", "PROPN"}:
            return False
        lemma = tree.lemma(i)
        return lemma not in _MEASURES and (is_person_noun(lemma) or bool(agent_families(lemma)))

    # ------------------------------------------------------------------ words and trees

    def referent(self, claim: Claim, slot: Slot) -> Referent:
        """Give whom a slot means: by key, by name, else by its head word."""
        resolution = self.body.resolved.get((claim.id, slot.role, slot.ordinal))
        head = self.lemma(slot.head.start)
        key = resolution.value if resolution is not None else None
        if resolution is None or key is None:
            return Referent(slot.value, generic=head.lower())
        person = key.startswith("person:") or self._is_person(slot.head)
        parts = tuple(p.norm for p in pieces(resolution.label if person else slot.value))
        entry = self.body.names.registry.entries.get(key, {})
        own = key in keys_of(key)  # a body with a name of its own is not just any of its state
        state = not own or entry.get("kind") == "state"
        keys = frozenset({key}) if own else keys_of(key)
        return Referent(resolution.label, keys, () if state else parts, person)

    def _is_person(self, span: Span) -> bool:
        _, i = self.at(span.start)
        number = self.annotation.tokens[i].entity if i >= 0 else -1
        return number >= 0 and self.annotation.entities[number].label == "PER"

    def at(self, offset: int) -> tuple[Tree | None, int]:
        """Give the tree of the sentence at an offset and the token there."""
        i = bisect_right(self.annotation.tokens, offset, key=lambda t: t.start) - 1
        sentence = self._sentence(offset)
        return (None, i) if sentence is None or i < 0 else (Tree(self.annotation, sentence), i)

    def _sentence(self, offset: int) -> Sentence | None:
        return next((s for s in self.sentences if s.start <= offset < s.end), None)

    def lemma(self, offset: int) -> str:
        i = bisect_right(self.annotation.tokens, offset, key=lambda t: t.start) - 1
        return self.annotation.tokens[i].lemma if i >= 0 else ""


def _once(found: Sequence[Named]) -> tuple[Named, ...]:
    """Give each actor and place once, where it is first named; a surname goes with its full name."""
    kept: list[Named] = []
    for named in sorted(found, key=lambda n: n.span):
        if not any(named.kind == other.kind and _same(named.who, other.who) for other in kept):
            kept.append(named)
    return tuple(kept)


def _same(a: Referent, b: Referent) -> bool:
    if a.keys & b.keys:
        return True
    if a.person and b.person and a.pieces and b.pieces:
        return a.pieces[-1] == b.pieces[-1]
    same_name = bool(a.pieces) and a.pieces == b.pieces
    return same_name or (bool(a.generic) and a.generic == b.generic)
