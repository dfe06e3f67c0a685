"""Intervals of days in words for a reader: "23 June 2015", "early May 2014", "since January 2015"."""

from __future__ import annotations

import re
from datetime import date

from dateline.resolve.timeline import Moment
from dateline.resolve.timex_calendar import month_days
from dateline.resolve.timex_words import MONTHS

_EDGES = {"START": "early ", "MID": "mid-", "END": "late "}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_NTH = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_SIGNALS = {"since": "since", "from": "from", "until": "until", "by": "by", "to": "until",
            "before": "before", "after": "after"}  # fmt: skip
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:-(?:([0-9]{2})|(SP|SU|FA|WI)|([QH])([1-4])))?")


def label_of_days(earliest: str | None, latest: str | None) -> str:
    """Give an interval in words, as short as it goes: "June 2015", "3–5 June 2015", "not before 3 June 2015"."""
    if earliest is None or latest is None:
        if earliest is None and latest is None:
            return "not known"
        return f"by {_day(latest)}" if earliest is None else f"not before {_day(earliest)}"
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if first == last:
        return _day(earliest)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and (days := month_days(last.year, last.month)) and days[1] == last:
        begin, end = f"{_month(first)} {first.year}", f"{_month(last)} {last.year}"
        if begin == end:
            return begin
        return f"{_month(first)}–{end}" if first.year == last.year else f"{begin}–{end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(latest)}"
    if first.year == last.year:
        return f"{first.day} {_month(first)} – {_day(latest)}"
    return f"{_day(earliest)} – {_day(latest)}"


def label_of(moment: Moment, words: str) -> str:
    """Give what an expression came to in words, its signal and "at least" kept."""
    own, timex = moment.own, moment.timex
    label = _label_of_value(own.value) if timex.kind == "DATE" else None
    if label is not None and timex.mod in _EDGES and "edge" not in timex.fields:
        label = _EDGES[timex.mod] + label
    if label is None or "edge" in timex.fields:
        label = label_of_days(own.earliest, own.latest)
    signal = _SIGNALS.get(timex.signal or "")
    if signal is None or timex.kind in ("DURATION", "SET"):
        return label
    at_least = " at least" if " at least " in f" {words.lower()} " else ""
    return f"{signal}{at_least} {label}"


def _label_of_value(value: str) -> str | None:
    match = _YEAR_FIRST.fullmatch(value)
    if match is None:
        return f"{value}0s" if re.fullmatch(r"[0-9]{3}", value) else None
    year, month, season, part, nth = match.groups()
    if month:
        return f"{MONTHS[int(month) - 1].capitalize()} {year}" if 1 <= int(month) <= 12 else None
    if season:
        return f"{_SEASONS[season]} {year}"
    if part:
        return f"{_NTH[nth]} {'quarter' if part == 'Q' else 'half'} of {year}"
    return year


def _month(day: date) -> str:
    return MONTHS[day.month - 1].capitalize()


def _day(iso: str | None) -> str:
    day = date.fromisoformat(iso or "0001-01-01")
    return f"{day.day} {_month(day)} {day.year}"
