"""Borders: land is land, water is water, neighbours stay joined, disputes are nobody's."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.fusion.facts import Where
from dateline.web.arcs import Arc, area, packed_arcs, simplified, topology, unpacked_arcs
from dateline.web.geometry import (
    Division,
    World,
    border_kinds,
    countries,
    division_box,
    divisions_at,
    generalised,
    pack,
    shipped,
    unpack,
    used_arcs,
    within,
)
from dateline.web.region import POINTS, map_data


@pytest.fixture(scope="module")
def world() -> World:
    """The borders that ship."""
    return shipped()


LAND = [
    ("Grozny", 45.69, 43.31, "RU.12"),
    ("Makhachkala, near the coast", 47.45, 42.96, "RU.17"),
    ("Damascus", 36.29, 33.51, None),
    ("Raqqa", 39.01, 35.95, "SY.04"),
    ("Mosul", 43.13, 36.34, "IQ.15"),
    ("Simferopol", 34.1, 44.95, "UA.11"),
    ("Donetsk", 37.8, 48.0, "UA.05"),
    ("Kathmandu", 85.32, 27.72, None),
    ("Maseru, in a country inside another", 27.6, -29.4, None),
    ("Anadyr, beyond the 180th meridian from most of Russia", 177.3, 64.7, None),
    ("Suva, near the 180th meridian", 178.3, -17.95, None),
]
WATER = [
    ("Caspian Sea", 50.5, 42.0),
    ("Black Sea", 34.0, 43.0),
    ("Mediterranean off Latakia", 35.0, 35.5),
    ("Red Sea", 38.0, 20.0),
    ("Gulf of Guinea", 0.0, 0.0),
    ("Pacific", -150.0, 20.0),
]


@pytest.mark.parametrize(("name", "longitude", "latitude", "code"), LAND)
def test_land_is_land(
    world: World, name: str, longitude: float, latitude: float, code: str | None
) -> None:
    found = divisions_at(world, longitude, latitude)
    assert len(found) == 1, name
    if code is not None:
        assert found[0].code == code
        assert found[0].place.startswith("gn:")


@pytest.mark.parametrize(("name", "longitude", "latitude"), WATER)
def test_water_is_water(world: World, name: str, longitude: float, latitude: float) -> None:
    assert divisions_at(world, longitude, latitude) == [], name


def test_a_hole_is_the_division_inside_it(world: World) -> None:
    # Lesotho lies wholly inside South Africa, Moscow inside its oblast.
    (lesotho,) = divisions_at(world, 28.2, -29.6)
    assert lesotho.country == "LSO"
    (moscow,) = divisions_at(world, 37.62, 55.75)
    assert moscow.name == "Moscow"


def test_no_division_is_everything_but_itself(world: World) -> None:
    # What a ring wound the wrong way does on a sphere.
    for division in world.divisions:
        west, south, east, north = division_box(world, division)
        sizes = sum(area(world.points(polygon[0])) for polygon in division.polygons)
        assert sizes < 4e6, division.code  # Sakha has 3.1 million square kilometres
        assert -180.001 <= west < east <= 180.001
        assert -91 < south < north < 84


def test_countries_have_about_the_area_that_they_have(world: World) -> None:
    def of(country: str) -> float:
        return sum(
            area(world.points(polygon[0])) - sum(area(world.points(hole)) for hole in polygon[1:])
            for division in world.divisions
            if division.country == country
            for polygon in division.polygons
        )

    # Square kilometres as the CIA World Factbook gives them, land and inland water.
    for country, size in (("SYR", 187_437), ("IRQ", 438_317), ("GEO", 69_700), ("UKR", 603_550)):
        assert of(country) == pytest.approx(size, rel=0.03), country


def test_disputed_territory_has_dashed_borders_and_says_who_claims_it(world: World) -> None:
    by_code = {d.code: d for d in world.divisions}
    crimea = by_code["UA.11"]
    assert set(crimea.dispute) == {"UKR", "RUS"}
    for code in ("GE.02", "UA.05", "PS.WE", "IN.12", "MD.58", "EH"):
        assert by_code[code].dispute, code
    assert any(d.name == "Northern Cyprus" and d.dispute for d in world.divisions)
    region = within(world, (32.0, 44.0, 36.9, 47.0))
    kinds = border_kinds(region)
    held = {d.code: used_arcs([d]) for d in region.divisions}
    shared = set(held["UA.11"]) & set(held["UA.08"])
    assert shared
    assert {kinds[arc] for arc in shared} == {"disputed"}


def test_undisputed_borders_are_drawn_as_they_are(world: World) -> None:
    region = within(world, (44.0, 42.0, 47.5, 44.0))
    kinds = border_kinds(region)
    held = {d.code: used_arcs([d]) for d in region.divisions}
    assert {kinds[a] for a in set(held["RU.12"]) & set(held["RU.17"])} == {"division"}
    georgian = {a for d in region.divisions if d.country == "GEO" for a in held[d.code]}
    assert {kinds[a] for a in set(held["RU.12"]) & georgian} == {"country"}


def test_the_package_stays_small() -> None:
    from importlib.resources import files

    size = len((files("dateline") / "web" / "assets" / "borders.json.xz").read_bytes())
    assert size < 3_000_000


# ------------------------------------------------------------------------- by construction

LEFT = [[[(0, 0), (0, 100), (50, 100), (50, 60), (47, 50), (50, 40), (50, 0), (0, 0)]]]
RIGHT = [[[(50, 0), (50, 40), (47, 50), (50, 60), (50, 100), (100, 100), (100, 0), (50, 0)]]]
ISLAND = [[[(200, 200), (200, 240), (240, 240), (240, 200), (200, 200)]]]


def squares() -> World:
    """Two neighbours and an island."""
    arcs, made = topology([LEFT, RIGHT, ISLAND])
    names = ("left", "right", "island")
    divisions = tuple(
        Division(name, "", name, country, (), "", polygons)
        for name, country, polygons in zip(names, ("A", "B", "B"), made, strict=True)
    )
    return World(arcs, divisions)


def test_neighbours_share_an_arc() -> None:
    world = squares()
    left, right, island = (used_arcs([d]) for d in world.divisions)
    (shared,) = set(left) & set(right)
    assert border_kinds(world)[shared] == "country"
    assert not set(island) & (set(left) | set(right))
    assert set(world.arcs[shared]) == {(50, 0), (50, 40), (47, 50), (50, 60), (50, 100)}


def test_simplifying_never_tears_neighbours_apart() -> None:
    world = generalised(squares(), 4.0)
    left, right, _ = world.divisions
    (shared,) = set(used_arcs([left])) & set(used_arcs([right]))
    assert (47, 50) not in world.arcs[shared]
    border = set(world.arcs[shared])
    assert border <= set(world.points(left.polygons[0][0]))
    assert border <= set(world.points(right.polygons[0][0]))


def test_a_division_keeps_its_largest_polygon_however_small() -> None:
    world = generalised(squares(), 1e9)
    assert all(division.polygons for division in world.divisions)


POINT = st.tuples(st.integers(-500, 500), st.integers(-500, 500))


@given(st.lists(POINT, min_size=2, max_size=40), st.floats(0, 500))
def test_simplified_keeps_ends_and_order(points: list[tuple[int, int]], smallest: float) -> None:
    arc: Arc = tuple(p for i, p in enumerate(points) if i == 0 or p != points[i - 1])
    made = simplified(arc, smallest)
    assert made[0] == arc[0]
    assert made[-1] == arc[-1]
    places = iter(arc)
    assert all(point in places for point in made)  # a subsequence
    assert simplified(made, smallest) == made or arc[0] == arc[-1] or len(made) <= len(arc)


@given(st.lists(POINT, min_size=2, max_size=60))
def test_the_same_border_simplifies_alike_in_both_directions(points: list[tuple[int, int]]) -> None:
    arcs, _ = topology([[[[*points, points[0]]]]])
    assert unpacked_arcs(packed_arcs(arcs)) == arcs


def test_countries_lose_their_inner_borders_alone(world: World) -> None:
    merged = countries(within(world, (30.0, 30.0, 50.0, 46.0)))
    (syria,) = [d for d in merged.divisions if d.country == "SYR"]
    assert divisions_at(World(merged.arcs, (syria,)), 38.0, 35.0) == [syria]
    # Baghdad in Iraq, Ankara in Turkey, the sea off Latakia in none.
    for longitude, latitude, country in ((44.4, 33.3, "IRQ"), (32.9, 39.9, "TUR")):
        assert [d.country for d in divisions_at(merged, longitude, latitude)] == [country]
    assert divisions_at(merged, 35.0, 35.5) == []
    assert any(d.dispute for d in merged.divisions)


def test_packing_gives_back_the_same_world() -> None:
    world = squares()
    assert unpack(pack(world)) == world
    assert pack(world) == pack(world)


# ------------------------------------------------------------------------- the page's region


def place(longitude: float, latitude: float, precision: int = 1) -> Where:
    """Give a place."""
    return Where("x", "x", "x", latitude, longitude, "RUS", None, precision)


def test_a_region_shows_its_places_in_frames_of_any_shape() -> None:
    places = [place(45.7, 43.3), place(48.3, 41.6), place(44.7, 43.0)]
    drawn = map_data(places)
    assert drawn is not None
    west, south, east, north = drawn["box"]
    view = drawn["view"]
    for at in places:
        assert at.longitude is not None and at.latitude is not None
        assert west < view[0] < at.longitude < view[2] < east
        assert south < view[1] < at.latitude < view[3] < north


def test_a_place_far_from_the_rest_does_not_shrink_the_map() -> None:
    near = [place(45.7 + i / 20, 43.3) for i in range(30)]
    drawn = map_data([*near, place(-77.0, 38.9)])
    assert drawn is not None
    assert drawn["box"][0] < -77.0
    assert drawn["view"][0] > 40.0


def test_a_town_just_beyond_the_central_places_is_in_the_first_view() -> None:
    near = [place(47.1 + i / 10, 42.3) for i in range(8)]
    drawn = map_data([*near, place(45.69, 43.31), place(37.6, 55.8), place(30.0, 40.0)])
    assert drawn is not None
    west, _, _, north = drawn["view"]
    assert 37.6 < west < 45.69
    assert 43.31 < north < 55.8


def test_the_whole_world_is_drawn_coarser() -> None:
    drawn = map_data([place(-99, 19), place(151, -33), place(37, 55), place(-46, -23)])
    assert drawn is not None
    assert sum(len(arc) // 2 for arc in drawn["arcs"]) <= POINTS
    for arc in drawn["arcs"]:
        assert len(arc) >= 4
        assert len(arc) % 2 == 0


def test_no_place_no_map() -> None:
    assert map_data([]) is None


def test_longitudes_never_jump(world: World) -> None:
    """An arc that jumps across the map would be drawn as a line through it."""
    for arc in world.arcs:
        for a, b in pairwise(arc):
            assert abs(a[0] - b[0]) < 60_000
