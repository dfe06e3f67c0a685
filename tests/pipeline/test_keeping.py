"""What comparing keeps beside a ledger: it saves work, changes nothing, and goes with what is purged."""

from __future__ import annotations

import json
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from dateline.ingest import Given, IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.store import Ledger, open_ledger
from dateline.store.backup import back_up
from dateline.store.opening import KEPT
from dateline.verify import verify

pytest.importorskip("numba", reason="no compiled code on this machine: nothing is kept")

WIRE = (
    "Gunmen attacked a police post in Grozny on Thursday and killed four officers, the interior "
    "ministry of Chechnya said. The road to the airport was closed until the evening."
)
OTHER = "The army shelled the town of Tabqa on Wednesday, residents said. Nine people were killed."
TEXTS = (WIRE, f"{WIRE} Shops nearby did not open.", OTHER, f"Our reporter writes: {WIRE.upper()}")


def given(n: int) -> Given:
    row = {"id": f"r{n}", "publisher": f"Paper {n}", "published": "2015-06-05", "text": TEXTS[n]}
    return Given(f"r{n}.jsonl", json.dumps(row).encode())


def filled(folder: Path, *batches: tuple[int, ...]) -> Ledger:
    ledger = open_ledger(folder, create=True)
    codebooks.keep(folder, ["plover"])
    for batch in batches:
        add(ledger, [given(n) for n in batch], Setup(codebooks.kept(folder)), IngestOptions(), 1)
        connect(ledger)
    return ledger


@pytest.fixture(autouse=True)
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare even few texts by compiled code."""
    monkeypatch.setattr(import_module("dateline.lineage.compare"), "MANY", 1)


def test_adding_batch_by_batch_gives_the_dump_of_one_batch(tmp_path: Path) -> None:
    one = filled(tmp_path / "one", (0, 1, 2, 3))
    several = filled(tmp_path / "several", (3,), (2, 0), (1,))
    assert (several.path / KEPT / "known").exists()
    assert len(several.copies()) == 3
    assert list(several.dump()) == list(one.dump())
    assert not verify(several.path).problems


def test_what_is_kept_goes_with_a_purged_report_and_is_made_anew(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "ledger", (0, 1, 2))
    text = next(text for text in ledger.texts() if text.text == TEXTS[1])
    ledger.purge(text.report, "asked to")
    assert not (ledger.path / KEPT).exists()
    connect(ledger)
    known = (ledger.path / KEPT / "known").read_bytes()
    assert text.version.encode() not in known
    assert ledger.copies() == ()


def test_texts_that_changed_meanwhile_are_not_kept(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "ledger", (0, 1))
    kept = (ledger.path / KEPT / "known").read_bytes()
    whole = ledger.write_snapshots

    def purged_meanwhile(*snapshots: object) -> None:
        whole(*snapshots)  # type: ignore[arg-type]
        ledger.purge(next(iter(ledger.texts())).report, "asked to")

    add(ledger, [given(3)], Setup(codebooks.kept(ledger.path)), IngestOptions(), 1)
    ledger.write_snapshots = purged_meanwhile  # type: ignore[method-assign,assignment]
    connect(ledger)
    assert kept and not (ledger.path / KEPT).exists()


def test_a_backup_leaves_it_out(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "ledger", (0, 1))
    back_up(ledger.path, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert not [name for name in archive.namelist() if KEPT in name]
