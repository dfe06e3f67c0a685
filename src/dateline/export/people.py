"""Which people of a text are private persons, and what to call them instead.

A person is public who is in the registry, is given an office, rank or part of a spokesperson
anywhere in the text, or signs it. Everybody else is private: victims, witnesses, suspects,
detainees, relatives, residents, members of the rank and file. In doubt a name is private, since a
name too few costs less than one too many. How often this is wrong: docs/exports.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

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
_RELATIVES = frozenset(
    """wife husband widow son daughter brother sister mother father cousin uncle aunt nephew niece
    parent child friend neighbour neighbor lawyer driver bodyguard girlfriend boyfriend fiancee
    partner victim""".split()  # noqa: SIM905
)
"""Words that say whose somebody is: an office behind them is another's."""

_BEFORE = 6
_BEHIND = 8
"""Tokens looked at on either side of a name; longer titles are rare."""

_MINOR = re.compile(r"^(?:\W{1,2}(?:aged? )?(?:[1-9]|1[0-7])\b(?![\d:.%]))", re.IGNORECASE)
_PARTY = re.compile(r"^ ?\((?:D|R|I)[-–,]")
_SMALLEST = 3
"""Characters of the shortest name that is replaced where it stands alone."""

PERSON = "[person]"
CHILD = "[child]"


@dataclass(frozen=True, slots=True)
class Private:
    """A private person of a text: the ways the text writes the name, and the role instead."""

    name: str
    forms: tuple[str, ...]
    role: str


class People:
    """The people of one annotated text."""

    def __init__(
        self,
        annotation: Annotation,
        registry: Registry,
        claims: Sequence[Claim] = (),
        authors: Iterable[str] = (),
    ) -> None:
        self._annotation = annotation
        self._registry = registry
        self._claims = claims
        self._authors = frozenset(authors)
        self._names = ReportNames(annotation, registry)

    @cached_property
    def _mentions(self) -> dict[str, list[Entity]]:
        """The names of people in full, with the places that each is written at."""
        found: dict[str, list[Entity]] = {}
        for entity in self._annotation.entities:
            if entity.label == "PER":
                words = self._annotation.text[entity.start : entity.end]
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
        kept = {word for name in self.public for word in name.split()}
        return tuple(
            Private(name, self._forms(name, entities, kept), self._role(entities))
            for name, entities in sorted(self._mentions.items())
            if name not in self.public
        )

    def _known(self, name: str) -> bool:
        return any(alias.key.startswith("person:") for alias in self._registry.named(name))

    def _forms(self, name: str, entities: Sequence[Entity], kept: set[str]) -> tuple[str, ...]:
        text = self._annotation.text
        forms = {name} | {self._names.person_name(text[e.start : e.end]) for e in entities}
        surname = name.split()[-1]
        if len(surname) >= _SMALLEST and surname[0].isupper() and surname not in kept:
            forms.add(surname)
        return tuple(sorted((form for form in forms if form), key=lambda form: (-len(form), form)))

    # ----------------------------------------------------------------- public

    def _in_office(self, entity: Entity) -> bool:
        tokens, text = self._annotation.tokens, self._annotation.text
        if any(self._office(i) for i in range(entity.first, entity.last)):
            return True
        if _PARTY.match(text[entity.end : entity.end + 4]):
            return True
        if self._titled_before(entity) or self._titled_behind(entity):
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

    def _office(self, i: int) -> bool:
        token = self._annotation.tokens[i]
        word = token.text.lower().rstrip(".")
        return word in _OFFICES or token.lemma.lower() in _OFFICES

    def _titled_before(self, entity: Entity) -> bool:
        tokens = self._annotation.tokens
        for i in range(entity.first - 1, max(-1, entity.first - 1 - _BEFORE), -1):
            token = tokens[i]
            if token.upos not in {"NOUN", "PROPN", "ADJ", "DET", "X"} and token.text != "-":
                return False
            if token.lemma.lower() in _RELATIVES:
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
            if token.upos not in {"NOUN", "PROPN", "ADJ", "DET", "X", "PART"}:
                return False
            if token.lemma.lower() in _RELATIVES:
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


class Replacing:
    """Replaces the names of private persons in any words of the texts that they stand in."""

    def __init__(self, people: Iterable[Private], kept: Iterable[str] = ()) -> None:
        public = set(kept)
        self._roles: dict[str, str] = {}
        for person in people:
            if person.name in public:
                continue
            for form in person.forms:
                for written in (form, form.upper()):
                    self._roles.setdefault(written, person.role)
        longest_first = sorted(self._roles, key=lambda form: (-len(form), form))
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
            if longest_first
            else None
        )

    def __call__(self, words: str) -> str:
        """Give the words with roles in place of names."""
        if self._pattern is None:
            return words
        return self._pattern.sub(lambda match: self._roles[match[0]], words)

    def hides(self, name: str) -> bool:
        """Say whether a name is one that is replaced."""
        return name in self._roles
