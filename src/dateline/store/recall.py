"""Giving back what was written, as the plain types it came in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from dateline.store import schema
from dateline.store.errors import NotFoundError
from dateline.store.writing import credit_from, dating_from
from dateline.types import (
    Actor,
    Attribution,
    Candidate,
    Claim,
    CoderRun,
    Decision,
    Mention,
    Reading,
    Relation,
    Resolution,
    Slot,
    Span,
)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def recall_reading(connection: Connection, version: str) -> Reading:
    """Give the reading of a version that is shown, with its text and publication date."""
    statement = (
        select(
            schema.reading,
            schema.version.c.text,
            schema.capture.c.original,
            schema.capture.c.member,
            schema.report.c.source_key,
        )
        .join(schema.version_order, schema.version_order.c.reading == schema.reading.c.id)
        .join(schema.version, schema.version.c.id == schema.reading.c.version)
        .join(schema.capture, schema.capture.c.id == schema.reading.c.capture)
        .join(schema.report, schema.report.c.id == schema.capture.c.report)
        .where(schema.version_order.c.version == version)
    )
    row = connection.execute(statement).first()
    if row is None:
        raise NotFoundError(f"no version {version} in this ledger")
    return Reading(
        source_key=row.source_key,
        original=row.original,
        member=row.member,
        text=row.text,
        title=_span(row.title_start, row.title_end),
        language=row.language,
        language_score=row.language_score,
        url=row.url,
        publisher=row.publisher,
        publisher_how=row.publisher_how,
        authors=tuple(json.loads(row.authors)),
        credits=tuple(credit_from(credit) for credit in json.loads(row.credits)),
        published=dating_from(row),
        captured_at=row.captured_at,
        furniture=tuple(json.loads(row.furniture)),
        warnings=tuple(json.loads(row.warnings)),
        reader=row.reader,
        catalogue=tuple((name, value) for name, value in json.loads(row.catalogue)),
    )


def recall_mention(connection: Connection, mention: str) -> Mention:
    """Give a mention by its whole id."""
    row = connection.execute(select(schema.mention).where(schema.mention.c.id == mention)).first()
    if row is None:
        raise NotFoundError(f"no mention {mention} in this ledger")
    return mention_from(row)


def mention_from(row: Any) -> Mention:
    """Give the mention that a row of ``mention`` holds."""
    return Mention(
        row.id,
        row.version,
        Span(row.anchor_start, row.anchor_end),
        _span(row.attribution_start, row.attribution_end),
        row.ordinal,
    )


def recall_claims(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Claim, ...]:
    """Give the claims that meet conditions on the table ``claim``, in the order of the text."""
    order = (schema.claim.c.version, schema.claim.c.anchor_start, schema.claim.c.id)
    rows = connection.execute(select(schema.claim).where(*conditions).order_by(*order)).all()
    return tuple(_claim_from(connection, row) for row in rows)


def _claim_from(connection: Connection, row: Any) -> Claim:
    slots = connection.execute(
        select(schema.claim_slot)
        .where(schema.claim_slot.c.version == row.version, schema.claim_slot.c.claim == row.id)
        .order_by(schema.claim_slot.c.role, schema.claim_slot.c.ordinal)
    )
    chain = connection.execute(
        select(schema.claim_attribution)
        .where(
            schema.claim_attribution.c.version == row.version,
            schema.claim_attribution.c.claim == row.id,
        )
        .order_by(schema.claim_attribution.c.ordinal)
    )
    return Claim(
        id=row.id,
        mention=row.mention,
        run=row.run,
        version=row.version,
        codebook=row.codebook,
        type=row.type,
        mode=row.mode,
        contexts=tuple(json.loads(row.contexts)),
        anchor=Span(row.anchor_start, row.anchor_end),
        quote=Span(row.quote_start, row.quote_end),
        slots=tuple(
            Slot(
                s.role,
                s.ordinal,
                Span(s.span_start, s.span_end),
                s.value,
                Span(s.head_start, s.head_end),
                s.how or "",
                s.score,
            )
            for s in slots
        ),
        attribution=tuple(
            Attribution(
                _span(a.source_start, a.source_end),
                Span(a.cue_start, a.cue_end),
                Span(a.content_start, a.content_end),
            )
            for a in chain
        ),
        polarity=row.polarity,
        modality=row.modality,
        background=bool(row.background),
        salience=row.salience,
        how=row.how,
        score=row.score,
    )


def recall_resolutions(connection: Connection, subject: str) -> tuple[Resolution, ...]:
    """Give what a claim's slots, or a version's publication date, refer to, by the current runs."""
    table = schema.resolution
    current = schema.current_resolver
    of_claim = select(schema.claim.c.version).where(schema.claim.c.id == subject).scalar_subquery()
    statement = (
        select(table)
        .join(current, (current.c.kind == table.c.kind) & (current.c.run == table.c.run))
        .where(table.c.version == func.coalesce(of_claim, subject), table.c.subject == subject)
        .order_by(table.c.role, table.c.ordinal, table.c.kind)
    )
    return tuple(resolution_from(row) for row in connection.execute(statement))


def resolution_from(row: Any) -> Resolution:
    """Give the resolution that a row of ``resolution`` holds."""
    return Resolution(
        subject=row.subject,
        role=row.role,
        ordinal=row.ordinal,
        run=row.run,
        kind=row.kind,
        value=row.value,
        label=row.label,
        precision=row.precision,
        score=row.score,
        how=row.how,
        span=_span(row.span_start, row.span_end),
        candidates=tuple(Candidate(*fields) for fields in json.loads(row.candidates)),
        extra=json.loads(row.extra),
    )


def recall_actor(connection: Connection, key: str) -> Actor:
    """Give an actor by its key: the registry's form, else the first by name."""
    table = schema.actor
    statement = (
        select(table)
        .where(table.c.id == key)
        .order_by(table.c.in_registry.desc(), table.c.name, table.c.form)
        .limit(1)
    )
    row = connection.execute(statement).first()
    if row is None:
        raise NotFoundError(f"no actor {key} in this ledger")
    return Actor(
        row.id,
        row.name,
        row.kind,
        tuple(json.loads(row.sectors)),
        row.country,
        bool(row.in_registry),
        tuple(json.loads(row.aliases)),
    )


