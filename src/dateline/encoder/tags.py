"""Spans of B-I-O tags, and the best sequence of tags that is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

TaggedSpan = tuple[int, int, str]
"""First word, last word + 1, kind."""


def spans(tags: Sequence[str]) -> list[TaggedSpan]:
    """Give the spans of a sequence of tags, as the CoNLL scorer and seqeval read them.

    An ``I-`` tag that continues nothing of its kind begins a span of its own.
    """
    found: list[TaggedSpan] = []
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        place, _, name = tag.partition("-")
        if kind and (place != "I" or name != kind):
            found.append((start, i, kind))
            kind = ""
        if place != "O" and not kind:
            start, kind = i, name
    return found


@lru_cache(maxsize=16)
def _allowed(outputs: tuple[str, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    table = np.zeros((len(outputs), len(outputs)))
    first = np.zeros(len(outputs))
    for j, after in enumerate(outputs):
        if after.startswith("I-"):
            first[j] = -np.inf
            for i, before in enumerate(outputs):
                if before[2:] != after[2:]:
                    table[i, j] = -np.inf
    return table, first


def best(scores: NDArray[np.float64], outputs: Sequence[str]) -> list[str]:
    """Give the allowed tags with the greatest sum of ``scores`` (words, tags); ties: the earlier.

    Not allowed is an ``I-`` that continues nothing of its kind.
    """
    if not len(scores):
        return []
    table, first = _allowed(tuple(outputs))
    value = scores[0] + first
    back = []
    for row in scores[1:]:
        options = value[:, None] + table
        back.append(options.argmax(0))
        value = options.max(0) + row
    at = int(value.argmax())
    path = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        path.append(at)
    return [outputs[i] for i in reversed(path)]
