"""Spreadsheets in XLSX as rows of words, as the same table would stand in a CSV file.

The library calamine reads them. It is given a copy of the workbook's parts alone, made while every
byte that comes out of the file is counted: no part of it can declare a document type, is larger than
the limits, or makes a table of more than :data:`CELLS`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, NamedTuple

from dateline.ingest.documents.container import open_zip, stream_entry
from dateline.ingest.draft import ReadingError
from dateline.ingest.options import ReadLimits
from dateline.ingest.unpacked import Unpacked

CELLS = 20_000_000
"""Cells of the largest table: one cell far off makes a table of all between. UCDP GED has 19 million."""

_CELL = re.compile(rb'[\s"\']r\s*=\s*["\']\s*([A-Za-z]{0,3})\$?([0-9]{1,10})\s*["\']')
"""A cell's place ("B12"), or a row's."""
_PART = re.compile(
    r"(?:xl/.*|_rels/.*|\[Content_Types\])\.(?:xml|rels)|\[Content_Types\]\.xml", re.I
)
_EXACT = 10**15
"""From here on a float has no place for every whole number."""


class Sheet(NamedTuple):
    """A worksheet: its name, and its rows, those without a word left out."""

    name: str
    rows: Iterator[list[str]]


def sheets(data: bytes, limits: ReadLimits, unpacked: Unpacked) -> Iterator[Sheet]:
    """Give the worksheets of a workbook in order, hidden ones too.

    Raises :class:`ReadingError`: ``too_large``, ``bomb``, ``unsafe``, ``encrypted``, ``damaged``.
    """
    book = _opened(_copied(data, limits, unpacked))
    for name in book.sheet_names:
        yield Sheet(name, _rows(book, name))


def _opened(data: bytes) -> Any:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError as error:
        raise ReadingError(
            "unsupported", "XLSX needs its library; install it with: pip install python-calamine"
        ) from error
    with _damage_told():
        return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _rows(book: Any, name: str) -> Iterator[list[str]]:
    with _damage_told():
        rows = book.get_sheet_by_name(name).iter_rows()
    while True:
        with _damage_told():
            row = next(rows, None)
        if row is None:
            return
        cells = [words_of(value) for value in row]
        if any(cell.strip() for cell in cells):
            yield cells


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        kind = type(error)
        # A panic of the library is no Exception, so it is known by its name.
        if kind.__name__ != "PanicException" and "calamine" not in kind.__module__:
            raise
        raise ReadingError(
            "damaged", f"the workbook is damaged ({error}); save it anew, or as CSV"
        ) from error


def _copied(data: bytes, limits: ReadLimits, unpacked: Unpacked) -> bytes:
    """Give the workbook's XML in a new container, each part whole and looked at."""
    out = io.BytesIO()
    with open_zip(data, limits) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        done: set[str] = set()
        for entry in archive.infolist():
            if entry.filename in done or not _PART.fullmatch(entry.filename):
                continue
            done.add(entry.filename)
            part = b"".join(stream_entry(archive, entry, unpacked))
            _look_at(entry.filename, part)
            copy.writestr(zipfile.ZipInfo(entry.filename), part)
    return out.getvalue()


def _look_at(name: str, part: bytes) -> None:
    if b"<!DOCTYPE" in part or part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:64]:
        raise ReadingError(
            "unsafe",
            f"{name} in it is XML of a kind that can hide attacks; save it anew, or as CSV",
        )
    if not name.lower().startswith("xl/worksheets/") or not name.lower().endswith(".xml"):
        return
    last_row = last_column = 1
    for letters, digits in _CELL.findall(part):
        last_row = max(last_row, int(digits))
        last_column = max(last_column, _number(letters))
    if last_row * last_column > CELLS:
        raise ReadingError(
            "too_large",
            f"{name} has a cell in row {last_row:,}, column {last_column:,}: a table of more than "
            f"{CELLS:,} cells; clear what lies outside the table, split it, or save it as CSV",
        )


def _number(letters: bytes) -> int:
    """Give the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def words_of(value: Any) -> str:
    """Give a cell as text: days as YYYY-MM-DD, whole numbers without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < _EXACT
        return str(int(value)) if whole else repr(value)
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(" ", "milliseconds" if value.microsecond else "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)
