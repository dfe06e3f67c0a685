"""Rows of review: decisions, authors, successions, and what is in effect because of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, exists, func, select
from sqlalchemy.dialects.sqlite import insert

from dateline.identity import canonical_json
from dateline.ingest.cut_text import cut_code
from dateline.store import schema
from dateline.store.recall import decision_from, mention_from, recall_claims
from dateline.store.views import COUNTS
from dateline.store.writing import append, append_one
from dateline.types import Claim, Decision, Mention, Succession

if TYPE_CHECKING:
    from dateline.review.rules import InEffect

# --------------------------------------------------------------------------- decisions


def write_decision(connection: Connection, decision: Decision) -> bool:
    """Add a decision; say whether it was new."""
    row = {
        "id": decision.id,
        "author": decision.author,
        "n": decision.n,
        "subject": decision.subject,
        "verdict": decision.verdict,
        "value": canonical_json(decision.value),
        "why": decision.why,
        "at": decision.at,
        "saw": canonical_json(decision.saw),
        "replaces": decision.replaces,
    }
    return append_one(connection, schema.decision, row)


def next_number(connection: Connection, author: str) -> int:
    """Give the number of an author's next decision, from 1."""
    table = schema.decision.c
    statement = select(func.coalesce(func.max(table.n), 0) + 1).where(table.author == author)
    return int(connection.execute(statement).scalar_one())


def known_decision(connection: Connection, decision: str) -> Decision | None:
    """Give the decision with this id, or None."""
    table = schema.decision
    row = connection.execute(select(table).where(table.c.id == decision)).first()
    return None if row is None else decision_from(row)


def author_roles(connection: Connection) -> dict[str, str]:
    """Give the role of every author: ``coder`` or ``adjudicator``."""
    statement = select(schema.author).order_by(schema.author.c.name)
    return {row.name: row.role for row in connection.execute(statement)}


def set_author(connection: Connection, name: str, role: str, *, overwrite: bool) -> None:
    """Note an author's role; without ``overwrite`` only where none is known."""
    statement = insert(schema.author).values(name=name, role=role)
    if overwrite:
        change = statement.on_conflict_do_update(index_elements=["name"], set_={"role": role})
    else:
        change = statement.on_conflict_do_nothing(index_elements=["name"])
    connection.execute(change)


# --------------------------------------------------------------------------- mentions and claims


def version_text(connection: Connection, version: str) -> str:
    """Give a version's clean text."""
    table = schema.version.c
    text: str = connection.execute(select(table.text).where(table.id == version)).scalar_one()
    return text


def cut_of(connection: Connection, version: str) -> str:
    """Give the code by which a version's reading says that its text is not whole; "" where it may be."""
    order, reading = schema.version_order, schema.reading
    warnings = connection.execute(
        select(reading.c.warnings)
        .join(order, order.c.reading == reading.c.id)
        .where(order.c.version == version)
    ).scalar()
    return cut_code(json.loads(warnings)) if warnings else ""


def mentions_of(connection: Connection, version: str) -> tuple[Mention, ...]:
    """Give a version's mentions in the order of the text."""
    table = schema.mention
    statement = (
        select(table)
        .where(table.c.version == version)
        .order_by(table.c.anchor_start, table.c.anchor_end, table.c.ordinal, table.c.id)
    )
    return tuple(mention_from(row) for row in connection.execute(statement))


def quotes_of(connection: Connection, version: str) -> dict[str, tuple[int, int]]:
    """Give the span of the shortest quote that claims of any run give each mention of a version."""
    table = schema.claim.c
    statement = select(table.mention, table.quote_start, table.quote_end).where(
        table.version == version
    )
    found: dict[str, tuple[int, int]] = {}
    for mention, start, end in connection.execute(statement):
        last = found.get(mention)
        if last is None or (end - start, start) < (last[1] - last[0], last[0]):
            found[mention] = (start, end)
    return found


def current_claims(connection: Connection, mention: Mention) -> tuple[Claim, ...]:
    """Give the claims that the current runs make of a mention."""
    table = schema.claim.c
    current = schema.current_run.c
    is_current = exists().where(current.run == table.run, current.codebook == table.codebook)
    return recall_claims(
        connection, table.version == mention.version, table.mention == mention.id, is_current
    )


