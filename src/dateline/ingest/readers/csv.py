"""CSV and TSV: the first row names the columns, every other row is one report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from dateline.ingest.columns import guess_columns
from dateline.ingest.decode import decode
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.options import IngestOptions
from dateline.ingest.readers import Member, Source
from dateline.ingest.rows import draft_of_row

VERSION = "csv/2"
DELIMITERS = ",;\t|"
SAMPLE_ROWS = 20
UNCLOSED_LINES = 200
"""Lines in one field from which an odd number of quotation marks in the file means that one
was never closed."""


def members(source: Source) -> Iterator[Member]:
    """Give one member a row below the header, numbered from 1.

    Raises :class:`ReadingError` (``no_text``) where no column can hold the text.
    """
    text, warnings = decode(source.data)
    csv.field_size_limit(max(source.options.limits.report_characters, 131_072))
    delimiter = find_delimiter(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip().strip("\ufeff") for name in next(rows, [])]
    except csv.Error as error:
        raise ReadingError("bad_row", f"the header is no CSV: {error}") from error
    columns = guess_columns(header, source.options.columns)
    if not {"text", "html", "title"} & set(columns):
        raise ReadingError(
            "no_text",
            f"no column holds the text among {', '.join(header[:20])[:400]}; "
            "name it, as in text=COLUMN, and see that the first row names the columns",
        )
    odd_quotes = text.count('"') % 2 == 1
    number = 0
    while True:
        before = rows.line_num
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            reason = f"line {before + 1}: {error}; mend the row or leave it out"
            yield Member(str(number), partial(_fail, ReadingError("bad_row", reason)))
            continue
        if not any(cell.strip() for cell in row):
            continue
        number += 1
        if odd_quotes and rows.line_num - before > UNCLOSED_LINES:
            reason = f"line {before + 1}: a quotation mark that is never closed swallows the rows below it; close it"
            yield Member(str(number), partial(_fail, ReadingError("bad_row", reason)))
            continue
        yield Member(
            str(number), partial(_read, header, row, before + 1, (source.options, warnings))
        )


def find_delimiter(text: str) -> str:
    """Give the character that parts the cells: most known column names, then the steadiest rows."""
    best = (-1, -1.0, 0, ",")
    for order, delimiter in enumerate(DELIMITERS):
        rows: list[list[str]] = []
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        try:
            for row in reader:
                rows.append(row)
                if len(rows) > SAMPLE_ROWS:
                    break
        except csv.Error:
            pass
        if not rows or len(rows[0]) < 2:
            continue
        known = len(guess_columns(name.strip().strip("\ufeff") for name in rows[0]))
        steady = sum(1 for row in rows if len(row) == len(rows[0])) / len(rows)
        best = max(best, (known, steady, -order, delimiter))
    return best[3]


def _read(
    header: Sequence[str],
    row: Sequence[str],
    line: int,
    known: tuple[IngestOptions, tuple[str, ...]],
) -> Draft:
    options, warnings = known
    extra = [cell for cell in row[len(header) :] if cell.strip()]
    if extra:
        raise ReadingError(
            "bad_row",
            f"line {line}: {len(row)} cells under {len(header)} column names; quote cells that hold "
            "the delimiter",
        )
    cells = dict(zip(header, row, strict=False))
    draft = draft_of_row(cells, VERSION, options)
    if len(row) < len(header):
        warnings = (*warnings, f"{len(row)} cells under {len(header)} column names")
    return replace(draft, warnings=(*warnings, *draft.warnings)) if warnings else draft


def _fail(error: ReadingError) -> Draft:
    raise error
