"""What joins, what stays apart, and what is listed as open."""

from __future__ import annotations

import pytest
from facts_for_tests import (
    ARMY,
    BARAN,
    BRANCH,
    COAST,
    DORVA,
    FRONT,
    GUNMEN,
    HILLS,
    KELM,
    LEAGUE,
    MILITANTS,
    MIRA,
    NORTHLAND,
    OFFICERS,
    STATE,
    UNITS,
    WHOLES,
    Piece,
    Told,
    claims_of,
    day,
    days,
    fused,
    one,
    reports_together,
    told_again,
)

from dateline.fusion.compare import Known, compare
from dateline.fusion.facts import Party, When
from dateline.fusion.tellings import tellings

ATTACK = Told(
    "Militants attacked a police post in Dorva on 4 March.",
    when=day("2020-03-04"),
    places=(DORVA,),
    actors=(MILITANTS,),
)


def apart(*pieces: Piece) -> bool:
    return len(fused(pieces).events) == len(pieces)


def together(*pieces: Piece) -> bool:
    return reports_together(pieces, fused(pieces)) == {frozenset(piece.key for piece in pieces)}


def test_one_town_and_one_day_join() -> None:
    other = Told(
        "A patrol was attacked in Dorva on Wednesday, killing two.",
        when=day("2020-03-04"),
        places=(DORVA,),
        counts={"killed": 2},
    )
    assert together(one("a", ATTACK), one("b", other))


def test_the_next_day_stays_apart() -> None:
    next_day = Told(
        "Militants attacked a police post in Dorva on 5 March.",
        when=day("2020-03-05"),
        places=(DORVA,),
        actors=(MILITANTS,),
    )
    assert apart(one("a", ATTACK), one("b", next_day))


def test_another_town_stays_apart() -> None:
    other = Told(
        "Militants attacked a police post in Mira on 4 March.",
        when=day("2020-03-04"),
        places=(MIRA,),
        actors=(MILITANTS,),
    )
    assert apart(one("a", ATTACK), one("b", other))


def test_a_province_holds_its_town_and_no_other_provinces_town() -> None:
    def in_province(place: object) -> Told:
        return Told(
            "Militants attacked police officers in the province on 4 March, killing six.",
            when=day("2020-03-04"),
            places=(place,),  # type: ignore[arg-type]
            actors=(MILITANTS,),
            recipients=(OFFICERS,),
            counts={"killed": 6},
        )

    full = Told(
        "Militants attacked police officers in Dorva on 4 March, killing six.",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(MILITANTS,),
        recipients=(OFFICERS,),
        counts={"killed": 6},
    )
    assert together(one("a", full), one("b", in_province(COAST)))
    assert apart(one("a", full), one("b", in_province(HILLS)))


def test_a_group_may_be_nameless_in_one_report_but_not_another_group() -> None:
    def by(party: object) -> Told:
        return Told(
            "They attacked a police post in Dorva on 4 March.",
            when=day("2020-03-04"),
            places=(DORVA,),
            actors=(party,),  # type: ignore[arg-type]
        )

    assert together(one("a", by(FRONT)), one("b", by(GUNMEN)))
    assert together(one("a", by(FRONT)), one("b", by(BRANCH)))
    assert together(one("a", by(ARMY)), one("b", by(STATE)))
    pieces = (one("a", by(FRONT)), one("b", by(LEAGUE)))
    assert apart(*pieces)
    (open_pair,) = fused(pieces).unsure
    assert "other actors" in open_pair.why


def test_a_rising_toll_joins_and_the_latest_is_best() -> None:
    tolls = [
        one(
            f"r{n}",
            Told(
                f"{n} police officers were killed when militants attacked a post in Dorva.",
                when=day("2020-03-04"),
                places=(DORVA,),
                recipients=(OFFICERS,),
                counts={"killed": n},
                words=f"{n} police officers",
            ),
            published,
        )
        for n, published in ((3, "2020-03-04"), (7, "2020-03-05"), (12, "2020-03-06"))
    ]
    result = fused(tolls)
    (event,) = result.events
    (killed,) = event.counts
    assert (killed.low, killed.best, killed.high) == (3, 12, 12)
    assert "latest" in killed.note
    assert [said.value for said in killed.said] == ["3", "7", "12"]
    assert [conflict.field for conflict in event.conflicts] == ["killed"]


