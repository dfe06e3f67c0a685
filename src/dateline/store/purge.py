"""Taking a report out of a ledger for good: what a court, a publisher or a victim may demand.

Everything else in a ledger is appended and stays; this is the one way out. What is left of the
report is a tombstone: its id, the hashes of its files, and the reason.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Select, delete, exists, or_, select, update

from dateline.store import schema
from dateline.store.errors import LedgerError, NotFoundError
from dateline.store.originals import original_path
from dateline.store.writing import append_one

PURGED = "purged"
"""The code under which a tombstone stands among what could not be read; its ``location`` is the
report's id, its ``reason`` why the report was purged."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge took out."""

    report: str
    claims: int
    versions: int
    decisions: int
    """Decisions on it: their numbers stay, their words are gone."""
    originals: tuple[str, ...]
    """Hashes of the files that were deleted."""
    shared: tuple[str, ...]
    """Hashes of files that stay, since other reports came in them: they still hold its text."""


def purge(connection: Connection, report: str, why: str) -> Purged:
    """Delete a report, all that was derived from it, and every snapshot, which must be made anew.

    The files are for :func:`delete_purged`, once this is committed; until that is done, the ledger is
    marked as having something to finish. Raises
    :class:`NotFoundError` where there is no such report, :class:`LedgerError` without a reason.
    """
    if not why.strip():
        raise LedgerError("a purge needs a reason; it stays in the ledger in place of the report")
    known = select(schema.report.c.id).where(schema.report.c.id == report)
    if connection.execute(known).first() is None:
        raise NotFoundError(f"no report {report} in this ledger")
    connection.exec_driver_sql("PRAGMA secure_delete = ON")  # freed pages are overwritten
    set_unfinished(connection, True)
    delete_snapshots(connection)
    captures = connection.execute(
        select(schema.capture.c.original, schema.capture.c.member)
        .where(schema.capture.c.report == report)
        .order_by(schema.capture.c.original, schema.capture.c.member)
    ).all()
    ids = _Ids(connection, report)
    decisions = _blank_decisions(connection, ids.mentions)
    _delete_relations(connection, ids.claims)
    for table in reversed(schema.metadata.sorted_tables):
        conditions = [
            column.in_(ids.of[target])
            for column in table.columns
            for target in _targets(column)
            if target in ids.of
        ]
        if conditions:
            connection.execute(delete(table).where(or_(*conditions)))
    connection.execute(delete(schema.report).where(schema.report.c.id == report))
    _delete_actors(connection)
    gone, shared = _delete_original_rows(connection, {row.original for row in captures})
    for row in captures:
        tombstone = {
            "original": row.original,
            "member": row.member,
            "code": PURGED,
            "reason": why.strip(),
            "location": report,
        }
        append_one(connection, schema.unreadable, tombstone)
    return Purged(report, len(ids.claims), len(ids.versions), decisions, gone, shared)


def purged_why(connection: Connection, report: str) -> str | None:
    """Give why a report was purged; None where it never was, or is here again."""
    rows = schema.unreadable.c
    here = exists().where(schema.report.c.id == report)
    statement = (
        select(rows.reason)
        .where(rows.code == PURGED, rows.location == report, ~here)
        .order_by(rows.reason)
    )
    found: str | None = connection.execute(statement).scalar()
    return found


def delete_purged(connection: Connection, root: Path) -> tuple[str, ...]:
    """Delete the stored bytes of purged reports that no other report needs; give their hashes.

    The connection holds the write lock, under which :meth:`.Ledger.put_original` looks whether the
    bytes are there: so no report loses bytes that it came in.
    """
    done = left_of_purged(connection, root)
    for sha256 in done:
        original_path(root, sha256).unlink(missing_ok=True)
    return done


def left_of_purged(connection: Connection, root: Path) -> tuple[str, ...]:
    """Give the hashes of the files that are still there of purged reports, and needed by no other."""
    rows, original = schema.unreadable.c, schema.original.c
    needed = exists().where(original.sha256 == rows.original)
    statement = select(rows.original).where(rows.code == PURGED, ~needed).distinct()
    return tuple(
        sha256
        for sha256 in sorted(connection.execute(statement).scalars())
        if _HASH.fullmatch(sha256) and original_path(root, sha256).exists()
    )


