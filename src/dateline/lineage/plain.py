"""Facts of pairs by NumPy and SQL: for few texts, and the reference that the kernel is tested against.

A version's text is compared in its normal form (:mod:`dateline.lineage.normal`). Versions whose
normal forms are equal are one *text* here and are compared once; what is found is then told of
every version that has it, with offsets of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dateline.lineage import statements
from dateline.lineage.facts import Copy, Run, Text, copy_id
from dateline.lineage.fingerprints import GUARANTEED, fingerprints
from dateline.lineage.normal import QUOTED, Normal, normalise
from dateline.lineage.reworded import Words, reworded
from dateline.lineage.runs import (
    ALGORITHM,
    MIN_RUN,
    QUOTATION,
    Ints,
    Library,
    Matches,
    equal,
    matches,
    outside_marks,
    without_covered,
)
from dateline.store.joins import Joins

BLOCK = 1_000_000
"""Seeds joined at a time: about 16 MiB in DuckDB and 100 MiB while they are extended."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A version, the report it is of, and which of its characters are letters or digits (as bits)."""

    id: str
    report: str
    mask: NDArray[np.uint8]
    length: int


@dataclass(slots=True)
class _Collected:
    """All versions, those with one normal form together, and the fingerprints of each form."""

    texts: list[list[_Version]] = field(default_factory=list)
    letters: list[NDArray[np.uint16]] = field(default_factory=list)
    flags: list[NDArray[np.uint8]] = field(default_factory=list)
    hashes: list[NDArray[np.uint64]] = field(default_factory=list)
    places: list[NDArray[np.int32]] = field(default_factory=list)
    repeats: list[NDArray[np.uint8]] = field(default_factory=list)


def compare(texts: Iterable[Text], frequent: int, joins: Joins | None = None) -> tuple[Copy, ...]:
    """Give what every two versions of different reports share, by id of the pair.

    ``joins`` is where the SQL runs; without it a session of its own.
    """
    collected = _collect(texts)
    if joins is None:
        with Joins() as session:
            return _compare(collected, frequent, session)
    return _compare(collected, frequent, joins)


def compare_pair(a: Text, b: Text) -> Copy | None:
    """Give what two versions share, None where it is nothing; the same as :func:`compare` of the two.

    No database: for two texts of a command line or a test. Versions of one report are compared too.
    """
    a, b = sorted((a, b), key=lambda text: text.version)
    normal = normalise(a.text), normalise(b.text)
    library = _library([n.letters for n in normal], [n.flags for n in normal])
    (a_hashes, a_places, _), (b_hashes, b_places, _) = (fingerprints(n.letters) for n in normal)
    left = np.searchsorted(b_hashes, a_hashes, "left")
    count = np.searchsorted(b_hashes, a_hashes, "right") - left
    a_at = np.repeat(a_places, count).astype(np.int64)
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    b_at = b_places[np.repeat(left, count) + within].astype(np.int64)
    order = np.lexsort((a_at, a_at - b_at))
    zeros = np.zeros(len(a_at), dtype=np.int64)
    found = matches(library, zeros, zeros + 1, a_at[order], b_at[order])
    sides = [Words(n.letters, n.flags) for n in normal]
    kept = [s for pair in _stretches(library, found, sides.__getitem__) for s in pair.kept]
    return _copy((a.version, b.version), kept, (normal[0].offsets, normal[1].offsets))


# --------------------------------------------------------------------------- gathering


def _collect(texts: Iterable[Text]) -> _Collected:
    """Give texts in their normal form, numbered by their smallest version."""
    numbers: dict[bytes, int] = {}
    found = _Collected()
    for text in texts:
        normal = normalise(text.text)
        version = _Version(text.version, text.report, _mask(normal, len(text.text)), len(text.text))
        key = blake2b(normal.letters.tobytes() + normal.flags.tobytes(), digest_size=16).digest()
        if key in numbers:
            found.texts[numbers[key]].append(version)
            continue
        numbers[key] = len(found.texts)
        found.texts.append([version])
        found.letters.append(normal.letters)
        found.flags.append(normal.flags)
        hashes, places, repeats = fingerprints(normal.letters)
        found.hashes.append(hashes)
        found.places.append(places)
        found.repeats.append(repeats)
    for versions in found.texts:
        versions.sort(key=lambda version: version.id)
    order = sorted(range(len(found.texts)), key=lambda n: found.texts[n][0].id)
    return _Collected(
        [found.texts[n] for n in order],
        [found.letters[n] for n in order],
        [found.flags[n] for n in order],
        [found.hashes[n] for n in order],
        [found.places[n] for n in order],
        [found.repeats[n] for n in order],
    )


def _mask(normal: Normal, length: int) -> NDArray[np.uint8]:
    mask = np.zeros(length, dtype=np.bool_)
    mask[normal.offsets] = True
    return np.packbits(mask)


