"""The tables of a workbook, read in a parser process like every file from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

from dateline.ingest.draft import ReadingError
from dateline.ingest.options import ReadLimits
from dateline.ingest.unpacked import Unpacked
from dateline.safety.sandbox import Failure, Job, Limits, ParserPool

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SECONDS = 600.0
"""For a whole workbook: all of GED takes about a minute."""
_AT_ONCE = 1_000
"""Rows of one answer."""


def is_workbook(data: bytes) -> bool:
    """Say whether some bytes may be an XLSX file: a ZIP."""
    return data.startswith(b"PK\x03\x04")


def tables(data: bytes, name: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Give each worksheet's name and rows.

    Raises ``ValueError`` where the file cannot be read, with its name and what to do.
    """
    sheet, rows = "", list[list[str]]()
    with ParserPool(1, Limits(seconds=_SECONDS), parser=f"{__name__}:parse") as pool:
        for _, value in pool.stream([Job(data, {})]):
            if isinstance(value, Failure):
                raise ValueError(f"{name}: {value.reason}")
            if "refused" in value:
                raise ValueError(f"{name}: {value['refused']}")
            if "sheet" in value:
                if rows:
                    yield sheet, rows
                sheet, rows = str(value["sheet"]), []
            else:
                rows.extend([str(cell) for cell in row] for row in value["rows"])
    if rows:
        yield sheet, rows


def prepare() -> None:
    """Import what reading needs, before the worker gives up its rights."""
    import_module("dateline.ingest.documents.sheets")
    with suppress(ImportError):  # said for the file
        import_module("python_calamine")


def parse(
    data: bytes, arguments: dict[str, Any], skip: int, progress: Callable[[int, str], None]
) -> Iterator[Any]:
    """Give each worksheet's name, then its rows; or why there are none. Runs in a worker."""
    from dateline.ingest.documents.container import zip_kind
    from dateline.ingest.documents.sheets import sheets

    limits = ReadLimits()
    try:
        if zip_kind(data, limits) != "xlsx":
            raise ReadingError("unsupported", "a ZIP file that is no XLSX; unpack it first")
        for sheet in sheets(data, limits, Unpacked(len(data), limits)):
            yield {"sheet": sheet.name}
            some: list[list[str]] = []
            for row in sheet.rows:
                some.append(row)
                if len(some) == _AT_ONCE:
                    yield {"rows": some}
                    some = []
            yield {"rows": some}
    except ReadingError as error:
        yield {"refused": error.reason}
