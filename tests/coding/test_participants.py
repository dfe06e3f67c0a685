"""Who takes part in what, in sentences that we wrote."""

from __future__ import annotations

import pytest

from dateline.coding import code
from dateline.coding.codebook import load_codebook
from dateline.language import annotate
from dateline.types import Claim


def claims(text: str, codebook: str = "plover") -> list[Claim]:
    return list(code(annotate(text), load_codebook(codebook)).claims)


def words(claim: Claim, role: str) -> list[str]:
    return [slot.value for slot in claim.slot(role)]


def test_who_act_on_each_other_have_no_other_recipient() -> None:
    for text in (
        "The army and the militia accused each other of shelling a market in Bor.",
        "The two parties accused one another of breaking the truce in Bor.",
    ):
        accused = next(c for c in claims(text) if c.type == "ACCUSE")
        assert words(accused, "actor")
        assert words(accused, "recipient") == []


def test_who_is_counted_as_killed_is_a_recipient() -> None:
    claim = next(c for c in claims("Clashes in Jonglei left dozens dead.") if c.type == "ASSAULT")
    assert words(claim, "actor") == []
    assert words(claim, "recipient") == ["dozens"]
    assert words(claim, "killed") == [">=24"]


def test_a_deed_that_triggers_another_lends_it_no_actors() -> None:
    text = (
        "The killing of a trader by unknown gunmen triggered clashes between herders and farmers."
    )
    clash = next(c for c in claims(text) if c.anchor.of(text) == "clashes")
    named = words(clash, "actor") + words(clash, "recipient")
    assert not {"trader", "unknown gunmen"} & set(named)


@pytest.mark.parametrize(
    "text",
    [
        "Norland and Sudmark signed a fishing agreement.",
        "Norland and Sudmark resumed diplomatic relations.",
    ],
)
def test_two_who_do_a_thing_together_are_enough_for_a_claim(text: str) -> None:
    claim = next(c for c in claims(text) if c.type == "SUPPORT")
    assert words(claim, "actor") == ["Norland", "Sudmark"]


def test_protesters_behind_a_number_act() -> None:
    text = "Hundreds of students protested in Juba against rising prices."
    claim = next(c for c in claims(text) if c.type == "PROTEST")
    assert words(claim, "actor") == ["students"]
    assert words(claim, "participants") == [">=200"]


def test_at_least_is_no_part_of_the_filler() -> None:
    claim = claims("At least 35 villagers were killed in the attack.")[0]
    assert words(claim, "recipient") == ["35 villagers"]
    assert words(claim, "killed") == [">=35"]


def test_people_who_are_no_leaders_are_not_lost_as_such() -> None:
    text = "The killing of a chief led to clashes in which 35 people were killed."
    assert all(words(c, "recipient") != ["35 people"] for c in claims(text, "organisations"))


@pytest.mark.parametrize(
    "text",
    [
        "The Reed Front claimed responsibility for an attack on army barracks in Tal.",
        "The Reed Front claimed an attack on army barracks in Tal.",
    ],
)
def test_who_claims_a_deed_is_its_actor_on_his_own_word(text: str) -> None:
    claim = next(c for c in claims(text) if c.type == "ASSAULT")
    assert words(claim, "actor") == ["Reed Front"]
    assert [link.source.of(text) for link in claim.attribution if link.source] == ["The Reed Front"]


def test_who_rejects_responsibility_is_not_the_actor() -> None:
    text = "The Reed Front denied responsibility for an attack on army barracks in Tal."
    assert all(words(c, "actor") == [] for c in claims(text) if c.type == "ASSAULT")


def test_a_day_is_no_place() -> None:
    text = (
        "The envoy will visit the Tal region on November 23, where he will meet senior officials."
    )
    for claim in claims(text):
        assert all("November" not in slot.value for slot in claim.slot("place"))


def test_nobody_leads_himself_by_a_wrong_reference() -> None:
    found = claims(
        "Kebekov and four other militants were killed on Sunday. "
        "Kebekov became the head of the group in March 2014.",
        "organisations",
    )
    assert "APPOINT_LEADER" in [claim.type for claim in found]
    for claim in found:
        ends = [slot.value for slot in claim.slots if slot.role not in ("date", "place")]
        assert len(ends) == len(set(ends)), claim.type
