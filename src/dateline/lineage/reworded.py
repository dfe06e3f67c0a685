"""Reworded stretches: what two texts tell in the same order with words changed, beside what is the same.

A copy with every fourth word changed has few runs, and they cover little of it. From each run the two
texts are followed, outwards on both sides, as long as they have words in common in the same order:
in a window of words, up to the last place before which at least half of the words of each are shared
(the longest common subsequence). What is so followed is a reworded stretch. It touches the run that it
was followed from, ends with a word that both have, and covers no run. What stands between two runs that
follow each other in both texts is one as a whole where half of its words are shared, however short.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.normal import STARTS

WINDOW = 32
"""Words looked at in one step: a sentence or two."""
KEPT = 0.5
"""Share of the words of either side that the other must have, in order. Of two unrelated English
sentences it is about a third; of a sentence with 40% of its words changed, about 0.6."""
LEAST, DIFFERENT = 5, 4
"""Words that must be shared in a step, and how many different words the two windows must have in
common: fewer come about by "of the ... in the"."""
SHORTEST = 80
"""Letters that a reworded stretch must have on both sides, about 16 words. At 40, what two outlets
say around the same remark counted ("if he'll make the ask")."""


class Stretch(NamedTuple):
    """A stretch of two texts, in letters from the beginning of each."""

    a_start: int
    b_start: int
    a_length: int
    b_length: int


class Words:
    """The words of a text: where each begins, and a number for each that equal words share."""

    def __init__(self, letters: NDArray[np.uint16], flags: NDArray[np.uint8]) -> None:
        self.letters = letters
        self._flags = flags

    @cached_property
    def starts(self) -> list[int]:
        """Give where each word begins, and at last where the text ends."""
        at: list[int] = np.flatnonzero(self._flags & STARTS).tolist()
        return [*at, len(self.letters)]

    @cached_property
    def numbers(self) -> list[int]:
        """Give the number of each word: a polynomial of its letters modulo 2^64."""
        edges = np.array(self.starts, dtype=np.int64)
        starts = edges[:-1]
        if not len(starts):
            return []
        lengths = edges[1:] - starts
        place = np.arange(len(self.letters)) - np.repeat(starts, lengths)
        terms = (self.letters.astype(np.uint64) + np.uint64(1)) * _powers(int(lengths.max()))[place]
        found: list[int] = np.add.reduceat(terms, starts).tolist()
        return found

    @cached_property
    def backwards(self) -> list[int]:
        """Give the numbers from the last word to the first."""
        return self.numbers[::-1]

    def turned(self, low: int, top: int) -> tuple[int, int]:
        """Give where the words ``low`` to ``top`` stand backwards."""
        return len(self.numbers) - top, len(self.numbers) - low


def _powers(count: int) -> NDArray[np.uint64]:
    factors = np.full(count, np.uint64(0x9E3779B97F4A7C15), dtype=np.uint64)
    factors[0] = 1
    return np.asarray(np.cumprod(factors), dtype=np.uint64)


def reworded(a: Words, b: Words, runs: Sequence[tuple[int, int, int]]) -> list[Stretch]:
    """Give the reworded stretches around runs (a_start, b_start, length), by place in ``a``.

    What is found is the same whichever text comes first.
    """
    if a.letters.tobytes() > b.letters.tobytes():
        turned = reworded_in_order(b, a, sorted((y, x, n) for x, y, n in runs))
        return sorted(Stretch(s.b_start, s.a_start, s.b_length, s.a_length) for s in turned)
    return sorted(reworded_in_order(a, b, sorted(runs)))


def reworded_in_order(a: Words, b: Words, runs: Sequence[tuple[int, int, int]]) -> list[Stretch]:
    """Give the reworded stretches, runs taken in the order of ``a``, each to its end and then back."""
    taken_a, taken_b = _Taken(), _Taken()
    for x, y, length in runs:
        taken_a.add(x, x + length)
        taken_b.add(y, y + length)
    found = _between(a, b, runs)
    for stretch in found:
        taken_a.add(stretch.a_start, stretch.a_start + stretch.a_length)
        taken_b.add(stretch.b_start, stretch.b_start + stretch.b_length)
    for x, y, length in runs:
        ahead = _ahead(a, b, (x + length, y + length), (taken_a, taken_b))
        behind = _behind(a, b, (x, y), (taken_a, taken_b))
        for stretch in (ahead, behind):
            if min(stretch.a_length, stretch.b_length) >= SHORTEST:
                found.append(stretch)
                taken_a.add(stretch.a_start, stretch.a_start + stretch.a_length)
                taken_b.add(stretch.b_start, stretch.b_start + stretch.b_length)
    return found


BETWEEN = (4, 64)
"""Words between two runs, of the longer side, that are looked at as a whole."""


def _between(a: Words, b: Words, runs: Sequence[tuple[int, int, int]]) -> list[Stretch]:
    """Give the reworded stretches between runs that follow each other in both texts."""
    after = {one[1]: other for one, other in pairwise(sorted(runs, key=lambda r: (r[1], r[0])))}
    found = []
    for one, other in pairwise(runs):
        if after.get(one[1]) != other:
            continue
        x, y = one[0] + one[2], one[1] + one[2]
        if x >= other[0] or y >= other[1]:
            continue
        ours = a.numbers[bisect_left(a.starts, x) : bisect_left(a.starts, other[0])]
        theirs = b.numbers[bisect_left(b.starts, y) : bisect_left(b.starts, other[1])]
        longer = max(len(ours), len(theirs))
        if BETWEEN[0] <= longer <= BETWEEN[1] and _common(ours, theirs) >= KEPT * longer:
            found.append(Stretch(x, y, other[0] - x, other[1] - y))
    return found


def _common(ours: Sequence[int], theirs: Sequence[int]) -> int:
    """Give the length of the longest common subsequence (Hyyrö, as in :func:`_step`)."""
    where: dict[int, int] = {}
    for j, word in enumerate(theirs):
        where[word] = where.get(word, 0) | 1 << j
    full = (1 << len(theirs)) - 1
    row = full
    for word in ours:
        met = row & where.get(word, 0)
        row = ((row + met) | (row - met)) & full
    return len(theirs) - row.bit_count()


def _ahead(a: Words, b: Words, at: tuple[int, int], taken: tuple[_Taken, _Taken]) -> Stretch:
    """Give what is reworded from a place on, up to what is taken."""
    a_low, b_low = bisect_left(a.starts, at[0]), bisect_left(b.starts, at[1])
    a_top = bisect_right(a.starts, taken[0].after(at[0], len(a.letters))) - 1
    b_top = bisect_right(b.starts, taken[1].after(at[1], len(b.letters))) - 1
    i, j = _follow(a.numbers, b.numbers, (a_low, a_top), (b_low, b_top))
    a_end, b_end = a.starts[a_low + i], b.starts[b_low + j]
    return Stretch(a.starts[a_low], b.starts[b_low], a_end - a.starts[a_low], b_end - b.starts[b_low])  # fmt: skip


def _behind(a: Words, b: Words, at: tuple[int, int], taken: tuple[_Taken, _Taken]) -> Stretch:
    """Give what is reworded before a place, down to what is taken."""
    a_top, b_top = bisect_right(a.starts, at[0]) - 1, bisect_right(b.starts, at[1]) - 1
    a_low = bisect_left(a.starts, taken[0].before(at[0]))
    b_low = bisect_left(b.starts, taken[1].before(at[1]))
    i, j = _follow(a.backwards, b.backwards, a.turned(a_low, a_top), b.turned(b_low, b_top))
    a_start, b_start = a.starts[a_top - i], b.starts[b_top - j]
    return Stretch(a_start, b_start, a.starts[a_top] - a_start, b.starts[b_top] - b_start)


class _Taken:
    """Ranges that are runs or stretches already."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Take in a range."""
        self.starts.insert(bisect_left(self.starts, start), start)
        self.ends.insert(bisect_left(self.ends, end), end)

    def _covers(self, at: int) -> bool:
        """Say whether a range begins before a place and ends behind it."""
        return bisect_left(self.starts, at) > bisect_right(self.ends, at)

    def after(self, at: int, otherwise: int) -> int:
        """Give where the first range at or behind a place begins; the place where one covers it."""
        if self._covers(at):
            return at
        n = bisect_left(self.starts, at)
        return self.starts[n] if n < len(self.starts) else otherwise

    def before(self, at: int) -> int:
        """Give where the last range at or before a place ends; the place where one covers it."""
        if self._covers(at):
            return at
        n = bisect_right(self.ends, at)
        return self.ends[n - 1] if n else 0


