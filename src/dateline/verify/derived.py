"""What the ledger derives, made anew beside it and compared row by row.

A temporary table goes before the ledger's own of the same name, for this connection alone: so the
very functions that write caches and snapshots write into the temporary ones, and the ledger is
not touched. What does not fit in memory goes to SQLite's temporary file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, select

from dateline.fusion.fuse import fuse
from dateline.fusion.noticed import with_notices
from dateline.lineage import compare, derive
from dateline.pipeline.connect import notices_of, wanted
from dateline.review.standing import refresh
from dateline.store import facts, judgements, schema, snapshots
from dateline.store.noticed import recall_told, write_noticed
from dateline.store.writing import refresh_version_order
from dateline.verify.found import CACHED, CONNECT, Found

LISTED = 5
"""Rows of a table that differ which are named; the problem says that there are more."""

SNAPSHOTS = (
    schema.copy,
    *snapshots.LINEAGE_TABLES,
    *snapshots.FUSION_TABLES,
    schema.snapshot,
    schema.current_snapshot,
)
CACHES = (schema.version_order, schema.effective, schema.kept_claim)


@contextmanager
def shadows(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Put empty temporary tables before these."""
    made = [table.name for table in tables]
    for table in tables:
        key = ", ".join(f'"{column.name}"' for column in table.primary_key)
        # Names are constants of the schema; SQLite binds none.
        connection.exec_driver_sql(
            f"CREATE TEMP TABLE {table.name} AS SELECT * FROM main.{table.name} WHERE 0"  # noqa: S608
        )
        connection.exec_driver_sql(
            f"CREATE UNIQUE INDEX temp.key_of_{table.name} ON {table.name} ({key})"
        )
    try:
        yield
    finally:
        for name in made:
            connection.exec_driver_sql(f"DROP TABLE temp.{name}")


def make_caches(connection: Connection) -> None:
    """Make the order of versions and what is in effect into empty tables."""
    connection.exec_driver_sql(
        "INSERT INTO version_order SELECT r.version, c.report, 0, r.id FROM reading r "
        "JOIN capture c ON c.id = r.capture GROUP BY c.report HAVING count(*) = 1"
    )
    several = connection.exec_driver_sql(
        "SELECT c.report FROM reading r JOIN capture c ON c.id = r.capture "
        "GROUP BY c.report HAVING count(*) > 1"
    ).all()
    for (report,) in several:
        refresh_version_order(connection, report)
    refresh(connection, judgements.decided_reports(connection))


def check_caches(connection: Connection, found: Found) -> None:
    """Compare the caches with what they are made from."""
    with shadows(connection, CACHES):
        make_caches(connection)
        for table in CACHES:
            _compare(connection, table, "caches", CACHED, found)
    # Names of events are given when events are made, and kept for good.
    missing = connection.exec_driver_sql(
        "SELECT count(*) FROM (SELECT DISTINCT mention, codebook FROM claim EXCEPT "
        "SELECT mention, codebook FROM event_name)"
    ).scalar_one()
    if missing and _is_current(connection):
        what = f"{missing} mentions have no name of an event"
        found.problem("caches", "event_name", what, CONNECT)


def _is_current(connection: Connection) -> bool:
    current = snapshots.current(connection, "lineage")
    return current is not None and current.digest == snapshots.inputs_digest(connection)


def check_snapshots(connection: Connection, root: Path, found: Found, *, quick: bool) -> None:
    """Say whether lineage and events are up to date; if so, make them anew and compare."""
    here = {stage: snapshots.current(connection, stage) for stage in ("lineage", "fusion")}
    asked = wanted(root, snapshots.inputs_digest(connection))
    if here != {"lineage": asked.lineage, "fusion": asked.fusion}:
        reports = connection.execute(select(schema.report.c.id).limit(1)).first()
        if reports is not None or any(here.values()):
            what = "are not up to date with reports, decisions, codebooks or this program"
            found.note("snapshots", "lineage and events", what, CONNECT)
        return
    if quick:
        return
    with shadows(connection, SNAPSHOTS):
        copies = compare(facts.recall_texts(connection))
        lineage = derive(facts.recall_texts(connection), copies)
        noticed, cut = notices_of(
            lambda: facts.recall_texts(connection), lambda: recall_told(connection), copies
        )
        claims = with_notices(facts.recall_claim_facts(connection), noticed.flags, cut)
        fusion = fuse(claims, lineage, asked.units, facts.recall_rulings(connection), asked.wholes)
        snapshots.write_copies(connection, copies)
        snapshots.write_lineage(connection, asked.lineage, lineage)
        snapshots.write_fusion(connection, asked.fusion, fusion)
        write_noticed(connection, asked.fusion.id, noticed)
        for table in SNAPSHOTS:
            _compare(connection, table, "snapshots", CONNECT, found)


def _compare(connection: Connection, table: Table, check: str, mend: str, found: Found) -> None:
    name = table.name
    number = connection.exec_driver_sql(f"SELECT count(*) FROM main.{name}").scalar_one()  # noqa: S608
    found.look(check, f"{name} rows compared", number)
    key = [column.name for column in table.primary_key]
    for one, other, what in (
        ("main", "temp", "is not what it is derived from gives"),
        ("temp", "main", "is missing, or not so there"),
    ):
        rows = connection.exec_driver_sql(
            f"SELECT * FROM {one}.{name} EXCEPT SELECT * FROM {other}.{name} LIMIT {LISTED + 1}"  # noqa: S608
        ).all()
        for row in rows[:LISTED]:
            where = f"{name} {'/'.join(str(row._mapping[column]) for column in key)}"
            found.problem(check, where, what, mend)
        if len(rows) > LISTED:
            found.problem(check, name, "more rows of it are so", mend)
