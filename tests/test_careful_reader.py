"""The report that shaped dateline, read end to end: what a careful reader takes from it.

See ``shared/DESIGN.md``, "The report that shaped it". What its headline check, its lineage and
questions of allegiance and of who is behind give is tested in ``check/test_headline_check.py``,
``lineage/test_seed_lineage.py`` and ``ties/test_seed_affiliation.py``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SEED = Path(__file__).resolve().parents[2] / "shared" / "data" / "reports" / "caucasus_2015.txt"

pytestmark = pytest.mark.skipif(
    not SEED.is_file(), reason="the report lies in ../shared, which is not here"
)

Claim = dict[str, Any]


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    """What ``dateline read --json`` gives."""
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "read", str(SEED), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def values(claim: Claim, role: str) -> set[str]:
    """The words, and what they were resolved to, of a role's slots."""
    slots = [slot for slot in claim["slots"] if slot["role"] == role]
    resolved = {slot["resolution"]["value"] for slot in slots if slot["resolution"]}
    return {slot["value"] for slot in slots} | (resolved - {None})


def found(report: dict[str, Any], type: str, **wanted: str) -> Claim:
    """The claim of a type that has these fields (``modality``...) or slot values."""
    fitting = [
        claim
        for claim in report["claims"]
        if claim["type"] == type
        and all(
            claim[key] == value if key in claim else value in values(claim, key)
            for key, value in wanted.items()
        )
    ]
    assert fitting, f"no {type} with {wanted}"
    return fitting[0]


def dates(claim: Claim) -> list[tuple[str, int]]:
    """The resolved intervals of a claim with their precision."""
    slots = [s["resolution"] for s in claim["slots"] if s["role"] == "date" and s["resolution"]]
    return [(slot["value"], slot["precision"]) for slot in slots]


def test_every_span_quotes(report: dict[str, Any]) -> None:
    text = report["text"]
    for claim in report["claims"]:
        for span in (claim["anchor"], claim["quote"], *claim["slots"]):
            assert text[span["start"] : span["end"]] == span["quote"] != ""


def test_the_report_row(report: dict[str, Any]) -> None:
    assert report["title"]["quote"].startswith("US-NATO’s Undeclared Proxy War")
    assert report["text"].count("US-NATO") == 1
    assert {(c["kind"], c["name"]) for c in report["credits"]} >= {
        ("publisher", "South Front"),
        ("via", "globalresearch.ca"),
    }
    assert "read more" not in report["text"]
    assert not report["text"].endswith("end")
    published = report["published"]
    assert (published["earliest"], published["latest"]) == ("2015-06-23", None)
    assert published["how"] == "inferred"


def test_organisations_and_people(report: dict[str, Any]) -> None:
    named = {actor["id"]: actor for actor in report["actors"]}
    assert {
        "group:islamic-state",
        "group:is-caucasus",
        "group:caucasus-emirate",
        "group:al-qaeda",
    } <= set(named)
    people = {actor["name"] for actor in report["actors"] if actor["kind"] == "person"}
    assert people == {"Abu Bakr al-Baghdadi", "Aliaskhab Kebekov"}


def test_the_governorate_was_announced_on_23_june_2015(report: dict[str, Any]) -> None:
    claim = found(report, "DECLARE", actor="group:islamic-state", recipient="group:is-caucasus")
    assert (claim["polarity"], claim["modality"]) == ("affirmed", "actual")
    assert dates(claim) == [("2015-06-23/2015-06-23", 1)]
    assert "dl:north-caucasus" in values(claim, "place")


def test_the_pledge_of_21_june(report: dict[str, Any]) -> None:
    claim = found(report, "PLEDGE_ALLEGIANCE", actor="supporters of ISIS")
    assert dates(claim) == [("2015-06-21/2015-06-21", 1)]
    assert "group:islamic-state" in values(claim, "recipient")
    assert "person:abu-bakr-al-baghdadi" in values(claim, "leader")
    assert {"Dagestan", "Chechnya", "Ingushetia", "Kabarda", "Balkaria", "Karachay"} <= values(
        claim, "place"
    )


def test_the_pledge_that_came_before_the_announcement_is_not_dated_to_its_day(
    report: dict[str, Any],
) -> None:
    claim = found(report, "PLEDGE_ALLEGIANCE", actor="several senior militants")
    assert dates(claim) == []
    (inferred,) = claim["inferred"]
    assert (inferred["value"], inferred["precision"]) == ("/2015-06-23", 5)


def test_kebekov_was_killed_by_russian_forces_in_april_2015(report: dict[str, Any]) -> None:
    claim = found(report, "ASSAULT", recipient="person:aliaskhab-kebekov")
    assert "Russian security forces" in values(claim, "actor")
    assert "RUS/MIL" in values(claim, "actor")
    assert dates(claim) == [("2015-04-01/2015-04-30", 4)]


def test_the_gun_battle_in_grozny_in_december_2014(report: dict[str, Any]) -> None:
    claim = found(report, "ASSAULT", actor="Islamic militants")
    assert values(claim, "recipient") == {"government forces"}
    assert dates(claim) == [("2014-12-01/2014-12-31", 4)]
    place = next(s for s in claim["slots"] if s["role"] == "place")["resolution"]
    assert place["label"].startswith("Grozny")
    assert place["precision"] == 1


def test_setting_conditions_since_at_least_january_2015(report: dict[str, Any]) -> None:
    claims = [
        c for c in report["claims"] if c["type"] == "PREPARE" and dates(c) == [("2015-01-01/", 5)]
    ]
    assert claims
    assert "group:islamic-state" in values(claims[0], "actor")


def test_the_forecast_is_predicted_and_no_event(report: dict[str, Any]) -> None:
    sentence = "Probably, in the near feature"
    claims = [c for c in report["claims"] if sentence in c["quote"]["quote"]]
    assert claims
    assert {c["modality"] for c in claims} == {"predicted"}
    assert all(c["inferred"] == [] and dates(c) == [] for c in claims)


def test_goals_are_planned(report: dict[str, Any]) -> None:
    found(report, "INTEND", actor="group:caucasus-emirate")
    emirate = found(report, "DECLARE", recipient="Caucasus emirate")
    assert emirate["modality"] == "planned"
    strikes = found(report, "ASSAULT", recipient="ISIS fighters")
    assert strikes["modality"] == "planned"


def test_ties(report: dict[str, Any]) -> None:
    ties = {(r["a"], r["kind"], r["b"]) for r in report["relations"]}
    emirate = "group:caucasus-emirate"
    parts = {a for a, kind, b in ties if (kind, b) == ("part_of", emirate)}
    assert parts == {
        "group:vilayat-dagestan",
        "group:vilayat-nokhchicho",
        "group:vilayat-galgaycho",
        "group:vilayat-kbk",
        "group:vilayat-cherkessia",
        "group:vilayat-nogay-steppe",
    }
    assert ("group:islamic-state", "led_by", "person:abu-bakr-al-baghdadi") in ties
    assert (emirate, "led_by", "person:aliaskhab-kebekov") in ties
    assert (emirate, "allied_with", "group:al-qaeda") in ties


def test_where_supporters_did_not_pledge(report: dict[str, Any]) -> None:
    claim = found(report, "PLEDGE_ALLEGIANCE", polarity="denied")
    assert {"Cherkessia", "Nogay steppe"} <= values(claim, "place")


def test_what_the_headline_asks_is_not_told_as_a_fact(report: dict[str, Any]) -> None:
    asked = [c for c in report["claims"] if "US-NATO" in c["quote"]["quote"]]
    assert all(c["modality"] != "actual" for c in asked)