def follow(ours: Sequence[int], theirs: Sequence[int]) -> tuple[int, int]:
    """Give how many words of each can be followed from the beginning, window by window."""
    return _follow(ours, theirs, (0, len(ours)), (0, len(theirs)))


def _follow(
    ours: Sequence[int], theirs: Sequence[int], our: tuple[int, int], their: tuple[int, int]
) -> tuple[int, int]:
    i, j = our[0], their[0]
    while True:
        step = _step(ours[i : min(i + WINDOW, our[1])], theirs[j : min(j + WINDOW, their[1])])
        if step is None:
            return i - our[0], j - their[0]
        i, j = i + step[0], j + step[1]


def _step(ours: Sequence[int], theirs: Sequence[int]) -> tuple[int, int] | None:
    """Give the last place in a window up to which enough is shared; None where there is none.

    The windows must have :data:`DIFFERENT` words in common at all. Of all places that end with one word
    in both, with at least :data:`LEAST` words in common before
    and :data:`KEPT` of the words of either, it is the one with the most words on both sides together;
    of these, the one with most in common; of these, the furthest in ``ours``.
    """
    if len(set(ours).intersection(theirs)) < DIFFERENT:
        return None
    where: dict[int, int] = {}
    for j, word in enumerate(theirs):
        where[word] = where.get(word, 0) | 1 << j
    # Hyyrö, "Bit-parallel LCS-length computation revisited" (2004): the zeros of ``row`` below bit j
    # are as many as the longest common subsequence of ours[:i] and theirs[:j] has words.
    full = (1 << len(theirs)) - 1
    row = full
    best: tuple[int, int, int, int] | None = None
    for i, word in enumerate(ours, 1):
        at = where.get(word, 0)
        if not at:
            continue
        met = row & at
        row = ((row + met) | (row - met)) & full
        while at:
            j = at.bit_length()
            at ^= 1 << (j - 1)
            common = j - (row & ((1 << j) - 1)).bit_count()
            if common < LEAST or common < KEPT * max(i, j):
                continue
            if best is None or (i + j, common, i) > best[:3]:
                best = (i + j, common, i, j)
    return None if best is None else (best[2], best[3])
