"""What reports have to do with each other: texts compared, lineage derived, claims fused into events.

Each is a function of all that the ledger holds, so it is made anew when anything has changed,
and swapped in at the end, in one transaction.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dateline.coding.codebook import load_codebook
from dateline.fusion.facts import Unit
from dateline.fusion.fuse import fuse, registry_wholes
from dateline.fusion.noticed import with_notices
from dateline.fusion.units import unit_of
from dateline.identity import canonical_json, content_id
from dateline.lineage import ALGORITHM, Keeping, compare, derive
from dateline.lineage.facts import Copy, Text
from dateline.notices import FINDER, find_notices
from dateline.notices.attach import attach
from dateline.notices.facts import Told
from dateline.notices.flags import flags
from dateline.pipeline import codebooks
from dateline.store import Ledger
from dateline.store.noticed import Noticed
from dateline.store.opening import DATABASE, KEPT, read_only
from dateline.store.plain import to_plain
from dateline.store.snapshots import Snapshot

LINEAGE = "4"
"""Raise when the same texts give another lineage."""

FUSION = "4"
"""Raise when the same claims and lineage give other events."""

_STEPS = 4


class Wanted(NamedTuple):
    """The snapshots that a ledger should have, and what fusion is told beside claims."""

    lineage: Snapshot
    fusion: Snapshot
    units: dict[str, Unit]
    wholes: Mapping[str, frozenset[str]]


def wanted(ledger: Path, digest: str) -> Wanted:
    """Give the snapshots that this program makes in folder ``ledger`` of inputs with ``digest``."""
    units = {
        book.name: unit_of(book)
        for book in (load_codebook(path) for path in codebooks.kept(ledger))
    }
    wholes = registry_wholes()
    lineage_of = Snapshot("lineage", f"{LINEAGE} {ALGORITHM}", "", digest)
    configuration = canonical_json(
        {"units": to_plain(units), "wholes": content_id("H", to_plain(wholes))}
    )
    fusion_of = Snapshot("fusion", f"{FUSION} {FINDER}", configuration, lineage_of.id)
    return Wanted(lineage_of, fusion_of, units, wholes)


def connect(ledger: Ledger, progress: Callable[[int, int], None] | None = None) -> bool:
    """Bring lineage and events of a ledger up to date; say whether anything had to be done.

    Nothing is done where texts, codings, decisions, codebooks and what the registry has for parts
    of what are those of the current snapshot. A ledger that may only be read is left as it is, with a line on standard error.
    """
    told = progress or (lambda done, total: None)
    lineage_of, fusion_of, units, wholes = wanted(ledger.path, ledger.inputs_digest())
    if (
        ledger.current_snapshot("lineage") == lineage_of
        and ledger.current_snapshot("fusion") == fusion_of
    ):
        return False
    if read_only(ledger.path / DATABASE):
        print(
            f"{ledger.path}: may only be read, so events and text families are those of the last "
            "time that it was written to; copy the ledger to bring them up to date",
            file=sys.stderr,
        )
        return False
    told(0, _STEPS)
    keeping = Keeping(ledger.path / KEPT)
    copies = compare(ledger.texts(), keeping)
    told(1, _STEPS)
    lineage = derive(ledger.texts(), copies)
    told(2, _STEPS)
    noticed, cut = notices_of(ledger.texts, ledger.told, copies)
    claims = with_notices(ledger.claim_facts(), noticed.flags, cut)
    fusion = fuse(claims, lineage, units, ledger.rulings(), wholes)
    told(3, _STEPS)
    ledger.write_snapshots((lineage_of, lineage), copies, (fusion_of, fusion), noticed)
    ledger.keep(keeping, lineage_of.digest)
    told(_STEPS, _STEPS)
    return True


def notices_of(
    all_texts: Callable[[], Iterable[Text]],
    all_told: Callable[[], Sequence[Told]],
    copies: Sequence[Copy],
) -> tuple[Noticed, dict[str, str]]:
    """Give the notices of all texts, what they concern and flag, and which texts are cut off."""
    notices = {}
    cut = {}
    for text in all_texts():
        if found := find_notices(text.text, text.title):
            notices[text.version] = found
        if text.cut:
            cut[text.version] = text.cut
    if not notices:
        return Noticed(), cut
    texts = {text.version: text for text in all_texts()}
    told = all_told()
    numbers: dict[str, set[tuple[str, int]]] = {}
    for claim in told:
        numbers.setdefault(claim.version, set()).update(claim.numbers.items())
    telling = {version: frozenset(each) for version, each in numbers.items()}
    targets = attach(texts, notices, copies, telling)
    return Noticed(notices, targets, flags(texts, notices, targets, copies, told)), cut
