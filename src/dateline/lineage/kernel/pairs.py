"""All pairs of texts that may share something, and what they share, as compiled code."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.kernel.compiling import compiled
from dateline.lineage.kernel.growing import larger, more_rows
from dateline.lineage.kernel.postings import Groups, Lists
from dateline.lineage.kernel.sorting import in_order
from dateline.lineage.kernel.stretches import stretches

Array = NDArray[Any]


class Forms(NamedTuple):
    """Normal forms; that of text ``t`` is ``letters[bounds[t]:bounds[t + 1]]``."""

    letters: Array
    flags: Array
    bounds: Array


class Shared(NamedTuple):
    """What pairs share; that of pair ``p`` is ``rows[bounds[p]:bounds[p + 1]]`` (see `stretches`)."""

    pairs: Array
    """Rows of two numbers of texts, the smaller first."""
    bounds: Array
    rows: Array


@compiled
def shared(
    forms: Forms, groups: Groups, lists: Lists, owners: Array, threads: Array, limit: int
) -> Shared:
    """Give what texts share that have a fingerprint in common which at most ``limit`` have, or that
    are in ``threads`` (rows of two texts, by the first). Texts of one owner (not -1) are no pair."""
    count = len(forms.bounds) - 1
    pairs, bounds = np.empty((1024, 2), np.int32), np.zeros(1025, np.int64)
    rows = np.empty((8192, 5), np.int32)
    found, used = 0, 0
    met = np.zeros(count, np.int64)  # by which text, from one on
    others = np.empty(count, np.int64)
    thread = 0
    for a in range(count):
        few = 0
        for n in range(lists.bounds[a], lists.bounds[a + 1]):
            group = lists.group[n]
            if groups.texts[group] > limit:
                continue
            for m in range(groups.bounds[group + 1] - 1, groups.bounds[group], -1):
                b = groups.text[m]
                if b <= a:
                    break
                if met[b] != a + 1:
                    met[b] = a + 1
                    others[few] = b
                    few += 1
        while thread < len(threads) and threads[thread, 0] == a:
            b = threads[thread, 1]
            if met[b] != a + 1:
                met[b] = a + 1
                others[few] = b
                few += 1
            thread += 1
        partners = in_order(others[:few])
        for k in range(few):
            b = partners[k]
            if owners[a] == owners[b] and owners[a] >= 0:
                continue
            a_low, a_top = forms.bounds[a], forms.bounds[a + 1]
            b_low, b_top = forms.bounds[b], forms.bounds[b + 1]
            each = stretches(
                forms.letters[a_low:a_top],
                forms.letters[b_low:b_top],
                forms.flags[a_low:a_top],
                forms.flags[b_low:b_top],
                _seeds(lists, a, b),
            )
            if len(each) == 0:
                continue
            if found == len(pairs):
                pairs, bounds = more_rows(pairs, found), larger(bounds, found + 1)
            if used + len(each) > len(rows):
                rows = more_rows(rows, used + len(each))
            pairs[found, 0], pairs[found, 1] = a, b
            for n in range(len(each)):
                for column in range(5):
                    rows[used, column] = each[n, column]
                used += 1
            found += 1
            bounds[found] = used
    return Shared(pairs[:found], bounds[: found + 1], rows[:used])


@compiled
def _seeds(lists: Lists, a: int, b: int) -> Array:
    """Give the places of fingerprints that two texts share, as `stretches` takes them."""
    a_low, a_top = lists.bounds[a], lists.bounds[a + 1]
    b_low, b_top = lists.bounds[b], lists.bounds[b + 1]
    seeds = np.empty(16 + 4 * min(a_top - a_low, b_top - b_low), np.int64)
    count = 0
    i, j = a_low, b_low
    while i < a_top and j < b_top:
        if lists.group[i] < lists.group[j]:
            i += 1
        elif lists.group[i] > lists.group[j]:
            j += 1
        else:
            one = lists.group[i]
            first = j
            while i < a_top and lists.group[i] == one:
                j = first
                while j < b_top and lists.group[j] == one:
                    if count == len(seeds):
                        seeds = larger(seeds, count)
                    a_at, b_at = np.int64(lists.at[i]), np.int64(lists.at[j])
                    seeds[count] = (a_at - b_at) << 32 | a_at
                    count += 1
                    j += 1
                i += 1
    return seeds[:count]
