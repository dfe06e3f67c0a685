"""Calendar arithmetic for expressions of time: units and seasons as intervals of days.

Every function gives None where the proleptic Gregorian calendar of Python (years 1 to
9999) has no such day, so that a text can name any number without harm.
"""

from __future__ import annotations

from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day, both included."""

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month, as the meteorological year of the northern hemisphere has them."""


def day_of(year: int, month: int, day: int) -> date | None:
    """Give the day, None where there is none (30 February)."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def plus_days(day: date, number: int) -> date | None:
    """Give the day ``number`` days later (earlier where negative)."""
    try:
        return day + timedelta(days=number)
    except OverflowError:
        return None


def plus_months(day: date, number: int) -> date | None:
    """Give the same day ``number`` months later, the month's last day where it has fewer."""
    months = day.year * 12 + day.month - 1 + number
    month = month_days(months // 12, months % 12 + 1)
    return None if month is None else month[0].replace(day=min(day.day, month[1].day))


def month_days(year: int, month: int) -> Days | None:
    """Give the days of a month."""
    first = day_of(year, month, 1)
    after = day_of(year + month // 12, month % 12 + 1, 1)
    if first is None or after is None:
        return None
    return first, after - timedelta(days=1)


def year_days(first: int, last: int | None = None) -> Days | None:
    """Give the days of a year, or of the years from ``first`` to ``last``."""
    start, end = day_of(first, 1, 1), day_of(first if last is None else last, 12, 31)
    return None if start is None or end is None else (start, end)


def unit_days(unit: str, day: date) -> tuple[str, Days] | None:
    """Give TIMEX3 value and days of the week, month, quarter, ... that holds ``day``.

    Units: D, W (ISO week), WE (its weekend), M, Q, HY (half year), Y, E (decade), C (century).
    """
    week = day.isocalendar()
    monday = plus_days(day, 1 - week.weekday)
    if unit == "D":
        return day.isoformat(), (day, day)
    if unit in ("W", "WE", "FN"):
        sunday = None if monday is None else plus_days(monday, 6)
        if monday is None or sunday is None:
            return None
        value = f"{week.year:04d}-W{week.week:02d}"
        if unit == "WE":
            return value + "-WE", (sunday - timedelta(days=1), sunday)
        return value, (monday, sunday)
    if unit in ("M", "Q", "HY"):
        size = {"M": 1, "Q": 3, "HY": 6}[unit]
        number = (day.month - 1) // size
        first, last = (
            month_days(day.year, number * size + 1),
            month_days(day.year, number * size + size),
        )
        if first is None or last is None:
            return None
        name = f"{number + 1:02d}" if unit == "M" else f"{unit[0]}{number + 1}"
        return f"{day.year:04d}-{name}", (first[0], last[1])
    size = {"Y": 1, "E": 10, "C": 100}.get(unit, 0)
    if not size:
        return None
    begin = day.year // size * size
    days = year_days(max(begin, 1), begin + size - 1)
    digits = {"Y": 4, "E": 3, "C": 2}[unit]
    return None if days is None else (f"{begin:04d}"[:digits], days)


def shifted(unit: str, day: date, number: int) -> date | None:
    """Give the day ``number`` units later."""
    if unit in ("D", "W", "WE", "FN"):
        return plus_days(day, number * {"D": 1, "FN": 14}.get(unit, 7))
    months = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "E": 120, "C": 1200}.get(unit)
    if months is None:
        return day if unit in ("H", "TM", "S") else None
    return plus_months(day, number * months)


def third(days: Days, mod: str | None) -> Days:
    """Give the first, middle or last third of an interval (START, MID, END); else all of it.

    A convention: "early May" is 1 to 11 May, "late 2014" is September to December 2014.
    """
    length = (days[1] - days[0]).days + 1
    if length < 3 or mod not in ("START", "MID", "END"):
        return days
    low = {"START": 0, "MID": length // 3, "END": 2 * length // 3}[mod]
    high = {"START": -(-length // 3), "MID": -(-2 * length // 3), "END": length}[mod] - 1
    first, last = days[0] + timedelta(days=low), days[0] + timedelta(days=high)
    if length > 300:  # whole months, so that early 2014 ends with April
        first = first.replace(day=1) if first.day < 15 else _next_month(first)
        last = (last.replace(day=1) if last.day < 15 else _next_month(last)) - timedelta(days=1)
        last = min(max(last, first), days[1]) if mod != "END" else days[1]
    return first, last


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def season_days(season: str, year: int) -> Days | None:
    """Give the days of a season; of the winter of a year both winters, as usage differs."""
    first, last = SEASONS[season]
    if season == "WI":
        start, end = month_days(year - 1, 12), month_days(year + 1, 2)
    else:
        start, end = month_days(year, first), month_days(year, last)
    return None if start is None or end is None else (start[0], end[1])
