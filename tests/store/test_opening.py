"""Making, opening and migrating ledgers."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import dateline
from dateline.store import (
    Ledger,
    LedgerError,
    NotALedgerError,
    SchemaError,
    open_ledger,
    opening,
    schema,
)
from dateline.store.views import VIEWS
from ledger_factories import Telling, add, bundle, prepare


def test_open_gives_what_was_written(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war", create=True) as ledger:
        prepare(ledger)
        add(ledger, bundle("a", [Telling()]))
    assert dateline.open(tmp_path / "war").claims(type="ASSAULT").count() == 1


def test_create_opens_a_ledger_that_is_there(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war", create=True) as ledger:
        prepare(ledger)
        add(ledger, bundle("a", [Telling()]))
    with open_ledger(tmp_path / "war", create=True) as ledger:
        assert ledger.reports().count() == 1


def test_nothing_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotALedgerError, match="dateline add"):
        open_ledger(tmp_path / "none")


def test_a_file_is_not_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for create in (False, True):
        with pytest.raises(NotALedgerError, match="a ledger is a folder"):
            open_ledger(tmp_path / "file", create=create)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(NotALedgerError, match=r"other things \(thesis.docx\)"):
        open_ledger(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize("create", [False, True])
def test_a_damaged_database_is_told_from_a_ledger(tmp_path: Path, create: bool) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"this is no database, " * 100)
    with pytest.raises(NotALedgerError, match="not a ledger"):
        open_ledger(tmp_path, create=create)


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    connection.execute("CREATE TABLE shopping (item TEXT)")
    connection.close()
    with pytest.raises(NotALedgerError, match="a SQLite file, but not a ledger"):
        open_ledger(tmp_path, create=True)


def test_a_newer_schema_asks_for_a_newer_program(tmp_path: Path) -> None:
    open_ledger(tmp_path / "war", create=True).close()
    connection = sqlite3.connect(tmp_path / "war" / "ledger.sqlite")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(SchemaError, match="install a newer dateline"):
        open_ledger(tmp_path / "war")


def _at_first_revision(folder: Path) -> None:
    """Make a ledger as the first version of the program left it, with one report in it."""
    sql = Path(opening.__file__).parent / "migrations" / "versions" / "0001_first.sql"
    (folder / "originals").mkdir(parents=True)
    connection = sqlite3.connect(folder / "ledger.sqlite")
    connection.executescript(sql.read_text(encoding="utf-8"))
    connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    connection.execute("CREATE VIEW events AS SELECT id FROM event")
    connection.execute("INSERT INTO report (id, source_key) VALUES ('Rold', 'id:old')")
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.commit()
    connection.close()


def test_an_older_ledger_is_migrated_after_a_backup(tmp_path: Path) -> None:
    _at_first_revision(tmp_path / "war")
    with open_ledger(tmp_path / "war") as ledger, ledger.read() as connection:
        assert set(inspect(connection).get_table_names()) - {"alembic_version"} == set(
            schema.metadata.tables
        )
        assert list(connection.exec_driver_sql("SELECT id FROM report")) == [("Rold",)]
        assert list(ledger.events()) == []
    backup = sqlite3.connect(tmp_path / "war" / f"ledger.sqlite.before-{schema.REVISION}")
    assert backup.execute("SELECT version_num FROM alembic_version").fetchone()[0] == "0001"
    assert backup.execute("SELECT count(*) FROM report").fetchone()[0] == 1
    backup.close()


def test_the_file_is_set_up_for_readers_beside_a_writer(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war", create=True) as ledger, ledger.read() as connection:
        found = {
            name: connection.exec_driver_sql("PRAGMA " + name).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 1,
        "busy_timeout": 60_000,
    }


def test_several_makers_make_one_ledger(tmp_path: Path) -> None:
    # Alembic keeps its state in module globals, so the makers are processes, as they would be.
    program = (
        "import sys; from dateline.store import open_ledger; open_ledger(sys.argv[1], create=True)"
    )

    def make(_: int) -> int:
        command = [sys.executable, "-c", program, str(tmp_path / "war")]
        return subprocess.run(command, check=False).returncode

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(make, range(3))) == [0, 0, 0]
    with open_ledger(tmp_path / "war") as ledger:
        assert list(ledger.dump()) == []


def _plain_sql(statement: str) -> str:
    return re.sub(r"\s+", " ", statement).strip()


def test_the_revisions_make_the_schema_of_this_program(tmp_path: Path) -> None:
    """A changed table or view without a new revision fails here."""
    with open_ledger(tmp_path / "war", create=True) as ledger, ledger.read() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql <> ''")
        found = {row.name: _plain_sql(row.sql) for row in rows if row.name != "alembic_version"}
        assert set(inspect(connection).get_table_names()) - {"alembic_version"} == set(
            schema.metadata.tables
        )
    expected = {}
    for table in schema.metadata.sorted_tables:
        parts = [CreateTable(table), *map(CreateIndex, table.indexes)]
        for name, part in zip([table.name, *(i.name for i in table.indexes)], parts, strict=True):
            expected[name] = _plain_sql(str(part.compile(dialect=sqlite.dialect())))
    expected |= {name: _plain_sql(statement) for name, statement in VIEWS.items()}
    assert found == expected


def test_the_newest_revision_is_the_one_that_the_program_names() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    revisions = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(revisions)) == schema.REVISIONS
    assert schema.REVISIONS[-1] == schema.REVISION


def test_importing_dateline_loads_nothing_heavy() -> None:
    program = (
        "import sys, dateline; "
        "print([m for m in ('sqlalchemy', 'pandas', 'pyarrow', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_ledger_that_may_only_be_read_is_read(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write anywhere, so the answer of the system is put into its mouth."""
    whole = list(ledger.dump())
    ledger.close()
    monkeypatch.setattr("os.access", lambda path, mode: mode != os.W_OK)
    before = sorted(path.name for path in ledger.path.iterdir())
    with open_ledger(ledger.path) as held:
        assert list(held.dump()) == whole
        with pytest.raises(LedgerError, match="readonly"), held.write() as connection:
            connection.exec_driver_sql("DELETE FROM report")
    assert sorted(path.name for path in ledger.path.iterdir()) == before


