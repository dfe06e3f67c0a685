"""Writing what was read: reports, captures, versions and what readers say of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert

from dateline.identity import canonical_json, content_id, text_hash
from dateline.ingest.cut_text import cut_code
from dateline.store import schema
from dateline.store.bundle import ReportBundle
from dateline.store.errors import LedgerError, OriginalGoneError
from dateline.types import Credit, Dating, Span

Row = dict[str, Any]

PUBLISHED_STANDING = ("metadata", "text", "url", "dateline", "inferred", "unknown")
"""Ways to know a publication date, best first: of several readings of one version the one
that knows best is shown."""


def _append(table: Table) -> tuple[str, Callable[[Row], tuple[Any, ...]]]:
    """Give the statement that adds a row unless its key is there, and what puts a row in order."""
    # Not INSERT OR IGNORE, which would also pass over rows that break a rule of the schema.
    statement = insert(table).on_conflict_do_nothing(index_elements=list(table.primary_key.columns))
    names = table.columns.keys()
    ordered = itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
    return str(statement.compile(dialect=_DIALECT)), ordered


_DIALECT = sqlite.dialect(paramstyle="qmark")
# Compiled once and given to the driver as it is: a report has some 400 rows, and binding them
# by name took longer than SQLite took to store them.
_STATEMENTS = {name: _append(table) for name, table in schema.metadata.tables.items()}


def append(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add the rows that are new; those whose key is there already are passed over."""
    if rows:
        statement, ordered = _STATEMENTS[table.name]
        connection.exec_driver_sql(statement, [ordered(row) for row in rows])


def append_one(connection: Connection, table: Table, row: Row) -> bool:
    """Add one row; say whether it was new."""
    statement, ordered = _STATEMENTS[table.name]
    return connection.exec_driver_sql(statement, ordered(row)).rowcount == 1


# --------------------------------------------------------------------------- reading


def check_text(text: str, where: str) -> None:
    """Raise :class:`LedgerError` for text that SQLite cannot count through or hold."""
    if "\0" in text:
        raise LedgerError(
            f"{where}: the text holds a zero character at {text.index(chr(0))}; "
            "offsets behind it would be lost. The reader must cut it"
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise LedgerError(
            f"{where}: the text holds half a character (a lone surrogate) at {error.start}; "
            "the reader must replace it"
        ) from error


def comparable_time(stated: str | None) -> str | None:
    """Give an ISO 8601 time as UTC text that sorts; None where there is none or it cannot be read.

    Without a zone it is taken as UTC, without a time as the start of the day.
    """
    if stated is None:
        return None
    try:
        moment = datetime.fromisoformat(stated.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def reading_row(bundle: ReportBundle) -> Row:
    """Give the row of what a reader says of a version; its id is all of it but scores."""
    reading = bundle.reading
    published = bundle.published or reading.published
    row: Row = {
        "version": bundle.version,
        "capture": bundle.capture,
        "title_start": reading.title.start if reading.title else None,
        "title_end": reading.title.end if reading.title else None,
        "language": reading.language,
        "url": reading.url,
        "publisher": reading.publisher,
        "publisher_how": reading.publisher_how,
        "authors": canonical_json(list(reading.authors)),
        "credits": canonical_json(
            [[c.kind, c.name, c.quote, list(c.span) if c.span else None] for c in reading.credits]
        ),
        "published_earliest": published.earliest,
        "published_latest": published.latest,
        "published_how": published.how,
        "published_stated": published.stated,
        "published_note": published.note,
        "captured_at": reading.captured_at,
        "furniture": canonical_json(list(reading.furniture)),
        "warnings": canonical_json(list(reading.warnings)),
        "reader": reading.reader,
    }
    row["catalogue"] = canonical_json([list(pair) for pair in reading.catalogue])
    check_text(canonical_json(row), f"{reading.source_key}: metadata")
    row["id"] = reading_id(row)
    row["language_score"] = float(reading.language_score)
    row["credits_line"] = credits_line(reading.credits, reading.authors)
    row["captured_utc"] = comparable_time(reading.captured_at)
    row["standing"] = standing_of(published.how)
    return row


_BESIDE = {"id", "language_score", "credits_line", "captured_utc", "arrived_at", "standing"}
"""Columns of a reading that enter no id: scores, clocks, and what follows from others."""


def reading_id(row: Mapping[str, Any]) -> str:
    """Y: all that a reader says of a version but scores and clocks, from a row of ``reading``."""
    said = {name: value for name, value in row.items() if name not in _BESIDE}
    if said["catalogue"] == "[]":  # without one it keeps the id that it had before there were any
        del said["catalogue"]
    return content_id("Y", sorted(said.items()))


def standing_of(published_how: str) -> int:
    """Give how well a publication date is known, 0 best."""
    if published_how in PUBLISHED_STANDING:
        return PUBLISHED_STANDING.index(published_how)
    return len(PUBLISHED_STANDING)


def credits_line(credits: Sequence[Credit], authors: Sequence[str]) -> str:
    """Give credits and authors for a reader: "author A; via B"."""
    named = [f"{credit.kind} {credit.name}" for credit in credits]
    credited = {credit.name for credit in credits}
    named += [f"author {name}" for name in authors if name not in credited]
    return "; ".join(named)


def write_reading(connection: Connection, bundle: ReportBundle, now: str) -> tuple[bool, ...]:
    """Add report, capture, version and reading; say which of the first three were new."""
    reading = bundle.reading
    check_text(reading.text, reading.source_key)
    known = connection.execute(
        select(schema.original.c.sha256).where(schema.original.c.sha256 == reading.original)
    ).first()
    if known is None:
        raise OriginalGoneError(
            f"{reading.source_key}: its original {reading.original} is not in the ledger; "
            "call put_original with the bytes first"
        )
    report_row = {"id": bundle.report, "source_key": reading.source_key}
    new_report = append_one(connection, schema.report, report_row)
    new_capture = append_one(
        connection,
        schema.capture,
        {
            "id": bundle.capture,
            "report": bundle.report,
            "original": reading.original,
            "member": reading.member,
            "arrived_at": now,
        },
    )
    new_version = append_one(
        connection,
        schema.version,
        {
            "id": bundle.version,
            "report": bundle.report,
            "text_sha256": text_hash(reading.text),
            "text": reading.text,
        },
    )
    if append_one(connection, schema.reading, {**reading_row(bundle), "arrived_at": now}):
        refresh_version_order(connection, bundle.report)
    return new_report, new_capture, new_version


_MOMENT = func.coalesce(schema.reading.c.captured_utc, schema.capture.c.arrived_at)
_READINGS = (
    select(
        schema.reading.c.id,
        schema.reading.c.version,
        schema.reading.c.capture,
        schema.reading.c.arrived_at,
        _MOMENT.label("moment"),
        schema.reading.c.published_latest,
        schema.reading.c.published_earliest,
        schema.reading.c.standing,
        schema.reading.c.publisher,
        schema.reading.c.reader,
        schema.reading.c.warnings,
    )
    .join(schema.capture, schema.capture.c.id == schema.reading.c.capture)
    .where(schema.capture.c.report == bindparam("of_report"))
)


def refresh_version_order(connection: Connection, report: str) -> None:
    """Put a report's versions in order again: newest first by capture (stated, else arrival),
    then publication, then id; and choose for each the reading that is shown."""
    readings = connection.execute(_READINGS, {"of_report": report}).all()
    latest: dict[str, tuple[str, str]] = {}
    for row in readings:
        latest[row.capture] = max(latest.get(row.capture, ("", "")), (row.arrived_at, row.id))
    newest: dict[str, tuple[str, bool, str, str]] = {}
    for row in readings:
        # A capture that a later reader read as another text counts for that text.
        counts = latest[row.capture] == (row.arrived_at, row.id)
        published = row.published_latest or row.published_earliest or ""
        key = (row.moment, counts, published, row.version)
        newest[row.version] = max(newest.get(row.version, key), key)
    order = sorted(newest, key=lambda version: newest[version], reverse=True)
    shown = {version: _shown([r for r in readings if r.version == version]) for version in order}
    order = _whole_before_cut(connection, order, shown)
    rows = [
        {"version": version, "report": report, "place": place, "reading": shown[version].id}
        for place, version in enumerate(order)
    ]
    statement = insert(schema.version_order)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["version"],
            set_={"place": statement.excluded.place, "reading": statement.excluded.reading},
        ),
        rows,
    )


