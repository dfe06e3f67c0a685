"""What a sentence tells as before or after its own day: "on Tuesday, two days after rebels pledged"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dateline.resolve.clauses import governing_verb, token_at
from dateline.resolve.timeline import Moment
from dateline.types import Annotation, Span

_STEPS = 12
"""Longest way up the tree; deeper trees are parse errors."""
_LENGTH = re.compile(r"P(\d+)([DW])")
_DAYS = {"D": 1, "W": 7}


class Ordered(NamedTuple):
    """Days that follow from another day of the same sentence; an open end is None."""

    earliest: str | None
    latest: str | None
    how: str
    moment: Moment
    """The day that they follow from, or the length of time."""


def ordered(
    annotation: Annotation, anchor: Span, moments: Sequence[Moment], today: str | None = None
) -> Ordered | None:
    """Give the days of a deed that its sentence puts before or after another one's day.

    "Troops came on Tuesday, two days after the raid": the raid was two days before Tuesday; "took
    in ten people on Tuesday, after men had fired": fired on or before Tuesday. None where the
    sentence gives no such day. ``moments`` are those of the sentence; ``today`` is the day of
    writing, from which "it comes a week after" counts.
    """
    at = token_at(annotation, anchor.start)
    marked = _marked(annotation, at) if at is not None else None
    if marked is None:
        return None
    mark, top = marked
    head = annotation.tokens[top].head
    told = [
        m
        for m in moments
        if m.own.earliest is not None
        and m.own.earliest == m.own.latest
        and m.timex.kind in ("DATE", "TIME")
        and _verb_of(annotation, m.timex.span) == head
    ]
    if not told and today is not None and annotation.tokens[mark].lemma == "after":
        return _before_today(annotation, mark, head, moments, date.fromisoformat(today))
    if len(told) != 1:
        return None
    (known,) = told
    day = date.fromisoformat(known.own.earliest or "")
    word = annotation.tokens[mark].lemma
    apart = _length_before(annotation, mark, moments)
    if apart is not None:
        found = day - apart if word == "after" else day + apart
        days = f"{apart.days} day{'' if apart.days == 1 else 's'}"
        how = f"{days} {'before' if word == 'after' else 'after'} what is dated beside it"
        return Ordered(found.isoformat(), found.isoformat(), f"{how}, {known.own.how}", known)
    if word == "after":
        how = f"on or before the day of what followed it, {known.own.how}"
        return Ordered(None, day.isoformat(), how, known)
    return None


def _before_today(
    annotation: Annotation, mark: int, head: int, moments: Sequence[Moment], today: date
) -> Ordered | None:
    """Read "it comes a week after 44 people were killed": told in the present, so from today."""
    length = _length_moment(annotation, mark, moments)
    if length is None or head < 0 or annotation.tokens[head].xpos not in ("VBZ", "VBP"):
        return None
    moment, apart = length
    day = (today - apart).isoformat()
    return Ordered(day, day, f"{apart.days} days before what is told as of today", moment)


def _verb_of(annotation: Annotation, span: Span) -> int | None:
    at = token_at(annotation, span.end - 1)
    return None if at is None else governing_verb(annotation, at)


def _marked(annotation: Annotation, at: int) -> tuple[int, int] | None:
    """Give "after" or "before" and the top of what it opens, which holds token ``at``."""
    tokens = annotation.tokens
    for _ in range(_STEPS):
        if tokens[at].deprel in ("advcl", "obl") and tokens[at].head >= 0:
            for i in range(max(0, at - 12), at):
                own = tokens[i].head == at and tokens[i].deprel in ("mark", "case")
                if own and tokens[i].lemma in ("after", "before"):
                    return i, at
            return None
        if tokens[at].deprel not in ("nmod", "conj", "xcomp", "obj", "nsubj", "nsubj:pass"):
            return None
        at = tokens[at].head
    return None


def _length_before(
    annotation: Annotation, mark: int, moments: Sequence[Moment]
) -> timedelta | None:
    """Give the time that a length right before "after" says: "two days", "a week"."""
    found = _length_moment(annotation, mark, moments)
    return None if found is None else found[1]


def _length_moment(
    annotation: Annotation, mark: int, moments: Sequence[Moment]
) -> tuple[Moment, timedelta] | None:
    start = annotation.tokens[mark].start
    for moment in moments:
        if moment.timex.kind != "DURATION" or moment.timex.span.end > start:
            continue
        if annotation.text[moment.timex.span.end : start].strip():
            continue
        length = _LENGTH.fullmatch(moment.own.value or "")
        if length is not None:
            return moment, timedelta(days=int(length[1]) * _DAYS[length[2]])
    return None
