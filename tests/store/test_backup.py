"""A ledger goes into one file and comes back the same, and no bad file takes its place."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from dateline.ingest import IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.report import Setup
from dateline.store import open_ledger
from dateline.store.backup import MANIFEST, back_up, restore
from dateline.store.errors import LedgerError, NotALedgerError

REPORT = "Militants attack post near Karsk\n\nGunmen killed two guards near {place} on Monday.\n"


def made(root: Path, *places: str) -> Path:
    """Give a ledger of one report for each place."""
    folder = root / "reports"
    folder.mkdir(exist_ok=True)
    for place in places:
        (folder / f"{place}.txt").write_text(REPORT.format(place=place), encoding="utf-8")
    with open_ledger(root / "ledger", create=True) as ledger:
        setup = Setup(codebooks.keep(root / "ledger", ["plover"]))
        add(ledger, sorted(folder.iterdir()), setup, IngestOptions())
    return root / "ledger"


def dump(root: Path) -> list[str]:
    with open_ledger(root) as ledger:
        return list(ledger.dump())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A ledger and its backup."""
    root = tmp_path_factory.mktemp("kept")
    ledger = made(root, "Olm", "Grozny")
    back_up(ledger, root / "backup.zip")
    return ledger, root / "backup.zip"


def test_what_comes_back_is_the_same(kept: tuple[Path, Path], tmp_path: Path) -> None:
    ledger, file = kept
    restored = restore(file, tmp_path / "again")
    assert dump(tmp_path / "again") == dump(ledger)
    with open_ledger(tmp_path / "again") as held:
        for path in sorted((ledger / "originals").rglob("*")):
            if path.is_file():
                assert held.original(path.name) == path.read_bytes()
    assert restored.files == len(zipfile.ZipFile(file).namelist()) - 1


def test_two_backups_of_one_state_are_the_same_bytes(
    kept: tuple[Path, Path], tmp_path: Path
) -> None:
    back_up(kept[0], tmp_path / "second.zip")
    assert (tmp_path / "second.zip").read_bytes() == kept[1].read_bytes()


def test_a_writer_in_the_midst_of_its_work_is_not_waited_for(
    kept: tuple[Path, Path], tmp_path: Path
) -> None:
    writer = sqlite3.connect(kept[0] / "ledger.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO author (name, role) VALUES ('ann', 'coder')")
    back_up(kept[0], tmp_path / "meanwhile.zip")
    writer.execute("ROLLBACK")
    writer.close()
    restore(tmp_path / "meanwhile.zip", tmp_path / "again")
    assert dump(tmp_path / "again") == dump(kept[0])


def test_nothing_is_written_over(kept: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is a file already"):
        back_up(kept[0], kept[1])
    restore(kept[1], tmp_path / "ledger")
    (tmp_path / "ledger" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(LedgerError, match="--force"):
        restore(kept[1], tmp_path / "ledger")
    done = restore(kept[1], tmp_path / "ledger", force=True)
    assert done.aside is not None
    assert (done.aside / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "ledger" / "mine.txt").exists()


def test_a_missing_original_is_said(tmp_path: Path) -> None:
    ledger = made(tmp_path, "Olm")
    next(p for p in (ledger / "originals").rglob("*") if p.is_file()).unlink()
    with pytest.raises(LedgerError, match="1 originals are missing"):
        back_up(ledger, tmp_path / "backup.zip")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ledger", "reports"]


def test_where_there_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedgerError, match="not a ledger"):
        back_up(tmp_path, tmp_path / "backup.zip")


def rewritten(file: Path, target: Path, change: str) -> None:
    """Write a backup anew with one thing wrong."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        members = {name: old.read(name) for name in old.namelist()}
        manifest = json.loads(members.pop(MANIFEST))
        original = next(name for name in members if name.startswith("originals/"))
        if change == "climbs":
            members["../evil"] = b"evil"
            manifest["files"]["../evil"] = {"sha256": "0", "size": 4}
        elif change == "absolute":
            members["/evil"] = b"evil"
            manifest["files"]["/evil"] = {"sha256": "0", "size": 4}
        elif change == "bytes":
            members[original] += b"!"
        elif change == "lies":
            members[original] = b"\0" * 50_000_000
        elif change == "lost":
            del members[original]
        elif change == "no ledger":
            members["ledger.sqlite"] = b"nothing"
        elif change == "newer":
            manifest["format"] = "dateline ledger backup 9"
        for name, data in members.items():
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
        if change != "no manifest":
            new.writestr(MANIFEST, json.dumps(manifest))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("climbs", "no name of a file"),
        ("absolute", "no name of a file"),
        ("bytes", "not what the manifest states"),
        ("lies", "not what the manifest states"),
        ("lost", "does not hold what"),
        ("no ledger", "not what the manifest states"),
        ("newer", "install a newer dateline"),
        ("no manifest", "no backup of a ledger"),
    ],
)
def test_a_bad_backup_changes_nothing(
    kept: tuple[Path, Path], tmp_path: Path, change: str, words: str
) -> None:
    rewritten(kept[1], tmp_path / "bad.zip", change)
    with pytest.raises(LedgerError, match=words):
        restore(tmp_path / "bad.zip", tmp_path / "ledger")
    assert [p.name for p in tmp_path.iterdir()] == ["bad.zip"]


@pytest.mark.parametrize("share", [0.3, 0.7, 0.999])
def test_a_backup_that_breaks_off_changes_nothing(
    kept: tuple[Path, Path], tmp_path: Path, share: float
) -> None:
    data = kept[1].read_bytes()
    (tmp_path / "short.zip").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(LedgerError, match="not restored"):
        restore(tmp_path / "short.zip", tmp_path / "ledger")
    assert [p.name for p in tmp_path.iterdir()] == ["short.zip"]
