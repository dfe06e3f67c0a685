"""How the files of ACLED and UCDP GED are laid out, and which is which."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.datasets.sheets import is_workbook, tables
from dateline.export.cells import text_of
from dateline.ingest.decode import decode

_MARK = "dateline_event"
"""A column that only dateline's own exports have: their cells have formulas marked."""

_CELL = 10_000_000
"""Characters of the longest cell: notes and source lists are long, bombs are longer."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A dataset's columns and what they mean to a claim."""

    name: str
    """Names the codebook of its claims and begins the ids of its reports."""
    publisher: str
    id: str
    """The column that names a row."""
    needs: tuple[str, ...]
    """Columns that tell the dataset."""
    roles: Mapping[str, str]
    """Column to role of the claim; every other cell is a slot under its column's name."""
    types: tuple[str, ...]
    """Columns for the claim's type, the most telling first."""
    quotes: tuple[str, ...]
    """Columns that tell the event in words, the best first."""
    sources: tuple[str, ...]
    """Columns that name whom the row rests on, the best first."""
    title: tuple[str, ...]
    """Columns that the report's title is put together from."""


LAYOUTS: Mapping[str, Layout] = {
    "ged": Layout(
        name="ucdp_ged",
        publisher="UCDP GED",
        id="id",
        needs=("id", "type_of_violence", "side_a", "date_start", "best"),
        roles={
            "side_a": "actor",
            "side_b": "recipient",
            "where_coordinates": "place",
            "date_start": "date",
            "best": "killed",
        },
        types=("type_of_violence",),
        quotes=("source_headline", "source_article"),
        sources=("source_original", "source_office", "source_article"),
        title=("side_a", "side_b", "where_coordinates", "country", "date_start"),
    ),
    "acled": Layout(
        name="acled_rows",
        publisher="ACLED",
        id="event_id_cnty",
        needs=("event_id_cnty", "event_date", "event_type", "actor1", "fatalities"),
        roles={
            "actor1": "actor",
            "actor2": "recipient",
            "location": "place",
            "event_date": "date",
            "fatalities": "killed",
        },
        types=("sub_event_type", "event_type"),
        quotes=("notes",),
        sources=("source",),
        title=("actor1", "actor2", "location", "country", "event_date"),
    ),
}

GED_TYPES = {"1": "STATE_BASED", "2": "NON_STATE", "3": "ONE_SIDED"}


@dataclass(frozen=True, slots=True)
class File:
    """A dataset's file as it was read."""

    layout: Layout
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    warnings: tuple[str, ...] = ()
    """How the encoding was got where it is not UTF-8, and what was lost."""


def read_file(data: bytes, name: str) -> File:
    """Give the rows of a CSV or XLSX file of ACLED or UCDP GED, cells as they stand.

    Of a workbook it is the first worksheet with the columns of either. Raises ``ValueError`` where
    the file is neither, or a row does not fit its header.
    """
    if is_workbook(data):
        return _of_workbook(data, name)
    text, warnings = _decoded(data)
    return _file(read_rows(text), name, warnings)


def _of_workbook(data: bytes, name: str) -> File:
    first: list[list[str]] | None = None
    for _, rows in tables(data, name):
        first = rows if first is None else first
        if any(set(layout.needs) <= set(rows[0]) for layout in LAYOUTS.values()):
            return _file(iter(_even(rows)), name, ())
    return _file(iter(first or []), name, ())


def _even(rows: list[list[str]]) -> Iterator[list[str]]:
    """Give rows as wide as the names of their columns; what a worksheet has beside them is none."""
    width = max((n for n, cell in enumerate(rows[0], 1) if cell.strip()), default=0)
    for row in rows:
        beside = [cell for cell in row[width:] if cell.strip()]
        yield row[:width] + beside + [""] * (width - len(row))


def _file(rows: Iterator[list[str]], name: str, warnings: tuple[str, ...]) -> File:
    header = tuple(cell.strip().strip("\ufeff") for cell in next(rows, []))
    layout = layout_of(header, name)
    ours = _MARK in header
    found = []
    for number, row in enumerate(rows, 1):
        if not row:
            continue
        if len(row) != len(header):
            raise ValueError(
                f"{name}, row {number}: {len(row)} cells under {len(header)} column names; nothing "
                "was imported. Quote cells that hold the delimiter"
            )
        found.append(tuple(text_of(cell) for cell in row) if ours else tuple(row))
    return File(layout, header, tuple(found), warnings)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Give the characters of a file. What is UTF-8 is read as UTF-8, and no runs of ``+`` and letters
    in its cells are taken for UTF-7."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)
    return decode(data) if "\x00" in text.partition("\n")[0] else (text, ())


def read_rows(text: str) -> Iterator[list[str]]:
    """Give the rows of CSV with commas or semicolons."""
    csv.field_size_limit(_CELL)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def layout_of(header: Sequence[str], name: str) -> Layout:
    """Give the layout that a header is of; raises ``ValueError`` where it is none."""
    for layout in LAYOUTS.values():
        if set(layout.needs) <= set(header):
            twice = [column for column in header if header.count(column) > 1]
            if twice:
                raise ValueError(f"{name}: two columns are called {twice[0]!r}; rename one")
            return layout
    known = "; ".join(f"{x.publisher} has {', '.join(x.needs)}" for x in LAYOUTS.values())
    raise ValueError(
        f"{name}: not a file of ACLED or UCDP GED, by its columns: {known}. "
        "For reports in a CSV file use: dateline add"
    )
