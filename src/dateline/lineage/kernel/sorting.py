"""Orders of whole numbers, as compiled code; numba's own sorts take many times as long to compile."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.kernel.compiling import compiled

Array = NDArray[Any]


@compiled
def order(keys: Array) -> Array:
    """Give the places of keys from the smallest to the greatest; equal ones as they stand."""
    count = len(keys)
    here, there = np.empty(count, np.int64), np.empty(count, np.int64)
    for low in range(0, count, 8):  # insertion in runs of eight, then merging
        for n in range(low, min(low + 8, count)):
            key, at = keys[n], n
            while at > low and keys[here[at - 1]] > key:
                here[at] = here[at - 1]
                at -= 1
            here[at] = n
    width = 8
    while width < count:
        for low in range(0, count, 2 * width):
            middle, top = min(low + width, count), min(low + 2 * width, count)
            i, j = low, middle
            for to in range(low, top):
                if i < middle and (j >= top or keys[here[i]] <= keys[here[j]]):
                    there[to] = here[i]
                    i += 1
                else:
                    there[to] = here[j]
                    j += 1
        here, there = there, here
        width *= 2
    return here


@compiled
def in_order(keys: Array) -> Array:
    """Give keys from the smallest to the greatest."""
    if len(keys) < 2:
        return keys
    found = np.empty(len(keys), np.int64)
    places = order(keys)
    for n in range(len(keys)):
        found[n] = keys[places[n]]
    return found


@compiled
def below(ordered: Array, value: int) -> int:
    """Give how many are smaller."""
    low, top = 0, len(ordered)
    while low < top:
        middle = (low + top) >> 1
        if ordered[middle] < value:
            low = middle + 1
        else:
            top = middle
    return low


@compiled
def up_to(ordered: Array, value: int) -> int:
    """Give how many are not greater."""
    low, top = 0, len(ordered)
    while low < top:
        middle = (low + top) >> 1
        if ordered[middle] <= value:
            low = middle + 1
        else:
            top = middle
    return low


@compiled
def insert(ordered: Array, count: int, value: int) -> None:
    """Put a value among the first ``count``, which are in order."""
    at = count
    while at > 0 and ordered[at - 1] > value:
        ordered[at] = ordered[at - 1]
        at -= 1
    ordered[at] = value
