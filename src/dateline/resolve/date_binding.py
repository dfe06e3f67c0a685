"""Which expression of time of a report dates a happening: by its sentence, and by what is told again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from dateline.resolve.clauses import (
    clause_above,
    governing_verb,
    tells_more_of,
    token_at,
    told_together,
)
from dateline.resolve.tense import clause_tense
from dateline.resolve.timeline import Moment
from dateline.resolve.timex_anchor import TOLD_BEFORE
from dateline.types import Annotation, Span


def _start(moment: Moment) -> int:
    return moment.timex.span.start


def within(moments: Sequence[Moment], span: Span) -> Sequence[Moment]:
    """Give the expressions that share characters with ``span``."""
    first = bisect_left(moments, span.start, key=_start)
    if first and moments[first - 1].timex.span.end > span.start:
        first -= 1
    return moments[first : bisect_left(moments, span.end, key=_start)]


def chosen_of(moments: Sequence[Moment]) -> Moment:
    """Give the expression that says most: one with days before one without, then the narrowest."""

    def width(moment: Moment) -> tuple[int, int, int]:
        first, last = moment.own.earliest, moment.own.latest
        if first is None or last is None:
            return (2 if first is None and last is None else 1), 0, moment.timex.span.start
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
        return 0, days + 1000 * (moment.timex.kind == "DURATION"), moment.timex.span.start

    return min(moments, key=width)


def day_of_part(text: str, chosen: Moment, moments: Sequence[Moment]) -> Moment:
    """Give the day that a part of a day is said to belong to: "in the night to December 4"."""
    if chosen.timex.form != "daypart":
        return chosen
    at = bisect_right(moments, chosen.timex.span.start, key=_start)
    following = moments[at] if at < len(moments) else None
    if following is None or not dated(following):
        return chosen
    between = text[chosen.timex.span.end : following.timex.span.start].split()
    if between not in (["to"], ["before"], ["of"]):
        return chosen
    return following._replace(valued=following.own)  # "to" is no end of a range here


def has_no_direction(text: str, inside: Sequence[Moment]) -> bool:
    """Say whether only a weekday is given and nothing tells past from coming: "Monday's summit"."""
    return len(inside) == 1 and (
        inside[0].timex.form == "weekday"
        and inside[0].tense is None
        and text[inside[0].timex.span.end : inside[0].timex.span.end + 2] in ("'s", "’s")
    )


def goes_on_now(annotation: Annotation, moment: Moment) -> bool:
    """Say whether a day before writing stands by a verb that tells what goes on now.

    "Police are investigating a crash early Thursday": the crash was on Thursday.
    """
    own, tokens = moment.own, annotation.tokens
    if (
        own.earliest != own.latest
        or moment.written is None
        or (own.latest or "9") >= moment.written
    ):
        return False
    at = token_at(annotation, moment.timex.span.end - 1)
    verb = None if at is None else governing_verb(annotation, at)
    if at is None or verb is None or verb > at or tokens[verb].xpos != "VBG":
        return False
    return any(
        tokens[n].head == verb and tokens[n].xpos in ("VBP", "VBZ") and tokens[n].lemma == "be"
        for n in range(max(0, verb - 6), verb)
    )


def end_of_range(moments: Sequence[Moment], chosen: Moment) -> Moment | None:
    """Give the expression that ends the range that ``chosen`` begins ("from Monday to Friday")."""
    if chosen.timex.signal != "from":
        return None
    at = bisect_right(moments, chosen.timex.span.start, key=_start)
    following = moments[at] if at < len(moments) else None
    return following if following and following.timex.signal == "to" else None


def dated(moment: Moment) -> bool:
    return moment.timex.kind in ("DATE", "TIME") and (
        moment.own.earliest is not None and moment.timex.form not in ("reference", "recent")
    )


def _compatible(moment: Moment, tense: str | None) -> bool:
    """Say whether a clause of that tense may have happened then: no deadlines, no other tense."""
    if moment.timex.signal in ("by", "until", "to", "before"):
        return False
    ahead = moment.own.earliest is not None and moment.own.earliest > (moment.written or "9")
    if ahead and tense != "future":
        return False
    return tense is None or moment.tense is None or moment.tense == tense


def _is_its_day(annotation: Annotation, anchor: Span, moment: Moment) -> bool:
    """Say whether a day of the sentence is that of what the anchor tells.

    "Arrested at the scene and charged the following day": what goes on from the day told before
    dates its own verb only. "A crash early on Thursday that took a life": the day of what the
    clause tells more of.
    """
    if moment.own.how == TOLD_BEFORE:
        first, second = (
            token_at(annotation, anchor.start),
            token_at(annotation, moment.timex.span.end - 1),
        )
        if first is None or second is None:
            return False
        own = (
            first if annotation.tokens[first].upos == "VERB" else governing_verb(annotation, first)
        )
        if own != governing_verb(annotation, second):
            return False
    return told_together(annotation, anchor, moment.timex.span) or tells_more_of(
        annotation, anchor, moment.timex.span
    )


def same_sentence(annotation: Annotation, moments: Sequence[Moment], anchor: Span) -> Moment | None:
    sentence = sentence_at(annotation, anchor)
    if sentence is None:
        return None
    span = Span(annotation.sentences[sentence].start, annotation.sentences[sentence].end)
    tense = clause_tense(annotation, anchor)
    found = [
        m
        for m in within(moments, span)
        if dated(m) and _compatible(m, tense) and _is_its_day(annotation, anchor, m)
    ]
    if not found:
        return None
    near = min(found, key=lambda m: abs(m.timex.span.start - anchor.start))
    inner = [m for m in found if m is not near and _is_day_within(m, near)]
    return inner[0] if len(inner) == 1 else near


def _is_day_within(day: Moment, year: Moment) -> bool:
    """Say whether a day narrows a whole year: "met on 3 March for the 2016 summit"."""
    if "month" in year.timex.fields or year.timex.form != "date" or year.timex.signal is not None:
        return False
    first, last = day.own.earliest, day.own.latest
    return first == last and (year.own.earliest or "9") <= (first or "") <= (year.own.latest or "")


def of_sentence(
    annotation: Annotation, moments: Sequence[Moment], anchor: Span
) -> Sequence[Moment]:
    sentence = sentence_at(annotation, anchor)
    if sentence is None:
        return ()
    inside = annotation.sentences[sentence]
    return within(moments, Span(inside.start, inside.end))


def happened_by(annotation: Annotation, moments: Sequence[Moment], anchor: Span) -> str | None:
    """Give the last day by which the sentence says that something had happened: "as of Friday"."""
    if clause_tense(annotation, anchor) != "past":
        return None
    last = [
        m.valued.latest
        for m in of_sentence(annotation, moments, anchor)
        if m.timex.signal in ("by", "before")
        and m.tense != "future"
        and m.valued.latest is not None
        and told_together(annotation, anchor, m.timex.span)
    ]
    return min(last, default=None)


def said_on(annotation: Annotation, moments: Sequence[Moment], anchor: Span) -> str | None:
    """Give the last day of when somebody said it: "in September the group said that it had ...".

    What he tells had happened by then. None where no day dates the saying.
    """
    sentence = sentence_at(annotation, anchor)
    at = token_at(annotation, anchor.start)
    if sentence is None or at is None:
        return None
    saying = clause_above(annotation, at)
    if saying is None:
        return None
    inside = annotation.sentences[sentence]
    for moment in within(moments, Span(inside.start, inside.end)):
        date = token_at(annotation, moment.timex.span.end - 1)
        days = moment.own.latest
        if date is None or days is None or not dated(moment) or moment.tense == "future":
            continue
        if governing_verb(annotation, date) == saying:
            return days
    return None


def sentence_at(annotation: Annotation, anchor: Span) -> int | None:
    at = bisect_right(annotation.sentences, anchor.start, key=lambda sentence: sentence.start) - 1
    return at if at >= 0 else None
