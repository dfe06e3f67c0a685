"""The world's first-order divisions, their borders and what lies in them.

A :class:`World` is divisions whose rings are made of arcs (:mod:`dateline.web.arcs`). Two
divisions that touch name the same arc, one of them backwards.

Winding. In GeoJSON of the sphere a ring wound the wrong way is everything but the country.
Nothing here depends on winding: the page projects to a plane and fills by the even-odd rule,
under which a hole is a hole whichever way it runs.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dateline.web.arcs import (
    SCALE,
    Arc,
    Point,
    Polygon,
    Ring,
    area,
    packed_arcs,
    simplified,
    topology,
    unpacked_arcs,
)

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division: a province, governorate, republic."""

    code: str
    """GeoNames code ("RU.12") or Natural Earth's own ("ne:CYN-4830")."""
    place: str
    """The gazetteer's id of the same place ("gn:569665"), "" where it has none."""
    name: str
    country: str | None
    """ISO 3166-1 alpha-3 code by GeoNames; for drawing borders only."""
    dispute: tuple[str, ...]
    """Claimants of the territory it belongs to; () where undisputed."""
    policy: str
    """What tells one disputed territory from another: who claims and who holds it; else ""."""
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class World:
    """Divisions over shared arcs."""

    arcs: tuple[Arc, ...]
    divisions: tuple[Division, ...]

    def points(self, ring: Ring) -> list[Point]:
        """Give a ring's points, the first one not repeated at the end."""
        joined: list[Point] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            joined += arc if not joined else arc[1:]
        return joined[:-1]


# --------------------------------------------------------------------------- simplifying


def generalised(
    world: World, smallest: float, near: Box | None = None, elsewhere: float = 0.0
) -> World:
    """Give the world with simpler arcs, and without specks and pinholes under ``smallest`` km².

    A division keeps its largest polygon, however small. With a box ``near``, ``smallest`` holds
    for what touches the box, and ``elsewhere`` for the rest.
    """
    limits = [smallest if near is None or _touches(arc, near) else elsewhere for arc in world.arcs]
    coarse = World(
        tuple(simplified(arc, limit) for arc, limit in zip(world.arcs, limits, strict=True)),
        world.divisions,
    )
    kept: list[Division] = []
    for division in world.divisions:
        sizes = [area(coarse.points(polygon[0])) for polygon in division.polygons]
        polygons = []
        for polygon, size in zip(division.polygons, sizes, strict=True):
            limit = min(limits[n if n >= 0 else ~n] for n in polygon[0])
            if size >= limit or size == max(sizes):
                holes = (h for h in polygon[1:] if area(coarse.points(h)) >= limit)
                polygons.append((polygon[0], *holes))
        kept.append(_with(division, tuple(polygons)))
    return compact(World(coarse.arcs, tuple(kept)))


def _touches(arc: Arc, box: Box) -> bool:
    west, south, east, north = _arc_box(arc)
    return (
        west <= box[2] * SCALE
        and east >= box[0] * SCALE
        and south <= box[3] * SCALE
        and north >= box[1] * SCALE
    )


def _with(division: Division, polygons: tuple[Polygon, ...]) -> Division:
    return Division(
        *(division.code, division.place, division.name, division.country, division.dispute),
        *(division.policy, polygons),
    )


def compact(world: World) -> World:
    """Give the world with only the arcs that a division uses, numbered in order of use."""
    numbers: dict[int, int] = {}

    def renumber(number: int) -> int:
        arc = number if number >= 0 else ~number
        new = numbers.setdefault(arc, len(numbers))
        return new if number >= 0 else ~new

    divisions = tuple(
        _with(
            division,
            tuple(
                tuple(tuple(renumber(n) for n in ring) for ring in polygon)
                for polygon in division.polygons
            ),
        )
        for division in world.divisions
    )
    return World(tuple(world.arcs[old] for old in numbers), divisions)


# --------------------------------------------------------------------------- countries


def countries(world: World, but: Box | None = None) -> World:
    """Give the world without the borders inside countries, for maps too wide to show them.

    Divisions that touch the box ``but`` and disputed territories stay apart. A country's rings,
    holes too, are each a polygon: the even-odd rule tells them apart.
    """
    members: dict[str, list[Division]] = {}
    for division in world.divisions:
        alone = division.policy or division.country is None or _in_box(world, division, but)
        key = division.code if alone else f"country:{division.country}"
        members.setdefault(key, []).append(division)
    groups = [members[key] for key in sorted(members)]
    shapes = [[[ring] for ring in _outline(world, group)] for group in groups]
    arcs, polygons = topology(shapes)
    merged = []
    for key, made in zip(sorted(members), polygons, strict=True):
        first = members[key][0]
        merged.append(
            _with(first, made)
            if first.code == key
            else Division(key, "", "", first.country, (), "", polygons=made)
        )
    return World(arcs, tuple(merged))


def _in_box(world: World, division: Division, box: Box | None) -> bool:
    return box is not None and any(
        _touches(world.arcs[n if n >= 0 else ~n], box)
        for polygon in division.polygons
        for n in polygon[0]
    )


