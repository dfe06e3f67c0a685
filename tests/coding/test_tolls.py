"""Numbers of people told as tolls, states and leftovers."""

from __future__ import annotations

import pytest
from coded import claims_of, values


@pytest.mark.parametrize(
    ("text", "role", "value"),
    [
        ("The number of nurses killed in the raid on Olm has risen to 14.", "killed", "14"),
        ("The death toll from the blast in Karsk rose to at least 20 on Friday.", "killed", ">=20"),
        ("The number of people injured by a car bomb in Karsk stood at 31.", "injured", "31"),
        ("Eleven rebels were killed in Karsk.", "killed", "11"),
        ("Holm and three other rebels were killed in Karsk.", "killed", "4"),
        ("A bomb exploded in Karsk, killing one guard and injuring another.", "injured", "1"),
        ("Gunmen raid bank in Karsk, nine guards killed", "killed", "9"),
        ("One killed, six wounded in shooting in Karsk", "injured", "6"),
        ("Nurses in Karsk treat 12 wounded after the shooting", "injured", "12"),
    ],
)
def test_a_number_is_found(text: str, role: str, value: str) -> None:
    found = [v for claim in claims_of(text, "ASSAULT") for v in values(claim, role)]
    assert found == [value]


def test_who_is_counted_in_a_headline_suffers() -> None:
    claim = claims_of("Gunmen raid bank in Karsk, nine guards killed", "ASSAULT")[-1]
    assert values(claim, "recipient") == ["nine guards"]
    assert not values(claim, "actor")


def test_a_toll_that_counts_no_people_is_none() -> None:
    claims = claims_of("The number of attacks on villages in Karsk rose to 14.", "ASSAULT")
    assert not any(values(claim, "killed") for claim in claims)


def test_who_died_suffers_in_a_relative_clause() -> None:
    (claim,) = claims_of("The guards who died in the attack on Karsk were young.", "ASSAULT")
    assert not values(claim, "actor")
    assert "guards" in values(claim, "recipient")


def test_what_happened_in_another_place_is_no_outcome() -> None:
    claims = claims_of(
        "Gunmen burned 40 houses in Karsk and killed 12 people in Grozny.", "ASSAULT"
    )
    assert [values(claim, "killed") for claim in claims] == [[], ["12"]]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Two brothers were shot dead in a village near Karsk.", ["2"]),
        ("An explosive device (IED) exploded near a school in Grozny.", []),
    ],
)
def test_one_deed_told_by_two_words_is_one_claim(text: str, killed: list[str]) -> None:
    (claim,) = claims_of(text, "ASSAULT")
    assert values(claim, "killed") == killed
