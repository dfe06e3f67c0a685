"""When a claim's happening was: date slots to intervals of days with UCDP ``date_prec``.

Anchored on the publication date or the dateline; where neither is known the report's own
full dates give years and bounds, and nothing else is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from dateline.identity import content_id
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.date_binding import (
    chosen_of,
    day_of_part,
    end_of_range,
    goes_on_now,
    happened_by,
    has_no_direction,
    of_sentence,
    said_on,
    same_sentence,
    within,
)
from dateline.resolve.date_labels import label_of, label_of_days
from dateline.resolve.order import Ordered, ordered
from dateline.resolve.tense import clause_tense
from dateline.resolve.timeline import Moment, read_moments
from dateline.resolve.told_again import Deeds, deeds_of, told_again
from dateline.types import UNDATED, Annotation, Dating, Resolution, Span

VERSION = "5"
RESOLVER = "dates"


def date_precision(earliest: str | None, latest: str | None) -> int:
    """Give UCDP ``date_prec``: 1 a day, 2 two to six days, 3 a week, 4 a month (8 to 31 days), 5 more or open.

    UCDP GED codebook, variable ``date_prec``.
    """
    if earliest is None or latest is None:
        return 5
    days = (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1
    return 1 if days <= 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


class DateResolver:
    """Resolves the ``date`` slots of claims."""

    run = content_id("N", RESOLVER, VERSION)

    def __init__(self) -> None:
        """Make a resolver; it remembers the report it saw last, nothing else."""
        self._seen: tuple[Annotation, ReportContext, tuple[Moment, ...]] | None = None
        self._deeds: tuple[Annotation, Deeds] | None = None

    def _deeds_of(self, annotation: Annotation) -> Deeds:
        if self._deeds is None or self._deeds[0] is not annotation:
            self._deeds = annotation, deeds_of(annotation)
        return self._deeds[1]

    def _moments(self, annotation: Annotation, context: ReportContext) -> tuple[Moment, ...]:
        if self._seen and self._seen[0] is annotation and self._seen[1] == context:
            return self._seen[2]
        moments = _moments(annotation, context)
        self._seen = annotation, context, moments
        return moments

    def resolve(
        self, annotation: Annotation, slots: Sequence[SlotReference], context: ReportContext
    ) -> list[Resolution]:
        """Give one resolution for each slot whose role is ``date``, in their order.

        ``value`` is None where the words name no days ("for weeks") or the anchor is not known.
        """
        wanted = [slot for slot in slots if slot.role == "date"]
        if not wanted:
            return []
        moments = self._moments(annotation, context)
        return [self._slot(annotation, slot, moments) for slot in wanted]

    def undated(
        self, subject: str, annotation: Annotation, anchor: Span, context: ReportContext
    ) -> Resolution | None:
        """Give a date for a claim without a date slot, from what stands around its ``anchor``.

        The date of the same sentence where both are told together, else "on or before" the
        dateline or the publication date; else None, and None for what the clause tells as
        coming. (The date of the sentence before was tried: of dates so borrowed, judged by
        hand, fewer than half were right.)
        """
        moments = self._moments(annotation, context)
        line = dateline_moment(annotation.text, moments, context.title_end)
        told = [moment for moment in moments if moment is not line]
        near = same_sentence(annotation, told, anchor)
        how = "date in the same sentence"
        if near is not None:
            found = self._from_moments(annotation.text, near, moments, (subject, "date", -1))
            return replace(found, how=f"{how}, {found.how}", score=round(found.score * 0.7, 3))
        if clause_tense(annotation, anchor) == "future":
            return None
        by_order = ordered(annotation, anchor, of_sentence(annotation, told, anchor), _day(context))
        if by_order is not None:
            return self._by_order(subject, by_order)
        again = told_again(annotation, self._deeds_of(annotation), told, anchor)
        if again is not None:
            found = self._from_moments(annotation.text, again, moments, (subject, "date", -1))
            how = f"told again with its day, {found.how}"
            return replace(found, how=how, score=round(found.score * 0.6, 3))
        latest = line.own.latest if line else context.published.latest
        source = "dateline" if line else "publication date"
        said = said_on(annotation, told, anchor)
        if said is not None and (latest is None or said < latest):
            latest, source, line = said, "day on which it was told", None
        by = happened_by(annotation, told, anchor)
        if by is not None and (latest is None or by < latest):
            latest, source, line = by, "day by which it had happened", None
        if latest is None:
            return None
        label = f"on or before {label_of_days(latest, latest)}"
        return Resolution(
            subject=subject,
            role="date",
            ordinal=-1,
            run=self.run,
            kind="date",
            value=f"/{latest}",
            label=label,
            precision=5,
            score=0.3,
            how=f"reported; happened on or before the {source}",
            span=line.timex.span if line else None,
            extra={"timex": "PAST_REF"},
        )

    def _by_order(self, subject: str, found: Ordered) -> Resolution:
        """Give the days that follow from the day of what is told beside it."""
        exact = found.earliest is not None
        days = label_of_days(found.earliest or found.latest, found.latest)
        return Resolution(
            subject=subject,
            role="date",
            ordinal=-1,
            run=self.run,
            kind="date",
            value=f"{found.earliest or ''}/{found.latest or ''}",
            label=days if exact else f"on or before {days}",
            precision=date_precision(found.earliest, found.latest),
            score=0.6 if exact else 0.4,
            how=found.how,
            span=found.moment.timex.outer,
            extra={"timex": found.earliest if exact else "PAST_REF"},
        )

    def _slot(
        self, annotation: Annotation, slot: SlotReference, moments: Sequence[Moment]
    ) -> Resolution:
        key = (slot.subject, slot.role, slot.ordinal)
        inside = within(moments, slot.span)
        if not inside:
            return self._unknown(key, slot.value, "no expression of time recognised", "")
        if has_no_direction(annotation.text, inside):
            how = "a weekday that may be before or after publication"
            return self._unknown(key, slot.value, how, inside[0].own.value)
        chosen = day_of_part(annotation.text, chosen_of(inside), moments)
        if goes_on_now(annotation, chosen):
            how = "told as going on; the day is that of something else"
            return self._unknown(key, slot.value, how, chosen.own.value)
        return self._from_moments(annotation.text, chosen, moments, key)

    def _from_moments(
        self, text: str, chosen: Moment, moments: Sequence[Moment], key: tuple[str, str, int]
    ) -> Resolution:
        own, valued, timex = chosen.own, chosen.valued, chosen.timex
        earliest, latest, value = valued.earliest, valued.latest, own.value
        other = end_of_range(moments, chosen)
        if other is not None and (earliest or "") <= (other.own.latest or "9"):
            latest, value = other.own.latest, f"{own.value}/{other.own.value}"
        if chosen.tense == "past":
            latest = _not_after(latest, earliest, chosen.written)
        words = timex.outer.of(text)
        if earliest is None and latest is None:
            return self._unknown(key, words, own.how, own.value)
        label = label_of(chosen, words) if other is None else label_of_days(earliest, latest)
        extra = {"timex": value}
        if timex.mod:
            extra["mod"] = timex.mod
        if timex.ambiguous:
            extra["ambiguous"] = "day and month could be exchanged"
        if timex.kind == "DURATION":
            extra["duration"] = value
        return Resolution(
            subject=key[0],
            role=key[1],
            ordinal=key[2],
            run=self.run,
            kind="date",
            value=f"{earliest or ''}/{latest or ''}",
            label=label,
            precision=date_precision(earliest, latest),
            score=_score(own.how, timex.ambiguous),
            how=own.how,
            span=timex.outer,
            extra=extra,
        )

    def _unknown(self, key: tuple[str, str, int], words: str, how: str, value: str) -> Resolution:
        return Resolution(
            subject=key[0],
            role=key[1],
            ordinal=key[2],
            run=self.run,
            kind="date",
            value=None,
            label=" ".join(words.split()),
            precision=None,
            score=0.0,
            how=how,
            extra={"timex": value} if value else {},
        )


def _day(context: ReportContext) -> str | None:
    """Give the day of publication where it is known to the day."""
    published = context.published
    return published.latest if published.earliest == published.latest else None


def _not_after(latest: str | None, earliest: str | None, written: str | None) -> str | None:
    """Give the last day of what has happened: a week or a year that still runs ends with the report."""
    if latest is None or written is None or latest <= written or (earliest or "") > written:
        return latest
    return written


def bound_publication(report: str | Annotation, dating: Dating) -> Dating:
    """Give ``dating`` as it is where it says something, else bounded by the latest past date told.

    Only dates of day or month resolution whose year is told or inherited count, in clauses
    told as past; forecasts and deadlines do not. The result is marked ``inferred``.
    """
    if dating.earliest is not None or dating.latest is not None:
        return dating
    text = report if isinstance(report, str) else report.text
    if isinstance(report, str):
        moments = read_moments(text, UNDATED)
    else:
        moments = _read(report, None, None, "unknown")
    bounds = [m.own.earliest for m in moments if m.own.earliest and _bounds_publication(m)]
    if not bounds:
        return dating
    latest = max(bounds)
    note = f"not before {label_of_days(latest, latest)}, the latest date mentioned"
    return Dating(latest, None, "inferred", dating.stated, note)


def _bounds_publication(moment: Moment) -> bool:
    timex = moment.timex
    return (
        timex.kind in ("DATE", "TIME")
        and timex.form in ("date", "days", "iso", "figures")
        and ("month" in timex.fields or timex.form in ("iso", "figures"))
        and timex.signal not in ("until", "by", "before", "to")
        and moment.tense == "past"
        and not timex.ambiguous
    )


_AGENCY_OR_DASH = re.compile(r"[^.\n]{0,40}?(?:\([A-Z][^)\n]{1,40}\)|[-–—])")
_LATEST_DATELINE = 160
"""Characters into the body at which a dateline must have ended."""


def dateline_moment(text: str, moments: Sequence[Moment], title_end: int) -> Moment | None:
    """Give the date of a dateline ("GROZNY, June 23 (Reuters) -"), None where there is none."""
    for moment in moments:
        span = moment.timex.span
        if span.start < title_end:
            continue
        if span.end > title_end + _LATEST_DATELINE:
            return None
        lead = text[title_end : span.start].strip()
        place = lead.rsplit("\n", 1)[-1].strip(" ,(-–—")
        words = re.findall(r"[^\W\d_]+", place)
        if not words or not words[0].isupper() or len(words) > 8 or len(words[0]) < 2:
            return None
        if moment.timex.form == "date" and "day" in moment.timex.fields:
            return moment if _AGENCY_OR_DASH.match(text, span.end) else None
        return None
    return None


def _moments(annotation: Annotation, context: ReportContext) -> tuple[Moment, ...]:
    published = bound_publication(annotation, context.published)
    moments = _read(annotation, published.earliest, published.latest, published.how)
    line = dateline_moment(annotation.text, moments, context.title_end)
    if line is None or line.own.earliest is None or line.own.earliest != line.own.latest:
        return moments
    if published.earliest == published.latest == line.own.earliest:
        return moments
    anchored = _read(annotation, line.own.earliest, line.own.latest, "dateline")
    return tuple(_by_dateline(moment) for moment in anchored)


def _by_dateline(moment: Moment) -> Moment:
    how = moment.own.how.replace("publication date", "dateline").replace("publication", "dateline")
    return moment._replace(own=moment.own._replace(how=how), valued=moment.valued._replace(how=how))


def _read(
    annotation: Annotation, earliest: str | None, latest: str | None, how: str
) -> tuple[Moment, ...]:
    dating = Dating(earliest, latest, how)
    tense = partial(clause_tense, annotation) if annotation.tokens else None
    return read_moments(annotation.text, dating, annotation.language, tense)


_SCORES = (
    ("stated in full", 0.98),
    ("year from the nearest", 0.85),
    ("weekday", 0.85),
    ("relative to the date told", 0.6),
    ("relative to", 0.9),
    ("year from", 0.88),
    ("month from", 0.8),
)
"""Rough odds that the days are right; to be calibrated on annotated events."""


def _score(how: str, ambiguous: bool) -> float:
    score = next((score for words, score in _SCORES if how.startswith(words)), 0.6)
    if "publication date bounded" in how or "an interval" in how:
        score *= 0.6
    return round(score * (0.6 if ambiguous else 1.0), 3)
