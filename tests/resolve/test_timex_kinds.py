"""Expressions of narrative and official text: eras, other calendars, hours, sets, ranges."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.resolve.timeline import read_moments
from dateline.resolve.timex import find_timexes
from dateline.resolve.timex_holidays import hijri_days, holiday_days
from dateline.types import UNDATED, Dating

TUESDAY = Dating("2015-06-23", "2015-06-23", "metadata")


def read(text: str, published: Dating = TUESDAY) -> list[tuple[str, str]]:
    return [(m.timex.span.of(text), m.own.value) for m in read_moments(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The wall was built around 10 BC.", [("around 10 BC", "BC0010")]),
        ("The town fell in AD 410.", [("AD 410", "0410")]),
        ("The fort fell in 1204.", [("1204", "1204")]),
        ("It peaked in the 5th century BC.", [("the 5th century BC", "BC04")]),
        ("They fought in 1939-45.", [("1939-45", "1939/1945")]),
        ("It was settled in the 1700s.", [("the 1700s", "17")]),
        ("He landed on 12 June '44.", [("12 June '44", "1944-06-12")]),
        ("It is dated 6/6/44.", [("6/6/44", "1944-06-06")]),
        ("It is dated 2014/06/03.", [("2014/06/03", "2014-06-03")]),
        ("Shells fell in the early hours of Sunday.",
         [("the early hours of Sunday", "2015-06-21TMO")]),
        ("Shells fell in the early hours of this morning.",
         [("the early hours of this morning", "2015-06-23TMO")]),
        ("Shells fell at 1533 GMT.", [("1533 GMT", "2015-06-23T15:33")]),
        ("The convoy left at 0600 hours.", [("0600 hours", "2015-06-23T06:00")]),
        ("The convoy left at 5.30pm.", [("5.30pm", "2015-06-23T17:30")]),
        ("Output fell in Q3 2014.", [("Q3 2014", "2014-Q3")]),
        ("The budget of FY2014 grew.", [("FY2014", "2014")]),
        ("They patrol twice a week.", [("twice a week", "P1W")]),
        ("They patrol every other day.", [("every other day", "P2D")]),
        ("He left the day before yesterday.", [("the day before yesterday", "2015-06-21")]),
        ("It took half an hour.", [("half an hour", "PT30M")]),
        ("The front moved in the first week of May.", [("the first week of May", "2015-W19")]),
        ("They met in the week of June 3.", [("the week of June 3", "2015-W23")]),
        ("They fought from 28 December to 3 January 1943.",
         [("28 December", "1942-12-28"), ("3 January 1943", "1943-01-03")]),
        ("They met on Labor Day.", [("Labor Day", "2014-09-01")]),
        ("They met on Orthodox Easter 2014.", [("Orthodox Easter 2014", "2014-04-20")]),
        ("killed on 3 may 1989 and on 4 march.",
         [("3 may 1989", "1989-05-03"), ("4 march", "2015-03-04")]),
    ],
)  # fmt: skip
def test_expression_and_value(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It cost 1204 dollars.",
        "More than a quarter of the force deserted.",
        "Councilman Richard Days spoke.",
        "He hosts Saturday Night Live.",
        "He spoke on “Today” and on USA TODAY.",
        "They may march 30 miles.",
        "See section 10 c. for details.",
    ],
)
def test_what_only_looks_like_time(text: str) -> None:
    assert [t.span.of(text) for t in find_timexes(text)] == []


def test_narrative_goes_on_from_the_date_told_before() -> None:
    text = (
        "In 1942 the army advanced. The following spring it withdrew. On 9 April 1944 it came "
        "back; five days later it took the port. The governor died the next morning. In May 1945 "
        "the war ended. In November the province was divided. In 1950 it was joined again."
    )
    values = dict(read(text))
    assert values["The following spring"] == "1943-SP"
    assert values["five days later"] == "1944-04-14"
    assert values["the next morning"] == "1944-04-15TMO"
    assert values["November"] == "1945-11"


def test_a_war_is_told_in_order() -> None:
    text = (
        "The war began on 28 July 1914 and lasted until 11 November 1918. On 1 August the fleet "
        "sailed. By the end of the month the port had fallen. In early September the Third Army "
        "crossed the river. A year earlier nobody had foreseen it. In the winter of 1939-40 "
        "fighting resumed. On Sunday, 3 March 1940, a truce was signed; the following Tuesday it "
        "was broken. On the 17th the army left."
    )
    values = dict(read(text, Dating("2009-12-19", "2009-12-19", "metadata")))
    assert values["1 August"] == "1914-08-01"
    assert values["the end of the month"] == "1914-08"
    assert values["early September"] == "1914-09"
    assert values["the winter of 1939-40"] == "1939-WI"
    assert values["the following Tuesday"] == "1940-03-05"
    assert values["the 17th"] == "1940-03-17"


def test_news_that_looks_back_keeps_its_own_year() -> None:
    text = (
        "Gunmen shot a mayor on Saturday. The town fell in 1992, was retaken in 1994, burned in "
        "1996 and rebuilt in 2001. The mayor was elected in May."
    )
    assert read(text)[-1] == ("May", "2015-05")


def test_days_after_a_whole_year_are_no_day() -> None:
    text = "The army advanced in 1942. Three days later it was gone."
    moment = read_moments(text, UNDATED)[1]
    assert (moment.own.earliest, moment.own.latest) == ("1942-01-04", "1943-01-03")


def test_that_day_is_the_day_told_last() -> None:
    text = "Rebels came on 3 June 2014. They had fled in 2009. That day they burned the mill."
    assert read(text)[-1] == ("That day", "2014-06-03")


def test_same_year_goes_back_to_the_year_told() -> None:
    assert read("It was taken in 1967. The same year it was annexed.")[1] == (
        "The same year",
        "1967",
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Dues are payable through the November vote, to be replaced by a levy.", "2015-11"),
        ("The talks are supposed to conclude by May.", "2016-05"),
        ("Rebels announced the plan on April 21.", "2015-04-21"),
        ("The court may rule on Friday.", "2015-06-26"),
        ("The court opens on Friday.", "2015-06-26"),
        ("The court ruled on Friday.", "2015-06-19"),
    ],
)
def test_tense_of_the_words_nearby(text: str, value: str) -> None:
    assert read(text)[0][1] == value


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("10 Dhu al-Hijja 1436", date(2015, 9, 23), date(2015, 9, 25)),
        ("1 Muharram 1437", date(2015, 10, 14), date(2015, 10, 16)),
        ("Ramadan 1436", date(2015, 6, 17), date(2015, 7, 18)),
    ],
)
def test_islamic_dates_have_a_day_either_way(words: str, first: date, last: date) -> None:
    found = hijri_days(words)
    assert found is not None
    assert found[1] == (first, last)
    (moment,) = read_moments(f"It happened on {words}.", UNDATED)
    assert moment.own.earliest == first.isoformat()


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("passover", [date(2013, 3, 26), date(2014, 4, 15), date(2016, 4, 23), date(2019, 4, 20)]),
        ("orthodox easter", [date(2013, 5, 5), date(2014, 4, 20), date(2016, 5, 1)]),
        ("memorial day", [date(2015, 5, 25)]),
        ("rosh hashanah", [date(2015, 9, 14)]),
        ("palm sunday", [date(2015, 3, 29)]),
    ],
)
def test_holidays_fall_on_the_days_of_the_calendars(name: str, days: list[date]) -> None:
    for day in days:
        assert holiday_days(name, day.year) == [(day, day)]
