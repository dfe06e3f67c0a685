"""Places told relative to named ones: precision, the point and how far off it may lie."""

from __future__ import annotations

import math
from functools import lru_cache

import pytest

from dateline.language import annotate
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.gazetteer import Gazetteer, Place
from dateline.resolve.places import PlaceResolver
from dateline.resolve.spots import bearing_of, between, border, kilometres, moved, part
from dateline.types import UNDATED, Resolution, Span

NOWHERE = ReportContext(UNDATED, None, None, "en", 0)


@lru_cache(maxsize=1)
def resolver() -> PlaceResolver:
    return PlaceResolver()


def gazetteer() -> Gazetteer:
    return resolver().gazetteer


def place(place_id: str) -> Place:
    found = gazetteer().by_id(place_id)
    assert found is not None
    return found


def resolved(text: str, words: str) -> Resolution:
    annotation = annotate(text)
    start = text.index(words)
    slot = SlotReference(
        "K1", "place", 0, Span(start, start + len(words)), words, Span(0, len(text))
    )
    return resolver().resolve(annotation, [slot], NOWHERE)[0]


@pytest.mark.parametrize(
    ("text", "words", "precision", "relation"),
    [
        ("A bomb went off near the town of Mosul, Iraq.", "Mosul", 2, "near"),
        ("Men were shot 5 km north of Mosul, Iraq.", "Mosul", 2, "5 km north of"),
        ("Men were shot about ten miles west of Mosul, Iraq.", "Mosul", 2, "16 km west of"),
        ("Men were shot 60 km (37 miles) south of Mosul, Iraq.", "Mosul", 3, "60 km south of"),
        ("Men were shot 800 metres from Mosul, Iraq.", "Mosul", 2, "800 m from"),
        ("Shells fell on the outskirts of Mosul, Iraq.", "Mosul", 2, "on the outskirts of"),
        ("Shells fell east of Mosul, Iraq.", "Mosul", 2, "east of"),
        ("He was killed along with a guard in Mosul, Iraq.", "Mosul", 1, None),
        ("Pirates struck off the northern coast of Somalia.", "Somalia", 7, "off the coast of"),
        ("Rebels landed on the coast of Somalia.", "Somalia", 5, "on the coast of"),
        ("Fighting went on in the north of Mali, in northern Iraq.", "Iraq", 5, "the north of"),
        ("Fighting went on in central Iraq.", "Iraq", 5, "the middle of"),
        ("They fought on the border with Iraq.", "Iraq", 5, "on a line by"),
    ],
)
def test_relation_and_precision(
    text: str, words: str, precision: int, relation: str | None
) -> None:
    found = resolved(text, words)
    assert (found.precision, found.extra.get("relation")) == (precision, relation)
    if relation is not None:
        assert found.how.startswith(relation)


def test_distance_and_bearing_move_the_point() -> None:
    plain = resolved("Men were shot in Mosul, Iraq.", "Mosul").extra
    north = resolved("Men were shot 20 km north of Mosul, Iraq.", "Mosul").extra
    assert north["latitude"] - plain["latitude"] == pytest.approx(20 / 111.195, abs=1e-3)
    assert north["longitude"] == plain["longitude"]
    assert 0 < north["uncertainty_km"] < 20
    assert "uncertainty_km" not in plain


def test_between_two_towns_is_their_middle() -> None:
    text = "A convoy was attacked between Aleppo and Idlib in Syria."
    found = resolved(text, "between Aleppo and Idlib")
    aleppo, idlib = (
        place(resolved(text, name).value or "") for name in ("Aleppo", "Idlib in Syria")
    )
    assert found.precision == 5
    assert found.label == "between Aleppo and Idlib, Syria"
    assert found.extra["latitude"] == pytest.approx((aleppo.lat + idlib.lat) / 2, abs=1e-3)
    assert found.extra["uncertainty_km"] == pytest.approx(kilometres(aleppo, idlib) / 2, abs=0.1)


def test_border_of_two_countries_is_a_line() -> None:
    text = "Troops clashed along the border between Armenia and Azerbaijan."
    found = resolved(text, "between Armenia and Azerbaijan")
    assert found.precision == 5
    assert found.extra["relation"] == "on the border to Azerbaijan"
    assert found.extra["uncertainty_km"] > 50


def test_points_are_where_geometry_says() -> None:
    here = Place("x:1", "Tokai", "city", 0.0, 179.95, None, None, None, 0)
    east = moved(here, 111.195, 90.0)
    assert (east.latitude, round(east.longitude, 2)) == (pytest.approx(0, abs=1e-9), -179.05)
    assert moved(here, 1.0, 0.0).uncertainty_km == 2.0
    other = Place("x:2", "Ustra", "city", 0.0, -179.95, None, None, None, 0)
    assert abs(between(here, other).longitude) == pytest.approx(180)
    assert kilometres(here, other) == pytest.approx(11.12, abs=0.01)
    assert math.isclose(kilometres(here, here), 0.0)


def test_border_needs_neighbours() -> None:
    assert border(place("country:MLI"), place("country:IRQ")) is None
    assert border(place("gn:99072"), place("country:IRQ")) is None


def test_north_of_a_country_lies_north() -> None:
    mali = place("country:MLI")
    north, south = part(mali, 0.0, gazetteer()), part(mali, 180.0, gazetteer())
    assert north is not None and south is not None
    assert north.latitude > mali.lat > south.latitude
    assert part(place("gn:99072"), 0.0, gazetteer()) is None


@pytest.mark.parametrize(
    ("word", "degrees"),
    [("north", 0.0), ("North-East", 45.0), ("southwestern", 225.0), ("central", None)],
)
def test_bearings(word: str, degrees: float | None) -> None:
    assert bearing_of(word) == degrees
