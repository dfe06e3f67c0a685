"""Expressions relative to an anchor, by form: weekdays, "last month", "two days ago", durations, sets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dateline.resolve.timex import Timex
from dateline.resolve.timex_absolute import read_date
from dateline.resolve.timex_anchor import (
    BACK,
    FORTH,
    TOLD,
    TOLD_BEFORE,
    Anchor,
    Read,
    Reader,
    integer,
    shift_of,
)
from dateline.resolve.timex_calendar import day_of, plus_days, shifted, unit_days


def _weekday(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    fields = timex.fields
    wanted, today = integer(fields, "weekday"), day.isoweekday()
    rel = fields.get("rel")
    if fields.get("unit") == "W":
        offset, how = wanted - today + 7 * shift_of(rel), "weekday of that week"
    elif rel in (TOLD & BACK) and anchor.reference:
        day, how = anchor.reference[0], "weekday before the date told before"
        offset = (wanted - day.isoweekday()) % 7 - 7
    elif rel in TOLD and rel in FORTH and anchor.reference:
        day, how = anchor.reference[1], "weekday after the date told before"
        offset = (wanted - day.isoweekday() - 1) % 7 + 1
    elif rel in BACK:
        offset, how = (wanted - today) % 7 - 7, "weekday before publication"
    elif rel in FORTH:
        offset, how = (wanted - today - 1) % 7 + 1, "weekday after publication"
    elif anchor.tense == "future":
        offset, how = (wanted - today) % 7, "weekday after publication"
    else:
        offset, how = -((today - wanted) % 7), "weekday before publication"
    on = plus_days(day, offset)
    return None if on is None else Read(on.isoformat(), (on, on), how)


def _dayword(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    word = timex.fields["dayword"]
    on = plus_days(day, word) if isinstance(word, int) else day
    if on is None:
        return None
    suffix = f"T{word}" if isinstance(word, str) else ""
    return Read(on.isoformat() + suffix, (on, on), "relative to publication date")


def _daypart(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    rel = timex.fields.get("rel")
    on: date | None = day
    if anchor.reference and (
        rel in TOLD or (rel == "next" and "the" in timex.fields and anchor.tense == "past")
    ):
        return _from_told(anchor, "D", shift_of(rel))
    if rel in BACK or rel in FORTH:
        on = plus_days(day, shift_of(rel))
    elif rel != "this" and anchor.reference and anchor.reference[0] == anchor.reference[1]:
        on = anchor.reference[0]
    return None if on is None else Read(on.isoformat(), (on, on), "relative to publication date")


def _unit(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    unit, rel = str(timex.fields["unit"]), str(timex.fields.get("rel", "the"))
    how, base, number = "relative to publication date", day, shift_of(rel)
    if anchor.reference and (
        rel in TOLD or (rel == "next" and "the" in timex.fields and anchor.tense == "past")
    ):
        how, base = TOLD_BEFORE, anchor.reference[0]
    elif unit in ("Q", "period") and rel in ("the", "latest", "that"):
        ended = None if anchor.quarter is None else unit_days("Q", anchor.quarter)
        if anchor.quarter is not None and (rel != "latest" or (ended and ended[1][1] < day)):
            base = anchor.quarter
        else:
            number = -1
        unit = "Q"
    elif unit == "WE" and rel == "the" and anchor.tense != "future" and day.isoweekday() < 6:
        number = -1
    if how == TOLD_BEFORE and unit == "D":
        return _from_told(anchor, unit, number)
    on = shifted(unit, base, number)
    found = None if on is None else unit_days(unit, on)
    return None if found is None else Read(found[0], found[1], how)


_ABOUT_A_DAY = 3
"""Days told before that are so many at most are one moment: a night, a weekend."""


def _from_told(anchor: Anchor, unit: str, number: int) -> Read | None:
    """Give the day so many days or weeks from what was told before.

    Told was a day: a day. Told was a year or a month only: as wide an interval, moved.
    """
    told = anchor.reference
    if told is None:
        return None
    if (told[1] - told[0]).days >= _ABOUT_A_DAY and anchor.told_day is not None:
        told = anchor.told_day
    first, last = shifted(unit, told[0], number), shifted(unit, told[1], number)
    if first is None or last is None:
        return None
    if (last - first).days < _ABOUT_A_DAY:
        found = unit_days(unit, first)
        return None if found is None else Read(found[0], found[1], TOLD_BEFORE)
    value = f"{first.year:04d}" if first.year == last.year else "XXXX-XX-XX"
    return Read(value, (first, last), TOLD_BEFORE)


def _year_end(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    found = unit_days("Y", day)
    return None if found is None else Read(found[0], found[1], "relative to publication date")


def _year_part(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    year = integer(timex.fields, "year")
    base = anchor.quarter or day
    on = day_of(year, base.month, 1)
    found = None if on is None else unit_days("Q", on)
    return None if found is None else Read(found[0], found[1], "quarter told of before")


_FROM_NOW = "PRESENT_REF"


def _ago(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    fields = timex.fields
    direction, unit = fields["dir"], str(fields["unit"])
    base, how = day, "relative to publication date"
    if direction not in ("ago", _FROM_NOW) and anchor.reference:
        base, how = anchor.reference[0], TOLD_BEFORE
    if fields.get("few") == "X" or not {"n", "few", "halves"} & fields.keys():
        if direction in ("later", _FROM_NOW):
            return Read("FUTURE_REF", (base, base), how, "after")
        return Read("PAST_REF", (base, base), how, "before")
    number = _count(fields) * (1 if direction in ("later", _FROM_NOW) else -1)
    if number == -1 and unit == "Y" and anchor.quarter and timex.mod is None:
        base, unit, number, how = anchor.quarter, "Q", -4, "quarter told of before, a year earlier"
    if unit == "FN":
        unit, number = "W", number * 2
    if how == TOLD_BEFORE and unit in ("D", "W"):
        return _from_told(anchor, unit, int(number))
    on = shifted(unit, base, int(number))
    found = None if on is None else unit_days(unit, on)
    if found is not None and on is not None and timex.mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return Read(found[0], (on, on), how, "before" if number < 0 else "after")
    if found is None and unit in ("H", "TM", "S"):
        found = unit_days("D", base)
    return None if found is None else Read(found[0], found[1], how)


def _year_ago(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    unit = str(timex.fields["unit"])
    nth = integer(timex.fields, "nth")
    base = anchor.quarter or day
    if nth and 1 <= nth <= 4:
        base = base.replace(month=nth * 3 - 2, day=1)
    wanted = "Q" if anchor.quarter or "part" in timex.fields else "Y"
    on = shifted("Y" if unit == "Y" else unit, base, -1)
    found = None if on is None else unit_days(wanted, on)
    return None if found is None else Read(found[0], found[1], "a year before")


def _count(fields: Mapping[str, object]) -> float:
    number = fields.get("n", fields.get("few", 1))
    number = number if isinstance(number, int | float) else 1
    return number + (0.5 if "half" in fields else 0) - (0.5 if "halves" in fields else 0)


_HALVES = {
    "H": "PT30M",
    "TM": "PT30S",
    "D": "PT12H",
    "M": "P15D",
    "Q": "P45D",
    "Y": "P6M",
    "E": "P5Y",
    "C": "P50Y",
}


def _period(fields: Mapping[str, object]) -> str:
    """Give the TIMEX3 duration: P3M, PT36H, P2Y6M, PXD."""
    unit = str(fields["unit"])
    number: float | str = _count(fields)
    if fields.get("few") == "X" or not {"n", "few", "half", "halves"} & fields.keys():
        number = "X"
    elif number == 0.5:
        return _HALVES.get(unit, f"P0.5{unit}")
    elif isinstance(number, float) and number.is_integer():
        number = int(number)
    letter = {"TM": "M", "FN": "W", "S": "S"}.get(unit, unit)
    if unit == "FN" and not isinstance(number, str):
        number *= 2
    halved = {"Y": "Y6M", "H": "H30M", "TM": "M30S"}
    if isinstance(number, float) and number % 1 == 0.5 and unit in halved:
        return f"P{'' if unit == 'Y' else 'T'}{int(number)}{halved[unit]}"
    if unit in ("H", "TM", "S"):
        if unit == "H" and isinstance(number, int) and number and number % 24 == 0:
            return f"P{number // 24}D"
        return f"PT{number}{letter}"
    return f"P{number}{letter}"


def _window(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    fields = timex.fields
    unit, value = str(fields["unit"]), _period(fields)
    if "X" in value or timex.form == "recent":
        bound = "after" if fields["rel"] in FORTH else "before"
        return Read(value, (day, day), "relative to publication date", bound)
    hours = {"H": 1 / 24, "TM": 1 / 1440, "S": 1 / 86400}
    number = _count(fields)
    if unit in hours:
        unit, number = "D", -(-number * hours[unit] // 1)
    sign = 1 if fields["rel"] in FORTH else -1
    other = shifted(unit, day, sign * min(int(number), 100_000))
    days = None if other is None else (min(day, other), max(day, other))
    return Read(value, days, "relative to publication date")


def _duration(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    return Read(_period(timex.fields), None, "a duration")


def _set(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    fields = timex.fields
    if "set" in fields:
        return Read(str(fields["set"]), None, "a set")
    part = f"T{fields['part']}" if "part" in fields else ""
    unit, of = fields.get("weekday", fields.get("unit")), fields.get("of", "W")
    if of in ("W", "w"):
        return Read(f"XXXX-WXX-{unit}{part}", None, "a set")
    if of in ("M", "B"):
        return Read(f"XXXX-{integer(fields, 'unit'):02d}", None, "a set")
    if of == "S":
        return Read(f"XXXX-{unit}", None, "a set")
    if of == "P":
        return Read(f"XXXX-XX-XXT{unit}", None, "a set")
    if of == "J":
        return Read("XXXX", None, "a set")
    return Read(_period({"n": 1, **fields}), None, "a set")


def _reference(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    fallback = "PRESENT_REF" if "these" in timex.fields else "PAST_REF"
    value = str(timex.fields.get("ref", fallback))
    if value == "current":
        value = "PRESENT_REF"
    bound = "after" if value == "FUTURE_REF" else "before"
    return Read(value, (day, day), "relative to publication date", bound)


_SAME_STORY = 31
"""A time of day goes with a day told before only where that is within so many days of publication."""


def _clock(timex: Timex, day: date, anchor: Anchor) -> Read | None:
    fields = timex.fields
    if "weekday" in fields and "month" not in fields:
        read = _weekday(timex, day, anchor)
    elif "dayword" in fields:
        read = _dayword(timex, day, anchor)
    elif "month" in fields:
        read = read_date(timex, day, anchor)
    else:
        on = anchor.reference[0] if anchor.reference else day
        if anchor.reference and (anchor.reference[1] > on or abs((day - on).days) > _SAME_STORY):
            on = day
        read = Read(on.isoformat(), (on, on), "day told of before")
    if read is None:
        return None
    hour, _, minute = str(fields.get("clock", fields.get("hour", 0))).partition(":")
    late = "p" in str(fields.get("ampm", "")) and int(hour) < 12
    clock = f"{int(hour) + 12 * late:02d}:{minute[:2] or '00'}"
    return read._replace(value=f"{read.value[:10]}T{clock}")


RELATIVE: Mapping[str, Reader] = {
    "weekday": _weekday,
    "dayword": _dayword,
    "daypart": _daypart,
    "unit": _unit,
    "yearend": _year_end,
    "yearpart": _year_part,
    "yearago": _year_ago,
    "ago": _ago,
    "window": _window,
    "recent": _window,
    "duration": _duration,
    "set": _set,
    "reference": _reference,
    "clock": _clock,
}
"""Reader by form."""
