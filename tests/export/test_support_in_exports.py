"""Every export of events has the numbers they rest on, with lower and upper bound and why."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import pytest

from dateline.export.duck import export_duckdb
from dateline.export.tables import export
from dateline.store import Ledger

NAMES = ("sources", "families", "cited", "first_hand")


def expected(ledger: Ledger) -> dict[str, list[Any]]:
    found = {}
    for event in ledger.fusion().events:
        bounds = (event.sources, event.families, event.cited_sources, event.first_hand)
        found[event.id] = [
            event.n_reports,
            *(value for each in bounds for value in (each.low, each.high, each.why)),
        ]
    return found


def values(row: dict[str, Any]) -> list[Any]:
    told: list[Any] = [int(row["n_reports"])]
    for name in NAMES:
        told += [int(row[f"n_{name}_low"]), int(row[f"n_{name}_high"]), row[f"{name}_why"]]
    return told


def of_csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def of_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def of_geojson(path: Path) -> list[dict[str, Any]]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [feature["properties"] for feature in features]


def of_parquet(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(path).to_pylist()
    return rows


@pytest.mark.parametrize(
    ("format", "read"),
    [("csv", of_csv), ("jsonl", of_jsonl), ("geojson", of_geojson), ("parquet", of_parquet)],
)
def test_tables_have_the_numbers_and_the_words(
    real_ledger: Ledger, tmp_path: Path, format: str, read: Any
) -> None:
    out = tmp_path / f"events.{format}"
    export(real_ledger.events(), format, out)
    rows = {row["id"]: values(row) for row in read(out)}
    assert rows == expected(real_ledger)
    assert rows


def test_a_duckdb_file_has_them_too(real_ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "ledger.duckdb"
    export_duckdb(real_ledger, out)
    with duckdb.connect(str(out), read_only=True) as held:
        found = held.execute("SELECT * FROM events")
        names = [column[0] for column in found.description]
        rows = {
            row["id"]: values(row)
            for row in (dict(zip(names, each, strict=True)) for each in found.fetchall())
        }
    assert rows == expected(real_ledger)
