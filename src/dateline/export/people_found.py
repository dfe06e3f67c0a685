"""The people of a text whom its name finder missed, took for something else or cut short.

A name finder is made for most names; a public export needs all of them. So names are also read from what
stands around them: an age, "Mr", "his wife", a list of people, a surname that somebody else here has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.export.replacing import PARTICLES
from dateline.resolve.registry import Registry
from dateline.types import Annotation, Entity

RELATIVES = frozenset(
    """wife husband widow widower son daughter brother sister mother father cousin uncle aunt nephew niece
    parent child friend neighbour neighbor lawyer driver bodyguard girlfriend boyfriend fiancee fiance
    partner victim grandson granddaughter grandmother grandfather stepson stepdaughter
    brother-in-law sister-in-law son-in-law daughter-in-law""".split()  # noqa: SIM905
)
"""Words that say whose somebody is: an office behind them is another's."""

_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What stands behind a surname and is none."""
_AGE_BEHIND = re.compile(r"^, ?(?:aged? )?(?:1[01]\d|[1-9]\d?)(?=[,.;)]| and | who | of )")
_MONTHS_BEHIND = re.compile(r"^, ?\d{1,2}[- ](?:months?|weeks?|days?|years?)\b")
_AGE_BEFORE = re.compile(r"\b(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)-year-old(?: \w+)? $", re.IGNORECASE)
_RELATIVE_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(RELATIVES))})s?,? $", re.IGNORECASE)
_LONGEST = 6
"""Words of the longest name that is read."""


def with_more_people(annotation: Annotation, registry: Registry) -> tuple[Entity, ...]:
    """Give the entities of a text, with people cut short made whole and those missed added."""
    reading = _Reading(annotation, registry)
    whole = [reading.whole(e) if e.label == "PER" else e for e in annotation.entities]
    people = [e for e in whole if e.label == "PER"]
    more = list(reading.missed(people))
    taken = {i for e in more for i in range(e.first, e.last)}
    others = [
        e
        for e in whole
        if e.label == "PER" or e.label == "LOC" or taken.isdisjoint(range(e.first, e.last))
    ]
    return tuple(sorted({*others, *more}))


class _Reading:
    """Looks for names of people in one text."""

    def __init__(self, annotation: Annotation, registry: Registry) -> None:
        self.text = annotation.text
        self.tokens = annotation.tokens
        self.registry = registry
        self.labels: dict[int, str] = {
            i: e.label for e in annotation.entities for i in range(e.first, e.last)
        }

    # ----------------------------------------------------------------- cut short

    def whole(self, entity: Entity) -> Entity:
        """Give a person's name with the words of it that were left out."""
        first, last = entity.first, entity.last
        while last - first > 1 and self._lower(first):  # "magician Daryl Miller"
            first += 1
        while first > 0 and self._belongs(first - 1, first, last):
            first -= 1
        while last < len(self.tokens) and self._tight(last - 1) and self._tight_name(last):
            last += 1
        return self._entity(first, last)

    def _lower(self, i: int) -> bool:
        word = self.tokens[i].text
        return word.islower() and word not in PARTICLES

    def _belongs(self, i: int, first: int, last: int) -> bool:
        token = self.tokens[i]
        return (
            self._named(i)
            and self.labels.get(i) in {None, "LOC", "ORG", "DATE"}
            and self.text[token.end : self.tokens[first].start] in {" ", "\u00a0", "-"}
            and token.deprel in {"compound", "flat", "flat:name"}
            and first <= token.head < last
            and not self._known(token.text)
            and not token.text.isupper()
        )

    def _tight(self, i: int) -> bool:
        return (
            i + 1 < len(self.tokens)
            and self.tokens[i].end == self.tokens[i + 1].start
            and (self.tokens[i + 1].text == "-" or self.tokens[i].text == "-")
        )

    def _tight_name(self, i: int) -> bool:
        return self.tokens[i].text == "-" or self._named(i)

    # ----------------------------------------------------------------- missed

    def missed(self, people: list[Entity]) -> Iterator[Entity]:
        """Give the people that stand in the text beside those found."""
        taken = {i for e in people for i in range(e.first, e.last)}
        surnames = {
            self.tokens[e.last - 1].text for e in people if e.last - e.first > 1
        }  # "Natalia Skaggs" beside "Nathan Skaggs"
        for first, last in self._runs(taken):
            while last - first > 1 and self._title(first):
                first += 1
            if self._person(first, last, surnames, taken):
                yield self._entity(first, last)

    def _runs(self, taken: set[int]) -> Iterator[tuple[int, int]]:
        i = 0
        while i < len(self.tokens):
            if i in taken or not self._named(i):
                i += 1
                continue
            last = i + 1
            while last < len(self.tokens) and last not in taken and self._goes_on(last):
                last += 1
            while last - i > 1 and not self._named(last - 1):
                last -= 1
            if last - i <= _LONGEST:
                yield i, last
            i = last

    def _named(self, i: int) -> bool:
        token = self.tokens[i]
        proper = token.upos == "PROPN" or (self._tight(i) and token.text[0].isupper())
        return proper and token.text[0].isupper() and self.labels.get(i) != "TIME"

    def _goes_on(self, i: int) -> bool:
        gap = self.text[self.tokens[i - 1].end : self.tokens[i].start]
        word = self.tokens[i].text
        if gap not in {"", " ", "\u00a0"}:
            return False
        return self._named(i) or word.lower() in PARTICLES or (word == "-" and gap == "")

    def _title(self, i: int) -> bool:
        return self.tokens[i].text.lower().rstrip(".") in _COURTESY

    def _person(self, first: int, last: int, surnames: set[str], taken: set[int]) -> bool:
        words = self.text[self.tokens[first].start : self.tokens[last - 1].end]
        if self._known(words) or not any(c.islower() for c in words):
            return False
        several = last - first > 1
        labels = {self.labels.get(i) for i in range(first, last)}
        before = self.text[max(0, self.tokens[first].start - 40) : self.tokens[first].start]
        behind = self.text[self.tokens[last - 1].end :][:24]
        aged = _AGE_BEHIND.match(behind) or _MONTHS_BEHIND.match(behind)
        if (aged or _AGE_BEFORE.search(before)) and (
            several or not labels & {"LOC", "DATE", "NORP"}
        ):
            return "DATE" not in labels
        if first > 0 and self._title(first - 1):
            return True
        if several and self.tokens[last - 1].text in surnames and "DATE" not in labels:
            return True
        if self._of_a_relative(first, last) or _RELATIVE_BEFORE.search(before):
            return True
        return several and labels == {None} and self._listed(first, last, taken)

    def _of_a_relative(self, first: int, last: int) -> bool:
        """Say whether a name is that of "his wife" or "her husband" before it."""
        for i in range(first, last):
            head = self.tokens[i].head
            if (
                self.tokens[i].deprel == "appos"
                and 0 <= head < first
                and self.tokens[head].lemma.lower() in RELATIVES
            ):
                return True
        return False

    def _listed(self, first: int, last: int, taken: set[int]) -> bool:
        return any(
            self.tokens[i].deprel == "conj" and self.tokens[i].head in taken
            for i in range(first, last)
        )

    def _known(self, words: str) -> bool:
        """Say whether the registry knows words as something that is no person."""
        known = self.registry.named(words)
        return bool(known) and not any(alias.key.startswith("person:") for alias in known)

    def _entity(self, first: int, last: int) -> Entity:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Entity(first, last, start, end, "PER")
