"""Events in the columns of UCDP GED."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas
import pytest
from datasets_for_tests import REBELS, STATE, UNKNOWN, VILLAGERS, killed, read, with_events

from dateline.export import ged
from dateline.export.dataset import BACK
from dateline.export.events_as import export_events_as
from dateline.fusion.facts import When
from dateline.store import Ledger
from ledger_factories import add, bundle, prepare


def exported(ledger: Ledger, tmp_path: Path, *changes: dict[str, Any]) -> pandas.DataFrame:
    with_events(ledger, *changes)
    export_events_as(ledger, "ged", tmp_path / "ged.csv")
    return read(tmp_path / "ged.csv")


def test_the_columns_are_geds_then_those_that_lead_back(ledger: Ledger, tmp_path: Path) -> None:
    frame = exported(ledger, tmp_path, {})
    assert tuple(frame.columns) == ged.COLUMNS + BACK
    assert len(ged.COLUMNS) == 49


def test_what_dateline_cannot_know_is_empty_and_the_rest_is_not(
    ledger: Ledger, tmp_path: Path
) -> None:
    (row,) = exported(ledger, tmp_path, {"actors": (REBELS,)}).to_dict("records")  # on army posts
    empty = {name for name in ged.COLUMNS if pandas.isna(row[name])}
    assert empty == ged.EMPTY
    assert (row["low"], row["best"], row["high"], row["deaths_unknown"]) == ("3", "4", "5", "4")
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert (row["date_start"], row["date_end"], row["year"]) == ("2015-06-21", "2015-06-21", "2015")
    assert row["geom_wkt"] == "POINT (33.250000 12.500000)"


@pytest.mark.parametrize(
    ("actors", "recipients", "violence", "side_a", "side_b"),
    [
        ((STATE,), (REBELS,), "1", "Government of Russia", "IS"),
        ((REBELS,), (STATE,), "1", "Government of Russia", "IS"),
        ((REBELS,), (VILLAGERS,), "3", "IS", "Civilians"),
        ((STATE,), (VILLAGERS,), "3", "Government of Russia", "Civilians"),
        ((REBELS,), (UNKNOWN,), None, "IS", "Northern Front"),
        ((STATE,), (STATE,), None, "Government of Russia", "Government of Russia"),
        ((REBELS,), (), None, "IS", None),
    ],
)
def test_sides_and_type_of_violence(
    ledger: Ledger,
    tmp_path: Path,
    actors: Any,
    recipients: Any,
    violence: str | None,
    side_a: str,
    side_b: str | None,
) -> None:
    changed = {"actors": actors, "recipients": recipients}
    (row,) = exported(ledger, tmp_path, changed).to_dict("records")
    seen = [
        None if pandas.isna(row[c]) else row[c] for c in ("type_of_violence", "side_a", "side_b")
    ]
    assert seen == [violence, side_a, side_b]


def test_events_that_ged_would_not_have_are_counted_with_their_reason(
    ledger: Ledger, tmp_path: Path
) -> None:
    with_events(
        ledger,
        {},
        {"counts": ()},
        {"counts": (killed(0, 0, 0),)},
        {"kind": "summary"},
        {"kind": "denied"},
        {"type": "PROTEST"},
    )
    written = export_events_as(ledger, "ged", tmp_path / "ged.csv")
    assert written.rows == 1
    assert dict(written.left_out) == {
        "nobody is said to have died": 2,
        "kind is summary": 1,
        "kind is denied": 1,
        "of a type that the dataset does not hold": 1,
    }


def test_unknown_days_and_places_are_empty_cells(ledger: Ledger, tmp_path: Path) -> None:
    changed = {"when": When(None, "2015-06-30", 5, "told"), "place": None}
    (row,) = exported(ledger, tmp_path, changed).to_dict("records")
    for name in ("year", "date_start", "latitude", "where_prec", "country", "priogrid_gid"):
        assert pandas.isna(row[name]), name
    assert (row["date_end"], row["date_prec"]) == ("2015-06-30", "5")


def test_every_row_leads_back_to_its_words(ledger: Ledger, tmp_path: Path) -> None:
    frame = exported(ledger, tmp_path, {}, {})
    for row in frame.to_dict("records"):
        found = re.fullmatch(r"(K\w+) \[(\d+)-(\d+)\] (.+)", row["dateline_quotes"])
        assert found is not None
        claim = ledger.claim(found[1])
        text = ledger.reading(claim.version).text
        assert text[int(found[2]) : int(found[3])] == found[4]
        assert row["dateline_claims"] == found[1]
        assert ledger.find(row["dateline_event"]).kind == "event"
        assert ledger.find(row["dateline_reports"]).kind == "report"


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90.0, -180.0, 1), (-89.9, -179.4, 2), (-89.4, -180.0, 721), (90.0, 180.0, 259_200)],
)
def test_priogrid_counts_from_the_south_west(latitude: float, longitude: float, cell: int) -> None:
    assert ged.priogrid(latitude, longitude) == cell


def test_a_ledger_without_a_codebook_that_can_be_mapped_says_so(
    ledger: Ledger, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="needs events of codebook plover or acled"):
        export_events_as(ledger, "ged", tmp_path / "ged.csv")
    prepare(ledger)
    add(ledger, bundle("a", []))
    with pytest.raises(ValueError, match="'own' have no mapping"):
        export_events_as(ledger, "ged", tmp_path / "ged.csv", filters={"codebook": "own"})
    assert not list(tmp_path.glob("*ged*"))
