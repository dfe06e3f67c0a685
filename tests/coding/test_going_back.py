"""Claims that go back to what their report told before, and what they deny or leave open."""

from __future__ import annotations

import pytest
from coded import claims_of, coding_of, values

from dateline.coding import code, load_codebook
from dateline.language import annotate


def sizes(text: str, title: str = "") -> list[int]:
    whole = f"{title}\n\n{text}" if title else text
    annotation = annotate(whole, "en", "", len(title))
    coding = code(annotation, load_codebook("plover"), "N")
    kept = {c.id for c in coding.claims if c.type == "ASSAULT" and c.modality == "actual"}
    return sorted(len(kept & set(g.claims)) for g in coding.groups if kept & set(g.claims))


def test_a_headline_is_about_the_first_sentences() -> None:
    text = "A car bomb exploded near a market in Karsk, killing four traders."
    assert sizes(text, "Blast kills four in Karsk") == [2]


def test_what_is_classed_is_not_told_again() -> None:
    text = "A car bomb killed a guard near Karsk. It was the second attack on police in two days."
    assert sizes(text) == [2]


def test_the_place_of_a_row_is_not_that_of_one_deed() -> None:
    text = "The bombing was the second attack near Paris in two months."
    assert not [v for claim in claims_of(text, "ASSAULT") for v in values(claim, "place")]


def test_several_claimed_deeds_are_no_deed() -> None:
    text = "The Reed Front claimed responsibility for both attacks."
    assert not claims_of(text, "ASSAULT")
    assert len(claims_of(text, "CLAIM_RESPONSIBILITY", "organisations")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The commander forbade his men to take part in bombings of markets.",
        "The law prohibits soldiers from attacking villages.",
    ],
)
def test_what_is_forbidden_is_neither_done_nor_denied(text: str) -> None:
    assert {c.modality for c in claims_of(text, "ASSAULT")} <= {"hypothetical"}


def test_a_suspect_leaves_the_deed_as_it_was() -> None:
    text = "Police suspect Holm of having organised the attack on Karsk in May."
    (claim,) = claims_of(text, "ASSAULT")
    assert claim.modality == "actual"
    assert not values(claim, "actor")


def test_a_denied_attack_is_told() -> None:
    (claim,) = claims_of("The army denied that the attack had taken place.", "ASSAULT")
    assert claim.polarity == "denied"


def test_nobody_was_arrested() -> None:
    (claim,) = claims_of("Nobody has been arrested over the blast.", "COERCE")
    assert claim.polarity == "denied"
    assert values(claim, "recipient") == ["Nobody"]


def test_the_group_is_who_stood_there_when_the_same_was_told() -> None:
    text = (
        "Holm, a commander of the Hill Brigade, has pledged allegiance to the Reed Front. "
        "Two days later Olen also pledged allegiance to the group."
    )
    claims = claims_of(text, "PLEDGE_ALLEGIANCE", "organisations")
    assert [values(claim, "recipient") for claim in claims] == [["Reed Front"], ["Reed Front"]]


def test_a_post_is_what_was_attacked_not_its_town() -> None:
    (claim,) = claims_of(
        "Gunmen attacked a police post in the Danish capital Copenhagen.", "ASSAULT"
    )
    assert values(claim, "recipient") == ["police post"]


def test_it_is_not_the_roadside_that_acts() -> None:
    text = "The guards stood beside the car, which was parked at the side of the road, when it exploded."
    coding = coding_of(text)
    assert not [v for c in coding.claims for v in values(c, "actor") if "side" in v]
