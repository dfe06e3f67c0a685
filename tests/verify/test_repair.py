"""``verify --repair`` mends what was left over and what is derived, and touches nothing else."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.ingest import Given, IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.store import Ledger, open_ledger
from dateline.store.opening import DATABASE
from dateline.verify import verify

TEXTS = (
    b"Gunmen killed two guards near Karsk on Monday, police said.",
    b"The army shelled the village of Olm on Tuesday, residents said.",
)
NOBODY = 2**22 + 1
"""The number of no process: Linux gives none above 2**22."""


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A small ledger, connected and closed."""
    folder = tmp_path / "ledger"
    with open_ledger(folder, create=True) as ledger:
        files = [Given(f"{n}.txt", text) for n, text in enumerate(TEXTS)]
        add(ledger, files, Setup(codebooks.keep(folder, ["plover"])), IngestOptions())
        connect(ledger)
    assert verify(folder).problems == []
    return folder


def repair(monkeypatch: pytest.MonkeyPatch, folder: Path) -> int:
    monkeypatch.setattr(sys, "argv", ["dateline", "verify", str(folder), "--repair"])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def change(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute(statement)
    connection.commit()
    connection.close()


def dump(folder: Path) -> list[str]:
    with open_ledger(folder) as ledger:
        return list(ledger.dump())


@pytest.mark.deep
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE version_order SET place = place + 1",
        "DELETE FROM version_order",
        "UPDATE annotation SET data = x'00'",
        "DELETE FROM event_name",
        "UPDATE event SET n_reports = n_reports + 1",
        "DELETE FROM event_claim",
        "DELETE FROM standing",
        "DELETE FROM current_snapshot",
    ],
)
def test_what_is_derived_is_made_anew(
    held: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    whole = dump(held)
    change(held, statement)
    assert verify(held).problems != []
    assert repair(monkeypatch, held) == 0
    assert verify(held).problems == []
    assert dump(held) == whole


def test_what_stopped_programs_left_is_deleted_and_said_before(
    held: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = dump(held)
    with open_ledger(held) as ledger, monkeypatch.context() as stopped:
        stopped.setattr(Ledger, "write", None)
        with pytest.raises(TypeError):
            ledger.put_original(b"stored, and nothing written of it", "text/plain")
    first = next(p for p in sorted((held / "originals").glob("*/*")))
    ended = first.with_name(f".{first.name}.{NOBODY}.1.part")
    running = first.with_name(f".{first.name}.{os.getpid()}.1.part")
    folder = held / f".codebooks.{NOBODY}.part"
    folder.mkdir()
    mine = first.with_name("notes.txt")
    for path in (ended, running, mine, folder / "plover.yaml"):
        path.write_bytes(b"x")
    assert verify(held).notes["leftovers"] == 5
    assert repair(monkeypatch, held) == 0
    said = capsys.readouterr().err
    assert said.count("repair: delete") == 3
    assert ended.name in said
    assert not ended.exists() and not folder.exists()
    assert running.exists() and mine.exists()
    assert verify(held).notes["leftovers"] == 2
    assert dump(held) == whole


def test_a_stopped_purge_is_finished(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(held) as ledger:
        row = next(iter(ledger.reports()))
        with monkeypatch.context() as stopped:
            stopped.setattr(Ledger, "finish_purges", lambda self: ())
            done = ledger.purge(row.id, "asked for")
        connect(ledger)
    (sha256,) = done.originals
    assert verify(held).totals == {"purged": 2}
    assert repair(monkeypatch, held) == 0
    assert not (held / "originals" / sha256[:2] / sha256).exists()


def test_what_cannot_be_made_again_is_named_and_left(
    held: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(held, "UPDATE report SET source_key = source_key || 'x'")
    before = dump(held)
    assert repair(monkeypatch, held) == 1
    assert "to mend: restore a backup" in capsys.readouterr().out
    assert dump(held) == before
