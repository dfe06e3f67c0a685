"""Fitting a gate: which words tell, in a codebook's own coding, that a sentence holds a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.gate.words import BUCKETS, features, sentences

PENALTY = 1.0
"""Of the squares of the weights, for one sentence's loss; .3 and 3 do no better on dev."""
ROUNDS = 150
STEP = 0.1


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its claims."""

    text: str
    claims: tuple[tuple[str, int], ...]
    """Codebook of each claim, and the offset at which it is anchored."""

    def count(self, codebook: str) -> int:
        """Give the number of claims by a codebook."""
        return sum(name == codebook for name, _ in self.claims)


def fitted(examples: Sequence[Example]) -> tuple[NDArray[np.float64], float]:
    """Give the weight of each bucket and the bias of a logistic regression over sentences.

    A sentence is positive where a claim is anchored in it. The same examples give the same weights.
    """
    rows: list[int] = []
    columns: list[int] = []
    told: list[bool] = []
    for example in examples:
        for start, end in sentences(example.text):
            found = features(example.text[start:end])
            rows += [len(told)] * len(found)
            columns += found
            told.append(any(start <= anchor < end for _, anchor in example.claims))
    row, column = np.array(rows), np.array(columns)
    wanted = np.array(told, dtype=np.float64)
    share = min(max(float(wanted.mean()), 1e-3), 1 - 1e-3)
    weights, bias = np.zeros(BUCKETS), float(np.log(share / (1 - share)))
    mean, spread = np.zeros(BUCKETS + 1), np.zeros(BUCKETS + 1)
    for number in range(1, ROUNDS + 1):  # Adam (Kingma and Ba 2015), all sentences at once
        scores = np.bincount(row, weights=weights[column], minlength=len(wanted)) + bias
        error = 1.0 / (1.0 + np.exp(-scores)) - wanted
        slope = np.bincount(column, weights=error[row], minlength=BUCKETS) + PENALTY * weights
        gradient = np.append(slope, error.sum()) / len(wanted)
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.999 * spread + 0.001 * gradient**2
        step = STEP * (mean / (1 - 0.9**number)) / (np.sqrt(spread / (1 - 0.999**number)) + 1e-8)
        weights, bias = weights - step[:-1], bias - float(step[-1])
    return weights, bias
