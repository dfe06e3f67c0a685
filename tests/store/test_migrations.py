"""Ledgers of every earlier schema, with rows in them, become ledgers of this one and lose nothing."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from dateline.identity import canonical_json
from dateline.ingest import Given, IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.review import decide
from dateline.store import open_ledger, opening, schema
from dateline.store.opening import DATABASE
from dateline.verify import verify

TEXTS = (
    b"Gunmen killed two guards near Karsk on Monday, police said.",
    b"The army shelled the village of Olm on Tuesday, residents said.",
    "Взрыв в Махачкале\n\nВ центре города произошёл взрыв, сообщили в полиции.".encode(),
)


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of this schema with reports, claims, a decision, lineage and events; closed."""
    folder = tmp_path_factory.mktemp("present") / "ledger"
    with open_ledger(folder, create=True) as ledger:
        files = [Given(f"{n}.txt", text) for n, text in enumerate(TEXTS)]
        add(ledger, files, Setup(codebooks.keep(folder, ["plover"])), IngestOptions())
        claim = next(iter(ledger.claims()))
        decide(ledger, claim.mention, "accept", author="ana", why="seen")
        connect(ledger)
    return folder


def columns(connection: sqlite3.Connection, base: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA {base}.table_info({table})")]


def of_snapshots(table: str) -> bool:
    """Say whether a table holds lineage or events: the first schema had others, made anew."""
    known = schema.metadata.tables.get(table)
    return known is None or "snapshot" in table or "snapshot" in known.columns


def at_revision(present: Path, folder: Path, revision: str) -> None:
    """Make a ledger by an earlier revision's own statements, and fill it with what it can hold."""
    (folder / "originals").mkdir(parents=True)
    for path in (present / "originals").glob("*/*"):
        kept = folder / path.relative_to(present)
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(path.read_bytes())
    codebooks.keep(folder, ["plover"])
    engine = create_engine(f"sqlite:///{folder / DATABASE}")
    with engine.begin() as made:
        config = Config()
        config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
        config.attributes["connection"] = made
        command.upgrade(config, revision)
    engine.dispose()
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("ATTACH ? AS present", (str(present / DATABASE),))
    old = [
        row[0]
        for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type='table'")
    ]
    for table in old:
        if table == "alembic_version" or (revision == "0001" and of_snapshots(table)):
            continue
        shared = [
            c
            for c in columns(connection, "main", table)
            if c in columns(connection, "present", table)
        ]
        listed = ", ".join(f'"{name}"' for name in shared)
        if listed:
            connection.execute(
                f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM present.{table}"  # noqa: S608 - names of the schema
            )
    connection.execute(f"PRAGMA main.application_id = {schema.APPLICATION_ID}")
    connection.commit()
    connection.execute("DETACH present")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def as_before(line: str, revision: str) -> str:
    """Give a line of a dump without what schemas of before did not keep."""
    row = json.loads(line)
    if "slots" not in row:
        return line
    lost: dict[str, None] = {"score": None} if revision < "0006" else {}
    row |= lost
    if revision < "0005":
        lost |= {"how": None}
    row["slots"] = [{**slot, **lost} for slot in row["slots"]]
    return canonical_json(row)


@pytest.mark.parametrize("revision", schema.REVISIONS[:-1])
def test_an_earlier_ledger_with_rows_is_migrated_whole(
    present: Path, tmp_path: Path, revision: str
) -> None:
    folder = tmp_path / "ledger"
    at_revision(present, folder, revision)
    with open_ledger(folder) as ledger:
        connect(ledger)
        migrated = list(ledger.dump())
    with open_ledger(present) as ledger:
        kept = list(ledger.dump())
    assert any('"how":"rules: subject"' in line for line in kept)
    assert migrated == [as_before(line, revision) for line in kept]
    assert [p for p in verify(folder).problems if not p.note] == []
    backup = sqlite3.connect(folder / f"{DATABASE}.before-{schema.REVISION}")
    assert backup.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
    assert backup.execute("SELECT count(*) FROM report").fetchone() == (len(TEXTS),)
    assert backup.execute("SELECT count(*) FROM decision").fetchone() == (1,)
    assert backup.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    backup.close()
