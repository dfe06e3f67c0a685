"""Many texts at a time: their normal form, and their fingerprints, as compiled code.

The same as :func:`dateline.lineage.normal.normalise` and
:func:`dateline.lineage.fingerprints.fingerprints` of each text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.fingerprints import BASE, FINAL, INVERSE, REPEATS, WINDOW, K
from dateline.lineage.kernel.compiling import compiled
from dateline.lineage.normal import (
    ENDS,
    OPENING,
    PLANE,
    QUOTED,
    STARTS,
    base_of,
    bases,
)

Array = NDArray[Any]

_POINTS = 0x110000
_LAST = np.uint64(pow(int(INVERSE), K - 1, 1 << 64))
_FIRST_FINAL, _SECOND_FINAL = FINAL
_MARKS = ["\n", *dict.fromkeys("".join(OPENING) + "".join(OPENING.values()))]
_NEWLINE = 1
_S30, _S27, _S31, _ZERO = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(0)


class Tables(NamedTuple):
    """What is known of characters, by code point, and of quotation marks, by number."""

    base: Array
    """Base form, 0 for what is neither letter nor digit; of higher planes, as far as met."""
    mark: Array
    """Number of a quotation mark or line feed, 0 for everything else; of the basic plane."""
    space: Array
    """1 for white space; of the basic plane."""
    closed_by: Array
    """Of a mark: those that close it, as bits; 0 where it opens nothing."""
    apostrophe: Array
    """Of a mark: 1 where it is no mark within a word, 2 where it must be able to open, 4 where it
    opens nothing unless it is closed."""


@lru_cache(maxsize=1)
def _tables() -> Tables:
    base = np.zeros(_POINTS, dtype=np.uint16)
    base[:PLANE] = bases()
    number = {mark: n for n, mark in enumerate(_MARKS, 1)}
    mark = np.zeros(PLANE, dtype=np.uint8)
    for one, n in number.items():
        mark[ord(one)] = n
    space = np.array([chr(point).isspace() for point in range(PLANE)], dtype=np.uint8)
    closed_by = np.zeros(len(_MARKS) + 1, dtype=np.int64)
    apostrophe = np.zeros(len(_MARKS) + 1, dtype=np.uint8)
    for one, closing in OPENING.items():
        closed_by[number[one]] = sum(1 << number[other] for other in closing)
        apostrophe[number[one]] |= 4 * (closing[0] in "'’")
    for one, n in number.items():
        apostrophe[n] |= (one in "'’") + 2 * (one in "'‘‚")
    return Tables(base, mark, space, closed_by, apostrophe)


class Batch(NamedTuple):
    """Texts one behind the other; text ``i`` is ``letters[letter_bounds[i]:letter_bounds[i + 1]]``."""

    letters: Array
    flags: Array
    letter_bounds: Array
    masks: Array
    """Bits, the highest first, of which characters are letters or digits; each text has its bytes."""
    mask_bounds: Array
    hashes: Array
    """Fingerprints in the order of their places, each at most ``REPEATS`` times in a text."""
    places: Array
    hash_bounds: Array


class Room(NamedTuple):
    """What one batch after another is written to: new memory for each would cost half the time."""

    letters: Array
    flags: Array
    hashes: Array
    places: Array


def room(characters: int) -> Room:
    """Give room for a batch of so many characters."""
    kinds = (np.uint16, np.uint8, np.uint64, np.int32)
    return Room(*(np.empty(characters, kind) for kind in kinds))


def read(texts: list[str], place: Room | None = None) -> Batch:
    """Give texts in their normal form, with their fingerprints; in ``place`` where that is large
    enough, until something else is read there."""
    tables = _tables()
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    _learn(tables.base, points)
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in texts], out=bounds[1:])
    if place is None or len(place.letters) < len(points):
        place = room(len(points))
    return Batch(*_read(points, bounds, *place, *tables))


def _learn(base: Array, points: Array) -> None:
    """Fill in the base forms of characters outside the basic plane."""
    higher = points[points >= PLANE]
    for point in np.unique(higher).tolist():
        base[point] = base_of(point)


@compiled
def _read(
    points: Array,
    bounds: Array,
    letters: Array,
    flags: Array,
    hashes: Array,
    places: Array,
    base: Array,
    mark: Array,
    space: Array,
    closed_by: Array,
    apostrophe: Array,
) -> tuple[Array, ...]:
    count = len(bounds) - 1
    letter_bounds = np.zeros(count + 1, np.int64)
    mask_bounds = np.zeros(count + 1, np.int64)
    for n in range(count):
        mask_bounds[n + 1] = mask_bounds[n] + (bounds[n + 1] - bounds[n] + 7) // 8
    masks = np.zeros(mask_bounds[count], np.uint8)
    hash_bounds = np.zeros(count + 1, np.int64)
    longest = 0
    for n in range(count):
        longest = max(longest, bounds[n + 1] - bounds[n])
    spans = np.empty((longest + 1, 2), np.int64)
    size = 16
    while size < 2 * longest:
        size *= 2
    seen = np.empty(size, np.uint64)
    times = np.zeros(size, np.uint8)
    for n in range(count):
        text = points[bounds[n] : bounds[n + 1]]
        quoted = _quoted(text, base, mark, space, closed_by, apostrophe, spans)
        low = letter_bounds[n]
        high = low + _normal(
            text, base, spans[:quoted], letters[low:], flags[low:], masks[mask_bounds[n] :]
        )
        letter_bounds[n + 1] = high
        at = hash_bounds[n]
        kept = _winnow(letters[low:high], hashes[at:], places[at:])
        kept = _few(hashes[at : at + kept], places[at : at + kept], seen, times)
        hash_bounds[n + 1] = at + kept
    return (
        letters[: letter_bounds[count]],
        flags[: letter_bounds[count]],
        letter_bounds,
        masks,
        mask_bounds,
        hashes[: hash_bounds[count]],
        places[: hash_bounds[count]],
        hash_bounds,
    )


@compiled
def _quoted(
    text: Array,
    base: Array,
    mark: Array,
    space: Array,
    closed_by: Array,
    apostrophe: Array,
    spans: Array,
) -> int:
    """Write the stretches between quotation marks, as `quoted_spans` gives them; say how many."""
    found, start, opened = 0, 0, 0
    last = len(text) - 1
    for at in range(len(text)):
        point = text[at]
        one = mark[point] if point < PLANE else 0
        if one == 0:
            continue
        if one == _NEWLINE:
            if opened and not apostrophe[opened] & 4:
                spans[found, 0], spans[found, 1] = start, at
                found += 1
            opened = 0
        elif opened:
            if not (closed_by[opened] >> one) & 1:
                continue
            within = 0 < at < last and base[text[at - 1]] != 0 and base[text[at + 1]] != 0
            if not (apostrophe[one] & 1 and within):
                spans[found, 0], spans[found, 1] = start, at
                found += 1
                opened = 0
        elif closed_by[one]:
            if apostrophe[one] & 2:
                if at > 0 and base[text[at - 1]] != 0:
                    continue
                if at == last or (text[at + 1] < PLANE and space[text[at + 1]]):
                    continue
            opened, start = one, at + 1
    if opened and not apostrophe[opened] & 4:
        spans[found, 0], spans[found, 1] = start, len(text)
        found += 1
    return found


@compiled
def _normal(
    text: Array, base: Array, spans: Array, letters: Array, flags: Array, mask: Array
) -> int:
    """Write letters, flags and mask of one text; give how many letters it has."""
    count, span = 0, 0
    before, alone_before = -2, True  # where the letter before stands; is it a word of its own
    for at in range(len(text)):
        letter = base[text[at]]
        if letter == 0:
            continue
        mask[at >> 3] |= 128 >> (at & 7)
        alone = 0x2E80 <= letter < 0xA000
        flag = 0
        if before != at - 1 or alone or alone_before:
            flag = STARTS
            if count:
                flags[count - 1] |= ENDS
        while span < len(spans) and spans[span, 1] <= at:
            span += 1
        if span < len(spans) and spans[span, 0] <= at:
            flag |= QUOTED
        letters[count] = letter
        flags[count] = flag
        count += 1
        before, alone_before = at, alone
    if count:
        flags[count - 1] |= ENDS
    return count


@compiled
def _mixed(sum_of_terms: np.uint64) -> np.uint64:
    """Give the finaliser of splitmix64."""
    value = sum_of_terms ^ (sum_of_terms >> _S30)
    value *= _FIRST_FINAL
    value ^= value >> _S27
    value *= _SECOND_FINAL
    return value ^ (value >> _S31)


@compiled
def _winnow(letters: Array, hashes: Array, places: Array) -> int:
    """Write the fingerprints of one text by place; give how many."""
    grams = len(letters) - K + 1
    if grams < 1:
        return 0
    rolled = _ZERO
    for n in range(K - 1, -1, -1):
        rolled = rolled * INVERSE + np.uint64(letters[n])
    ring = np.empty(WINDOW, np.uint64)
    kept = 0
    least, where = _ZERO, -1
    window = min(WINDOW, grams)
    for at in range(grams):
        if at:
            rolled = (rolled - np.uint64(letters[at - 1])) * BASE + np.uint64(
                letters[at + K - 1]
            ) * _LAST
        value = _mixed(rolled)
        ring[at % WINDOW] = value
        if where < 0 or value < least:
            least, where = value, at
        elif where <= at - window:
            where = at - window + 1
            least = ring[where % WINDOW]
            for other in range(where + 1, at + 1):
                if ring[other % WINDOW] < least:
                    least, where = ring[other % WINDOW], other
        if at >= window - 1 and (kept == 0 or places[kept - 1] != where):
            hashes[kept], places[kept] = least, where
            kept += 1
    return kept


@compiled
def _few(hashes: Array, places: Array, seen: Array, times: Array) -> int:
    """Keep the first places of each hash; give how many are left. ``times`` is left empty."""
    size = 16
    while size < 2 * len(hashes):
        size *= 2
    slots = np.uint64(size - 1)
    kept = 0
    for n in range(len(hashes)):
        value = hashes[n]
        slot = value & slots
        while times[slot] and seen[slot] != value:
            slot = (slot + np.uint64(1)) & slots
        seen[slot] = value
        if times[slot] < REPEATS:
            times[slot] += 1
            hashes[kept], places[kept] = value, places[n]
            kept += 1
    times[:size] = 0
    return kept