def _offsets(version: _Version) -> NDArray[np.int32]:
    """Give where each letter of the normal form stands in a version's text."""
    return np.flatnonzero(np.unpackbits(version.mask, count=version.length)).astype(np.int32)


def _library(letters: list[NDArray[np.uint16]], flags: list[NDArray[np.uint8]]) -> Library:
    bounds = np.cumsum([0, *(len(each) for each in letters)], dtype=np.int64)
    return Library(np.concatenate(letters), np.concatenate(flags), bounds)


def _postings(collected: _Collected) -> pa.Table:
    """Give all fingerprints as one table, and let go of them one by one: they are the most memory."""
    lengths = [len(each) for each in collected.hashes]
    columns = {"text": np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)}
    columns["hash"], collected.hashes = np.concatenate(collected.hashes), []
    columns["at"], collected.places = np.concatenate(collected.places), []
    columns["repeat"], collected.repeats = np.concatenate(collected.repeats), []
    return pa.table(columns)


def _owners(collected: _Collected) -> pa.Table:
    """Give the number of the report that all versions of a text belong to, -1 where several do."""
    numbers: dict[str, int] = {}
    owners = []
    for versions in collected.texts:
        reports = {version.report for version in versions}
        one = len(reports) == 1
        owners.append(numbers.setdefault(versions[0].report, len(numbers)) if one else -1)
    return pa.table(
        {
            "text": np.arange(len(owners), dtype=np.int32),
            "owner": np.array(owners, dtype=np.int32),
        }
    )


# --------------------------------------------------------------------------- joining


def _compare(collected: _Collected, frequent: int, joins: Joins) -> tuple[Copy, ...]:
    if not collected.texts:
        return ()
    joins.put("text", _owners(collected))
    joins.put("posting", _postings(collected))
    library = _library(collected.letters, collected.flags)
    collected.letters, collected.flags = [], []
    joins.make("frequency", statements.FREQUENCY)
    joins.make("rare", statements.RARE, {"limit": frequent})
    joins.make("frequent", statements.FREQUENT, {"limit": frequent})
    joins.drop("posting")
    joins.make("thread", statements.THREAD)
    copies = _within_texts(collected, library, frequent)

    @lru_cache(maxsize=2_000)
    def offsets(text: int, version: int) -> NDArray[np.int32]:
        return _offsets(collected.texts[text][version])

    @lru_cache(maxsize=2_000)
    def words(text: int) -> Words:
        part = slice(int(library.bounds[text]), int(library.bounds[text + 1]))
        return Words(library.letters[part], library.flags[part])

    for low, high in _blocks(joins):
        found = matches(library, *_seeds(joins, low, high))
        for pair in _stretches(library, found, words):
            copies.extend(_tell(collected, offsets, pair, frequent))
    return tuple(sorted(copies, key=lambda copy: copy.id))


def _blocks(joins: Joins) -> Iterator[tuple[int, int]]:
    """Give ranges of texts such that each gives about :data:`BLOCK` seeds at most."""
    load = joins.rows(statements.LOAD)
    low, seeds = 0, 0
    for text, more in zip(load["text"].to_pylist(), load["seeds"].to_pylist(), strict=True):
        if seeds and seeds + more > BLOCK:
            yield low, text
            low, seeds = text, 0
        seeds += more
    if seeds:
        yield low, text + 1


def _seeds(joins: Joins, low: int, high: int) -> tuple[Ints, Ints, Ints, Ints]:
    block = {"low": low, "high": high}
    joins.make("block_seeds", statements.BLOCK_SEEDS, block)
    joins.make("block_pairs", statements.BLOCK_PAIRS, block)
    seeds = joins.rows(statements.SEEDS)
    a, b, a_at, b_at = (
        seeds[name].to_numpy().astype(np.int64) for name in ("a", "b", "a_at", "b_at")
    )
    return a, b, a_at, b_at


# --------------------------------------------------------------------------- telling


