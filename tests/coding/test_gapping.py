"""One verb that tells several happenings."""

from __future__ import annotations

import pytest
from coded import claims_of, values


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Pedro Alvarez was killed by troops in April, and Carlos Holm in August.", "Carlos Holm"),
        ("Rebels killed six nurses in Paris and two farmers in Lima.", "two farmers"),
    ],
)
def test_what_a_verb_tells_again_is_another_happening(text: str, second: str) -> None:
    first, again = claims_of(text, "ASSAULT")
    assert values(again, "recipient") == [second]
    assert values(again, "actor") == values(first, "actor")
    assert first.mention != again.mention
    assert first.anchor == again.anchor


def test_each_has_its_own_place_and_number() -> None:
    first, again = claims_of(
        "Rebels killed six nurses in Paris and two farmers in Lima.", "ASSAULT"
    )
    assert values(first, "place") == ["Paris"]
    assert values(first, "killed") == ["6"]
    assert values(again, "place") == ["Lima"]
    assert values(again, "killed") == ["2"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed six nurses and two farmers in Paris.",
        "Pedro Alvarez was killed on Monday and buried on Tuesday in Lima.",
        "Rebels killed six nurses in Paris and Lima.",
    ],
)
def test_several_victims_or_places_of_one_deed_stay_one(text: str) -> None:
    assert len(claims_of(text, "ASSAULT")) == 1
