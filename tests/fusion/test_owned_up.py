"""Deeds that somebody claims: whose they are, and that the claim's day is not theirs."""

from __future__ import annotations

import pytest
from facts_for_tests import DORVA, FRONT, GUNMEN, OFFICERS, Piece, Told, day, days, fused

ATTACK = Told(
    "Gunmen attacked a police post in Dorva on Tuesday.",
    when=day("2020-03-03"),
    places=(DORVA,),
    actors=(GUNMEN,),
    recipients=(OFFICERS,),
)
SAME_SENTENCE = "date in the same sentence, weekday before publication"


def claimed(text: str, anchor: str, how: str = "weekday before publication") -> Told:
    return Told(
        text,
        anchor=anchor,
        when=days("2020-03-05", "2020-03-05", 1, how),
        actors=(FRONT,),
        cited=("The Northern Front",),
        cue="claimed",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Front claimed responsibility for the attack on Thursday.",
        "On Thursday the Northern Front claimed the attack.",
        "The Northern Front claimed the attack in a video on Thursday.",
    ],
)
def test_the_attack_that_is_claimed_is_the_one_told_before(text: str) -> None:
    (event,) = fused([Piece("a", (ATTACK, claimed(text, "attack")))]).events
    assert event.actors == (FRONT,)
    assert event.when is not None
    assert (event.when.earliest, event.when.latest) == ("2020-03-03", "2020-03-03")
    assert [conflict.field for conflict in event.conflicts] == []


def test_the_day_of_the_claim_is_not_that_of_what_it_tells() -> None:
    text = "The Northern Front claimed on Thursday a shooting in Dorva, in which two men died."
    told = claimed(text, "shooting", SAME_SENTENCE)
    died = Told(
        text,
        anchor="died",
        when=days("2020-03-05", "2020-03-05", 1, SAME_SENTENCE),
        places=(DORVA,),
        group="one",
    )
    (event,) = fused([Piece("a", (died,))]).events
    assert event.when is not None and event.when.earliest == "2020-03-05"
    both = [told, died]
    for event in fused([Piece("a", (both[0],)), Piece("b", (both[1],))]).events:
        if FRONT in event.actors:
            assert event.when is not None and event.when.earliest is None


def test_the_deeds_own_day_stays() -> None:
    told = claimed("The Northern Front claimed a bombing in Dorva on Thursday.", "bombing")
    (event,) = fused([Piece("a", (told,))]).events
    assert event.when is not None and event.when.earliest == "2020-03-05"


def test_a_claim_of_another_attack_is_another_event() -> None:
    told = claimed("The Northern Front claimed a raid near Mira on Thursday.", "raid")
    assert len(fused([Piece("a", (ATTACK, told))]).events) == 2
