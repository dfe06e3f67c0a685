"""Events as GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.export.tables import export
from dateline.store import Ledger
from derived_factories import event, write_fusion
from ledger_factories import Telling, add, bundle, prepare


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    prepare(ledger)
    add(ledger, bundle("a", [Telling(), Telling(verb="raided")]))
    return ledger


def test_each_event_is_a_feature_and_those_without_a_place_say_so(
    filled: Ledger, tmp_path: Path
) -> None:
    a, b = (facts.mention for facts in filled.claim_facts())
    write_fusion(filled, event(a), event(b, place=None))
    out = tmp_path / "events.geojson"
    assert export(filled.events(), "geojson", out) == 2
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["type"] == "FeatureCollection"
    by_id = {feature["id"]: feature for feature in written["features"]}
    placed, unplaced = by_id[event(a).id], by_id[event(b).id]
    assert placed["geometry"] == {"type": "Point", "coordinates": [33.25, 12.5]}
    assert unplaced["geometry"] is None
    assert placed["properties"]["type"] == "ASSAULT"
    assert placed["properties"]["n_sources_low"] == 1
    assert "latitude" not in placed["properties"]


def test_no_event_gives_an_empty_collection(filled: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "events.geojson"
    assert export(filled.events(), "geojson", out) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["features"] == []


def test_what_has_no_place_is_refused(filled: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="events or claims"):
        export(filled.reports(), "geojson", tmp_path / "reports.geojson")
    assert list(tmp_path.glob("*.geojson*")) == []


def test_a_formula_in_an_event_is_neutralised_in_csv(filled: Ledger, tmp_path: Path) -> None:
    a = filled.claim_facts()[0].mention
    write_fusion(filled, event(a, grade="=HYPERLINK(1)"))
    out = tmp_path / "events.csv"
    export(filled.events(), "csv", out)
    assert "'=HYPERLINK(1)" in out.read_text(encoding="utf-8")