def test_twin_attacks_of_one_day_stay_apart_where_a_report_tells_them_apart() -> None:
    market = Told(
        "A bomb attacked the market in Dorva on 4 March, killing nine.",
        when=day("2020-03-04"),
        places=(DORVA,),
        counts={"killed": 9},
        mode="explosives",
    )
    second = Told(
        "Hours later, a second group attacked the mayor's house in Dorva.",
        when=day("2020-03-04"),
        places=(DORVA,),
        mode="firearms",
    )
    result = fused([one("a", (market, second))])
    assert len(result.events) == 2


def test_a_telling_that_fits_two_attacks_of_one_day_is_left_open() -> None:
    first = Told(
        "A bomb attacked the market in Dorva on 4 March.", when=day("2020-03-04"), places=(DORVA,)
    )
    second = Told(
        "Hours later, a second bomb attacked a school in Dorva.",
        when=day("2020-03-04"),
        places=(DORVA,),
    )
    plain = Told(
        "The town of Dorva was attacked on 4 March.", when=day("2020-03-04"), places=(DORVA,)
    )
    pieces = [one("a", (first, second)), one("b", plain)]
    result = fused(pieces)
    assert len(result.events) == 3
    assert any("another happening" in unsure.why for unsure in result.unsure)


def test_several_at_once_join_only_with_what_fits_all() -> None:
    # The province fits both towns, the towns do not fit each other.
    in_dorva = Told(
        "Militants attacked police officers in Dorva on 4 March.",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(FRONT,),
        recipients=(OFFICERS,),
    )
    in_mira = Told(
        "Militants attacked police officers in Mira on 4 March.",
        when=day("2020-03-04"),
        places=(MIRA,),
        actors=(FRONT,),
        recipients=(OFFICERS,),
    )
    vague = Told(
        "Militants attacked police officers in the province on 4 March.",
        when=day("2020-03-04"),
        places=(COAST,),
        actors=(FRONT,),
        recipients=(OFFICERS,),
    )
    pieces = [one("a", in_dorva), one("b", in_mira), one("c", vague)]
    for event in reports_together(pieces, fused(pieces)):
        assert not {"a", "b"} <= event


def test_a_retelling_joins_where_it_is_unique() -> None:
    retold = Told(
        "Dorva had been attacked in March of that year.",
        when=days("2020-03-01", "2020-03-31", 4),
        places=(DORVA,),
        background=True,
    )
    assert together(one("a", ATTACK), one("b", retold, "2021-06-01"))


def test_a_retelling_that_fits_two_joins_neither() -> None:
    later = Told(
        "Militants attacked a barracks in Dorva on 20 March.",
        when=day("2020-03-20"),
        places=(DORVA,),
    )
    retold = Told(
        "Dorva had been attacked in March of that year.",
        when=days("2020-03-01", "2020-03-31", 4),
        places=(DORVA,),
        background=True,
    )
    pieces = [one("a", ATTACK), one("b", later, "2020-03-21"), one("c", retold, "2021-06-01")]
    result = fused(pieces)
    assert len(result.events) == 3
    assert any("fits 2 happenings" in unsure.why for unsure in result.unsure)


