"""Who is meant at the end of a tie: a group itself, some of its people, or nobody by name."""

from __future__ import annotations

from functools import lru_cache

from dateline.fusion.facts import Party
from dateline.resolve.names import pieces
from dateline.resolve.registry import SECTOR_WORDS
from dateline.ties.facts import Facts

_PEOPLE = """
activist activists aide allies ally bodyguard chief chieftain chieftains commander commanders
defector defectors deputies deputy dissident dissidents dozens emir emirs few field fighter
fighters figure figures follower followers force forces former founder guerrilla guerrillas
gunman gunmen half head heads hundreds insurgent insurgents jihadist jihadists leader leaders
leadership loyalist loyalists majority man many member members men militant militants most number
officer officers official officials one people ranks rebel rebels recruit recruits remnant
remnants representative senior several sleeper soldier soldiers some spokesman supporter
supporters sympathiser sympathisers sympathizer sympathizers thousands troops vestiges volunteer
volunteers warlord warlords
"""
PEOPLE = frozenset(_PEOPLE.split())
"""Words that make "supporters of X" or "X fighters" people of X, not X itself."""

_PARTS = """
branch branches brigade brigades cell cells division divisions faction factions part parts
section subdivision subdivisions unit units wing wings
"""
PARTS = frozenset(_PARTS.split())
"""Words that make "X's southern branch" a part of X; where it has a key of its own, that part."""

_GENERIC = frozenset(
    sector for sector, (_, kind) in SECTOR_WORDS.items() if kind in {"group", "population"}
)
"""Sectors whose actors ("Russia: unidentified armed groups") are nobody in particular."""


def is_nobody(key: str | None) -> bool:
    """Say whether a key names no particular actor: none, a class of people, a population."""
    if key is None or key.startswith("population:"):
        return True
    return key.partition("/")[2] in _GENERIC


class Parties:
    """Who is who, by the names in :class:`~dateline.ties.facts.Facts`."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self, key: str) -> str:
        """Give an actor's name; its key where no name is known."""
        return self._facts.names.get(key, key)

    def party(self, key: str) -> Party:
        """Give an actor as a party."""
        return Party(key, self.name(key), self.name(key))

    def is_whole(self, party: Party) -> bool:
        """Say whether the words mean the actor itself: "the IEC", and not "the IEC's fighters"."""
        if is_nobody(party.key) or party.key is None:
            return False
        if party.key.startswith("person:"):
            return True
        words = _words(party.raw)
        forms = self._facts.forms.get(party.key, ())
        if " ".join(words) in forms:
            return True
        rest = _without(words, forms)
        if PEOPLE.intersection(rest):
            return False
        return rest == words or not PARTS.intersection(rest)

    def named_in(self, key: str, text: str) -> bool:
        """Say whether a text names an actor by any of its names."""
        words = f" {' '.join(_words(text))} "
        return any(f" {form} " in words for form in self._facts.forms.get(key, ()) if len(form) > 2)

    def words_of(self, party: Party) -> str:
        """Give how to call a party: by its name where it is meant itself, else by its words."""
        return party.name if self.is_whole(party) else party.raw or party.name

    def leads_itself(self, group: Party, person: Party) -> bool:
        """Say whether a "group" is nothing but the person's own name, misread as a group's."""
        own = set(_words(person.name)) | set(_words(person.raw))
        return bool(own) and set(_words(group.raw)) <= own

    def region_of(self, key: str, place: str) -> bool:
        """Say whether a group's names hold that of a place: "Vilayat Dagestan", "Dagestan"."""
        words = " ".join(_words(place))
        if not words or words in self._facts.forms.get(key, ()):
            return False
        return any(f" {words} " in f" {form} " for form in self._facts.forms.get(key, ()))


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[str, ...]:
    found = tuple(piece.norm for piece in pieces(text))
    return found[1:] if len(found) > 1 and found[0] == "the" else found


def same_words(one: str, other: str) -> bool:
    """Say whether two wordings are one name, whatever their case, accents and articles."""
    return bool(_words(one)) and _words(one) == _words(other)


def _without(words: tuple[str, ...], forms: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words without the longest name among them."""
    joined = f" {' '.join(words)} "
    held = [form for form in forms if form and f" {form} " in joined]
    if not held:
        return words
    longest = max(held, key=lambda form: (len(form), form))
    return tuple(joined.replace(f" {longest} ", "  ", 1).split())
