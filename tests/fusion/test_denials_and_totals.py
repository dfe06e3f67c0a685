"""Denials go to what they deny; totals of a period stay out of single events."""

from __future__ import annotations

import pytest
from facts_for_tests import (
    ARMY,
    COAST,
    DORVA,
    FRONT,
    GUNMEN,
    HILLS,
    MILITANTS,
    MIRA,
    NORTHLAND,
    OFFICERS,
    Piece,
    Told,
    day,
    days,
    fused,
    one,
)

from dateline.fusion.facts import Party, Where

ATTACK = Told(
    "The Front attacked a post in Dorva on 4 March.",
    when=day("2020-03-04"),
    places=(DORVA,),
    actors=(FRONT,),
)


def test_a_denial_joins_what_its_report_told_and_contests_it() -> None:
    denial = Told(
        "The army denied that its post in Dorva had been attacked.",
        places=(DORVA,),
        polarity="denied",
        cited=("The army",),
    )
    (event,) = fused([one("a", (ATTACK, denial))]).events
    assert event.kind == "single"
    assert event.grade == "contested"
    assert len(event.denials) == 1
    assert event.sources.high == 1
    assert event.conflicts[0].field == "happened"
    assert any("denied by The army" in reason for reason in event.reasons)


def test_a_denial_in_another_report_finds_what_it_denies() -> None:
    denial = Told(
        "No post in Dorva was attacked on 4 March, the army said.",
        when=day("2020-03-04"),
        places=(DORVA,),
        polarity="denied",
        cited=("the army",),
    )
    (event,) = fused([one("a", ATTACK), one("b", denial)]).events
    assert event.n_reports == 2
    assert event.grade == "contested"


def test_a_denial_of_nothing_told_is_an_event_of_its_own() -> None:
    denial = Told("Mira was not attacked, the army said.", places=(MIRA,), polarity="denied")
    kinds = {event.kind for event in fused([one("a", ATTACK), one("b", denial)]).events}
    assert kinds == {"single", "denied"}


JOINED = Told(
    "Fighters from the Hills joined the Northern Front on 4 March.",
    "joined",
    "JOIN_GROUP",
    when=day("2020-03-04"),
    places=(HILLS,),
    actors=(MILITANTS,),
    recipients=(FRONT,),
    codebook="organisations",
)


def not_joined(text: str, who: Party, where: tuple[Where, ...] = ()) -> Told:
    return Told(
        text,
        "joined",
        "JOIN_GROUP",
        places=where,
        actors=(who,),
        recipients=(FRONT,),
        polarity="denied",
        codebook="organisations",
    )


def kinds(*told: Told) -> set[str]:
    return {event.kind for event in fused([one("a", told)]).events}


def test_what_others_did_not_do_is_no_denial() -> None:
    villages = Party(None, "Its coastal villages", "Its coastal villages")
    denial = not_joined("Its coastal villages have not joined the Northern Front.", villages)
    assert kinds(JOINED, denial) == {"single", "denied"}
    denial = not_joined("The fighters have not joined the Northern Front.", MILITANTS)
    assert kinds(JOINED, denial) == {"single"}


def test_what_was_not_done_in_another_province_is_no_denial() -> None:
    text = "Fighters on the coast have not joined the Northern Front."
    assert kinds(JOINED, not_joined(text, MILITANTS, (COAST,))) == {"single", "denied"}
    assert kinds(JOINED, not_joined(text, MILITANTS, (HILLS,))) == {"single"}
    text = "Fighters in Northland have not joined the Northern Front."
    assert kinds(JOINED, not_joined(text, MILITANTS, (NORTHLAND,))) == {"single"}


def test_a_denial_by_name_of_what_nameless_fighters_did_contests_it() -> None:
    nameless = Told(ATTACK.text, places=(DORVA,), actors=(GUNMEN,))
    denial = Told(
        "The Front denied that it had attacked the post.",
        actors=(FRONT,),
        polarity="denied",
        cited=("The Front",),
    )
    assert kinds(nameless, denial) == {"single"}


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in five attacks in Dorva this week.",
        "Twelve people have been killed in Dorva since January.",
        "A wave of bombings killed twelve people in Dorva.",
        "The violence has killed at least twelve people in Dorva over the past three months.",
    ],
)
def test_a_total_is_never_joined_to_or_counted_in_a_single_event(text: str) -> None:
    total = Told(
        text,
        "killed",
        places=(DORVA,),
        when=days("2020-03-01", "2020-03-07", 3),
        counts={"killed": 12},
    )
    told = Told(
        "Militants killed two officers in Dorva on 4 March.",
        "killed",
        when=day("2020-03-04"),
        places=(DORVA,),
        counts={"killed": 2},
    )
    events = fused([one("a", told), one("b", total)]).events
    assert {event.kind for event in events} == {"single", "summary"}
    single = next(event for event in events if event.kind == "single")
    assert single.counts[0].high == 2


