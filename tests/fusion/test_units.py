"""Units of analysis, as codebooks declare them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.coding.codebook import CodebookError, load_codebook
from dateline.fusion.facts import Unit
from dateline.fusion.units import unit_of


def test_the_built_in_codebooks() -> None:
    assert unit_of(load_codebook("plover")) == Unit("plover", 1, "locality", True, True)
    assert unit_of(load_codebook("acled")) == Unit("acled", 1, "locality", True, False)
    organisations = unit_of(load_codebook("organisations"))
    assert (organisations.time_window_days, organisations.place_level) == (7, "country")
    assert {"PART_OF", "LED_BY", "INTEND"} <= organisations.states
    assert not {"PLEDGE", "SPLIT", "DECLARE"} & organisations.states


def test_what_is_not_stated_is_as_by_default() -> None:
    book = replace(load_codebook("plover"), unit_of_analysis={})
    assert unit_of(book) == Unit("plover", 1, "locality", True, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_window_days", 0),
        ("time_window_days", "a week"),
        ("place_level", "street"),
        ("same_actors", "yes"),
    ],
)
def test_a_wrong_value_is_refused_with_its_field(field: str, value: object) -> None:
    book = replace(load_codebook("plover"), unit_of_analysis={field: value})
    with pytest.raises(CodebookError, match=f"unit_of_analysis: {field}"):
        unit_of(book)


def test_a_state_must_be_a_type(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "codebook: own\nversion: '1'\nunit_of_analysis:\n  states: [TIED]\nroles: {actor: who}\n"
        "types:\n  TIE:\n    definition: a tie\n    roles: [actor]\n",
        encoding="utf-8",
    )
    with pytest.raises(CodebookError, match="'TIED' is not among the codebook's types"):
        load_codebook(str(path))
