"""One report from its reading to its bundle."""

from __future__ import annotations

from dateline.identity import sha256_hex
from dateline.pipeline.report import Coders, Setup
from dateline.types import Dating, Reading, Resolution


def resolutions(text: str) -> dict[str, list[Resolution]]:
    """The date resolutions of each claim, by its anchor's words."""
    reading = Reading(
        source_key="id:test:1",
        original=sha256_hex(text.encode()),
        member="1",
        text=text,
        title=None,
        language="en",
        published=Dating("2015-06-10", "2015-06-10", "metadata"),
    )
    bundle = Coders(Setup(("plover",))).bundle(reading)
    anchors = {c.id: c.anchor.of(text) for coding in bundle.codings for c in coding.claims}
    found: dict[str, list[Resolution]] = {}
    for resolution in bundle.resolutions:
        if resolution.kind == "date":
            found.setdefault(anchors[resolution.subject], []).append(resolution)
    return found


def test_a_claim_takes_the_date_that_another_of_the_same_happening_states() -> None:
    text = (
        "Gunmen attacked a police post in Grozny on Thursday. The attack on the post killed four "
        "officers."
    )
    found = resolutions(text)
    assert [r.value for r in found["attacked"]] == ["2015-06-04/2015-06-04"]
    (shared,) = found["attack"]
    assert (shared.value, shared.ordinal) == ("2015-06-04/2015-06-04", -1)
    assert shared.how.startswith("date of the same happening")


def test_what_is_planned_or_a_state_has_no_day_but_its_own() -> None:
    found = resolutions("The army will attack the town of Tal. Rebels are part of the Reed Front.")
    assert found == {}


def test_what_had_happened_before_ends_with_the_day_told_before_it() -> None:
    text = "Troops killed ten rebels near Tal on Sunday. The rebels had attacked a market in Lor."
    found = resolutions(text)
    (before,) = found["attacked"]
    assert (before.value, before.ordinal) == ("/2015-06-07", -1)
    assert before.how.startswith("told as before")


def test_what_follows_is_not_dated_by_what_went_before() -> None:
    text = "Troops killed ten rebels near Tal on Sunday. Rebels attacked a market in Lor."
    (after,) = resolutions(text)["attacked"]
    assert after.value == "/2015-06-10"
