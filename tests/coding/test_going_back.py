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


@pytest.mark.parametrize(
    "text",
    [
        "It was the second attack on police in two days.",
        "The bombing was the second attack near Paris in two months.",
    ],
)
def test_a_deed_that_is_only_counted_is_not_told_again(text: str) -> None:
    assert not claims_of(text, "ASSAULT")


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


def test_a_headline_may_name_the_province_and_the_office() -> None:
    text = (
        "Soldiers shot dead Anders Holm, head of the Reed Front, in the village of Olm on Monday."
    )
    assert sizes(text, "Leader of Reed Front killed in Ustria") == [2]


def test_the_attackers_are_those_of_the_attack() -> None:
    text = (
        "Gunmen opened fire on a crowd in Karsk on Monday, killing two traders. "
        "The attackers fired at a group of tourists from a roof."
    )
    assert sizes(text) == [2]


def test_an_attack_and_what_it_went_on_with_are_one() -> None:
    (claim,) = claims_of("Gunmen attacked a police post and seized a hospital in Karsk.", "ASSAULT")
    assert values(claim, "recipient") == ["police post", "hospital"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "Holm pledged allegiance to the Reed Front in a video that was posted on 3 May.",
            "3 May",
        ),
        (
            "A video was posted on 3 May. In it, Holm pledged allegiance to the Reed Front.",
            "3 May",
        ),
        ("The Reed Front announced on 3 May that it had founded a province in Olm.", "3 May"),
    ],
)
def test_what_is_said_in_public_has_the_day_on_which_it_came_out(text: str, date: str) -> None:
    claims = [
        c
        for name in ("PLEDGE_ALLEGIANCE", "DECLARE")
        for c in claims_of(text, name, "organisations")
    ]
    assert [values(c, "date") for c in claims] == [[date]]


def test_the_fortress_is_the_one_told_before() -> None:
    text = (
        "Police closed the fortress of Paris on Monday. "
        "Two tourists had been shot at the fortress on Sunday."
    )
    (claim,) = claims_of(text, "ASSAULT")
    assert values(claim, "place") == ["Paris"]


def test_the_city_is_the_only_one_told_before() -> None:
    text = "Police closed roads near Paris on Monday. Gunmen had killed a guard in the city."
    (claim,) = claims_of(text, "ASSAULT")
    assert values(claim, "place") == ["Paris"]


def test_what_is_claimed_of_a_row_is_no_claim_of_its_own() -> None:
    text = "The bombing was the second attack near Paris that the Reed Front has claimed."
    assert not claims_of(text, "CLAIM_RESPONSIBILITY", "organisations")


def test_the_same_doers_next_sentence_tells_the_outcome() -> None:
    text = "The Reed Front attacked a barracks in Karsk on Monday. The Reed Front killed two cooks."
    assert sizes(text) == [2]
    other = "The Reed Front attacked a barracks in Karsk on Monday. The Hill Army killed two cooks."
    assert sizes(other) == [1, 1]


def test_a_dateline_puts_nothing_between_headline_and_lead() -> None:
    text = (
        "TOKAI, April 20 (Reed News) - Army troops have killed Pedro Alvarez in the town of Tokai."
    )
    assert sizes(text, "Leader of rebels killed in Ustria") == [2]


def test_two_deeds_of_one_lead_are_not_one_by_their_headline() -> None:
    text = (
        "Rebels attacked a barracks on Tuesday, a month after ten farmers were shot dead in Goma."
    )
    assert sizes(text, "Soldiers killed by rebels") == [1, 2]


def test_a_deed_with_a_place_and_day_of_its_own_goes_back_to_nothing() -> None:
    text = "Rebels opened fire when they were stopped. One of them had led the attack on Baghdad in May."
    assert sizes(text) == [1, 1]


def test_those_who_were_attacked_shoot_in_the_same_clash() -> None:
    text = "Soldiers killed eight rebels in Goma on Sunday. The rebels opened fire when they were stopped."
    assert sizes(text) == [2]


def test_those_who_were_attacked_attack_others_elsewhere() -> None:
    text = "Soldiers killed eight rebels in Goma on Sunday. The rebels shot two farmers in Lima."
    assert sizes(text) == [1, 1]