def recall_relations(connection: Connection, actor: str) -> tuple[Relation, ...]:
    """Give the relations that an actor stands in, on either side, by kind, partner and start."""
    table = schema.relation
    statement = (
        select(table)
        .where((table.c.a == actor) | (table.c.b == actor))
        .order_by(table.c.kind, table.c.a, table.c.b, table.c.earliest, table.c.id)
    )
    return tuple(
        Relation(
            row.id,
            row.a,
            row.kind,
            row.b,
            row.earliest,
            row.latest,
            row.interval_how,
            _basis(connection, row.id),
        )
        for row in connection.execute(statement).all()
    )


def _basis(connection: Connection, relation: str) -> tuple[str, ...]:
    table = schema.relation_basis
    statement = select(table.c.basis).where(table.c.relation == relation).order_by(table.c.basis)
    return tuple(connection.execute(statement).scalars())


def recall_run(connection: Connection, run: str) -> CoderRun:
    """Give a coder run by its whole id."""
    row = connection.execute(select(schema.coder_run).where(schema.coder_run.c.id == run)).first()
    if row is None:
        raise NotFoundError(f"no coder run {run} in this ledger")
    return CoderRun(*row)


def recall_decisions(
    connection: Connection, subjects: Sequence[str] | None = None
) -> tuple[Decision, ...]:
    """Give the decisions on these subjects (None: all), by author and number."""
    table = schema.decision
    statement = select(table).order_by(table.c.author, table.c.n)
    if subjects is not None:
        statement = statement.where(table.c.subject.in_(subjects))
    return tuple(decision_from(row) for row in connection.execute(statement))


def decision_from(row: Any) -> Decision:
    """Give the decision that a row of ``decision`` holds."""
    return Decision(
        id=row.id,
        author=row.author,
        n=row.n,
        subject=row.subject,
        verdict=row.verdict,
        value=json.loads(row.value),
        why=row.why,
        at=row.at,
        saw=json.loads(row.saw),
        replaces=row.replaces,
    )