class _Stretch(NamedTuple):
    """What two texts share, in letters from the beginning of each."""

    a_start: int
    b_start: int
    a_length: int
    b_length: int
    kind: str

    def turned(self) -> _Stretch:
        """Give it as seen from the other text."""
        return _Stretch(self.b_start, self.a_start, self.b_length, self.a_length, self.kind)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two texts and the stretches they share, in letters."""

    a: int
    b: int
    kept: list[_Stretch]


def _stretches(library: Library, found: Matches, words: Callable[[int], Words]) -> Iterator[_Pair]:
    """Give the stretches of each pair, those that say nothing new left out, with their kind."""
    if not len(found.a):
        return
    cuts = np.flatnonzero((np.diff(found.a) != 0) | (np.diff(found.b) != 0)) + 1
    edges = [0, *cuts.tolist(), len(found.a)]
    a_starts, b_starts = found.a_start.tolist(), found.b_start.tolist()
    lengths = found.length.tolist()
    for low, high in pairwise(edges):
        a, b = int(found.a[low]), int(found.b[low])
        a_low, b_low = int(library.bounds[a]), int(library.bounds[b])
        stretches = [
            stretch
            for stretch in zip(
                a_starts[low:high], b_starts[low:high], lengths[low:high], strict=True
            )
            if equal(library, a_low + stretch[0], b_low + stretch[1], stretch[2])
        ]
        if len(stretches) > 1:
            stretches = without_covered(stretches)
        yield _Pair(a, b, _with_kinds(library, (a_low, b_low), (words(a), words(b)), stretches))


def _with_kinds(
    library: Library,
    low: tuple[int, int],
    words: tuple[Words, Words],
    runs: list[tuple[int, int, int]],
) -> list[_Stretch]:
    """Give runs with their kind, and the reworded stretches beside them that are no quotations."""
    kept = [_Stretch(x, y, n, n, _kind(library, low[0] + x, low[1] + y, n)) for x, y, n in runs]
    for one in reworded(*words, runs):
        sides = zip(low, one[:2], one[2:], strict=True)
        outside = (
            np.count_nonzero((library.flags[at + start : at + start + length] & QUOTED) == 0)
            for at, start, length in sides
        )
        if min(outside) >= QUOTATION:
            kept.append(_Stretch(*one, "reworded"))
    return sorted(kept)


def _kind(library: Library, a_from: int, b_from: int, length: int) -> str:
    """Give ``quotation`` where too little stands outside quotation marks to be a run by itself."""
    return "quotation" if outside_marks(library, a_from, b_from, length) < QUOTATION else "verbatim"


def _tell(
    collected: _Collected,
    offsets: Callable[[int, int], NDArray[np.int32]],
    pair: _Pair,
    frequent: int,
) -> Iterator[Copy]:
    """Give the copies of a pair of texts: each version of one with each of the other.

    Of versions with one text only the first ``frequent`` are told of other texts; all are told
    of each other (:func:`_within_texts`).
    """
    for i, ours in enumerate(collected.texts[pair.a][:frequent]):
        for j, theirs in enumerate(collected.texts[pair.b][:frequent]):
            if ours.report == theirs.report:
                continue
            here, there = offsets(pair.a, i), offsets(pair.b, j)
            kept = pair.kept
            if ours.id > theirs.id:
                kept = sorted(stretch.turned() for stretch in kept)
                copy = _copy((theirs.id, ours.id), kept, (there, here))
            else:
                copy = _copy((ours.id, theirs.id), kept, (here, there))
            if copy is not None:
                yield copy


def _within_texts(collected: _Collected, library: Library, frequent: int) -> list[Copy]:
    """Give the copies of versions that have one text: all of it; in a thread where they are many."""
    copies = []
    for text, versions in enumerate(collected.texts):
        if len(versions) < 2:
            continue
        low, high = int(library.bounds[text]), int(library.bounds[text + 1])
        flags = library.flags[low:high]
        kept = []
        if high - low >= GUARANTEED:
            outside = int(np.count_nonzero((flags & QUOTED) == 0))
            kind = "quotation" if outside < QUOTATION else "verbatim"
            kept = [_Stretch(0, 0, high - low, high - low, kind)]
        for i, j in _pairs(len(versions), frequent):
            a, b = versions[i], versions[j]
            if a.report != b.report:
                copy = _copy((a.id, b.id), kept, (_offsets(a), _offsets(b)))
                if copy is not None:
                    copies.append(copy)
    return copies


def _pairs(count: int, frequent: int) -> Iterator[tuple[int, int]]:
    if count <= frequent:
        yield from ((i, j) for i in range(count) for j in range(i + 1, count))
    else:
        yield from ((0, j) for j in range(1, count))
        yield from ((j - 1, j) for j in range(2, count))


def _copy(
    pair: tuple[str, str],
    stretches: Iterable[_Stretch],
    offsets: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> Copy | None:
    """Give a pair's runs in characters of the clean texts; None where none is long enough."""
    runs = []
    for a_start, b_start, a_length, b_length, kind in stretches:
        a_from, a_to = int(offsets[0][a_start]), int(offsets[0][a_start + a_length - 1]) + 1
        b_from, b_to = int(offsets[1][b_start]), int(offsets[1][b_start + b_length - 1]) + 1
        if kind == "reworded" or min(a_to - a_from, b_to - b_from) >= MIN_RUN:
            runs.append(Run(a_from, a_to, b_from, b_to, kind))
    if not runs:
        return None
    a, b = pair
    return Copy(copy_id(a, b, ALGORITHM), a, b, ALGORITHM, tuple(sorted(runs)))
