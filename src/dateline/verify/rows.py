"""Rows of no version: reports, runs, relations, decisions, and the tables of snapshots."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, select

from dateline.store import schema
from dateline.store.snapshots import FUSION_TABLES, LINEAGE_TABLES, event_from, event_row
from dateline.types import relation_id
from dateline.verify.claims import says
from dateline.verify.found import ADD, CONNECT, RECODE, RESTORE, Found
from dateline.verify.identities import ID_OF, derived_of_reading, form_of, seen_claims
from dateline.verify.texts import tables_of_versions
from dateline.verify.values import Columns

_BATCH = 500


def check_rows(connection: Connection, found: Found) -> None:
    """Check each row of every table that :func:`.texts.check_texts` does not look at."""
    others = set(tables_of_versions()) | {"version"}
    for table in schema.metadata.sorted_tables:
        if table.name not in others:
            _check_table(connection, table, found)
    statement = select(schema.reading).execution_options(yield_per=_BATCH)
    for row in connection.execute(statement):
        for name, value in derived_of_reading(row).items():
            if getattr(row, name) != value:
                what = f"its {name} is {getattr(row, name)!r}; the rest of it gives {value!r}"
                found.problem("values", f"reading {row.id}", what)
    _check_relations(connection, found)
    _check_decisions(connection, found)
    for check, where, statement_, what, mend in _WRONG:
        found.look(check, "rules")
        for row in connection.exec_driver_sql(statement_):
            found.problem(check, f"{where} {'/'.join(map(str, row))}", what, mend)
    _check_pointers(connection, found)


def _check_table(connection: Connection, table: Table, found: Found) -> None:
    columns = Columns(table)
    id_of = ID_OF.get(table.name)
    statement = select(table).execution_options(yield_per=_BATCH)
    for row in connection.execute(statement):
        found.step()
        where = f"{table.name} {'/'.join(str(row._mapping[c.name]) for c in table.primary_key)}"
        for said in columns.wrong(row):
            found.problem("values", where, said)
        if id_of is not None:
            found.look("ids", table.name.replace("_", " ") + " rows")
            expected = id_of(row)
            if expected != row.id:
                what = f"its content gives the id {expected}: it was changed after it was written"
                found.problem("ids", where, what)
        if table is schema.actor and form_of(row) != row.form:
            found.problem("ids", where, "its form is not the hash of what it says", RECODE)
        if table is schema.event:
            _check_event(row, where, found)


def _check_event(row: Any, where: str, found: Found) -> None:
    found.look("snapshots", "events")
    try:
        expected = event_row(event_from(row.detail))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        found.problem("snapshots", where, f"its detail cannot be read: {error!r}", CONNECT)
        return
    differ = [name for name, value in expected.items() if row._mapping[name] != value]
    if differ:
        what = f"its {', '.join(differ)} are not those of its detail"
        found.problem("snapshots", where, what, CONNECT)


def _check_relations(connection: Connection, found: Found) -> None:
    basis: dict[str, list[str]] = {}
    for row in connection.execute(select(schema.relation_basis)):
        basis.setdefault(row.relation, []).append(row.basis)
    # A purge takes the claims of its report from under a relation that rests on others too.
    purged = _any(connection, "SELECT 1 FROM unreadable WHERE code = 'purged' LIMIT 1")
    for row in connection.execute(select(schema.relation)):
        found.look("ids", "relations")
        of = tuple(basis.get(row.id, ()))
        if not of:
            found.problem("whole", f"relation {row.id}", "rests on nothing", RECODE)
        elif (
            relation_id(row.a, row.kind, row.b, (row.earliest, row.latest), of) != row.id
            and not purged
        ):
            what = "its id is not that of its sides, interval and basis: one was changed"
            found.problem("ids", f"relation {row.id}", what)


def _any(connection: Connection, statement: str) -> bool:
    return connection.exec_driver_sql(statement).first() is not None


def _check_decisions(connection: Connection, found: Found) -> None:
    claims = schema.claim.c
    for row in connection.execute(select(schema.decision).order_by(schema.decision.c.id)).all():
        found.look("whole", "decisions")
        try:
            seen = seen_claims(row.saw)
        except (ValueError, TypeError, KeyError, AttributeError):
            found.problem("values", f"decision {row.id}", "what its author saw cannot be read")
            continue
        for id, content in seen:
            statement = select(claims.mention, claims.run).where(claims.id == id)
            claim = connection.execute(statement).first()
            if claim is not None and not says(id, claim.mention, claim.run, content):
                what = f"what its author saw of claim {id} is not what that claim says"
                found.problem("ids", f"decision {row.id}", what)
    waiting = connection.exec_driver_sql(
        "SELECT count(*) FROM decision WHERE subject NOT IN (SELECT id FROM mention)"
    ).scalar_one()
    if waiting:
        found.note(
            "whole", "decision", f"{waiting} wait for their reports, or for a purged one", ""
        )


def _check_pointers(connection: Connection, found: Found) -> None:
    """Check that the rows of each stage are those of its current snapshot."""
    current = {
        row.stage: row.snapshot for row in connection.execute(select(schema.current_snapshot))
    }
    made = {row.id: row.stage for row in connection.execute(select(schema.snapshot))}
    for id, stage in sorted(made.items()):
        if current.get(stage) != id:
            what = f"is not the current one of {stage}, and no other is kept"
            found.problem("snapshots", f"snapshot {id}", what, CONNECT)
    for stage, tables in (("lineage", LINEAGE_TABLES), ("fusion", FUSION_TABLES)):
        for table in tables:
            for snapshot in connection.execute(select(table.c.snapshot).distinct()).scalars():
                if snapshot != current.get(stage):
                    what = f"holds rows of snapshot {snapshot}, which is not that of {stage}"
                    found.problem("snapshots", table.name, what, CONNECT)


_WRONG: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "whole",
        "report",
        "SELECT id FROM report WHERE id NOT IN (SELECT report FROM version)",
        "has no text",
        ADD,
    ),
    (
        "whole",
        "report",
        "SELECT id FROM report WHERE id NOT IN (SELECT report FROM capture)",
        "was captured nowhere",
        RESTORE,
    ),
    (
        "whole",
        "capture",
        "SELECT id FROM capture WHERE id NOT IN (SELECT capture FROM reading)",
        "nothing was read from it",
        ADD,
    ),
    (
        "whole",
        "reading",
        "SELECT r.id FROM reading r JOIN version v ON v.id = r.version JOIN capture c "
        "ON c.id = r.capture WHERE c.report <> v.report",
        "its version and its capture are of two reports",
        RESTORE,
    ),
    (
        "whole",
        "report",
        "SELECT r.id FROM report r WHERE (SELECT count(*) FROM version_order o "
        "WHERE o.report = r.id AND o.place = 0) <> 1",
        "has not exactly one current version",
        RESTORE,
    ),
    (
        "whole",
        "original",
        "SELECT sha256 FROM original WHERE sha256 NOT IN (SELECT sha256 FROM original_media)",
        "has no media type",
        ADD,
    ),
    (
        "whole",
        "ingested",
        "SELECT original, configuration FROM ingested WHERE original NOT IN "
        "(SELECT original FROM capture) AND original NOT IN (SELECT original FROM unreadable)",
        "is marked as wholly read, but nothing came of it",
        RESTORE,
    ),
    (
        "whole",
        "unreadable",
        "SELECT original, member, code FROM unreadable WHERE original <> '' AND code <> 'purged' "
        "AND original NOT IN (SELECT sha256 FROM original) AND original NOT IN "
        "(SELECT original FROM unreadable WHERE code = 'purged')",
        "its original is not there",
        ADD,
    ),
    (
        "whole",
        "claim",
        "SELECT c.id FROM claim c JOIN coder_run r ON r.id = c.run WHERE r.codebook <> c.codebook",
        "its run codes by another codebook",
        RESTORE,
    ),
    (
        "whole",
        "current_run",
        "SELECT p.codebook FROM current_run p JOIN coder_run r ON r.id = p.run "
        "WHERE r.codebook <> p.codebook",
        "points to a run of another codebook",
        RECODE,
    ),
    (
        "whole",
        "version",
        # Every run that stands has coded it, or none has: a report is written in one transaction.
        "SELECT v.version FROM version_order v JOIN coded c ON c.version = v.version "
        "JOIN current_run p ON p.run = c.run JOIN coder_run r ON r.id = p.run "
        "WHERE v.place = 0 AND r.coder <> 'import' GROUP BY v.version HAVING count(*) <> "
        "(SELECT count(*) FROM current_run p2 JOIN coder_run r2 ON r2.id = p2.run "
        "WHERE r2.coder <> 'import')",
        "was coded by some of the current runs only",
        RECODE,
    ),
    (
        "whole",
        "resolution",
        "SELECT subject, role, ordinal FROM resolution WHERE kind = 'actor' AND value IS NOT NULL "
        "AND value NOT IN (SELECT id FROM actor)",
        "names an actor that is not there",
        RECODE,
    ),
    (
        "whole",
        "relation",
        "SELECT id FROM relation WHERE a NOT IN (SELECT id FROM actor) OR b NOT IN "
        "(SELECT id FROM actor)",
        "names an actor that is not there",
        RECODE,
    ),
    (
        "whole",
        "relation_basis",
        "SELECT relation, basis FROM relation_basis WHERE basis NOT LIKE 'seed:%' AND basis "
        "NOT IN (SELECT id FROM claim)",
        "rests on a claim that is not there",
        RECODE,
    ),
    (
        "whole",
        "decision",
        "SELECT id FROM decision WHERE author NOT IN (SELECT name FROM author)",
        "its author is not there",
        "dateline decisions role AUTHOR coder",
    ),
    (
        "whole",
        "decision",
        "SELECT d.id FROM decision d JOIN decision b ON b.id = d.replaces "
        "WHERE b.author <> d.author OR b.n >= d.n",
        "replaces a decision that is not an earlier one of its author",
        RESTORE,
    ),
    (
        "whole",
        "succession",
        "SELECT s.old, s.version FROM succession s JOIN mention m ON m.id = s.old "
        "JOIN version a ON a.id = m.version JOIN version b ON b.id = s.version "
        "WHERE a.report <> b.report OR a.id = b.id",
        "does not lead from a version to another of the same report",
        RESTORE,
    ),
    (
        "whole",
        "succession",
        "SELECT s.old, s.version FROM succession s LEFT JOIN mention n ON n.id = s.new WHERE "
        "(s.new IS NULL) <> (s.how IN ('withdrawn', 'orphaned')) OR n.version <> s.version",
        "does not end where it says",
        RESTORE,
    ),
    (
        "snapshots",
        "event",
        "SELECT id FROM event WHERE id NOT IN (SELECT event FROM event_claim)",
        "has no claims",
        CONNECT,
    ),
    (
        "snapshots",
        "event_claim",
        "SELECT event, claim FROM event_claim WHERE event NOT IN (SELECT id FROM event)",
        "is of no event",
        CONNECT,
    ),
    (
        "snapshots",
        "event",
        "SELECT id FROM event e WHERE n_claims <> (SELECT count(*) FROM event_claim m WHERE "
        "m.event = e.id) OR n_denials <> (SELECT count(*) FROM event_claim m WHERE m.event = e.id "
        "AND m.denies = 1)",
        "its numbers of claims and denials are not those of its members",
        CONNECT,
    ),
    (
        "snapshots",
        "family_member",
        "SELECT family, version FROM family_member WHERE family NOT IN (SELECT id FROM family)",
        "is of no family",
        CONNECT,
    ),
    (
        "snapshots",
        "standing",
        "SELECT version FROM standing WHERE family IS NOT NULL AND family NOT IN "
        "(SELECT id FROM family)",
        "is of no family",
        CONNECT,
    ),
)
"""Check, table, a statement that gives the keys of what is wrong, what that is, how to mend it."""
