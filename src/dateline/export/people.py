"""Which people of a text are private persons, and what to call them instead.

A person is public who is in the registry, is given an office, rank or part of a spokesperson
anywhere in the text, or signs it. Everybody else is private: victims, witnesses, suspects,
detainees, relatives, residents, members of the rank and file. In doubt a name is private, since a
name too few costs less than one too many. How often this is wrong: docs/exports.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from dateline.export.people_found import RELATIVES, SUFFIXES, with_more_people
from dateline.export.replacing import PERSON, Private, words_of
from dateline.resolve.registry import Registry
from dateline.resolve.report_names import ReportNames
from dateline.types import Annotation, Claim, Entity, Span

_OFFICE_WORDS = """president premier minister secretary chancellor king queen prince princess emir
sultan sheikh ayatollah governor mayor alderman councillor councilman councilwoman councilor senator
congressman congresswoman lawmaker legislator deputy mp representative delegate rep sen gov pm
ambassador envoy diplomat consul commissioner judge justice magistrate prosecutor attorney sheriff
chief commander general admiral colonel major captain lieutenant brigadier marshal gen col lt capt maj
adm brig spokesman spokeswoman spokesperson chairman chairwoman chairperson chair director head leader
founder boss chancellor superintendent administrator coordinator executive ceo candidate nominee
archbishop bishop pope cardinal imam mufti patriarch rabbi dean provost treasurer comptroller
coach editor anchor host warlord ringleader emissary adviser advisor aide official inspector
undersecretary co-founder"""
_OFFICES = frozenset(_OFFICE_WORDS.split())
_BEFORE = 6
_BEHIND = 14
"""Tokens looked at on either side of a name: "a 34-year-old German who is a co-founder of"."""

_MINOR = re.compile(r"^(?:\W{1,2}(?:aged? )?(?:[1-9]|1[0-7])\b(?![\d:.%]))", re.IGNORECASE)
_PARTY = re.compile(r"^ ?\((?:D|R|I)[-–,]")
_CREDIT_BEFORE = re.compile(
    r"(?:\b(?:reporting|writing|editing|photos?|additional reporting|compiled|translated) by"
    r"(?: [A-Z][\w.'’-]+){0,3}(?:,| and| in [A-Z]\w+(?: and| ,|,)?)*|^by|\n\s*by) $",
    re.IGNORECASE,
)
_CREDIT_BEHIND = re.compile(r"^ ?/ ?(?:Getty|AFP|AP\b|Reuters|EPA|Associated Press|Bloomberg)")
_WHO_IS = frozenset({"who", "be", "become", "serve", "as", "currently", "now", "also", "-"})
"""Lemmas between a description and an office in it: "a German who is a co-founder"."""
_OF_ART = frozenset({"film", "movie", "funeral", "music", "art", "creative", "stage", "choir"})
"""Words that make a director somebody in no office."""
_OF_PLACE = frozenset({"in", "from", "near", "across", "outside", "through", "throughout"})
_OF_PEOPLE = frozenset({"nsubj", "nsubj:pass", "nmod:poss", "obj", "obl:agent", "conj", "appos"})
"""Prepositions before places, and what a given name alone is in its sentence."""
_SMALLEST = 3
"""Characters of the shortest name that is replaced where it stands alone."""

CHILD = "[child]"


class People:
    """The people of one annotated text."""

    def __init__(
        self,
        annotation: Annotation,
        registry: Registry,
        claims: Sequence[Claim] = (),
        authors: Iterable[str] = (),
    ) -> None:
        found = with_more_people(annotation, registry)
        self._annotation = replace(annotation, entities=found)
        self._registry = registry
        self._claims = claims
        self._authors = frozenset(authors)
        self._names = ReportNames(self._annotation, registry)

    @cached_property
    def _mentions(self) -> dict[str, list[Entity]]:
        """The names of people in full, with the places that each is written at."""
        found: dict[str, list[Entity]] = {}
        for entity in self._annotation.entities:
            if entity.label == "PER":
                words = self._annotation.text[entity.start : entity.end].split("/")[0]
                name, _ = self._names.full_name(self._names.person_name(words))
                if name and not self._no_person(name):
                    found.setdefault(name, []).append(entity)
        return found

    def _no_person(self, name: str) -> bool:
        """Say whether a name finder's person is a place or body: by registry, or elsewhere here."""
        known = self._registry.named(name)
        if known and not any(alias.key.startswith("person:") for alias in known):
            return True
        return name in self._elsewhere

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """What stands in the text as a place, or is the place of a claim."""
        text = self._annotation.text
        places = {text[e.start : e.end] for e in self._annotation.entities if e.label == "LOC"}
        slots = (slot for claim in self._claims for slot in claim.slot("place"))
        return frozenset(places | {slot.span.of(text) for slot in slots})

    @cached_property
    def public(self) -> frozenset[str]:
        """The full names of those whose names are kept."""
        return frozenset(
            name
            for name, entities in self._mentions.items()
            if name in self._authors
            or self._known(name)
            or any(self._in_office(entity) for entity in entities)
        )

    @cached_property
    def private(self) -> tuple[Private, ...]:
        """Those whose names are replaced, by name."""
        kept = {word for name in self.public for word in words_of(name)}
        surnames = {name.split()[-1] for name in self.public}  # alone they may be a public person's
        return tuple(
            Private(name, self._forms(name, entities, kept), self._role(entities))
            for name, entities in sorted(self._mentions.items())
            if name not in self.public and not (" " not in name and name in surnames)
        )

    def _known(self, name: str) -> bool:
        return any(alias.key.startswith("person:") for alias in self._registry.named(name))

    def _forms(self, name: str, entities: Sequence[Entity], kept: set[str]) -> tuple[str, ...]:
        text = self._annotation.text
        forms = {name} | {self._names.person_name(text[e.start : e.end]) for e in entities}
        words = [word for word in name.split() if word.lower().strip(".") not in SUFFIXES] or [name]
        forms.add(" ".join(words))
        surname = words[-1]
        if (
            len(surname) >= _SMALLEST
            and surname[0].isupper()
            and kept.isdisjoint(words_of(surname))
        ):
            forms.add(surname)
        if len(words) > 1 and kept.isdisjoint(words_of(words[0])) and words[0] in self._alone:
            forms.add(words[0])
        return tuple(sorted((form for form in forms if form), key=lambda form: (-len(form), form)))

    @cached_property
    def _alone(self) -> frozenset[str]:
        """Words that stand alone where a person may, and nowhere where a place does: given names."""
        tokens = self._annotation.tokens
        alone, places = set(), set()
        for i, token in enumerate(tokens):
            if token.upos != "PROPN" or len(token.text) < _SMALLEST:
                continue
            before = tokens[i - 1].text.lower() if i else ""
            if before in _OF_PLACE and token.deprel != "nmod:poss":  # not "from Georgia's father"
                places.add(token.text)
            elif token.deprel in _OF_PEOPLE and not any(
                tokens[j].head in (i, token.head) and tokens[j].deprel in {"compound", "flat"}
                for j in (i - 1, i + 1)
                if 0 <= j < len(tokens)
            ):
                alone.add(token.text)
        return frozenset(alone - places)

    # ----------------------------------------------------------------- public

    def _in_office(self, entity: Entity) -> bool:
        tokens, text = self._annotation.tokens, self._annotation.text
        if any(self._office(i) for i in range(entity.first, entity.last)):
            return True
        if _PARTY.match(text[entity.end : entity.end + 4]):
            return True
        if self._titled_before(entity) or self._titled_behind(entity) or self._signs(entity):
            return True
        inside = range(entity.first, entity.last)
        if any(
            tokens[i].deprel in {"nsubj", "appos"}
            and tokens[i].head >= 0
            and self._office(tokens[i].head)
            for i in inside
        ):
            return True
        near = range(max(0, entity.first - 20), min(len(tokens), entity.last + 20))
        return any(
            tokens[i].deprel == "appos" and tokens[i].head in inside and self._office(i)
            for i in near
        )

    def _signs(self, entity: Entity) -> bool:
        """Say whether a credit names somebody: "(Reporting by A in Karsk; Editing by B)"."""
        text = self._annotation.text
        before = text[max(0, entity.start - 80) : entity.start]
        return bool(_CREDIT_BEFORE.search(before) or _CREDIT_BEHIND.match(text[entity.end :][:20]))

    def _office(self, i: int) -> bool:
        token = self._annotation.tokens[i]
        if i and self._annotation.tokens[i - 1].text.lower() in _OF_ART:
            return False
        word = token.text.lower().rstrip(".")
        return word in _OFFICES or token.lemma.lower() in _OFFICES

    def _titled_before(self, entity: Entity) -> bool:
        tokens = self._annotation.tokens
        for i in range(entity.first - 1, max(-1, entity.first - 1 - _BEFORE), -1):
            token = tokens[i]
            if token.upos not in {"NOUN", "PROPN", "ADJ", "DET", "X"} and token.text != "-":
                return False
            if token.lemma.lower() in RELATIVES:
                return False
            if self._office(i):
                return True
        return False

    def _titled_behind(self, entity: Entity) -> bool:
        tokens = self._annotation.tokens
        first = entity.last
        if first >= len(tokens) or tokens[first].text not in {",", "(", "-", "–", "—"}:
            return False
        for i in range(first + 1, min(len(tokens), first + 1 + _BEHIND)):
            token = tokens[i]
            described = {"NOUN", "PROPN", "ADJ", "DET", "X", "PART", "NUM"}
            if token.upos not in described and token.lemma.lower() not in _WHO_IS:
                return False
            if token.lemma.lower() in RELATIVES:
                return False
            if self._office(i):
                return True
        return False

    # ----------------------------------------------------------------- roles

    def _role(self, entities: Sequence[Entity]) -> str:
        text = self._annotation.text
        if any(_MINOR.match(text[e.end : e.end + 12]) for e in entities):
            return CHILD
        for claim in self._claims:
            for role in self._roles_in(claim, entities):
                return role
        return PERSON

    def _roles_in(self, claim: Claim, entities: Sequence[Entity]) -> Iterator[str]:
        violent = claim.type == "ASSAULT" or bool(claim.slot("killed") or claim.slot("injured"))
        held = claim.mode == "arrest" or claim.type == "ARRESTS" or bool(claim.slot("detained"))
        for slot in claim.slots:
            if not _overlaps(slot.span, entities):
                continue
            if slot.role == "recipient" and (violent or held):
                yield "[victim]" if violent else "[detainee]"
            elif slot.role == "actor" and violent:
                yield "[suspect]"
        for link in claim.attribution:
            if link.source is not None and _overlaps(link.source, entities):
                words = link.source.of(self._annotation.text).lower()
                yield "[witness]" if "witness" in words else "[source]"


def _overlaps(span: Span, entities: Sequence[Entity]) -> bool:
    return any(entity.start < span.end and span.start < entity.end for entity in entities)
