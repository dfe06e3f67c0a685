"""Expressions of time: what is found, and what it comes to against an anchor."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve.timeline import read_moments
from dateline.resolve.timex import find_timexes
from dateline.resolve.timex_anchor import Anchor
from dateline.resolve.timex_calendar import third, unit_days, year_days
from dateline.resolve.timex_holidays import holiday_days
from dateline.resolve.timex_values import normalise
from dateline.types import UNDATED, Dating

TUESDAY = Dating("2015-06-23", "2015-06-23", "metadata")


def found(text: str) -> list[tuple[str, str]]:
    return [(timex.span.of(text), timex.kind) for timex in find_timexes(text)]


def valued(text: str, published: Dating = TUESDAY) -> tuple[str, str | None, str | None]:
    (moment,) = read_moments(text, published)
    return moment.valued.value, moment.valued.earliest, moment.valued.latest


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Shelling began on June 23, 2015 near the line.", "June 23, 2015", "DATE"),
        ("The bridge fell on 23 June 2015.", "23 June 2015", "DATE"),
        ("They crossed on the 23rd, he said.", "the 23rd", "DATE"),
        ("Log entry 2015-06-23 was kept.", "2015-06-23", "DATE"),
        ("Log entry 23/06/2015 was kept.", "23/06/2015", "DATE"),
        ("It was founded in the 1990s.", "the 1990s", "DATE"),
        ("It was founded in mid-2014.", "mid-2014", "DATE"),
        ("They arrived in early May.", "early May", "DATE"),
        ("They arrived late last year.", "late last year", "DATE"),
        ("They arrived last Monday.", "last Monday", "DATE"),
        ("Clashes erupted on Sunday night.", "Sunday night", "TIME"),
        ("Clashes on the night of 5-6 May left two dead.", "the night of 5-6 May", "TIME"),
        ("It happened between 3 and 5 June.", "3 and 5 June", "DATE"),
        ("It happened two days ago.", "two days ago", "DATE"),
        ("Three days earlier, a convoy was hit.", "Three days earlier", "DATE"),
        ("Dozens died in the past week.", "the past week", "DATE"),
        ("Dozens died over the last 48 hours.", "the last 48 hours", "DURATION"),
        ("It ended in spring 2014.", "spring 2014", "DATE"),
        ("It ended in the second quarter.", "the second quarter", "DATE"),
        ("They march every Friday.", "every Friday", "SET"),
        ("The siege lasted for three months.", "three months", "DURATION"),
        ("Aid flights land daily.", "daily", "SET"),
        ("The blast came at 5 p.m. Wednesday.", "5 p.m. Wednesday", "TIME"),
        ("Twenty-one months passed.", "Twenty-one months", "DURATION"),
    ],
)
def test_expression_is_found_with_its_kind(text: str, words: str, kind: str) -> None:
    assert found(text) == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "She may leave. They march in step.",
        "Theresa May said so.",
        "Some 2000 people fled.",
        "It cost $1995 and 12% more.",
        "The fall of the city was swift.",
        "The second man ran.",
        "He sat in the sun.",
    ],
)
def test_everyday_words_are_not_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value", "earliest", "latest"),
    [
        ("It fell on June 23, 2015.", "2015-06-23", "2015-06-23", "2015-06-23"),
        ("It fell on Friday.", "2015-06-19", "2015-06-19", "2015-06-19"),
        ("Talks will resume on Friday.", "2015-06-26", "2015-06-26", "2015-06-26"),
        ("It fell in April.", "2015-04", "2015-04-01", "2015-04-30"),
        ("It fell in December.", "2014-12", "2014-12-01", "2014-12-31"),
        ("It fell last month.", "2015-05", "2015-05-01", "2015-05-31"),
        ("It fell last April.", "2015-04", "2015-04-01", "2015-04-30"),
        ("It fell yesterday.", "2015-06-22", "2015-06-22", "2015-06-22"),
        ("It fell two days ago.", "2015-06-21", "2015-06-21", "2015-06-21"),
        ("It fell in early May.", "2015-05", "2015-05-01", "2015-05-11"),
        ("It fell in mid-2014.", "2014", "2014-05-01", "2014-08-31"),
        ("It fell over the last 48 hours.", "P2D", "2015-06-21", "2015-06-23"),
        ("They fought between 3 and 5 June.", "2015-06-03/2015-06-05", "2015-06-03", "2015-06-05"),
        ("They fought since at least January 2015.", "2015-01", "2015-01-01", None),
        ("They fought until March.", "2015-03", None, "2015-03-31"),
        ("They fought before 2003.", "2003", None, "2002-12-31"),
        ("They fought after June 3, 2015.", "2015-06-03", "2015-06-04", None),
        ("They fought on the night of 5-6 May.", "2015-05-05/2015-05-06TNI", "2015-05-05", "2015-05-06"),
        ("They fought in the second quarter of 2014.", "2014-Q2", "2014-04-01", "2014-06-30"),
        ("They fought last weekend.", "2015-W25-WE", "2015-06-20", "2015-06-21"),
        ("They fought on 02/03/2015.", "2015-03-02", "2015-03-02", "2015-03-02"),
        ("They marched every Friday.", "XXXX-WXX-5", None, None),
        ("They fought for three months.", "P3M", None, None),
    ],
)  # fmt: skip
def test_value_and_interval_on_a_known_day(
    text: str, value: str, earliest: str | None, latest: str | None
) -> None:
    assert valued(text) == (value, earliest, latest)


def test_weekday_of_the_publication_day_is_that_day() -> None:
    assert valued("Rebels shelled the town on Tuesday.")[0] == "2015-06-23"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell yesterday.", "PAST_REF"),
        ("It fell on Friday.", "XXXX-WXX-5"),
        ("It fell on June 21.", "XXXX-06-21"),
        ("It will fall next week.", "FUTURE_REF"),
    ],
)
def test_without_publication_date_nothing_is_guessed(text: str, value: str) -> None:
    assert valued(text, UNDATED) == (value, None, None)


def test_year_comes_from_the_nearest_full_date_where_publication_is_unknown() -> None:
    text = "On June 23, 2015 it was announced. The tape spread on June 21, they said."
    moment = read_moments(text, UNDATED)[1]
    assert moment.valued[:3] == ("2015-06-21", "2015-06-21", "2015-06-21")
    assert "nearest full date" in moment.valued.how


def test_relative_to_the_event_told_before() -> None:
    text = "The envoy was shot on 10 May 2015. Three days earlier he had left the capital."
    assert read_moments(text, UNDATED)[1].valued.value == "2015-05-07"


def test_publication_within_an_interval_gives_an_interval() -> None:
    week = Dating("2015-06-22", "2015-06-24", "inferred")
    assert valued("It fell yesterday.", week)[1:] == ("2015-06-21", "2015-06-23")


def test_publication_bounded_below_bounds_below() -> None:
    open_ended = Dating("2015-06-23", None, "inferred")
    assert valued("It fell yesterday.", open_ended) == ("PAST_REF", "2015-06-22", None)


def test_day_first_figures_are_marked_ambiguous() -> None:
    (one,) = find_timexes("on 03/06/2015")
    (other,) = find_timexes("on 23/06/2015")
    assert one.ambiguous and not other.ambiguous


def test_from_and_to_are_paired() -> None:
    one, two = find_timexes("They fought from Monday to Wednesday.")
    assert (one.signal, two.signal) == ("from", "to")


def test_numbers_in_words_make_years() -> None:
    text = "It began in nineteen ninety-six."
    assert found(text) == [("nineteen ninety-six", "DATE")]


def test_holidays_follow_their_calendars() -> None:
    assert holiday_days("easter", 2015) == [(date(2015, 4, 5), date(2015, 4, 5))]
    first, last = holiday_days("ramadan", 2015)[0]
    assert first <= date(2015, 6, 18) and date(2015, 7, 16) <= last


def test_other_language_without_table_gives_none() -> None:
    assert find_timexes("am 23. Juni 2015", "de") == ()


def test_a_long_run_of_words_of_time_is_read_to_its_end() -> None:
    text = "May 5 " * 5_000
    assert len(find_timexes(text)) > 4_500


WORDS = st.sampled_from(
    [
        "June",
        "May",
        "23",
        "2015",
        "the",
        "last",
        "next",
        "of",
        "Friday",
        "two",
        "days",
        "ago",
        "half",
        "since",
        "until",
        "31",
        "9999",
        "0001",
        "early",
        "end",
        "in",
        "on",
        "night",
        "5-6",
        "30/02/2015",
        "2015-13-45",
        "century",
        "quarter",
        "third",
        "a",
        "few",
        "10000000000",
        "years",
        "-",
        "/",
        ",",
        "Eid",
        "Ramadan",
        "New",
        "Year",
        "every",
        "weeks",
        "later",
        "25:99",
        "p.m.",
        "noon",
        "yesterday",
        "fiscal",
        "weekend",
        "999",
        "decades",
    ]
)
ANCHORS = st.builds(
    lambda day, width: Anchor(
        day, day if width < 0 else date.fromordinal(min(day.toordinal() + width, 3652059))
    ),
    st.dates(),
    st.integers(-1, 4000),
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=12).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_spans_are_in_range_ordered_and_quote_something(text: str) -> None:
    end = 0
    for timex in find_timexes(text):
        assert end <= timex.span.start < timex.span.end <= len(text)
        assert timex.span.of(text).strip()
        assert 0 <= timex.outer.start <= timex.span.start
        end = timex.span.end


@given(
    st.lists(WORDS, max_size=12).map(" ".join), ANCHORS, st.sampled_from(["past", "future", None])
)
@settings(max_examples=400, deadline=None)
def test_earliest_is_never_after_latest(text: str, anchor: Anchor, tense: str | None) -> None:
    tensed = Anchor(anchor.earliest, anchor.latest, tense, year=anchor.earliest and 2015)
    for timex in find_timexes(text):
        value = normalise(timex, tensed)
        if value.earliest and value.latest:
            assert value.earliest <= value.latest


@given(st.one_of(st.text(), st.lists(WORDS, max_size=20).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_reading_never_raises(text: str) -> None:
    assert len(read_moments(text, UNDATED)) == len(find_timexes(text))


@given(st.dates(), st.sampled_from(["D", "W", "WE", "M", "Q", "HY", "Y", "E", "C"]))
def test_units_hold_their_day(day: date, unit: str) -> None:
    result = unit_days(unit, day)
    if result is not None and unit != "WE":
        assert result[1][0] <= day <= result[1][1]


@given(st.integers(1, 9998), st.sampled_from(["START", "MID", "END"]))
def test_thirds_lie_within(year: int, mod: str) -> None:
    days = year_days(year)
    assert days is not None
    first, last = third(days, mod)
    assert days[0] <= first <= last <= days[1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He fled on 3 May 2014 and was caught the next day.", "2014-05-04"),
        ("The vote is planned a year from now.", "2016"),
        ("They met on Saturday, June 20.", "2015-06-20"),
        ("The offer had to be taken up by Feb. 1.", "2016-02-01"),
        ("The call lasted a minute and a half.", "PT1M30S"),
        ("It held for 2 1/2 years.", "P2Y6M"),
        ("The year-earlier figure was lower.", "2014"),
        ("They came during Ramadan.", "2015"),
        ("The bells rang on Christmas Eve.", "2014-12-24"),
        ("He was killed in the 19th century.", "18"),
        ("The raid began at 10 p.m. Monday.", "2015-06-22T22:00"),
        ("It was like the Sept. 11 attacks.", "2001-09-11"),
        ("They met again on Sept. 11.", "2014-09-11"),
    ],
)
def test_value_of_the_last_expression(text: str, value: str) -> None:
    assert read_moments(text, TUESDAY)[-1].own.value == value


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("They came after the 2003 war.", "2003-01-01", None),
        ("They came before the 2003 war.", None, "2003-12-31"),
        ("They came after 2003.", "2004-01-01", None),
    ],
)
def test_a_year_that_names_a_war_bounds_within_it(
    text: str, earliest: str | None, latest: str | None
) -> None:
    assert valued(text)[1:] == (earliest, latest)


def test_now_and_recently_end_with_publication_and_begin_at_no_known_day() -> None:
    assert valued("The road is now closed.") == ("PRESENT_REF", None, "2015-06-23")
    bounded_below = Dating("2015-06-23", None, "inferred")
    assert valued("The road was recently closed.", bounded_below)[1:] == (None, None)


def test_what_tells_when() -> None:
    text = "On Friday, after three months, the daily patrols now stopped over the past week."
    told = [timex.span.of(text) for timex in find_timexes(text) if timex.tells_when]
    assert told == ["Friday", "the past week"]
