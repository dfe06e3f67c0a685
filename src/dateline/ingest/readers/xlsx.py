"""XLSX: the first row of a worksheet names the columns, every other row is one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dateline.ingest.columns import guess_columns
from dateline.ingest.documents.sheets import Sheet, sheets
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.options import IngestOptions
from dateline.ingest.readers import Member, Source
from dateline.ingest.rows import draft_of_row

VERSION = "xlsx/2"


def members(source: Source) -> Iterator[Member]:
    """Give one member a row below the header, numbered from 1; those of a second worksheet 2.1, 2.2.

    Raises :class:`ReadingError` where the workbook cannot be opened, or no column of it can hold
    the text; a worksheet without one beside a worksheet that has one is a member that says so.
    """
    refused: list[Member] = []
    read = False
    for number, sheet in enumerate(
        sheets(source.data, source.options.limits, source.opening.unpacked), 1
    ):
        header = next(sheet.rows, None)
        if header is None:
            continue
        names = [name.strip().strip("\ufeff") for name in header]
        if {"text", "html", "title"} & set(guess_columns(names, source.options.columns)):
            read = True
            yield from _rows(names, sheet, "" if number == 1 else f"{number}.", source.options)
        else:
            refused.append(Member(f"{number}.", partial(_fail, _no_text(sheet.name, names))))
    if read:
        yield from refused
    elif refused:
        refused[0].read()
    else:
        raise ReadingError("empty", "the workbook holds no rows; see that it was saved whole")


def _rows(
    names: Sequence[str], sheet: Sheet, prefix: str, options: IngestOptions
) -> Iterator[Member]:
    for number, row in enumerate(sheet.rows, 1):
        yield Member(f"{prefix}{number}", partial(_read, names, row, options))


def _read(names: Sequence[str], row: Sequence[str], options: IngestOptions) -> Draft:
    cells = {name: cell for name, cell in zip(names, row, strict=False) if name}
    return draft_of_row(cells, VERSION, options)


def _no_text(sheet: str, names: Sequence[str]) -> ReadingError:
    return ReadingError(
        "no_text",
        f"worksheet {sheet!r}: no column holds the text among {', '.join(names[:20])[:400]}; "
        "name it, as in text=COLUMN, and see that the first row names the columns",
    )


def _fail(error: ReadingError) -> Draft:
    raise error
