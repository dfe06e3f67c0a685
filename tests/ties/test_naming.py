"""Finding an actor by key, name, alias, region, spelling, script; suggestions, never guesses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve.registry import Registry
from dateline.ties.naming import find_actor, folded
from dateline.types import Actor

MET = (Actor("Anew1", "Kebekov", "unknown", (), None, False),)


@pytest.mark.parametrize(
    ("name", "key", "how"),
    [
        ("group:islamic-state", "group:islamic-state", "key"),
        ("RUS/MIL", "RUS/MIL", "key"),
        ("ISIS", "group:islamic-state", "name"),
        ("the Islamic State", "group:islamic-state", "name"),
        ("Имарат Кавказ", "group:caucasus-emirate", "name"),
        ("the IEC's Dagestan subdivision", "group:vilayat-dagestan", "part"),
        ("Vilayat Kawkaz", "group:is-caucasus", "spelling"),
        ("Алиасхаб Кебеков", "person:aliaskhab-kebekov", "spelling"),
    ],
)
def test_names_that_decide(name: str, key: str, how: str) -> None:
    found = find_actor(name, MET, Registry.open())
    assert ([actor.id for actor in found.actors], found.how) == ([key], how)


def test_what_may_be_several_is_not_decided() -> None:
    several = {actor.id for actor in find_actor("ISI", MET, Registry.open()).actors}
    assert several == {"PAK/SPY/isi", "group:islamic-state"}
    several = {actor.id for actor in find_actor("Kebekov", MET, Registry.open()).actors}
    assert several == {"Anew1", "person:aliaskhab-kebekov"}


def test_what_is_spelled_alike_is_suggested_and_not_taken() -> None:
    found = find_actor("Daesch", MET, Registry.open())
    assert found.actors == ()
    assert "group:islamic-state" in [actor.id for actor in found.similar]
    assert find_actor("zzzzzzzz", MET, Registry.open()).similar == ()


@pytest.mark.deep
@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_actors_or_suggestions_and_not_both(name: str) -> None:
    found = find_actor(name, MET, Registry.open())
    assert not (found.actors and found.similar)
    assert bool(found.how) == bool(found.actors)


@given(st.sampled_from(["Qawqaz", "Kavkaz", "Кавказ", "Kawkaz"]))
def test_spellings_fold_to_one(name: str) -> None:
    assert folded(name) == folded("Qavqaz")
