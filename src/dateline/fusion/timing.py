"""What the days of two tellings say of their being one happening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.fusion.days import Days
from dateline.fusion.facts import Unit
from dateline.fusion.tellings import Telling
from dateline.fusion.weights import (
    LATE,
    LATE_AFTER,
    LONG,
    LONG_AFTER,
    NEWS_OF_ONE_DAY,
    OFF_BY,
    OFF_BY_A_DAY,
    SAME_DAY,
    SAME_MONTH,
    SAME_WEEK,
)

if TYPE_CHECKING:
    from dateline.fusion.compare import Evidence


def days_apart(a: Days, b: Days, unit: Unit) -> bool:
    """Say whether two intervals cannot hold one happening of the unit's time window."""
    return a.apart(b) >= unit.time_window_days


def weigh_days(a: Telling, b: Telling, unit: Unit, evidence: Evidence) -> None:
    """Weigh the days of two tellings; note whether both have some."""
    if days_apart(a.days, b.days, unit):
        gap = a.days.apart(b.days)
        if (a.sure and b.sure) or gap >= unit.time_window_days + OFF_BY:
            evidence.contradictions.append("other days")
        else:
            evidence.add(OFF_BY_A_DAY, "other days, of which one is inferred")
        return
    if _named_apart(a, b, unit):
        evidence.contradictions.append("other days")
        return
    met = a.days.meet(b.days)
    evidence.timed = all(
        t.dated or (t.published.first is not None and not t.background) for t in (a, b)
    )
    if a.dated and b.dated:
        shortest = min(a.days.length or 1, b.days.length or 1)
        longest = max(a.days.length or 1, b.days.length or 1)
        if longest <= 2 or ((met.length or 9) <= 2 and longest <= 3):
            evidence.add(SAME_DAY, "same day")
        elif longest <= 7:
            evidence.add(SAME_WEEK, "same week")
        elif longest <= 31:
            evidence.add(SAME_MONTH, "same month")
        else:
            evidence.add(0.1 if shortest > 31 else 0.2, "dates overlap")
        return
    _news(a, b, evidence)


def _named_apart(a: Telling, b: Telling, unit: Unit) -> bool:
    """Say whether both name days without a year ("on Jan. 8") of which no two are one."""
    return bool(a.days_named and b.days_named) and all(
        _between(x, y) > unit.time_window_days for x in a.days_named for y in b.days_named
    )


def _between(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Give about how many days lie between two days of unknown years, the nearest that they may be."""
    gap = abs(31 * (a[0] - b[0]) + a[1] - b[1])
    return min(gap, 372 - gap)


def _news(a: Telling, b: Telling, evidence: Evidence) -> None:
    """Weigh publication dates, where at least one telling states no date of its own."""
    if a.report == b.report:
        evidence.add(0.3, "one report")
        return
    if a.background or b.background:
        return
    days_a, days_b = _told_days(a), _told_days(b)
    if days_a is None or days_b is None:
        return
    gap = days_a.apart(days_b)
    if gap <= 1:
        evidence.add(NEWS_OF_ONE_DAY, "news of one day")
    elif gap <= 3:
        evidence.add(NEWS_OF_ONE_DAY / 2, "news of the same days")
    elif gap > LONG:
        evidence.add(LONG_AFTER, "published long after")
    elif gap > LATE_AFTER:
        evidence.add(LATE, "published at other times")


def _told_days(telling: Telling) -> Days | None:
    """Give the days that news is of: its own, else those of its publication; None for what is told
    as long past ("in September the Front said that ...")."""
    if telling.dated:
        return telling.days
    if telling.published.first is None or telling.published.last is None:
        return None
    if telling.days.last is not None and telling.published.first - telling.days.last > LATE_AFTER:
        return None
    if telling.days.first is not None:
        return Days(telling.days.first, telling.published.last)
    return telling.published  # its end may be open: news of that day, or of a later one
