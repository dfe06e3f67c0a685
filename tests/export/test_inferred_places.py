"""A place that was only taken from what stands around a claim says so in every form of events."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from datasets_for_tests import read, with_events

from dateline.export.events_as import export_events_as
from dateline.export.plover import export_plover
from dateline.fusion.facts import Where
from dateline.store import Ledger

HOMS = Where("gn:169577", "Homs, Syria", "in Homs", 34.73, 36.71, "SYR", "Homs", 1)


@pytest.mark.parametrize("inferred", [False, True])
def test_a_place_says_whether_it_was_told_with_the_event(
    ledger: Ledger, tmp_path: Path, inferred: bool
) -> None:
    with_events(ledger, {"place": HOMS._replace(inferred=inferred)})
    for form in ("ged", "acled"):
        export_events_as(ledger, form, tmp_path / f"{form}.csv")
    (ged,) = read(tmp_path / "ged.csv").to_dict("records")
    (acled,) = read(tmp_path / "acled.csv").to_dict("records")
    assert ged["where_description"] == ("not told with it: in Homs" if inferred else "in Homs")
    assert ("place not told with it" in str(acled["tags"])) == inferred
    export_plover(ledger, tmp_path / "plover.jsonl")
    (line,) = (tmp_path / "plover.jsonl").read_text().splitlines()
    assert ("eventLoc" not in json.loads(line)) == inferred
