"""Scores expressions of time by the TempEval-3 definitions: strict, relaxed and value F1.

A system expression matches a gold one strictly where their spans are the same, relaxed
where they overlap (each gold and each system expression counts once). Value F1 asks for a
relaxed match with the same TIMEX3 value, type F1 for one with the same type (UzZaman et
al. 2013, "SemEval-2013 Task 1: TempEval-3", section 4.1).

Run ``python evaluation/timex.py GOLD.jsonl[.gz] [--errors N]``; rows have ``text``,
``created`` and ``timex`` (``start``, ``end``, ``type``, ``value``).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dateline.resolve.timeline import read_moments
from dateline.types import Dating


class Marked(NamedTuple):
    """An expression, gold or found: offsets, TIMEX3 type and value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True)
class Counts:
    """What was counted over one text or many."""

    gold: int = 0
    system: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    kind: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Give the counts of both."""
        return Counts(
            self.gold + other.gold,
            self.system + other.system,
            self.strict + other.strict,
            self.relaxed + other.relaxed,
            self.value + other.value,
            self.kind + other.kind,
        )

    def figures(self) -> dict[str, float]:
        """Give precision, recall and F1 for spans (strict, relaxed), values and types."""
        out: dict[str, float] = {"n": self.gold}
        for name in ("strict", "relaxed", "value", "kind"):
            right = getattr(self, name)
            out[f"{name}_precision"] = right / self.system if self.system else 0.0
            out[f"{name}_recall"] = right / self.gold if self.gold else 0.0
            total = self.system + self.gold
            out[f"{name}_f1"] = 2 * right / total if total else 0.0
        return out


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


def score(gold: Sequence[Marked], system: Sequence[Marked]) -> Counts:
    """Give the counts of one text."""
    both = [(g, s) for g, s in match(gold, system) if g is not None and s is not None]
    return Counts(
        gold=len(gold),
        system=len(system),
        strict=sum((g.start, g.end) == (s.start, s.end) for g, s in both),
        relaxed=len(both),
        value=sum(g.value == s.value for g, s in both),
        kind=sum(g.kind == s.kind for g, s in both),
    )


def predict(text: str, created: str | None) -> list[Marked]:
    """Give what dateline finds in a text, anchored on its creation date."""
    day = created[:10] if created else None
    dating = Dating(day, day, "metadata" if day else "unknown")
    return [
        Marked(*moment.timex.span, moment.timex.kind, moment.own.value)
        for moment in read_moments(text, dating)
    ]


def gold_of(row: dict[str, object]) -> list[Marked]:
    """Give the gold expressions of a row."""
    marks = row["timex"]
    assert isinstance(marks, list)
    return [Marked(m["start"], m["end"], m["type"], m["value"] or "") for m in marks]


def read_rows(path: Path) -> list[dict[str, object]]:
    """Give the rows of a JSON Lines file, compressed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode().splitlines() if line.strip()]


def total(counts: Iterable[Counts]) -> Counts:
    """Give the sum."""
    out = Counts()
    for one in counts:
        out += one
    return out


def main() -> None:
    """Print the figures, and errors where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print")
    arguments = parser.parse_args()
    rows = read_rows(arguments.gold)
    begin = time.process_time()
    found = [predict(str(row["text"]), row.get("created")) for row in rows]  # type: ignore[arg-type]
    seconds = time.process_time() - begin
    words = sum(len(str(row["text"]).split()) for row in rows)
    figures = total(score(gold_of(row), got) for row, got in zip(rows, found, strict=True))
    for name, value in figures.figures().items():
        print(f"{name:20} {value:.4f}" if name != "n" else f"{name:20} {value:.0f}")
    print(f"{'words_per_cpu_second':20} {words / seconds:.0f}")
    errors = []
    for row, got in zip(rows, found, strict=True):
        text = str(row["text"])
        for one, two in match(gold_of(row), got):
            if one and two and one.value == two.value:
                continue
            at = one or two
            assert at is not None
            quote = text[max(at.start - 60, 0) : at.end + 30].replace("\n", " ")
            errors.append(
                f"{row['created']} gold={one and (text[one.start : one.end], one.value)}"
                f" system={two and (text[two.start : two.end], two.value)} | {quote}"
            )
    print(
        "value errors",
        len(errors),
        Counter(
            "missed" if "system=None" in e else "spurious" if "gold=None" in e else "value"
            for e in errors
        ),
    )
    random.Random(7).shuffle(errors)
    for error in errors[: arguments.errors]:
        print(error)


if __name__ == "__main__":
    main()
