"""Which texts have a fingerprint, of all texts of a ledger: postings in buckets, as compiled code."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.kernel.compiling import compiled
from dateline.lineage.kernel.growing import larger

Array = NDArray[Any]

BUCKET = 256
"""Postings in a bucket, on average: they are looked through one by one."""


class Index(NamedTuple):
    """Postings by the highest bits of their hashes; those of bucket ``b`` are
    ``starts[b]:starts[b + 1]``, and ``len(starts) - 1`` is a power of two."""

    hashes: Array
    texts: Array
    starts: Array


def indexed(hashes: Array, texts: Array) -> Index:
    """Give postings in buckets."""
    bits = 0
    while len(hashes) > BUCKET << bits:
        bits += 1
    found, found_texts = np.empty_like(hashes), np.empty_like(texts)
    return Index(found, found_texts, _dealt(hashes, texts, bits, found, found_texts))


@compiled
def _dealt(hashes: Array, texts: Array, bits: int, found: Array, found_texts: Array) -> Array:
    """Write postings by bucket; give where each bucket begins."""
    shift = np.uint64(32 - bits)
    starts = np.zeros((1 << bits) + 1, np.int64)
    for n in range(len(hashes)):
        starts[np.int64((hashes[n] >> np.uint64(32)) >> shift) + 1] += 1
    for bucket in range(1 << bits):
        starts[bucket + 1] += starts[bucket]
    free = starts.copy()
    for n in range(len(hashes)):
        to = np.int64((hashes[n] >> np.uint64(32)) >> shift)
        found[free[to]], found_texts[free[to]] = hashes[n], texts[n]
        free[to] += 1
    return starts


def holders(wanted: Array, indexes: tuple[Index, ...]) -> tuple[Array, Array]:
    """Give which texts have each of the ``wanted`` hashes: bounds and texts, the latter in order."""
    found = [
        _holders(wanted, *index, (len(index.starts) - 1).bit_length() - 1) for index in indexes
    ]
    keys = np.concatenate([which << 32 | texts for which, texts in found])
    keys = np.unique(keys)
    return np.searchsorted(keys, np.arange(len(wanted) + 1) << 32), keys & 0xFFFFFFFF


@compiled
def _holders(
    wanted: Array, hashes: Array, texts: Array, starts: Array, bits: int
) -> tuple[Array, Array]:
    shift = np.uint64(32 - bits)
    which, found = np.empty(1024, np.int64), np.empty(1024, np.int64)
    count = 0
    for n in range(len(wanted)):
        bucket = np.int64((wanted[n] >> np.uint64(32)) >> shift)
        for m in range(starts[bucket], starts[bucket + 1]):
            if hashes[m] == wanted[n]:
                if count == len(which):
                    which, found = larger(which, count), larger(found, count)
                which[count], found[count] = n, texts[m]
                count += 1
    return which[:count], found[:count]
