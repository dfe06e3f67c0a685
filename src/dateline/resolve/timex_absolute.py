"""Expressions of the calendar, by form: dates, months, quarters, seasons, holidays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from dateline.resolve.timex import Timex
from dateline.resolve.timex_anchor import (
    BACK,
    FORTH,
    STATED,
    TOLD,
    TOLD_BEFORE,
    Anchor,
    Read,
    Reader,
    integer,
    pick_year,
    year_said,
)
from dateline.resolve.timex_calendar import (
    Days,
    day_of,
    month_days,
    season_days,
    shifted,
    third,
    unit_days,
    year_days,
)
from dateline.resolve.timex_holidays import hijri_days, holiday_days

_SOON = 100
"""A quarter or half year told as coming begins within so many days, else it is the last one's result."""


def read_date(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    fields = timex.fields
    month, number = integer(fields, "month"), integer(fields, "day")
    year = year_said(fields, day)
    how = STATED if "year" in fields else "year from publication date"
    if not month:
        days = None if year is None else year_days(year)
        return None if days is None else Read(f"{year:04d}", days, how)

    def options(candidate: int) -> Days | None:
        if not number:
            return month_days(candidate, month)
        on = day_of(candidate, month, number)
        return None if on is None else (on, on)

    if year is not None:
        chosen = options(year)
        if chosen is None:
            chosen, number = month_days(year, month), 0
    elif fields.get("rel") in BACK:
        year, chosen = _last_complete(options, day)
    elif fields.get("rel") in FORTH:
        picked = pick_year(options, day, replace(anchor, tense="future"), 0)
        year, chosen = picked or (day.year, None)
    elif fields.get("rel"):
        year, chosen = day.year, options(day.year)
    else:
        picked = pick_year(_on_weekday(options, fields), day, anchor, 92 if number else 31)
        picked = picked or pick_year(options, day, anchor, 92)
        year, chosen = picked or (day.year, None)
    if chosen is None:
        return None
    value = f"{year:04d}-{month:02d}" + (f"-{number:02d}" if number else "")
    return Read(value, chosen, how)


def _on_weekday(
    options: Callable[[int], Days | None], fields: Mapping[str, object]
) -> Callable[[int], Days | None]:
    """Keep of the possible years those in which the day falls on the weekday that is told."""
    weekday = fields.get("weekday")

    def kept(year: int) -> Days | None:
        days = options(year)
        if days is None or weekday is None or days[0].isoweekday() == weekday:
            return days
        return None

    return kept


def _last_complete(options: Callable[[int], Days | None], day: date) -> tuple[int, Days | None]:
    for year in (day.year, day.year - 1):
        days = options(year)
        if days is not None and days[1] < day and days[0].month != day.month:
            return year, days
    return day.year - 1, options(day.year - 1)


def _days(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    one = read_date(timex, day, anchor)
    other = dict(timex.fields)
    other["day"] = other["day2"]
    two = read_date(replace(timex, fields=other), day, anchor)
    if one is None or two is None or not one.days or not two.days or one.days[0] > two.days[1]:
        return one
    return Read(f"{one.value}/{two.value}", (one.days[0], two.days[1]), one.how)


def _months(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    fields = dict(timex.fields)
    last = read_date(replace(timex, fields={**fields, "month": fields["month2"]}), day, anchor)
    if last is None or last.days is None:
        return None
    year = last.days[0].year
    first = month_days(
        year if integer(fields, "month") <= integer(fields, "month2") else year - 1,
        integer(fields, "month"),
    )
    if first is None:
        return None
    return Read(f"{first[0].isoformat()[:7]}/{last.value}", (first[0], last.days[1]), last.how)


def _years(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    first, last = integer(timex.fields, "year"), integer(timex.fields, "year2")
    if last < 100:
        month = month_days(first, last) if first % 100 >= last else None
        if month is not None:
            return Read(f"{first:04d}-{last:02d}", month, STATED)
        last += first // 100 * 100
    if last < first:
        return None
    days = year_days(first, last)
    return None if days is None else Read(f"{first:04d}/{last:04d}", days, STATED)


def _iso_form(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    text = str(timex.fields["iso"])
    year, month, rest = re.split("[-/.]", text, maxsplit=2)
    number, _, clock = rest.partition("t")
    on = day_of(int(year), int(month), int(number))
    if on is None:
        return None
    return Read(f"{on.isoformat()}{'T' if clock else ''}{clock.upper()}", (on, on), STATED)


def _figures(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    first, second, year = (
        int(part) for part in str(timex.fields["figures"]).replace("/", ".").split(".")
    )
    if year < 100:
        year += 2000 if year <= max(day.year, 2000) % 100 + 10 else 1900
    on = day_of(year, second, first) or day_of(year, first, second)
    return None if on is None else Read(on.isoformat(), (on, on), STATED)


def _month_day(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    number = integer(timex.fields, "day")
    near = anchor.reference[0] if anchor.reference else day
    for back in range(3):
        month = shifted("M", near.replace(day=1), -back)
        on = None if month is None else day_of(month.year, month.month, number)
        if on is not None and on <= day:
            return Read(on.isoformat(), (on, on), "month from publication date")
    return None


def _decade(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    number = integer(timex.fields, "decade")
    if number % 10 == 0 and number < 190:  # "the 1700s"
        days = year_days(number * 10, number * 10 + 99)
        return None if days is None else Read(f"{number // 10}", days, STATED)
    days = year_days(number * 10, number * 10 + 9)
    return None if days is None else Read(f"{number}", days, STATED)


def _century(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    number = integer(timex.fields, "nth")
    days = year_days(number * 100 - 99, number * 100)
    return None if days is None else Read(f"{number - 1:02d}", days, STATED)


def _part(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    fields = timex.fields
    unit = "Q" if fields["part"] == "Q" else "HY"
    parts = 4 if unit == "Q" else 2
    nth = parts if fields["nth"] == "last" else integer(fields, "nth")
    if not 1 <= nth <= parts:
        return None

    def options(year: int) -> Days | None:
        on = day_of(year, (nth - 1) * 12 // parts + 1, 1)
        found = None if on is None else unit_days(unit, on)
        return None if found is None else found[1]

    year = year_said(fields, day)
    how = STATED if "year" in fields else "year from publication date"
    chosen = options(year) if year is not None else None
    if year is None:
        picked = pick_year(options, day, replace(anchor, tense=None), 0)
        coming = options(day.year + 1)
        if anchor.tense == "future" and coming and (coming[0] - day).days <= _SOON:
            picked = day.year + 1, coming
        year, chosen = picked or (day.year, None)
    return None if chosen is None else Read(f"{year:04d}-{unit[0]}{nth}", chosen, how)


def _season(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    season, rel = str(timex.fields["season"]), timex.fields.get("rel")

    def options(candidate: int) -> Days | None:
        days = season_days(season, candidate)
        if days is None or season != "WI":
            return days
        middle = day_of(candidate, 12, 1), month_days(candidate + 1, 2)
        return (middle[0], middle[1][1]) if middle[0] and middle[1] else None

    year = year_said(timex.fields, day)
    if year is None and anchor.reference and rel in TOLD:
        return _season_told(season, rel, options, anchor.reference)
    if year is not None:
        days = options(year) if "year2" in timex.fields else season_days(season, year)
        how = STATED if "year" in timex.fields else "year from publication date"
        return None if days is None else Read(f"{year:04d}-{season}", days, how)
    if rel in BACK:
        year, chosen = _last_complete(options, day)
    else:
        tense = "future" if rel in FORTH else anchor.tense
        picked = pick_year(options, day, replace(anchor, tense=tense), 0)
        year, chosen = picked or (day.year, None)
        if rel == "this":
            year, chosen = day.year, options(day.year)
    if chosen is None:
        return None
    return Read(f"{year:04d}-{season}", chosen, "year from publication date")


def _season_told(
    season: str, rel: object, options: Callable[[int], Days | None], told: Days
) -> Read | None:
    """Read "the following spring", "that autumn" from the days told before."""
    years = [(year, days) for year in range(told[0].year - 2, told[1].year + 3)
             if (days := options(year)) is not None]  # fmt: skip
    if rel in FORTH:
        # "in 1942 ... the following spring": after a whole year told, that of the next year
        whole_year = (told[1] - told[0]).days > 300
        found = [item for item in years if item[1][0] > (told[1] if whole_year else told[0])]
    elif rel in BACK:
        found = [item for item in reversed(years) if item[1][1] < told[1]]
    else:
        found = [item for item in years if item[1][1] >= told[0]]
    if not found:
        return None
    return Read(f"{found[0][0]:04d}-{season}", found[0][1], TOLD_BEFORE)


def _holiday(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    name = str(timex.fields["holiday"])

    def options(year: int) -> Days | None:
        days = holiday_days(name, year)
        return days[0] if days else None

    stated = "year" in timex.fields
    if stated:
        year = integer(timex.fields, "year")
        chosen = options(year)
    else:
        rel = timex.fields.get("rel")
        tense = "past" if rel in BACK else "future" if rel in FORTH else anchor.tense
        picked = pick_year(options, day, replace(anchor, tense=tense), 45)
        year, chosen = picked or (day.year, None)
    if chosen is None:
        return None
    value = chosen[0].isoformat() if chosen[0] == chosen[1] else f"{year:04d}"
    if (chosen[1] - chosen[0]).days == 2:
        value = (chosen[0] + timedelta(days=1)).isoformat()
    return Read(value, chosen, STATED if stated else "holiday nearest to publication date")


def _week_of(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    on = read_date(timex, day, anchor)
    found = (
        None if on is None or on.days is None else unit_days(str(timex.fields["unit"]), on.days[0])
    )
    return None if found is None or on is None else Read(found[0], found[1], on.how)


def _nth_of(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    """Read "the first week of May" (its days 1 to 7) and "the last days of May" (its last third)."""
    month = read_date(timex, day, anchor)
    if month is None or month.days is None:
        return None
    first, last = month.days
    nth, unit, final = timex.fields["nth"], timex.fields["unit"], timex.fields["nth"] in BACK
    if unit == "D":
        edge = "END" if final else "START" if nth == 1 else None
        return month._replace(days=third(month.days, edge))
    size = {"W": 7, "FN": 14}.get(str(unit), 0)
    if not size or not (final or isinstance(nth, int)):
        return month
    number = 0 if final else int(nth) - 1
    begin = last - timedelta(days=size - 1) if final else first + timedelta(days=size * number)
    if begin > last:
        return month
    days = begin, min(begin + timedelta(days=size - 1), last)
    found = unit_days("W", days[0] + timedelta(days=3))
    return None if found is None else Read(found[0], days, month.how)


def _era(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    """Read a year or century with its era; before our era there are no days, only the value."""
    fields = timex.fields
    before = str(fields["era"]).startswith("B")
    if "nth" in fields:
        number = integer(fields, "nth")
        days = None if before else year_days(number * 100 - 99, number * 100)
        return Read(f"{'BC' if before else ''}{number - 1:02d}", days, STATED)
    year = integer(fields, "number")
    return Read(f"{'BC' if before else ''}{year:04d}", None if before else year_days(year), STATED)


def _hijri(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    found = hijri_days(str(timex.fields["hijri"]))
    if found is None:
        return None
    start, days = found
    single = (days[1] - days[0]).days == 2
    value = start.isoformat() if single else f"{start.isoformat()}/{days[1] - timedelta(days=1)}"
    return Read(value, days, STATED)


ABSOLUTE: Mapping[str, Reader] = {
    "iso": _iso_form,
    "figures": _figures,
    "date": read_date,
    "fiscal": read_date,
    "days": _days,
    "months": _months,
    "years": _years,
    "monthday": _month_day,
    "decade": _decade,
    "century": _century,
    "part": _part,
    "season": _season,
    "holiday": _holiday,
    "weekof": _week_of,
    "nthof": _nth_of,
    "era": _era,
    "hijri": _hijri,
}
"""Reader by form."""
