"""Events in the columns of ACLED."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas
import pytest
from datasets_for_tests import REBELS, STATE, UNKNOWN, VILLAGERS, killed, read, with_events

from dateline.coding.codebook import load_codebook
from dateline.export import acled
from dateline.export.dataset import BACK, middle
from dateline.export.events_as import export_events_as
from dateline.fusion.facts import Count, When, Where
from dateline.store import Ledger

IN_RUSSIA = Where("gn:1", "Dorva, Coast, Russia", "Dorva", 44.5, 45.25, "RUS", "Coast", 3)


def exported(ledger: Ledger, tmp_path: Path, *changes: dict[str, Any]) -> list[dict[str, Any]]:
    with_events(ledger, *changes)
    export_events_as(ledger, "acled", tmp_path / "acled.csv")
    frame = read(tmp_path / "acled.csv")
    assert tuple(frame.columns) == acled.COLUMNS + BACK
    rows = [
        {name: None if pandas.isna(value) else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
    return sorted(rows, key=lambda row: str(row["dateline_event"]))


def test_a_row(ledger: Ledger, tmp_path: Path) -> None:
    changed = {"actors": (STATE,), "recipients": (REBELS,), "place": IN_RUSSIA, "mode": "aerial"}
    (row,) = exported(ledger, tmp_path, changed)
    expected = {
        "event_date": "2015-06-21", "year": "2015", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "actor1": "Russia: military",
        "inter1": "State forces", "actor2": "Islamic State", "inter2": "Rebel group",
        "interaction": "State forces-Rebel group", "civilian_targeting": None, "iso": "643",
        "country": "Russia", "admin1": "Coast", "location": "Dorva", "geo_precision": "2",
        "source": "The Coast Courier", "fatalities": "4", "tags": None,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert row["notes"].startswith("Northern Front shelled army posts in Dorva")
    assert all(row[name] is None for name in acled.EMPTY)


ATTACK = ("Violence against civilians", "Attack")
CLASH = ("Battles", "Armed clash")


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"actors": (REBELS,), "recipients": (STATE,)}, CLASH),
        ({"actors": (REBELS,), "recipients": (STATE,), "mode": "firearms"}, CLASH),
        ({"actors": (REBELS,), "recipients": (VILLAGERS,)}, ATTACK),
        ({"actors": (UNKNOWN,), "recipients": (STATE,)}, (None, None)),
        ({"mode": "abduct", "recipients": (VILLAGERS,)}, ("Violence against civilians", "Abduction/forced disappearance")),
        ({"mode": "abduct", "recipients": (STATE,)}, (None, None)),
        ({"mode": "explosives", "weapons": ("roadside bomb",)}, ("Explosions/Remote violence", "Remote explosive/landmine/IED")),
        ({"mode": "explosives", "weapons": ("grenade", "car bomb")}, ("Explosions/Remote violence", None)),
        ({"mode": "unconventional", "weapons": ()}, ("Explosions/Remote violence", None)),
        ({"mode": "destroy", "counts": ()}, ("Strategic developments", "Looting/property destruction")),
        ({"type": "PROTEST", "mode": "demo"}, ("Protests", None)),
        ({"type": "PROTEST", "mode": "riot"}, ("Riots", "Violent demonstration")),
        ({"type": "COERCE", "mode": "arrest"}, ("Strategic developments", "Arrests")),
    ],
)  # fmt: skip
def test_types_are_mapped_as_far_as_the_codebook_tells(
    ledger: Ledger, tmp_path: Path, changed: dict[str, Any], kind: tuple[str | None, str | None]
) -> None:
    (row,) = exported(ledger, tmp_path, changed)
    assert (row["event_type"], row["sub_event_type"]) == kind


@pytest.mark.parametrize(
    "changed",
    [
        {"mode": "crowd-control"},
        {"type": "PROTEST", "mode": "strike"},
        {"type": "COERCE", "mode": "ban"},
        {"type": "CONSULT"},
        {"kind": "summary"},
    ],
)
def test_what_is_no_acled_event_is_left_out_and_counted(
    ledger: Ledger, tmp_path: Path, changed: dict[str, Any]
) -> None:
    with_events(ledger, changed)
    written = export_events_as(ledger, "acled", tmp_path / "acled.csv")
    assert (written.rows, written.left_out.total()) == (0, 1)


def test_every_type_of_the_codebook_is_mapped_or_said_to_be_beside_acled() -> None:
    import yaml

    from dateline.coding.codebook import BUILT_IN

    types = yaml.safe_load((BUILT_IN / "acled.yaml").read_text(encoding="utf-8"))["types"]
    assert set(types) == set(load_codebook("acled").types)
    for name, stated in types.items():
        if stated["event_type"] == "Beside ACLED":
            assert name not in acled.SUB_EVENTS
        else:
            assert acled.SUB_EVENTS[name].event_type == stated["event_type"]


@pytest.mark.parametrize(
    ("country", "inter"), [("RUS", "State forces"), ("SYR", "External/Other forces"), (None, None)]
)
def test_a_states_forces_abroad_are_external(
    ledger: Ledger, tmp_path: Path, country: str | None, inter: str | None
) -> None:
    where = IN_RUSSIA._replace(country=country)
    (row,) = exported(ledger, tmp_path, {"actors": (STATE,), "place": where})
    assert row["inter1"] == inter


@pytest.mark.parametrize(
    ("when", "day", "code"),
    [
        (When("2015-06-21", "2015-06-21", 1, ""), "2015-06-21", "1"),
        (When("2015-06-15", "2015-06-21", 3, ""), "2015-06-18", "2"),
        (When("2015-06-01", "2015-06-30", 4, ""), "2015-06-15", "3"),
        (When("2015-01-01", "2015-12-31", 5, ""), None, None),
        (When(None, "2015-06-30", 5, ""), None, None),
        (None, None, None),
    ],
)
def test_days_and_their_precision(
    ledger: Ledger, tmp_path: Path, when: When | None, day: str | None, code: str | None
) -> None:
    (row,) = exported(ledger, tmp_path, {"when": when})
    assert (row["event_date"], row["time_precision"]) == (day, code)


def test_no_number_told_is_not_nobody_killed(ledger: Ledger, tmp_path: Path) -> None:
    rows = exported(ledger, tmp_path, {"counts": ()}, {"counts": (killed(0, 0, 0),)})
    assert {row["fatalities"] for row in rows} == {None, "0"}


def test_a_crowd_is_a_tag(ledger: Ledger, tmp_path: Path) -> None:
    crowd = Count("participants", 300, 500, 500, (), "told")
    (row,) = exported(ledger, tmp_path, {"type": "PROTEST", "mode": "demo", "counts": (crowd,)})
    assert (row["tags"], row["inter1"]) == ("crowd size=500", "Protesters")


def test_the_middle_of_two_days_is_the_earlier_middle() -> None:
    assert middle("2015-06-21", "2015-06-22") == "2015-06-21"
