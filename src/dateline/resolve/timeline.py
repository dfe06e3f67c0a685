"""The expressions of time of one report, valued in order, each against what was told before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dateline.resolve.timex import Timex, find_timexes
from dateline.resolve.timex_anchor import Anchor
from dateline.resolve.timex_values import Valued, own_interval, with_signal
from dateline.types import Dating, Span


class Moment(NamedTuple):
    """An expression of time with what it comes to in its report."""

    timex: Timex
    own: Valued
    """The expression alone."""
    valued: Valued
    """With the word in front counted in: "since January" is open towards the present."""
    tense: str | None
    """Tense of its clause, ``past``, ``future`` or None."""
    written: str | None = None
    """Last day on which the report can have been written, as far as known."""


Tense = Callable[[Span], str | None]


def read_moments(
    text: str, published: Dating, language: str = "en", tense: Tense | None = None
) -> tuple[Moment, ...]:
    """Give every expression of time of a report with its value and interval, in order.

    ``tense`` gives the tense of the clause around a span; without it the words nearby decide.
    """
    timexes = find_timexes(text, language)
    anchor = Anchor.of(published)
    years = _stated_years(timexes)
    narrative = is_narrative(timexes, anchor)
    moments: list[Moment] = []
    for timex in timexes:
        said = tense(timex.span) if tense else tense_nearby(text, timex.span, language)
        if said is None and timex.signal in ("by", "until"):
            said = "future"
        now = replace(anchor, tense=said, year=_nearest_year(years, timex.span))
        own = _told_on(timex, now) if narrative else own_interval(timex, now)
        moments.append(Moment(timex, own, with_signal(timex, own), said, published.latest))
        if not (narrative and _is_aside(timex, own)):
            anchor = _moved(anchor, timex, own)
    return tuple(moments)


_LEAST_DATES = 4
_BY_FAR = 2
"""A narrative has so many dates told with their year, and by so much more than "today" and "Friday"."""
_AGO = 2
"""Years before writing from which on a year told in full is history rather than news."""
_DEICTIC = frozenset({"weekday", "dayword", "ago", "window"})
_MOVING = frozenset(
    {"date", "days", "months", "season", "holiday", "weekday", "part", "clock", "unit", "daypart"}
)
_OF_THE_STORY = frozenset({None, "the"})
"""What may stand before a unit that the story dates: "the end of the month", not "last month"."""
_NINE_MONTHS = 270


def is_narrative(timexes: Sequence[Timex], anchor: Anchor) -> bool:
    """Say whether a text tells of the past by its dates, as history and encyclopedias do.

    There "in May" is the May of the year told before, not the one nearest to the day of writing.
    News that goes back to history begins with "on Saturday" or "today".
    """
    latest = 9999 if anchor.latest is None else anchor.latest.year - _AGO
    told = sum(
        "year" in timex.fields and int(timex.fields["year"]) <= latest
        for timex in timexes
        if timex.form in ("date", "days", "months", "season")
    )
    deictic = [
        number
        for number, timex in enumerate(timexes)
        if timex.form in _DEICTIC
        and "month" not in timex.fields
        and timex.fields.get("dir") not in ("later", "earlier")
    ]
    return told >= _LEAST_DATES and told > _BY_FAR * len(deictic) and not set(deictic) & {0, 1, 2}


def _told_on(timex: Timex, anchor: Anchor) -> Valued:
    """Give value and interval in a narrative: what lacks a year goes on from the date told before."""
    told = anchor.reference
    of_the_story = timex.fields.get("rel") in _OF_THE_STORY and "year" not in timex.fields
    if told is None or timex.form not in _MOVING or not of_the_story:
        return own_interval(timex, anchor)
    recent = anchor.latest is not None and told[1].year > anchor.latest.year - _AGO
    if recent or anchor.tense == "future":
        return own_interval(timex, anchor)
    if (told[1] - told[0]).days > _NINE_MONTHS and "month" in timex.fields:
        own = own_interval(_in_year(timex, told[0].year), anchor)
        return own._replace(how="year from the date told before")
    tense = "future" if timex.form == "weekday" else None
    day = replace(
        anchor, earliest=told[0], latest=told[0], tense=tense, ahead=_NINE_MONTHS, year=None
    )
    own = own_interval(timex, day)
    how = own.how.replace("publication date", "the date told before")
    return own._replace(how=how.replace("publication", "the date told before"))


def _is_aside(timex: Timex, own: Valued) -> bool:
    """Say whether a narrative goes on as if the date had not been told: an end, a look back."""
    ends = timex.signal in ("until", "to") and timex.kind == "DATE"
    return ends or timex.fields.get("dir") == "earlier" or "publication" in own.how


def _in_year(timex: Timex, year: int) -> Timex:
    return replace(timex, fields={**timex.fields, "year": year})


_FULL = frozenset({"date", "days", "iso", "figures", "months"})


def _stated_years(timexes: Sequence[Timex]) -> list[tuple[Span, int]]:
    """Give the years that are told with a month or day, in the order of the text."""
    years = []
    for timex in timexes:
        if timex.form in ("iso", "figures"):
            own = own_interval(timex, Anchor())
            if own.earliest:
                years.append((timex.span, int(own.earliest[:4])))
        elif timex.form in _FULL and "month" in timex.fields and "year" in timex.fields:
            years.append((timex.span, int(timex.fields["year"])))
    return years


def _nearest_year(years: Sequence[tuple[Span, int]], span: Span) -> int | None:
    """Give the year of the full date nearest in the text; one that went before wins a tie."""
    at = bisect_left(years, span.start, key=lambda item: item[0].start)
    near = years[max(at - 1, 0) : at + 1]
    if not near:
        return None
    return min(near, key=lambda item: (abs(item[0].start - span.start), item[0].start))[1]


def _moved(anchor: Anchor, timex: Timex, own: Valued) -> Anchor:
    """Give the anchor for what follows: the date told last is what "that day" goes back to."""
    if own.earliest is None or own.latest is None or timex.kind in ("DURATION", "SET"):
        return anchor
    days = date.fromisoformat(own.earliest), date.fromisoformat(own.latest)
    if days[0] == days[1]:
        anchor = replace(anchor, told_day=days)
    if timex.form == "part" and "-Q" in own.value and timex.signal != "before":
        ahead = anchor.latest is not None and days[0] > anchor.latest
        return replace(anchor, reference=days, quarter=anchor.quarter if ahead else days[0])
    if timex.form in ("reference", "yearago", "yearend"):
        return anchor
    return replace(anchor, reference=days)


# ------------------------------------------------------------------------------- tense

_FUTURE = re.compile(
    r"\b(?:will|won't|shall|'ll|’ll|plan(?:s|ned|ning)? (?:to|for)|(?:expect|intend|hop|schedul|slat)\w*|"
    r"propos(?:e|es|ing)|prepar(?:e|es|ing)|due|"
    r"set to|going to|(?:is|are|was|were) to|supposed to|to be|would|"
    r"(?:begin|start|open|meet|vote|resume|expire|return)s|takes place|"
    r"may(?= (?!in\b|on\b|at\b|of\b)[a-z])|might|should|must|upcoming|forthcoming|next)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|been|(?<!\bbe )(?!need|feed|seed|speed|indeed|bleed|breed|exceed|proceed|succeed)"
    r"[a-z]{2,}ed|rose|fell|came|went|took|made|held|met|began|won|lost|left|hit|shot|got|"
    r"gave|saw|told|broke|led|struck|fought|fled|sent|found|sold|bought|became|grew|said)\b"
)
_BOUNDARY = re.compile(r"[.;!?][\"'”’)]*\s|\n")
_WINDOW = 160
"""Characters looked at on either side; a clause of news text is seldom longer."""


_TENSES: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "en": (("future", _FUTURE), ("past", _PAST)),
    "ru": (
        ("future", re.compile(r"\b(?:буд(?:ет|ут)|планиру\w+|намерен\w*|должн\w+|предсто\w+)\b")),
        ("past", re.compile(r"\b\w{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)\b")),
    ),
}


def tense_nearby(text: str, span: Span, language: str = "en") -> str | None:
    """Give ``past`` or ``future`` by the nearest verb of the same sentence that shows it, else None."""
    before = text[max(span.start - _WINDOW, 0) : span.start]
    after = text[span.end : span.end + _WINDOW]
    cut = 0
    for match in _BOUNDARY.finditer(before):
        cut = match.end()
    before = before[cut:]
    stop = _BOUNDARY.search(after)
    if stop:
        after = after[: stop.start()]
    best: tuple[int, str] | None = None
    for name, pattern in _TENSES.get(language, ()):
        found = [len(before) - match.end() for match in pattern.finditer(before)]
        found += [match.start() + 40 for match in pattern.finditer(after)]
        if found and (best is None or min(found) < best[0]):
            best = min(found), name
    return None if best is None else best[1]
