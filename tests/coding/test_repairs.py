"""Parses that are certainly wrong are corrected before coding."""

from __future__ import annotations

import pytest
from coded import annotated, claims_of, values

from dateline.coding.repairs import repaired
from dateline.types import Span


def test_a_leader_in_apposition_is_not_his_group() -> None:
    text = "The ministry said that the leader of the Reed Front, Anders Holm, was shot dead."
    (claim,) = claims_of(text, "ASSAULT")
    assert values(claim, "recipient") == ["Anders Holm"]


def test_a_participle_with_an_object_is_a_verb() -> None:
    text = "Its spokesman, Anders Holm, named Marta Olen as the governor of the new province."
    (claim,) = claims_of(text, "APPOINT_LEADER", "organisations")
    assert values(claim, "actor") == ["Anders Holm"]
    assert values(claim, "recipient") == ["Marta Olen"]


def test_a_body_named_by_a_faith_acts_as_a_body() -> None:
    text = "The Islamic State claimed the bombing. Its fighters killed two guards near Tokai."
    claim = claims_of(text, "ASSAULT")[-1]
    assert values(claim, "actor") == ["Islamic State"]


def test_the_day_of_a_claim_is_not_that_of_the_known_deed() -> None:
    text = "The Reed Front claimed responsibility for the bombing on Monday."
    (claim,) = claims_of(text, "CLAIM_RESPONSIBILITY", "organisations")
    assert values(claim, "date") == ["Monday"]
    (deed,) = claims_of(text, "ASSAULT")
    assert not values(deed, "date")


def test_the_day_of_a_deed_that_is_news_stays() -> None:
    text = "The Reed Front claimed responsibility for a bombing in Tokai on Monday."
    (deed,) = claims_of(text, "ASSAULT")
    assert values(deed, "date") == ["Monday"]


def test_nothing_to_repair_gives_the_same_annotation() -> None:
    annotation = annotated("Soldiers arrested two men in Paris.")
    assert repaired(annotation) is annotation


def test_a_known_town_is_no_person() -> None:
    annotation = annotated("Police met Anders Holm in Paris.")
    name = next(e for e in annotation.entities if e.label == "PER")
    label = repaired(annotation, [Span(name.start, name.end)]).entities
    assert [e.label for e in label if e.start == name.start] == ["LOC"]


def test_a_name_that_begins_as_a_groups_is_no_persons() -> None:
    text = (
        "Wilayat Tokai claimed an attack on a barracks in Paris. "
        "The group said that its fighters had killed several soldiers."
    )
    claims = claims_of(text, "ASSAULT")
    assert [values(c, "actor") for c in claims] == [["Wilayat Tokai"], ["Wilayat Tokai"]]


def test_what_is_condemned_happened_where_and_when_the_sentence_says() -> None:
    text = "The council strongly condemns the attacks today in the towns of Paris and Lima."
    (deed,) = claims_of(text, "ASSAULT")
    assert "Paris" in values(deed, "place")
    (act,) = claims_of(text, "ACCUSE")
    assert not values(act, "place")


def test_a_noun_taken_for_a_verb_tells_who_was_hit() -> None:
    text = "A series of precision Ustrian airstrikes against rebels in Baghdad killed 20 fighters."
    (deed,) = claims_of(text, "ASSAULT")
    assert values(deed, "place") == ["Baghdad"]
    assert "20 fighters" in values(deed, "recipient")


def test_a_deed_does_nothing_itself() -> None:
    (deed,) = claims_of("Airstrikes destroyed 14 tanks in Baghdad in May.", "ASSAULT")
    assert not values(deed, "actor")


def test_a_subject_behind_as_is_that_of_its_clause() -> None:
    text = "Residents described mayhem in the sliver still under rebel control as volleys of shells rained down on the area."
    for deed in claims_of(text, "ASSAULT"):
        assert "Residents" not in values(deed, "actor")


def test_what_is_detonated_is_not_whom_it_hit() -> None:
    (deed,) = claims_of("The rebels detonated a car bomb in Baghdad on Monday.", "ASSAULT")
    assert not values(deed, "recipient")


@pytest.mark.parametrize(
    ("text", "role", "value"),
    [
        (
            "Three men were killed and 13 others were hurt in a blast in Karsk, reports the Olm Courier.",
            "killed",
            "3",
        ),
        (
            "The Reed Front has claimed the killing of Anders Holm in Karsk, reports the Olm Courier.",
            "actor",
            "Reed Front",
        ),
    ],
)
def test_who_closes_a_sentence_tells_all_of_it(text: str, role: str, value: str) -> None:
    (claim,) = claims_of(text, "ASSAULT")
    assert values(claim, role) == [value]
    outermost = claim.attribution[0].source
    assert outermost is not None and outermost.of(text) == "the Olm Courier"


@pytest.mark.parametrize(
    ("text", "actor", "killed"),
    [
        ("Gunmen hurled grenades at people in the Karsk area killing a nurse.", ["Gunmen"], ["1"]),
        ("A bomb blast in the city of Grozny that killed a guard shook the town.", [], ["1"]),
        ("Gunmen shot dead one Holm in the old market.", ["Gunmen"], ["1"]),
    ],
)
def test_an_outcome_is_the_deeds(text: str, actor: list[str], killed: list[str]) -> None:
    (claim,) = claims_of(text, "ASSAULT")
    assert (values(claim, "actor"), values(claim, "killed")) == (actor, killed)


def test_the_day_of_a_deed_is_not_that_of_the_charge() -> None:
    text = (
        "He named Holm, whom investigators suspect of having organised the attack on Karsk"
        " in May 2014."
    )
    (charge,) = claims_of(text, "ACCUSE")
    assert (values(charge, "actor"), values(charge, "date")) == (["investigators"], [])
