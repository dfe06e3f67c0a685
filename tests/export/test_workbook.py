"""Tables as workbooks, read as pandas users read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas
import pytest
from datasets_for_tests import with_events
from test_hostile_cells import HOSTILE, LONE, WHOLE, Lone

from dateline.export import workbook
from dateline.export.tables import export
from dateline.export.whole_ledger import Shown
from dateline.export.workbook import CHARACTERS, fitting
from dateline.fusion.facts import Party, When
from dateline.store import Ledger

pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: make install")
calamine = pytest.importorskip("python_calamine", reason="python-calamine is not installed")

TABLES = ("events", "claims", "reports", "actors", "places")


def rows_of(path: Path, sheet: str = "rows") -> list[list[Any]]:
    book = calamine.CalamineWorkbook.from_path(str(path))
    rows: list[list[Any]] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return rows


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_those_of_the_ledger(real_ledger: Ledger, tmp_path: Path, table: str) -> None:
    selection = getattr(real_ledger, table)()
    out = tmp_path / "t.xlsx"
    assert export(selection, "xlsx", out) == selection.count() > 0
    header, *rows = rows_of(out)
    assert header == list(selection.columns)
    days = 0
    for read, held in zip(rows, selection, strict=True):
        for name, cell in zip(header, read, strict=True):
            value = getattr(held, name)
            if name in workbook.DAYS and value:
                assert cell.isoformat() == value, name
                days += 1
            else:
                assert cell == ("" if value is None else value), name
    assert days > 0
    meanings = rows_of(out, "columns")
    assert [row[0] for row in meanings[1:]] == header and all(row[1] for row in meanings[1:])
    assert sum(row[2] for row in meanings[1:]) == 0


def test_in_pandas_days_are_days_and_numbers_numbers(real_ledger: Ledger, tmp_path: Path) -> None:
    export(real_ledger.events(), "xlsx", tmp_path / "t.xlsx")
    frame = pandas.read_excel(tmp_path / "t.xlsx", engine="calamine")
    assert pandas.api.types.is_datetime64_any_dtype(frame["date_from"])
    assert frame["latitude"].dropna().between(-90, 90).all() and frame["latitude"].notna().any()
    assert set(frame["id"]) == {row.id for row in real_ledger.events()}


def test_hostile_words_are_words(ledger: Ledger, tmp_path: Path) -> None:
    made = with_events(ledger, *({"actors": (Party(None, w, w),), "grade": w} for w in HOSTILE))
    export(ledger.events(), "xlsx", tmp_path / "t.xlsx")
    header, *rows = rows_of(tmp_path / "t.xlsx")
    read = {row[header.index("id")]: row[header.index("actor")] for row in rows}
    assert read == {event.id: fitting(event.actors[0].name) for event in made}
    cut = {row[0]: row[2] for row in rows_of(tmp_path / "t.xlsx", "columns")[1:]}
    assert (cut["actor"], cut["grade"], cut["place"]) == (1, 1, 0)
    export(Shown(ledger.events(), Lone()), "xlsx", tmp_path / "l.xlsx")
    header, *rows = rows_of(tmp_path / "l.xlsx")
    assert {row[header.index("actor")] for row in rows} == {WHOLE} and LONE != WHOLE


@pytest.mark.parametrize("letter", ["x", "\U0001f4a5"])
def test_what_a_cell_cannot_hold_is_cut_and_says_so(letter: str) -> None:
    for count in (CHARACTERS // 2 - 1, CHARACTERS + 1):
        shown = fitting(letter * count)
        assert len(shown.encode("utf-16-le")) // 2 <= CHARACTERS
        assert shown == letter * count or f"[cut: {count:,} characters" in shown
    assert "[cut: 32,768 characters" in fitting(letter * 32_768)


def test_days_before_1900_are_text(ledger: Ledger, tmp_path: Path) -> None:
    with_events(ledger, {"when": When("1862-04-06", "1862-04-07", 2, "told")})
    export(ledger.events(), "xlsx", tmp_path / "t.xlsx")
    header, row = rows_of(tmp_path / "t.xlsx")
    assert row[header.index("date_from")] == "1862-04-06"


def test_the_same_ledger_gives_the_same_bytes(real_ledger: Ledger, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        export(real_ledger.events(), "xlsx", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@dataclass(frozen=True)
class _Row:
    id: str


class _Many:
    columns = ("id",)

    def __iter__(self) -> Iterator[_Row]:
        return iter([_Row("x")] * 10)


def test_more_rows_than_a_worksheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "ROWS", 10)
    with pytest.raises(ValueError, match=r"holds 9 rows .* filter them, or write CSV or Parquet"):
        export(_Many(), "xlsx", tmp_path / "t.xlsx")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(workbook, "ROWS", 11)
    assert export(_Many(), "xlsx", tmp_path / "t.xlsx") == 10  # type: ignore[arg-type]
