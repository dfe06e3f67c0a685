"""Notices, what they concern and what they flag: written with the events, and given back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, func, select

from dateline.datasets.names import IMPORTED
from dateline.identity import canonical_json
from dateline.notices.facts import Flag, Notice, NoticeTarget, Number, Told, Words
from dateline.store import schema
from dateline.store.writing import append
from dateline.types import Span


@dataclass(frozen=True, slots=True)
class Noticed:
    """All notices of a ledger, with what they concern and flag."""

    notices: Mapping[str, Sequence[Notice]] = field(default_factory=dict)
    """By version."""
    targets: tuple[NoticeTarget, ...] = ()
    flags: tuple[Flag, ...] = ()


def write_noticed(connection: Connection, snapshot: str, noticed: Noticed) -> None:
    """Add the notices of a snapshot of fusion."""
    here = {"snapshot": snapshot}
    append(
        connection,
        schema.notice,
        [
            here
            | {
                "version": version,
                "span_start": notice.span.start,
                "span_end": notice.span.end,
                "kind": notice.kind,
                "how": notice.how,
                "numbers": canonical_json([list(n) for n in notice.numbers]),
                "names": canonical_json([list(n) for n in notice.names]),
                "elsewhere": int(notice.elsewhere),
            }
            for version in sorted(noticed.notices)
            for notice in noticed.notices[version]
        ],
    )
    append(
        connection,
        schema.notice_target,
        [
            here
            | {
                "version": target.version,
                "span_start": target.span.start,
                "report": target.report,
                "certainty": target.certainty,
                "why": target.why,
            }
            for target in noticed.targets
        ],
    )
    append(
        connection,
        schema.claim_flag,
        [
            here
            | {
                "claim": flag.claim,
                "version": flag.version,
                "span_start": flag.span.start,
                "flag": flag.flag,
                "role": flag.role,
                "wrong": flag.wrong,
                "right": flag.right,
                "why": flag.why,
            }
            for flag in noticed.flags
        ],
    )


def recall_noticed(connection: Connection) -> Noticed:
    """Give the notices of the current snapshot; none before the first."""
    table = schema.notice
    notices: dict[str, list[Notice]] = {}
    spans: dict[tuple[str, int], Span] = {}
    for row in connection.execute(select(table).order_by(table.c.version, table.c.span_start)):
        span = spans[row.version, row.span_start] = Span(row.span_start, row.span_end)
        notices.setdefault(row.version, []).append(
            Notice(
                span,
                row.kind,
                row.how,
                tuple(Number(*each) for each in json.loads(row.numbers)),
                tuple(Words(*each) for each in json.loads(row.names)),
                bool(row.elsewhere),
            )
        )
    target, flag = schema.notice_target, schema.claim_flag
    order = (target.c.version, target.c.span_start, target.c.report)
    targets = tuple(
        NoticeTarget(
            row.version, spans[row.version, row.span_start], row.report, row.certainty, row.why
        )
        for row in connection.execute(select(target).order_by(*order))
    )
    keys = (flag.c.claim, flag.c.version, flag.c.span_start, flag.c.flag, flag.c.role)
    flags = tuple(
        Flag(
            row.claim,
            row.flag,
            row.version,
            spans[row.version, row.span_start],
            row.why,
            row.role,
            row.wrong,
            row.right,
        )
        for row in connection.execute(select(flag).order_by(*keys))
    )
    return Noticed(notices, targets, flags)


_COUNT = re.compile(r"(?:>=|~)?(\d{1,9})")
_NAMING = ("actor", "recipient", "place")


def recall_told(connection: Connection) -> tuple[Told, ...]:
    """Give the claims of all versions by the current runs, as far as notices may concern them."""
    claim, slot, run = schema.claim, schema.claim_slot, schema.current_run
    statement = (
        select(claim.c.id, claim.c.version, claim.c.quote_start, claim.c.quote_end)
        .join(run, and_(run.c.run == claim.c.run, run.c.codebook == claim.c.codebook))
        .where(claim.c.codebook.not_in(sorted(IMPORTED)))
        .order_by(claim.c.id)
    )
    rows = connection.execute(statement).all()
    numbers: dict[str, dict[str, int]] = {}
    words: dict[str, list[str]] = {}
    text = schema.version.c.text
    told = func.substr(text, slot.c.span_start + 1, slot.c.span_end - slot.c.span_start)
    fillers: Any = (
        select(slot.c.claim, slot.c.role, slot.c.value, told.label("words"))
        .join(schema.version, schema.version.c.id == slot.c.version)
        .order_by(slot.c.claim, slot.c.role, slot.c.ordinal)
    )
    for row in connection.execute(fillers):
        count = _COUNT.fullmatch(row.value)
        if row.role in _NAMING:
            words.setdefault(row.claim, []).append(row.words)
        elif count is not None:
            numbers.setdefault(row.claim, {}).setdefault(row.role, int(count[1]))
    return tuple(
        Told(
            row.id,
            row.version,
            Span(row.quote_start, row.quote_end),
            numbers.get(row.id, {}),
            tuple(words.get(row.id, ())),
        )
        for row in rows
    )
