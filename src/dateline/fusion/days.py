"""Days as numbers: intervals that may be open at either end."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple


class Days(NamedTuple):
    """A closed interval of day numbers; either end None where open."""

    first: int | None
    last: int | None

    @property
    def length(self) -> int | None:
        """How many days it has; None where open."""
        if self.first is None or self.last is None:
            return None
        return self.last - self.first + 1

    def meet(self, other: Days) -> Days:
        """Give the days in both; ``first > last`` where there are none."""
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        return Days(max(firsts) if firsts else None, min(lasts) if lasts else None)

    def apart(self, other: Days) -> int:
        """Give how many days lie between the two intervals; 0 where they touch or overlap."""
        gap = 0
        for a, b in ((self, other), (other, self)):
            if a.last is not None and b.first is not None:
                gap = max(gap, b.first - a.last)
        return gap


ANY_DAY = Days(None, None)


@lru_cache(maxsize=1 << 16)
def day_number(day: str | None) -> int | None:
    """Give an ISO day as a number; None for None and for what is not a day."""
    if not day:
        return None
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def iso(day: int | None) -> str | None:
    """Give the number of a day as ISO; None for None."""
    return None if day is None else date.fromordinal(day).isoformat()


def precision(days: Days) -> int:
    """Give UCDP's ``date_prec`` of an interval."""
    length = days.length
    if length is None or length > 31:
        return 5
    return 1 if length == 1 else 2 if length <= 6 else 3 if length == 7 else 4