@pytest.mark.parametrize(
    "text",
    [
        "Twin bombings killed twelve people in Dorva on 4 March.",
        "Militants killed twelve people in Dorva on 4 March.",
        "Twelve people were killed on Wednesday in the worst attack since January.",
    ],
)
def test_one_happening_is_no_total(text: str) -> None:
    told = Told(text, "killed", when=day("2020-03-04"), places=(DORVA,), counts={"killed": 12})
    (event,) = fused([one("a", told)]).events
    assert event.kind == "single"


def test_totals_of_one_period_join_each_other() -> None:
    total = Told(
        "Twelve people were killed in five attacks in Dorva in the first week of March.",
        "killed",
        places=(DORVA,),
        when=days("2020-03-01", "2020-03-07", 3),
        counts={"killed": 12},
    )
    (event,) = fused([one("a", total), one("b", total)]).events
    assert event.kind == "summary"
    assert event.grade == "a period's total"


def test_attackers_who_died_are_counted_apart() -> None:
    attack = Told(
        "Militants attacked a post in Dorva on 4 March, killing six police officers.",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(MILITANTS,),
        recipients=(OFFICERS,),
        counts={"killed": 6},
        words="six police officers",
    )
    died = Told(
        "The attack in Dorva on 4 March left nine militants dead.",
        "attack",
        when=day("2020-03-04"),
        places=(DORVA,),
        counts={"killed": 9},
        words="nine militants",
    )
    (event,) = fused([one("a", (attack, died))]).events
    assert [(c.role, c.best) for c in event.counts] == [("killed", 6), ("killed_of_actors", 9)]


def test_deaths_told_twice_do_not_put_the_dead_on_the_other_side() -> None:
    attack = Told(
        "Gunmen attacked a post in Dorva on 4 March, killing six police officers.",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(GUNMEN,),
        recipients=(OFFICERS,),
        counts={"killed": 6},
        words="six police officers",
    )

    def died(words: str, number: int) -> Told:
        return Told(
            f"In the attack in Dorva on 4 March {words} were killed.",
            "killed",
            when=day("2020-03-04"),
            places=(DORVA,),
            recipients=(Party(None, words, words),),
            counts={"killed": number},
            words=words,
        )

    reports = [
        one("a", (attack, died("nine militants", 9))),
        one("b", died("eleven militants", 11)),
        one("c", died("ten militants", 10)),
    ]
    (event,) = fused(reports).events
    found = {c.role: (c.low, c.high) for c in event.counts}
    assert found == {"killed": (6, 6), "killed_of_actors": (9, 11)}


def test_parts_of_a_toll_are_not_added() -> None:
    def killed(number: int, words: str) -> Told:
        return Told(
            f"In Dorva {words} were killed on 4 March.",
            "killed",
            when=day("2020-03-04"),
            places=(DORVA,),
            counts={"killed": number},
            words=words,
        )

    pieces = [Piece("a", (killed(6, "six officers"), killed(2, "two drivers")))]
    (event,) = fused(pieces).events
    assert event.counts[0].best == 6
    assert "not added" in event.counts[0].note


def test_claimed_by_the_actor_alone() -> None:
    claimed = Told(
        "The Front said that it had attacked a post in Dorva on 4 March.",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(FRONT,),
        cited=("the Northern Front",),
    )
    (event,) = fused([one("a", claimed)]).events
    assert event.grade == "claimed by the actor alone"
    (event,) = fused([one("a", claimed), one("b", ATTACK)]).events
    assert event.grade == "several sources"


def test_named_parties_come_alone_where_there_are_some() -> None:
    nameless = Told(
        "Militants attacked an army post in Dorva on 4 March.",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(MILITANTS,),
        recipients=(ARMY,),
    )
    (event,) = fused([one("a", ATTACK), one("b", nameless)]).events
    assert event.actors == (FRONT,)
    assert event.recipients == (ARMY,)
