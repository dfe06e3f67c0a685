"""What questions about actors ask of the store beside claims: more roles, seeds, names, headlines."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, and_, func, select

from dateline.fusion.facts import Party
from dateline.store import schema
from dateline.store.recall import recall_actor
from dateline.types import Actor, Relation, Span

SEED = "seed:"
"""How the basis of a relation begins that rests on a registry entry."""


def recall_roles(
    connection: Connection, roles: Iterable[str]
) -> dict[str, dict[str, tuple[Party, ...]]]:
    """Give the fillers of roles as parties, by claim of the current runs and role, in order."""
    slot, resolution, current = schema.claim_slot, schema.resolution, schema.current_resolver
    claim, runs = schema.claim, schema.current_run
    resolved = (
        select(resolution)
        .join(current, and_(current.c.kind == resolution.c.kind, current.c.run == resolution.c.run))
        .where(resolution.c.kind == "actor")
        .subquery("resolved")
    )
    statement = (
        select(slot.c.claim, slot.c.role, slot.c.value, resolved.c.value.label("key"))
        .add_columns(resolved.c.label)
        .join(claim, and_(claim.c.version == slot.c.version, claim.c.id == slot.c.claim))
        .join(runs, runs.c.run == claim.c.run)
        .outerjoin(
            resolved,
            and_(
                resolved.c.version == slot.c.version,
                resolved.c.subject == slot.c.claim,
                resolved.c.role == slot.c.role,
                resolved.c.ordinal == slot.c.ordinal,
            ),
        )
        .where(slot.c.role.in_(sorted(roles)))
        .order_by(slot.c.claim, slot.c.role, slot.c.ordinal)
    )
    found: dict[str, dict[str, tuple[Party, ...]]] = defaultdict(dict)
    for row in connection.execute(statement):
        name = row.label if row.key is not None else row.value
        party = Party(row.key, name, row.value)
        found[row.claim][row.role] = (*found[row.claim].get(row.role, ()), party)
    return dict(found)


def recall_relation_kinds(connection: Connection) -> dict[tuple[str, str], str]:
    """Give the kind of relation that a type states, by codebook and type, of the current runs."""
    book, run, current = schema.codebook, schema.coder_run, schema.current_run
    statement = (
        select(book.c.name, book.c.types)
        .join(run, and_(run.c.codebook == book.c.name, run.c.codebook_hash == book.c.hash))
        .join(current, current.c.run == run.c.id)
    )
    return {
        (row.name, name): fields["relation"]
        for row in connection.execute(statement)
        for name, fields in json.loads(row.types).items()
        if fields.get("relation")
    }


def recall_seeds(connection: Connection) -> tuple[Relation, ...]:
    """Give the relations that rest on the registry, by id."""
    relation, basis = schema.relation, schema.relation_basis
    statement = (
        select(relation, basis.c.basis)
        .join(basis, basis.c.relation == relation.c.id)
        .where(basis.c.basis.startswith(SEED))
        .order_by(relation.c.id, basis.c.basis)
    )
    found: dict[str, Relation] = {}
    for row in connection.execute(statement):
        before = found[row.id].basis if row.id in found else ()
        found[row.id] = Relation(
            row.id,
            row.a,
            row.kind,
            row.b,
            row.earliest,
            row.latest,
            row.interval_how,
            (*before, row.basis),
        )
    return tuple(found[id] for id in sorted(found))


def recall_actors(connection: Connection) -> tuple[Actor, ...]:
    """Give every actor that the ledger has met, each once, by key."""
    keys = connection.execute(select(schema.actor.c.id).distinct().order_by(schema.actor.c.id))
    return tuple(recall_actor(connection, key) for key in keys.scalars().all())


def recall_headlines(connection: Connection) -> dict[str, tuple[Span, str]]:
    """Give the titles of the current versions: span and words, by version."""
    reading, version, order = schema.reading, schema.version, schema.version_order
    words = func.substr(
        version.c.text, reading.c.title_start + 1, reading.c.title_end - reading.c.title_start
    ).label("words")
    statement = (
        select(version.c.id, reading.c.title_start, reading.c.title_end, words)
        .join(order, order.c.reading == reading.c.id)
        .join(version, version.c.id == order.c.version)
        .where(order.c.place == 0, reading.c.title_start.is_not(None))
    )
    return {
        row.id: (Span(row.title_start, row.title_end), row.words)
        for row in connection.execute(statement)
    }
