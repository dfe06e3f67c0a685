"""Arrays with room for more, as compiled code."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.kernel.compiling import compiled

Array = NDArray[Any]


@compiled
def larger(array: Array, needed: int) -> Array:
    """Give a copy with room for twice what is needed."""
    more = np.empty(2 * needed, array.dtype)
    for n in range(len(array)):
        more[n] = array[n]
    return more


@compiled
def more_rows(array: Array, needed: int) -> Array:
    """Give a copy with room for twice as many rows as are needed."""
    more = np.empty((2 * needed, array.shape[1]), array.dtype)
    for n in range(len(array)):
        for m in range(array.shape[1]):
            more[n, m] = array[n, m]
    return more
