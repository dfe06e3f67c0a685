"""Where a place lies that is told relative to named ones: a point, and how far off it may be.

"5 km north of Mosul" moves the point of Mosul; "between Aleppo and Idlib" is the middle of the
two; "along the border between A and B" the middle of that border; "in northern Mali" the middle
of Mali's northern divisions. The named place stays the resolution's value: the gazetteer has no
id for what lies beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.resolve.gazetteer import Gazetteer, Place

KM_A_DEGREE = 111.195
"""Kilometres a degree of latitude: the mean Earth radius of 6,371 km."""

BEARINGS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
"""Degrees clockwise from north."""

BEARING_ERROR = 0.38
"""Of a distance told with one of eight directions: the sine of half the 45 degrees that one spans."""

LEAST_UNCERTAINTY = 2.0
"""Kilometres: the size of a town from whose middle or edge a distance may count."""

LARGE_PART = 0.34
"""Share of a country's divisions, those farthest that way, taken for its "north"."""


class Spot(NamedTuple):
    """A point in degrees with the kilometres within which the place lies."""

    latitude: float
    longitude: float
    uncertainty_km: float


def bearing_of(word: str) -> float | None:
    """Give degrees from north of "north-east", "northeastern", "south"; None for another word."""
    plain = word.lower().replace("-", "").replace(" ", "").removesuffix("ern")
    return BEARINGS.get(plain)


def moved(place: Place, kilometres: float, bearing: float) -> Spot:
    """Give the point at a distance and bearing from a place, on the sphere."""
    angle = kilometres / (KM_A_DEGREE * 180 / math.pi)
    turn, north = math.radians(bearing), math.radians(place.lat)
    lat = math.asin(
        math.sin(north) * math.cos(angle) + math.cos(north) * math.sin(angle) * math.cos(turn)
    )
    east = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(north),
        math.cos(angle) - math.sin(north) * math.sin(lat),
    )
    lon = (place.lon + math.degrees(east) + 180) % 360 - 180
    return Spot(math.degrees(lat), lon, max(LEAST_UNCERTAINTY, BEARING_ERROR * kilometres))


def kilometres(a: Place, b: Place) -> float:
    """Give the distance of two places' points on the sphere."""
    north, east = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
    half = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat)) * math.sin(east / 2) ** 2
    )
    return 2 * KM_A_DEGREE * 180 / math.pi * math.asin(math.sqrt(min(1.0, half)))


def between(a: Place, b: Place) -> Spot:
    """Give the middle of two places, up to half their distance off."""
    apart = (b.lon - a.lon + 180) % 360 - 180
    lon = (a.lon + apart / 2 + 180) % 360 - 180
    return Spot((a.lat + b.lat) / 2, lon, max(LEAST_UNCERTAINTY, kilometres(a, b) / 2))


def border(a: Place, b: Place) -> Spot | None:
    """Give the middle of the land border of two countries; None where they have none that is known."""
    if a.kind != "country" or b.kind != "country" or not a.country or not b.country:
        return None
    points = _border_points(*sorted((a.country, b.country)))
    if not points:
        return None
    lat = sum(p[1] for p in points) / len(points)
    lon = sum(p[0] for p in points) / len(points)
    flat = math.cos(math.radians(lat))
    off = [KM_A_DEGREE * math.hypot(p[1] - lat, (p[0] - lon) * flat) for p in points]
    nearest = points[off.index(min(off))]
    return Spot(nearest[1], nearest[0], max(LEAST_UNCERTAINTY, max(off)))


@lru_cache(maxsize=64)
def _border_points(one: str, other: str) -> tuple[tuple[float, float], ...]:
    """Give the points of the arcs that the divisions of two countries share, as (lon, lat)."""
    from dateline.web.arcs import SCALE
    from dateline.web.geometry import shipped, used_arcs

    world = shipped()
    arcs = [used_arcs(d for d in world.divisions if d.country == code) for code in (one, other)]
    shared = sorted(arcs[0].keys() & arcs[1].keys())
    return tuple((x / SCALE, y / SCALE) for n in shared for x, y in world.arcs[n])


def part(place: Place, bearing: float, gazetteer: Gazetteer) -> Spot | None:
    """Give the middle of a country's divisions that lie farthest one way; None where few are known."""
    if place.kind != "country" or not place.country:
        return None
    divisions = gazetteer.divisions(place.country)
    if len(divisions) < 4:
        return None
    turn, flat = math.radians(bearing), math.cos(math.radians(place.lat))

    def along(division: Place) -> float:
        north, east = division.lat - place.lat, (division.lon - place.lon) * flat
        return north * math.cos(turn) + east * math.sin(turn)

    farthest = sorted(divisions, key=lambda d: (-along(d), d.id))
    return _middle(farthest[: max(2, round(LARGE_PART * len(farthest)))], flat)


def _middle(places: Sequence[Place], flat: float) -> Spot:
    lat = sum(p.lat for p in places) / len(places)
    lon = sum(p.lon for p in places) / len(places)
    off = max(KM_A_DEGREE * math.hypot(p.lat - lat, (p.lon - lon) * flat) for p in places)
    return Spot(lat, lon, max(LEAST_UNCERTAINTY, off))
