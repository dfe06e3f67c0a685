"""Whether something was in force on a day, from ranges in which it began, held and ended.

Days are ISO strings, which order as they read. A date known to the month is the range of that
month; what falls inside it is inferred, never stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from dateline.resolve.registry import last_day
from dateline.ties.facts import UNSTATED, Days, Statement, Verdict

BACK = 366
"""Days that a tie told without a start is taken back from the day it is told of. A choice, not a
measurement: beyond a year "not known" misleads less than "inferred"."""

_DAY_OF_MONTH = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def as_day(text: str) -> str:
    """Give an ISO day as it is; raise ValueError, which says what to write, for anything else."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day: write it as 2015-07-01") from error


def known_to(day: str, precision: str) -> Days:
    """Give the range of a day that is known to the ``day``, ``month`` or ``year``."""
    return Days(
        *{
            "day": (day, day),
            "month": (f"{day[:7]}-01", last_day(day[:7])),
            "year": (f"{day[:4]}-01-01", last_day(day[:4])),
        }[precision]
    )


def since(day: str, words: str) -> Days:
    """Give the range in which something began that a text dates "since ..." from ``day`` on.

    The first of a month or year stands for the whole of it, unless the words name a day.
    """
    if not day.endswith("-01") or _DAY_OF_MONTH.search(words) or _ISO.fullmatch(words):
        return known_to(day, "day")
    year_alone = day.endswith("-01-01") and not re.search(r"[Jj]an", words)
    return known_to(day, "year" if year_alone else "month")


def words_of(days: Days) -> str:
    """Give a range in words: "2015-06-23", "in 2015-04", "on or before 2014-12-22"."""
    first, last = days
    if first is None and last is None:
        return "on a day that is not stated"
    if first is None:
        return f"on or before {last}"
    if last is None:
        return f"on or after {first}"
    if first == last:
        return f"on {first}"
    for length in (4, 7):
        whole = first[:length]
        if (first, last) == (_first(whole), last_day(whole)):
            return f"in {whole}"
    return f"between {first} and {last}"


def dated_words(statements: Iterable[Statement]) -> str:
    """Give when something began and ended, as stated: "began on 2015-06-23, or in 2015-06"."""
    told = list(statements)
    parts = []
    for word, found in (
        ("began", {s.begins for s in told if s.begins and s.begins != UNSTATED}),
        ("ended", {s.ends for s in told if s.ends and s.ends != UNSTATED}),
    ):
        if found:
            parts.append(f"{word} {', or '.join(words_of(d) for d in sorted(found, key=_order))}")
    return "; ".join(parts)


def verdict(day: str, statements: Sequence[Statement], happened: bool = False) -> Verdict:
    """Give how a tie stands on a day.

    ``happened``: the tie is something that was done once (a declaration, a split) and stays done.
    """
    if not statements:
        return Verdict("not said", "nothing is said of it", ())
    weighed = _Weighed(day, statements, happened)
    status, why = weighed.verdict()
    return Verdict(status, why, tuple(statements))


def _first(date: str) -> str:
    return f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


