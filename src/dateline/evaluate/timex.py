"""Expressions of time by the TempEval-3 definitions: strict, relaxed, value and type F1.

A system expression matches a gold one strictly where their spans are the same, relaxed
where they overlap (each gold and each system expression counts once). Value F1 asks for a
relaxed match with the same TIMEX3 value, type F1 for one with the same type (UzZaman et
al. 2013, "SemEval-2013 Task 1: TempEval-3", section 4.1).

Gold rows have ``text`` and ``timex``, a list of ``start``, ``end``, ``type`` and ``value``; and
``created``, the day (or moment) of writing, where it is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from dateline.evaluate.suite import Counts, Row
from dateline.resolve.timeline import read_moments
from dateline.resolve.timex_anchor import iso_day
from dateline.types import Dating

_MEASURES = ("strict", "relaxed", "value", "type")


class Marked(NamedTuple):
    """An expression, gold or found: offsets, TIMEX3 type and value."""

    start: int
    end: int
    kind: str
    value: str


def marks(row: Row) -> list[Marked]:
    """Give the expressions of a row, gold or predicted."""
    return [
        Marked(int(m["start"]), int(m["end"]), str(m.get("type") or ""), str(m.get("value") or ""))
        for m in row["timex"]
    ]


def match(
    gold: Sequence[Marked], system: Sequence[Marked]
) -> list[tuple[Marked | None, Marked | None]]:
    """Give pairs of gold and system expressions: same spans first, then overlaps from the left.

    Every expression stands in one pair; None stands for the missing side.
    """
    left, right = sorted(gold), sorted(system)
    pairs: list[tuple[Marked | None, Marked | None]] = []
    spans = {(item.start, item.end): item for item in right}
    rest = []
    for item in left:
        twin = spans.pop((item.start, item.end), None)
        if twin is None:
            rest.append(item)
        else:
            pairs.append((item, twin))
    free = sorted(spans.values())
    for item in rest:
        twin = next((one for one in free if one.start < item.end and item.start < one.end), None)
        if twin is not None:
            free.remove(twin)
        pairs.append((item, twin))
    pairs += [(None, one) for one in free]
    return pairs


def counts(gold: Sequence[Marked], system: Sequence[Marked]) -> Counts:
    """Give the counts of one text: ``gold``, ``system``, and what matched by each measure."""
    both = [(g, s) for g, s in match(gold, system) if g is not None and s is not None]
    return Counter(
        gold=len(gold),
        system=len(system),
        strict=sum((g.start, g.end) == (s.start, s.end) for g, s in both),
        relaxed=len(both),
        value=sum(g.value == s.value for g, s in both),
        type=sum(g.kind == s.kind for g, s in both),
    )


def figures(counted: Counts) -> dict[str, float]:
    """Give F1, precision and recall by each measure; 0 where nothing is gold and nothing found."""
    out: dict[str, float] = {}
    for name in _MEASURES:
        right, gold, system = counted[name], counted["gold"], counted["system"]
        out[f"{name}_f1"] = 2 * right / (gold + system) if gold + system else 0.0
    for name in _MEASURES[:3]:
        right, gold, system = counted[name], counted["gold"], counted["system"]
        out[f"{name}_precision"] = right / system if system else 0.0
        out[f"{name}_recall"] = right / gold if gold else 0.0
    return out


def dating_of(row: Row) -> Dating:
    """Give the day of writing of a row; unknown where it has none or none that is a date."""
    day = iso_day(str(row.get("created") or ""))
    return (
        Dating(None, None, "unknown")
        if day is None
        else Dating(day.isoformat(), day.isoformat(), "metadata")
    )


def found_in(text: str, published: Dating) -> list[dict[str, Any]]:
    """Give what dateline finds in a text, in the form of the gold."""
    return [
        {
            "start": moment.timex.span.start,
            "end": moment.timex.span.end,
            "type": moment.timex.kind,
            "value": moment.own.value,
        }
        for moment in read_moments(text, published)
    ]


_PLAIN = re.compile(
    r"\b(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<year>(?:19|20)[0-9]{2})"
    r"|(?:today|yesterday|tomorrow|now|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b"
)


class TimexSuite:
    """Expressions of time in running text: spans, types and values."""

    name = "timex"
    gold = "timex/timebank_dev.jsonl.gz"
    about = (
        "expressions of time with TIMEX3 types and values, by the TempEval-3 definitions: strict "
        "asks for the same span, relaxed for an overlap, value for an overlap with the same value"
    )
    fields: tuple[str, ...] = ("text", "timex")
    headline: tuple[str, ...] = ("strict_f1", "relaxed_f1", "value_f1")

    def predict(self, row: Row) -> dict[str, Any]:
        """Give what dateline finds in one text."""
        return {"timex": found_in(str(row["text"]), dating_of(row))}

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give ISO dates and years as they stand; weekdays and "now" as the day of writing."""
        created = dating_of(row).earliest or ""
        return {
            "timex": [
                {
                    "start": m.start(),
                    "end": m.end(),
                    "type": "DATE",
                    "value": m["iso"] or m["year"] or created,
                }
                for m in _PLAIN.finditer(str(row["text"]))
            ]
        }

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give gold, found and matching expressions of one text."""
        return counts(marks(gold), marks(predicted))

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give F1 by each measure, precision and recall beside it."""
        return figures(counts)

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give what is missed, what is no expression, and what has another span, type or value."""
        classes = []
        for one, two in match(marks(gold), marks(predicted)):
            if one is None or two is None:
                side = one or two
                assert side is not None
                classes.append(f"{'missed' if two is None else 'not in the gold'}: {side.kind}")
                continue
            if one.value != two.value:
                classes.append(f"another value: {one.kind}")
            if (one.start, one.end) != (two.start, two.end):
                classes.append("another span")
            if one.kind != two.kind:
                classes.append(f"another type: {one.kind} as {two.kind}")
        return classes
