"""Whether something was in force on a day: open ends, months, contradictions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ties.days import as_day, known_to, since, verdict, words_of
from dateline.ties.facts import REPORTS, Basis, Days, Statement

BASIS = Basis("K1", REPORTS)
DAY = "2020-06-15"
JUNE = Days("2020-06-01", "2020-06-30")


def told(
    begins: Days | None = None, ends: Days | None = None, held: Days | None = None
) -> Statement:
    return Statement(begins, ends, held, "stated", BASIS)


def on(day: str) -> Days:
    return Days(day, day)


@pytest.mark.parametrize(
    ("statements", "status"),
    [
        ([], "not said"),
        ([told()], "not known"),
        ([told(begins=on(DAY))], "stated"),
        ([told(held=on(DAY))], "stated"),
        ([told(begins=on("2020-01-01"), ends=on("2020-12-31"))], "stated"),
        ([told(begins=on("2020-01-01"), held=on("2020-07-01"))], "stated"),
        ([told(begins=on("2020-01-01"))], "inferred"),
        ([told(held=on("2020-06-01"))], "inferred"),
        ([told(held=on("2020-07-01"))], "inferred"),
        ([told(held=on("2020-06-01")), told(held=on("2020-07-01"))], "inferred"),
        ([told(held=Days("2020-06-01", None))], "inferred"),
        ([told(held=Days("2020-07-01", None))], "inferred"),
        ([told(held=on("2022-07-01"))], "not known"),
        ([told(begins=JUNE)], "inferred"),
        ([told(begins=on("2020-01-01"), ends=JUNE)], "inferred"),
        ([told(begins=JUNE, ends=on("2020-12-31"))], "inferred"),
        ([told(begins=Days(None, "2020-06-30"))], "not known"),
        ([told(begins=on("2020-06-16"))], "not yet"),
        ([told(ends=on("2020-06-14"))], "ended"),
        ([told(ends=on("2020-05-14")), told(begins=on("2020-06-01"))], "inferred"),
        ([told(ends=on("2020-05-14")), told(held=on("2020-08-01"))], "contradicted"),
        ([told(ends=on("2020-05-14")), told(held=on(DAY))], "contradicted"),
        ([told(held=on("2020-06-01")), told(begins=on("2020-07-01"))], "contradicted"),
    ],
)
def test_the_day_is_weighed(statements: list[Statement], status: str) -> None:
    assert verdict(DAY, statements).status == status


def test_what_is_done_once_stays_done() -> None:
    declared = [told(begins=on("2020-06-10"))]
    assert verdict("2020-06-09", declared, happened=True).status == "not yet"
    assert verdict("2020-06-10", declared, happened=True).status == "stated"
    assert verdict("2030-01-01", declared, happened=True).status == "stated"
    assert verdict("2020-06-15", [told(begins=JUNE)], happened=True).status == "inferred"
    assert verdict("2020-06-15", [told(begins=Days(None, None))], happened=True).status == (
        "not known"
    )


def test_precision_of_since() -> None:
    assert since("2015-01-01", "since at least January 2015") == Days("2015-01-01", "2015-01-31")
    assert since("2012-01-01", "since 2012") == Days("2012-01-01", "2012-12-31")
    assert since("2015-01-01", "since 1 January 2015") == on("2015-01-01")
    assert since("2015-03-09", "since last Monday") == on("2015-03-09")


def test_words_of_ranges() -> None:
    assert words_of(JUNE) == "in 2020-06"
    assert words_of(Days("2020-01-01", "2020-12-31")) == "in 2020"
    assert words_of(Days(None, DAY)) == "on or before 2020-06-15"
    assert words_of(Days("2020-06-01", "2020-07-09")) == "between 2020-06-01 and 2020-07-09"


def test_only_days_are_days() -> None:
    assert as_day(" 2015-07-01 ") == "2015-07-01"
    for wrong in ("2015-07", "yesterday", "2015-02-30", ""):
        with pytest.raises(ValueError, match="write it as"):
            as_day(wrong)


days = st.dates(date(2010, 1, 1), date(2025, 12, 31)).map(date.isoformat)


@st.composite
def ranges(draw: st.DrawFn) -> Days:
    first, last = sorted((draw(days), draw(days)))
    return Days(draw(st.sampled_from((first, None))), draw(st.sampled_from((last, None))))


statements = st.builds(
    told,
    begins=st.none() | ranges(),
    ends=st.none() | ranges(),
    held=st.none() | ranges(),
)


@given(days, st.lists(statements, max_size=4), st.booleans(), st.randoms())
def test_the_order_of_statements_decides_nothing(day, given_, happened, random) -> None:  # type: ignore[no-untyped-def]
    mixed = list(given_)
    random.shuffle(mixed)
    one, other = verdict(day, given_, happened), verdict(day, mixed, happened)
    assert (one.status, one.why) == (other.status, other.why)
    assert one.why


@given(days, st.sampled_from(["month", "year"]), days)
def test_no_day_inside_an_uncertain_start_is_stated(start: str, precision: str, day: str) -> None:
    begins = known_to(start, precision)
    found = verdict(day, [told(begins=begins)]).status
    assert begins.earliest is not None and begins.latest is not None
    if day < begins.earliest:
        assert found == "not yet"
    else:
        assert found == "inferred"


@given(ranges(), ranges(), days)
def test_stated_needs_a_statement_that_surely_covers_the_day(
    begins: Days, ends: Days, day: str
) -> None:
    found = verdict(day, [told(begins=begins, ends=ends)])
    covers = (
        begins.latest is not None
        and ends.earliest is not None
        and begins.latest <= day <= ends.earliest
    )
    exact = begins == on(day) or (ends == on(day))
    if found.status == "stated":
        assert covers or exact


@given(st.lists(statements, min_size=1, max_size=4), days)
def test_nothing_is_in_force_after_it_surely_ended(given_: list[Statement], day: str) -> None:
    ended = told(ends=on("2009-12-31"))
    begun = any(s.begins and (s.begins.earliest or s.begins.latest) for s in given_)
    found = verdict(day, [*given_, ended]).status
    if not begun:
        assert found in {"ended", "contradicted"}
