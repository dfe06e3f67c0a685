"""Days that follow from another day of the same sentence."""

from __future__ import annotations

import pytest

from dateline.identity import sha256_hex
from dateline.pipeline.report import Coders, Setup
from dateline.types import Dating, Reading


@pytest.fixture(scope="module")
def coders() -> Coders:
    return Coders(Setup(("plover",)))


def days_of(coders: Coders, text: str, anchor: str) -> list[str]:
    """Give the days of the claims told by ``anchor``; published on Wednesday, 10 June 2015."""
    reading = Reading(
        source_key="id:test:1",
        original=sha256_hex(text.encode()),
        member="1",
        text=text,
        title=None,
        language="en",
        published=Dating("2015-06-10", "2015-06-10", "metadata"),
    )
    bundle = coders.bundle(reading)
    told = {
        claim.id
        for coding in bundle.codings
        for claim in coding.claims
        if claim.anchor.of(text) == anchor
    }
    return [r.value or "" for r in bundle.resolutions if r.kind == "date" and r.subject in told]


@pytest.mark.parametrize(
    ("text", "anchor", "days"),
    [
        (
            "Troops came to Tal on Tuesday, two days after gunmen attacked a market.",
            "attacked",
            "2015-06-07/2015-06-07",
        ),
        (
            "Soldiers shot a farmer on Friday, a week after the attack on the barracks.",
            "attack",
            "2015-05-29/2015-05-29",
        ),
        (
            "The clinic took in ten people on Tuesday, after men had fired on a crowd.",
            "fired",
            "/2015-06-09",
        ),
        (
            "Troops came to Tal on Tuesday, months after gunmen attacked a market.",
            "attacked",
            "/2015-06-09",
        ),
    ],
)
def test_what_came_before_a_day(coders: Coders, text: str, anchor: str, days: str) -> None:
    assert days_of(coders, text, anchor) == [days]


def test_the_day_of_a_claim_is_not_that_of_the_deed(coders: Coders) -> None:
    text = "The Reed Front claimed responsibility on Tuesday for an attack on a market in Tal."
    assert days_of(coders, text, "attack") == ["/2015-06-09"]


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("before dawn on Tuesday", "2015-06-09/2015-06-09"),
        ("shortly before midnight on Monday", "2015-06-08/2015-06-08"),
        ("before Tuesday", "/2015-06-08"),
    ],
)
def test_a_time_before_a_part_of_a_day_is_on_that_day(coders: Coders, when: str, days: str) -> None:
    assert days_of(coders, f"Fighters attacked a barracks in Goma {when}.", "attacked") == [days]
