"""What is derived from the whole ledger: lineage and events, kept as snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from dateline.fusion.facts import ClaimFacts, Event, Fusion, Ruling, Unsure
from dateline.lineage.facts import Copy, Lineage, Text
from dateline.lineage.keeping import Keeping
from dateline.notices.facts import Told
from dateline.store import facts, judgements, queries, schema, snapshots
from dateline.store.errors import AmbiguousIdError, NotFoundError
from dateline.store.noticed import Noticed, recall_noticed, recall_told, write_noticed
from dateline.store.reach import Reach
from dateline.store.recall import recall_mention
from dateline.store.rows import EventClaimRow, EventRow
from dateline.store.selection import Selection
from dateline.store.snapshots import Snapshot

_LISTED = 10
"""How many events an error lists."""


class Derived(Reach):
    """The part of a ledger that lineage and fusion read from and write to."""

    # ----------------------------------------------------------------- what they are made from

    def texts(self) -> Iterator[Text]:
        """Give every version of every report with what lineage may weigh, by version id."""
        with self.read() as connection:
            yield from facts.recall_texts(connection)

    def claim_facts(self) -> tuple[ClaimFacts, ...]:
        """Give the claims in the record, with people's values before the machine's, by id."""
        with self.read() as connection:
            return facts.recall_claim_facts(connection)

    def rulings(self) -> tuple[Ruling, ...]:
        """Give what people ruled to be the same happening, or another, by pairs of mentions."""
        with self.read() as connection:
            return facts.recall_rulings(connection)

    def inputs_digest(self) -> str:
        """Give a digest that changes whenever texts, codings, resolutions or decisions do."""
        with self.read() as connection:
            return snapshots.inputs_digest(connection)

    # ----------------------------------------------------------------- snapshots

    def current_snapshot(self, stage: str) -> Snapshot | None:
        """Give the current snapshot of ``lineage`` or ``fusion``, None where there is none."""
        with self.read() as connection:
            return snapshots.current(connection, stage)

    def write_snapshots(
        self,
        lineage: tuple[Snapshot, Lineage],
        copies: Iterable[Copy],
        fusion: tuple[Snapshot, Fusion],
        noticed: Noticed | None = None,
    ) -> None:
        """Make a lineage, the copies that it is derived from, a fusion and the notices that it heeds
        the current ones, in one transaction."""
        with self.write() as connection:
            snapshots.write_copies(connection, copies)
            snapshots.write_lineage(connection, *lineage)
            snapshots.write_fusion(connection, *fusion)
            write_noticed(connection, fusion[0].id, noticed or Noticed())
            snapshots.name_events(connection)

    def keep(self, keeping: Keeping, digest: str) -> None:
        """Keep what a comparison found of texts with ``digest``, unless they have changed since."""
        with self.write() as connection:  # a purge waits, and then deletes it
            if snapshots.inputs_digest(connection) == digest:
                keeping.commit()

    def told(self) -> tuple[Told, ...]:
        """Give the claims of all versions, as far as notices may concern them, by id."""
        with self.read() as connection:
            return recall_told(connection)

    def noticed(self) -> Noticed:
        """Give the notices of the current snapshot, what they concern and which claims they flag."""
        with self.read() as connection:
            return recall_noticed(connection)

    def copies(self, version: str | None = None) -> tuple[Copy, ...]:
        """Give what texts share, pair by pair; with ``version``, the pairs that it is in."""
        with self.read() as connection:
            return snapshots.recall_copies(connection, version)

    def lineage(self) -> Lineage:
        """Give the current lineage; an empty one before the first ``connect``."""
        with self.read() as connection:
            return snapshots.recall_lineage(connection)

    def fusion(self) -> Fusion:
        """Give all current events with what stayed open; empty before the first ``connect``."""
        with self.read() as connection:
            return snapshots.recall_fusion(connection)

    # ----------------------------------------------------------------- events

    def events(self, **filters: Any) -> Selection[EventRow]:
        """Give events by date; filters: :class:`~.queries.EventFilter`.

        For example ``ledger.events(type="ASSAULT", place="Syria", since="2015-06-01")``.
        """
        asked = queries.filter_from(queries.EventFilter, filters)
        return Selection(self.read, queries.events(asked), EventRow)

    def event_claims(self) -> Selection[EventClaimRow]:
        """Give the claims of all current events with their quotes, event by event."""
        return Selection(self.read, queries.event_claims(), EventClaimRow)

    def event(self, id: str) -> Event:
        """Give an event by any id that it was ever given, or the beginning of one.

        An id names the mention that an event was anchored in; the event that holds this
        mention now is given. Raises :class:`NotFoundError`, which says what became of it, or
        :class:`AmbiguousIdError`.
        """
        with self.read() as connection:
            return snapshots.event_from(_detail(connection, id))

    def event_of_claim(self, claim: str) -> Event | None:
        """Give the event that a claim is of; None where it is of none (a plan, a tie, a forecast)."""
        with self.read() as connection:
            detail = _detail_of_claim(connection, claim)
            return None if detail is None else snapshots.event_from(detail)

    def unsure_about(self, event: Event) -> tuple[tuple[Unsure, Event], ...]:
        """Give the current events that may be the same happening as one, the likeliest first."""
        own, unsure = set(event.groups), schema.unsure
        with self.read() as connection:
            rows = connection.execute(
                select(unsure.c.a, unsure.c.b, unsure.c.score, unsure.c.why).where(
                    unsure.c.a.in_(own) | unsure.c.b.in_(own)
                )
            ).all()
            found = []
            seen = {event.id}
            for pair in sorted((Unsure(*row) for row in rows), key=lambda u: (-u.score, u.a, u.b)):
                if pair.a in own and pair.b in own:
                    continue
                detail = _detail_of_group(connection, pair.b if pair.a in own else pair.a)
                other = None if detail is None else snapshots.event_from(detail)
                if other is not None and other.id not in seen:
                    seen.add(other.id)
                    found.append((pair, other))
        return tuple(found)


def _detail(connection: Connection, id: str) -> str:
    """Give the JSON of the event that an id, or its beginning, names."""
    wanted = id.strip()[:1].upper() + id.strip()[1:].lower()
    table, names = schema.event, schema.event_name
    for column, among in ((table.c.id, "event"), (names.c.id, "name")):
        found = (
            connection.execute(
                select(column)
                .where(column >= wanted, column < wanted + "\U0010ffff")
                .order_by(column)
                .limit(_LISTED + 1)
            )
            .scalars()
            .all()
        )
        if len(found) > 1 and wanted not in found:
            listed = tuple(f"{each} (event)" for each in found[:_LISTED])
            raise AmbiguousIdError(id, listed, more=len(found) > _LISTED)
        if found:
            chosen = found[0]  # the whole id sorts before all that it begins
            if among == "event":
                return str(
                    connection.execute(select(table.c.detail).where(table.c.id == chosen)).scalar()
                )
            return _detail_of_name(connection, chosen)
    raise NotFoundError(
        f"no event in this ledger has an id that begins with {id!r}; `dateline events` lists them"
    )


def _detail_of_name(connection: Connection, id: str) -> str:
    """Give the JSON of the event that holds the mention which an earlier event id names."""
    names = schema.event_name
    name = connection.execute(
        select(names.c.mention, names.c.codebook).where(names.c.id == id)
    ).one()
    mention = name.mention
    where = judgements.whereabouts(connection, recall_mention(connection, mention))
    if where.mention is None:
        raise NotFoundError(
            f"event {id} was anchored in mention {mention}, which the current version of its "
            f"report no longer has ({where.how}): `dateline show {mention}`"
        )
    claim, member, table = schema.claim, schema.event_claim, schema.event
    same_place = (
        (claim.c.version == where.mention.version)
        & (claim.c.anchor_start < where.mention.anchor.end)
        & (claim.c.anchor_end > where.mention.anchor.start)
    )
    # The mention itself first, then what another coder reads at the same words.
    row = connection.execute(
        select(table.c.detail)
        .join(member, (member.c.event == table.c.id) & (member.c.snapshot == table.c.snapshot))
        .join(claim, claim.c.id == member.c.claim)
        .where((claim.c.mention == where.mention.id) | same_place)
        .where(table.c.codebook == name.codebook)
        .order_by((claim.c.mention != where.mention.id), claim.c.id)
        .limit(1)
    ).first()
    if row is None:
        raise NotFoundError(
            f"event {id} was anchored in mention {where.mention.id}, which the current coding and "
            f"decisions no longer count as an event: `dateline show {where.mention.id}`"
        )
    return str(row.detail)


def _detail_of_group(connection: Connection, group: str) -> str | None:
    table, told, member = schema.event, schema.event_claim, schema.claim_group_member
    row = connection.execute(
        select(table.c.detail)
        .join(told, (told.c.event == table.c.id) & (told.c.snapshot == table.c.snapshot))
        .join(member, member.c.claim == told.c.claim)
        .where(member.c.claim_group == group)
        .order_by(table.c.id.desc())  # of a group in two events the last, as `events --unsure` has
        .limit(1)
    ).first()
    return None if row is None else str(row.detail)


def _detail_of_claim(connection: Connection, claim: str) -> str | None:
    table, member = schema.event, schema.event_claim
    row = connection.execute(
        select(table.c.detail)
        .join(member, (member.c.event == table.c.id) & (member.c.snapshot == table.c.snapshot))
        .where(member.c.claim == claim)
        .limit(1)
    ).first()
    return None if row is None else str(row.detail)
