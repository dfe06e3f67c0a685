"""More texts beside those that were compared before: only pairs that they change are looked at.

A pair is a candidate where the two share a fingerprint that few texts have, or stand beside each other
in the thread of one that many have. What a candidate shares depends on the pair alone, so what is known
of it stays. Texts that are new, or have a new version, are *touched*: all their pairs are looked at
anew. Of other pairs those may be lost, or found, that a fingerprint of a touched text made: where it has
become frequent, or where its thread runs otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.facts import Text
from dateline.lineage.kernel.index import Index, holders, indexed
from dateline.lineage.kernel.pairs import shared_of
from dateline.lineage.kernel.postings import Lists
from dateline.lineage.kernel.store import Store, batches
from dateline.lineage.kernel.telling import Told, told, told_within

Array = NDArray[Any]

REST = 1_000_000
"""Fingerprints beyond an eighth of the first index from which the second is put into it."""


class Known(NamedTuple):
    """What was found of some versions, by number: in the order in which they came."""

    ids: list[str]
    reports: list[str]
    text_of: Array
    """The number of each version's normal form; texts are numbered in the order of their first version."""
    keys: list[bytes]
    """The digest of each text's normal form."""
    told: Told
    indexes: tuple[Index, ...]
    """All fingerprints of all texts, those of each text in one of the parts."""


def with_more(known: Known, texts: Mapping[str, Text], frequent: int) -> Known:
    """Give what is known with the versions among ``texts`` that are new; all known ones are there too."""
    adding = _Adding(known, texts, frequent)
    if not adding.touched:
        return known
    lost, gained = adding.changed()
    return adding.result(lost, gained)


