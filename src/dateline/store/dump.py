"""The whole ledger as text that two ledgers of the same content share byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, Table, cast, exists, or_, select
from sqlalchemy.types import Text

from dateline.identity import canonical_json, content_id
from dateline.store import schema

if TYPE_CHECKING:
    from dateline.store.ledger import Ledger

Thing = dict[str, Any]

_BATCH = 500
"""Rows fetched at a time, so that memory stays flat however large the ledger."""


def dump(ledger: Ledger) -> Iterator[str]:
    """Give the ledger as canonical JSON, one object a line, sorted by kind and id.

    Equal for ledgers that were given the same reports, runs and decisions, in whatever
    order, by however many workers, with or without interruptions. Without clocks (times of
    arrival and decision), paths, caches (annotations, what is derived) and originals' bytes,
    which their hashes stand for. A succession is dumped between consecutive versions only:
    one that a late capture came in between no longer counts.
    """
    with ledger.read() as connection:
        for kind in sorted(_KINDS):
            for thing in _KINDS[kind](connection):
                yield canonical_json({**thing, "kind": kind})


JSON_COLUMNS = {
    "reading": ("authors", "catalogue", "credits", "furniture", "warnings"),
    "codebook": ("roles", "types"),
    "claim": ("contexts",),
    "resolution": ("candidates", "extra"),
    "actor": ("sectors", "aliases"),
    "copy": ("runs",),
    "event": ("detail",),
    "link": ("runs", "reasons"),
    "standing": ("detail",),
    "contradiction": ("decisions", "mentions"),
    "notice": ("numbers", "names"),
    "decision": ("value", "saw"),
}
"""Columns that hold JSON, by table."""

_LEFT_OUT = {
    "capture": {"arrived_at"},
    "reading": {"language_score", "credits_line", "captured_utc", "arrived_at", "standing"},
    "claim_slot": {"version", "claim", "number"},
    "claim_attribution": {"version", "claim", "ordinal"},
    "resolution": {
        "leading",
        "date_from",
        "date_to",
        "latitude",
        "longitude",
        "country",
        "admin1",
    },
    "actor": {"id", "form"},
    "decision": {"at"},
}
"""Columns that hold clocks, scores of the reader's machinery, or what is said elsewhere in the row."""


def _thing(table: Table, row: Any) -> Thing:
    left_out = _LEFT_OUT.get(table.name, set())
    in_json = JSON_COLUMNS.get(table.name, ())
    return {
        # "kind" is the dump's own word for what the object is
        "of_kind" if name == "kind" else name: json.loads(value) if name in in_json else value
        for name, value in zip(table.columns.keys(), row, strict=False)
        if name not in left_out
    }


def _stream(connection: Connection, statement: Select[Any]) -> Iterator[Any]:
    return iter(connection.execution_options(yield_per=_BATCH).execute(statement))


def _plain(table: Table) -> Callable[[Connection], Iterator[Thing]]:
    """Things with an ``id``: the rows of one table."""

    def things(connection: Connection) -> Iterator[Thing]:
        for row in _stream(connection, select(table).order_by(table.c.id)):
            yield _thing(table, row)

    return things


def _named(table: Table, *key: str) -> Callable[[Connection], Iterator[Thing]]:
    """Things named by one or more columns, joined with "/" to their ``id``."""

    def things(connection: Connection) -> Iterator[Thing]:
        joined: Any = cast(table.c[key[0]], Text)
        for name in key[1:]:
            joined = joined + "/" + cast(table.c[name], Text)
        for row in _stream(connection, select(table, joined).order_by(joined)):
            yield {"id": row[-1], **_thing(table, row)}

    return things


class _Children:
    """The rows of a child table, handed out to its parents in the order of their ids."""

    def __init__(self, rows: Iterable[Any], key: str) -> None:
        self._rows = iter(rows)
        self._key = key
        self._next: Any = next(self._rows, None)

    def of(self, parent: str) -> list[Any]:
        """Give the rows of ``parent``; parents must be asked for in sorted order."""
        found = []
        while self._next is not None and getattr(self._next, self._key) <= parent:
            if getattr(self._next, self._key) == parent:
                found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _children(connection: Connection, table: Table, parent: str) -> _Children:
    order = [table.c[parent], *table.primary_key.columns]
    return _Children(_stream(connection, select(table).order_by(*order)), parent)


def _originals(connection: Connection) -> Iterator[Thing]:
    media = _children(connection, schema.original_media, "sha256")
    table = schema.original
    for row in _stream(connection, select(table).order_by(table.c.sha256)):
        of_this = [each.media for each in media.of(row.sha256)]
        yield {"id": row.sha256, "size": row.size, "media": of_this}


def _actors(connection: Connection) -> Iterator[Thing]:
    table = schema.actor
    forms = _children(connection, table, "id")
    for row in _stream(connection, select(table.c.id).distinct().order_by(table.c.id)):
        yield {"id": row.id, "forms": [_thing(table, form) for form in forms.of(row.id)]}


def _claims(connection: Connection) -> Iterator[Thing]:
    slots = _children(connection, schema.claim_slot, "claim")
    links = _children(connection, schema.claim_attribution, "claim")
    for thing in _plain(schema.claim)(connection):
        thing["slots"] = [_thing(schema.claim_slot, row) for row in slots.of(thing["id"])]
        thing["attribution"] = [
            _thing(schema.claim_attribution, row) for row in links.of(thing["id"])
        ]
        yield thing