def test_a_person_is_killed_once() -> None:
    first = Told(
        "Ilir Baran was killed by the army.",
        "killed",
        recipients=(BARAN,),
        actors=(ARMY,),
        counts={"killed": 1},
    )
    again = Told(
        "Troops killed Baran in the hills.", "killed", recipients=(BARAN,), counts={"killed": 1}
    )
    assert together(one("a", first), one("b", again))
    kelm = Told(
        "Oto Kelm was killed by the army in Dorva.",
        "killed",
        recipients=(KELM,),
        actors=(ARMY,),
        places=(DORVA,),
        when=day("2020-03-04"),
        counts={"killed": 1},
    )
    baran = Told(
        "Ilir Baran was killed by the army in Dorva.",
        "killed",
        recipients=(BARAN,),
        actors=(ARMY,),
        places=(DORVA,),
        when=day("2020-03-04"),
        counts={"killed": 1},
    )
    assert apart(one("a", kelm), one("b", baran))


def test_type_alone_joins_nothing_across_reports() -> None:
    vague = Told("Militants attacked a convoy.", actors=(MILITANTS,))
    assert apart(one("a", vague), one("b", vague, "2020-03-20"))


def test_the_attack_goes_back_to_what_its_report_told() -> None:
    again = Told("The attack was condemned abroad and killed four.", "attack", counts={"killed": 4})
    (event,) = fused([one("a", (ATTACK, again))]).events
    assert len(event.claims) == 2


def test_plans_forecasts_and_states_make_no_events() -> None:
    pieces = [
        one("a", Told("They may have attacked Dorva.", modality="possible", places=(DORVA,))),
        one("b", Told("They planned an attack on Dorva.", "attack", modality="planned")),
        one(
            "c",
            Told("The branch is part of the Front.", "part", "PART_OF", codebook="organisations"),
        ),
    ]
    assert fused(pieces).events == ()


def test_the_unit_of_the_codebook_decides() -> None:
    def pledge(date: str) -> Told:
        return Told(
            "The branch pledged loyalty to the Front.",
            "pledged",
            "PLEDGE",
            when=day(date),
            actors=(BRANCH,),
            recipients=(FRONT,),
            places=(NORTHLAND,),
            codebook="organisations",
        )

    assert together(one("a", pledge("2020-03-04")), one("b", pledge("2020-03-06")))
    assert apart(one("a", pledge("2020-03-04")), one("b", pledge("2020-04-20"), "2020-04-20"))


def followed(key: str, text: str, who: Party, when: When) -> Piece:
    told = Told(
        text,
        "followed",
        "PLEDGE_ALLEGIANCE",
        when=when,
        actors=(who,),
        recipients=(FRONT,),
        codebook="organisations",
    )
    return one(key, told)


def test_what_one_person_does_is_not_what_several_do() -> None:
    week = days("2020-03-02", "2020-03-08", 3)
    text = "{} followed the Northern Front and swore it loyalty in a recording"
    named = followed("a", text.format("Commander Oto Kelm"), KELM, day("2020-03-04"))
    several = Party(None, "Two commanders", "Two commanders")
    other = followed("b", text.format("Two commanders"), several, week)
    assert len(fused([named, other]).events) == 2
    single = Party(None, "A commander", "A commander")
    same = followed("b", text.format("A commander"), single, week)
    assert len(fused([named, same]).events) == 1


def test_a_deed_told_long_after_as_past_is_no_news_of_its_report() -> None:
    told = Told(
        "The coast branch attacked the salt barracks in Dorva on 4 March.",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(BRANCH,),
        recipients=(Party(None, "barracks", "barracks"),),
    )
    district = DORVA._replace(precision=3)
    later = Told(
        "In March the Front said that it had attacked the salt barracks in the Dorva district.",
        when=days(None, "2020-03-31", 5, "happened on or before the day on which it was told"),
        places=(district,),
        actors=(FRONT,),
        recipients=(Party(None, "barracks", "barracks"),),
    )
    assert len(fused([one("a", told), one("b", later, "2020-07-31")]).events) == 1
    open_day = told_again(later, when=days(None, "2020-07-31", 5, "reported"))
    assert len(fused([one("a", told), one("b", open_day, "2020-07-31")]).events) == 2


