"""From seeds to runs: stretches that two texts share, exactly and as long as they go.

A seed is a place in each of two texts where the same fingerprint stands. Seeds on one diagonal
(the same distance between the two places) are chained, extended letter by letter as far as the
texts agree, and cut back to whole words.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.fingerprints import GUARANTEED, K
from dateline.lineage.normal import ENDS, QUOTED, STARTS

ALGORITHM = "winnow/2"
"""Changes whenever the same two texts would give other runs."""

MIN_RUN = 50
"""Characters of the original texts, spaces and punctuation included, that a run must cover in
both (DESIGN.md). It must also hold :data:`~dateline.lineage.fingerprints.GUARANTEED` letters and
digits, so that every run that counts is certain to be found."""

LONGEST_WORD = 64
"""Letters that an end is cut back to come to the edge of a word; text without spaces is not cut."""

QUOTATION = K
"""Letters outside quotation marks below which a run is a quotation: "the minister told reporters"
comes along with a speaker's words."""

_STEP = 64
"""Letters looked at in one step of an extension."""
_AT_ONCE = 16_384
"""Extensions made together: some 40 MiB of places."""

Ints = NDArray[np.int64]


class Library(NamedTuple):
    """The letters and flags of many texts, one behind the other; text ``i`` is
    ``letters[bounds[i]:bounds[i + 1]]``."""

    letters: NDArray[np.uint16]
    flags: NDArray[np.uint8]
    bounds: Ints


class Matches(NamedTuple):
    """Shared stretches, in letters from the beginning of each text, sorted by pair and place."""

    a: Ints
    b: Ints
    a_start: Ints
    b_start: Ints
    length: Ints


def matches(library: Library, a: Ints, b: Ints, a_at: Ints, b_at: Ints) -> Matches:
    """Give the shared stretches that seeds lie in, each once.

    ``a`` and ``b`` are numbers of texts, ``a_at`` and ``b_at`` places of seeds. Seeds come sorted
    by pair, by diagonal (``a_at - b_at``) and by ``a_at``.
    """
    if not len(a):
        return Matches(a, b, a_at, b_at, a)
    diagonal = a_at - b_at
    breaks = np.flatnonzero(
        (np.diff(a) != 0) | (np.diff(b) != 0) | (np.diff(diagonal) != 0) | (np.diff(a_at) > K)
    )
    first = np.concatenate(([0], breaks + 1))
    last = np.concatenate((breaks, [len(a) - 1]))
    a, b, begin = a[first], b[first], a_at[first]
    end = a_at[last] + K
    diagonal = diagonal[first]
    a_low, b_low = library.bounds[a], library.bounds[b]
    a_high, b_high = library.bounds[a + 1], library.bounds[b + 1]
    left = _agree(library, a_low + begin - 1, b_low + begin - diagonal - 1, (a_low, b_low), -1)
    right = _agree(library, a_low + end, b_low + end - diagonal, (a_high - 1, b_high - 1), 1)
    begin, end = begin - left, end + right
    # Two chains of one stretch have now grown into one.
    same = (np.diff(a) == 0) & (np.diff(b) == 0) & (np.diff(diagonal) == 0) & (np.diff(begin) == 0)
    once = np.concatenate(([True], ~same))
    a, b, begin, end, diagonal = a[once], b[once], begin[once], end[once], diagonal[once]
    begin, end = _to_words(library, library.bounds[a], library.bounds[b] - diagonal, begin, end)
    long = end - begin >= GUARANTEED
    a, b, begin, end, diagonal = a[long], b[long], begin[long], end[long], diagonal[long]
    order = np.lexsort((begin - diagonal, begin, b, a))
    a, b, begin, end, diagonal = (x[order] for x in (a, b, begin, end, diagonal))
    return Matches(a, b, begin, begin - diagonal, end - begin)


