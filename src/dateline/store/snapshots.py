"""Snapshots of lineage and fusion: written whole, swapped, and given back.

Only the current snapshot of a stage is kept: it is a function of texts, claims and decisions,
which are all kept, so an earlier one can be made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from dateline.fusion.facts import Contradiction, Event, Fusion, Unsure, event_id
from dateline.identity import canonical_json, content_id
from dateline.lineage.facts import Copy, Family, Lineage, Link, Rewrite, Run, Standing
from dateline.store import schema
from dateline.store.plain import from_plain, to_plain
from dateline.store.writing import append

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """S: a stage, its code and configuration, and the digest of what it was made from."""

    stage: str
    code: str
    configuration: str
    digest: str

    @property
    def id(self) -> str:
        """All of it."""
        return content_id("S", self.stage, self.code, self.configuration, self.digest)


LINEAGE_TABLES = (
    schema.link,
    schema.rewrite,
    schema.standing,
    schema.family_member,
    schema.family,
)
FUSION_TABLES = (
    schema.event_claim,
    schema.unsure,
    schema.contradiction,
    schema.event,
    schema.claim_flag,
    schema.notice_target,
    schema.notice,
)


_UNWEIGHED = ("language_score", "captured_at", "furniture", "reader", "standing")
"""Columns of a reading that neither lineage nor fusion looks at."""


def inputs_digest(connection: Connection) -> str:
    """Give a digest that changes whenever versions, runs, codings or decisions do."""
    order, reading = schema.version_order, schema.reading
    # What a reading says, not its id: two captures that say the same are the same to lineage.
    weighed = [
        column
        for column in reading.c
        if column.name
        not in {"id", "version", "capture", "arrived_at", "captured_utc", *_UNWEIGHED}
    ]
    versions = (
        select(order.c.version, order.c.place, *weighed)
        .join(reading, reading.c.id == order.c.reading)
        .order_by(order.c.version)
    )
    run = schema.current_run
    coded = (
        select(schema.coded.c.version, schema.coded.c.run)
        .join(run, run.c.run == schema.coded.c.run)
        .order_by(schema.coded.c.version, schema.coded.c.run)
    )
    resolver = schema.current_resolver
    parts: list[Any] = []
    for statement in (
        versions,
        select(run).order_by(run.c.codebook),
        coded,
        select(resolver).order_by(resolver.c.kind),
        select(schema.decision.c.id).order_by(schema.decision.c.id),
        select(schema.author).order_by(schema.author.c.name),
    ):
        parts.append([list(row) for row in connection.execute(statement)])
    return content_id("I", parts)


def current(connection: Connection, stage: str) -> Snapshot | None:
    """Give the current snapshot of a stage, None where there is none."""
    table, pointer = schema.snapshot, schema.current_snapshot
    row = connection.execute(
        select(table.c.stage, table.c.code, table.c.configuration, table.c.digest)
        .join(pointer, pointer.c.snapshot == table.c.id)
        .where(pointer.c.stage == stage)
    ).first()
    return None if row is None else Snapshot(*row)


# --------------------------------------------------------------------------- writing


def write_copies(connection: Connection, copies: Iterable[Copy]) -> None:
    """Make these the ledger's copies.

    Earlier ones are dropped, since more texts may mean fewer pairs: of text that very many
    share, not all pairs are made.
    """
    connection.execute(delete(schema.copy))
    append(
        connection,
        schema.copy,
        [
            {
                "id": copy.id,
                "a": copy.a,
                "b": copy.b,
                "algorithm": copy.algorithm,
                "runs": canonical_json(to_plain(copy.runs)),
            }
            for copy in copies
        ],
    )


def write_lineage(connection: Connection, snapshot: Snapshot, lineage: Lineage) -> None:
    """Make a lineage the current one."""
    _swap(connection, snapshot, LINEAGE_TABLES)
    here: Row = {"snapshot": snapshot.id}
    families: list[Row] = []
    members: list[Row] = []
    for family in lineage.families:
        families.append(
            here
            | {
                "id": family.id,
                "origin": family.origin,
                "outside": family.outside,
                "why": family.why,
            }
        )
        for version in family.members:
            parent = family.parents.get(version)
            members.append(here | {"family": family.id, "version": version, "parent": parent})
    append(connection, schema.family, families)
    append(connection, schema.family_member, members)
    append(
        connection,
        schema.link,
        [
            here
            | {
                "a": link.a,
                "b": link.b,
                "direction": link.direction,
                "characters": link.characters,
                "share_a": link.share_a,
                "share_b": link.share_b,
                "runs": canonical_json(to_plain(link.runs)),
                "reasons": canonical_json(list(link.reasons)),
            }
            for link in lineage.links
        ],
    )
    append(
        connection,
        schema.rewrite,
        [here | {"earlier": r.earlier, "later": r.later, "why": r.why} for r in lineage.rewrites],
    )
    append(
        connection,
        schema.standing,
        [
            here
            | {
                "version": version,
                "family": standing.family,
                "assessable": int(standing.assessable),
                "why": standing.why,
                "detail": canonical_json(to_plain(standing)),
            }
            for version, standing in sorted(lineage.reports.items())
        ],
    )


def write_fusion(connection: Connection, snapshot: Snapshot, fusion: Fusion) -> None:
    """Make a fusion the current one."""
    _swap(connection, snapshot, FUSION_TABLES)
    here: Row = {"snapshot": snapshot.id}
    append(connection, schema.event, [here | event_row(event) for event in fusion.events])
    append(
        connection,
        schema.event_claim,
        [
            here | {"event": event.id, "claim": claim, "denies": int(claim in set(event.denials))}
            for event in fusion.events
            for claim in event.claims
        ],
    )
    append(
        connection,
        schema.unsure,
        [here | {"a": u.a, "b": u.b, "score": float(u.score), "why": u.why} for u in fusion.unsure],
    )
    append(
        connection,
        schema.contradiction,
        [
            here
            | {
                "decisions": canonical_json(list(each.decisions)),
                "mentions": canonical_json(list(each.mentions)),
                "why": each.why,
            }
            for each in fusion.contradictions
        ],
    )


def _swap(connection: Connection, snapshot: Snapshot, tables: Sequence[Any]) -> None:
    """Take the rows of a stage out and point at the new snapshot."""
    for table in tables:
        connection.execute(delete(table))
    pointer = schema.current_snapshot
    connection.execute(delete(pointer).where(pointer.c.stage == snapshot.stage))
    connection.execute(delete(schema.snapshot).where(schema.snapshot.c.stage == snapshot.stage))
    connection.execute(
        insert(schema.snapshot).values(
            id=snapshot.id,
            stage=snapshot.stage,
            code=snapshot.code,
            configuration=snapshot.configuration,
            digest=snapshot.digest,
        )
    )
    connection.execute(insert(pointer).values(stage=snapshot.stage, snapshot=snapshot.id))


def _names(parties: Sequence[Any]) -> str | None:
    return "; ".join(party.name for party in parties) or None


def _keys(parties: Sequence[Any]) -> str | None:
    return "; ".join(party.key for party in parties if party.key) or None


def event_row(event: Event) -> Row:
    """Give the columns of an event, with the whole of it as JSON."""
    counts = {count.role: count for count in event.counts}
    place, when = event.place, event.when
    row: Row = {
        "id": event.id,
        "anchor": event.anchor,
        "codebook": event.codebook,
        "type": event.type,
        "mode": event.mode,
        "kind": event.kind,
        "actor": _names(event.actors),
        "actor_key": _keys(event.actors),
        "recipient": _names(event.recipients),
        "recipient_key": _keys(event.recipients),
        "place": place.label if place else None,
        "place_key": place.key if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "where_prec": place.precision if place else None,
        "date_from": when.earliest if when else None,
        "date_to": when.latest if when else None,
        "date_prec": when.precision if when else None,
        "weapon": "; ".join(event.weapons) or None,
        "n_reports": event.n_reports,
        "n_claims": len(event.claims),
        "n_denials": len(event.denials),
        "grade": event.grade,
        "reasons": "; ".join(event.reasons),
        "contested": "; ".join(conflict.field for conflict in event.conflicts),
        "detail": canonical_json(to_plain(event)),
    }
    for role in ("killed", "injured"):
        count = counts.get(role)
        row[f"{role}_low"] = count.low if count else None
        row[f"{role}_best"] = count.best if count else None
        row[f"{role}_high"] = count.high if count else None
    for name, bounds in (
        ("families", event.families),
        ("cited", event.cited_sources),
        ("first_hand", event.first_hand),
        ("sources", event.sources),
    ):
        row[f"n_{name}_low"] = bounds.low
        row[f"n_{name}_high"] = bounds.high
    return row


def name_events(connection: Connection) -> None:
    """Note the event id of every mention in each codebook that reads it, where it is not noted yet."""
    names, claim = schema.event_name, schema.claim
    known = set(connection.execute(select(names.c.id)).scalars())
    read = select(claim.c.mention, claim.c.codebook).distinct()
    new = (
        (event_id(row.mention, row.codebook), row.mention, row.codebook)
        for row in connection.execute(read).all()
    )
    rows = [
        {"id": id, "mention": mention, "codebook": codebook}
        for id, mention, codebook in sorted(new)
        if id not in known
    ]
    append(connection, names, rows)


# --------------------------------------------------------------------------- giving back


def recall_copies(connection: Connection, version: str | None = None) -> tuple[Copy, ...]:
    """Give the copies of the ledger, or those of one version, by id."""
    table = schema.copy
    statement = select(table).order_by(table.c.id)
    if version is not None:
        statement = statement.where((table.c.a == version) | (table.c.b == version))
    return tuple(
        Copy(row.id, row.a, row.b, row.algorithm, _runs(row.runs))
        for row in connection.execute(statement)
    )


def _runs(data: str) -> tuple[Run, ...]:
    return tuple(Run(*run) for run in json.loads(data))


def recall_lineage(connection: Connection) -> Lineage:
    """Give the current lineage; an empty one where there is none yet."""
    parents: dict[str, dict[str, str]] = {}
    members: dict[str, list[str]] = {}
    table = schema.family_member
    for row in connection.execute(select(table).order_by(table.c.family, table.c.version)):
        members.setdefault(row.family, []).append(row.version)
        if row.parent is not None:
            parents.setdefault(row.family, {})[row.version] = row.parent
    families = tuple(
        Family(
            row.id,
            tuple(members.get(row.id, ())),
            row.origin,
            row.outside,
            row.why,
            parents.get(row.id, {}),
        )
        for row in connection.execute(select(schema.family).order_by(schema.family.c.id))
    )
    links = tuple(
        Link(
            row.a,
            row.b,
            _runs(row.runs),
            row.characters,
            row.share_a,
            row.share_b,
            row.direction,
            tuple(json.loads(row.reasons)),
        )
        for row in connection.execute(
            select(schema.link).order_by(schema.link.c.a, schema.link.c.b)
        )
    )
    standings = {
        row.version: from_plain(Standing, json.loads(row.detail))
        for row in connection.execute(select(schema.standing).order_by(schema.standing.c.version))
    }
    rewrites = tuple(
        Rewrite(row.earlier, row.later, row.why, _kind(standings.get(row.later), row.earlier))
        for row in connection.execute(
            select(schema.rewrite).order_by(schema.rewrite.c.earlier, schema.rewrite.c.later)
        )
    )
    return Lineage(links, families, rewrites, standings)


def _kind(later: Standing | None, earlier: str) -> str:
    translated = later is not None and earlier in later.translation_of
    return "translation" if translated else "rewrite"


def recall_fusion(connection: Connection) -> Fusion:
    """Give the current fusion; an empty one where there is none yet."""
    events = select(schema.event.c.detail).order_by(schema.event.c.id)
    unsure, contradiction = schema.unsure, schema.contradiction
    return Fusion(
        tuple(event_from(detail) for detail in connection.execute(events).scalars()),
        tuple(
            Unsure(row.a, row.b, row.score, row.why)
            for row in connection.execute(select(unsure).order_by(unsure.c.a, unsure.c.b))
        ),
        tuple(
            Contradiction(
                tuple(json.loads(row.mentions)), tuple(json.loads(row.decisions)), row.why
            )
            for row in connection.execute(select(contradiction).order_by(contradiction.c.decisions))
        ),
    )


def event_from(detail: str) -> Event:
    """Give the event that :func:`event_row` wrote as JSON."""
    event: Event = from_plain(Event, json.loads(detail))
    return event
