"""Whole files of GED and ACLED, every column and hundreds of rows, in and out again; as exported by
different programs."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from files_for_tests import ODD, acled_row, ged_row, read

from dateline.datasets.layout import read_file
from dateline.datasets.load import import_dataset
from dateline.datasets.rows import export_imported
from dateline.export import acled, ged
from dateline.export.cells import text_of
from dateline.store import open_ledger

ROWS = {"ged": ged_row, "acled": acled_row}
COLUMNS = {"ged": ged.COLUMNS, "acled": acled.COLUMNS}
KEPT = {"ged": ("id",), "acled": ("event_id_cnty",)}

WORDS = (
    *ODD, "", "", "", "Обстріл міста, Донецьк", "قصف المدينة", "炮击城市；三人死亡", "Kābul\nprovince", "a,b,,c", '""',
    "'", "-5", "1e3", "N/A", "\u202eabc", "e\u0301", "\U0001f4a5", "multi\r\nline", "x" * 3_000, "0", "\xa0",
)  # fmt: skip


def table_of(dataset: str, count: int, words: tuple[str, ...], seed: int) -> list[list[str]]:
    """Give a header of all the dataset's columns and rows with odd words in about half the cells."""
    choose = random.Random(seed)
    columns = list(COLUMNS[dataset])
    rows = []
    for n in range(count):
        row = ROWS[dataset](n)
        for column in columns:
            if column not in KEPT[dataset] and choose.random() < 0.5:
                row[column] = choose.choice(words)
        rows.append([row[column] for column in columns])
    return [columns, *rows]


def csv_of(table: list[list[str]], delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows(table)  # type: ignore[arg-type]
    return out.getvalue()


def again(dataset: str, file: Path, folder: Path) -> list[list[str]]:
    """Import a file into a new ledger and give the table that comes out."""
    ledger = open_ledger(folder / "ledger", create=True)
    try:
        import_dataset(ledger, file)
        export_imported(ledger, dataset, folder / "again.csv")
    finally:
        ledger.close()
    return [[text_of(cell) for cell in row] for row in read(folder / "again.csv")]


@pytest.mark.parametrize("dataset", sorted(ROWS))
def test_hundreds_of_rows_with_every_column_lose_nothing(dataset: str, tmp_path: Path) -> None:
    table = table_of(dataset, 220, WORDS, seed=11)
    assert len(table[0]) == {"ged": 49, "acled": 31}[dataset]
    file = tmp_path / "file.csv"
    file.write_text(csv_of(table), encoding="utf-8", newline="")
    assert again(dataset, file, tmp_path) == table


@pytest.mark.parametrize("dataset", sorted(ROWS))
@pytest.mark.parametrize(
    ("encoding", "delimiter", "quoting"),
    [
        ("utf-8", ",", csv.QUOTE_ALL),
        ("utf-8-sig", ";", csv.QUOTE_MINIMAL),  # what a spreadsheet saves where commas are decimal
        ("utf-16", "\t", csv.QUOTE_MINIMAL),  # "Unicode text"
        ("utf-8", ";", csv.QUOTE_NONNUMERIC),
    ],
)
def test_files_as_other_programs_save_them(
    dataset: str, encoding: str, delimiter: str, quoting: int, tmp_path: Path
) -> None:
    table = table_of(dataset, 12, WORDS, seed=3)
    file = tmp_path / "file.csv"
    file.write_bytes(csv_of(table, delimiter, quoting).encode(encoding))
    assert again(dataset, file, tmp_path) == table


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", ("Обстрел города, погибли трое", "Жители села; «все» ушли", "Наступление остановлено")),
        ("cp1252", ("Près d’Öl – vier Männer", "„für“ 50 €", "Besançon, où l’armée a tué")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("dataset", sorted(ROWS))
def test_encodings_that_no_file_states(
    dataset: str, encoding: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    table = table_of(dataset, 30, words, seed=7)
    data = csv_of(table, ";").encode(encoding)
    assert any(encoding in warning for warning in read_file(data, "file.csv").warnings)
    file = tmp_path / "file.csv"
    file.write_bytes(data)
    assert again(dataset, file, tmp_path) == table