def _outline(world: World, group: Sequence[Division]) -> list[list[Point]]:
    """Give the rings around divisions taken together: the arcs that only one of them uses."""
    uses = used_arcs(group)
    loose: dict[Point, list[int]] = {}
    outer = [arc for arc in sorted(uses) if uses[arc] == 1]
    for arc in outer:
        for end in {world.arcs[arc][0], world.arcs[arc][-1]}:
            loose.setdefault(end, []).append(arc)
    done: set[int] = set()
    rings = []
    for start in outer:
        if start in done:
            continue
        done.add(start)
        ring = list(world.arcs[start])
        while ring[-1] != ring[0]:
            onward = next((arc for arc in loose[ring[-1]] if arc not in done), None)
            if onward is None:
                break  # a spur: nothing lies inside it
            done.add(onward)
            joined = world.arcs[onward]
            ring += joined[1:] if joined[0] == ring[-1] else joined[-2::-1]
        rings.append(ring)
    return rings


# --------------------------------------------------------------------------- borders


def border_kinds(world: World) -> tuple[str, ...]:
    """Give what each arc is: ``coast``, ``division``, ``country`` or ``disputed``.

    A border is disputed where a disputed territory begins or ends; it is never drawn as a
    country's.
    """
    sides: list[list[Division]] = [[] for _ in world.arcs]
    for division in world.divisions:
        for polygon in division.polygons:
            for ring in polygon:
                for number in ring:
                    sides[number if number >= 0 else ~number].append(division)
    return tuple(_border(divisions) for divisions in sides)


def _border(sides: Sequence[Division]) -> str:
    if len(sides) < 2:
        return "coast"
    a, b = sides[0], sides[1]
    if a.policy != b.policy:
        return "disputed"
    return "division" if a.country == b.country or a.policy else "country"


# --------------------------------------------------------------------------- places in it


def inside(world: World, division: Division, longitude: float, latitude: float) -> bool:
    """Say whether a point lies in a division, by the even-odd rule that the page draws with."""
    x, y = longitude * SCALE, latitude * SCALE
    odd = False
    for polygon in division.polygons:
        for ring in polygon:
            points = world.points(ring)
            for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
                if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                    odd = not odd
    return odd


def divisions_at(world: World, longitude: float, latitude: float) -> list[Division]:
    """Give the divisions that a point lies in; [] on water."""
    return [d for d in world.divisions if inside(world, d, longitude, latitude)]


def division_box(world: World, division: Division) -> Box:
    """Give the box around a division in degrees."""
    points = [p for polygon in division.polygons for p in world.points(polygon[0])]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs) / SCALE, min(ys) / SCALE, max(xs) / SCALE, max(ys) / SCALE)


def within(world: World, box: Box) -> World:
    """Give the divisions, with those of their polygons, that touch a box."""
    west, south, east, north = (edge * SCALE for edge in box)
    boxes = [_arc_box(arc) for arc in world.arcs]

    def touches(polygon: Polygon) -> bool:
        parts = [boxes[n if n >= 0 else ~n] for n in polygon[0]]
        return (
            min(p[0] for p in parts) <= east
            and max(p[2] for p in parts) >= west
            and min(p[1] for p in parts) <= north
            and max(p[3] for p in parts) >= south
        )

    kept = []
    for division in world.divisions:
        polygons = tuple(polygon for polygon in division.polygons if touches(polygon))
        if polygons:
            kept.append(_with(division, polygons))
    return compact(World(world.arcs, tuple(kept)))


def _arc_box(arc: Arc) -> tuple[int, int, int, int]:
    xs, ys = [p[0] for p in arc], [p[1] for p in arc]
    return (min(xs), min(ys), max(xs), max(ys))


# --------------------------------------------------------------------------- packing


def pack(world: World) -> bytes:
    """Give the world as compressed JSON; the same world gives the same bytes."""
    data = {
        "scale": SCALE,
        "arcs": packed_arcs(world.arcs),
        "divisions": [
            [d.code, d.place, d.name, d.country, list(d.dispute), d.policy, d.polygons]
            for d in world.divisions
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)


def unpack(data: bytes) -> World:
    """Give back what :func:`pack` packed."""
    held: Mapping[str, list[list[object]]] = json.loads(lzma.decompress(data))
    return World(
        unpacked_arcs(held["arcs"]),  # type: ignore[arg-type]
        tuple(_division(row) for row in held["divisions"]),
    )


def _division(row: Sequence[object]) -> Division:
    code, place, name, country, dispute, policy, polygons = row
    return Division(
        code=str(code),
        place=str(place),
        name=str(name),
        country=None if country is None else str(country),
        dispute=tuple(dispute),  # type: ignore[arg-type]
        policy=str(policy),
        polygons=tuple(
            tuple(tuple(ring) for ring in polygon)
            for polygon in polygons  # type: ignore[attr-defined]
        ),
    )


@lru_cache(maxsize=1)
def shipped() -> World:
    """Give the world that ships with dateline (built by ``scripts/build_map.py``)."""
    return unpack((files("dateline") / "web" / "assets" / "borders.json.xz").read_bytes())


def used_arcs(divisions: Iterable[Division]) -> Counter[int]:
    """Count how often each arc is used."""
    return Counter(
        n if n >= 0 else ~n
        for division in divisions
        for polygon in division.polygons
        for ring in polygon
        for n in ring
    )
