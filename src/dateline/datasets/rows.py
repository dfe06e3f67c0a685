"""Imported rows out of a ledger again: as they came, and beside the ledger's own events."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sqlalchemy import select

from dateline.datasets.layout import LAYOUTS, Layout, read_file
from dateline.export.cells import cell
from dateline.export.files import text_file, whole
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
    with whole(out) as partial, text_file(partial, "") as lines:
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


class Happening(Protocol):
    """What is compared of an event: a row of the view ``events`` has it."""

    @property
    def id(self) -> str: ...
    @property
    def date_from(self) -> str | None: ...
    @property
    def date_to(self) -> str | None: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def killed_best(self) -> int | None: ...


class _Point(NamedTuple):
    first: date
    last: date
    latitude: float | None
    longitude: float | None


class _Mine(NamedTuple):
    id: str
    point: _Point
    killed: int | None


BAND = 0.25
"""Degrees of latitude, some 27.8 km: more than :data:`KILOMETRES`, so that what is near lies in the
same band or the next."""

PERIOD = 8
"""Days that are looked up together."""

LONG = 16
"""Periods: what lasts longer is not looked up by day."""


class _Near:
    """Events by latitude and day, so that a row meets only those that may be near."""

    def __init__(self) -> None:
        self._band: dict[int, list[_Mine]] = {}
        self._long: dict[int, list[_Mine]] = {}
        self._short: dict[tuple[int, int], list[_Mine]] = {}

    def add(self, event: _Mine) -> None:
        band = _band(event.point)
        if band is None:
            return
        self._band.setdefault(band, []).append(event)
        periods = _periods(event.point, 0)
        if len(periods) > LONG:
            self._long.setdefault(band, []).append(event)
            return
        for period in periods:
            self._short.setdefault((band, period), []).append(event)

    def around(self, point: _Point) -> Iterator[_Mine]:
        """Give what may be near a point, and more; an event of several periods several times."""
        band = _band(point)
        if band is None:
            return
        periods = _periods(point, DAYS)
        for one in (band - 1, band, band + 1):
            if len(periods) > LONG:
                yield from self._band.get(one, ())
                continue
            yield from self._long.get(one, ())
            for period in periods:
                yield from self._short.get((one, period), ())


def _band(point: _Point) -> int | None:
    return None if point.latitude is None else math.floor(point.latitude / BAND)


def _periods(point: _Point, more: int) -> range:
    first, last = point.first.toordinal() - more, point.last.toordinal() + more
    return range(first // PERIOD, last // PERIOD + 1)


def compare_rows(ledger: Ledger, dataset: str, codebook: str) -> list[Compared]:
    """Give each imported row with the nearest event of a codebook, at most :data:`DAYS` and
    :data:`KILOMETRES` away. One event may be near several rows, since units of analysis differ."""
    found = ledger.events(codebook=codebook, kind="single")
    return compare(dataset, imported_rows(ledger, dataset), found)


def compare(
    dataset: str, rows: Iterable[ImportedRow], events: Iterable[Happening]
) -> list[Compared]:
    """Give each row of ``ged`` or ``acled`` with the nearest of the events, as :func:`compare_rows`."""
    layout, index = LAYOUTS[dataset], _Near()
    for event in events:
        point = _point(event.date_from, event.date_to, event.latitude, event.longitude)
        if point is not None:
            index.add(_Mine(event.id, point, event.killed_best))
    return [_compared(layout, row, index) for row in rows]


def _compared(layout: Layout, row: ImportedRow, events: _Near) -> Compared:
    ged = layout.name == "ucdp_ged"
    first = row.get("date_start" if ged else "event_date")
    last = row.get("date_end") if ged else first
    killed = _number(row.get("best" if ged else "fatalities"))
    place = row.get("where_coordinates" if ged else "location")
    latitude, longitude = _number(row.get("latitude")), _number(row.get("longitude"))
    point = _point(first, last, latitude, longitude)
    near = []
    for event in events.around(point) if point is not None else ():
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
    if latitude is not None and abs(latitude) > 90:
        latitude = None
    return _Point(start, max(start, end), latitude, longitude)


def _number(text: str) -> float | None:
    number = float(text) if _NUMBER.fullmatch(text.strip()) else math.inf
    return number if math.isfinite(number) else None


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
