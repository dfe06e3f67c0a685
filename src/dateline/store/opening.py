"""Making, checking and migrating the SQLite file of a ledger."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import OperationalError

from dateline.store.errors import LedgerError, NotALedgerError, SchemaError
from dateline.store.schema import APPLICATION_ID, REVISION, REVISIONS
from dateline.store.views import VIEWS, create_views, stale_views
from dateline.store.words import matching_words

DATABASE = "ledger.sqlite"
ORIGINALS = "originals"
KEPT = ".lineage"
"""What comparing texts keeps for the next time: fingerprints, no text. Not backed up; safe to delete."""

BUSY_SECONDS = 60
"""How long a writer waits for another. A report is written in some 10 ms, so this covers
thousands of writers' turns and one long decision import or migration of another process."""

WRITING = "dateline_writing"
"""Execution option: the transaction is going to write and queues for the write lock at once
(BEGIN IMMEDIATE); one that reads first and then writes could fail when another got in between."""


def open_engine(root: Path, *, create: bool) -> Engine:
    """Give an engine on the ledger in folder ``root``, at this program's schema.

    Raises :class:`NotALedgerError`, :class:`SchemaError` or :class:`LedgerError`.
    """
    database = root / DATABASE
    if not database.is_file():
        if not create:
            raise NotALedgerError(_missing(root))
        _prepare_folder(root)
    engine = _engine(database)
    try:
        _check_or_make(engine, database, create=create)
    except (sqlite3.OperationalError, OperationalError) as error:
        engine.dispose()
        raise LedgerError(
            f"{database}: cannot be opened: {getattr(error, 'orig', error)}; check the permissions "
            "of the folder, the free space and whether another program holds the file, then run it again"
        ) from error
    except sqlite3.DatabaseError as error:
        engine.dispose()
        raise NotALedgerError(
            f"{database}: not a ledger ({error}); name the folder of one, or restore a backup"
        ) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def _missing(root: Path) -> str:
    if root.is_dir():
        return (
            f"{root}: not a ledger (no {DATABASE} in it); `dateline add` makes one in a new folder"
        )
    if root.exists():
        return f"{root}: not a ledger: a ledger is a folder; name the folder that holds {DATABASE}"
    return f"{root}: there is no ledger here; make one with: dateline add REPORTS --ledger {root}"


def _prepare_folder(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise NotALedgerError(_missing(root))
    if root.is_dir():
        # Two programs may make one ledger at once: what is there may be the other's doing.
        ours = (DATABASE, ORIGINALS, KEPT)
        others = sorted(p.name for p in root.iterdir() if not p.name.startswith(ours))
        if others:
            raise NotALedgerError(
                f"{root}: the folder holds other things ({others[0]}) and is not a ledger; "
                "name a new or empty folder"
            )
    try:
        (root / ORIGINALS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{root}: the ledger cannot be made here: {error.strerror}") from error


def read_only(database: Path) -> bool:
    """Say whether a ledger may only be read: a copy on a disc, somebody else's folder."""
    return database.exists() and not (
        os.access(database, os.W_OK) and os.access(database.parent, os.W_OK)
    )


def _connection(database: Path) -> sqlite3.Connection:
    if not read_only(database):
        return sqlite3.connect(
            database, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
    # A log beside it means that somebody may be writing: then SQLite must see it. Without one
    # nothing changes, and SQLite must be told so, since it cannot make its own files there.
    log = database.with_name(database.name + "-wal")
    busy = log.exists() and log.stat().st_size > 0
    address = f"{database.absolute().as_uri()}?mode=ro{'' if busy else '&immutable=1'}"
    return sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


def _engine(database: Path) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        # Reading goes on while the same thread writes, so every transaction has its own connection.
        poolclass=QueuePool,
        max_overflow=-1,
        creator=lambda: _connection(database),
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # NORMAL: a killed program loses nothing that was committed; a power failure may lose the
    # last reports but never leaves half of one, and adding again brings them back. Decisions,
    # which nothing can bring back, are written with FULL (see Ledger.write).
    connection.execute("PRAGMA synchronous = NORMAL")
    # 8 MiB a connection, and as much for each sort of a dump: memory stays flat as ledgers grow.
    connection.execute("PRAGMA cache_size = -8192")
    # 32 MiB of log before it is folded back: reports touch random pages, and folding seldom
    # writes each page once for many reports.
    connection.execute("PRAGMA wal_autocheckpoint = 8192")
    connection.create_function("matching_words", 1, matching_words, deterministic=True)


def _on_connect_to_stale_views(connection: sqlite3.Connection, _record: Any) -> None:
    """Put this program's views before those of a ledger that cannot be changed."""
    for statement in VIEWS.values():
        connection.execute(statement.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _check_or_make(engine: Engine, database: Path, *, create: bool) -> None:
    raw = engine.raw_connection()
    try:
        driver = raw.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        found = _revision(driver)
        if found == REVISION:
            if not stale_views(driver):
                return
            if read_only(database):
                event.listen(engine, "connect", _on_connect_to_stale_views)
                raw.invalidate()
                return
        elif found is None:
            if not create or _has_tables(driver):
                raise NotALedgerError(
                    f"{database}: a SQLite file, but not a ledger; name the folder of one"
                )
            _write_ahead(driver)
        elif found not in REVISIONS:
            raise SchemaError(
                f"{database}: its schema is {found}, newer than this program's ({REVISION}); "
                "install a newer dateline"
            )
        else:
            _back_up(driver, database.with_name(f"{DATABASE}.before-{REVISION}"))
    finally:
        raw.close()
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        _migrate(connection)


def _revision(driver: sqlite3.Connection) -> str | None:
    """Give the revision of a ledger, or None where the file is not one (yet)."""
    if driver.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return None
    row = driver.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def _has_tables(driver: sqlite3.Connection) -> bool:
    if driver.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
        return False
    return bool(driver.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _write_ahead(driver: sqlite3.Connection) -> None:
    """Set write-ahead logging, which lasts; another maker of the same file may be in the way."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            driver.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:  # this pragma does not wait for locks by itself
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def _back_up(driver: sqlite3.Connection, target: Path) -> None:
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    copy = sqlite3.connect(partial)
    try:
        driver.backup(copy)
    finally:
        copy.close()
    partial.replace(target)


def _migrate(connection: Connection) -> None:
    # Alembic takes a while to import, and most openings need no migration.
    from alembic import command
    from alembic.config import Config

    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    if _revision(driver) == REVISION:  # or another program was here while this one waited
        if stale_views(driver):
            create_views(connection)
        return
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    create_views(connection)
    # PRAGMA takes no bound values; the number is a constant of ours.
    connection.exec_driver_sql("PRAGMA application_id = " + str(APPLICATION_ID))
