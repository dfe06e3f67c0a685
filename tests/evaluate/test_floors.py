"""Accuracy does not fall: every suite's figures against ``evaluation/floors.json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluate import data_folder, evaluate, suites

ROOT = Path(__file__).resolve().parents[2]
FLOORS = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))
BESIDE = {"people", "summit_pages"}
"""Measured by scripts in `evaluation/`."""
ANY = "geo"
"""For a file of one's own: its corpora here have suites and floors of their own."""
SLOW = {
    *("acled_subtypes", "fusion", "fusion_muc", "lineage", "plover_gsr", "polnear"),
    *(
        "acled_types",
        "geo_lgl",
        "geo_trnews",
        "india_police_docs",
        "muc4",
        "muc4_claims",
        "re3d_ner",
        "satp_relevant",
        "timex",
        "where_when",
    ),
}
"""Suites that take over five seconds."""


@pytest.mark.skipif(
    not data_folder().is_dir(), reason="the gold data lies in ../shared, which is not here"
)
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.deep] if name in SLOW else [])
        for name in sorted(set(FLOORS) - BESIDE)
    ],
)
def test_figures_are_at_or_above_their_floors(name: str) -> None:
    outcome = evaluate(name)
    for figure, floor in FLOORS[name].items():
        assert outcome.figures[figure].value >= floor, figure
        assert outcome.figures[figure].value > outcome.figures[figure].baseline, figure


@pytest.mark.skipif(
    not data_folder().is_dir(), reason="the gold data lies in ../shared, which is not here"
)
@pytest.mark.deep
def test_public_exports_hide_private_people_and_keep_public_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "evaluation"))
    import check_floors

    assert check_floors.people_below(FLOORS["people"]) == []


@pytest.mark.skipif(
    not data_folder().is_dir(), reason="the gold data lies in ../shared, which is not here"
)
@pytest.mark.deep
def test_saved_text_pages_keep_their_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "evaluation"))
    import check_floors

    assert check_floors.pages_below(FLOORS["summit_pages"]) == []


def test_every_headline_figure_of_every_suite_has_a_floor() -> None:
    floors = {name: set(figures) for name, figures in FLOORS.items() if name not in BESIDE}
    held = {name: set(suite.headline) for name, suite in suites().items() if name != ANY}
    assert floors == held
