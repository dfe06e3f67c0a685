"""One table as a workbook (XLSX), for people who look at it in a spreadsheet.

Text stands in text cells, which no spreadsheet runs, so it is not marked; days are days, numbers are
numbers. A second worksheet says what each column means. The library XlsxWriter writes it row by row.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.export.days import DAYS

if TYPE_CHECKING:
    from dateline.export.tables import Rows

ROWS = 1_048_576
"""Rows of a worksheet, the names of the columns counted (ECMA-376; Excel's specification)."""
CHARACTERS = 32_767
"""Characters of a cell, counted as UTF-16 has them."""

_MADE = datetime(1980, 1, 1)
"""Stands where a workbook says when it was made: files here have no clock."""
_FIRST = date(1900, 3, 1)
"""The first day that every program gives the same number."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_WIDTH = 18
"""Of a column, in digits."""


def write_xlsx(path: Path, selection: Rows) -> int:
    """Write a workbook; give the number of rows.

    A text that is longer than a cell holds is cut, says so at its end, and is counted in the second
    worksheet. Raises ``ValueError`` where there are more rows than a worksheet holds, ``RuntimeError``
    where the library is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise RuntimeError(
            "XLSX needs its library; install it with: pip install XlsxWriter"
        ) from error
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _MADE})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        head = book.add_format({"bold": True})
        sheet = book.add_worksheet("rows")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(selection.columns) - 1, _WIDTH)
        for column, name in enumerate(selection.columns):
            sheet.write_string(0, column, name, head)
        cut: Counter[str] = Counter()
        count = 0
        for row in selection:
            count += 1
            if count >= ROWS:
                raise ValueError(
                    f"a worksheet holds {ROWS - 1:,} rows below the names of the columns, and there "
                    "are more; filter them, or write CSV or Parquet"
                )
            for column, field in enumerate(fields(row)):
                value = getattr(row, field.name)
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    known = _day(value) if field.name in DAYS else None
                    if known is not None:
                        sheet.write_datetime(count, column, known, day)
                        continue
                    shown = fitting(value)
                    cut[field.name] += shown != value
                    sheet.write_string(count, column, shown)
                else:
                    sheet.write_number(count, column, value)
        _columns(book, head, selection, cut)
    return count


def fitting(text: str) -> str:
    """Give a text as a cell can hold it: cut at its end, saying so, where it is too long."""
    text = _SURROGATES.sub("\ufffd", text)
    if len(text) + sum(c > "\uffff" for c in text) <= CHARACTERS:
        return text
    said = f"… [cut: {len(text):,} characters; whole in CSV, JSON Lines and Parquet]"
    units = text.encode("utf-16-le")[: 2 * (CHARACTERS - len(said))]
    return units.decode("utf-16-le", "ignore") + said


def _day(value: str) -> date | None:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if found >= _FIRST else None


def _columns(book: Any, head: Any, selection: Rows, cut: Counter[str]) -> None:
    from dateline.export.whole_ledger import column_meanings

    known = [
        meanings
        for meanings in column_meanings().values()
        if set(selection.columns) <= set(meanings)
    ]
    meanings = min(known, key=len) if known else {}
    sheet = book.add_worksheet("columns")
    sheet.set_column(0, 0, _WIDTH)
    sheet.set_column(1, 1, 5 * _WIDTH)
    for column, name in enumerate(("column", "means", "cells cut")):
        sheet.write_string(0, column, name, head)
    for number, name in enumerate(selection.columns, 1):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, meanings.get(name, ""))
        sheet.write_number(number, 2, cut[name])
