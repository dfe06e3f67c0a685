"""Reworded stretches of two texts, as compiled code: the same as :mod:`dateline.lineage.reworded`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.fingerprints import BASE
from dateline.lineage.kernel.compiling import compiled
from dateline.lineage.kernel.sorting import below, in_order, insert, order, up_to
from dateline.lineage.normal import STARTS
from dateline.lineage.reworded import BETWEEN, DIFFERENT, KEPT, LEAST, SHORTEST, WINDOW

Array = NDArray[Any]

_LEAST_BETWEEN, _MOST_BETWEEN = BETWEEN
_ONE, _ZERO = np.uint64(1), np.uint64(0)
_TWO, _FOUR, _TOP = np.uint64(2), np.uint64(4), np.uint64(56)
_PAIRS, _FOURS = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333)
_EIGHTS, _ONES = np.uint64(0x0F0F0F0F0F0F0F0F), np.uint64(0x0101010101010101)


@compiled
def bytes_above(a: Array, b: Array) -> bool:
    """Say whether the bytes of ``a`` come after those of ``b``, low byte before high byte."""
    for n in range(min(len(a), len(b))):
        if a[n] != b[n]:
            low, other = a[n] & 0xFF, b[n] & 0xFF
            return bool(a[n] > b[n]) if low == other else bool(low > other)
    return len(a) > len(b)


@compiled
def words(letters: Array, flags: Array) -> tuple[Array, Array]:
    """Give where each word begins, and at last where the text ends; and the number of each word."""
    count = 0
    for at in range(len(flags)):
        if flags[at] & STARTS:
            count += 1
    starts = np.empty(count + 1, np.int64)
    numbers = np.zeros(count, np.uint64)
    word = -1
    power = _ONE
    for at in range(len(letters)):
        if flags[at] & STARTS:
            word += 1
            starts[word] = at
            power = _ONE
        numbers[word] += (np.uint64(letters[at]) + _ONE) * power
        power *= BASE
    starts[count] = len(letters)
    return starts, numbers


@compiled
def reworded(
    a_starts: Array, a_words: Array, b_starts: Array, b_words: Array, runs: Array
) -> Array:
    """Give the reworded stretches (a_start, b_start, a_length, b_length) around runs by place in ``a``."""
    most = 4 * len(runs) + 4
    found = np.empty((most, 4), np.int64)
    # Ranges that are taken: their beginnings and their ends in each text, each in order.
    taken = np.empty((4, most), np.int64)
    for n in range(len(runs)):
        _take(taken, n, runs[n, 0], runs[n, 1], runs[n, 2], runs[n, 2])
    count = _between(a_starts, a_words, b_starts, b_words, runs, found)
    used = len(runs)
    for n in range(count):
        _take(taken, used, found[n, 0], found[n, 1], found[n, 2], found[n, 3])
        used += 1
    for n in range(len(runs)):
        before = used
        for side in range(2):  # both sides of a run are followed before either is taken
            forward = side == 0
            x, y = runs[n, 0], runs[n, 1]
            if forward:
                x, y = x + runs[n, 2], y + runs[n, 2]
            a_stop = _free(taken[0, :before], taken[1, :before], x, forward, a_starts)
            b_stop = _free(taken[2, :before], taken[3, :before], y, forward, b_starts)
            if forward:
                a_low, a_top = below(a_starts, x), up_to(a_starts, a_stop) - 1
                b_low, b_top = below(b_starts, y), up_to(b_starts, b_stop) - 1
            else:
                a_low, a_top = below(a_starts, a_stop), up_to(a_starts, x) - 1
                b_low, b_top = below(b_starts, b_stop), up_to(b_starts, y) - 1
            i, j = _follow(a_words, a_low, a_top, b_words, b_low, b_top, forward)
            if forward:
                a_top, b_top = a_low + i, b_low + j
            else:
                a_low, b_low = a_top - i, b_top - j
            a_length = a_starts[a_top] - a_starts[a_low]
            b_length = b_starts[b_top] - b_starts[b_low]
            if min(a_length, b_length) >= SHORTEST:
                found[count, 0], found[count, 1] = a_starts[a_low], b_starts[b_low]
                found[count, 2], found[count, 3] = a_length, b_length
                count += 1
        while used < len(runs) + count:
            at = used - len(runs)
            _take(taken, used, found[at, 0], found[at, 1], found[at, 2], found[at, 3])
            used += 1
    return found[:count]


@compiled
def _take(taken: Array, count: int, x: int, y: int, a_length: int, b_length: int) -> None:
    """Take in a stretch as the next of ``count``."""
    insert(taken[0], count, x)
    insert(taken[1], count, x + a_length)
    insert(taken[2], count, y)
    insert(taken[3], count, y + b_length)


@compiled
def _free(starts: Array, ends: Array, at: int, forward: bool, words: Array) -> int:
    """Give up to where a text is free from a place on; the place where a range covers it."""
    begun, ended = below(starts, at), up_to(ends, at)
    if begun > ended:
        return at
    if forward:
        return int(starts[begun]) if begun < len(starts) else int(words[len(words) - 1])
    return int(ends[ended - 1]) if ended else 0


@compiled
def _between(
    a_starts: Array, a_words: Array, b_starts: Array, b_words: Array, runs: Array, found: Array
) -> int:
    """Write the reworded stretches between runs that follow each other in both texts; say how many."""
    keys = np.empty(len(runs), np.int64)
    for n in range(len(runs)):
        keys[n] = runs[n, 1] << 32 | runs[n, 0]
    by_b, ordered = order(keys), in_order(keys)
    count = 0
    for n in range(len(runs) - 1):
        # The last run but the last of all, by place in b, that begins where this one does.
        m = min(up_to(ordered, runs[n, 1] << 32 | 0xFFFFFFFF) - 1, len(runs) - 2)
        if runs[by_b[m], 1] != runs[n, 1] or by_b[m + 1] != n + 1:
            continue
        x, y = runs[n, 0] + runs[n, 2], runs[n, 1] + runs[n, 2]
        if x >= runs[n + 1, 0] or y >= runs[n + 1, 1]:
            continue
        a_low, a_top = below(a_starts, x), below(a_starts, runs[n + 1, 0])
        b_low, b_top = below(b_starts, y), below(b_starts, runs[n + 1, 1])
        longer = max(a_top - a_low, b_top - b_low)
        if longer < _LEAST_BETWEEN or longer > _MOST_BETWEEN:
            continue
        if _common(a_words[a_low:a_top], b_words[b_low:b_top]) >= KEPT * longer:
            found[count, 0], found[count, 1] = x, y
            found[count, 2], found[count, 3] = runs[n + 1, 0] - x, runs[n + 1, 1] - y
            count += 1
    return count


@compiled
def _bits(value: np.uint64) -> np.int64:
    """Give how many bits are set."""
    value = value - ((value >> _ONE) & _PAIRS)
    value = (value & _FOURS) + ((value >> _TWO) & _FOURS)
    value = (value + (value >> _FOUR)) & _EIGHTS
    return np.int64((value * _ONES) >> _TOP)


@compiled
def _common(ours: Array, theirs: Array) -> int:
    """Give the length of the longest common subsequence; ``theirs`` has at most 64 words."""
    full = _ZERO
    for _ in range(len(theirs)):
        full = full << _ONE | _ONE
    row = full
    for i in range(len(ours)):
        at, bit = _ZERO, _ONE
        for j in range(len(theirs)):
            if theirs[j] == ours[i]:
                at |= bit
            bit <<= _ONE
        met = row & at
        row = ((row + met) | (row - met)) & full
    return len(theirs) - int(_bits(row))


@compiled
def _follow(
    ours: Array, a_low: int, a_top: int, theirs: Array, b_low: int, b_top: int, forward: bool
) -> tuple[int, int]:
    """Give how many words of each can be followed, window by window, from the low end or the top."""
    i, j = 0, 0
    a_window, b_window = np.empty(WINDOW, np.uint64), np.empty(WINDOW, np.uint64)
    while True:
        a_count = max(0, min(WINDOW, a_top - a_low - i))
        b_count = max(0, min(WINDOW, b_top - b_low - j))
        for n in range(a_count):
            a_window[n] = ours[a_low + i + n] if forward else ours[a_top - 1 - i - n]
        for n in range(b_count):
            b_window[n] = theirs[b_low + j + n] if forward else theirs[b_top - 1 - j - n]
        a_more, b_more = _step(a_window, a_count, b_window, b_count)
        if a_more == 0:
            return i, j
        i, j = i + a_more, j + b_more


@compiled
def _step(ours: Array, our_count: int, theirs: Array, their_count: int) -> tuple[int, int]:
    """Give the last place in a window up to which enough is shared; (0, 0) where there is none."""
    met = np.empty(WINDOW, np.uint64)
    different, seen = 0, _ZERO
    for i in range(our_count):
        at, bit = _ZERO, _ONE
        for j in range(their_count):
            if theirs[j] == ours[i]:
                at |= bit
            bit <<= _ONE
        met[i] = at
        if at != _ZERO and seen & at == _ZERO:
            different += 1
            seen |= at
    if different < DIFFERENT:
        return 0, 0
    full = (_ONE << np.uint64(their_count)) - _ONE
    row = full
    best_sum, best_common, best_i, best_j = 0, 0, 0, 0
    for i in range(1, our_count + 1):
        at = met[i - 1]
        if at == _ZERO:
            continue
        both = row & at
        row = ((row + both) | (row - both)) & full
        bit = _ONE << np.uint64(their_count)
        for j in range(their_count, 0, -1):
            bit >>= _ONE
            if at & bit == _ZERO:
                continue
            common = j - int(_bits(row & (bit | (bit - _ONE))))
            if common < LEAST or common < KEPT * max(i, j):
                continue
            if (
                i + j > best_sum
                or (i + j == best_sum and common > best_common)
                or (i + j == best_sum and common == best_common and i > best_i)
            ):
                best_sum, best_common, best_i, best_j = i + j, common, i, j
    return best_i, best_j
