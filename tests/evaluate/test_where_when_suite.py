"""Scores of places and days on cases worked out by hand."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.evaluate import evaluate
from dateline.evaluate.suite import total
from dateline.evaluate.where_when import (
    Told,
    WhereWhen,
    document_counts,
    event_counts,
    pair,
    same_spot,
    told_interval,
)
from dateline.fusion.facts import ClaimFacts
from dateline.resolve.gazetteer import Place
from dateline.types import Annotation, Sentence, Span

GROZNY = Place("gn:558418", "Grozny", "city", 43.31, 45.69, "RUS", "Chechnya", "RU.12", 271573)
SUBURB = Place("gn:1", "Suburb", "city", 43.35, 45.80, "RUS", "Chechnya", "RU.12", 900)
CHECHNYA = Place(
    "gn:569665", "Chechnya", "admin1", 43.4, 45.71, "RUS", "Chechnya", "RU.12", 1_268_989
)
BAKU = Place("gn:587084", "Baku", "capital", 40.38, 49.89, "AZE", "Baki", "AZ.09", 1_116_513)

GOLD: dict[str, Any] = {
    "half": "test",
    "published": "2015-04-21",
    "place": {
        "id": "gn:558418",
        "kind": "city",
        "lat": 43.31,
        "lon": 45.69,
        "country": "RUS",
        "admin1": "RU.12",
    },
    "where_prec": 1,
    "date": ["2015-04-19", "2015-04-19"],
    "date_prec": 1,
}


def told(place: Place | None = GROZNY, days: tuple[str | None, str | None] = (None, None)) -> Told:
    return Told(place, None if place is None else 1, *days, 1)


def right(row: dict[str, Any], given: Told) -> dict[str, bool]:
    counts = event_counts(row, given)
    return {
        key.removesuffix(".n"): counts[key.removesuffix(".n") + ".right"] == 1
        for key in counts
        if key.endswith(".n")
    }


def test_all_is_right_where_place_and_day_are_the_golds() -> None:
    checks = right(GOLD, told(days=("2015-04-19", "2015-04-19")))
    assert set(checks.values()) == {True}
    assert "undated" not in checks


def test_a_near_settlement_is_the_spot_and_the_division_around_it_is_not() -> None:
    near = right(GOLD, told(SUBURB))
    assert near["place"] and not near["place_strict"] and near["admin1"]
    around = right(GOLD, told(CHECHNYA))
    assert not around["place"] and around["admin1"] and around["country"]
    far = right(GOLD, told(BAKU))
    assert not (far["place"] or far["admin1"] or far["country"] or far["place_right"])


def test_a_place_that_the_gazetteer_lacks_is_right_within_25_km() -> None:
    lacking = {**GOLD["place"], "id": None, "kind": None}
    assert same_spot(lacking, SUBURB)
    assert not same_spot({**lacking, "lat": 43.9}, SUBURB)
    row = {**GOLD, "place": lacking}
    assert "place_strict" not in right(row, told(SUBURB))
    assert not right(row, told(None))["place"]


def test_no_place_is_right_only_where_the_report_gives_none() -> None:
    assert not right(GOLD, told(None))["place"]
    assert "place_right" not in right(GOLD, told(None))
    nowhere = {**GOLD, "place": None, "where_prec": None}
    assert right(nowhere, told(None))["place"]
    assert not right(nowhere, told(GROZNY))["place"]
    assert "admin1" not in right(nowhere, told(GROZNY))


def test_both_days_must_be_the_same() -> None:
    days = {**GOLD, "date": ["2015-04-18", "2015-04-19"], "date_prec": 2}
    assert right(days, told(days=("2015-04-18", "2015-04-19")))["interval"]
    assert not right(days, told(days=("2015-04-19", "2015-04-19")))["interval"]
    assert not right(days, told(days=("2015-04-18", "2015-04-19")))["date_prec"]


def test_until_now_ends_on_the_day_of_publication() -> None:
    assert told_interval(told(days=("2015-01-01", None)), "2015-04-21") == (
        "2015-01-01",
        "2015-04-21",
    )
    assert told_interval(told(days=("2015-01-01", None)), None) is None


def test_on_or_before_a_day_is_no_date() -> None:
    undated = {**GOLD, "date": None, "date_prec": None}
    before = told(days=(None, "2015-04-21"))
    assert right(undated, before)["undated"]
    assert "interval_right" not in right(undated, before)
    guess = right(undated, told(days=("2015-04-21", "2015-04-21")))
    assert not guess["undated"] and not guess["interval_right"]
    assert not right(GOLD, before)["interval"]


def test_what_is_not_coded_counts_against_all_events_only() -> None:
    counts = document_counts(
        [
            (GOLD, told(days=("2015-04-19", "2015-04-19")), ("coded", "all")),
            (GOLD, Told(), ("all",)),
        ]
    )
    figures = WhereWhen().figures(total([counts]))
    assert figures["test.coded"] == 0.5
    assert figures["test.on_word"] == 0.0
    assert figures["test.coded.place"] == 1.0
    assert figures["test.all.place"] == 0.5
    assert figures["test.all.interval_right"] == 1.0
    assert figures["dev.all.place"] == 0.0


def claim(name: str, start: int, end: int) -> ClaimFacts:
    made = ClaimFacts(
        claim=name,
        mention="",
        group="",
        version="",
        report="",
        publisher=None,
        published=(None, None),
        codebook="plover",
        type="ASSAULT",
        mode=None,
        actors=(),
        recipients=(),
        places=(),
        when=None,
        counts={},
        weapons=(),
        polarity="affirmed",
        modality="actual",
        background=False,
        cited=(),
        anchor=Span(0, 0),
        anchor_text="",
        quote=Span(0, 100),
        quote_text="",
        salience=0.5,
        coded_by="machine",
    )
    return replace(made, anchor=Span(start, end))


def test_an_event_gets_the_claim_on_its_word_else_the_nearest_of_its_sentence() -> None:
    sentences = (Sentence(0, 0, 0, 50), Sentence(0, 0, 50, 100))
    annotation = Annotation("", " " * 100, "en", "", (), sentences, (), ())
    claims = [claim("a", 5, 9), claim("b", 20, 24), claim("c", 60, 64)]
    paired = pair([Span(5, 12), Span(10, 14), Span(90, 95), Span(46, 48), None], claims, annotation)
    assert [None if c is None else c.claim for c in paired] == ["a", "b", "c", "b", None]


def test_a_claim_on_another_events_word_is_not_lent() -> None:
    annotation = Annotation("", " " * 50, "en", "", (), (Sentence(0, 0, 0, 50),), (), ())
    paired = pair([Span(5, 9), Span(20, 24)], [claim("a", 5, 9)], annotation)
    assert [None if c is None else c.claim for c in paired] == ["a", None]


TEXT = (
    "Gunmen killed two policemen in Grozny on Sunday, officials said. "
    "Police arrested a man in Gudermes on Monday."
)


def gold_rows(text: str) -> list[dict[str, Any]]:
    rows = []
    for word, name, day, place in (
        ("killed", "Grozny", "2015-04-19", GOLD["place"]),
        ("arrested", "Gudermes", "2015-04-20", {**GOLD["place"], "id": "gn:558146"}),
    ):
        start = text.index(word)
        rows.append(
            {
                **GOLD,
                "set": "geo_trnews",
                "id": "t-1",
                "start": start,
                "end": start + len(word),
                "sentence": [0, len(text)],
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "place": {**place, "lat": 43.31 if name == "Grozny" else 43.35},
                "date": [day, day],
            }
        )
    return rows


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "geo_trnews"
    folder.mkdir()
    report = {"id": "t-1", "title": "Two killed", "url": None, "text": TEXT}
    (folder / "dev.jsonl").write_text(json.dumps(report), encoding="utf-8")
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    return tmp_path


def test_a_text_is_read_coded_and_resolved(texts: Path) -> None:
    gold = texts / "gold.jsonl"
    gold.write_text("\n".join(map(json.dumps, gold_rows(TEXT))), encoding="utf-8")
    outcome = evaluate("where_when", str(gold))
    assert outcome.n == 2
    assert outcome.figures["test.on_word"].value == 1.0
    assert outcome.figures["test.coded"].value == 1.0
    assert outcome.figures["test.all.interval"].value == 1.0
    assert outcome.figures["test.all.interval"].baseline == 0.0
    assert outcome.figures["test.all.admin1"].value == 1.0
    assert outcome.figures["test.all.country"].value == 1.0


def test_another_text_than_was_labelled_is_refused(texts: Path) -> None:
    gold = texts / "gold.jsonl"
    row = {**gold_rows(TEXT)[0], "sha256": "0" * 64}
    gold.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ValueError, match="'t-1' is another text"):
        evaluate("where_when", str(gold))