def _groups(connection: Connection) -> Iterator[Thing]:
    members = _children(connection, schema.claim_group_member, "claim_group")
    for thing in _plain(schema.claim_group)(connection):
        yield {**thing, "claims": [row.claim for row in members.of(thing["id"])]}


def _relations(connection: Connection) -> Iterator[Thing]:
    basis = _children(connection, schema.relation_basis, "relation")
    for thing in _plain(schema.relation)(connection):
        yield {**thing, "basis": [row.basis for row in basis.of(thing["id"])]}


def _between_consecutive() -> Any:
    """Condition: a succession leads from a version into the very next one of its report."""
    into = schema.version_order.alias("into")
    out_of = schema.version_order.alias("out_of")
    old = schema.mention.alias("old_mention")
    return exists().where(
        into.c.version == schema.succession.c.version,
        old.c.id == schema.succession.c.old,
        out_of.c.version == old.c.version,
        out_of.c.place == into.c.place + 1,
    )


def _successions(connection: Connection) -> Iterator[Thing]:
    table = schema.succession
    joined = table.c.old + "/" + table.c.version
    statement = select(table, joined).where(_between_consecutive()).order_by(joined)
    for row in _stream(connection, statement):
        yield {"id": row[-1], **_thing(table, row)}


def _mentions(connection: Connection) -> Iterator[Thing]:
    """Every mention but those that only a succession which no longer counts has made."""
    table = schema.mention
    succession = schema.succession
    claimed = exists().where(schema.claim.c.mention == table.c.id)
    carried = exists().where(succession.c.new == table.c.id)
    still_carried = exists().where(succession.c.new == table.c.id, _between_consecutive())
    statement = select(table).where(or_(claimed, ~carried, still_carried)).order_by(table.c.id)
    for row in _stream(connection, statement):
        yield _thing(table, row)


def _of_snapshot(table: Table) -> Callable[[Connection], Iterator[Thing]]:
    """Things of a snapshot that have an id of their own, which another snapshot may hold too."""

    def things(connection: Connection) -> Iterator[Thing]:
        joined = table.c.snapshot + "/" + table.c.id
        for row in _stream(connection, select(table, joined).order_by(joined)):
            thing = _thing(table, row)
            yield {**thing, table.name: thing["id"], "id": row[-1]}

    return things


def _unreadable(connection: Connection) -> Iterator[Thing]:
    things = {}
    for row in _stream(connection, select(schema.unreadable)):
        # The reason may name the file; two people name the same file differently.
        reason = row.reason.replace(row.location, "...") if row.location else row.reason
        thing = {
            "original": row.original or None,
            "member": row.member,
            "code": row.code,
            "reason": reason,
        }
        things[content_id("U", *thing.values())] = thing
    for key in sorted(things):
        yield {"id": key, **things[key]}


_KINDS: dict[str, Callable[[Connection], Iterator[Thing]]] = {
    "actor": _actors,
    "author": _named(schema.author, "name"),
    "capture": _plain(schema.capture),
    "claim": _claims,
    "claim_group": _groups,
    "codebook": _named(schema.codebook, "hash"),
    "coded": _named(schema.coded, "version", "run"),
    "coder_run": _plain(schema.coder_run),
    "copy": _plain(schema.copy),
    "current_resolver": _named(schema.current_resolver, "kind"),
    "current_run": _named(schema.current_run, "codebook"),
    "current_snapshot": _named(schema.current_snapshot, "stage"),
    "decision": _plain(schema.decision),
    "event": _of_snapshot(schema.event),
    "event_claim": _named(schema.event_claim, "snapshot", "event", "claim"),
    "contradiction": _named(schema.contradiction, "snapshot", "decisions"),
    "family": _of_snapshot(schema.family),
    "family_member": _named(schema.family_member, "snapshot", "family", "version"),
    "notice": _named(schema.notice, "snapshot", "version", "span_start"),
    "notice_target": _named(schema.notice_target, "snapshot", "version", "span_start", "report"),
    "claim_flag": _named(
        schema.claim_flag, "snapshot", "claim", "version", "span_start", "flag", "role"
    ),
    "link": _named(schema.link, "snapshot", "a", "b"),
    "rewrite": _named(schema.rewrite, "snapshot", "earlier", "later"),
    "standing": _named(schema.standing, "snapshot", "version"),
    "unsure": _named(schema.unsure, "snapshot", "a", "b"),
    "ingested": _named(schema.ingested, "original", "configuration"),
    "mention": _mentions,
    "original": _originals,
    "reading": _plain(schema.reading),
    "relation": _relations,
    "report": _plain(schema.report),
    "resolution": _named(schema.resolution, "subject", "role", "ordinal", "kind", "run"),
    "resolver_run": _plain(schema.resolver_run),
    "snapshot": _plain(schema.snapshot),
    "succession": _successions,
    "unreadable": _unreadable,
    "version": _plain(schema.version),
}
"""What is dumped; every table is in a kind of its own, part of one, or a cache (a test checks)."""
