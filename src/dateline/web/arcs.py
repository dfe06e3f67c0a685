"""Borders cut into arcs that neighbours share, and arcs made simpler.

Whatever is done to an arc is done to both its sides, so nothing is torn apart. Coordinates are
whole numbers, ``SCALE`` a degree.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

SCALE = 1000
"""Units of a degree: about 110 m, finer than the simplified borders by a factor of ten."""

KM_A_DEGREE = 111.2

Point = tuple[int, int]
"""Longitude and latitude, times ``SCALE``."""
Arc = tuple[Point, ...]
Ring = tuple[int, ...]
"""Arcs in order; ``~n`` is arc ``n`` backwards."""
Polygon = tuple[Ring, ...]
"""The outer ring, then holes."""


def topology(
    shapes: Sequence[Sequence[Sequence[Sequence[Point]]]],
) -> tuple[tuple[Arc, ...], list[tuple[Polygon, ...]]]:
    """Give the arcs of many shapes, and each shape's polygons over them.

    A shape is polygons, a polygon rings, a ring points. Where three shapes meet, or two begin
    or cease to share a border, an arc ends.
    """
    cleaned = [[[_closed(ring) for ring in polygon] for polygon in shape] for shape in shapes]
    junctions = _junctions(ring for shape in cleaned for polygon in shape for ring in polygon)
    numbers: dict[Arc, int] = {}
    made: list[tuple[Polygon, ...]] = []
    for shape in cleaned:
        polygons = []
        for polygon in shape:
            rings = tuple(
                tuple(_number(arc, numbers) for arc in _cut(ring, junctions))
                for ring in polygon
                if len(ring) >= 4
            )
            if rings and len(polygon[0]) >= 4:
                polygons.append(rings)
        made.append(tuple(polygons))
    return tuple(numbers), made


def _closed(ring: Sequence[Point]) -> list[Point]:
    points = [point for i, point in enumerate(ring) if i == 0 or point != ring[i - 1]]
    if points and points[0] != points[-1]:
        points.append(points[0])
    return points


def _junctions(rings: Iterable[Sequence[Point]]) -> set[Point]:
    neighbours: dict[Point, tuple[Point, Point]] = {}
    found: set[Point] = set()
    for ring in rings:
        around = ring[:-1]
        for i, point in enumerate(around):
            before, after = around[i - 1], around[(i + 1) % len(around)]
            pair = (before, after) if before < after else (after, before)
            if neighbours.setdefault(point, pair) != pair:
                found.add(point)
    return found


def _cut(ring: Sequence[Point], junctions: set[Point]) -> list[Arc]:
    around = list(ring[:-1])
    ends = [i for i, point in enumerate(around) if point in junctions]
    start = ends[0] if ends else around.index(min(around))
    around = around[start:] + around[:start]
    around.append(around[0])
    arcs: list[Arc] = []
    begun = 0
    for i in range(1, len(around)):
        if around[i] in junctions or i == len(around) - 1:
            arcs.append(tuple(around[begun : i + 1]))
            begun = i
    return arcs


def _number(arc: Arc, numbers: dict[Arc, int]) -> int:
    backwards = arc[::-1]
    if arc in numbers:
        return numbers[arc]
    if backwards in numbers:
        return ~numbers[backwards]
    numbers[arc] = len(numbers)
    return numbers[arc]


# --------------------------------------------------------------------------- simplifying


def simplified(arc: Arc, smallest: float) -> Arc:
    """Give the arc without points whose triangle is under ``smallest`` square kilometres.

    Visvalingam and Whyatt (1993), "Line generalisation by repeated elimination of points". Ends
    stay, and a closed arc keeps four points, so that it still has an inside.
    """
    if len(arc) < 3:
        return arc
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    areas = [math.inf] * len(arc)
    heap: list[tuple[float, int]] = []
    for i in range(1, len(arc) - 1):
        areas[i] = _triangle(arc[i - 1], arc[i], arc[i + 1])
        heap.append((areas[i], i))
    heapq.heapify(heap)
    left, least = len(arc), 4 if arc[0] == arc[-1] else 2
    gone = [False] * len(arc)
    while heap and left > least:
        area, i = heapq.heappop(heap)
        if gone[i] or area != areas[i]:
            continue
        if area >= smallest:
            break
        gone[i] = True
        left -= 1
        for j in (before[i], after[i]):
            if j == before[i]:
                after[j] = after[i]
            else:
                before[j] = before[i]
        for j in (before[i], after[i]):
            if 0 < j < len(arc) - 1:
                # Never below what was just taken: the order of elimination is the importance.
                areas[j] = max(area, _triangle(arc[before[j]], arc[j], arc[after[j]]))
                heapq.heappush(heap, (areas[j], j))
    return tuple(point for i, point in enumerate(arc) if not gone[i])


def _triangle(a: Point, b: Point, c: Point) -> float:
    twice = abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]))
    return twice / 2 * _square_km(b[1])


def _square_km(latitude: float) -> float:
    unit = KM_A_DEGREE / SCALE
    return unit * unit * math.cos(math.radians(latitude / SCALE))


def area(points: Sequence[Point]) -> float:
    """Give the area of a ring in square kilometres, near enough for deciding what to leave out."""
    if len(points) < 3:
        return 0.0
    twice = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)
    )
    middle = sum(point[1] for point in points) / len(points)
    return abs(twice) / 2 * _square_km(middle)


# --------------------------------------------------------------------------- packing


def packed_arcs(arcs: Sequence[Arc]) -> list[list[int]]:
    """Give arcs as flat lists: the first point, then steps; small numbers pack well."""
    packed = []
    for arc in arcs:
        flat = [*arc[0]]
        for a, b in pairwise(arc):
            flat += [b[0] - a[0], b[1] - a[1]]
        packed.append(flat)
    return packed


def unpacked_arcs(packed: Sequence[Sequence[int]]) -> tuple[Arc, ...]:
    """Give back what :func:`packed_arcs` packed."""
    arcs = []
    for flat in packed:
        x, y = flat[0], flat[1]
        arc = [(x, y)]
        for i in range(2, len(flat), 2):
            x, y = x + flat[i], y + flat[i + 1]
            arc.append((x, y))
        arcs.append(tuple(arc))
    return tuple(arcs)
