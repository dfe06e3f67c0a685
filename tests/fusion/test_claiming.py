"""Claims of responsibility: not before their deeds, and one where they are of one deed."""

from __future__ import annotations

import pytest
from facts_for_tests import (
    DORVA,
    FRONT,
    GUNMEN,
    LEAGUE,
    MIRA,
    Piece,
    Told,
    day,
    days,
    fused,
    told_again,
)

from dateline.fusion.facts import Event, Party, When

ATTACK = Told(
    "Gunmen attacked the mill in Dorva on Tuesday.",
    when=day("2020-03-03"),
    places=(DORVA,),
    actors=(GUNMEN,),
)
SECOND = Told(
    "Gunmen attacked the quarry in Mira on Wednesday.",
    when=day("2020-03-04"),
    places=(MIRA,),
    actors=(GUNMEN,),
)


def open_until(latest: str) -> When:
    return days(None, latest, 5, "reported; happened on or before the publication date")


def claim(
    text: str,
    when: When | None,
    who: Party = FRONT,
    deed: str | None = "attack",
    anchor: str = "claimed responsibility",
) -> tuple[Told, ...]:
    """A claim of responsibility as its own codebook has it, and the deed that its sentence names."""
    owning = Told(
        text,
        anchor,
        "CLAIM_RESPONSIBILITY",
        when=when,
        actors=(who,),
        codebook="organisations",
    )
    if deed is None:
        return (owning,)
    owned = told_again(
        owning, anchor=deed, type="ASSAULT", codebook="plover", cited=(who.raw,), cue="claimed"
    )
    return (owning, owned)


def claims_of_responsibility(*pieces: Piece) -> list[Event]:
    events = fused(pieces).events
    return [event for event in events if event.type == "CLAIM_RESPONSIBILITY"]


def between(event: Event) -> tuple[str | None, str | None, int | None]:
    assert event.when is not None
    return event.when.earliest, event.when.latest, event.when.precision


def test_a_claim_without_a_day_is_from_its_deeds_day_to_its_publication() -> None:
    text = "The Northern Front claimed responsibility for the attack."
    piece = Piece("a", (ATTACK, *claim(text, open_until("2020-03-05"))))
    (event,) = claims_of_responsibility(piece)
    assert between(event) == ("2020-03-03", "2020-03-05", 2)
    assert event.when is not None and event.when.how.startswith("not before the deed")


def test_a_day_of_its_own_stays() -> None:
    text = "The Northern Front claimed responsibility for the attack on Thursday."
    piece = Piece("a", (ATTACK, *claim(text, day("2020-03-05"))))
    (event,) = claims_of_responsibility(piece)
    assert between(event) == ("2020-03-05", "2020-03-05", 1)


def test_a_claim_that_would_be_before_its_deed_keeps_what_is_told() -> None:
    text = "The Northern Front claimed responsibility for the attack."
    piece = Piece("a", (ATTACK, *claim(text, open_until("2020-03-01"))))
    (event,) = claims_of_responsibility(piece)
    assert between(event) == (None, "2020-03-01", 5)


def test_claims_of_one_deed_are_one_and_of_other_groups_two() -> None:
    text = "The {} claimed responsibility for the attack."
    first = Piece("a", (ATTACK, *claim(text.format("Front"), open_until("2020-03-05"))))
    again = "Gunmen who attacked the mill in Dorva on 3 March 2020 came by boat."
    year = told_again(ATTACK, text=again)
    later = (year, *claim(text.format("Front"), open_until("2021-03-03")))
    second = Piece("b", later, "2021-03-03")
    (event,) = claims_of_responsibility(first, second)
    assert event.n_reports == 2
    assert between(event) == ("2020-03-03", "2020-03-05", 2)
    other = (year, *claim(text.format("League"), open_until("2021-03-03"), LEAGUE))
    assert len(claims_of_responsibility(first, Piece("b", other, "2021-03-03"))) == 2


