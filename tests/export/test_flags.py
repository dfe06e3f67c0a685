"""What to know before using an event stands in every format that can hold it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from dateline.export.duck import export_duckdb
from dateline.export.package import export_package
from dateline.export.tables import export
from dateline.ingest import Given, IngestOptions
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.store import Ledger

TITLES = {
    "withdrawn": "Rebels kill nine soldiers on a bridge in Mosul",
    "cut": "Gunmen storm a market in Goma",
    "whole": "Militants bomb a police station in Aleppo",
}
TEXTS = {
    "withdrawn": "Rebels attacked a bridge in Mosul on Thursday and killed nine soldiers, the army said.",
    "cut": "Gunmen attacked a market in Goma on Friday and killed four people, police said. The market was "
    "full when the men came and the [+3012 chars]",
    "whole": "Militants bombed a police station in Aleppo on Saturday and killed two officers, residents said.",
    "retraction": f"The River Wire has withdrawn its report of June 5, “{TITLES['withdrawn']}”. The statement "
    "on which the report rested was false.",
}  # fmt: skip


@pytest.fixture
def flagged(ledger: Ledger) -> dict[str, str | None]:
    """Give the events of a withdrawn, a cut and a whole report, and the flags that they should have."""
    files = [
        Given(f"{name}.jsonl", json.dumps({
            "id": name, "publisher": "River Wire", "published": "2015-06-05" if name != "retraction"
            else "2015-06-08", "title": TITLES.get(name, "Retraction"), "text": text,
            "url": f"https://river.example/{name}"}).encode())
        for name, text in TEXTS.items()
    ]  # fmt: skip
    add(ledger, files, Setup(("plover",)), IngestOptions())
    connect(ledger)
    should = {"Mosul": "retracted", "Goma": "text cut", "Aleppo": None}
    found = {
        event.id: should[event.place.label.split(",")[0]]
        for event in ledger.fusion().events
        if event.place is not None and event.type == "ASSAULT"
    }
    assert set(found.values()) == {"retracted", "text cut", None}
    return found


def test_flags_in_every_format(
    ledger: Ledger, flagged: dict[str, str | None], tmp_path: Path
) -> None:
    def here(rows: dict[str, str | None]) -> dict[str, str | None]:
        return {id: flags or None for id, flags in rows.items() if id in flagged}

    assert here({row.id: row.flags for row in ledger.events()}) == flagged
    for format in ("csv", "geojson", "parquet"):
        export(ledger.events(), format, tmp_path / f"e.{format}")
    export_duckdb(ledger, tmp_path / "l.duckdb")
    export_package(ledger, tmp_path / "package")
    for path in (tmp_path / "e.csv", tmp_path / "package" / "events.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            assert here({row["id"]: row["flags"] for row in csv.DictReader(lines)}) == flagged
    features = json.loads((tmp_path / "e.geojson").read_text(encoding="utf-8"))["features"]
    assert here({f["id"]: f["properties"]["flags"] for f in features}) == flagged
    arrow = pyarrow.parquet.read_table(tmp_path / "e.parquet", columns=["id", "flags"])
    assert here({row["id"]: row["flags"] for row in arrow.to_pylist()}) == flagged
    with duckdb.connect(str(tmp_path / "l.duckdb"), read_only=True) as connection:
        read = connection.execute("SELECT id, flags FROM events").fetchall()
    assert here(dict(read)) == flagged
    page = (tmp_path / "package" / "data-dictionary.md").read_text(encoding="utf-8")
    assert "| flags | string | what to know before using it" in page
