"""Reading a sentence's dependency tree: subjects, objects, prepositions, noun phrases.

Everything is said in Universal Dependencies, so that the rules above it serve every
language whose annotation is mapped to them. Nothing here raises on a broken tree: heads
outside the sentence count as the root, and walks are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.coding.lexicon import (
    CARRIERS,
    DETERMINERS,
    INTRANSITIVE,
    ORGANISATION_NOUNS,
    PLACE_NOUNS,
    STATIVE,
    TRANSITIVE,
    WEAPON_NOUNS,
    is_person_noun,
)
from dateline.types import Annotation, Entity, Sentence, Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_LEFT_OF_PHRASE = frozenset(
    {
        "compound",
        "amod",
        "nummod",
        "nmod:poss",
        "flat",
        "nmod",
        "case",
        "punct",
        "advmod",
        "goeswith",
    }
)
_NAMED_SITES = frozenset(
    ["barrage", "dam", "bridge", "airport", "airbase", "district", "province", "mosque", "refinery"]
)
"""Last words of names that are never a person's: "Tharthar Barrage"."""
_MANY = frozenset(["dozen", "ten", "hundred", "thousand", "million", "score"])
"""Words that count what follows them: "tens of thousands of documents"."""
_LEADING_NOISE = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "ADV", "SPACE", "X", "SYM"})
_MEASURING = frozenset({"DATE", "TIME", "NUM", "MONEY"})
_OF_PHRASE_TOKENS = 8
"""An of-phrase up to this long belongs to the name ("Islamic Emirate of the Caucasus")."""