class _Weighed:
    """Statements on one tie, laid out around a day."""

    def __init__(self, day: str, statements: Sequence[Statement], happened: bool) -> None:
        self.day = day
        self.happened = happened
        self.statements = statements
        self.begins = sorted({s.begins for s in statements if s.begins}, key=_order)
        self.ends = sorted({s.ends for s in statements if s.ends}, key=_order)
        self.held = sorted({s.held for s in statements if s.held}, key=_order)
        known = [d.latest for d in (*self.begins, *self.held) if d.latest and d.latest <= day]
        self.before = max(known, default=None)
        """The latest day up to ours on which it was surely in force."""
        after = [d.earliest for d in (*self.held, *self.ends) if d.earliest and d.earliest > day]
        self.after = min(after, default=None)

    def verdict(self) -> tuple[str, str]:
        if self.happened:
            return self._done()
        for found in (self._covered(), self._ended(), self._not_yet(), self._at_an_edge()):
            if found is not None:
                return found
        if self.before is not None:
            return self._after_it_was_told()
        return self._before_it_was_told()

    def _done(self) -> tuple[str, str]:
        """A thing that was done once: done, not yet, or not known."""
        day = self.day
        done = [d for d in self.begins if d.latest and d.latest <= day]
        yet = [d for d in self.begins if d.earliest and d.earliest > day]
        if done and yet:
            return "contradicted", f"told as {words_of(done[0])} and as {words_of(yet[-1])}"
        if done:
            return "stated", words_of(done[0])
        if yet and len(yet) == len(self.begins):
            return "not yet", words_of(yet[0])
        if self.begins and all(d.earliest and d.latest for d in self.begins):
            return "inferred", f"{words_of(self.begins[0])}; which day is not known"
        if self.before is not None:
            return "stated", f"told on {self.before}"
        days = self.begins or [Days(None, None)]
        return "not known", f"it is told as done {words_of(days[0])}"

    def _covered(self) -> tuple[str, str] | None:
        day = self.day
        for s in self.statements:
            if s.held == Days(day, day):
                return self._unless_ended("stated", "told of that day")
            if s.begins == Days(day, day):
                return self._unless_ended("stated", "it began that day")
            if s.begins is None or s.begins.latest is None or s.begins.latest > day:
                continue
            until = [d.earliest for d in (s.ends, s.held) if d is not None and d.earliest]
            if until and max(until) >= day:
                began, last = words_of(s.begins), max(until)
                return self._unless_ended("stated", f"began {began}, in force until {last}")
        return None

    def _unless_ended(self, status: str, why: str) -> tuple[str, str]:
        """Give the verdict, or the contradiction where it ended before and did not begin again."""
        over = self._over()
        if over is None or self._again(over):
            return status, why
        return "contradicted", f"{why}; another statement: it ended {words_of(over)}"

    def _over(self) -> Days | None:
        """The last end that surely lies before the day."""
        past = [d for d in self.ends if d.latest is not None and d.latest < self.day]
        return max(past, key=lambda d: d.latest or "", default=None)

    def _again(self, over: Days) -> bool:
        limit = over.latest or ""
        return any(
            d.earliest is not None and d.earliest > limit and (d.latest or "9") <= self.day
            for d in self.begins
        )

    def _ended(self) -> tuple[str, str] | None:
        over = self._over()
        if over is None or self._again(over):
            return None
        limit = over.latest or ""
        still = [d for d in self.held if d.earliest is not None and d.earliest > limit]
        if still:
            later = words_of(still[-1])
            return "contradicted", f"ended {words_of(over)}; another statement: in force {later}"
        return "ended", words_of(over)

    def _at_an_edge(self) -> tuple[str, str] | None:
        """The day lies in the range in which it began or ended."""
        day = self.day
        for days in self.ends:
            if days.latest is not None and (days.earliest or "") <= day <= days.latest:
                if days.earliest is not None and days.earliest == days.latest:
                    return "stated", "it ended that day"
                if days.earliest is not None or self.before is not None:
                    return "inferred", f"it ended {words_of(days)}; which day is not known"
        if self.before is None:
            for days in self.begins:
                if days.earliest and days.latest and days.earliest <= day <= days.latest:
                    return "inferred", f"it began {words_of(days)}; which day is not known"
        return None

    def _not_yet(self) -> tuple[str, str] | None:
        if self.before is not None or not self.begins:
            return None
        starts = [d.earliest for d in self.begins if d.earliest and d.earliest > self.day]
        if len(starts) < len(self.begins):
            return None
        if not any(d.latest and d.latest < min(starts) for d in (*self.held, *self.ends)):
            return "not yet", f"it began {words_of(self.begins[0])}"
        return None

    def _after_it_was_told(self) -> tuple[str, str]:
        assert self.before is not None
        if self.begins and all(d.earliest and d.earliest > self.day for d in self.begins):
            return "contradicted", (
                f"told as in force {self.before}; another statement: "
                f"it began {words_of(self.begins[0])}"
            )
        if self.after is not None:
            return "inferred", (
                f"between two statements: in force {self.before} and still {self.after}"
            )
        began = [d for d in self.begins if d.latest and d.latest <= self.day]
        gap = _apart(self.before, self.day)
        known = f"began {words_of(began[-1])}" if began else f"told as in force {self.before}"
        return "inferred", f"{known}; no end stated; {_count(gap)} later"

    def _before_it_was_told(self) -> tuple[str, str]:
        around = [d for d in self.held if d.earliest and d.earliest <= self.day]
        if around:  # the day told of may lie before ours or after it: in force either way
            return "inferred", f"told as in force {words_of(around[-1])}; start and end not stated"
        open_begins = [d for d in self.begins if d.earliest is None]
        if open_begins:
            return "not known", f"it began {words_of(open_begins[0])}; since when is not stated"
        if self.after is not None:
            gap = _apart(self.after, self.day)
            told = f"start not stated; told as in force on or after {self.after}"
            if gap <= BACK:
                return "inferred", f"{told}, {_count(gap)} later"
            return "not known", f"{told}, {_count(gap)} later: too long to infer"
        if self.held:
            return "not known", f"told as in force {words_of(self.held[0])}; start not stated"
        return "not known", "neither start nor end is stated"


def _order(days: Days) -> tuple[str, str]:
    return days.earliest or "", days.latest or "9"
