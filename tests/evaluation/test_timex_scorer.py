"""The TempEval-3 scorer, on cases counted by hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCORER = Path(__file__).resolve().parents[2] / "evaluation" / "timex.py"


@pytest.fixture(scope="module")
def timex() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluation_timex", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_counts_by_hand(timex: ModuleType) -> None:
    gold = [
        timex.Marked(0, 4, "DATE", "2015"),
        timex.Marked(10, 20, "DATE", "2015-06"),
        timex.Marked(30, 40, "DURATION", "P1D"),
    ]
    system = [
        timex.Marked(0, 4, "DATE", "2015"),
        timex.Marked(8, 20, "TIME", "2015-06"),
        timex.Marked(50, 60, "DATE", "2014"),
        timex.Marked(70, 80, "DATE", "2014"),
    ]
    figures = timex.score(gold, system).figures()
    assert figures["strict_f1"] == pytest.approx(2 * 1 / 7)
    assert figures["relaxed_f1"] == pytest.approx(2 * 2 / 7)
    assert figures["value_f1"] == pytest.approx(2 * 2 / 7)
    assert figures["kind_f1"] == pytest.approx(2 * 1 / 7)


def test_one_system_span_matches_one_gold_span(timex: ModuleType) -> None:
    gold = [timex.Marked(0, 4, "DATE", "a"), timex.Marked(5, 9, "DATE", "b")]
    system = [timex.Marked(0, 9, "DATE", "a")]
    assert timex.score(gold, system).relaxed == 1


def test_same_span_wins_over_an_overlap_to_its_left(timex: ModuleType) -> None:
    gold = [timex.Marked(0, 6, "DATE", "a"), timex.Marked(5, 9, "DATE", "b")]
    system = [timex.Marked(5, 9, "DATE", "b")]
    counts = timex.score(gold, system)
    assert (counts.strict, counts.relaxed, counts.value) == (1, 1, 1)


def test_nothing_against_nothing_is_zero_not_an_error(timex: ModuleType) -> None:
    assert timex.score([], []).figures()["value_f1"] == 0.0


def test_prediction_is_anchored_on_the_creation_day(timex: ModuleType) -> None:
    (mark,) = timex.predict("Rebels shelled the town yesterday.", "2015-06-23T10:00")
    assert (mark.kind, mark.value) == ("DATE", "2015-06-22")
