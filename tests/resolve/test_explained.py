"""How a place was found, put into words."""

from __future__ import annotations

from dataclasses import replace

from dateline.resolve.explained import explained
from dateline.types import Candidate, Resolution

FOUND = Resolution(
    *("K1", "place", -1, "N1", "place", "gn:1", "Dorva, Xyzland", 2, 0.4),
    how="not told with it; told just before; 5 km north of; gazetteer name; population +3.8, "
    "far alternate -2.0",
    candidates=(
        Candidate("gn:1", 0.8, "Dorva, Xyzland (city): population +3.8"),
        Candidate("gn:2", 0.1, "Dorva, Ustria (city): population +2.0"),
        Candidate("gn:3", 0.05),
    ),
    extra={"relation": "5 km north of"},
)


def test_name_rule_and_losers() -> None:
    why = explained(FOUND)
    assert why is not None
    assert why.told == "not told with it; told just before"
    assert (why.relation, why.match) == ("5 km north of", "gazetteer name")
    assert (why.speaks_for, why.speaks_against) == ("population", "far alternate")
    assert why.lost == (("Dorva, Ustria (city)", 0.1), ("gn:3", 0.05))


def test_what_is_told_says_so() -> None:
    why = explained(replace(FOUND, how="gazetteer name; population +3.8", extra={}))
    assert why is not None
    assert (why.told, why.relation, why.match) == ("told with it", "", "gazetteer name")


def test_no_place_no_words() -> None:
    assert explained(replace(FOUND, value=None)) is None
    assert explained(replace(FOUND, kind="date")) is None