def _shown(of_version: Sequence[Any]) -> Any:
    """Give the row of the reading that is shown of a version."""
    shown = sorted(of_version, key=lambda row: row.id)
    # Stable sorts, the last key first: the newest reader only decides between equals.
    shown.sort(key=lambda row: row.reader, reverse=True)
    shown.sort(key=lambda row: row.moment, reverse=True)
    shown.sort(key=lambda row: (row.standing, row.publisher is None))
    return shown[0]


def _whole_before_cut(
    connection: Connection, order: Sequence[str], shown: Mapping[str, Any]
) -> list[str]:
    """Give versions, newest first, such that none that is cut off, and says nothing that an older
    whole one does not say, is before that one: a paywall takes back nothing."""
    cut = {v for v in order if cut_code(json.loads(shown[v].warnings))}
    if not cut or len(cut) == len(order):
        return list(order)
    table = schema.version.c
    texts = {
        row.id: " ".join(row.text.split())
        for row in connection.execute(select(table.id, table.text).where(table.id.in_(order)))
    }
    made = list(order)
    for version in reversed(order):
        if version in cut:
            place = made.index(version)
            older = [w for w in made[place + 1 :] if w not in cut]
            within = [w for w in older if _says_nothing_new(texts[version], texts[w])]
            if within:
                made.insert(made.index(within[0]) + 1, version)
                made.pop(place)
    return made


def _says_nothing_new(text: str, whole: str) -> bool:
    """Say whether all sentences of a cut text but its last stand in a whole one."""
    told = [part for part in _STOP.split(text)[:-1] if len(part) >= LEAST_SENTENCE]
    return bool(told) and all(part in whole for part in told)


_STOP = re.compile(r"(?<=[.!?])\s+")
LEAST_SENTENCE = 30
"""Characters of a sentence that counts as one: shorter ones are scraps."""


def credit_from(fields: Sequence[Any]) -> Credit:
    """Give the credit back that :func:`reading_row` wrote as a list."""
    kind, name, quote, span = fields
    return Credit(kind, name, quote, None if span is None else Span(*span))


def dating_from(row: Any) -> Dating:
    """Give the publication date back from a row of ``reading``."""
    return Dating(
        row.published_earliest,
        row.published_latest,
        row.published_how,
        row.published_stated,
        row.published_note,
    )
