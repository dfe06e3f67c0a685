"""What a suite is, and how its figures get their intervals.

A suite counts per document, and counts add up; every figure is a function of the sums. So
the bootstrap draws documents with replacement and adds their counts again: no scorer is
run twice.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

Row = Mapping[str, Any]
Counts = Counter[str]
Figures = Mapping[str, float]

RESAMPLES = 1000
"""Percentile bootstrap; 1,000 resamples put the ends of a 95% interval within about 0.003."""

SEED = 20150623


class Suite(Protocol):
    """A measure of one part of dateline against gold that people made."""

    name: str
    gold: str
    """Default gold file, relative to ``shared/data``."""
    about: str
    """What is measured and how the figures are defined, in a paragraph."""
    fields: tuple[str, ...]
    """What every gold row has; a file with a row that lacks one is refused."""
    headline: tuple[str, ...]
    """The figures that have floors."""

    def predict(self, row: Row) -> dict[str, Any]:
        """Give what dateline says of one gold row; never looks at its labels."""

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give what a trivial method says of it, knowing the label frequencies of ``rows``."""

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give the counts of one document, which add up over documents."""

    def figures(self, counts: Counts) -> Figures:
        """Give the figures of summed counts."""

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give the error classes of one document, for the error table; empty where all is right."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted: per document, and per document for each trivial method."""

    documents: Sequence[Counts]
    baselines: Sequence[Sequence[Counts]]
    predicted: Sequence[dict[str, Any]]
    """For each gold row what was predicted, in the order of the rows."""
    errors: Mapping[str, int]


@runtime_checkable
class Together(Protocol):
    """A suite whose rows are predicted together, since what one row gets depends on the others.

    The attributes are those of :class:`Suite`; of several trivial methods the best counts, figure
    by figure.
    """

    name: str
    gold: str
    about: str
    fields: tuple[str, ...]
    headline: tuple[str, ...]

    def measure(
        self, rows: Sequence[Row], gold: Path, progress: Callable[[int, int], None] | None
    ) -> Measured:
        """Give the counts of all documents of the gold file."""

    def figures(self, counts: Counts) -> Figures:
        """Give the figures of summed counts."""


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Give the rows of a JSON Lines file, packed with gzip or not.

    Raises ``ValueError`` with file and line for a line that is not a JSON object.
    """
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    rows = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path.name}, line {number}: not JSON: {error}") from error
            if not isinstance(row, dict):
                raise ValueError(f"{path.name}, line {number}: expected a JSON object")
            rows.append(row)
    return rows


def total(counts: Sequence[Counts]) -> Counts:
    """Give the sum of counts."""
    summed: Counts = Counter()
    for part in counts:
        summed.update(part)
    return summed


def intervals(
    counts: Sequence[Counts], figures: Callable[[Counts], Figures]
) -> dict[str, tuple[float, float]]:
    """Give the 95% bootstrap interval of every figure, over documents; seeded."""
    generator = random.Random(SEED)
    size = len(counts)
    drawn: dict[str, list[float]] = {}
    for _ in range(RESAMPLES if size else 0):
        sample = total([counts[generator.randrange(size)] for _ in range(size)])
        for name, value in figures(sample).items():
            drawn.setdefault(name, []).append(value)
    found = {}
    for name, values in drawn.items():
        values.sort()
        low = values[int(0.025 * (len(values) - 1))]
        high = values[int(0.975 * (len(values) - 1) + 0.5)]
        found[name] = (low, high)
    return found


def precision_recall_f1(hits: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Give precision, recall and F1 from sums; 0 where nothing was predicted or nothing is gold."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def label_counts(gold: str, predicted: str | None) -> Counts:
    """Give the counts from which accuracy and F1 by label follow."""
    counts: Counts = Counter({"n": 1, f"gold:{gold}": 1})
    if predicted is not None:
        counts[f"predicted:{predicted}"] += 1
    if predicted == gold:
        counts["right"] += 1
        counts[f"hit:{gold}"] += 1
    return counts


def label_figures(counts: Counts) -> dict[str, float]:
    """Give ``accuracy``, ``weighted_f1`` (by gold frequency) and ``macro_f1`` (over gold labels)."""
    size = counts["n"]
    weighted = macro = 0.0
    labels = sorted(key[5:] for key in counts if key.startswith("gold:") and counts[key])
    for label in labels:
        f1 = precision_recall_f1(
            counts[f"hit:{label}"], counts[f"predicted:{label}"], counts[f"gold:{label}"]
        )[2]
        weighted += f1 * counts[f"gold:{label}"] / size
        macro += f1 / len(labels)
    return {
        "accuracy": counts["right"] / size if size else 0.0,
        "weighted_f1": weighted,
        "macro_f1": macro,
    }


def most_frequent(rows: Sequence[Row], label: Callable[[Row], str]) -> str:
    """Give the most frequent label; of several the first by name."""
    frequency = Counter(label(row) for row in rows)
    return min(frequency, key=lambda name: (-frequency[name], name))


def walk_texts(rows: Sequence[Row]) -> Iterator[str]:
    """Give the texts of gold rows in order."""
    for row in rows:
        yield str(row["text"])


def one_to_one(fits: Sequence[Sequence[int]]) -> dict[int, int]:
    """Give a largest one-to-one pairing (Kuhn 1955): number on the left by number on the right.

    ``fits`` lists, for each on the left, those on the right that it may be paired with.
    """
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in fits[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(fits)):
        place(i, set())
    return owner
