"""Finding things by the beginning of their ids."""

from __future__ import annotations

import pytest

from dateline.review import decide
from dateline.store import AmbiguousIdError, Found, Ledger, NotFoundError
from dateline.types import Actor
from ledger_factories import RESOLVER, RUN, Telling, add, bundle, prepare


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    prepare(ledger)
    add(ledger, bundle("a", [Telling()]))
    return ledger


def test_every_kind_of_id_is_found_whole_and_by_prefix(filled: Ledger) -> None:
    made = bundle("a", [Telling()])
    coding = made.codings[0]
    decision = decide(filled, coding.mentions[0].id, "accept", author="Ann")
    ids = {
        "report": made.report,
        "capture": made.capture,
        "version": made.version,
        "run": RUN.id,
        "resolver_run": RESOLVER.id,
        "mention": coding.mentions[0].id,
        "claim": coding.claims[0].id,
        "claim_group": coding.groups[0].id,
        "actor": made.actors[0].id,
        "relation": made.relations[0].id,
        "decision": decision.id,
        "original": made.reading.original,
    }
    for kind, id_ in ids.items():
        assert filled.find(id_) == Found(kind, id_)
        assert filled.find(id_[:12]) == Found(kind, id_)
        assert filled.find(id_[:12].upper()) == Found(kind, id_)


def test_an_actor_of_the_registry_is_found_by_its_key(filled: Ledger) -> None:
    filled.write_relations([], [Actor("RUS_MIL", "Russian forces", "force", ("MIL",), "RUS", True)])
    assert filled.find("RUS_MIL") == Found("actor", "RUS_MIL")
    assert filled.find("RUS_M") == Found("actor", "RUS_MIL")


def test_several_matches_are_listed(filled: Ledger) -> None:
    keys = [f"army_{n:02}" for n in range(12)]
    filled.write_relations([], [Actor(k, k, "force", (), None, True) for k in keys])
    with pytest.raises(AmbiguousIdError) as caught:
        filled.find("army_")
    assert caught.value.matches[0] == "army_00 (actor)"
    assert len(caught.value.matches) == 10
    assert "army_00 (actor), army_01 (actor)" in str(caught.value)
    assert ", ..." in str(caught.value)


def test_a_whole_id_is_found_though_others_begin_with_it(filled: Ledger) -> None:
    for key in ("army", "army_of_the_north"):
        filled.write_relations([], [Actor(key, key, "force", (), None, True)])
    assert filled.find("army") == Found("actor", "army")


@pytest.mark.parametrize("wanted", ["Kzzzzzzzz", "K", "", "%%%", "___", "Q12345"])
def test_nothing_found_says_so(filled: Ledger, wanted: str) -> None:
    with pytest.raises(NotFoundError):
        filled.find(wanted)
