"""What two texts share, from their seeds, as compiled code.

The same as :func:`dateline.lineage.runs.matches`, :func:`dateline.lineage.runs.without_covered` and
the kinds of :mod:`dateline.lineage.plain`, of one pair.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.fingerprints import GUARANTEED, K
from dateline.lineage.kernel.compiling import compiled
from dateline.lineage.kernel.rewording import bytes_above, reworded, words
from dateline.lineage.kernel.sorting import in_order, order
from dateline.lineage.normal import ENDS, QUOTED, STARTS
from dateline.lineage.runs import LONGEST_WORD, QUOTATION

Array = NDArray[Any]

KINDS = ("quotation", "reworded", "verbatim")
"""Kinds by number, in the order of their names."""
QUOTATION_KIND, REWORDED, VERBATIM = range(3)
_LOW = 0xFFFFFFFF


@compiled
def stretches(a: Array, b: Array, a_flags: Array, b_flags: Array, seeds: Array) -> Array:
    """Give what two texts share: rows of a_start, b_start, a_length, b_length, kind; in letters.

    ``a`` and ``b`` are letters; ``seeds`` are ``(a_at - b_at) << 32 | a_at``, in any order.
    """
    runs = _grown(a, b, a_flags, b_flags, in_order(seeds))
    if len(runs) > 1:
        runs = _without_covered(runs)
    if len(runs) == 0:
        return np.empty((0, 5), np.int32)
    a_starts, a_words = words(a, a_flags)
    b_starts, b_words = words(b, b_flags)
    turned = bytes_above(a, b)
    if turned:
        other = reworded(b_starts, b_words, a_starts, a_words, by_place(runs, 1, 0))
    else:
        other = reworded(a_starts, a_words, b_starts, b_words, runs)
    found = np.empty((len(runs) + len(other), 5), np.int32)
    count = 0
    for n in range(len(runs)):
        x, y, length = runs[n, 0], runs[n, 1], runs[n, 2]
        outside = 0
        for m in range(length):
            if not a_flags[x + m] & b_flags[y + m] & QUOTED:
                outside += 1
        found[count, 0], found[count, 1], found[count, 2], found[count, 3] = x, y, length, length
        found[count, 4] = QUOTATION_KIND if outside < QUOTATION else VERBATIM
        count += 1
    for n in range(len(other)):
        x, y, x_length, y_length = other[n, 0], other[n, 1], other[n, 2], other[n, 3]
        if turned:
            x, y, x_length, y_length = y, x, y_length, x_length
        if (
            outside_marks(a_flags, x, x_length) >= QUOTATION
            and outside_marks(b_flags, y, y_length) >= QUOTATION
        ):
            found[count, 0], found[count, 1] = x, y
            found[count, 2], found[count, 3] = x_length, y_length
            found[count, 4] = REWORDED
            count += 1
    return found[:count]


@compiled
def outside_marks(flags: Array, start: int, length: int) -> int:
    """Give how many letters of a stretch do not stand between quotation marks."""
    count = 0
    for at in range(start, start + length):
        if not flags[at] & QUOTED:
            count += 1
    return count


@compiled
def _grown(a: Array, b: Array, a_flags: Array, b_flags: Array, seeds: Array) -> Array:
    """Give the shared runs (a_start, b_start, length) that sorted seeds lie in, by place."""
    found = np.empty((len(seeds), 3), np.int64)
    count = 0
    n = 0
    last_diagonal, last_begin = 0, -1
    while n < len(seeds):
        diagonal = seeds[n] >> 32
        begin = seeds[n] & _LOW
        last = begin
        n += 1
        while n < len(seeds) and seeds[n] >> 32 == diagonal and (seeds[n] & _LOW) - last <= K:
            last = seeds[n] & _LOW
            n += 1
        end = last + K
        while begin > 0 and begin > diagonal and a[begin - 1] == b[begin - diagonal - 1]:
            begin -= 1
        while end < len(a) and end - diagonal < len(b) and a[end] == b[end - diagonal]:
            end += 1
        if diagonal == last_diagonal and begin == last_begin:
            continue
        last_diagonal, last_begin = diagonal, begin
        first = _to_word(a_flags, b_flags, diagonal, begin, end - 1, STARTS)
        end = max(_to_word(a_flags, b_flags, diagonal, end - 1, begin, ENDS) + 1, first)
        if end - first < GUARANTEED:
            continue
        equal = True
        for at in range(first, end):
            if a[at] != b[at - diagonal]:
                equal = False
                break
        if equal:
            found[count, 0], found[count, 1], found[count, 2] = first, first - diagonal, end - first
            count += 1
    return by_place(found[:count], 0, 1)


@compiled
def by_place(runs: Array, a: int, b: int) -> Array:
    """Give runs with columns ``a`` and ``b`` for their places, by these."""
    if len(runs) == 0:
        return runs
    keys = np.empty(len(runs), np.int64)
    for n in range(len(runs)):
        keys[n] = runs[n, a] << 32 | runs[n, b]
    places = order(keys)
    found = np.empty((len(runs), 3), np.int64)
    for n in range(len(runs)):
        one = places[n]
        found[n, 0], found[n, 1], found[n, 2] = runs[one, a], runs[one, b], runs[one, 2]
    return found


@compiled
def _to_word(a_flags: Array, b_flags: Array, diagonal: int, at: int, stop: int, flag: int) -> int:
    """Give a place moved towards another until a word begins (or ends) there in both texts."""
    step = 1 if flag == STARTS else -1
    moved = at
    for _ in range(LONGEST_WORD):
        if a_flags[moved] & b_flags[moved - diagonal] & flag:
            return moved
        if (stop - moved) * step <= 0:
            return moved
        moved += step
    return at


@compiled
def _without_covered(runs: Array) -> Array:
    """Give runs without those that longer ones cover on both sides; among equals none goes before."""
    keys = np.empty(len(runs), np.int64)
    for n in range(len(runs)):
        keys[n] = -runs[n, 2]
    places = order(keys)
    kept = np.zeros(len(runs), np.uint8)
    a_seen, b_seen = np.empty((len(runs), 2), np.int64), np.empty((len(runs), 2), np.int64)
    a_count, b_count = 0, 0
    n = 0
    while n < len(places):
        top = n
        length = runs[places[n], 2]
        while top < len(places) and runs[places[top], 2] == length:
            x, y = runs[places[top], 0], runs[places[top], 1]
            if not (
                _holds(a_seen, a_count, x, x + length) and _holds(b_seen, b_count, y, y + length)
            ):
                kept[places[top]] = 1
            top += 1
        for m in range(n, top):
            if kept[places[m]]:
                x, y = runs[places[m], 0], runs[places[m], 1]
                a_count = _add(a_seen, a_count, x, x + length)
                b_count = _add(b_seen, b_count, y, y + length)
        n = top
    left = np.empty((len(runs), 3), np.int64)
    count = 0
    for n in range(len(runs)):
        if kept[n]:
            left[count, 0], left[count, 1], left[count, 2] = runs[n, 0], runs[n, 1], runs[n, 2]
            count += 1
    return left[:count]


@compiled
def _holds(ranges: Array, count: int, start: int, end: int) -> bool:
    """Say whether a range lies wholly in one of the first ``count``."""
    held = False
    for n in range(count):
        if ranges[n, 0] <= start and end <= ranges[n, 1]:
            held = True
            break
    return held


@compiled
def _add(ranges: Array, count: int, start: int, end: int) -> int:
    """Take a range in among the first ``count``, join those that touch, and give their number."""
    left = 0
    low, high = start, end
    for n in range(count):
        if ranges[n, 1] < start or end < ranges[n, 0]:
            ranges[left, 0], ranges[left, 1] = ranges[n, 0], ranges[n, 1]
            left += 1
        else:
            low, high = min(low, ranges[n, 0]), max(high, ranges[n, 1])
    ranges[left, 0], ranges[left, 1] = low, high
    return left + 1
