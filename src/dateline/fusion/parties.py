"""Whether two parties may be one: the same, whole and part, or others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.fusion import words
from dateline.fusion.facts import Party


def parties_alike(a: Party, b: Party, wholes: Mapping[str, frozenset[str]]) -> str:
    """Give ``same``, ``related`` (whole and part, bodies of one state) or ``other``."""
    if a.key is None or b.key is None:
        return "same" if words.head_words(a.raw) & words.head_words(b.raw) else "other"
    if a.key == b.key:
        return "same"
    if b.key in wholes.get(a.key, ()) or a.key in wholes.get(b.key, ()):
        return "related"
    state_a, state_b = (_state(key) for key in (a.key, b.key))
    if state_a is not None and state_a == state_b:
        return "related"
    if unlisted(a.key) or unlisted(b.key):
        first, second = (words.head_words(party.name) for party in (a, b))
        if first and second and (first <= second or second <= first):
            return "same"
    return "other"


def _state(key: str) -> str | None:
    state = key.split("/", 1)[0]
    return state if len(state) == 3 and state.isupper() else None


def unlisted(key: str) -> bool:
    """Say whether the registry does not know an actor: its key is made from its name."""
    return ":" not in key and _state(key) is None


def one_and_several(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Say whether one side is a single person by name, and the other several without one."""
    return any(
        len({party.key for party in one if is_person(party)}) == 1
        and not any(several(party) for party in one)
        and not any(is_person(party) for party in others)
        and any(several(party) for party in others)
        for one, others in ((a, b), (b, a))
    )


def is_person(party: Party) -> bool:
    """Say whether the registry knows a party as a person."""
    return (party.key or "").startswith("person:")


def by_office(party: Party) -> bool:
    """Say whether a party is told by what he is and not by name: "the Front's leader"."""
    return not is_person(party) and bool(words.BY_OFFICE.match(party.raw))


def by_name(party: Party) -> bool:
    """Say whether a party is somebody by name: a person, or an actor that the registry does not know."""
    return is_person(party) or (
        party.key is not None and unlisted(party.key) and not by_office(party)
    )


def several(party: Party) -> bool:
    """Say whether the words of a party count more than one: "several commanders"."""
    return bool(words.SEVERAL_PEOPLE.match(party.raw))


def named(parties: Iterable[Party]) -> list[Party]:
    """Give those that are somebody in particular: an actor, and not a state's people at large, nor a
    place that stands for whoever is there."""
    return [
        party
        for party in parties
        if party.key is not None and not party.key.endswith("/CVL") and "/in/" not in party.key
    ]


def nameless_force(party: Party) -> bool:
    """Say whether a party may be anybody who fights: "gunmen", "troops"."""
    return party.key is None and bool(words.head_words(party.raw) & words.FIGHTERS)
