"""The words of many texts as numbers, so that they are counted and weighed together, not one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int32]

_LETTER, _JOINER, _BREAK, _LOW_LINE, _FULL_STOP = 1, 2, 4, 8, 16
_JOINERS = "'’.,-"
_BREAKS = '\n!?…;:"“”„«»()[]–—'
_PLANE = 0x10000

BATCH = 2_000_000
"""Characters looked at together: about 80 MiB of numbers."""


class Words(NamedTuple):
    """The words of texts in order: letters and digits, joined by single marks ("U.S", "twenty-one").

    ``text``: in which of the texts. ``starts``: code points from its beginning. ``numbers``: of the
    vocabulary. ``opens``: where a sentence begins with the word; a full stop before a letter ends
    none.
    """

    text: Ints
    starts: Ints
    numbers: Ints
    opens: NDArray[np.bool_]


class Vocabulary:
    """Words as numbers, in the order in which they come, and what is known of each.

    Numbers are good for one process: nothing that is kept may depend on them.
    """

    def __init__(self, common: frozenset[str] = frozenset()) -> None:
        self._common = common
        self._numbers: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        self._known: tuple[list[int], list[int], list[int]] = ([], [], [])
        self._arrays: tuple[Ints, Ints, Ints] = (_ints(()), _ints(()), _ints(()))
        self.counts: Ints = _ints(())
        """In how many texts each key stands; see :meth:`count`."""

    def number(self, word: str) -> int:
        """Give the number of a word."""
        found = self._numbers.get(word)
        return self._add(word) if found is None else found

    def _add(self, word: str) -> int:
        key = word.casefold()
        number = self._numbers[word] = len(self._numbers)
        keys, kinds, lengths = self._known
        keys.append(self._keys.setdefault(key, len(self._keys)))
        kinds.append(self._kind(word, key))
        lengths.append(len(word))
        return number

    def _kind(self, word: str, key: str) -> int:
        if key in self._common:
            return COMMON
        if word[0].isdigit():
            return NUMBER
        return CAPITAL if word[0].isupper() else PLAIN

    def about(self) -> tuple[Ints, Ints, Ints]:
        """Give by number: the key (words that differ in case alone have one), the kind, the length."""
        have = len(self._arrays[0])
        if have < len(self._numbers):
            first, second, third = (
                np.concatenate([array, _ints(known[have:])])
                for array, known in zip(self._arrays, self._known, strict=True)
            )
            self._arrays = first, second, third
        if len(self.counts) < len(self._keys):
            more = np.zeros(len(self._keys) - len(self.counts), dtype=np.int32)
            self.counts = np.concatenate([self.counts, more])
        return self._arrays

    def count(self, words: Words) -> None:
        """Count the words of more texts, each key once a text."""
        keys = self.about()[0][words.numbers].astype(np.int64)
        held = np.sort(words.text * np.int64(len(self.counts)) + keys)
        once = held[np.flatnonzero(np.diff(held, prepend=-1))] % max(1, len(self.counts))
        self.counts += np.bincount(once, minlength=len(self.counts)).astype(np.int32)


COMMON, NUMBER, CAPITAL, PLAIN = range(4)
"""Kinds of words: function words, what begins with a digit, with a capital letter, all others."""


def batches(sizes: Sequence[int]) -> Iterator[slice]:
    """Give the ranges of texts with so many characters that are looked at together."""
    low, held = 0, 0
    for n, size in enumerate(sizes):
        if n > low and held + size > BATCH:
            yield slice(low, n)
            low, held = n, 0
        held += size
    if len(sizes) > low:
        yield slice(low, len(sizes))


def words_of(texts: Sequence[str], vocabulary: Vocabulary) -> Words:
    """Give the words of texts; what stands in one is not looked at with what stands in another."""
    together = "\n".join(texts)
    points = np.frombuffer(together.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds_of(points)
    starts, ends = _edges(kinds)
    numbers = _numbered(together, points, starts, ends, vocabulary)
    sentence = np.searchsorted(_breaks(kinds), starts)
    opens = np.ones(len(starts), dtype=np.bool_)
    opens[1:] = sentence[1:] != sentence[:-1]
    beginnings = np.cumsum([0, *(len(text) + 1 for text in texts)], dtype=np.int64)
    counts = np.diff(np.searchsorted(starts, beginnings))
    text = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    return Words(text, (starts - beginnings[text]).astype(np.int32), numbers, opens)


def _kinds_of(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Give what each code point is to words and sentences, as bits."""
    kinds = _table()[np.minimum(points, _PLANE - 1)]
    for at in np.flatnonzero(points >= _PLANE).tolist():
        kinds[at] = _LETTER if chr(points[at]).isalnum() else 0
    return kinds


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint8]:
    table = np.array([chr(point).isalnum() for point in range(_PLANE)], dtype=np.uint8)
    for marks, kind in ((_JOINERS, _JOINER), (_BREAKS, _BREAK), ("_", _LOW_LINE)):
        for mark in marks:
            table[ord(mark)] = kind
    table[ord(".")] |= _FULL_STOP
    return table


def _edges(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give where words begin and end."""
    letters = kinds == _LETTER
    inside = np.zeros(len(kinds) + 2, dtype=np.bool_)
    inside[1:-1] = letters
    if len(kinds) > 2:
        inside[2:-2] |= ((kinds[1:-1] & _JOINER) != 0) & letters[:-2] & letters[2:]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return edges[::2], edges[1::2]


def _breaks(kinds: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Give the places where a sentence ends: at its marks, and at full stops but before letters."""
    ends = (kinds & _BREAK) != 0
    stops = np.flatnonzero(kinds & _FULL_STOP)
    following = np.zeros(len(stops), dtype=np.uint8)
    inside = stops + 1 < len(kinds)
    following[inside] = kinds[stops[inside] + 1]
    ends[stops[(following & (_LETTER | _LOW_LINE)) == 0]] = True
    return np.flatnonzero(ends)


def _numbered(
    together: str,
    points: NDArray[np.uint32],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    vocabulary: Vocabulary,
) -> Ints:
    """Give the number of each word; only words that differ are looked up one by one."""
    if not len(starts):
        return _ints(())
    data = together.encode("utf-8", "surrogatepass")
    edges = np.empty(2 * len(starts), dtype=np.int64)
    edges[::2], edges[1::2] = starts, ends
    if len(data) != len(points):
        widths = (points >= 0x80).astype(np.int8)
        for least in (0x800, _PLANE):
            widths += points >= least
        more = np.zeros(len(points) + 1, dtype=np.int64)
        np.cumsum(widths, out=more[1:])
        edges += more[edges]
    # Words and what stands between them, in turn: Arrow tells equal ones without a copy of any.
    parts = pa.LargeStringArray.from_buffers(
        len(edges) - 1, pa.py_buffer(edges), pa.py_buffer(data)
    ).dictionary_encode()
    at = np.frombuffer(parts.indices.buffers()[1], dtype=np.int32)[: len(parts) : 2]
    wanted = np.flatnonzero(np.bincount(at))
    numbers = np.zeros(len(parts.dictionary), dtype=np.int32)
    numbers[wanted] = [vocabulary.number(word) for word in parts.dictionary.take(pa.array(wanted)).to_pylist()]  # fmt: skip
    found: Ints = numbers[at]
    return found


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int32)
