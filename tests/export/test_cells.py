"""Cells that a spreadsheet would run are made harmless, and read back as they were."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.cells import STARTERS, cell, text_of


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@user", "\tx", "\rx", "\n=1", "＝1"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == "'" + text


def test_other_cells_stay_as_they_are() -> None:
    assert cell("three = 3") == "three = 3"
    assert cell("'quoted'") == "'quoted'"
    assert cell(None) == ""


@pytest.mark.parametrize("number", [-5, 0, 12.5, -33.25])
def test_numbers_stay_numbers(number: float) -> None:
    assert cell(number) is number


def test_an_apostrophe_of_the_text_is_kept_apart_from_ours() -> None:
    assert cell("'=1") == "''=1"
    assert text_of("''=1") == "'=1"
    assert text_of("'=1") == "=1"
    assert text_of("'tis") == "'tis"


@given(st.text(alphabet=st.sampled_from(STARTERS + "'a1 ,\""), max_size=8) | st.text(max_size=20))
def test_every_text_comes_back_through_a_csv_file(text: str) -> None:
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        return
    written = cell(text)
    assert not written.startswith(tuple(STARTERS))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([written, "end"])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert text_of(row[0]) == text
