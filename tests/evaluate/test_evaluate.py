"""The harness: own gold files, predictions beside gold, errors that say what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluate import UnknownSuite, evaluate, gold_path, suite
from dateline.evaluate.suite import read_rows

ROWS = [
    {
        "id": "1",
        "text": "Gunmen killed four soldiers in the town of Tal on Monday.",
        "event": "FIGHT",
        "source": [{"actorText": "Gunmen"}],
        "target": [{"actorText": "four soldiers"}],
    },
    {
        "id": "2",
        "text": "Thousands of teachers marched through the capital against the new law.",
        "event": "PROTEST",
        "source": [{"actorText": "teachers"}],
    },
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_own_gold_is_scored_with_intervals_and_a_baseline(gold: Path) -> None:
    outcome = evaluate("plover_gsr", str(gold))
    plain = outcome.as_dict()
    assert plain["n"] == 2
    assert plain["accuracy"] == 1.0
    assert plain["baseline"]["accuracy"] == 0.5
    low, high = plain["interval95"]["accuracy"]
    assert 0 <= low <= high <= 1
    assert plain["actor.f1"] == 1.0


def test_predictions_stand_beside_gold_without_its_text(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "predictions.jsonl"
    evaluate("plover_gsr", str(gold), str(out))
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["predicted"]["event"] for line in lines] == ["ASSAULT", "PROTEST"]
    assert lines[0]["gold"]["event"] == "FIGHT"
    assert "text" not in lines[0]["gold"]


def test_a_prediction_never_sees_the_labels(gold: Path) -> None:
    chosen = suite("plover_gsr")
    blind = {"id": "1", "text": ROWS[0]["text"]}
    assert chosen.predict(blind) == chosen.predict(ROWS[0])


def test_errors_name_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": 1}\nnot json\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.jsonl, line 2"):
        read_rows(broken)
    with pytest.raises(FileNotFoundError, match="--gold"):
        gold_path(suite("plover_gsr"), str(tmp_path / "none.jsonl"))
    with pytest.raises(
        UnknownSuite,
        match="acled_subtypes, acled_types, cameo_ner, fusion, fusion_muc, geo, geo_lgl, geo_trnews",
    ):
        suite("nothing")