def test_what_fits_one_alone_is_not_joined_where_it_befell_others() -> None:
    def at(text: str, whom: str, when: When | None) -> Told:
        return Told(text, when=when, places=(DORVA,), recipients=(Party(None, whom, whom),))

    news = at(
        "The Front attacked the salt market in Dorva on 4 March.", "market", day("2020-03-04")
    )
    same = at("The Front attacked a market in Dorva this month.", "market", None)
    other = at("The Front attacked a convoy in Dorva this month.", "convoy", None)
    assert len(fused([one("a", news), one("b", same)]).events) == 1
    assert len(fused([one("a", news), one("b", other)]).events) == 2


def test_one_doer_and_one_person_make_no_two_statements_one() -> None:
    def blamed(key: str, text: str, anchor: str) -> Piece:
        told = Told(text, anchor, "ACCUSE", actors=(FRONT,), recipients=(BARAN,))
        return one(key, told)

    first = blamed("a", "The Front blamed Ilir Baran over salt prices.", "blamed")
    other = blamed("b", "Ilir Baran was scolded by the Front for his brother's wedding.", "scolded")
    assert len(fused([first, other]).events) == 2
    again = blamed("b", "The Front's anger at Ilir Baran was over salt prices.", "anger")
    assert len(fused([first, again]).events) == 1


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("On Jan. 20, the army shelled the salt stores.", True),
        ("The army shelled the salt stores on 21 January.", True),
        ("On Jan. 8, the army shelled the salt stores.", False),
        ("On 9 January the army shelled the salt stores.", False),
        ("The army shelled the salt stores, a wire of Jan. 20 said.", False),
    ],
)
def test_days_without_a_year_part_what_they_tell(text: str, two: bool) -> None:
    told = Told("On Jan. 8 the army shelled the stores.", "shelled", actors=(ARMY,))
    pieces = [one("a", told, None), one("b", told_again(told, text=text), None)]
    a, b = tellings(claims_of(pieces))
    found = compare(a, b, UNITS["plover"], Known(WHOLES, {}))
    assert found.contradictions == (["other days"] if two else [])


def test_one_man_dies_once_alone_or_with_others() -> None:
    first = Told(
        "Troops killed Baran and three others near Dorva on 4 March.",
        "killed",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(ARMY,),
        recipients=(BARAN, Party(None, "three others", "three others")),
        counts={"killed": 4},
    )
    again = Told(
        "Baran was killed in March.",
        "killed",
        when=days("2020-03-01", "2020-03-31", 4),
        recipients=(BARAN,),
        counts={"killed": 1},
    )
    assert together(one("a", first), one("b", again))


def test_who_may_only_be_hurt_does_not_die_twice() -> None:
    first = Told(
        "Baran was hurt and three others killed near Dorva on 4 March.",
        "killed",
        when=day("2020-03-04"),
        places=(DORVA,),
        recipients=(BARAN, Party(None, "three others", "three others")),
        counts={"killed": 3, "injured": 1},
    )
    again = Told(
        "Baran was killed in March.",
        "killed",
        when=days("2020-03-01", "2020-03-31", 4),
        recipients=(BARAN,),
        counts={"killed": 1},
    )
    assert apart(one("a", first), one("b", again))


def test_a_place_from_the_surroundings_joins_nothing_and_is_shown_where_none_is_told() -> None:
    guessed = told_again(ATTACK, places=(DORVA._replace(inferred=True),))
    other = Told(
        "A patrol was attacked on Wednesday, killing two.",
        when=day("2020-03-04"),
        places=(DORVA._replace(inferred=True),),
        counts={"killed": 2},
    )
    assert apart(one("a", guessed), one("b", other))
    alone = fused([one("a", guessed)]).events[0].place
    assert alone is not None and alone.inferred and alone.key == DORVA.key
    elsewhere = told_again(ATTACK, places=(MIRA._replace(inferred=True),))
    both = fused([one("a", ATTACK), one("b", elsewhere)])
    assert all(
        event.place != elsewhere.places[0] or len(event.claims) == 1 for event in both.events
    )
