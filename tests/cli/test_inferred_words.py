"""What a claim's own words do not tell says so where claims are printed."""

from __future__ import annotations

from dateline.cli.render import inferred_words

PLACE = {
    "kind": "place",
    "value": "gn:1",
    "label": "Homs, Syria",
    "precision": 1,
    "how": "not told with it; told just before; gazetteer name; population +2.8, score 0.3",
}


def test_an_inferred_place_says_that_it_is_not_told_and_where_it_was_found() -> None:
    shown = "Homs, Syria [gn:1; where_prec 1]; not told with it; told just before"
    assert inferred_words(PLACE) == shown


def test_what_is_not_resolved_stays_so() -> None:
    assert inferred_words({**PLACE, "value": None, "how": ""}) == "not resolved"
