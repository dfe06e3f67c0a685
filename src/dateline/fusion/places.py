"""Whether two places may be one, and what that weighs."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dateline.fusion import words
from dateline.fusion.facts import Where
from dateline.fusion.weights import (
    DISTRICT_KM,
    NEAR_KM,
    ONE_TOWN_KM,
    SAME_COUNTRY,
    SAME_DISTRICT,
    SAME_PLACE,
    SAME_PROVINCE,
)


def kilometres(a: Where, b: Where) -> float | None:
    """Give the distance of two places; None where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north = math.radians(b.latitude - a.latitude)
    east = math.radians(b.longitude - a.longitude)
    half = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(a.latitude))
        * math.cos(math.radians(b.latitude))
        * math.sin(east / 2) ** 2
    )
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))


def places_alike(a: Where, b: Where, level: str) -> float | None:
    """Give what two places weigh for one happening; None where they contradict each other."""
    if a.key is None or b.key is None:
        return _unknown_places(a, b)
    if a.country and b.country and a.country != b.country and _on_land(a) and _on_land(b):
        return None
    if level == "country":
        return 1.0 if a.country and a.country == b.country else 0.0
    fine, coarse = sorted((a, b), key=lambda p: p.precision or 9)
    rough = coarse.precision or 9
    if a.key == b.key:
        return {1: SAME_PLACE, 2: SAME_PLACE, 3: SAME_PLACE - 0.5, 4: SAME_DISTRICT}.get(
            rough, SAME_COUNTRY
        )
    if rough >= 5:
        return SAME_COUNTRY if a.country and a.country == b.country else 0.0
    if rough == 4:
        if fine.admin1 and coarse.admin1:
            return SAME_PROVINCE if fine.admin1 == coarse.admin1 else None
        return 0.0
    if level == "admin1":
        return SAME_PLACE if a.admin1 and a.admin1 == b.admin1 else None
    return _near(fine, coarse, rough)


def _near(fine: Where, coarse: Where, rough: int) -> float | None:
    distance = kilometres(fine, coarse)
    if distance is None:
        return 0.0
    if rough == 3:
        return SAME_DISTRICT if distance <= DISTRICT_KM else None
    if rough == 2:
        return SAME_DISTRICT if distance <= NEAR_KM else None
    return 0.0 if distance <= ONE_TOWN_KM else None


def _on_land(place: Where) -> bool:
    return (place.precision or 9) <= 6


def _unknown_places(a: Where, b: Where) -> float | None:
    """Weigh places of which one is words alone."""
    first, second = (words.head_words(f"{p.raw} {p.label}") for p in (a, b))
    if not first or not second:
        return 0.0
    return SAME_PLACE - 0.5 if first & second else -0.8


def precise(places: Iterable[Where]) -> list[Where]:
    """Give the places that are known within a district."""
    return [place for place in places if place.key is not None and (place.precision or 9) <= 3]
