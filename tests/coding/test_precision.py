"""Words that read like a deed and are none: what a coder would leave out."""

from __future__ import annotations

import pytest
from coded import annotated, claims_of, values

from dateline.coding import code, load_codebook
from dateline.types import Span


@pytest.mark.parametrize(
    ("text", "type_", "codebook"),
    [
        ("Holm headed to Karsk on Monday to meet President Marta Olen.", "LED_BY", "organisations"),
        ("The ferryman tied six men to the mast.", "ALLIED_WITH", "organisations"),
        ("Holm said he might break with the tax policy.", "SPLIT", "organisations"),
        ("The mayor fired off a letter at 7 a.m. on Monday.", "ASSAULT", "plover"),
        (
            "Anders Holm, the Sydney doctor who was among the first to sound an alarm, died in June"
            " at the age of 91.",
            "ASSAULT",
            "plover",
        ),
        ("Olen called the indictment an attack on the free press.", "ASSAULT", "plover"),
        ("Norland attacked the election systems of Karsk last year.", "ASSAULT", "plover"),
        ("Holm answered the verbal attacks of Olen on Monday.", "ASSAULT", "plover"),
        ("Holm has destroyed the party's credibility.", "ASSAULT", "plover"),
        ("In 1966 Holm narrowly beat Olen, but all others were re-elected.", "ASSAULT", "plover"),
        ("Holm is punching well above his weight in Karsk.", "ASSAULT", "plover"),
        ("The clerks stole and released tens of thousands of documents.", "RETREAT", "plover"),
        ("Olen spoke at her lakeside retreat last week.", "RETREAT", "plover"),
        ("The roads are worse thanks to the council's neglect of Karsk.", "SUPPORT", "plover"),
        ("Monday's summit is a boon for the hotels of Karsk.", "CONSULT", "plover"),
    ],
)
def test_it_is_not_claimed(text: str, type_: str, codebook: str) -> None:
    assert claims_of(text, type_, codebook) == []


def test_who_is_called_on_is_to_act() -> None:
    (claim,) = claims_of("The unions called on Holm to pull out of the summit.", "SANCTION")
    assert (values(claim, "actor"), claim.modality) == (["Holm"], "hypothetical")


def test_an_infinitive_goes_on_the_list_before_it() -> None:
    text = (
        "Holm wants the U.S. and its allies to lift sanctions, pull back NATO forces deployed near its"
        " borders and restore trade."
    )
    (claim,) = claims_of(text, "REQUEST")
    assert values(claim, "actor") == ["Holm"]
    assert values(claim, "recipient") == ["U.S.", "allies"]
    assert not claims_of(text, "RETREAT")


def test_a_known_name_with_an_and_is_one_party() -> None:
    text = (
        "The airmen joined the fight against the Reed Council of Karsk and Olm in support of Holm."
    )
    name = "Reed Council of Karsk and Olm"
    span = Span(text.index(name), text.index(name) + len(name))
    coding = code(annotated(text), load_codebook("plover"), joined=[span])
    (claim,) = [c for c in coding.claims if c.type == "ASSAULT"]
    assert values(claim, "recipient") == [name]
