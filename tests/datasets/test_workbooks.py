"""Files of GED and ACLED as XLSX, in and out again."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from files_for_tests import acled_row, ged_row, read

from dateline.datasets.layout import read_file
from dateline.datasets.load import import_dataset
from dateline.datasets.rows import compare_rows, export_imported
from dateline.export import acled, ged
from dateline.export.cells import text_of
from dateline.store import Ledger

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ingest"))
from sheets_for_tests import make_xlsx

pytest.importorskip("python_calamine", reason="python-calamine is not installed: make install")

ROWS = {"ged": ged_row, "acled": acled_row}
COLUMNS = {"ged": ged.COLUMNS, "acled": acled.COLUMNS}
NUMBERS = """year active_year type_of_violence where_prec latitude longitude date_prec deaths_a deaths_b best
high low fatalities""".split()  # noqa: SIM905
DAYS = ("date_start", "date_end", "event_date")
WORDS = (
    "=1+1", "-5", "+49", "two\nlines", 'a "quoted", cell; b', "Обстріл міста", "قصف", "'=x", "0012", " spaced ",
    "a\rb", "\x0bodd_x000D_", "<b>&", "x" * 32_767,
)  # fmt: skip
"""Text cells; the last has as many characters as a cell can hold."""


def workbook(dataset: str, count: int) -> tuple[list[list[Any]], list[list[str]]]:
    """Give a table with numbers and days as such, and the words that stand for it."""
    table: list[list[Any]] = [list(COLUMNS[dataset])]
    words: list[list[str]] = [list(COLUMNS[dataset])]
    free = [c for c in COLUMNS[dataset] if c not in (*NUMBERS, *DAYS, "id", "event_id_cnty")]
    for n in range(count):
        row: dict[str, Any] = dict(ROWS[dataset](n))
        row[free[n % len(free)]] = WORDS[n % len(WORDS)]
        said = dict(row)
        for column in NUMBERS:
            if row.get(column):
                row[column] = float(row[column])
        for column in DAYS:
            if column in row:
                row[column] = date(2015, 6, 21) if n % 2 else datetime(2015, 6, 21, 6, 30)
                said[column] = "2015-06-21" if n % 2 else "2015-06-21 06:30:00"
        table.append([row[column] if row[column] != "" else None for column in COLUMNS[dataset]])
        words.append([said[column] for column in COLUMNS[dataset]])
    return table, words


@pytest.mark.deep
@pytest.mark.parametrize("dataset", sorted(ROWS))
def test_every_cell_comes_back(ledger: Ledger, tmp_path: Path, dataset: str) -> None:
    table, words = workbook(dataset, 220)
    file, out = tmp_path / "file.xlsx", tmp_path / "again.csv"
    file.write_bytes(make_xlsx([["Read me"], ["made for a test"]], table))
    assert import_dataset(ledger, file).new == 220
    export_imported(ledger, dataset, out)
    assert [[text_of(cell) for cell in row] for row in read(out)] == words
    assert import_dataset(ledger, file).new == 0
    assert len(compare_rows(ledger, dataset, "plover")) == 220


def test_a_workbook_of_neither_says_which_columns_it_would_need() -> None:
    with pytest.raises(ValueError, match=r"a.xlsx: not a file of ACLED or UCDP GED"):
        read_file(make_xlsx([["id", "text"], [1, "x"]]), "a.xlsx")


def test_cells_beside_the_table_are_told() -> None:
    table, _ = workbook("acled", 1)
    table[1].append("my note")
    with pytest.raises(ValueError, match=r"a.xlsx, row 1: 32 cells under 31 column names"):
        read_file(make_xlsx(table), "a.xlsx")


def test_a_zip_of_something_else_is_refused() -> None:
    from office_for_tests import zipped

    with pytest.raises(ValueError, match=r"a.zip: a ZIP file that is no XLSX; unpack it first"):
        read_file(zipped({"a.txt": "x"}), "a.zip")
