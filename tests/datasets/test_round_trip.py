"""Whatever stands in the cells of a dataset's file comes out of the ledger again."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from files_for_tests import acled_row, ged_row, read
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.datasets.layout import LAYOUTS, read_file
from dateline.datasets.load import import_dataset
from dateline.datasets.rows import export_imported
from dateline.export.cells import text_of
from dateline.store import open_ledger

ROWS = {"ged": ged_row, "acled": acled_row}

NASTY = (
    "=1+1", "+AGEA- +AOkA6Q-", "-cmd", "@SUM(A1)", "\tTab", "\r", "\n", "'=x", "''-x", "'", '"', '""', '","',
    ";", ",", "\ufeffBOM", "\u202eabc", "＝1", "a\r\nb", "a\rb", " ", "\xa0", "-1", "-1.5e3", "nan", "1e999",
    "Обстріл міста", "قصف المدينة", "炮击城市", "e\u0301", "\U0001f4a5", "\x0b", "\x1f", "x" * 20_000,
    "Line\n" * 400,
)  # fmt: skip

CELLS = st.one_of(
    st.sampled_from(NASTY),
    st.just(""),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.lists(st.sampled_from(NASTY[:-2]), min_size=2, max_size=3).map("".join),
)


@st.composite
def files(draw: st.DrawFn, cells: st.SearchStrategy[str] = CELLS) -> tuple[str, list[list[str]]]:
    """Draw a dataset's name and its file: columns out of order, more and fewer, ids twice."""
    dataset = draw(st.sampled_from(sorted(ROWS)))
    needs = LAYOUTS[dataset].needs
    others = sorted(set(ROWS[dataset](0)) - set(needs))
    kept = draw(st.lists(st.sampled_from(others), unique=True, max_size=6))
    extra = draw(st.sampled_from([[], ["my note"], ["=mine", "two, three"]]))
    header = draw(st.permutations([*needs, *kept, *extra]))
    rows = []
    for n in range(draw(st.integers(1, 4))):
        row = ROWS[dataset](n % 2)  # every second id stands there again
        for column in draw(st.lists(st.sampled_from(header), unique=True, max_size=5)):
            row[column] = draw(cells)
        rows.append([row.get(column, "") for column in header])
    return dataset, [header, *rows]


def written(table: list[list[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    return out.getvalue()


def there_and_back(dataset: str, data: bytes) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "file.csv"), Path(folder, "out.csv")
        file.write_bytes(data)
        ledger = open_ledger(Path(folder, "ledger"), create=True)
        import_dataset(ledger, file)
        export_imported(ledger, dataset, out)
        again = out.read_bytes()
        assert import_dataset(ledger, file).new == 0
        export_imported(ledger, dataset, out)
        assert out.read_bytes() == again
        ledger.close()
        return [[text_of(cell) for cell in row] for row in read(out)]


@pytest.mark.deep
@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    files(),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_cell_comes_back(
    file: tuple[str, list[list[str]]], delimiter: str, encoding: str
) -> None:
    dataset, table = file
    assert there_and_back(dataset, written(table, delimiter).encode(encoding)) == table


@pytest.mark.parametrize("dataset", sorted(ROWS))
def test_rows_with_one_id_and_unlike_cells_all_come_back(dataset: str) -> None:
    last = LAYOUTS[dataset].needs[-1]
    rows = [ROWS[dataset](1, **{last: dead}) for dead in ("1", "2", "2")]
    table = [list(rows[0]), *(list(row.values()) for row in rows)]
    assert there_and_back(dataset, written(table, ",").encode()) == table


def test_letters_behind_a_plus_are_no_encoding() -> None:
    row = acled_row(1, notes="+AOk- +AOk- +AOk-")
    table = [list(row), list(row.values())]
    assert there_and_back("acled", written(table, ",").encode()) == table


def test_western_letters_without_a_stated_encoding_come_back_and_are_told() -> None:
    notes = "Près de Besançon, des hommes armés ont tué „vier Männer“ – für Öl; 50 €"
    row = acled_row(1, notes=notes, location="Gießen")
    table = [list(row), list(row.values())]
    data = written(table, ";").encode("cp1252")
    assert there_and_back("acled", data) == table
    assert any("cp1252" in warning for warning in read_file(data, "file.csv").warnings)


def test_names_of_columns_are_no_formulas(tmp_path: Path) -> None:
    row = acled_row(1) | {"=HYPERLINK(1)": "x"}
    ledger = open_ledger(tmp_path / "ledger", create=True)
    file = tmp_path / "file.csv"
    file.write_text(written([list(row), list(row.values())], ","), encoding="utf-8")
    import_dataset(ledger, file)
    export_imported(ledger, "acled", tmp_path / "out.csv")
    assert read(tmp_path / "out.csv")[0][-1] == "'=HYPERLINK(1)"
