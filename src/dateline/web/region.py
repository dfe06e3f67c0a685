"""The map's region: which borders a page needs, and how fine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.fusion.facts import Where
from dateline.web.arcs import KM_A_DEGREE, SCALE, packed_arcs
from dateline.web.geometry import Box, World, border_kinds, countries, generalised, shipped, within

ATTRIBUTION = "Borders: Natural Earth (public domain); place names: GeoNames (CC BY 4.0)"

PADDING = 0.2
"""Of the events' extent, on each side: what a reader needs to see where the region lies."""

CENTRAL = 0.75
"""Of the places, what the first view may be cut down to (measured by eye: capitals that speak and
places told as history are up to a quarter of the places of reports on one conflict)."""

NEAR = 1.5
"""How much larger than the view of the central places one may be that takes in their neighbours: a
town just beyond its edge is not far off."""

LEAST_KM = 260.0
"""A map of one town still shows its province."""

FRAMES = (2.4, 0.9)
"""Width against height of the widest and the narrowest frame that the style gives the map."""

WORLD: Box = (-180.0, -62.0, 180.0, 84.0)
"""Where people live; the rest of the sphere is ice and a distortion."""

PIXELS = 2600
"""How wide a drawing is at its finest: two zooms of a column of 1,000 pixels."""

WIDE = 75.0
"""Degrees of longitude beyond which provinces are too small to see and only countries are drawn."""

COARSEST = 1e6
"""Square kilometres at which to give up: nothing recognisable is left."""

POINTS = 26_000
"""Points of borders in one page: about 200 kB of JSON. Coarser until it fits."""


def map_data(places: Sequence[Where]) -> dict[str, Any] | None:
    """Give the borders to draw under these places; None where there is no place."""
    at = [
        (place.longitude, place.latitude)
        for place in places
        if place.longitude is not None and place.latitude is not None
    ]
    if not at:
        return None
    box = _roomy(_padded(_extent(at)))
    view = _padded(_extent(_central(at)))
    world = _fine_enough(within(shipped(), box), box, _roomy(view))
    names = _country_names()
    return {
        "box": [round(edge, 3) for edge in box],
        "view": [round(edge, 3) for edge in view],
        "scale": SCALE,
        "arcs": packed_arcs(world.arcs),
        "borders": [_KINDS.index(kind) for kind in border_kinds(world)],
        "divisions": [
            [d.place or d.code, d.name, names.get(d.country or "", ""), list(d.dispute), d.polygons]
            for d in world.divisions
        ],
        "attribution": ATTRIBUTION,
    }


_KINDS = ("coast", "division", "country", "disputed")


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    text = (files("dateline") / "data" / "countries.yaml").read_text(encoding="utf-8")
    listed = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {row["iso3"]: row["name"] for row in listed}


# --------------------------------------------------------------------------- the box


def _extent(at: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in at], [y for _, y in at]
    return (min(xs), min(ys), max(xs), max(ys))


def _central(at: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Give the places without the few that lie far from the rest, where that makes the map clearer.

    Three quarters of the places, by distance from their median; kept apart only where they span
    less than half of all, and with them what lies around them. The rest is one zoom away.
    """
    middle = (sorted(x for x, _ in at)[len(at) // 2], sorted(y for _, y in at)[len(at) // 2])
    near = sorted(at, key=lambda point: (math.dist(point, middle), point))
    core = near[: max(1, math.ceil(len(near) * CENTRAL))]
    whole, part = _extent(at), _extent(core)
    if max(part[2] - part[0], part[3] - part[1]) * 2 < max(
        whole[2] - whole[0], whole[3] - whole[1]
    ):
        view = _padded(part)
        west, south, east, north = _box(
            view, (view[2] - view[0]) * NEAR, (view[3] - view[1]) * NEAR
        )
        return [(x, y) for x, y in at if west <= x <= east and south <= y <= north]
    return list(at)


def _padded(extent: Box) -> Box:
    """Give the box around places that a reader should see at first."""
    west, south, east, north = extent
    stretch = _stretch(extent)
    least = LEAST_KM / KM_A_DEGREE
    wide, high = (east - west) * stretch, north - south
    wide, high = max(wide, high / 2, least), max(high, wide / 2.5, least / 2)
    return _box(extent, wide * (1 + 2 * PADDING) / stretch, high * (1 + 2 * PADDING))


def _roomy(view: Box) -> Box:
    """Give the box that fills a frame of any shape, wide screen or phone, around a view."""
    stretch = _stretch(view)
    wide, high = (view[2] - view[0]) * stretch, view[3] - view[1]
    widest, narrowest = FRAMES
    return _box(view, max(wide, high * widest) / stretch, max(high, wide / narrowest))


def _stretch(box: Box) -> float:
    return max(math.cos(math.radians((box[1] + box[3]) / 2)), 0.2)


def _box(around: Box, wide: float, high: float) -> Box:
    x, y = (around[0] + around[2]) / 2, (around[1] + around[3]) / 2
    west, south, east, north = WORLD
    return (
        max(west, x - wide / 2),
        max(south, y - high / 2),
        min(east, x + wide / 2),
        min(north, y + high / 2),
    )


def _fine_enough(world: World, box: Box, near: Box) -> World:
    """Give borders as fine as the first view can show, coarser around it, and not too many."""
    if box[2] - box[0] > WIDE:
        world = countries(world, but=near if near[2] - near[0] <= WIDE else None)
    smallest, elsewhere = _detail(near), _detail(box)
    made = generalised(world, smallest, near, elsewhere)
    while sum(len(arc) for arc in made.arcs) > POINTS and smallest < COARSEST:
        smallest, elsewhere = smallest * 2, elsewhere * 2
        made = generalised(world, smallest, near, elsewhere)
    return made


def _detail(box: Box) -> float:
    """Give the area of two pixels, in square kilometres, of a drawing of the box at its finest."""
    return (((box[2] - box[0]) * _stretch(box) * KM_A_DEGREE) / PIXELS) ** 2 * 2