def kept_claims(connection: Connection, mention: str) -> tuple[Claim, ...]:
    """Give the claims of earlier runs or versions that a decision keeps on a mention."""
    kept = schema.kept_claim.c
    ids = select(kept.claim).where(kept.mention == mention).scalar_subquery()
    return recall_claims(connection, schema.claim.c.id.in_(ids))


def codebook_of_run(connection: Connection, run: str) -> tuple[str, str] | None:
    """Give the roles and types (JSON) of the codebook that a run codes by, where it is known."""
    table = schema.codebook.c
    statement = (
        select(table.roles, table.types)
        .join(schema.coder_run, schema.coder_run.c.codebook_hash == table.hash)
        .where(schema.coder_run.c.id == run)
    )
    row = connection.execute(statement).first()
    return None if row is None else (row.roles, row.types)


# --------------------------------------------------------------------------- succession


def append_successions(connection: Connection, rows: Sequence[Succession]) -> None:
    """Add successions that are new."""
    append(
        connection,
        schema.succession,
        [{"old": s.old, "version": s.version, "new": s.new, "how": s.how} for s in rows],
    )


def successions_from(connection: Connection, mention: str) -> tuple[Succession, ...]:
    """Give where a mention goes on, by version."""
    table = schema.succession
    statement = select(table).where(table.c.old == mention).order_by(table.c.version)
    return tuple(
        Succession(row.old, row.new, row.version, row.how) for row in connection.execute(statement)
    )


def carried_into(connection: Connection, old: str, new: str) -> set[str]:
    """Give the mentions of version ``old`` whose succession into ``new`` is known."""
    table = schema.succession.c
    statement = (
        select(table.old)
        .join(schema.mention, schema.mention.c.id == table.old)
        .where(schema.mention.c.version == old, table.version == new)
    )
    return set(connection.execute(statement).scalars())


def reports_with_versions(connection: Connection) -> tuple[str, ...]:
    """Give the reports that have more than one version."""
    table = schema.version_order.c
    statement = select(table.report).where(table.place == 1).order_by(table.report)
    return tuple(connection.execute(statement).scalars())


def order_of_versions(connection: Connection, report: str) -> tuple[str, ...]:
    """Give a report's versions, newest first."""
    table = schema.version_order.c
    statement = select(table.version).where(table.report == report).order_by(table.place)
    return tuple(connection.execute(statement).scalars())


def report_of(connection: Connection, version: str) -> str:
    """Give the report that a version is of."""
    table = schema.version.c
    report: str = connection.execute(select(table.report).where(table.id == version)).scalar_one()
    return report


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a mention is found today: in the current version of its report, or nowhere."""

    mention: Mention | None
    how: str
    """``current``, or how the last known step ended: ``withdrawn``, ``orphaned``, "not carried"."""


def whereabouts(connection: Connection, mention: Mention) -> Whereabouts:
    """Follow successions from a mention to the current version of its report.

    Nearest first, so that a step straight into the current version goes before a chain.
    """
    current = order_of_versions(connection, report_of(connection, mention.version))[0]
    queue, seen, how = [mention], {mention.id}, ""
    while queue:
        here = queue.pop(0)
        if here.version == current:
            return Whereabouts(here, "current")
        steps = successions_from(connection, here.id)
        for step in sorted(steps, key=lambda s: (s.version != current, s.version)):
            if step.new is None:
                how = step.how
            elif step.new not in seen:
                seen.add(step.new)
                table = schema.mention
                row = connection.execute(select(table).where(table.c.id == step.new)).one()
                queue.append(mention_from(row))
    return Whereabouts(None, how or "not carried")


# --------------------------------------------------------------------------- what is in effect


def decided_reports(connection: Connection, only: str | None = None) -> tuple[str, ...]:
    """Give the reports that decisions are about; with ``only``, that one or none."""
    if connection.execute(_ANY_DECISION).first() is None:
        return ()
    statement = (
        select(schema.version.c.report)
        .join(schema.mention, schema.mention.c.version == schema.version.c.id)
        .join(schema.decision, schema.decision.c.subject == schema.mention.c.id)
        .distinct()
        .order_by(schema.version.c.report)
    )
    if only is not None:
        statement = statement.where(schema.version.c.report == only)
    return tuple(connection.execute(statement).scalars())


_ANY_DECISION = select(schema.decision.c.id).limit(1)


def decisions_on_report(
    connection: Connection, report: str
) -> tuple[tuple[Decision, Mention], ...]:
    """Give the decisions on mentions of any version of a report, with their mentions."""
    table = schema.decision
    statement = (
        select(table, schema.mention)
        .join(schema.mention, schema.mention.c.id == table.c.subject)
        .join(schema.version, schema.version.c.id == schema.mention.c.version)
        .where(schema.version.c.report == report)
        .order_by(table.c.author, table.c.n)
    )
    wide = len(table.columns)
    names = schema.mention.columns.keys()
    found = []
    for row in connection.execute(statement):
        mention = mention_from(_Named(names, row[wide:]))
        found.append((decision_from(_Named(table.columns.keys(), row[:wide])), mention))
    return tuple(found)


class _Named:
    """Part of a joined row, by the column names of its table."""

    def __init__(self, names: Iterable[str], values: Sequence[Any]) -> None:
        self.__dict__.update(zip(names, values, strict=True))


def waiting_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Give the decisions on mentions that this ledger does not have."""
    table = schema.decision
    known = exists().where(schema.mention.c.id == table.c.subject)
    statement = select(table).where(~known).order_by(table.c.author, table.c.n)
    return tuple(decision_from(row) for row in connection.execute(statement))


