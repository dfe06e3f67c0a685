"""Versions gathered, each normal form once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.facts import Text
from dateline.lineage.kernel.pairs import Forms
from dateline.lineage.kernel.reading import Batch, read, room
from dateline.lineage.kernel.telling import Versions

Array = NDArray[Any]

BATCH = 500_000
"""Characters read at a time: some 10 MiB."""
FOR_EACH = 7
"""Characters for each fingerprint, at the least, of most texts."""


def batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Give texts some at a time."""
    batch, characters = [], 0
    for text in texts:
        batch.append(text)
        characters += len(text.text)
        if characters >= BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


class Store:
    """All versions, and the letters and fingerprints of each normal form, once."""

    def __init__(self, characters: int = 0) -> None:
        """Make room for so many characters in all; for more it is made when they come."""
        self.ids: list[str] = []
        self._numbers: dict[bytes, int] = {}
        self._reports: dict[str, int] = {}
        self._report_of: list[int] = []
        self.text_of: list[int] = []
        """The number of each version's normal form."""
        self._letters, self._flags = Ragged(np.uint16, characters), Ragged(np.uint8, characters)
        self._masks = Ragged(np.uint8, characters // 7)  # eight in a byte, whole bytes a text
        fingerprints = characters // FOR_EACH
        self._hashes = Ragged(np.uint64, fingerprints)
        self._places = Ragged(np.int32, fingerprints)
        self._place = room(2 * BATCH)

    def add(self, texts: list[Text]) -> None:
        """Take in some texts."""
        batch = read([text.text for text in texts], self._place)
        new = []
        for n, (text, key) in enumerate(zip(texts, _keys(batch), strict=True)):
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers)
                new.append(n)
            self.text_of.append(self._numbers[key])
            self._report_of.append(self._reports.setdefault(text.report, len(self._reports)))
            self.ids.append(text.version)
        self._masks.add(batch.masks, batch.mask_bounds, range(len(texts)))
        self._letters.add(batch.letters, batch.letter_bounds, new)
        self._flags.add(batch.flags, batch.letter_bounds, new)
        self._hashes.add(batch.hashes, batch.hash_bounds, new)
        self._places.add(batch.places, batch.hash_bounds, new)

    def digests(self) -> list[bytes]:
        """Give the digest of each normal form, by number."""
        return list(self._numbers)

    def texts(self) -> int:
        """Give how many normal forms there are."""
        return len(self._numbers)

    def take_forms(self) -> Forms:
        """Give the letters and flags, which are kept no longer."""
        letters, bounds = self._letters.take()
        return Forms(letters, self._flags.take()[0], bounds)

    def take_fingerprints(self) -> tuple[Array, Array, Array]:
        """Give hashes, places and bounds, which are kept no longer."""
        hashes, bounds = self._hashes.take()
        return hashes, self._places.take()[0], bounds

    def take_versions(self) -> Versions:
        """Give all versions; their masks are kept no longer."""
        rank = np.empty(len(self.ids), dtype=np.int32)
        rank[sorted(range(len(self.ids)), key=self.ids.__getitem__)] = np.arange(len(self.ids))
        texts = np.array(self.text_of, dtype=np.int32)
        counts = np.bincount(texts, minlength=self.texts())
        bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
        order = np.lexsort((rank, texts)).astype(np.int32)
        report = np.array(self._report_of, dtype=np.int32)
        return Versions(bounds, order, rank, report, *self._masks.take())


def owners(versions: Versions) -> Array:
    """Give the number of the report that all versions of a text belong to, -1 where several do."""
    reports = versions.report[versions.order]
    first = versions.bounds[:-1]
    least, most = np.minimum.reduceat(reports, first), np.maximum.reduceat(reports, first)
    return np.where(least == most, least, -1)


def _keys(batch: Batch) -> Iterator[bytes]:
    """Give a digest of each text's normal form."""
    bounds = batch.letter_bounds.tolist()
    for low, top in pairwise(bounds):
        digest = blake2b(batch.letters[low:top].data, digest_size=16)
        digest.update(batch.flags[low:top].data)
        yield digest.digest()


class Ragged:
    """Arrays of many lengths, gathered one behind the other."""

    def __init__(self, dtype: type[np.generic], room: int) -> None:
        """Make room for so many values; the system gives memory only to what is written."""
        self._values: Array = np.empty(room, dtype)
        self._used = 0
        self._lengths: list[Array] = [np.zeros(1, np.int64)]

    def add(self, values: Array, bounds: Array, which: Sequence[int]) -> None:
        """Take in those arrays of a batch that are wanted."""
        lengths = np.diff(bounds)[which]
        self._lengths.append(lengths)
        used = self._used + int(lengths.sum())
        if used > len(self._values):
            more: Array = np.empty(used + used // 2, self._values.dtype)
            more[: self._used] = self._values[: self._used]
            self._values = more
        if len(which) == len(bounds) - 1:
            self._values[self._used : used] = values
        else:
            at = self._used
            for n in which:
                part = values[bounds[n] : bounds[n + 1]]
                self._values[at : at + len(part)] = part
                at += len(part)
        self._used = used

    def take(self) -> tuple[Array, Array]:
        """Give all, and where each begins and ends; they are kept no longer."""
        values, bounds = self._values[: self._used], np.cumsum(np.concatenate(self._lengths))
        self._values, self._used, self._lengths = values[:0].copy(), 0, []
        return values, bounds
