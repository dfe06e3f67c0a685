"""Numbers in words and digits as value strings."""

from __future__ import annotations

import pytest
from coded import claims_of, values

from dateline.coding.quantities import number_value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", "12"),
        ("at least twelve", ">=12"),
        ("more than 11", ">=12"),
        ("up to 40", "<=40"),
        ("fewer than 40", "<=39"),
        ("about 300", "~300"),
        ("10 to 15", "10-15"),
        ("between five and seven", "5-7"),
        ("dozens", ">=24"),
        ("hundreds of", ">=200"),
        ("two dozen", "24"),
        ("twenty-two", "22"),
        ("one hundred and twenty", "120"),
        ("1,500", "1500"),
        ("three thousand five hundred", "3500"),
        ("a dozen", "12"),
        ("several", None),
    ],
)
def test_number_value(words: str, value: str | None) -> None:
    assert number_value(words) == value


def test_a_woman_and_two_children_are_three() -> None:
    (claim,) = claims_of("Soldiers killed a woman and two children.", "ASSAULT")
    assert values(claim, "killed") == ["3"]


def test_dead_and_wounded_left_behind() -> None:
    text = "Rebels shelled the market, leaving four people dead."
    claim = claims_of(text, "ASSAULT")[0]
    assert values(claim, "killed") == ["4"]


def test_participants_of_a_protest() -> None:
    (claim,) = claims_of("Some 5,000 nurses marched in Madrid.", "PROTEST")
    assert values(claim, "participants") == ["~5000"]


def test_a_year_is_no_count() -> None:
    claim = claims_of("Rebels killed soldiers in 2014.", "ASSAULT")[0]
    assert claim.slot("killed") == ()
