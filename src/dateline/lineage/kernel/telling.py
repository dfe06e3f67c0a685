"""What texts share, told of every version that has them, as compiled code."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.fingerprints import GUARANTEED
from dateline.lineage.kernel.compiling import compiled
from dateline.lineage.kernel.growing import larger, more_rows
from dateline.lineage.kernel.pairs import Forms, Shared
from dateline.lineage.kernel.stretches import QUOTATION_KIND, REWORDED, VERBATIM, outside_marks
from dateline.lineage.runs import MIN_RUN, QUOTATION

Array = NDArray[Any]


class Versions(NamedTuple):
    """Versions by number; those of text ``t`` are ``order[bounds[t]:bounds[t + 1]]``, by their ids."""

    bounds: Array
    order: Array
    rank: Array
    """The place of each version among all, by id."""
    report: Array
    """A number for the report of each."""
    masks: Array
    """Which characters are letters or digits, as bits; of each version from ``mask_bounds`` on."""
    mask_bounds: Array


class Told(NamedTuple):
    """Copies; the runs of copy ``c`` are ``runs[bounds[c]:bounds[c + 1]]``, in order."""

    pairs: Array
    """Rows of two numbers of versions, the one with the smaller id first."""
    bounds: Array
    runs: Array
    """Rows of a_start, a_end, b_start, b_end, kind; in characters."""


@compiled
def told(shared: Shared, versions: Versions, limit: int) -> Told:
    """Give what pairs of texts share for each version of one with each of the other, of different
    reports; of versions with one text only the first ``limit`` are told of other texts."""
    pairs, bounds = np.empty((1024, 2), np.int32), np.zeros(1025, np.int64)
    runs = np.empty((8192, 5), np.int32)
    found = 0
    for p in range(len(shared.pairs)):
        rows = shared.rows[shared.bounds[p] : shared.bounds[p + 1]]
        a_text, b_text = shared.pairs[p, 0], shared.pairs[p, 1]
        ours = versions.order[versions.bounds[a_text] : versions.bounds[a_text + 1]][:limit]
        theirs = versions.order[versions.bounds[b_text] : versions.bounds[b_text + 1]][:limit]
        here = _places(ours, versions, rows, 0)
        there = _places(theirs, versions, rows, 1)
        for i in range(len(ours)):
            for j in range(len(theirs)):
                if versions.report[ours[i]] == versions.report[theirs[j]]:
                    continue
                first, second, one, other = ours[i], theirs[j], here[i], there[j]
                if versions.rank[first] > versions.rank[second]:
                    first, second, one, other = second, first, other, one
                if found == len(pairs):
                    pairs, bounds = more_rows(pairs, found), larger(bounds, found + 1)
                if bounds[found] + len(rows) > len(runs):
                    runs = more_rows(runs, bounds[found] + len(rows))
                more = _runs(one, other, rows, runs[bounds[found] :])
                if more:
                    pairs[found, 0], pairs[found, 1] = first, second
                    bounds[found + 1] = bounds[found] + more
                    found += 1
    return Told(pairs[:found], bounds[: found + 1], runs[: bounds[found]])


@compiled
def told_within(forms: Forms, versions: Versions, limit: int) -> Told:
    """Give the copies of versions that have one text: all of it; in a thread where more than
    ``limit`` have it."""
    pairs, bounds = np.empty((1024, 2), np.int32), np.zeros(1025, np.int64)
    runs = np.empty((1024, 5), np.int32)
    found = 0
    for text in range(len(forms.bounds) - 1):
        same = versions.order[versions.bounds[text] : versions.bounds[text + 1]]
        length = forms.bounds[text + 1] - forms.bounds[text]
        if len(same) < 2 or length < GUARANTEED:
            continue
        outside = outside_marks(forms.flags, forms.bounds[text], length)
        row = np.zeros((1, 5), np.int32)
        row[0, 2], row[0, 3] = length, length
        row[0, 4] = QUOTATION_KIND if outside < QUOTATION else VERBATIM
        places = _places(same, versions, row, 0)
        for j in range(1, len(same)):
            for i in range(j):
                if len(same) > limit and i != 0 and i != j - 1:
                    continue
                if versions.report[same[i]] == versions.report[same[j]]:
                    continue
                if found == len(pairs):
                    pairs, bounds = more_rows(pairs, found), larger(bounds, found + 1)
                if bounds[found] + 1 > len(runs):
                    runs = more_rows(runs, bounds[found] + 1)
                more = _runs(places[i], places[j], row, runs[bounds[found] :])
                if more:
                    pairs[found, 0], pairs[found, 1] = same[i], same[j]
                    bounds[found + 1] = bounds[found] + more
                    found += 1
    return Told(pairs[:found], bounds[: found + 1], runs[: bounds[found]])


@compiled
def _places(numbers: Array, versions: Versions, rows: Array, side: int) -> Array:
    """Give where stretches of letters begin and end in the characters of each version."""
    found = np.empty((len(numbers), len(rows), 2), np.int32)
    for n in range(len(numbers)):
        low, top = versions.mask_bounds[numbers[n]], versions.mask_bounds[numbers[n] + 1]
        offsets = np.empty(8 * (top - low), np.int32)
        count = 0
        for byte in range(low, top):
            bits = versions.masks[byte]
            for bit in range(8):
                offsets[count] = 8 * (byte - low) + bit
                count += (bits >> (7 - bit)) & 1
        for m in range(len(rows)):
            start, length = rows[m, side], rows[m, 2 + side]
            found[n, m, 0] = offsets[start]
            found[n, m, 1] = offsets[start + length - 1] + 1
    return found


@compiled
def _runs(a: Array, b: Array, rows: Array, out: Array) -> int:
    """Write the runs that are long enough, in order; say how many."""
    count = 0
    for n in range(len(rows)):
        a_from, a_to, b_from, b_to = a[n, 0], a[n, 1], b[n, 0], b[n, 1]
        kind = rows[n, 4]
        if kind != REWORDED and min(a_to - a_from, b_to - b_from) < MIN_RUN:
            continue
        at = count
        while at > 0 and _before(a_from, a_to, b_from, b_to, kind, out[at - 1]):
            for column in range(5):
                out[at, column] = out[at - 1, column]
            at -= 1
        out[at, 0], out[at, 1], out[at, 2], out[at, 3] = a_from, a_to, b_from, b_to
        out[at, 4] = kind
        count += 1
    return count


@compiled
def _before(a_from: int, a_to: int, b_from: int, b_to: int, kind: int, run: Array) -> bool:
    """Say whether a run comes before another."""
    if a_from != run[0]:
        return bool(a_from < run[0])
    if a_to != run[1]:
        return bool(a_to < run[1])
    if b_from != run[2]:
        return bool(b_from < run[2])
    if b_to != run[3]:
        return bool(b_to < run[3])
    return bool(kind < run[4])
