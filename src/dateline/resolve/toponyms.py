"""Which words of a report are names of places.

Names of places are told apart by use, after Gritta, Pilehvar and Collier, "A pragmatic guide
to geoparsing evaluation" (2020): *literal* ("in Grozny"), *associative* (inside another name
or standing for an organisation: "Kentucky State Police"), and *adjective* ("Russian forces").
Coding and resolution take literal names; all of them vote on where a report plays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.resolve.gazetteer import Gazetteer, Match
from dateline.resolve.placenames import GENERIC_KINDS, normal_form
from dateline.resolve.toponym_words import (
    BEHIND_DATELINE,
    BELIEF,
    BODIES_OF,
    DEEDS,
    FACILITIES,
    INSIDE_NAMES,
    NO_PLACES,
    PLACE_PREPOSITIONS,
    SETTLEMENTS,
    TAILS,
    TITLES,
)
from dateline.types import Annotation, Entity, Span

LONGEST_NAME = 5
"""Words of the longest name that is looked for; 99% of the gazetteer's names are shorter."""

STRONG_CITY = 100_000
"""Population from which a city's own name is taken for a place without other evidence."""


class Toponym(NamedTuple):
    """A name of a place in a text."""

    first: int
    """Index of its first token."""
    last: int
    """Index behind its last token."""
    start: int
    end: int
    use: str
    """``literal``, ``associative`` or ``adjective``."""


