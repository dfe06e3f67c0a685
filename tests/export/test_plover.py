"""Events as PLOVER's JSON records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from datasets_for_tests import REBELS, STATE, with_events

from dateline.export.plover import export_plover
from dateline.fusion.facts import When
from dateline.store import Ledger
from ledger_factories import coder_run, prepare

KEYS = set(
    """id date source target event mode context eventText text eventLoc dead injured size language
    publication coder version dateline""".split()  # noqa: SIM905
)


def records(ledger: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    export_plover(ledger, tmp_path / "plover.jsonl")
    lines = (tmp_path / "plover.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_record(ledger: Ledger, tmp_path: Path) -> None:
    with_events(ledger, {"actors": (REBELS,), "recipients": (STATE,), "mode": "firearms"})
    (record,) = records(ledger, tmp_path)
    assert set(record) <= KEYS
    assert (record["event"], record["mode"], record["date"]) == (
        "ASSAULT",
        "firearms",
        "2015-06-21",
    )
    (source,), (target,) = record["source"], record["target"]
    assert source == {"actorText": "Islamic State", "code": "IRQ", "sector": "REB"}
    assert target == {"actorText": "Russia: military", "code": "RUS", "sector": "MIL"}
    assert record["context"] == ["military"]
    assert (record["dead"], record["language"]) == ("4", "en")
    assert record["eventLoc"]["latitude"] == 12.5


def test_every_claim_leads_back_to_its_words(ledger: Ledger, tmp_path: Path) -> None:
    with_events(ledger, {}, {})
    for record in records(ledger, tmp_path):
        (claim,) = record["dateline"]["claims"]
        text = ledger.reading(claim["version"]).text
        assert text[claim["start"] : claim["end"]] == claim["quote"] == record["text"]
        assert record["eventText"] in record["text"]


def test_a_day_that_is_not_known_is_left_out(ledger: Ledger, tmp_path: Path) -> None:
    with_events(ledger, {"when": When("2015-06-01", "2015-06-30", 4, "told")})
    (record,) = records(ledger, tmp_path)
    assert "date" not in record
    assert record["dateline"]["date_from"] == "2015-06-01"


def test_another_codebook_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    prepare(ledger, coder_run(codebook="acled"))
    with pytest.raises(ValueError, match="codebook plover"):
        export_plover(ledger, tmp_path / "plover.jsonl")
