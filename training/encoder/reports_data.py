"""The reports of ``muc4/train``, and what of their words fills which slot."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.encoder.fillers import BEGINS, GOES_ON, KINDS
from dateline.encoder.windows import Window
from dateline.evaluate.muc4 import SLOTS

__all__ = ["KINDS", "SLOTS", "Report", "fold", "read", "targets"]

NO_FILLER = -1.0
"""In place of a kind, for words that fill nothing."""


@dataclass(frozen=True)
class Report:
    """One training report."""

    id: str
    text: str
    templates: list[dict[str, Any]]


def read(path: Path) -> list[Report]:
    """Give the reports of a file."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Report(row["docid"], row["doctext"], row["templates"]) for row in rows]


def fold(report: Report, folds: int = 5) -> int:
    """Give the fold of a report, by its id."""
    digest = hashlib.sha256(report.id.encode()).digest()
    return int.from_bytes(digest[:8], "big") % folds


def occurrences(text: str, mention: str) -> Iterator[tuple[int, int]]:
    """Give the places where a mention stands as whole words."""
    for match in re.finditer(rf"(?<![a-z0-9]){re.escape(mention)}(?![a-z0-9])", text):
        yield match.span()


def targets(report: Report, window: Window) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Give for each word of a window its tag in each slot, and the kinds of what it fills.

    Every place of a gold mention counts, also where gold names the first alone; of mentions that
    overlap in one slot the longest. Kinds are (words, kinds), ``NO_FILLER`` for other words.
    """
    tags = np.zeros((len(window.words), len(SLOTS)), np.int64)
    kinds = np.full((len(window.words), len(KINDS)), NO_FILLER, np.float32)
    starts = {start: i for i, (start, _) in enumerate(window.offsets)}
    ends = {end: i + 1 for i, (_, end) in enumerate(window.offsets)}
    for number, slot in enumerate(SLOTS):
        told = {
            (*place, KINDS.index(template["incident_type"]))
            for template in report.templates
            for entity in template[slot]
            for mention, _ in entity
            for place in occurrences(report.text, mention)
        }
        for a, b, kind in sorted(told, key=lambda one: (one[0] - one[1], one[0], one[2])):
            if a not in starts or b not in ends:
                continue
            first, last = starts[a], ends[b]
            part = kinds[first:last]
            part[part == NO_FILLER] = 0
            part[:, kind] = 1
            if not tags[first:last, number].any():
                tags[first, number] = BEGINS
                tags[first + 1 : last, number] = GOES_ON
    return tags, kinds
