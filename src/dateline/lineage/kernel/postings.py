"""Fingerprints that several texts have, grouped, as compiled code.

Fingerprints are dealt into buckets by their highest bits, a part of all at a time; a bucket fits the
processor's cache, and in it a table tells those that several texts have from those that one has,
which are five of six. Only the former are kept.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.kernel.compiling import compiled

Array = NDArray[Any]

PART = 8_000_000
"""Fingerprints dealt at a time: 128 MiB."""
BUCKET = 2_048
"""Fingerprints in a bucket, on average: with its table some 100 KiB."""


class Groups(NamedTuple):
    """Postings by fingerprint; those of group ``g`` are ``bounds[g]:bounds[g + 1]``, in the order
    of texts and places."""

    bounds: Array
    text: Array
    at: Array
    texts: Array
    """In how many texts the fingerprint of each group is."""


class Lists(NamedTuple):
    """The same postings by text; those of text ``t`` are ``bounds[t]:bounds[t + 1]``, in the order
    of groups and places."""

    bounds: Array
    group: Array
    at: Array


def group(hashes: Array, places: Array, bounds: Array) -> Groups:
    """Give the fingerprints that two or more texts have.

    Those of text ``t`` are ``hashes[bounds[t]:bounds[t + 1]]``, and where they stand ``places``.
    """
    count = len(hashes)
    parts = 1
    while count > parts * PART:
        parts *= 2
    bits = 0
    while count // parts > BUCKET << bits:
        bits += 1
    part_bits = parts.bit_length() - 1
    starts = _counted(hashes, part_bits, bits)
    most = max(int(starts[part, -1]) for part in range(parts))
    dealt = np.empty(most, np.uint64), np.empty(most, np.int32), np.empty(most, np.int32)
    # Room for all; the system gives memory only to what is written.
    sizes, texts = np.empty(count // 2, np.int64), np.empty(count // 2, np.int32)
    text, at = np.empty(count, np.int32), np.empty(count, np.int32)
    groups, out = 0, 0
    for part in range(parts):
        _deal(hashes, places, bounds, part, part_bits, bits, starts[part], *dealt)
        groups, out = _group(starts[part], *dealt, groups, out, sizes, texts, text, at)
    edges = np.zeros(groups + 1, np.int64)
    np.cumsum(sizes[:groups], out=edges[1:])
    return Groups(edges, text[:out], at[:out], texts[:groups])


@compiled
def _counted(hashes: Array, part_bits: int, bits: int) -> Array:
    """Give for each part where each of its buckets begins, and how many are in all."""
    buckets = 1 << bits
    starts = np.zeros((1 << part_bits, buckets + 1), np.int64)
    for n in range(len(hashes)):
        top = np.int64(hashes[n] >> np.uint64(32))
        part = top >> (32 - part_bits)
        starts[part, ((top >> (32 - part_bits - bits)) & (buckets - 1)) + 1] += 1
    for one in starts:
        for bucket in range(buckets):
            one[bucket + 1] += one[bucket]
    return starts


@compiled
def _deal(
    hashes: Array,
    places: Array,
    bounds: Array,
    part: int,
    part_bits: int,
    bits: int,
    starts: Array,
    dealt: Array,
    dealt_text: Array,
    dealt_at: Array,
) -> None:
    """Write the fingerprints of one part by bucket."""
    buckets = 1 << bits
    free = starts.copy()
    for text in range(len(bounds) - 1):
        for n in range(bounds[text], bounds[text + 1]):
            top = np.int64(hashes[n] >> np.uint64(32))
            if top >> (32 - part_bits) == part:
                which = (top >> (32 - part_bits - bits)) & (buckets - 1)
                to = free[which]
                free[which] += 1
                dealt[to], dealt_text[to], dealt_at[to] = hashes[n], text, places[n]


@compiled
def _group(
    starts: Array,
    dealt: Array,
    dealt_text: Array,
    dealt_at: Array,
    groups: int,
    out: int,
    sizes: Array,
    sizes_texts: Array,
    out_text: Array,
    out_at: Array,
) -> tuple[int, int]:
    """Write the groups of one part behind those that are there; give how many groups and postings
    there are then."""
    buckets = len(starts) - 1
    largest = 0
    for bucket in range(buckets):
        largest = max(largest, starts[bucket + 1] - starts[bucket])
    size = 16
    while size < 2 * largest:
        size *= 2
    last_slot = size - 1
    used = np.zeros(size, np.int64)  # by which bucket, from one on
    value = np.empty(size, np.uint64)
    count = np.empty(size, np.int64)
    last_text = np.empty(size, np.int32)
    texts = np.empty(size, np.int32)
    place = np.empty(size, np.int64)
    slots = np.empty(largest, np.int64)
    for bucket in range(buckets):
        low, high = starts[bucket], starts[bucket + 1]
        for n in range(low, high):
            slot = np.int64(dealt[n] & np.uint64(last_slot))
            while used[slot] == bucket + 1 and value[slot] != dealt[n]:
                slot = (slot + 1) & last_slot
            slots[n - low] = slot
            if used[slot] != bucket + 1:
                used[slot], value[slot] = bucket + 1, dealt[n]
                count[slot], texts[slot], last_text[slot] = 1, 1, dealt_text[n]
                place[slot] = -1
            else:
                count[slot] += 1
                if last_text[slot] != dealt_text[n]:
                    texts[slot] += 1
                    last_text[slot] = dealt_text[n]
        for n in range(low, high):
            slot = slots[n - low]
            if texts[slot] < 2:
                continue
            if place[slot] < 0:
                sizes[groups], sizes_texts[groups] = count[slot], texts[slot]
                groups += 1
                place[slot] = out
                out += count[slot]
            to = place[slot]
            out_text[to], out_at[to] = dealt_text[n], dealt_at[n]
            place[slot] = to + 1
    return groups, out


@compiled
def by_text(groups: Groups, count: int, least: int, most: int) -> Lists:
    """Give postings by text, of ``count`` texts: of groups with ``least`` to ``most`` texts."""
    starts = np.zeros(count + 1, np.int64)
    for one in range(len(groups.texts)):
        if least <= groups.texts[one] <= most:
            for n in range(groups.bounds[one], groups.bounds[one + 1]):
                starts[groups.text[n] + 1] += 1
    for text in range(count):
        starts[text + 1] += starts[text]
    free = starts.copy()
    group = np.empty(starts[count], np.int32)
    at = np.empty(starts[count], np.int32)
    for one in range(len(groups.texts)):
        if not least <= groups.texts[one] <= most:
            continue
        for n in range(groups.bounds[one], groups.bounds[one + 1]):
            text = groups.text[n]
            to = free[text]
            free[text] += 1
            group[to], at[to] = one, groups.at[n]
    return Lists(starts, group, at)


def threads(groups: Groups, limit: int, rank: Array) -> Array:
    """Give the pairs (smaller number first) of texts with a fingerprint that more than ``limit`` have:
    each with the first of them by rank and with the one before it."""
    frequent = np.repeat(groups.texts > limit, np.diff(groups.bounds))
    if not frequent.any():
        return np.empty((0, 2), np.int32)
    number = np.repeat(np.arange(len(groups.texts)), np.diff(groups.bounds))[frequent]
    text = groups.text[frequent]
    once = np.concatenate(([True], (np.diff(number) != 0) | (np.diff(text) != 0)))
    number, text = number[once], text[once]
    order = np.lexsort((rank[text], number))
    number, text = number[order], text[order]
    begins = np.concatenate(([True], np.diff(number) != 0))
    first = text[np.maximum.accumulate(np.where(begins, np.arange(len(text)), 0))]
    later = np.flatnonzero(~begins)
    other = np.concatenate((first[later], text[later - 1]))
    one = np.concatenate((text[later], text[later]))
    return np.unique(np.stack((np.minimum(one, other), np.maximum(one, other)), axis=1), axis=0)