class Tree:
    """One sentence's tree; tokens are addressed by their index in the annotation."""

    __slots__ = ("_children", "annotation", "first", "last", "sentence", "tokens")

    def __init__(self, annotation: Annotation, sentence: Sentence) -> None:
        self.annotation = annotation
        self.tokens: tuple[Token, ...] = annotation.tokens
        self.sentence = sentence
        self.first = max(0, sentence.first)
        self.last = min(sentence.last, len(self.tokens))
        children: dict[int, list[int]] = {}
        for i in range(self.first, self.last):
            head = self.tokens[i].head
            if head != i and self.first <= head < self.last:
                children.setdefault(head, []).append(i)
        self._children = children

    # ------------------------------------------------------------------ moving about

    def children(self, i: int, *relations: str) -> list[int]:
        """Give the dependents of ``i`` in text order, only those with one of ``relations``."""
        found = self._children.get(i, [])
        if not relations:
            return found
        return [c for c in found if self.tokens[c].deprel in relations]

    def child(self, i: int, *relations: str) -> int | None:
        """Give the first dependent of ``i`` with one of ``relations``, or None."""
        for c in self._children.get(i, ()):
            if self.tokens[c].deprel in relations:
                return c
        return None

    def head(self, i: int) -> int | None:
        """Give the head of ``i`` inside the sentence, or None for the root."""
        head = self.tokens[i].head
        return head if head != i and self.first <= head < self.last else None

    def ancestors(self, i: int) -> Iterator[int]:
        """Give the heads above ``i``, nearest first; ends also on a cyclic tree."""
        seen = {i}
        head = self.head(i)
        while head is not None and head not in seen:
            yield head
            seen.add(head)
            head = self.head(head)

    def subtree(self, i: int, without: frozenset[str] = frozenset()) -> list[int]:
        """Give ``i`` and all below it in text order, skipping branches related by ``without``."""
        found, stack, seen = [], [i], {i}
        while stack:
            node = stack.pop()
            found.append(node)
            for c in self._children.get(node, ()):
                if c not in seen and self.tokens[c].deprel not in without:
                    seen.add(c)
                    stack.append(c)
        return sorted(found)

    def lemma(self, i: int) -> str:
        """Give the lower-case lemma of ``i``."""
        return self.tokens[i].lemma.lower()

    def conjuncts(self, i: int) -> list[int]:
        """Give ``i`` and what is coordinated with it, in text order."""
        found = [i]
        for node in found:
            found += [
                c
                for c in self._children.get(node, ())
                if self.tokens[c].deprel == "conj" and c not in found
            ]
        return sorted(found)

    def nominal_conjuncts(self, i: int) -> list[int]:
        """Give ``i`` and the nominals coordinated with it."""
        return [c for c in self.conjuncts(i) if c == i or self.tokens[c].upos in NOMINAL]

    # ------------------------------------------------------------------ grammar

    def case(self, i: int) -> str:
        """Give the preposition of ``i``, of several words joined by "_", or ""."""
        words = []
        for c in self._children.get(i, ()):
            if c < i and self.tokens[c].deprel in ("case", "mark") and self.tokens[c].text != "’s":
                words.append(self.tokens[c].text.lower())
                words += [self.tokens[f].text.lower() for f in self.children(c, "fixed")]
        if not words and self.tokens[i].deprel == "conj":
            head = self.head(i)
            return self.case(head) if head is not None and head < i else ""
        return "_".join(words)

    def is_passive(self, verb: int, depth: int = 3) -> bool:
        """Say whether ``verb`` is passive: auxiliary, passive subject, or a bare participle."""
        below = {self.tokens[c].deprel for c in self._children.get(verb, ())}
        if self.tokens[verb].lemma.lower() in STATIVE and "obl:agent" not in below:
            return False
        if below & {"aux:pass", "nsubj:pass", "obl:agent"}:
            return True
        token = self.tokens[verb]
        if "aux" in below or "obj" in below:
            return False
        if token.xpos in ("VBD", "VBN") and "nsubj" in below and self._lacks_object(verb):
            return True
        if token.xpos != "VBN" and not (not token.xpos and token.deprel == "amod"):
            return False
        if token.deprel == "conj" and "nsubj" not in below:
            head = self.head(verb)
            if head is None or self.tokens[head].xpos != "VBN" or depth <= 0:
                return False
            return self.is_passive(head, depth - 1)
        if token.lemma.lower() in INTRANSITIVE:
            return False
        return "nsubj" in below or token.deprel in ("acl", "amod", "advcl", "dep", "root", "ROOT")

    def _lacks_object(self, verb: int) -> bool:
        """Say whether a verb that always has an object has none: "Ten officers killed in Oslo"."""
        token = self.tokens[verb]
        if token.lemma.lower() not in TRANSITIVE or token.deprel == "acl:relcl":
            return False
        subject = self.child(verb, "nsubj")
        if subject is None or subject > verb or "person" not in self.kinds(subject):
            return False
        if self.tokens[subject].upos == "PRON":
            return False
        for c in self._children.get(verb, ()):
            relation = self.tokens[c].deprel
            if relation in ("iobj", "obj") or (relation == "ccomp" and c > verb):
                return False
            if relation == "conj" and self.child(c, "obj") is not None:
                return False
            loose = c > verb and relation in ("obl", "nmod", "dep", "nummod")
            if loose and not self.case(c) and self.label(c) not in ("DATE", "TIME"):
                return False
        return True

    def obliques(self, i: int, prepositions: frozenset[str] | None = None) -> list[int]:
        """Give the prepositional dependents of ``i``, only those with one of ``prepositions``."""
        found = []
        for c in self._children.get(i, ()):
            token = self.tokens[c]
            if token.deprel in ("obl", "nmod", "obl:agent", "iobj", "obl:arg", "nmod:agent") and (
                prepositions is None or self.case(c).split("_")[0] in prepositions
            ):
                found.append(c)
        return found

    def through_carrier(self, i: int) -> int:
        """Give the noun in whose syntactic place the event noun ``i`` stands.

        "a series of attacks", "an attack attempt": the light verb governs "series", "attempt".
        """
        head = self.head(i)
        if head is not None and self.tokens[head].upos == "NOUN" and self.lemma(head) in CARRIERS:
            relation = self.tokens[i].deprel
            if relation == "compound" or (relation == "nmod" and self.case(i) == "of"):
                return head
        return i

    # ------------------------------------------------------------------ names and kinds

    def entity(self, i: int) -> Entity | None:
        """Give the name that token ``i`` is part of."""
        number = self.tokens[i].entity
        entities = self.annotation.entities
        return entities[number] if 0 <= number < len(entities) else None

    def label(self, i: int) -> str:
        """Give the label of the name that ``i`` is part of, or ""."""
        entity = self.entity(i)
        return entity.label if entity is not None else ""

    def kinds(self, i: int) -> frozenset[str]:
        """Give what ``i`` may be: person, organisation, place, weapon, or else thing."""
        label = self.label(i)
        token = self.tokens[i]
        if label == "PER":
            named_site = self.lemma(i).lower() in _NAMED_SITES and i > self.first
            return frozenset({"place" if named_site else "person"})
        if label in ("DATE", "TIME", "MONEY", "MISC"):
            return frozenset({"thing"})
        if label in ("ORG", "LOC") and self.opens_with_preposition(i):
            return frozenset({"place"})
        if label == "ORG":
            return frozenset({"organisation"})
        if label == "NORP":
            return frozenset({"person", "organisation"})
        if label == "LOC":
            return frozenset({"place", "organisation"})
        if token.upos == "PRON":
            if token.text.lower().endswith(("self", "selves")):
                return frozenset({"thing"})
            if token.text.lower() in ("it", "its", "that", "which", "this", "what"):
                return frozenset({"organisation", "thing"})
            return frozenset({"person", "organisation"})
        lemma = self.lemma(i)
        kinds = set()
        if is_person_noun(lemma):
            kinds.add("person")
        if lemma in ORGANISATION_NOUNS and not (lemma == "state" and self._is_condition(i)):
            kinds.add("organisation")
        if lemma in PLACE_NOUNS:
            kinds.add("place")
        if lemma in WEAPON_NOUNS:
            kinds.add("weapon")
        if token.upos == "NUM" or lemma in _MANY:
            counted = [c for c in self.children(i, "nmod") if self.case(c) == "of"]
            if counted:
                return self.kinds(counted[0])  # "tens of thousands of documents"
            kinds.add("person")
        if not kinds and token.upos == "PROPN":
            kinds |= {"person", "organisation"}
        return frozenset(kinds or {"thing"})

    def opens_with_preposition(self, i: int) -> bool:
        """Say whether a name took in the preposition before it: "Near Ayn Isa"."""
        entity = self.entity(i)
        return (
            entity is not None
            and self.first <= entity.first < i
            and self.tokens[entity.first].text.lower() in ("near", "in", "at", "outside", "around")
        )

    def _is_condition(self, i: int) -> bool:
        """Say whether "state" is a condition: "state of emergency"."""
        return any(
            self.lemma(c) in ("emergency", "war", "siege", "alert")
            for c in self.children(i, "nmod")
        )

    def is_actor(self, i: int) -> bool:
        """Say whether ``i`` can act: a person, a body, a name, a state, a pronoun for one."""
        return bool(self.kinds(i) & {"person", "organisation"})

    def bears_name(self, i: int) -> bool:
        """Say whether a noun is somebody's by a name before it: "the Sanders campaign"."""
        return any(
            self.label(c) in ("ORG", "NORP", "LOC", "PER")
            for c in self.children(i, "compound", "amod", "nmod:poss")
        )

    # ------------------------------------------------------------------ noun phrases

    def phrase(self, i: int) -> Span:
        """Give the noun phrase around ``i``.

        Without leading determiner, trailing relative clause, apposition, coordination and
        long prepositional phrases. Never empty.
        """
        members = {i}
        for c in self._children.get(i, ()):
            token = self.tokens[c]
            if c < i:
                if token.deprel in _LEFT_OF_PHRASE and token.deprel not in ("case", "punct"):
                    members.update(self.subtree(c))
            elif token.deprel in ("flat", "compound", "goeswith", "nummod", "fixed"):
                members.update(self.subtree(c, frozenset({"punct"})))
            elif token.deprel == "nmod" and self.case(c) == "of":
                below = self.subtree(c, frozenset({"conj", "acl:relcl", "acl", "appos", "cc"}))
                if len(below) <= _OF_PHRASE_TOKENS:
                    members.update(below)
        entity = self.entity(i)
        if entity is not None and entity.label not in _MEASURING and self._tops(i, entity):
            members.update(range(max(entity.first, self.first), min(entity.last, self.last)))
        if entity is None or entity.label not in _MEASURING:
            members = {m for m in members if m >= i or self.label(m) not in ("DATE", "TIME")}
        low, high = min(members), max(members)
        while low < i and (
            self.tokens[low].upos in _LEADING_NOISE
            or self.tokens[low].xpos == "POS"
            or self.tokens[low].text.lower() in DETERMINERS
            or (
                self.tokens[low].text.lower() in ("least", "most")
                and self.tokens[low + 1].upos == "NUM"
            )
            or (self.tokens[low].text.lower() == "called" and self._is_hyphenated(low))
        ):
            low += 1
        while high > i and self.tokens[high].upos in ("PUNCT", "PART"):
            high -= 1
        return Span(self.tokens[low].start, max(self.tokens[high].end, self.tokens[low].start + 1))

    def _is_hyphenated(self, i: int) -> bool:
        return i > self.first and self.tokens[i - 1].text in ("-", "‑")

    def _tops(self, i: int, entity: Entity) -> bool:
        """Say whether ``i`` heads its name: no other token of it stands above ``i``."""
        return not any(entity.first <= head < entity.last for head in self.ancestors(i))

    def word(self, i: int) -> Span:
        """Give the span of the token ``i``."""
        return Span(self.tokens[i].start, self.tokens[i].end)
