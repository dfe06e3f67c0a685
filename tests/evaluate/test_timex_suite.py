"""The suite of time expressions: TempEval-3 counts by hand, rows without a day of writing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluate import evaluate
from dateline.evaluate.timex import Marked, TimexSuite, counts, figures


def test_counts_by_hand() -> None:
    gold = [
        Marked(0, 4, "DATE", "2015"),
        Marked(10, 20, "DATE", "2015-06"),
        Marked(30, 40, "DURATION", "P1D"),
    ]
    system = [
        Marked(0, 4, "DATE", "2015"),
        Marked(8, 20, "TIME", "2015-06"),
        Marked(50, 60, "DATE", "2014"),
        Marked(70, 80, "DATE", "2014"),
    ]
    measured = figures(counts(gold, system))
    assert measured["strict_f1"] == pytest.approx(2 * 1 / 7)
    assert measured["relaxed_f1"] == pytest.approx(2 * 2 / 7)
    assert measured["value_f1"] == pytest.approx(2 * 2 / 7)
    assert measured["type_f1"] == pytest.approx(2 * 1 / 7)
    assert (measured["relaxed_precision"], measured["relaxed_recall"]) == (2 / 4, 2 / 3)


def test_one_system_span_matches_one_gold_span() -> None:
    gold = [Marked(0, 4, "DATE", "a"), Marked(5, 9, "DATE", "b")]
    assert counts(gold, [Marked(0, 9, "DATE", "a")])["relaxed"] == 1


def test_same_span_wins_over_an_overlap_to_its_left() -> None:
    gold = [Marked(0, 6, "DATE", "a"), Marked(5, 9, "DATE", "b")]
    counted = counts(gold, [Marked(5, 9, "DATE", "b")])
    assert (counted["strict"], counted["relaxed"], counted["value"]) == (1, 1, 1)


def test_nothing_against_nothing_is_zero_not_an_error() -> None:
    assert figures(counts([], []))["value_f1"] == 0.0


@pytest.mark.parametrize("created", ["2015-06-23", "2015-06-23T10:00"])
def test_prediction_is_anchored_on_the_day_of_writing(created: str) -> None:
    row = {"text": "Rebels shelled the town yesterday.", "created": created}
    assert TimexSuite().predict(row)["timex"] == [
        {"start": 24, "end": 33, "type": "DATE", "value": "2015-06-22"}
    ]


@pytest.mark.parametrize("created", [{}, {"created": None}, {"created": "unknown"}])
def test_own_gold_may_lack_the_day_of_writing(created: dict[str, object], tmp_path: Path) -> None:
    text = "The fort fell in 1942. Shells hit it on Sunday."
    gold = [
        {"start": 17, "end": 21, "type": "DATE", "value": "1942"},
        {"start": 40, "end": 46, "type": "DATE", "value": None},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"text": text, "timex": gold, **created}) + "\n", encoding="utf-8")
    outcome = evaluate("timex", str(path))
    assert outcome.figures["strict_f1"].value == 1.0
    assert outcome.figures["value_f1"].value == 0.5
    assert outcome.errors == (("another value: DATE", 1),)