def test_claims_of_two_deeds_are_two() -> None:
    text = "The Front claimed responsibility for the attack in a videotaped ballad."
    first = Piece("a", (ATTACK, *claim(text, open_until("2020-03-05"))))
    text = "In a videotaped ballad the Front claimed responsibility for the attack."
    second = Piece("b", (SECOND, *claim(text, open_until("2020-03-05"))))
    assert len(claims_of_responsibility(first, second)) == 2


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("The Front claimed responsibility for both attacks.", "claimed responsibility"),
        ("The Front claimed both attacks in a video.", "claimed"),
        ("The Front has claimed the two attacks.", "claimed"),
    ],
)
def test_a_claim_of_both_is_not_before_the_second(text: str, anchor: str) -> None:
    owning = claim(text, open_until("2020-03-06"), deed=None, anchor=anchor)
    (event,) = claims_of_responsibility(Piece("a", (ATTACK, SECOND, *owning), "2020-03-06"))
    assert between(event) == ("2020-03-04", "2020-03-06", 2)


def test_a_claim_of_one_and_a_claim_of_both_are_told_over_all_their_days() -> None:
    both = "The Front claimed responsibility for both attacks."
    one = "The Front claimed responsibility for the attack on Wednesday."
    owning = claim(both, open_until("2020-03-06"), deed=None)
    pieces = (
        Piece("a", (ATTACK, SECOND, *owning), "2020-03-06"),
        Piece("b", (ATTACK, *claim(one, day("2020-03-04"))), "2020-03-05"),
    )
    (event,) = claims_of_responsibility(*pieces)
    assert between(event) == ("2020-03-04", "2020-03-06", 2)


def test_the_attack_that_is_one_of_several_told_before_bounds_nothing() -> None:
    owning = claim(
        "The Front claimed responsibility for the attack.", open_until("2020-03-06"), deed=None
    )
    (event,) = claims_of_responsibility(Piece("a", (ATTACK, *owning), "2020-03-06"))
    assert between(event) == ("2020-03-03", "2020-03-06", 2)
    (event,) = claims_of_responsibility(Piece("a", (ATTACK, SECOND, *owning), "2020-03-06"))
    assert between(event) == (None, "2020-03-06", 5)


def own_account(text: str, cited: str = "it", who: Party = FRONT) -> Told:
    return Told(
        text,
        "burned",
        when=open_until("2020-03-06"),
        actors=(who,),
        recipients=(Party(None, "a lorry", "a lorry"),),
        cited=(cited,),
        mode="destroy",
    )


def told_of(event: Event) -> str | None:
    return event.when.earliest if event.when else None


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Of the second it said that its fighters had burned a lorry.", "2020-03-04"),
        ("About the first it said that its fighters had burned a lorry.", "2020-03-03"),
        ("Of the latter it said that its fighters had burned a lorry.", "2020-03-03"),
    ],
)
def test_what_a_group_says_of_one_of_two_deeds_goes_to_that_one(text: str, of: str) -> None:
    both = claim("The Front claimed both attacks.", None, deed=None, anchor="claimed")
    piece = Piece("a", (SECOND, ATTACK, *both, own_account(text)), "2020-03-06")
    attacks = [event for event in fused([piece]).events if event.type == "ASSAULT"]
    assert len(attacks) == 2
    (event,) = (event for event in attacks if FRONT in event.actors)
    assert told_of(event) == of


@pytest.mark.parametrize(
    "account",
    [
        own_account("It said that its fighters had burned a lorry."),  # of which?
        own_account("Of the second a shepherd said that it had burned a lorry.", "a shepherd"),
        own_account("Of the second the League said that it had burned a lorry.", "it", LEAGUE),
    ],
)
def test_what_may_be_of_either_or_is_somebody_elses_word_stays_alone(account: Told) -> None:
    both = claim("The Front claimed both attacks.", None, deed=None, anchor="claimed")
    piece = Piece("a", (SECOND, ATTACK, *both, account), "2020-03-06")
    attacks = [event for event in fused([piece]).events if event.type == "ASSAULT"]
    assert len(attacks) == 3


def test_what_a_group_says_behind_its_claim_of_the_one_attack_goes_to_it() -> None:
    owning = claim("The Front claimed the attack.", None, deed=None, anchor="claimed")
    account = own_account("It said that its fighters had burned a lorry.")
    piece = Piece("a", (ATTACK, *owning, account), "2020-03-06")
    (event,) = (event for event in fused([piece]).events if event.type == "ASSAULT")
    assert event.actors == (FRONT,)
