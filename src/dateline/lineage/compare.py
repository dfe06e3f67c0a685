"""Which versions share which stretches: facts of pairs, found by fingerprints, extended exactly.

Few texts are compared by :mod:`dateline.lineage.plain`, many by compiled code
(:mod:`dateline.lineage.kernel`), which takes a second or two to start. Both give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from dateline.lineage import plain
from dateline.lineage.facts import Copy, Text
from dateline.lineage.keeping import Keeping
from dateline.lineage.plain import compare_pair
from dateline.lineage.runs import ALGORITHM

__all__ = ["ALGORITHM", "FREQUENT", "compare", "compare_pair"]

FREQUENT = 200
"""Texts in which a fingerprint makes pairs of all that have it (20,000 pairs); where more have it,
it makes pairs in a thread. Most copied agency text of `summit_2018` stands in 60 of 612."""

MANY = 2_000_000
"""Characters of all texts from which they are compared by compiled code: about 600 reports, 2 s
of the plain way. Compiling, once for a machine, takes ten times as long."""


def compare(texts: Iterable[Text], keeping: Keeping | None = None) -> tuple[Copy, ...]:
    """Give what every two versions of different reports share, by id of the pair.

    A function of the set of versions: their order changes nothing, nor does what an earlier comparison
    has found of some of them, with ``keeping``: it only saves work.
    """
    more = iter(texts)
    first = _first(more)
    if sum(len(text.text) for text in first) < MANY:
        return plain.compare(first, FREQUENT)
    try:
        from dateline.lineage.kernel.comparing import compare as compare_many
        from dateline.lineage.kernel.kept import Kept
    except ImportError:  # no numba for this machine or Python: the same, some ten times slower
        return plain.compare(chain(first, more), FREQUENT)
    if keeping is None:
        return compare_many(chain(first, more), FREQUENT)
    kept = Kept(keeping.folder)
    copies = compare_many(chain(first, more), FREQUENT, kept)
    keeping.finish = kept.commit
    return copies


def _first(texts: Iterator[Text]) -> list[Text]:
    """Give texts until there are many."""
    found, characters = [], 0
    for text in texts:
        found.append(text)
        characters += len(text.text)
        if characters >= MANY:
            break
    return found
