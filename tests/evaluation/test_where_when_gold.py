"""The gold for places and dates of events keeps its format and the rules that can be checked."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dateline.resolve.dates import date_precision
from dateline.resolve.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "evaluation" / "gold" / "where_when"
DATA = ROOT.parent / "shared" / "data"


def rows(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def draw_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("where_when_draw", GOLD / "draw.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_place_is_the_gazetteers_or_has_coordinates() -> None:
    gazetteer = Gazetteer.open()
    for row in rows("gold.jsonl"):
        place = row["place"]
        assert (place is None) == (row["where_prec"] is None), row["id"]
        if place is None or place["id"] is None:
            continue
        found = gazetteer.by_id(place["id"])
        assert found is not None, place
        assert (found.country, found.admin1_code or None) == (place["country"], place["admin1"])
        assert found.kind == place["kind"]
        assert abs(found.lat - place["lat"]) < 0.001 and abs(found.lon - place["lon"]) < 0.001


def test_date_precision_follows_from_the_interval() -> None:
    for row in rows("gold.jsonl"):
        if row["date"] is None:
            assert row["date_prec"] is None
            continue
        start, end = row["date"]
        assert date.fromisoformat(start) <= date.fromisoformat(end)
        assert row["date_prec"] == date_precision(start, end), row["id"]
        assert row["published"] is None or end <= row["published"], row["id"]


def test_at_most_four_events_a_document_none_twice() -> None:
    gold = rows("gold.jsonl")
    assert len(gold) >= 200
    assert max(Counter(row["id"] for row in gold).values()) <= 4
    assert len({(row["id"], row["start"]) for row in gold}) == len(gold)
    assert all(len({r["half"] for r in gold if r["id"] == row["id"]}) == 1 for row in gold)


def test_one_in_ten_is_labelled_twice() -> None:
    gold = {(row["id"], row["start"], row["end"]) for row in rows("gold.jsonl")}
    second = {(row["id"], row["start"], row["end"]) for row in rows("second.jsonl")}
    assert second <= gold
    assert 10 * len(second) >= len(gold)


@pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data")
def test_rows_lie_in_the_drawn_texts() -> None:
    module = draw_module()
    drawn = {(d.set, d.id): d for d in module.draw(DATA)}
    for row in rows("gold.jsonl"):
        document = drawn[row["set"], row["id"]]
        start, end = row["sentence"]
        assert row["half"] == document.half
        assert start <= row["start"] < row["end"] <= end
        assert module.sentence_around(document.text, row["start"]) == (start, end)
        words = document.text[start:end].encode()
        assert hashlib.sha256(words).hexdigest() == row["sha256"]
