"""Words that would run, break, hide or turn round what is beside them, through every format."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pyarrow.parquet
import pytest
from datasets_for_tests import with_events

from dateline.export.cells import STARTERS, text_of
from dateline.export.duck import export_duckdb
from dateline.export.events_as import export_events_as
from dateline.export.ftm import export_ftm
from dateline.export.package import export_package
from dateline.export.plover import export_plover
from dateline.export.profile import Full
from dateline.export.tables import export
from dateline.export.whole_ledger import Shown
from dateline.fusion.facts import Party
from dateline.store import Ledger
from dateline.store.rows import EventClaimRow

HOSTILE = (
    "=1+1", "+49 30", "-1", "@SUM(A1)", "\tTab", "\rReturn", "\nLine", "＝1", "'=quoted", "''-x",
    'a "quoted, cell"', "two\nlines", "a\r\nb", "a; b | c", "\u202eright to left\u202c", "\ufeffmark",
    "nothing\x00here", "\x1bescape\x0b", "e\u0301 \U0001f4a5 قصف", "NA", "NULL", "nan", "None", "1e5", "0012",
    "<b>&amp;</b>", "\\N", "x" * 40_000, "Line\n" * 400,
)  # fmt: skip
LONE = "half \ud83d of a pair"
WHOLE = "half \ufffd of a pair"


@pytest.fixture
def hostile(ledger: Ledger) -> dict[str, str]:
    """Give the id of each event and who acts in it: one hostile word each."""
    made = with_events(
        ledger, *({"actors": (Party(None, word, word),), "grade": word} for word in HOSTILE)
    )
    return {event.id: event.actors[0].name for event in made}


class Lone(Full):
    """Names every actor by half a character, which no file in UTF-8 can hold."""

    def row(self, row: Any) -> Any:
        return replace(row, actor=LONE) if hasattr(row, "actor") else row

    def name(self, party: Party, tellings: Sequence[EventClaimRow]) -> str:
        return LONE


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def harmless(rows: list[dict[str, str]], numbers: set[str]) -> None:
    for row in rows:
        for name, value in row.items():
            assert not value.startswith(tuple(STARTERS)) or name in numbers, (name, value[:20])


def test_tables(ledger: Ledger, hostile: dict[str, str], tmp_path: Path) -> None:
    for format in ("csv", "jsonl", "parquet", "geojson"):
        assert export(ledger.events(), format, tmp_path / f"e.{format}") == len(hostile)
    rows = cells(tmp_path / "e.csv")
    harmless(rows, {"latitude", "longitude"})
    assert {row["id"]: text_of(row["actor"]) for row in rows} == hostile
    assert {row["id"]: text_of(row["grade"]) for row in rows} == hostile
    frame = pandas.read_csv(tmp_path / "e.csv", dtype=str, keep_default_na=False)
    assert {i: text_of(a) for i, a in zip(frame["id"], frame["actor"], strict=True)} == hostile
    lines = (tmp_path / "e.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    assert {(row := json.loads(line))["id"]: row["actor"] for line in lines} == hostile
    found = pyarrow.parquet.read_table(tmp_path / "e.parquet").to_pylist()
    assert {row["id"]: row["actor"] for row in found} == hostile
    read = duckdb.execute("SELECT id, actor FROM read_parquet(?)", [str(tmp_path / "e.parquet")])
    assert dict(read.fetchall()) == hostile
    collection = json.loads((tmp_path / "e.geojson").read_text(encoding="utf-8"))
    assert {f["id"]: f["properties"]["actor"] for f in collection["features"]} == hostile


def test_duckdb_and_package(ledger: Ledger, hostile: dict[str, str], tmp_path: Path) -> None:
    export_duckdb(ledger, tmp_path / "l.duckdb")
    with duckdb.connect(str(tmp_path / "l.duckdb"), read_only=True) as connection:
        assert dict(connection.execute("SELECT id, actor FROM events").fetchall()) == hostile
    export_package(ledger, tmp_path / "package")
    rows = cells(tmp_path / "package" / "events.csv")
    harmless(rows, {"latitude", "longitude"})
    assert {row["id"]: text_of(row["actor"]) for row in rows} == hostile
    if importlib.util.find_spec("frictionless") is not None:
        import frictionless

        report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
        assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize(("name", "side"), [("ged", "side_a"), ("acled", "actor1")])
def test_datasets(
    ledger: Ledger, hostile: dict[str, str], tmp_path: Path, name: str, side: str
) -> None:
    export_events_as(ledger, name, tmp_path / "e.csv")
    rows = cells(tmp_path / "e.csv")
    harmless(rows, {"latitude", "longitude"})
    assert {row["dateline_event"]: text_of(row[side]) for row in rows} == hostile
    assert {row["dateline_event"]: text_of(row["dateline_grade"]) for row in rows} == hostile


def test_plover(ledger: Ledger, hostile: dict[str, str], tmp_path: Path) -> None:
    export_plover(ledger, tmp_path / "e.jsonl")
    records: list[dict[str, Any]] = [
        json.loads(line)
        for line in (tmp_path / "e.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    ]
    assert {one["id"]: one["source"][0]["actorText"] for one in records} == hostile


def test_followthemoney(ledger: Ledger, hostile: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    export_ftm(ledger, tmp_path / "e.json")
    lines = (tmp_path / "e.json").read_text(encoding="utf-8").split("\n")[:-1]
    entities = [json.loads(line) for line in lines]
    events = [one for one in entities if one["schema"] == "Event"]
    assert {one["properties"]["recordId"][0] for one in events} == set(hostile)
    for one in events:  # the library trims what it is given
        word = hostile[one["properties"]["recordId"][0]].strip()
        assert any(word in note for note in one["properties"]["notes"]) or "\x00" in word


def test_half_a_character_is_marked_and_costs_no_export(ledger: Ledger, tmp_path: Path) -> None:
    with_events(ledger, {}, {})
    for format in ("csv", "jsonl", "parquet", "geojson"):
        export(Shown(ledger.events(), Lone()), format, tmp_path / f"e.{format}")
    export_duckdb(ledger, tmp_path / "l.duckdb", Lone())
    export_package(ledger, tmp_path / "package", Lone())
    export_events_as(ledger, "ged", tmp_path / "ged.csv", Lone())
    export_plover(ledger, tmp_path / "plover.jsonl", Lone())
    assert [row["actor"] for row in cells(tmp_path / "e.csv")] == [WHOLE, WHOLE]
    assert [row["actor"] for row in cells(tmp_path / "package" / "claims.csv")] == [WHOLE, WHOLE]
    assert [row["side_a"] for row in cells(tmp_path / "ged.csv")] == [WHOLE, WHOLE]
    arrow = pyarrow.parquet.read_table(tmp_path / "e.parquet")
    assert arrow.column("actor").to_pylist() == [WHOLE, WHOLE]
    with duckdb.connect(str(tmp_path / "l.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT actor FROM events").fetchall() == [(WHOLE,), (WHOLE,)]
    for name in ("e.jsonl", "e.geojson", "plover.jsonl"):
        assert (tmp_path / name).read_text(encoding="utf-8").count(WHOLE) >= 2
