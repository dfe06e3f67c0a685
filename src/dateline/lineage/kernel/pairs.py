"""All pairs of texts that may share something, and what they share, as compiled code."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.kernel.compiling import compiled
from dateline.lineage.kernel.growing import larger, more_rows
from dateline.lineage.kernel.postings import Groups, Lists
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
    forms: Forms, groups: Groups, rare: Lists, frequent: Lists, owners: Array, threads: Array
) -> Shared:
    """Give what texts share that have a ``rare`` fingerprint in common or are in ``threads`` (rows of
    two texts, by the first). Texts of one owner (not -1) are no pair; ``frequent`` only gives seeds."""
    count = len(forms.bounds) - 1
    pairs, bounds = np.empty((1024, 2), np.int32), np.zeros(1025, np.int64)
    rows = np.empty((8192, 5), np.int32)
    found, used = 0, 0
    slot_of = np.zeros(count, np.int64)  # of the texts met with this one, where its seeds go
    met = np.zeros(count, np.int64)  # by which text, from one on
    others, starts = np.empty(count + 1, np.int64), np.zeros(count + 2, np.int64)
    slots, keys, seeds = (
        np.empty(1024, np.int64),
        np.empty(1024, np.int64),
        np.empty(1024, np.int64),
    )
    thread = 0
    for a in range(count):
        few, total = 0, 0
        for n in range(rare.bounds[a], rare.bounds[a + 1]):
            group, a_at = rare.group[n], np.int64(rare.at[n])
            for m in range(groups.bounds[group + 1] - 1, groups.bounds[group], -1):
                b = groups.text[m]
                if b <= a:
                    break
                if met[b] != a + 1:
                    met[b], slot_of[b] = a + 1, few
                    others[few], starts[few + 1] = b, 0
                    few += 1
                if total == len(slots):
                    slots, keys = larger(slots, total), larger(keys, total)
                slots[total] = slot_of[b]
                keys[total] = (a_at - groups.at[m]) << 32 | a_at
                starts[slot_of[b] + 1] += 1
                total += 1
        while thread < len(threads) and threads[thread, 0] == a:
            b = threads[thread, 1]
            if met[b] != a + 1:
                met[b] = a + 1
                others[few], starts[few + 1] = b, 0
                few += 1
            thread += 1
        for slot in range(few):
            starts[slot + 1] += starts[slot]
        if total > len(seeds):
            seeds = np.empty(2 * total, np.int64)
        for n in range(total - 1, -1, -1):  # each slot is filled from its end, and its start moves
            starts[slots[n] + 1] -= 1
            seeds[starts[slots[n] + 1]] = keys[n]
        for slot in range(few):
            b = others[slot]
            if owners[a] == owners[b] and owners[a] >= 0:
                continue
            low, top = starts[slot + 1], starts[slot + 2] if slot + 1 < few else total
            ours = seeds[low:top]
            if frequent.bounds[a] < frequent.bounds[a + 1]:
                ours = with_seeds(ours, frequent, a, b)
            a_low, a_top = forms.bounds[a], forms.bounds[a + 1]
            b_low, b_top = forms.bounds[b], forms.bounds[b + 1]
            each = stretches(
                forms.letters[a_low:a_top],
                forms.letters[b_low:b_top],
                forms.flags[a_low:a_top],
                forms.flags[b_low:b_top],
                ours,
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
        starts[0] = 0
    return Shared(pairs[:found], bounds[: found + 1], rows[:used])


@compiled
def with_seeds(seeds: Array, lists: Lists, a: int, b: int) -> Array:
    """Give seeds and the places of fingerprints that two texts share in ``lists``."""
    a_low, a_top = lists.bounds[a], lists.bounds[a + 1]
    b_low, b_top = lists.bounds[b], lists.bounds[b + 1]
    count = len(seeds)
    found = np.empty(16 + count + 4 * min(a_top - a_low, b_top - b_low), np.int64)
    for n in range(count):
        found[n] = seeds[n]
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
                    if count == len(found):
                        found = larger(found, count)
                    a_at, b_at = np.int64(lists.at[i]), np.int64(lists.at[j])
                    found[count] = (a_at - b_at) << 32 | a_at
                    count += 1
                    j += 1
                i += 1
    return found[:count]


@compiled
def shared_of(wanted: Array, forms: Forms, lists: Lists) -> Shared:
    """Give what the ``wanted`` pairs (rows of two texts) share, their fingerprints all in ``lists``."""
    pairs, bounds = np.empty((len(wanted), 2), np.int32), np.zeros(len(wanted) + 1, np.int64)
    rows = np.empty((8192, 5), np.int32)
    found, used = 0, 0
    none = np.empty(0, np.int64)
    for p in range(len(wanted)):
        a, b = wanted[p, 0], wanted[p, 1]
        a_low, a_top = forms.bounds[a], forms.bounds[a + 1]
        b_low, b_top = forms.bounds[b], forms.bounds[b + 1]
        each = stretches(
            forms.letters[a_low:a_top],
            forms.letters[b_low:b_top],
            forms.flags[a_low:a_top],
            forms.flags[b_low:b_top],
            with_seeds(none, lists, a, b),
        )
        if len(each) == 0:
            continue
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
