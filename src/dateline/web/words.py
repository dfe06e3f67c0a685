"""Dates, precision and modes of speech as a reader would say them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

PLACE_PRECISION = {
    1: "exactly there",
    2: "near there, within about 25 km",
    3: "somewhere in that district",
    4: "somewhere in that province",
    5: "somewhere in that region, or along that line",
    6: "somewhere in that country",
    7: "at sea, in the air or international",
}
"""UCDP ``where_prec`` (docs/concepts.md)."""

DATE_PRECISION = {
    1: "on that day",
    2: "within 2 to 6 days",
    3: "in that week",
    4: "in that month",
    5: "in a longer or open interval",
}
"""UCDP ``date_prec`` (docs/concepts.md)."""

ABOUT_A_MONTH = "within about a month"

PUBLISHED_HOW = {
    "metadata": "as the page or the row says",
    "text": "as a line of the report says",
    "url": "from its address",
    "dateline": "from its dateline",
    "inferred": "inferred: not before the latest date that it mentions",
    "unknown": "not known",
}

CREDIT = {
    "author": "by",
    "publisher": "published by",
    "agency": "agency",
    "source": "source",
    "via": "via",
    "originally": "first published by",
}


def interval_words(earliest: str | None, latest: str | None) -> str:
    """Give an interval of ISO days for a reader: "4 December 2014", "June 2015", "by 3 May 2015"."""
    if earliest is None and latest is None:
        return "no date"
    if earliest is None:
        return f"by {_day(date.fromisoformat(str(latest)))}"
    first = date.fromisoformat(earliest)
    if latest is None:
        return f"since {_day(first)}"
    last = date.fromisoformat(latest)
    if first == last:
        return _day(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return f"{MONTHS[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
        until = f"{MONTHS[last.month - 1]} {last.year}"
        year = "" if first.year == last.year else f" {first.year}"
        return f"{MONTHS[first.month - 1]}{year} to {until}"
    if first.year != last.year:
        return f"{_day(first)} to {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {_day(last)}"
    return f"{first.day} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def type_words(code: str) -> str:
    """Give a codebook's type for a reader: "Violent demonstration"."""
    return code.replace("_", " ").strip().capitalize()


def date_precision(earliest: str | None, latest: str | None, precision: int | None) -> str:
    """Give how exactly days are known; "in that month" only where they lie in one."""
    if precision == 4 and earliest and latest and earliest[:7] != latest[:7]:
        return ABOUT_A_MONTH
    return DATE_PRECISION.get(precision or 0, "")


def short_day(day: str | None) -> str | None:
    """Give an ISO day for a narrow column: "4 Dec 2014"; what is no day, as it is."""
    try:
        held = date.fromisoformat(day or "")
    except ValueError:
        return day
    return f"{held.day} {MONTHS[held.month - 1][:3]} {held.year}"


def days_words(days: str) -> str:
    """Give "2014-12-04/2014-12-05" for a reader; what is no interval, as it is."""
    earliest, _, latest = days.partition("/")
    try:
        return interval_words(earliest, latest)
    except ValueError:
        return days


_WEIGHED = re.compile(r"(.+) ([+-])\d+\.\d")
_AFTER_WEIGHT = re.compile(r"(?<=\d\.\d), ")


def pair_words(why: str) -> str:
    """Give why two events may be one without the weights, which only fusion can read.

    "place +1.0, no days to compare -1.0" becomes "for it: place; against it: no days to compare".
    """
    before, colon, rest = why.partition(": ")
    if "+" in before or "(" in before:
        before, colon, rest = "", "", why
    parts = [_WEIGHED.fullmatch(part) for part in _AFTER_WEIGHT.split(rest)]
    sides = [(part[1], part[2]) for part in parts if part is not None]
    if len(sides) != len(parts):
        return why
    told = [before] if colon else []
    for sign, name in (("+", "for it"), ("-", "against it")):
        said = [words for words, its in sides if its == sign]
        if said:
            told.append(f"{name}: {', '.join(said)}")
    return "; ".join(told)
