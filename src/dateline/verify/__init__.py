"""Verification: that each report is wholly in a ledger or not at all, and nothing has changed since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from dateline.verify.found import CHECKS, Found, Problem

__all__ = ["CHECKS", "Found", "Problem", "verify"]


def verify(
    root: Path, *, quick: bool = False, progress: Callable[[int, int], None] | None = None
) -> Found:
    """Check the ledger in folder ``root`` and give what was looked at and what is wrong.

    ``quick`` leaves out what reads every original and makes lineage and events anew. Nothing is
    changed (but a ledger of an older schema is migrated, as by every command), others may write
    meanwhile, and memory does not grow with the ledger but for the making of events.
    Raises :class:`~dateline.store.errors.LedgerError` where there is no ledger.
    """
    from dateline.store import LedgerError, open_ledger
    from dateline.store.opening import DATABASE
    from dateline.verify.database import check_file

    found = Found(progress=progress)
    if (root / DATABASE).is_file() and not check_file(root, found, quick=quick):
        return found
    with open_ledger(root) as ledger:
        try:
            _check(ledger, found, quick=quick)
        except (DatabaseError, LedgerError, LookupError, ValueError, TypeError) as error:
            said = getattr(error, "orig", error)
            # Only where something was named already: a check that fails by itself is a fault of ours.
            if found.clean:
                raise
            found.problem("database", DATABASE, f"the rest could not be looked at: {said}")
    return found


def _check(ledger: object, found: Found, *, quick: bool) -> None:
    from dateline.store import Ledger, schema
    from dateline.verify import database, derived, files, imported, rows, texts

    assert isinstance(ledger, Ledger)
    with ledger.read() as connection:  # one moment, whatever is written meanwhile
        found.total = sum(
            connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608
            for name in schema.metadata.tables
        ) + int(connection.exec_driver_sql("SELECT count(*) FROM original").scalar_one())
        found.look("database", "tables", len(schema.metadata.tables))
        database.check_schema(connection, found)
        if found.totals["schema"]:
            return
        database.check_references(connection, found)
        texts.check_texts(connection, found, annotations=not quick)
        rows.check_rows(connection, found)
        files.check_purged(connection, found)
        files.check_codebooks(connection, ledger.path, found)
        derived.check_caches(connection, found)
        derived.check_snapshots(connection, ledger.path, found, quick=quick)
    files.check_originals(ledger, found, quick=quick)
    if not quick:
        imported.check_imported(ledger, found)