def _agree(
    library: Library, a_from: Ints, b_from: Ints, stops: tuple[Ints, Ints], step: int
) -> Ints:
    """Give how many letters agree from two places on, going ``step`` (1 or -1), up to the stops."""
    room = np.minimum((stops[0] - a_from) * step, (stops[1] - b_from) * step) + 1
    found = np.zeros(len(a_from), dtype=np.int64)
    for low in range(0, len(a_from), _AT_ONCE):
        part = slice(low, low + _AT_ONCE)
        found[part] = _agree_part(library, a_from[part], b_from[part], room[part], step)
    return found


def _agree_part(library: Library, a_from: Ints, b_from: Ints, room: Ints, step: int) -> Ints:
    found = np.zeros(len(a_from), dtype=np.int64)
    active = np.flatnonzero(room > 0)
    walk = np.arange(_STEP)
    top = len(library.letters) - 1
    while len(active):
        ahead = found[active, None] + walk
        a_at = np.clip(a_from[active, None] + ahead * step, 0, top)
        b_at = np.clip(b_from[active, None] + ahead * step, 0, top)
        equal = (library.letters[a_at] == library.letters[b_at]) & (ahead < room[active, None])
        whole = equal.all(axis=1)
        found[active] += np.where(whole, _STEP, np.argmin(equal, axis=1))
        active = active[whole]
    return found


def _to_words(
    library: Library, a_base: Ints, b_base: Ints, begin: Ints, end: Ints
) -> tuple[Ints, Ints]:
    """Give begin and end moved inwards to where words begin and end in both texts."""
    both = []
    for at, flag, step in ((begin, STARTS, 1), (end - 1, ENDS, -1)):
        moved = at.copy()
        active = np.arange(len(at))
        for _ in range(LONGEST_WORD):
            here = library.flags[a_base[active] + moved[active]]
            there = library.flags[b_base[active] + moved[active]]
            active = active[(here & there & flag) == 0]
            active = active[(moved[active] > begin[active]) if step < 0 else (moved[active] < end[active] - 1)]  # fmt: skip
            if not len(active):
                break
            moved[active] += step
        else:
            moved[active] = at[active]
        both.append(moved)
    return both[0], np.maximum(both[1] + 1, both[0])


def without_covered(stretches: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Give stretches (a_start, b_start, length) without those that longer ones cover on both sides.

    What two texts share is the same whichever comes first, so among equals none goes before.
    """
    ranked = sorted(stretches, key=lambda s: (-s[2], s[0], s[1]))
    kept: list[tuple[int, int, int]] = []
    a_seen, b_seen = _Covered(), _Covered()
    for _, equals in groupby(ranked, key=lambda s: s[2]):
        new = [
            s
            for s in equals
            if not (a_seen.holds(s[0], s[0] + s[2]) and b_seen.holds(s[1], s[1] + s[2]))
        ]
        kept += new
        for a_start, b_start, length in new:
            a_seen.add(a_start, a_start + length)
            b_seen.add(b_start, b_start + length)
    return sorted(kept)


class _Covered:
    """A union of ranges."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []

    def holds(self, start: int, end: int) -> bool:
        """Say whether a range lies wholly in the union."""
        return any(low <= start and end <= high for low, high in self.ranges)

    def add(self, start: int, end: int) -> None:
        """Take a range in, and join those that touch."""
        apart = [r for r in self.ranges if r[1] < start or end < r[0]]
        joined = [r for r in self.ranges if not (r[1] < start or end < r[0])]
        low = min([start, *(r[0] for r in joined)])
        high = max([end, *(r[1] for r in joined)])
        self.ranges = [*apart, (low, high)]


def outside_marks(library: Library, a_from: int, b_from: int, length: int) -> int:
    """Give how many letters of a stretch do not stand between quotation marks in both texts."""
    here = library.flags[a_from : a_from + length]
    there = library.flags[b_from : b_from + length]
    return length - int(np.count_nonzero(here & there & QUOTED))


def equal(library: Library, a_from: int, b_from: int, length: int) -> bool:
    """Say whether two stretches have the same letters."""
    return bool(
        np.array_equal(
            library.letters[a_from : a_from + length], library.letters[b_from : b_from + length]
        )
    )
