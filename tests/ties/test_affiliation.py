"""Whose an actor was: reports and registry apart, splits, denials, headlines, leaders."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from ties_for_tests import (
    COAST,
    DELTA,
    FRONT,
    HOLM,
    ILVES,
    LEAGUE,
    SUDMARK,
    Said,
    during,
    facts,
    on,
    people,
    place,
    seed,
)

from dateline.ties import history, on_day
from dateline.ties.facts import Facts, OnDay, Tally, Verdict

PART = Said("PART_OF", (COAST,), (FRONT,))
SEED = seed(
    "group:coast",
    "part_of",
    "group:front",
    "2007-10-31",
    None,
    "public record: start known to the day, end not stated",
)


def coast(day: str, *said: Said, **more: object) -> OnDay:
    return on_day("group:coast", day, facts(*said, **more))  # type: ignore[arg-type]


def reports(answer: OnDay, kind: str = "part_of") -> Verdict:
    (found,) = [s.reports for s in answer.own if s.tie.kind == kind]
    return found


def test_a_tie_told_without_a_date_is_as_of_the_publication() -> None:
    assert reports(coast("2020-06-10", PART)).status == "stated"
    assert reports(coast("2020-06-09", PART)).status == "inferred"
    assert reports(coast("2020-09-09", PART)).status == "inferred"
    assert reports(coast("2015-06-09", PART)).status == "not known"


def test_the_registry_never_stands_in_for_a_report() -> None:
    answer = coast("2020-06-10", seeds=[SEED])
    assert answer.status == "inferred"
    assert reports(answer).status == "not said"
    assert "by the registry" in answer.summary[0]
    assert "no report in this ledger says so" in answer.summary[0]
    assert answer.tally == Tally(0, None)


def test_a_denial_alone_is_no_tie() -> None:
    answer = coast("2020-06-10", replace(PART, polarity="denied"))
    (standing,) = answer.own
    assert standing.reports.status == "not said"
    assert [s.basis.polarity for s in standing.tie.others] == ["denied"]
    assert answer.status == "not known"


@pytest.mark.parametrize("change", [{"modality": "predicted"}, {"headline": True}])
def test_forecasts_and_headlines_are_not_counted(change: dict[str, object]) -> None:
    answer = coast("2020-06-10", replace(PART, **change))  # type: ignore[arg-type]
    assert answer.status == "not known"


def test_supporters_in_its_area_split_it() -> None:
    said = (
        replace(PART, actors=(people("the coast", "group:coast"),)),
        Said(
            "PLEDGE_ALLEGIANCE",
            (people("supporters of the League"),),
            (LEAGUE,),
            on("2020-06-05"),
            places=(place("Hill Country"), place("the Coast")),
        ),
    )
    assert coast("2020-06-20", *said).status == "split"
    before = coast("2020-06-01", *said)
    assert before.status == "inferred"
    assert len(before.later) == 1


def test_the_name_of_a_region_alone_splits_nothing() -> None:
    pledge = Said(
        "PLEDGE_ALLEGIANCE",
        (people("militants"),),
        (LEAGUE,),
        on("2020-06-05"),
        places=(place("Coast"),),
    )
    answer = coast("2020-06-20", PART, pledge)
    assert [p.sure for p in answer.pledges] == [False]
    assert answer.status == "inferred"


def test_a_pledge_to_ones_own_whole_splits_nothing() -> None:
    pledge = Said("PLEDGE_ALLEGIANCE", (people("fighters", "group:coast"),), (FRONT,))
    assert coast("2020-06-20", PART, pledge).pledges == ()


def test_a_leader_who_goes_over_splits_it_and_a_stranger_does_not() -> None:
    led = Said("LED_BY", (HOLM,), (COAST,))
    gone = Said("PLEDGE_ALLEGIANCE", (HOLM,), (LEAGUE,), on("2020-06-05"))
    assert coast("2020-06-20", PART, led, gone).status == "split"
    stranger = replace(gone, actors=(ILVES,))
    assert coast("2020-06-20", PART, led, stranger).status == "inferred"


def test_fighters_of_a_group_are_not_the_group() -> None:
    said = Said(
        "PLEDGE_ALLEGIANCE",
        (people("Coast Wing fighters", "group:coast"),),
        (LEAGUE,),
        on("2020-06-05"),
    )
    answer = coast("2020-06-20", PART, said)
    assert {s.tie.kind for s in answer.own} == {"part_of"}
    assert answer.status == "split"
    whole = coast("2020-06-20", replace(said, actors=(COAST,)))
    assert reports(whole, "pledged_to").status == "inferred"
    assert whole.pledges == ()


def test_a_split_ends_what_it_was_part_of() -> None:
    split = Said("SPLIT", (COAST,), (FRONT,), on("2020-07-01"), report="r2")
    assert reports(coast("2020-08-01", PART, split)).status == "ended"
    assert reports(coast("2020-06-20", PART, split)).status == "inferred"


def test_a_province_before_it_was_declared() -> None:
    said = Said("DECLARE", (FRONT,), (DELTA,), on("2020-06-09"))
    before = on_day("group:delta", "2020-06-08", facts(said))
    assert before.status == "not yet declared"
    assert before.summary == (
        "not yet declared; according to 1 report, texts not compared, declared by Reed Front "
        "on 2020-06-09",
    )
    assert on_day("group:delta", "2020-06-09", facts(said)).status == "stated"


def front_leaders(day: str, given: Facts) -> dict[str, str]:
    answer = on_day("group:front", day, given)
    return {s.tie.b.name: s.reports.status for s in answer.own if s.tie.kind == "led_by"}


def test_leaders_come_and_go() -> None:
    organisation = {"organisation": (FRONT,)}
    given = facts(
        Said("LED_BY", (HOLM,), (FRONT,)),
        Said("LOSE_LEADER", (SUDMARK,), (HOLM,), during("2020-04-01", "2020-04-30")),
        Said("APPOINT_LEADER", (), (ILVES,), on("2020-05-20"), slots=organisation),
    )
    assert front_leaders("2020-03-01", given) == {
        "Anders Holm": "inferred",
        "Kaja Ilves": "not yet",
    }
    assert front_leaders("2020-04-15", given)["Anders Holm"] == "inferred"
    after = {"Anders Holm": "ended", "Kaja Ilves": "inferred"}
    assert front_leaders("2020-06-15", given) == after


def test_a_loss_is_not_bound_to_a_group_where_the_report_names_two() -> None:
    lost = Said("LOSE_LEADER", (), (HOLM,), on("2020-04-01"))
    led = [Said("LED_BY", (HOLM,), (group,)) for group in (FRONT, LEAGUE)]
    assert front_leaders("2020-05-01", facts(lost, *led)) == {"Anders Holm": "inferred"}


def test_reports_that_contradict_each_other_stand_side_by_side() -> None:
    ended = Said("LOSE_LEADER", (), (HOLM,), on("2020-04-01"), slots={"organisation": (FRONT,)})
    still = Said("LED_BY", (HOLM,), (FRONT,), report="r2")
    assert front_leaders("2020-05-01", facts(ended, still)) == {"Anders Holm": "contradicted"}


def test_dates_that_differ_are_named() -> None:
    declared = [
        Said("DECLARE", (FRONT,), (DELTA,), on(day), report=f"r{day}")
        for day in ("2020-06-09", "2020-06-11")
    ]
    told = history("group:delta", facts(*declared))
    assert told.conflicts == ("declared by Reed Front: began on 2020-06-09, or on 2020-06-11",)


def test_copies_are_one_text_family() -> None:
    said = [replace(PART, report=report) for report in ("r1", "r2", "r3")]
    given = facts(*said, families={"Tr1": "F1", "Tr2": "F1"})
    assert on_day("group:coast", "2020-06-10", given).tally == Tally(3, 2)


def test_the_order_of_claims_decides_nothing() -> None:
    said = (
        PART,
        Said("SPLIT", (COAST,), (FRONT,), on("2020-07-01"), report="r2"),
        Said("PLEDGE_ALLEGIANCE", (people("fighters", "group:coast"),), (LEAGUE,), report="r3"),
        Said("LED_BY", (HOLM,), (COAST,), report="r4"),
    )
    given = facts(*said, seeds=[SEED])
    mixed = list(given.claims)
    random.Random(7).shuffle(mixed)
    other = replace(given, claims=tuple(mixed))
    assert on_day("group:coast", "2020-06-20", given) == on_day("group:coast", "2020-06-20", other)
    assert history("group:coast", given) == history("group:coast", other)


def test_a_seed_known_to_the_month_is_inferred_within_it() -> None:
    months = seed(
        "group:coast",
        "part_of",
        "group:front",
        "2020-06-01",
        "2020-12-31",
        "A listing, 2021: start known to the month, end known to the year",
    )
    statuses = [
        coast(day, seeds=[months]).own[0].registry.status
        for day in ("2020-05-31", "2020-06-15", "2021-01-01")
    ]
    assert statuses == ["not yet", "inferred", "ended"]
    (statement,) = coast("2020-06-15", seeds=[months]).own[0].registry.rests_on
    assert statement.basis.citation == "A listing, 2021"


def test_every_seed_of_the_registry_is_understood() -> None:
    from dateline.resolve.registry import Registry
    from dateline.ties.statements import _of_seed

    for relation in Registry.open().relations():
        statement = _of_seed(relation)
        assert (statement.begins is None) == (relation.earliest is None), relation
        assert (statement.ends is None) == (relation.latest is None), relation
        assert ":" not in statement.basis.citation
