"""Scores of lineage on cases worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate.lineage import (
    LineageSuite,
    Told,
    contained,
    error_classes,
    family_counts,
    find,
    origin_is_right,
    score_containment,
    score_families,
    score_pairs,
    told,
)
from dateline.evaluate.suite import total
from dateline.lineage.facts import Family, Text

STORY = (
    "The ferry left the harbour of Visby before dawn with forty passengers and two lorries. "
    "Its captain had been told that the storm would pass to the south. Near the lighthouse the "
    "engine failed, and the crew lowered the boats while the wind drove the ship on the rocks. "
    "Fishermen from three villages brought everybody ashore by noon."
)
OTHER = (
    "Parliament voted on Tuesday to close the mine at Kiruna within nine years, against the advice "
    "of the company, which said that the town would lose a third of its income."
)
MORE = (
    " A commission will hear the captain next week, the harbour office said, and the owner has "
    "promised to pay for the lorries. The lighthouse was dark that night because of a strike."
)


def row(members: str, read: str, origin: str = "unknown", by: str | None = None) -> dict[str, Any]:
    return {
        "seeds": members.split()[:1],
        "members": members.split(),
        "read": read.split(),
        "origin": origin,
        "by": by,
    }


def test_bcubed_counts_only_pages_that_were_read() -> None:
    # Gold {1, 2, 3}; system {1, 2, 4}, and 3 alone; 4 was read and is a stranger.
    counts = family_counts(row("1 2 3", "1 2 3 4"), {"1": "F", "2": "F", "4": "F"}, origin=True)
    figures = LineageSuite().figures(counts)
    assert figures["families.bcubed.precision"] == pytest.approx((2 / 3 + 2 / 3 + 1) / 3, abs=1e-5)
    assert figures["families.bcubed.recall"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3, abs=1e-5)
    assert figures["origin"] == 1.0


def test_a_page_alone_has_no_origin_to_be_right_about() -> None:
    assert family_counts(row("1", "1 2"), {}, origin=False)["origin"] == 0


def test_the_origin_is_a_member_an_outsider_by_any_of_its_names_or_unknown() -> None:
    member = Family("F1", ("1", "2"), "1", None, "")
    outside = Family("F2", ("1", "2"), None, "AP", "")
    unknown = Family("F3", ("1", "2"), None, None, "")
    agency = row("1 2", "1 2", "outside", "Associated Press")
    assert origin_is_right(row("1 2", "1 2", "member", "1"), member)
    assert not origin_is_right(row("1 2", "1 2", "member", "2"), member)
    assert origin_is_right(agency, outside)
    assert not origin_is_right(agency, unknown)
    assert origin_is_right(row("1 2", "1 2"), unknown)
    assert not origin_is_right(row("1 2", "1 2"), None)


def test_containment_is_counted_exhaustively() -> None:
    texts = {"1": STORY, "2": STORY[:200], "3": OTHER}
    assert contained(texts) == [("1", "2")]
    counts = total(score_containment([("1", "2"), ("1", "3")], {("1", "2")}, set()))
    figures = LineageSuite().figures(counts)
    assert (figures["containment.recall"], figures["containment.linked"]) == (0.5, 0.0)


def test_pairs_are_scored_by_text_kind_and_direction() -> None:
    gold = [
        {"kind": "verbatim", "direction": "common source"},
        {"kind": "none", "direction": None},
        {"kind": "abridged", "direction": "a→b"},
    ]
    said = [Told("verbatim", "unknown"), Told("passages", "unknown"), Told("none", None)]
    figures = LineageSuite().figures(total(score_pairs(gold, said)))
    assert figures["pairs.kind"] == pytest.approx(1 / 3)
    assert figures["pairs.direction"] == 0.0
    assert figures["pairs.text.precision"] == 0.5
    assert figures["pairs.text.recall"] == 0.5


def test_what_lineage_finds_is_told_in_the_words_of_the_gold() -> None:
    texts = [
        Text(version="9", report="9", text=STORY + MORE, publisher="a.example"),
        Text(version="10", report="10", text=STORY, publisher="b.example"),
        Text(version="11", report="11", text=OTHER, publisher="c.example"),
    ]
    found = find(texts)
    pairs = [
        {"a": "9", "b": "10", "kind": "abridged", "direction": "a→b"},
        {"a": "9", "b": "11", "kind": "none", "direction": None},
    ]
    first, second = told(pairs, found)
    assert first.kind == "abridged"  # whichever id comes first in the link
    assert second == Told("none", None)
    rows = [row("9 10", "9 10 11"), row("11", "11 9")]
    assert LineageSuite().figures(total(score_families(rows, found)))["families.bcubed.f1"] == 1.0
    assert set(error_classes(rows, pairs, found)) <= {
        "origin: gold unknown",
        "pair: a→b taken for unknown",
    }
