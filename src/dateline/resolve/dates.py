"""When a claim's happening was: date slots to intervals of days with UCDP ``date_prec``.

Anchored on the publication date or the dateline; where neither is known the report's own
full dates give years and bounds, and nothing else is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from dateline.identity import content_id
from dateline.resolve.clauses import clause_above, governing_verb, token_at, told_together
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.date_labels import label_of, label_of_days
from dateline.resolve.order import Ordered, ordered
from dateline.resolve.tense import clause_tense
from dateline.resolve.timeline import Moment, read_moments
from dateline.types import UNDATED, Annotation, Dating, Resolution, Span

VERSION = "3"
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
        near = _same_sentence(annotation, told, anchor)
        how = "date in the same sentence"
        if near is not None:
            found = self._from_moments(annotation.text, near, moments, (subject, "date", -1))
            return replace(found, how=f"{how}, {found.how}", score=round(found.score * 0.7, 3))
        if clause_tense(annotation, anchor) == "future":
            return None
        by_order = ordered(annotation, anchor, _of_sentence(annotation, told, anchor))
        if by_order is not None:
            return self._by_order(subject, by_order)
        latest = line.own.latest if line else context.published.latest
        source = "dateline" if line else "publication date"
        said = _said_on(annotation, told, anchor)
        if said is not None and (latest is None or said < latest):
            latest, source, line = said, "day on which it was told", None
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
        inside = _within(moments, slot.span)
        if not inside:
            return self._unknown(key, slot.value, "no expression of time recognised", "")
        if _has_no_direction(annotation.text, inside):
            how = "a weekday that may be before or after publication"
            return self._unknown(key, slot.value, how, inside[0].own.value)
        chosen = _day_of_part(annotation.text, _chosen(inside), moments)
        return self._from_moments(annotation.text, chosen, moments, key)

    def _from_moments(
        self, text: str, chosen: Moment, moments: Sequence[Moment], key: tuple[str, str, int]
    ) -> Resolution:
        own, valued, timex = chosen.own, chosen.valued, chosen.timex
        earliest, latest, value = valued.earliest, valued.latest, own.value
        other = _end_of_range(moments, chosen)
        if other is not None and (earliest or "") <= (other.own.latest or "9"):
            latest, value = other.own.latest, f"{own.value}/{other.own.value}"
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


# ----------------------------------------------------------------- which expression


def _start(moment: Moment) -> int:
    return moment.timex.span.start


def _within(moments: Sequence[Moment], span: Span) -> Sequence[Moment]:
    """Give the expressions that share characters with ``span``."""
    first = bisect_left(moments, span.start, key=_start)
    if first and moments[first - 1].timex.span.end > span.start:
        first -= 1
    return moments[first : bisect_left(moments, span.end, key=_start)]


def _chosen(moments: Sequence[Moment]) -> Moment:
    """Give the expression that says most: one with days before one without, then the narrowest."""

    def width(moment: Moment) -> tuple[int, int, int]:
        first, last = moment.own.earliest, moment.own.latest
        if first is None or last is None:
            return (2 if first is None and last is None else 1), 0, moment.timex.span.start
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
        return 0, days + 1000 * (moment.timex.kind == "DURATION"), moment.timex.span.start

    return min(moments, key=width)


def _day_of_part(text: str, chosen: Moment, moments: Sequence[Moment]) -> Moment:
    """Give the day that a part of a day is said to belong to: "in the night to December 4"."""
    if chosen.timex.form != "daypart":
        return chosen
    at = bisect_right(moments, chosen.timex.span.start, key=_start)
    following = moments[at] if at < len(moments) else None
    if following is None or not _dated(following):
        return chosen
    between = text[chosen.timex.span.end : following.timex.span.start].split()
    if between not in (["to"], ["before"], ["of"]):
        return chosen
    return following._replace(valued=following.own)  # "to" is no end of a range here


def _has_no_direction(text: str, inside: Sequence[Moment]) -> bool:
    """Say whether only a weekday is given and nothing tells past from coming: "Monday's summit"."""
    return len(inside) == 1 and (
        inside[0].timex.form == "weekday"
        and inside[0].tense is None
        and text[inside[0].timex.span.end : inside[0].timex.span.end + 2] in ("'s", "’s")
    )


def _end_of_range(moments: Sequence[Moment], chosen: Moment) -> Moment | None:
    """Give the expression that ends the range that ``chosen`` begins ("from Monday to Friday")."""
    if chosen.timex.signal != "from":
        return None
    at = bisect_right(moments, chosen.timex.span.start, key=_start)
    following = moments[at] if at < len(moments) else None
    return following if following and following.timex.signal == "to" else None


def _dated(moment: Moment) -> bool:
    return moment.timex.kind in ("DATE", "TIME") and (
        moment.own.earliest is not None and moment.timex.form not in ("reference", "recent")
    )


def _compatible(moment: Moment, tense: str | None) -> bool:
    """Say whether a clause of that tense may have happened then: no deadlines, no other tense."""
    if moment.timex.signal in ("by", "until", "to", "before"):
        return False
    return tense is None or moment.tense is None or moment.tense == tense


def _same_sentence(
    annotation: Annotation, moments: Sequence[Moment], anchor: Span
) -> Moment | None:
    sentence = _sentence_at(annotation, anchor)
    if sentence is None:
        return None
    span = Span(annotation.sentences[sentence].start, annotation.sentences[sentence].end)
    tense = clause_tense(annotation, anchor)
    found = [
        m
        for m in _within(moments, span)
        if _dated(m) and _compatible(m, tense) and told_together(annotation, anchor, m.timex.span)
    ]
    return min(found, key=lambda m: abs(m.timex.span.start - anchor.start)) if found else None


def _of_sentence(
    annotation: Annotation, moments: Sequence[Moment], anchor: Span
) -> Sequence[Moment]:
    sentence = _sentence_at(annotation, anchor)
    if sentence is None:
        return ()
    inside = annotation.sentences[sentence]
    return _within(moments, Span(inside.start, inside.end))


def _said_on(annotation: Annotation, moments: Sequence[Moment], anchor: Span) -> str | None:
    """Give the last day of when somebody said it: "in September the group said that it had ...".

    What he tells had happened by then. None where no day dates the saying.
    """
    sentence = _sentence_at(annotation, anchor)
    at = token_at(annotation, anchor.start)
    if sentence is None or at is None:
        return None
    saying = clause_above(annotation, at)
    if saying is None:
        return None
    inside = annotation.sentences[sentence]
    for moment in _within(moments, Span(inside.start, inside.end)):
        date = token_at(annotation, moment.timex.span.end - 1)
        days = moment.own.latest
        if date is None or days is None or not _dated(moment) or moment.tense == "future":
            continue
        if governing_verb(annotation, date) == saying:
            return days
    return None


def _sentence_at(annotation: Annotation, anchor: Span) -> int | None:
    at = bisect_right(annotation.sentences, anchor.start, key=lambda sentence: sentence.start) - 1
    return at if at >= 0 else None


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
