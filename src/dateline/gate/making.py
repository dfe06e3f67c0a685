"""Making a gate from reports that a coder has coded: fit, choose the threshold, measure."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.coding.codebook import Codebook
from dateline.gate import NEEDED_RECALL, Gate, Measured
from dateline.gate.fit import Example, fitted

DRAWS = 2000
SEED = 6


def make_gate(
    codebooks: Sequence[Codebook],
    coder: str,
    fit: Sequence[Example],
    tune: Sequence[Example],
    unseen: tuple[str, Sequence[Example]],
) -> Gate:
    """Give the gate of some codebooks, with what was measured on ``unseen`` (its name, its reports).

    ``fit`` gives the weights, ``tune`` the threshold; no report may stand in two of the three.
    """
    weights, bias = fitted(fit)
    scale = float(np.abs(weights).max()) / 127 or 1.0
    levels = np.round(weights / scale).astype(np.int8).tobytes()
    hashes = {book.name: book.hash for book in codebooks}
    gate = Gate(hashes, coder, levels, round(scale, 9), round(bias, 9), 0.0, {})
    threshold = min(threshold_for(gate, book.name, tune) for book in codebooks)
    gate = gate.with_threshold(threshold, {})
    found = {book.name: measured(gate, book.name, *unseen) for book in codebooks}
    return gate.with_threshold(threshold, found)


def threshold_for(gate: Gate, codebook: str, examples: Sequence[Example]) -> float:
    """Give the highest threshold that keeps enough of the claims of some reports, 0 for none."""
    found = sorted(
        ((gate.evidence(one.text), count) for one in examples if (count := one.count(codebook))),
        reverse=True,
    )
    wanted = NEEDED_RECALL * sum(count for _, count in found)
    kept = 0
    for evidence, count in found:
        kept += count
        if kept >= wanted:
            return 0.0 if math.isinf(evidence) else math.floor(evidence * 1000) / 1000
    return 0.0


def measured(gate: Gate, codebook: str, on: str, examples: Sequence[Example]) -> Measured:
    """Give which of the claims of some reports the gate keeps; reports are drawn for the interval."""
    through = np.array([gate.lets_through(one.text) for one in examples], dtype=bool)
    claims = np.array([one.count(codebook) for one in examples], dtype=np.int64)
    low, high = _interval(claims, claims * through)
    return Measured(
        on=on,
        reports=len(examples),
        passed_over=int((~through).sum()),
        claims=int(claims.sum()),
        kept=int((claims * through).sum()),
        low=round(low, 4),
        high=round(high, 4),
    )


def _interval(claims: NDArray[np.int64], kept: NDArray[np.int64]) -> tuple[float, float]:
    if not claims.sum():
        return 0.0, 1.0
    drawn = np.random.default_rng(SEED).integers(len(claims), size=(DRAWS, len(claims)))
    totals = claims[drawn].sum(1)
    shares = kept[drawn].sum(1)[totals > 0] / totals[totals > 0]
    low, high = np.quantile(shares, [0.025, 0.975])
    return float(low), float(high)
