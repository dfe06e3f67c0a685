"""Winnowed fingerprints: a few hashes of a text such that texts which share a run share one.

Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting",
SIGMOD 2003: of every window of hashes of character n-grams the smallest is kept, so that any
shared run of ``K + WINDOW - 1`` letters gives a common fingerprint.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

K = 24
"""Letters and digits in an n-gram: about five English words (DESIGN.md, "Lineage, in short")."""
WINDOW = 12
"""N-grams in a window; about one in six is kept."""
GUARANTEED = K + WINDOW - 1
"""Letters and digits of a shared run from which a common fingerprint is certain."""
REPEATS = 4
"""Places in one text at which one fingerprint is kept: text that repeats itself costs no more."""

BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse modulo 2^64
INVERSE = np.uint64(pow(int(BASE), -1, 1 << 64))
FINAL = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
"""Factors of splitmix64's finaliser, which makes the smallest hash a random one."""


def fingerprints(
    letters: NDArray[np.uint16],
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.uint8]]:
    """Give the kept hashes, where each n-gram begins, and which repeat of its hash it is (0 first)."""
    grams = len(letters) - K + 1
    if grams < 1:
        empty = np.zeros(0)
        return empty.astype(np.uint64), empty.astype(np.int32), empty.astype(np.uint8)
    hashes = _hashes(letters)
    if grams <= WINDOW:
        kept = np.array([int(np.argmin(hashes))])
    else:
        windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
        kept = np.unique(np.argmin(windows, axis=1) + np.arange(len(windows)))
    values = hashes[kept]
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    first = np.concatenate(([True], ranked[1:] != ranked[:-1]))
    begins = np.flatnonzero(first)
    repeat = np.arange(len(ranked)) - np.repeat(
        begins, np.diff(np.concatenate((begins, [len(ranked)])))
    )
    few = repeat < REPEATS
    return (
        ranked[few],
        kept[order][few].astype(np.int32),
        repeat[few].astype(np.uint8),
    )


def _hashes(letters: NDArray[np.uint16]) -> NDArray[np.uint64]:
    """Give a well-mixed hash of every n-gram, in four passes over the text (sums modulo 2^64)."""
    count = len(letters)
    inverse = np.full(count, INVERSE, dtype=np.uint64)
    inverse[0] = 1
    terms = letters.astype(np.uint64) * np.cumprod(inverse)
    sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(terms)))
    power = np.full(count - K + 1, BASE, dtype=np.uint64)
    power[0] = 1
    hashes = (sums[K:] - sums[:-K]) * np.cumprod(power)
    hashes ^= hashes >> np.uint64(30)
    hashes *= FINAL[0]
    hashes ^= hashes >> np.uint64(27)
    hashes *= FINAL[1]
    hashes ^= hashes >> np.uint64(31)
    return np.asarray(hashes, dtype=np.uint64)
