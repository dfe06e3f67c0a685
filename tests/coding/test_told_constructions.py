"""Constructions that carry a type whatever their words: orders, duties, deeds as objects, parts."""

from __future__ import annotations

import pytest
from coded import claims_of, coding_of, values


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ministry told the river rebels to hand in their maps.", "REQUEST"),
        ("The union said that the government must repair the dam.", "REQUEST"),
        ("The mayor should close the fair, said the head of the farmers' league.", "REQUEST"),
        ("The cabinet approved the extradition of a former general.", "COOPERATE"),
        (
            "The ministry announced the release of two sailors who had been arrested in May.",
            "RETREAT",
        ),
        ("The rebels handed over half of their weapons.", "RETREAT"),
        ("The navy released three vessels on Monday.", "RETREAT"),
        ("Negotiators of France and Spain have agreed a trade agreement.", "AGREE"),
        ("The court let the two printers go.", "RETREAT"),
    ],
)
def test_the_construction_is_the_main_claim(text: str, name: str) -> None:
    assert max(coding_of(text).claims, key=lambda c: c.salience).type == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The union told reporters that it would march.", "REQUEST"),
        ("The minister said that he must go home early.", "REQUEST"),
        ("The ministry released a statement on Monday.", "RETREAT"),
        ("The committee released the findings of its survey.", "RETREAT"),
    ],
)
def test_what_only_looks_alike_is_not(text: str, name: str) -> None:
    assert not claims_of(text, name)


def test_who_is_told_is_the_recipient() -> None:
    (claim,) = claims_of("The union said that the government must repair the dam.", "REQUEST")
    assert (values(claim, "actor"), values(claim, "recipient")) == (["union"], ["government"])
