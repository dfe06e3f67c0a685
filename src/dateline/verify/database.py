"""The database file itself: whole, a ledger's, at this program's schema, nothing pointing nowhere."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from dateline.store import schema
from dateline.store.opening import DATABASE
from dateline.store.views import VIEWS
from dateline.verify.found import ADD, RESTORE, Found

UPDATE = "install a newer dateline"


def check_file(root: Path, found: Found, *, quick: bool) -> bool:
    """Check the file before a ledger is opened on it; say whether it can be opened.

    Nothing is written, not even where the ledger is of an older schema.
    """
    database = root / DATABASE
    try:
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.OperationalError as error:
        found.problem("database", DATABASE, f"cannot be opened: {error}")
        return False
    try:
        return _check(connection, found, quick=quick)
    except sqlite3.DatabaseError as error:
        found.problem("database", DATABASE, f"cannot be read: {error}")
        return False
    finally:
        connection.close()


def _check(connection: sqlite3.Connection, found: Found, *, quick: bool) -> bool:
    number = connection.execute("PRAGMA application_id").fetchone()[0]
    found.look("database", "application id")
    if number == 0 and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        what = "is empty: a program was stopped while it made the ledger, or is making it now"
        found.note("database", DATABASE, what, ADD)
        return False
    if number != schema.APPLICATION_ID:
        found.problem(
            "database",
            DATABASE,
            f"its application id is {number}, not {schema.APPLICATION_ID}: no ledger, or its first "
            "page was overwritten",
        )
        return False
    rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if len(rows) != 1 or rows[0][0] not in schema.REVISIONS:
        listed = ", ".join(str(row[0]) for row in rows) or "none"
        found.problem(
            "schema",
            DATABASE,
            f"its schema is {listed}; this program knows {', '.join(schema.REVISIONS)}",
            UPDATE,
        )
        return False
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    # quick_check passes over whether indexes hold what their tables hold.
    pragma = "PRAGMA quick_check" if quick else "PRAGMA integrity_check"
    found.look("database", "pages", pages)
    whole = True
    for (line,) in connection.execute(pragma):
        if line != "ok":
            whole = False
            found.problem("database", DATABASE, str(line))
    return whole


def check_schema(connection: Connection, found: Found) -> None:
    """Compare tables, indexes and views with what this program's revisions make."""
    expected = {name: _plain(sql) for name, sql in {**_tables(), **VIEWS}.items()}
    rows = connection.exec_driver_sql(
        "SELECT type, name, sql FROM main.sqlite_master WHERE sql <> '' ORDER BY name"
    ).all()
    there = {row.name: row for row in rows if row.name != "alembic_version"}
    found.look("schema", "tables, indexes and views", len(expected))
    for name in sorted(expected):
        if name not in there:
            found.problem("schema", name, "is missing", RESTORE)
        elif _plain(there[name].sql) != expected[name]:
            found.problem("schema", name, f"is not as schema {schema.REVISION} has it", RESTORE)
    for name in sorted(set(there) - set(expected)):
        kind = there[name].type
        if kind == "trigger":  # it would change what is written behind the program's back
            found.problem("schema", name, "is a trigger; a ledger has none", f"DROP TRIGGER {name}")
        else:
            found.note("schema", name, f"is a {kind} that no ledger has", f"DROP {kind} {name}")


def _tables() -> dict[str, str]:
    made = {}
    dialect = sqlite.dialect()
    for table in schema.metadata.sorted_tables:
        made[table.name] = str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            made[str(index.name)] = str(CreateIndex(index).compile(dialect=dialect))
    return made


def _plain(statement: str) -> str:
    return re.sub(r"\s+", " ", statement).strip()


def check_references(connection: Connection, found: Found) -> None:
    """Check every reference that the schema declares, whatever tables there are."""
    keys = sum(len(table.foreign_keys) for table in schema.metadata.tables.values())
    found.look("references", "kinds of reference", keys)
    names: dict[tuple[str, int], tuple[str, str]] = {}
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        table, rowid, parent, number = row
        if (table, number) not in names:
            listed = connection.exec_driver_sql(f"PRAGMA foreign_key_list({_quoted(table)})")
            for key in listed.all():
                names[table, key[0]] = (key[3], key[4] or "id")
        column, target = names.get((table, number), ("?", "id"))
        where = f"{table} row {rowid}" if rowid is not None else table
        found.problem(
            "references", where, f"its {column} points to a {parent}.{target} that is not there"
        )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
