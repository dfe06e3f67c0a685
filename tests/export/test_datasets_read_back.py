"""Events of a ledger made from files in the columns of GED and ACLED and as PLOVER's records, read as
their users read them and compared with the ledger's events."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas
import pytest

from dateline.coding.codebook import load_codebook
from dateline.export import acled
from dateline.export.cells import text_of
from dateline.export.dataset import BACK
from dateline.export.events_as import export_events_as
from dateline.export.plover import export_plover
from dateline.fusion.facts import Event
from dateline.store import Ledger

GED_HEADER = """id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,
conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,
side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,
source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,
priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,
deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"""
"""The header of UCDP's own files, by its codebook."""

ACLED_HEADER = """event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,
actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,
admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,
timestamp"""
"""The header of ACLED's own files, by its codebook."""

GED_TYPES = {
    "id": "string", "year": "Int64", "type_of_violence": "Int64", "number_of_sources": "Int64",
    "where_prec": "Int64", "latitude": "float64", "longitude": "float64", "priogrid_gid": "Int64",
    "event_clarity": "Int64", "date_prec": "Int64", "deaths_unknown": "Int64", "best": "Int64",
    "high": "Int64", "low": "Int64",
}  # fmt: skip
ACLED_TYPES = {
    "year": "Int64", "time_precision": "Int64", "iso": "Int64", "latitude": "float64",
    "longitude": "float64", "geo_precision": "Int64", "fatalities": "Int64",
}  # fmt: skip


def names(header: str) -> list[str]:
    return header.replace("\n", "").split(",")


def by_event(frame: pandas.DataFrame) -> dict[str, dict[str, Any]]:
    rows = {
        row["dateline_event"]: {
            name: None
            if pandas.isna(value)
            else text_of(value)
            if isinstance(value, str)
            else value
            for name, value in row.items()
        }
        for row in frame.to_dict("records")
    }
    assert len(rows) == len(frame) > 0
    return rows


def leads_back(ledger: Ledger, event: Event, row: dict[str, Any]) -> None:
    """Follow a row's ids and offsets to its event, its claims and the words of its texts."""
    assert set(row["dateline_claims"].split("; ")) == {*event.claims, *event.denials}
    parts = re.split(r"(?:^| \| )(K\w+) \[(\d+)-(\d+)\] ", row["dateline_quotes"])
    told = list(zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True))
    assert [claim for claim, *_ in told] == row["dateline_claims"].split("; ")
    for claim, start, end, quote in told:
        assert ledger.reading(ledger.claim(claim).version).text[int(start) : int(end)] == quote
    for report in row["dateline_reports"].split("; "):
        assert {c.id for c in ledger.claims(report=report)} & {claim for claim, *_ in told}
    assert ledger.find(row["dateline_event"]).kind == "event"


def test_ged(real_ledger: Ledger, tmp_path: Path) -> None:
    written = export_events_as(real_ledger, "ged", tmp_path / "ged.csv")
    frame = pandas.read_csv(
        tmp_path / "ged.csv", dtype=GED_TYPES, parse_dates=["date_start", "date_end"]
    )
    assert list(frame.columns) == [*names(GED_HEADER), *BACK]
    for column in ("date_start", "date_end"):
        assert pandas.api.types.is_datetime64_any_dtype(frame[column])
    for column, codes in (
        ("type_of_violence", (1, 2, 3)),
        ("where_prec", range(1, 8)),
        ("date_prec", range(1, 6)),
        ("event_clarity", (1,)),
    ):
        assert frame[column].dropna().isin(list(codes)).all() and frame[column].notna().any(), (
            column
        )
    assert frame["latitude"].dropna().between(-90, 90).all()
    assert frame["longitude"].dropna().between(-180, 180).all()
    assert (frame["low"] <= frame["best"]).all() and (frame["best"] <= frame["high"]).all()

    rows = by_event(frame)
    here = {event.id: event for event in real_ledger.fusion().events}
    deadly = {
        event.id
        for event in here.values()
        if (event.codebook, event.kind, event.type) == ("plover", "single", "ASSAULT")
        and any(count.role == "killed" and count.high for count in event.counts)
    }
    assert set(rows) == deadly and written.rows == len(deadly)
    for id, row in rows.items():
        event = here[id]
        killed = next(count for count in event.counts if count.role == "killed")
        assert (row["low"], row["best"], row["high"]) == (killed.low, killed.best, killed.high)
        assert (row["id"], row["number_of_sources"]) == (id, event.n_reports)
        bounds = (event.sources.low, event.sources.high)
        assert (row["dateline_sources_low"], row["dateline_sources_high"]) == bounds
        assert row["dateline_n_reports"] == event.n_reports
        for name, held in (
            ("families", event.families),
            ("cited", event.cited_sources),
            ("first_hand", event.first_hand),
        ):
            assert (row[f"dateline_{name}_low"], row[f"dateline_{name}_high"]) == (
                held.low,
                held.high,
            )
            assert name == "families" or held.why in row["dateline_support"]
        assert row["dateline_support"].startswith(event.sources.why)
        assert row["dateline_grade"] == event.grade
        when, place = event.when, event.place
        for column, day in (
            ("date_start", when.earliest if when else None),
            ("date_end", when.latest if when else None),
        ):
            assert (row[column].strftime("%Y-%m-%d") if row[column] else None) == day
        assert row["date_prec"] == (when.precision if when else None)
        assert row["where_prec"] == (place.precision if place else None)
        if place is not None and place.latitude is not None:
            assert (row["latitude"], row["longitude"]) == (place.latitude, place.longitude)
            east, north = map(float, re.findall(r"-?\d+\.\d+", row["geom_wkt"]))
            assert (east, north) == pytest.approx((place.longitude, place.latitude), abs=1e-6)
        else:
            assert row["latitude"] is None and row["geom_wkt"] is None
        if row["side_a"] and event.actors and row["type_of_violence"] is None:
            assert len(row["side_a"].split("; ")) <= len(event.actors)
        leads_back(real_ledger, event, row)


