"""Tables of a ledger made from files, written, read with the target's library and compared cell by
cell with the ledger's own database; ids and quotes lead back to claims and to the texts."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pyarrow.parquet
import pytest

from dateline.export.cells import text_of
from dateline.export.duck import export_duckdb
from dateline.export.tables import export
from dateline.store import Ledger

VIEWS = {"events": "events", "claims": "claims", "reports": "reports"}
LISTS = ("actors", "places")


def in_database(ledger: Ledger, view: str) -> list[dict[str, Any]]:
    """Give a view's rows as SQLite has them, without the program that exports."""
    with closing(sqlite3.connect(ledger.path / "ledger.sqlite")) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(f"SELECT * FROM {view}")]  # noqa: S608


def by_id(rows: list[dict[str, Any]], key: str = "id") -> dict[str, dict[str, Any]]:
    found = {row[key]: row for row in rows}
    assert len(found) == len(rows) > 0
    return found


def quotes_lead_back(ledger: Ledger, claims: list[dict[str, Any]]) -> None:
    for claim in claims:
        text = ledger.reading(claim["version"]).text
        assert text[claim["quote_start"] : claim["quote_end"]] == claim["quote"]
        assert claim["anchor"] in claim["quote"]
        here = ledger.claim(claim["id"])
        assert (here.mention, here.version) == (claim["mention"], claim["version"])
        assert ledger.find(claim["report"]).kind == "report"


def test_the_ledger_holds_words_that_a_careless_export_changes(real_ledger: Ledger) -> None:
    titles = [row["title"] for row in in_database(real_ledger, "reports")]
    assert any(title.startswith("=HYPERLINK(") for title in titles)
    assert any(title.startswith("+49") for title in titles)
    quotes = [row["quote"] for row in in_database(real_ledger, "claims")]
    assert any(quote.startswith("- Rebels") for quote in quotes)
    assert max(map(len, quotes)) == 8_000  # the longest sentence that is coded
    kinds = {row["kind"] for row in in_database(real_ledger, "events")}
    assert len(quotes) > 100 and "single" in kinds


@pytest.mark.parametrize("table", VIEWS)
def test_csv_as_pandas_users_read_it(real_ledger: Ledger, tmp_path: Path, table: str) -> None:
    export(getattr(real_ledger, table)(), "csv", tmp_path / "t.csv")
    here = by_id(in_database(real_ledger, VIEWS[table]))
    frame = pandas.read_csv(tmp_path / "t.csv", keep_default_na=False, na_values=[""])
    assert list(frame.columns) == list(getattr(real_ledger, table)().columns)
    assert set(frame["id"]) == set(here) and len(frame) == len(here)
    for column in frame.columns:
        for id, read in zip(frame["id"], frame[column], strict=True):
            held = here[id][column]
            if held is None or held == "":  # both are an empty cell
                assert pandas.isna(read), (id, column)
            elif isinstance(held, str):
                assert text_of(str(read)) == held, (id, column)
            else:
                assert float(read) == held, (id, column)
    for column in ("date_from", "date_to", "published_from"):
        if column in frame:
            stated = frame[column].dropna()
            assert (pandas.to_datetime(stated).dt.strftime("%Y-%m-%d") == stated).all()
            assert len(stated)
    if "latitude" in frame:
        placed = frame.dropna(subset=["latitude"])
        assert placed["latitude"].between(-90, 90).all() and len(placed)
        assert placed["longitude"].between(-180, 180).all()
        assert frame["where_prec"].dropna().isin(range(1, 8)).all()
        assert frame["date_prec"].dropna().isin(range(1, 6)).all()


@pytest.mark.parametrize("table", [*VIEWS, *LISTS])
def test_parquet_in_pyarrow_and_duckdb(real_ledger: Ledger, tmp_path: Path, table: str) -> None:
    selection = getattr(real_ledger, table)()
    export(selection, "parquet", tmp_path / "t.parquet")
    arrow = pyarrow.parquet.read_table(tmp_path / "t.parquet")
    if table in VIEWS:
        held = in_database(real_ledger, VIEWS[table])
    else:
        held = selection.to_dicts()
    key = "key" if table in LISTS else "id"
    here = by_id(held, key)
    assert by_id(arrow.to_pylist(), key) == here
    found = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "t.parquet")])
    names = [column[0] for column in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    assert by_id(rows, key) == here
    if table == "claims":
        quotes_lead_back(real_ledger, rows)


@pytest.mark.parametrize("table", VIEWS)
def test_json_lines(real_ledger: Ledger, tmp_path: Path, table: str) -> None:
    export(getattr(real_ledger, table)(), "jsonl", tmp_path / "t.jsonl")
    lines = (tmp_path / "t.jsonl").read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert by_id([json.loads(line) for line in lines]) == by_id(
        in_database(real_ledger, VIEWS[table])
    )


@pytest.mark.parametrize("table", ["events", "claims"])
def test_geojson_in_an_independent_reader(real_ledger: Ledger, tmp_path: Path, table: str) -> None:
    geojson = pytest.importorskip("geojson", reason="geojson is not installed: make dev")
    export(getattr(real_ledger, table)(), "geojson", tmp_path / "t.geojson")
    read = geojson.loads((tmp_path / "t.geojson").read_text(encoding="utf-8"))
    assert isinstance(read, geojson.FeatureCollection)
    assert "crs" not in read  # RFC 7946, section 4
    here = by_id(in_database(real_ledger, VIEWS[table]))
    assert len(read.features) == len(here)
    placed = 0
    for feature in read.features:
        held = dict(here[feature.id])
        latitude, longitude = held.pop("latitude"), held.pop("longitude")
        assert feature.properties == held
        if latitude is None:
            assert feature.geometry is None
            continue
        placed += 1
        assert feature.geometry.is_valid, feature.geometry.errors()
        east, north = feature.geometry.coordinates  # RFC 7946, section 3.1.1: east first
        assert (east, north) == pytest.approx((longitude, latitude), abs=1e-6)
        assert -180 <= east <= 180 and -90 <= north <= 90
    assert 0 < placed < len(here)  # points alone: no ring has a hand to follow


def test_duckdb_file_joins_events_to_claims_to_texts(real_ledger: Ledger, tmp_path: Path) -> None:
    export_duckdb(real_ledger, tmp_path / "l.duckdb")
    with duckdb.connect(str(tmp_path / "l.duckdb"), read_only=True) as connection:
        for table, view in VIEWS.items():
            found = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            names = [column[0] for column in found.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
            assert by_id(rows) == by_id(in_database(real_ledger, view))
        types = dict(
            connection.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'events'"
            ).fetchall()
        )
        assert (types["latitude"], types["killed_best"], types["date_from"]) == (
            "DOUBLE",
            "BIGINT",
            "VARCHAR",
        )
        told = connection.execute(
            "SELECT e.id, c.id, t.quote, c.quote, t.quote_start, t.quote_end, t.version, r.title "
            "FROM events e JOIN event_tellings t ON t.event = e.id JOIN claims c ON c.id = t.claim "
            "JOIN reports r ON r.id = t.report"
        ).fetchall()
    held = {
        event.id: set(event.claims) | set(event.denials) for event in real_ledger.fusion().events
    }
    joined: dict[str, set[str]] = {}
    for event, claim, quote, same, start, end, version, _ in told:
        joined.setdefault(event, set()).add(claim)
        assert real_ledger.reading(version).text[start:end] == quote == same
    assert joined == held
