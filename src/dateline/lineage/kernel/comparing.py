"""Many texts compared: read in batches, their fingerprints grouped, pairs extended, versions told."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.facts import Copy, Run, Text, copy_id
from dateline.lineage.kernel.adding import Known, joined, with_more
from dateline.lineage.kernel.index import indexed
from dateline.lineage.kernel.kept import Kept
from dateline.lineage.kernel.pairs import shared
from dateline.lineage.kernel.postings import by_text, group, threads
from dateline.lineage.kernel.store import Store, batches, owners
from dateline.lineage.kernel.stretches import KINDS
from dateline.lineage.kernel.telling import Told, told, told_within
from dateline.lineage.runs import ALGORITHM

Array = NDArray[Any]


def compare(texts: Iterable[Text], frequent: int, kept: Kept | None = None) -> tuple[Copy, ...]:
    """Give what every two versions of different reports share, by id of the pair.

    With ``kept`` only pairs are looked at that it does not know, and it learns them.
    """
    if kept is None:
        store = _stored(list(texts))
        return _copies(_told(store, [store.take_fingerprints()], frequent), store.ids)
    known = bring_up_to_date(texts, frequent, kept)
    return _copies(known.told, known.ids)


def bring_up_to_date(texts: Iterable[Text], frequent: int, kept: Kept) -> Known:
    """Give what all versions share, from what is kept where that is of these; and keep it."""
    here = {text.version: text for text in texts}
    known = kept.load(frequent)
    if known is None or not here.keys() >= set(known.ids):
        known = first(here.values(), frequent)
    else:
        before, known = known, with_more(known, here, frequent)
        if known is before:
            return known
    kept.write(known, frequent)
    return known


def first(texts: Iterable[Text], frequent: int) -> Known:
    """Give what versions share of which nothing is known."""
    texts = list(texts)
    store = _stored(texts)
    fingerprints = [store.take_fingerprints()]
    hashes, _, bounds = fingerprints[0]
    index = indexed(hashes, np.repeat(np.arange(store.texts(), dtype=np.int32), np.diff(bounds)))
    del hashes, bounds
    found = _told(store, fingerprints, frequent)
    text_of = np.array(store.text_of, dtype=np.int32)
    reports = [text.report for text in texts]
    return Known(store.ids, reports, text_of, store.digests(), found, (index,))


def _stored(texts: list[Text]) -> Store:
    """Give a store of texts."""
    store = Store(sum(len(text.text) for text in texts))
    for batch in batches(texts):
        store.add(batch)
    return store


def _told(store: Store, fingerprints: list[tuple[Array, Array, Array]], frequent: int) -> Told:
    """Give all copies; what was gathered, the one in ``fingerprints`` too, is kept no longer than it
    is needed."""
    groups = group(*fingerprints.pop())
    rare = by_text(groups, store.texts(), 2, frequent)
    often = by_text(groups, store.texts(), frequent + 1, store.texts())
    versions = store.take_versions()
    rank = versions.rank[versions.order[versions.bounds[:-1]]]
    threaded = threads(groups, frequent, rank)
    forms = store.take_forms()
    found = shared(forms, groups, rare, often, owners(versions), threaded)
    return joined([told(found, versions, frequent), told_within(forms, versions, frequent)])


def _copies(found: Told, ids: list[str]) -> tuple[Copy, ...]:
    """Give copies as plain types, by id."""
    collecting = gc.isenabled()
    gc.disable()  # a million small tuples and no circle among them: looking for one takes half the time
    try:
        return tuple(sorted(_each_copy(found, ids), key=lambda copy: copy.id))
    finally:
        if collecting:
            gc.enable()


def _each_copy(found: Told, ids: list[str]) -> Iterator[Copy]:
    bounds, rows = found.bounds.tolist(), found.runs.tolist()
    for n, (a, b) in enumerate(found.pairs.tolist()):
        runs = tuple(
            Run(a_start, a_end, b_start, b_end, KINDS[kind])
            for a_start, a_end, b_start, b_end, kind in rows[bounds[n] : bounds[n + 1]]
        )
        yield Copy(copy_id(ids[a], ids[b], ALGORITHM), ids[a], ids[b], ALGORITHM, runs)