def test_acled(real_ledger: Ledger, tmp_path: Path) -> None:
    export_events_as(real_ledger, "acled", tmp_path / "acled.csv")
    frame = pandas.read_csv(tmp_path / "acled.csv", dtype=ACLED_TYPES, parse_dates=["event_date"])
    assert list(frame.columns) == [*names(ACLED_HEADER), *BACK]
    assert pandas.api.types.is_datetime64_any_dtype(frame["event_date"])
    kinds = set(acled.SUB_EVENTS.values())
    for row in frame[["event_type", "sub_event_type"]].itertuples(index=False):
        assert acled.Kind(row[0], row[1]) in kinds
    assert frame["time_precision"].dropna().isin([1, 2, 3]).all()
    assert frame["geo_precision"].dropna().isin([1, 2, 3]).all()
    assert frame["iso"].dropna().between(1, 999).all() and frame["iso"].notna().any()
    dated = frame.dropna(subset=["event_date"])
    assert (dated["event_date"].dt.year == dated["year"]).all() and len(dated)
    inters = set(frame["inter1"].dropna()) | set(frame["inter2"].dropna())
    assert inters and inters <= set(acled._INTER)

    rows = by_event(frame)
    here = {event.id: event for event in real_ledger.fusion().events}
    single = {
        event.id
        for event in here.values()
        if (event.codebook, event.kind) == ("acled", "single") and event.type in acled.SUB_EVENTS
    }
    assert set(rows) == single
    for id, row in rows.items():
        event, place = here[id], here[id].place
        assert row["sub_event_type"] == acled.SUB_EVENTS[event.type].sub_event_type
        assert row["event_id_cnty"] == id
        killed = [count.best for count in event.counts if count.role == "killed"]
        assert row["fatalities"] == (killed[0] if killed else None)
        if row["event_date"] and event.when:
            day = row["event_date"].strftime("%Y-%m-%d")
            assert str(event.when.earliest) <= day <= str(event.when.latest)
        if place is not None and place.latitude is not None:
            assert (row["latitude"], row["longitude"]) == (place.latitude, place.longitude)
            assert place.label.startswith(row["location"])
        else:
            assert row["latitude"] is None
        told = {party.name or party.raw for party in event.actors}
        assert set((row["actor1"] or "").split("; ")) - {""} == told
        leads_back(real_ledger, event, row)


def test_plover_records_fit_their_schema(real_ledger: Ledger, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: make dev")
    schema = json.loads(files("dateline").joinpath("data/plover.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    valid = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.FormatChecker(formats=["date"])
    )
    book = load_codebook("plover")
    allowed = {name: set(schema["properties"][name].get("enum", ())) for name in ("event", "mode")}
    assert allowed["event"] == set(book.types)
    modes = {name: {mode.name for mode in type.modes} for name, type in book.types.items()}
    assert allowed["mode"] == set().union(*modes.values())
    assert set(schema["properties"]["context"]["items"]["enum"]) == set(book.contexts)

    export_plover(real_ledger, tmp_path / "plover.jsonl")
    lines = (tmp_path / "plover.jsonl").read_text(encoding="utf-8").splitlines()
    records = {record["id"]: record for record in map(json.loads, lines)}
    here = {e.id: e for e in real_ledger.fusion().events if e.codebook == "plover"}
    assert set(records) == set(here) and len(lines) == len(here) > 0
    for id, record in records.items():
        assert [error.message for error in valid.iter_errors(record)] == []
        event = here[id]
        assert (record["event"], record.get("mode")) == (event.type, event.mode)
        if event.mode:
            assert event.mode in modes[event.type]
        days = (record["dateline"]["date_from"], record["dateline"]["date_to"])
        assert days == ((event.when.earliest, event.when.latest) if event.when else (None, None))
        assert record.get("date") == (days[0] if days[0] == days[1] else None)
        sides = (record.get("source", []), record.get("target", []))
        for given, parties in zip(sides, (event.actors, event.recipients), strict=True):
            assert [one["actorText"] for one in given] == [p.name or p.raw for p in parties]
        counts = {c.role: [c.low, c.best, c.high] for c in event.counts}
        assert record["dateline"]["counts"] == counts
        assert record.get("dead") == (str(counts["killed"][1]) if "killed" in counts else None)
        if event.place is None or event.place.inferred:
            assert "eventLoc" not in record
        else:
            assert record["eventLoc"].get("latitude") == event.place.latitude
        told = record["dateline"]["claims"]
        assert {one["claim"] for one in told} == {*event.claims, *event.denials}
        for one in told:
            text = real_ledger.reading(one["version"]).text
            assert text[one["start"] : one["end"]] == one["quote"]
            assert real_ledger.find(one["claim"]).kind == "claim"
            assert real_ledger.find(one["report"]).kind == "report"
    broken = json.loads(lines[0]) | {"event": "PICNIC", "date": "2015-02-30", "dead": 4}
    assert len(list(valid.iter_errors(broken))) == 3