class _Adding:
    def __init__(self, known: Known, texts: Mapping[str, Text], frequent: int) -> None:
        self.known, self.texts, self.frequent = known, texts, frequent
        before = set(known.ids)
        more = [texts[id] for id in texts if id not in before]
        self.ids = [*known.ids, *(text.version for text in more)]
        self.reports = [*known.reports, *(text.report for text in more)]
        numbers = {key: n for n, key in enumerate(known.keys)}
        self.new = Store()
        for batch in batches(more):
            self.new.add(batch)
        here = [numbers.setdefault(key, len(numbers)) for key in self.new.digests()]
        self.keys = list(numbers)
        self.text_of = np.array(
            [*known.text_of.tolist(), *(here[n] for n in self.new.text_of)], dtype=np.int32
        )
        self.old = len(known.keys)
        self.touched = set(here)
        self.versions: list[list[int]] = [[] for _ in self.keys]
        for version, text in enumerate(self.text_of.tolist()):
            self.versions[text].append(version)
        self.first_before = self._firsts(len(known.ids))
        self.first = self._firsts(len(self.ids))
        self._index(here)

    def _firsts(self, count: int) -> list[str]:
        """Give the smallest id of each text's first ``count`` versions in all."""
        return [
            min((self.ids[v] for v in versions if v < count), default="")
            for versions in self.versions
        ]

    def _index(self, here: list[int]) -> None:
        """Put the fingerprints of new texts into the last index."""
        hashes, _, bounds = self.new.take_fingerprints()
        numbers = np.repeat(np.array(here, dtype=np.int32), np.diff(bounds))
        self.wanted = np.unique(hashes)
        fresh = numbers >= self.old
        base, *rest = self.known.indexes
        hashes = np.concatenate([hashes[fresh], *(each.hashes for each in rest)])
        numbers = np.concatenate([numbers[fresh], *(each.texts for each in rest)])
        if len(hashes) > len(base.hashes) // 8 + REST:
            base = indexed(
                np.concatenate((base.hashes, hashes)), np.concatenate((base.texts, numbers))
            )
            hashes, numbers = hashes[:0], numbers[:0]
        self.indexes = (base, indexed(hashes, numbers))

    # ------------------------------------------------------------------ which pairs

    def changed(self) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        """Give the pairs of untouched texts that are candidates no longer, and all to look at."""
        bounds, texts = holders(self.wanted, self.indexes)
        sizes = np.diff(bounds)
        touched = np.zeros(len(self.keys), dtype=np.bool_)
        touched[list(self.touched)] = True
        look = self._rare_pairs(bounds, texts, (sizes > 1) & (sizes <= self.frequent), touched)
        known = self._known_pairs()
        doubtful: set[tuple[int, int]] = set()
        for n in np.flatnonzero(sizes > self.frequent).tolist():
            members = texts[bounds[n] : bounds[n + 1]].tolist()
            thread = self._thread(members, self.first)
            before = [text for text in members if text < self.old]
            if len(before) > self.frequent:
                doubtful |= (self._thread(before, self.first_before) - thread) & known
            else:  # it has become frequent
                doubtful |= {pair for pair in combinations(before, 2) if pair in known} - thread
            look |= thread - known
            look |= {p for p in thread if p[0] in self.touched or p[1] in self.touched}
        doubtful = {
            pair
            for pair in doubtful - look
            if pair[0] not in self.touched and pair[1] not in self.touched
        }
        return self._no_longer(doubtful), look

    def _rare_pairs(
        self, bounds: Array, texts: Array, rare: Array, touched: Array
    ) -> set[tuple[int, int]]:
        """Give the pairs of a touched text with each that has one of its ``rare`` fingerprints."""
        which = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        ours = np.flatnonzero(rare[which] & touched[texts])
        size = np.diff(bounds)[which[ours]]
        one = np.repeat(texts[ours], size)
        begins = np.cumsum(size) - size
        other = texts[np.arange(int(size.sum())) + np.repeat(bounds[which[ours]] - begins, size)]
        keys = np.unique(np.minimum(one, other) << 32 | np.maximum(one, other))
        keys = keys[keys >> 32 != keys & 0xFFFFFFFF]
        return set(zip((keys >> 32).tolist(), (keys & 0xFFFFFFFF).tolist(), strict=True))

    @staticmethod
    def _thread(members: Sequence[int], first: Sequence[str]) -> set[tuple[int, int]]:
        """Give each with the first by id, and with the one before it."""
        ranked = sorted(members, key=first.__getitem__)
        pairs = set()
        for n in range(1, len(ranked)):
            for other in (ranked[0], ranked[n - 1]):
                pairs.add((min(other, ranked[n]), max(other, ranked[n])))
        return pairs

    def _known_pairs(self) -> set[tuple[int, int]]:
        """Give the pairs of different texts of which something is known to be shared."""
        texts = self.known.text_of[self.known.told.pairs]
        texts = np.unique(np.sort(texts[texts[:, 0] != texts[:, 1]], axis=1), axis=0)
        return set(map(tuple, texts.tolist()))

    def _no_longer(self, doubtful: set[tuple[int, int]]) -> set[tuple[int, int]]:
        """Give those pairs that no fingerprint makes any more."""
        store, numbers = self._read({text for pair in doubtful for text in pair})
        hashes, _, edges = store.take_fingerprints()
        wanted = np.unique(hashes)
        bounds, texts = holders(wanted, self.indexes)
        sizes = np.diff(bounds)
        at = {text: n for n, text in enumerate(numbers)}
        lists = [
            np.unique(np.searchsorted(wanted, hashes[edges[n] : edges[n + 1]]))
            for n in range(len(numbers))
        ]
        lost = set()
        for pair in doubtful:
            common = np.intersect1d(lists[at[pair[0]]], lists[at[pair[1]]], assume_unique=True)
            if (sizes[common] <= self.frequent).any():
                continue
            if not any(
                pair in self._thread(texts[bounds[n] : bounds[n + 1]].tolist(), self.first)
                for n in common.tolist()
            ):
                lost.add(pair)
        return lost

    # ------------------------------------------------------------------ what they share

    def _read(self, texts: set[int]) -> tuple[Store, list[int]]:
        """Give all versions of some texts, read anew, and the numbers of these texts."""
        numbers = sorted(texts)
        store = Store()
        wanted = [self.texts[self.ids[v]] for text in numbers for v in self.versions[text]]
        for batch in batches(wanted):
            store.add(batch)
        return store, numbers

    def result(self, lost: set[tuple[int, int]], look: set[tuple[int, int]]) -> Known:
        """Give all that is known now, with what the pairs to look at share."""
        same_report = self._owners()
        look = {p for p in look if not (same_report[p[0]] == same_report[p[1]] != "")}
        store, numbers = self._read(self.touched | {text for pair in look for text in pair})
        hashes, places, bounds = store.take_fingerprints()
        forms, versions = store.take_forms(), store.take_versions()
        group = np.unique(hashes, return_inverse=True)[1].astype(np.int32)
        order = np.lexsort((places, group, np.repeat(np.arange(len(numbers)), np.diff(bounds))))
        lists = Lists(bounds, group[order], places[order])
        at = {text: n for n, text in enumerate(numbers)}
        pairs = np.array([(at[a], at[b]) for a, b in sorted(look)], dtype=np.int32).reshape(-1, 2)
        between = told(shared_of(pairs, forms, lists), versions, self.frequent)
        within = told_within(forms, versions, self.frequent)
        here = np.array([v for text in numbers for v in self.versions[text]], dtype=np.int32)
        touched = np.zeros(len(self.keys), dtype=np.bool_)
        touched[list(self.touched)] = True
        within = Told(here[within.pairs], within.bounds, within.runs)
        within = part(within, touched[self.text_of[within.pairs[:, 0]]])
        between = Told(here[between.pairs], between.bounds, between.runs)
        told_all = joined(
            [part(self.known.told, self._stays(touched, lost | look)), between, within]
        )
        return Known(self.ids, self.reports, self.text_of, self.keys, told_all, self.indexes)

    def _stays(self, touched: Array, gone: set[tuple[int, int]]) -> Array:
        """Say of each known copy whether it stays: its texts are not touched, its pair not looked at."""
        texts = np.sort(self.text_of[self.known.told.pairs].astype(np.int64), axis=1)
        keys = texts[:, 0] << 32 | texts[:, 1]
        out = np.array([a << 32 | b for a, b in gone], dtype=np.int64)
        return ~(touched[texts].any(axis=1) | np.isin(keys, out))

    def _owners(self) -> list[str]:
        """Give the report that all versions of a text are of, "" where they are of several."""
        return [
            reports.pop() if len(reports) == 1 else ""
            for reports in ({self.reports[v] for v in versions} for versions in self.versions)
        ]


def part(found: Told, which: Array) -> Told:
    """Give some of the copies."""
    sizes = np.diff(found.bounds)
    rows = found.runs[np.repeat(which, sizes)]
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes[which])))
    return Told(found.pairs[which], bounds, rows)


def joined(several: Sequence[Told]) -> Told:
    """Give the copies of all."""
    sizes = np.concatenate([np.diff(each.bounds) for each in several])
    return Told(
        np.concatenate([each.pairs for each in several]),
        np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes))),
        np.concatenate([each.runs for each in several]),
    )
