"""One table a file: what its target's library reads is what the ledger holds."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest
from datasets_for_tests import with_events

from dateline.export.tables import export
from dateline.store import Ledger

TABLES = ("events", "claims", "reports", "actors", "places")


@pytest.mark.parametrize("name", TABLES)
def test_parquet_holds_the_rows_with_their_types(ledger: Ledger, tmp_path: Path, name: str) -> None:
    with_events(ledger, {}, {"place": None})
    selection = getattr(ledger, name)()
    count = export(selection, "parquet", tmp_path / "t.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "t.parquet")
    assert table.to_pylist() == [asdict(row) for row in selection]
    assert count == table.num_rows > 0


@pytest.mark.parametrize("name", TABLES)
def test_json_lines_hold_the_rows(ledger: Ledger, tmp_path: Path, name: str) -> None:
    with_events(ledger, {}, {"place": None})
    selection = getattr(ledger, name)()
    export(selection, "jsonl", tmp_path / "t.jsonl")
    lines = (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [asdict(row) for row in selection]


def test_a_table_without_rows_has_its_columns(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger.events(), "csv", tmp_path / "t.csv")
    export(ledger.events(), "parquet", tmp_path / "t.parquet")
    assert tuple(pandas.read_csv(tmp_path / "t.csv").columns) == ledger.events().columns
    typed = pyarrow.parquet.read_schema(tmp_path / "t.parquet")
    assert str(typed.field("latitude").type) == "double"
