"""Imported rows out of a ledger again: as they came, and beside the ledger's own events."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from dateline.datasets.layout import LAYOUTS, Layout, read_file
from dateline.export.cells import cell
from dateline.export.files import whole
from dateline.store import schema

if TYPE_CHECKING:
    from dateline.store import Ledger

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


class ImportedRow(NamedTuple):
    """A row of the newest version of its report."""

    report: str
    version: str
    columns: tuple[str, ...]
    cells: tuple[str, ...]

    def get(self, column: str) -> str:
        """Give a cell; "" where the file has no such column."""
        return self.cells[self.columns.index(column)] if column in self.columns else ""


def imported_rows(ledger: Ledger, dataset: str) -> Iterator[ImportedRow]:
    """Give the rows of ``ged`` or ``acled`` as their files hold them, file by file in order."""
    order, capture, reading = schema.version_order.c, schema.capture.c, schema.reading.c
    layout = LAYOUTS[dataset]
    statement = (
        select(capture.original, capture.member, capture.report, order.version)
        .select_from(schema.capture)
        .join(schema.reading, reading.capture == capture.id)
        .join(schema.version_order, order.reading == reading.id)
        .where(order.place == 0, reading.reader.startswith(f"import/{layout.name}/"))
    )
    with ledger.read() as connection:
        found = connection.execute(statement).all()
    files: dict[str, list[tuple[int, str, str]]] = {}
    for row in found:
        files.setdefault(row.original, []).append((int(row.member), row.report, row.version))
    for original in sorted(files):
        file = read_file(ledger.original(original), f"original {original[:12]}")
        for number, report, version in sorted(files[original]):
            yield ImportedRow(report, version, file.columns, file.rows[number - 1])


def export_imported(ledger: Ledger, dataset: str, out: Path) -> int:
    """Write the imported rows as they came, with every column of every file; give their number.

    Cells are those of the files, character for character; only a formula is marked.
    """
    rows = list(imported_rows(ledger, dataset))
    columns = list(dict.fromkeys(column for row in rows for column in row.columns))
    with whole(out) as partial, partial.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow([cell(column) for column in columns])
        for row in rows:
            writer.writerow([_as_it_came(row.get(column)) for column in columns])
    return len(rows)


def _as_it_came(value: str) -> str:
    """Give a cell; a number below zero is no formula."""
    return value if _NUMBER.fullmatch(value) else str(cell(value))


# --------------------------------------------------------------------------- comparing

KILOMETRES = 25.0
"""How far apart one happening may be placed: UCDP's ``where_prec`` 2 is "within 25 km"."""

DAYS = 1
"""Days between one happening's dates in two records: night attacks, time zones, reporting days."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An imported row and the ledger's event that is most likely the same happening."""

    row: ImportedRow
    id: str
    day: str
    place: str
    killed: int | None
    event: str | None
    """The ledger's event; None where none is near."""
    days: int | None
    kilometres: float | None
    event_killed: int | None


class _Point(NamedTuple):
    first: date
    last: date
    latitude: float | None
    longitude: float | None


class _Mine(NamedTuple):
    id: str
    point: _Point
    killed: int | None


def compare_rows(ledger: Ledger, dataset: str, codebook: str) -> list[Compared]:
    """Give each imported row with the nearest event of a codebook, at most :data:`DAYS` and
    :data:`KILOMETRES` away. One event may be near several rows, since units of analysis differ."""
    layout = LAYOUTS[dataset]
    events = []
    for event in ledger.events(codebook=codebook, kind="single"):
        point = _point(event.date_from, event.date_to, event.latitude, event.longitude)
        if point is not None:
            events.append(_Mine(event.id, point, event.killed_best))
    return [_compared(layout, row, events) for row in imported_rows(ledger, dataset)]


def _compared(layout: Layout, row: ImportedRow, events: list[_Mine]) -> Compared:
    ged = layout.name == "ucdp_ged"
    first = row.get("date_start" if ged else "event_date")
    last = row.get("date_end") if ged else first
    killed = _number(row.get("best" if ged else "fatalities"))
    place = row.get("where_coordinates" if ged else "location")
    latitude, longitude = _number(row.get("latitude")), _number(row.get("longitude"))
    point = _point(first, last, latitude, longitude)
    near = []
    for event in events if point is not None else ():
        assert point is not None
        days = _days(point, event.point)
        far = _kilometres(point, event.point) if days <= DAYS else None
        if far is not None and far <= KILOMETRES:
            near.append((days, far, event.id, event))
    best = min(near, default=None)
    return Compared(
        row=row,
        id=row.get(layout.id),
        day=first[:10],
        place=place,
        killed=None if killed is None else int(killed),
        event=best[2] if best else None,
        days=best[0] if best else None,
        kilometres=round(best[1], 1) if best else None,
        event_killed=best[3].killed if best else None,
    )


def _point(
    first: str | None, last: str | None, latitude: float | None, longitude: float | None
) -> _Point | None:
    try:
        start = date.fromisoformat((first or last or "")[:10])
        end = date.fromisoformat((last or first or "")[:10])
    except ValueError:
        return None
    return _Point(start, max(start, end), latitude, longitude)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text.strip()) else None


def _days(a: _Point, b: _Point) -> int:
    return max(0, (a.first - b.last).days, (b.first - a.last).days)


def _kilometres(a: _Point, b: _Point) -> float | None:
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return None
    phi, theta = math.radians(a.latitude or 0), math.radians(b.latitude or 0)
    along = math.radians((b.longitude or 0) - (a.longitude or 0))
    half = math.sin((theta - phi) / 2) ** 2 + (
        math.cos(phi) * math.cos(theta) * math.sin(along / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