def test_a_ledger_that_may_only_be_read_shows_what_another_program_writes(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO report (id, source_key) VALUES ('Rwritten', 'id:written')"
        )
    monkeypatch.setattr("os.access", lambda path, mode: mode != os.W_OK)
    with open_ledger(ledger.path) as held:
        assert any("Rwritten" in line for line in held.dump())


def older_views(root: Path) -> None:
    with open_ledger(root, create=True) as ledger:
        prepare(ledger)
        add(ledger, bundle("a", [Telling()]))
    connection = sqlite3.connect(root / "ledger.sqlite")
    connection.execute("DROP VIEW report_catalogue")
    connection.execute("DROP VIEW reports")
    connection.execute("CREATE VIEW reports AS SELECT id FROM report")
    connection.commit()
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def test_views_of_an_earlier_program_are_made_anew(tmp_path: Path) -> None:
    older_views(tmp_path / "war")
    with open_ledger(tmp_path / "war") as ledger:
        assert [row.catalogue for row in ledger.reports()] == ["[]"]
    connection = sqlite3.connect(tmp_path / "war" / "ledger.sqlite")
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
    assert dict(found.fetchall()) == dict(VIEWS)
    connection.close()


def test_a_ledger_that_may_only_be_read_is_seen_through_this_programs_views(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_views(tmp_path / "war")
    before = (tmp_path / "war" / "ledger.sqlite").read_bytes()
    monkeypatch.setattr(opening, "read_only", lambda database: True)
    with open_ledger(tmp_path / "war") as ledger:
        assert [row.catalogue for row in ledger.reports()] == ["[]"]
        assert ledger.claims().count() == 1
    assert (tmp_path / "war" / "ledger.sqlite").read_bytes() == before