def find_toponyms(annotation: Annotation, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Give the names of places in reading order, of every use; they do not overlap.

    A name is looked for where a token is capitalised, longest first. Names that the
    gazetteer does not know are given where the annotation calls them places.
    """
    return _Search(annotation, gazetteer).all()


def toponyms(annotation: Annotation, gazetteer: Gazetteer) -> list[Span]:
    """Give the spans of the names of places that stand for the places themselves."""
    return [
        Span(name.start, name.end)
        for name in find_toponyms(annotation, gazetteer)
        if name.use == "literal"
    ]


class _Search:
    """One pass over one annotation."""

    def __init__(self, annotation: Annotation, gazetteer: Gazetteer) -> None:
        self.annotation = annotation
        self.tokens = annotation.tokens
        self.gazetteer = gazetteer
        self.places = self._names_called_places()

    def _names_called_places(self) -> frozenset[str]:
        """Give the names that the annotation somewhere calls places."""
        return frozenset(
            normal_form(self.annotation.text[entity.start : entity.end])
            for entity in self.annotation.entities
            if entity.label == "LOC"
        )

    def all(self) -> tuple[Toponym, ...]:
        found: list[Toponym] = []
        for sentence in self.annotation.sentences:
            at = sentence.first
            while at < sentence.last:
                name = None
                if self.tokens[at].text[0].isupper():
                    before = found[-1] if found else None
                    name = self._at(at, sentence.last, before)
                if name is None:
                    at += 1
                else:
                    found.append(name)
                    at = name.last
        return tuple(found)

    def _at(self, first: int, end: int, before: Toponym | None) -> Toponym | None:
        token = self.tokens[first]
        if token.text in ("The", "A", "An", "I"):
            return None
        for last in range(min(first + LONGEST_NAME, end), first, -1):
            if not self._may_end(first, last):
                continue
            surface = self.annotation.text[token.start : self.tokens[last - 1].end]
            if last - first > 1 and "\n\n" in surface:
                continue
            use = self._use(first, last, surface, before)
            if use:
                return self._toponym(first, last, use)
        return self._unknown(first)

    def _may_end(self, first: int, last: int) -> bool:
        token = self.tokens[last - 1]
        if last - first == 1:
            return any(c.isalpha() for c in token.text)
        tail = token.text.lower() in GENERIC_KINDS or token.text.lower() in TAILS
        if not (token.text[0].isupper() or tail):
            return token.text[0].isalpha() and "-" in self.tokens[last - 2].text
        between = self.tokens[first + 1 : last - 1]
        return all(t.text[0].isupper() or t.text in INSIDE_NAMES for t in between)

    def _toponym(self, first: int, last: int, use: str) -> Toponym:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        text = self.annotation.text
        if text[end : end + 1] == "." and (last - first == 1 and "." in text[start:end]):
            end += 1
        if last - first > 1 and self.tokens[last - 1].text in ("city", "town", "village"):
            last, end = last - 1, self.tokens[last - 2].end
        return Toponym(first, last, start, end, use)

    def _use(self, first: int, last: int, surface: str, before: Toponym | None) -> str:
        """Give the use of a stretch of tokens, or "" where it is no name of a place."""
        normal = normal_form(surface)
        entity = self._entity(first)
        if last - first <= 2 and self.gazetteer.people(normal) and not self._is_state(normal):
            return "adjective"
        matches = self.gazetteer.exactly(normal)
        if not matches or len(normal) < 2 or normal in NO_PLACES:
            return ""
        tokens = self.tokens[first:last]
        named = any(token.upos in ("PROPN", "ADJ", "NOUN") for token in tokens)
        if not named and not self._is_dateline(first, last):
            return ""
        behind_comma = self._behind_comma(first, before)
        if behind_comma and any(m.place.kind in ("admin1", "country") for m in matches):
            return "literal"
        if len(normal) < 3 and not surface.isupper() and "." not in surface:
            return ""
        if surface.isupper() and len(surface) <= 5 and not self._is_dateline(first, last):
            matches = tuple(m for m in matches if m.place.kind not in ("city", "admin2"))
            if not matches:
                return ""  # UN, EU, NATO are villages somewhere
        covered = entity is not None and entity.first >= first and entity.last <= last
        if entity is None or covered:
            return self._alone(first, last, matches, before)
        return self._inside(first, last, entity, matches)

    def _alone(
        self, first: int, last: int, matches: Sequence[Match], before: Toponym | None
    ) -> str:
        """Judge a name that is no part of a longer one."""
        surface = self.annotation.text[self.tokens[first].start : self.tokens[last - 1].end]
        entity = self._entity(first)
        label = entity.label if entity is not None else ""
        if self._closes_a_body(first):
            return "associative"
        if label == "LOC":
            return "literal"
        strong = is_strong(matches)
        called = normal_form(surface) in self.places
        placed = self._placed(first) or self._in_state(last) or self._listed(first, before)
        if label in ("DATE", "TIME", "NUM", "MONEY"):
            return "literal" if strong and placed else ""
        if label == "PER":
            if placed and (called or strong or self._in_state(last)):
                return "literal"
            if last - first == 1 and has_own_name(matches) and self._happens_in(first):
                return "literal"
            return "associative" if called and self._titled(last) else ""
        if label in ("ORG", "MISC", "NORP"):
            if placed and (called or strong or has_own_name(matches)):
                return "literal"
            return "associative" if strong or called else ""
        if self._is_dateline(first, last):
            return "literal"
        if not any(token.upos == "PROPN" for token in self.tokens[first:last]):
            return ""
        if called or strong or (placed and has_own_name(matches)):
            return "literal"
        return "associative" if has_own_name(matches) and self._titled(last) else ""

    def _inside(self, first: int, last: int, entity: Entity, matches: Sequence[Match]) -> str:
        """Judge a name that is a part of a longer one."""
        own = has_own_name(matches)
        opens = first == entity.first or (
            first == entity.first + 1 and self.tokens[entity.first].text.lower() == "the"
        )
        following = self.tokens[last].text.lower() if last < entity.last else ""
        if entity.label == "LOC":
            if following in FACILITIES or self._is_facility(entity):
                return "associative" if is_strong(matches) and opens else ""
            named_so = opens and not (
                last < entity.last
                and self.tokens[last].text[0].isupper()
                and following not in GENERIC_KINDS
                and following not in TAILS
            )  # not "Green" in "the Green Land hotel"
            return "literal" if own and (is_strong(matches) or named_so) else ""
        if entity.label == "PER":
            county = normal_form(self.tokens[last - 1].text) in ("county", "parish")
            titled = following in TITLES or county
            return "associative" if own and opens and titled else ""
        if entity.label in ("ORG", "MISC", "NORP"):
            if following in ("street", "road", "avenue", "boulevard"):
                return ""
            hangs = first > entity.first and self.tokens[first - 1].text in ("of", "in", "for")
            called = self._text(first, last) in self.places
            body = following in TITLES or following in FACILITIES or hangs or last - first > 1
            if is_strong(matches) or called or (own and (opens or hangs) and body):
                return "associative"
        return ""

    def _unknown(self, first: int) -> Toponym | None:
        """Give the name that the annotation calls a place and the gazetteer does not know."""
        if self._introduced(first):
            return Toponym(
                first, first + 1, self.tokens[first].start, self.tokens[first].end, "literal"
            )
        entity = self._entity(first)
        if entity is None or entity.label != "LOC" or first - entity.first > 1:
            return None
        if first > entity.first and self.tokens[entity.first].text.lower() != "the":
            return None
        if self._is_facility(entity) or not self._placed(entity.first):
            return None
        if self.gazetteer.exactly(self._text(first, entity.last)):
            return None  # known, and rejected above
        if not any(self.tokens[n].upos == "PROPN" for n in range(first, entity.last)):
            return None
        return Toponym(first, entity.last, self.tokens[first].start, entity.end, "literal")

    def _introduced(self, first: int) -> bool:
        """Tell whether the text itself says that an unknown name of one word is a place's:
        "the village of Tokai", "near Tokai in southern Ustria"."""
        token, tokens = self.tokens[first], self.tokens
        if first < 2 or first + 2 >= len(tokens) or token.upos != "PROPN":
            return False
        entity = self._entity(first)
        if (entity is not None and entity.last - entity.first > 1) or self.gazetteer.exactly(
            normal_form(token.text)
        ):
            return False
        if tokens[first + 1].upos == "PROPN":
            return False
        before = tokens[first - 1].text.lower()
        if before == "of" and tokens[first - 2].text.lower() in SETTLEMENTS:
            return True
        at = first + 2
        if tokens[at].upos == "ADJ" and at + 1 < len(tokens):
            at += 1
        return (
            before in ("near", "outside")
            and tokens[first + 1].text == "in"
            and tokens[at].text[0].isupper()
            and bool(self.gazetteer.exactly(normal_form(tokens[at].text)))
        )

    def _is_facility(self, entity: Entity) -> bool:
        return self.tokens[entity.last - 1].text.lower().rstrip(".") in FACILITIES

    def _entity(self, token: int) -> Entity | None:
        index = self.tokens[token].entity
        return None if index < 0 else self.annotation.entities[index]

    def _text(self, first: int, last: int) -> str:
        return normal_form(
            self.annotation.text[self.tokens[first].start : self.tokens[last - 1].end]
        )

    def _is_state(self, normal: str) -> bool:
        return any(match.place.kind == "country" for match in self.gazetteer.exactly(normal))

    def _placed(self, first: int) -> bool:
        """Tell whether a preposition of place stands before the name (an article between)."""
        at = first - 1
        while at >= 0 and self.tokens[at].text.lower() in ("the", "nearby", "downtown", "central"):
            at -= 1
        if at < 0:
            return False
        if self.tokens[at].text.lower() in ("on", "against") and at > 0:
            return self.tokens[at - 1].lemma.lower() in DEEDS  # "the attack on Tokai"
        return self.tokens[at].text.lower() in PLACE_PREPOSITIONS

    def _closes_a_body(self, first: int) -> bool:
        """Tell whether the name ends that of a body: "the Communist Party of" this."""
        if first < 2 or self.tokens[first - 1].text != "of":
            return False
        body, before = self.tokens[first - 2], self.tokens[first - 3] if first > 2 else None
        if body.lemma.lower() not in BODIES_OF:
            return False
        return body.text[0].isupper() or (before is not None and before.upos == "PROPN")

    def _happens_in(self, first: int) -> bool:
        """Tell whether something is or happens in what is named: "killed 12 people in Tokai", not
        "believe in Tokai", "trust in Tokai"."""
        if first < 2 or self.tokens[first - 1].text.lower() not in ("in", "near", "outside"):
            return False
        return self.tokens[first - 2].lemma.lower() not in BELIEF

    def _titled(self, last: int) -> bool:
        return last < len(self.tokens) and self.tokens[last].text.lower() in TITLES

    def _in_state(self, last: int) -> bool:
        """Tell whether ", Ky." or ", Iraq" follows."""
        if last + 1 >= len(self.tokens) or self.tokens[last].text != ",":
            return False
        return any(
            match.place.kind in ("admin1", "country") and match.grade == 0
            for match in self.gazetteer.exactly(normal_form(self.tokens[last + 1].text))
        )

    def _behind_comma(self, first: int, before: Toponym | None) -> bool:
        return (
            before is not None
            and before.last == first - 1
            and self.tokens[first - 1].text in (",", "(")
        )

    def _listed(self, first: int, before: Toponym | None) -> bool:
        """Tell whether the name goes on a list of places: "Dagestan, Chechnya and" this."""
        if before is None or before.use != "literal" or not 0 < first - before.last <= 3:
            return False
        return all(
            t.text in (",", "and", "or", "&", "the") for t in self.tokens[before.last : first]
        )

    def _is_dateline(self, first: int, last: int) -> bool:
        """Tell whether the name opens a sentence in capitals, as "GROZNY, Russia (Reuters) -"."""
        if last >= len(self.tokens) or not all(t.text.isupper() for t in self.tokens[first:last]):
            return False
        return len(self.tokens[first].text) > 3 and self.tokens[last].text in BEHIND_DATELINE


def has_own_name(matches: Sequence[Match]) -> bool:
    """Tell whether one of the places has the name as its own or nearly so."""
    return any(match.grade <= 1 for match in matches)


def is_strong(matches: Sequence[Match]) -> bool:
    """Tell whether the name is a country's, a first-order division's, a region's or a large city's."""
    return any(
        match.grade <= 1
        and (
            match.place.kind not in ("city", "admin2", "capital")
            or match.place.population >= STRONG_CITY
        )
        for match in matches
    )
