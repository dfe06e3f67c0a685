"""The report that shaped the design, read with both codebooks: what its table asks of coding."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dateline.coding import code, load_codebook
from dateline.language import annotate
from dateline.types import Claim

REPORT = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports" / "caucasus_2015.txt"
pytestmark = pytest.mark.skipif(not REPORT.is_file(), reason="needs ../shared with its reports")


@cache
def body() -> str:
    """The body as a reader gives it: no title, no separators."""
    lines = REPORT.read_text(encoding="utf-8").split("\n")
    return "\n\n".join(line for line in lines[3:] if len(line) > 20)


@cache
def claims(codebook: str) -> tuple[Claim, ...]:
    return code(annotate(body()), load_codebook(codebook)).claims


def only(codebook: str, name: str, anchor: str) -> Claim:
    """The one claim of a type on an anchor."""
    text = body()
    (claim,) = [
        c for c in claims(codebook) if c.type == name and anchor in c.anchor.of(text).lower()
    ]
    return claim


def values(claim: Claim, role: str) -> list[str]:
    return [slot.value for slot in claim.slot(role)]


def test_governorate_announced() -> None:
    claim = only("organisations", "DECLARE", "announced")
    assert values(claim, "actor") == ["ISIS"]
    assert values(claim, "recipient") == ["Wilayat Qawqaz"]
    assert values(claim, "place") == ["North Caucasus"]
    assert values(claim, "date") == ["June 23, 2015"]
    assert (claim.polarity, claim.modality) == ("affirmed", "actual")


def test_pledges() -> None:
    pledges = [c for c in claims("organisations") if c.type == "PLEDGE_ALLEGIANCE"]
    assert [c.polarity for c in pledges] == ["affirmed", "affirmed", "denied"]
    senior, circulated, refused = pledges
    assert values(senior, "actor") == ["several senior militants"]
    assert values(circulated, "recipient") == ["ISIS"]
    assert "al-Baghdadi" in values(circulated, "leader")[0]
    assert values(circulated, "date") == ["June 21"]
    assert values(circulated, "place")[:3] == ["Dagestan", "Chechnya", "Ingushetia"]
    assert len(values(circulated, "place")) == 6
    assert values(refused, "place") == ["Cherkessia", "Nogay steppe"]


def test_subdivisions() -> None:
    held = only("organisations", "PART_OF", "constitute")
    assert values(held, "actor")[0] == "Dagestan"
    assert len(values(held, "actor")) == 6
    assert "Islamic Emirate of the Caucasus" in values(held, "recipient")[0]
    others = only("organisations", "PART_OF", "subdivisions")
    assert values(others, "actor") == ["Cherkessia", "Nogay steppe"]
    assert values(others, "recipient") == ["IEC"]


def test_leaders() -> None:
    led = [c for c in claims("organisations") if c.type == "LED_BY"]
    ends = [(values(c, "actor")[0].split()[-1], values(c, "recipient")) for c in led]
    assert ends == [("al-Baghdadi", ["ISIS"]), ("Kebekov", ["IEC"])]


def test_leader_killed() -> None:
    for book, name in (("plover", "ASSAULT"), ("organisations", "LOSE_LEADER")):
        claim = only(book, name, "killed")
        assert values(claim, "actor") == ["Russian security forces"]
        assert values(claim, "recipient") == ["Aliaskhab Kebekov"]
        assert values(claim, "date") == ["April 2015"]


def test_gun_battle() -> None:
    claim = only("plover", "ASSAULT", "battle")
    assert values(claim, "actor") == ["Islamic militants"]
    assert values(claim, "recipient") == ["government forces"]
    assert values(claim, "place") == ["Grozny"]
    assert values(claim, "date") == ["December 2014"]


def test_conditions_set() -> None:
    claim = only("organisations", "PREPARE", "setting")
    assert values(claim, "actor") == ["ISIS"]
    assert values(claim, "date") == ["since at least January 2015"]


def test_forecast_and_goals() -> None:
    forecast = only("organisations", "SUPPORTS_GROUP", "loyal")
    assert forecast.modality == "predicted"
    assert values(forecast, "recipient") == ["ISIS"]
    goals = only("organisations", "INTEND", "goals")
    assert values(goals, "actor") == ["IEC"]
    assert values(goals, "goal")[0].startswith("establishing a Caucasus emirate")
    assert values(goals, "goal")[1] == "waging global jihad"
    strikes = only("plover", "ASSAULT", "strikes")
    assert strikes.modality == "planned"
    assert values(strikes, "actor") == ["Russian leadership"]
    assert values(strikes, "recipient") == ["ISIS fighters"]


def test_affiliation() -> None:
    claim = only("organisations", "ALLIED_WITH", "affiliated")
    assert "Emirate" in values(claim, "actor")[0]
    assert values(claim, "recipient") == ["al-Qaeda"]


def test_no_claim_of_nato() -> None:
    text = body()
    for book in ("plover", "organisations"):
        assert not any("NATO" in c.quote.of(text) for c in claims(book))
