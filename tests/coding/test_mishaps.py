"""Harm that nobody did is no event."""

from __future__ import annotations

import pytest
from coded import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake in Ustria killed 40 people on Friday.",
        "A motorist was killed when his car crashed into a wall near Tokai.",
        "Four people were injured in a collision on the road to Tokai.",
        "A girl was hit by a car and killed in Tokai on Sunday.",
        "A fire at a house in Tokai killed two people.",
        "Former governor Pedro Alvarez died on Thursday.",
        "Nine people died of cholera in Tokai.",
        "The senate killed the trade deal.",
        "Agents executed a search warrant in Tokai.",
        "The club beat its neighbours in the cup match in Tokai.",
    ],
)
def test_nobody_did_it(text: str) -> None:
    assert not claims_of(text, "ASSAULT")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed 40 people in Ustria on Friday.",
        "Forty people were killed in Ustria on Friday.",
        "A motorist was killed when rebels attacked his car near Tokai.",
        "Police beat up labourers in Tokai.",
        "A village headman was killed by rebels in Tokai.",
        "A suicide bomber in a car killed two people in Tokai.",
        "Rebels set fire to a house in Tokai, killing two people.",
        "Rebels shot down a helicopter near Tokai; four soldiers died in the crash.",
    ],
)
def test_somebody_did_it(text: str) -> None:
    assert claims_of(text, "ASSAULT")


def test_who_died_beside_an_attack_died_of_it() -> None:
    text = "Gunmen attacked a post in Tokai. One officer died there."
    assert len(claims_of(text, "ASSAULT")) == 2
