"""What an expression of time comes to: its TIMEX3 value and an interval of days, against an anchor.

Nothing is guessed: without a known publication date "yesterday" has a direction but no
days, and keeps None for both bounds.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dateline.resolve.timex import Timex
from dateline.resolve.timex_absolute import ABSOLUTE
from dateline.resolve.timex_anchor import (
    BACK,
    FORTH,
    STATED,
    TOLD_BEFORE,
    Anchor,
    Read,
    integer,
    iso_day,
)
from dateline.resolve.timex_calendar import Days, plus_days, third
from dateline.resolve.timex_relative import RELATIVE


class Valued(NamedTuple):
    """TIMEX3 value, first and last ISO day (None: open or not known), and how they are known."""

    value: str
    earliest: str | None
    latest: str | None
    how: str


def normalise(timex: Timex, anchor: Anchor) -> Valued:
    """Give value and interval, the signal in front ("since", "before") counted in."""
    return with_signal(timex, own_interval(timex, anchor))


def with_signal(timex: Timex, own: Valued) -> Valued:
    """Give the interval with the word in front counted in: open after "since", before "until"."""
    first, last = own.earliest, own.latest
    if timex.signal is None or timex.kind in ("DURATION", "SET") or (first or last) is None:
        return own
    if timex.signal in ("before", "after") and next(iter(timex.fields), "") == "part":
        return own  # "before dawn on Tuesday" is on Tuesday
    if timex.signal in ("since", "from"):
        last = None
    elif timex.signal in ("until", "by", "to"):
        first = None
    elif timex.signal == "before":
        first, last = None, _iso_plus(first, -1)
    elif timex.signal == "after":
        first, last = _iso_plus(last, 1), None
    return own._replace(earliest=first, latest=last)


def own_interval(timex: Timex, anchor: Anchor) -> Valued:
    """Give value and interval of the expression alone, without "since", "before" or "until"."""
    low, high = anchor.earliest, anchor.latest
    day = high or low
    if day is None:
        return _without_anchor(timex, anchor)
    read = _read(timex, day, anchor)
    if low == high or read.how == STATED:
        return _valued(read)
    if anchor.year is not None and _lacks_year_only(timex):
        return _without_anchor(timex, anchor)
    if low is None or high is None:
        first = read.days[0] if read.days and low is not None and read.open != "before" else None
        last = read.days[1] if read.days and high is not None and read.open != "after" else None
        return Valued(
            _unresolved(timex), _iso(first), _iso(last), f"{read.how}, publication date bounded"
        )
    other = _read(timex, low, anchor)
    if other.value == read.value:
        return _valued(read)
    days = None
    if read.days and other.days:
        days = min(read.days[0], other.days[0]), max(read.days[1], other.days[1])
    return _valued(Read(_unresolved(timex), days, f"{read.how}, an interval", read.open))


def _valued(read: Read) -> Valued:
    first, last = read.days or (None, None)
    if read.open == "before":
        first = None
    elif read.open == "after":
        last = None
    return Valued(read.value, _iso(first), _iso(last), read.how)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _iso_plus(day: str | None, number: int) -> str | None:
    parsed = iso_day(day)
    return None if parsed is None else _iso(plus_days(parsed, number))


_NO_ANCHOR = "relative, publication date unknown"
_NO_YEAR = "year not told, publication date unknown"
_ANY_DAY = date(2000, 1, 1)


def _lacks_year_only(timex: Timex) -> bool:
    """Say whether an expression names a month or day whose year is not told."""
    fields = timex.fields
    return timex.form in ("date", "days", "months", "holiday") and not (
        {"year", "rel", "weekday"} & fields.keys()
    )


def _without_anchor(timex: Timex, anchor: Anchor) -> Valued:
    if anchor.year is not None and _lacks_year_only(timex):
        fields = {**timex.fields, "year": anchor.year}
        read = _read(replace(timex, fields=fields), _ANY_DAY, anchor)
        return _valued(read._replace(how="year from the nearest full date in the report"))
    read = _read(timex, _ANY_DAY, anchor)
    if read.how in (STATED, TOLD_BEFORE):
        return _valued(read)
    if timex.kind in ("DURATION", "SET") or timex.form in ("reference", "recent"):
        how = read.how if read.how in ("a duration", "a set") else _NO_ANCHOR
        return Valued(read.value, None, None, how)
    how = _NO_YEAR if _lacks_year_only(timex) else _NO_ANCHOR
    return Valued(_unresolved(timex), None, None, how)


def _unresolved(timex: Timex) -> str:
    """Give the TIMEX3 value that says only what the words say: XXXX-06-21, XXXX-WXX-5, PAST_REF."""
    fields = timex.fields
    if "weekday" in fields and "day" not in fields:
        part = f"T{fields['part']}" if "part" in fields else ""
        return f"XXXX-WXX-{fields['weekday']}{part}"
    if "month" in fields:
        day = f"-{integer(fields, 'day'):02d}" if "day" in fields else ""
        return f"XXXX-{integer(fields, 'month'):02d}{day}"
    if timex.form == "season":
        return f"XXXX-{fields['season']}"
    if timex.form == "part":
        return f"XXXX-{fields['part']}{fields['nth']}"
    direction = str(fields.get("rel", fields.get("dir", fields.get("dayword", ""))))
    if direction in BACK or direction in ("ago", "earlier", "-1"):
        return "PAST_REF"
    if direction in FORTH or direction in ("1", "later"):
        return "FUTURE_REF"
    return "PRESENT_REF"


def _read(timex: Timex, day: date, anchor: Anchor) -> Read:
    reader = ABSOLUTE.get(timex.form) or RELATIVE.get(timex.form)
    read = None if reader is None else reader(timex, day, anchor)
    if read is None:
        return Read("", None, "not a day of the calendar")
    if read.days and timex.mod and timex.kind == "DATE":
        read = read._replace(days=_narrowed(read.days, timex, day))
    part = timex.fields.get("part")
    if part and timex.kind == "TIME" and "T" not in read.value:
        read = read._replace(value=f"{read.value}T{part}")
    if part == "NI" and "eve" in timex.fields and read.days:
        before = plus_days(read.days[0], -1)  # "в ночь на 6 мая": from the 5th to the 6th
        read = read._replace(days=(before or read.days[0], read.days[1]))
    return read


def _narrowed(days: Days, timex: Timex, day: date) -> Days:
    edge = timex.fields.get("edge")
    if edge in ("earlier", "later") and days[0] <= day <= days[1]:
        return (days[0], day) if edge == "earlier" else (day, days[1])
    return third(days, timex.mod)
