"""What every form of expression is read with: the anchor, the reading, the choice of a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dateline.resolve.timex import Timex
from dateline.resolve.timex_calendar import Days
from dateline.types import Dating

BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
FORTH = frozenset({"next", "coming", "following", "upcoming", "ensuing", "subsequent"})
TOLD = frozenset(
    {"that", "those", "same", "following", "previous", "preceding", "ensuing", "subsequent"}
)
"""Words that go back to the date told before, not to the day of writing."""
STATED = "stated in full"
TOLD_BEFORE = "relative to the date told before"
_FAR, _NEAR = 300, 62
"""A day over 300 days back would be told with its year; one up to 62 ahead is meant instead."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression is read against."""

    earliest: date | None = None
    """Publication date (or dateline) as an interval; None where open."""
    latest: date | None = None
    tense: str | None = None
    """``past`` or ``future``, of the clause; None where it does not say."""
    reference: Days | None = None
    """The days of the event told before, for "three days earlier", "that month"."""
    told_day: Days | None = None
    """The single day told last, where ``reference`` is a month, a season or a year."""
    ahead: int = 0
    """In a narrative: a date without a year lies up to so many days after the one told before."""
    year: int | None = None
    """Year of the nearest full date of the report; used where the publication date is unknown."""
    quarter: date | None = None
    """A day in the quarter told of last, for "a year earlier" in business reports."""

    @classmethod
    def of(cls, dating: Dating) -> Anchor:
        """Give the anchor that a publication date makes."""
        return cls(iso_day(dating.earliest), iso_day(dating.latest))


class Read(NamedTuple):
    """What an expression comes to on one day of publication."""

    value: str
    days: Days | None
    how: str
    open: str = ""
    """``before`` or ``after`` where only the last or the first of ``days`` is a bound."""


def iso_day(text: str | None) -> date | None:
    """Give the day that an ISO date or time begins with, None where there is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def integer(fields: Mapping[str, object], name: str) -> int:
    """Give a field as a whole number, 0 where it is missing."""
    value = fields.get(name, 0)
    return int(value) if isinstance(value, int | float) else 0


def shift_of(rel: object) -> int:
    """Give -1 for "last", 1 for "next", else 0."""
    return -1 if rel in BACK else 1 if rel in FORTH else 0


def pick_year(
    options: Callable[[int], Days | None], day: date, anchor: Anchor, slack: int
) -> tuple[int, Days] | None:
    """Choose the year in which something nameable falls, by tense, else the nearest.

    With no tense a date up to ``slack`` days ahead of the anchor is taken as coming.
    """
    found = [(year, days) for year in (day.year - 1, day.year, day.year + 1)
             if (days := options(year)) is not None]  # fmt: skip
    slack = max(slack, anchor.ahead)
    past = [item for item in found if item[1][0] <= day]
    future = [item for item in found if item[1][1] >= day]
    if anchor.tense == "past" and past:
        far = (day - past[-1][1][1]).days > _FAR and slack
        if not (far and future and (future[0][1][0] - day).days <= _NEAR):
            return past[-1]
    if anchor.tense == "future" and future:
        return future[0]
    if future and (future[0][1][0] - day).days <= slack:
        return future[0]
    return past[-1] if past else (found[0] if found else None)


def year_said(fields: Mapping[str, object], day: date) -> int | None:
    """Give the year that is said: in figures, or as "last year"."""
    if "year" in fields:
        return integer(fields, "year")
    if fields.get("unit") == "Y":
        return day.year + shift_of(fields.get("rel"))
    return None


Reader = Callable[[Timex, date, Anchor], Read | None]
"""Reads one form of expression on one day of publication; None: not a day of the calendar."""
