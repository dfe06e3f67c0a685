"""Cells that a spreadsheet would run are made harmless."""

from __future__ import annotations

import pytest

from dateline.export.tables import cell


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@user", "\tx", "\rx"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == "'" + text


def test_other_cells_stay_as_they_are() -> None:
    assert cell("three = 3") == "three = 3"
    assert cell(-5) == -5
    assert cell(None) == ""