def clear_effects(connection: Connection, report: str) -> None:
    """Forget what is in effect for a report, before it is worked out again."""
    of_report = (
        select(schema.mention.c.id)
        .join(schema.version, schema.version.c.id == schema.mention.c.version)
        .where(schema.version.c.report == report)
        .scalar_subquery()
    )
    for table in (schema.effective, schema.kept_claim):
        connection.execute(delete(table).where(table.c.mention.in_(of_report)))


def write_effect(
    connection: Connection, mention: str, codebook: str, effect: InEffect, base: Claim | None
) -> None:
    """Keep what is in effect: each value that differs from the base claim's own."""
    machine = {} if base is None else _values(base)
    fields = {k: v for k, v in effect.fields.items() if base is None or v != machine[k]}
    slots = _changed_slots(effect, base)
    row: dict[str, Any] = {
        "mention": mention,
        "codebook": codebook,
        "verdict": effect.verdict,
        "review": effect.review,
        "coded_by": effect.coded_by,
        "slots": canonical_json(slots),
        "decisions": canonical_json(list(effect.decisions)),
    }
    for name in ("type", "mode", "polarity", "modality"):
        row[name] = (fields[name] or "") if name in fields else None
    background = fields.get("background")
    row["background"] = int(background) if isinstance(background, bool) else None
    for role in ("actor", "recipient", "place", "date", "weapon"):
        row[role] = _line(slots[role]) if role in slots else None
    row["date_from"], row["date_to"] = _days(row["date"])
    for role in COUNTS:
        row[role] = _count(slots[role]) if role in slots else None
    connection.execute(insert(schema.effective).values(row))


def _values(claim: Claim) -> dict[str, Any]:
    return {
        "type": claim.type,
        "mode": claim.mode,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "background": claim.background,
    }


def _changed_slots(effect: InEffect, base: Claim | None) -> dict[str, list[str] | str]:
    machine: dict[str, list[str]] = {}
    for slot in base.slots if base is not None else ():
        machine.setdefault(slot.role, []).append(slot.value)
    return {
        role: words
        for role, words in sorted(effect.slots.items())
        if base is None or words != machine.get(role, [])
    }


def _line(words: list[str] | str) -> str:
    return words if isinstance(words, str) else "; ".join(words)


def _count(words: list[str] | str) -> int | None:
    """A number as people gave it; -1 for "there is none", None where coders differ."""
    from dateline.store.findings import whole_number

    if isinstance(words, str):
        return None
    return whole_number(words[0]) if words else -1


def _days(words: str | None) -> tuple[str | None, str | None]:
    """The days of a date that people wrote as one or as FROM/TO; None where it is in other words."""
    from datetime import date

    if not words:
        return None, None
    first, slash, last = words.partition("/")
    days = (first, last if slash else first)
    try:
        for day in days:
            date.fromisoformat(day)
    except ValueError:
        return None, None
    return days


def keep_claims(connection: Connection, claims: Iterable[str], mention: str) -> None:
    """Keep claims of earlier runs in the record, as far as this ledger has them."""
    known = select(schema.claim.c.id).where(schema.claim.c.id.in_(sorted(claims)))
    rows = [{"claim": c, "mention": mention} for c in connection.execute(known).scalars()]
    append(connection, schema.kept_claim, rows)
