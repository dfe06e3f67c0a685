"""Tables of the ledger as CSV, XLSX, JSON Lines, Parquet and GeoJSON files.

Files appear whole or not at all. In CSV, text that a spreadsheet would run as a formula is
marked with an apostrophe (:mod:`dateline.export.cells`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, astuple, fields
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from dateline.export.cells import cell
from dateline.export.files import text_file, whole
from dateline.store.selection import arrow_table

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE = 5_000
"""Rows of a Parquet row group, so that memory does not grow with the table."""


class Rows(Protocol):
    """A table to write: a selection, or one as a profile shows it."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""

    @property
    def row_type(self) -> type[Any]:
        """The type of the rows."""

    def __iter__(self) -> Iterator[Any]:
        """Give the rows, frozen dataclasses."""

    def to_arrow(self) -> pyarrow.Table:
        """Give the rows as a typed Arrow table."""


def write_csv(path: Path, selection: Rows) -> int:
    """Write UTF-8 CSV with a header line; give the number of rows."""
    with text_file(path, "") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(selection.columns)
        count = 0
        for row in selection:
            writer.writerow([cell(getattr(row, field.name)) for field in fields(row)])
            count += 1
    return count


def write_jsonl(path: Path, selection: Rows) -> int:
    """Write one JSON object a line; give the number of rows."""
    count = 0
    with text_file(path) as out:
        for row in selection:
            out.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            count += 1
    return count


def write_parquet(path: Path, selection: Rows) -> int:
    """Write a Parquet file, typed also where it has no row; give the number of rows."""
    import pyarrow.parquet

    count = 0
    schema = arrow_table(selection.row_type, ()).schema
    rows = (astuple(row) for row in selection)
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as out:
        while some := list(islice(rows, _AT_ONCE)):
            out.write_table(arrow_table(selection.row_type, some))
            count += len(some)
    return count


def _geojson(path: Path, selection: Rows) -> int:
    from dateline.export.geojson import write_geojson

    return write_geojson(path, selection)


def _xlsx(path: Path, selection: Rows) -> int:
    from dateline.export.workbook import write_xlsx

    return write_xlsx(path, selection)


FORMATS: Mapping[str, Callable[[Path, Any], int]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "geojson": _geojson,
    "xlsx": _xlsx,
}


def export(selection: Rows, format: str, out: Path) -> int:
    """Write a selection to ``out`` in a format of :data:`FORMATS`; give the number of rows.

    Raises ``ValueError`` for a format that does not exist or cannot hold as much, ``OSError`` where ``out`` cannot
    be written; an existing file is replaced only once the new one is complete.
    """
    write = FORMATS.get(format)
    if write is None:
        raise ValueError(f"no format called {format!r}; there are {', '.join(FORMATS)}")
    with whole(out) as partial:
        return write(partial, selection)
