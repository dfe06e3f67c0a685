"""Finding things by id or by the beginning of one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, select

from dateline.store import schema
from dateline.store.bundle import Found
from dateline.store.errors import AmbiguousIdError, NotFoundError

_BY_LETTER: dict[str, tuple[tuple[str, Column[Any]], ...]] = {
    "R": (("report", schema.report.c.id),),
    "C": (("capture", schema.capture.c.id),),
    "T": (("version", schema.version.c.id),),
    "N": (("run", schema.coder_run.c.id), ("resolver_run", schema.resolver_run.c.id)),
    "M": (("mention", schema.mention.c.id),),
    "K": (("claim", schema.claim.c.id),),
    "G": (("claim_group", schema.claim_group.c.id),),
    "A": (("actor", schema.actor.c.id),),
    "L": (("relation", schema.relation.c.id),),
    "X": (("copy", schema.copy.c.id),),
    "S": (("snapshot", schema.snapshot.c.id),),
    "E": (("event", schema.event.c.id),),
    "D": (("decision", schema.decision.c.id),),
}
"""Ids begin with one of these letters (DESIGN.md, "Laws of the ledger")."""

SHORTEST = 3
"""A prefix shorter than this is more likely a slip than an id."""

LISTED = 10
"""How many matches an error lists."""


def find(connection: Connection, wanted: str) -> Found:
    """Give what an id, an actor's key or the beginning of one names.

    Raises :class:`NotFoundError` or :class:`AmbiguousIdError`.
    """
    wanted = wanted.strip()
    if len(wanted) < SHORTEST:
        raise NotFoundError(
            f"{wanted!r} is too short for an id; give {SHORTEST} characters or more"
        )
    matches: list[Found] = []
    # Ids are lower case behind their letter, so one typed in capitals is still found.
    typed = wanted[0].upper() + wanted[1:].lower()
    for kind, ids in _BY_LETTER.get(wanted[0].upper(), ()):
        matches += _beginning(connection, kind, ids, typed)
    matches += _beginning(connection, "actor", schema.actor.c.id, wanted)
    matches += _beginning(connection, "original", schema.original.c.sha256, wanted.lower())
    unique = sorted(set(matches), key=lambda found: (found.id, found.kind))
    if not unique and wanted[0].upper() == "E":
        # An id of earlier days: it names the mention that the event was anchored in.
        unique = _beginning(connection, "event", schema.event_name.c.id, typed)
    exact = [found for found in unique if found.id in (wanted, typed)]
    if exact:
        return exact[0]
    if not unique:
        raise NotFoundError(
            f"nothing in this ledger has an id that begins with {wanted!r}; "
            "`dateline reports` and `dateline claims` list ids"
        )
    if len(unique) > 1:
        listed = tuple(f"{found.id} ({found.kind})" for found in unique[:LISTED])
        raise AmbiguousIdError(wanted, listed, more=len(unique) > LISTED)
    return unique[0]


def _beginning(connection: Connection, kind: str, ids: Column[Any], prefix: str) -> list[Found]:
    # A range uses the index; U+10FFFF sorts behind every character an id can go on with.
    statement = (
        select(ids)
        .where(ids >= prefix, ids < prefix + "\U0010ffff")
        .distinct()
        .order_by(ids)
        .limit(LISTED + 1)
    )
    return [Found(kind, row[0]) for row in connection.execute(statement)]