def unfinished(connection: Connection) -> bool:
    """Say whether a purge was stopped before files and free pages of its report were deleted."""
    return bool(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def set_unfinished(connection: Connection, value: bool) -> None:
    """Note whether there is something to finish, in the database's header, in this transaction."""
    # PRAGMA takes no bound values; both are constants.
    connection.exec_driver_sql("PRAGMA user_version = " + str(int(value)))


_HASH = re.compile(r"[0-9a-f]{64}")


class _Ids:
    """The ids of everything that belongs to a report, by the column that defines them."""

    def __init__(self, connection: Connection, report: str) -> None:
        def ids(statement: Select[Any]) -> list[str]:
            return list(connection.execute(statement).scalars())

        version, mention, claim = schema.version.c, schema.mention.c, schema.claim.c
        own = select(version.id).where(version.report == report)
        self.versions = ids(own)
        self.mentions = ids(select(mention.id).where(mention.version.in_(own)))
        self.claims = ids(select(claim.id).where(claim.version.in_(own)))
        group, capture = schema.claim_group.c, schema.capture.c
        mentions = select(mention.id).where(mention.version.in_(own))
        claims = select(claim.id).where(claim.version.in_(own))
        # Statements, not lists: children are deleted before the rows that these look up.
        self.of: dict[str, Select[Any]] = {
            "version.id": own,
            "mention.id": mentions,
            "claim.id": claims,
            "claim_group.id": select(group.id).where(group.version.in_(own)),
            "capture.id": select(capture.id).where(capture.report == report),
            "reading.id": select(schema.reading.c.id).where(schema.reading.c.version.in_(own)),
            "report.id": select(schema.report.c.id).where(schema.report.c.id == report),
        }


def _targets(column: Column[Any]) -> list[str]:
    return [key.target_fullname for key in column.foreign_keys]


def delete_snapshots(connection: Connection) -> None:
    """Delete lineage and fusion: events hold words of all their reports."""
    for table in reversed(schema.metadata.sorted_tables):
        if any(target == "snapshot.id" for c in table.columns for target in _targets(c)):
            connection.execute(delete(table))
    connection.execute(delete(schema.snapshot))


def _blank_decisions(connection: Connection, mentions: list[str]) -> int:
    """Take the report's words out of what people decided on it; author, number and verdict stay."""
    table = schema.decision
    own = set(mentions)
    touched = 0
    for row in connection.execute(select(table)).all():
        value = json.loads(row.value)
        if row.subject not in own and value.get("other") not in own:
            continue
        kept = {"other": value["other"]} if "other" in value else {}
        connection.execute(
            update(table)
            .where(table.c.id == row.id)
            .values(saw="{}", why="", value=json.dumps(kept, separators=(",", ":")))
        )
        touched += 1
    return touched


def _delete_relations(connection: Connection, claims: list[str]) -> None:
    basis, relation = schema.relation_basis, schema.relation
    for claim in claims:
        connection.execute(delete(basis).where(basis.c.basis == claim))
    left = exists().where(basis.c.relation == relation.c.id)
    connection.execute(delete(relation).where(~left))


def _delete_actors(connection: Connection) -> None:
    """Delete found actors that nothing names any more: their names were this report's."""
    actor, resolution, relation = schema.actor, schema.resolution, schema.relation
    named = exists().where(resolution.c.kind == "actor", resolution.c.value == actor.c.id)
    tied = exists().where(or_(relation.c.a == actor.c.id, relation.c.b == actor.c.id))
    connection.execute(delete(actor).where(actor.c.in_registry == 0, ~named, ~tied))


def _delete_original_rows(
    connection: Connection, hashes: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the files that only this report came in, with their rows deleted, and the others."""
    gone, shared = [], []
    for sha256 in sorted(hashes):
        ingested = schema.ingested
        connection.execute(delete(ingested).where(ingested.c.original == sha256))
        other = select(schema.capture.c.id).where(schema.capture.c.original == sha256)
        if connection.execute(other.limit(1)).first() is not None:
            shared.append(sha256)
            continue
        for table in (schema.original_media, schema.original):
            connection.execute(delete(table).where(table.c.sha256 == sha256))
        gone.append(sha256)
    return tuple(gone), tuple(shared)
