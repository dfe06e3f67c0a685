"""Figures of place recognition and resolution on news with annotated toponyms.

    python evaluation/geo.py GOLD.jsonl[.gz] ...

Gold rows hold ``text`` and ``toponyms``: ``start``, ``end``, ``lat``, ``lon`` (empty or null
where the annotators gave none; those count for recognition only). Figures: candidate recall,
accuracy of resolution of gold names, both within 161 km (100 miles) of the gold point; F1 of
recognition by exact span (all uses of names); and F1 end to end.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dateline.language import annotate
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.places import PlaceResolver
from dateline.resolve.toponyms import find_toponyms
from dateline.types import UNDATED, Annotation, Span

NEAR_KM = 161.0
"""100 miles, the tolerance usual for geoparsing since Cheng, Caverlee and Lee (2010)."""


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Give the great-circle distance of two points in degrees."""
    phi, psi = math.radians(a[0]), math.radians(b[0])
    half = math.sin((psi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(psi) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def gold_rows(path: Path) -> list[dict[str, Any]]:
    """Give the rows of a JSON Lines file, gzipped or not."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return [json.loads(line) for line in data.decode("utf-8").split("\n") if line.strip()]


def gold_point(toponym: dict[str, Any]) -> tuple[float, float] | None:
    """Give the gold coordinates, or None where there are none."""
    try:
        return float(toponym["lat"]), float(toponym["lon"])
    except (TypeError, ValueError, KeyError):
        return None


def score(
    rows: Iterable[tuple[dict[str, Any], Annotation]], gazetteer: Gazetteer
) -> dict[str, float]:
    """Give the figures over annotated rows, with ``n`` names that have coordinates."""
    resolver = PlaceResolver(gazetteer)
    count = dict.fromkeys(("n", "reachable", "right", "gold", "found", "both", "end", "placed"), 0)
    for row, annotation in rows:
        context = ReportContext(UNDATED, None, row.get("url"), "en", 0)
        points = {(t["start"], t["end"]): gold_point(t) for t in row["toponyms"]}
        placed = resolver.resolve(annotation, _slots(annotation, points), context)
        for key, resolution in zip(points, placed, strict=True):
            point = points[key]
            if point is None:
                continue
            count["n"] += 1
            name = annotation.text[key[0] : key[1]]
            places = [m.place for m in gazetteer.matches(name)] + list(gazetteer.people(name))
            count["reachable"] += any(kilometres(point, (p.lat, p.lon)) <= NEAR_KM for p in places)
            count["right"] += _near(resolution.extra, point)
        names = {(t.start, t.end) for t in find_toponyms(annotation, gazetteer)}
        count["gold"] += len(points)
        count["found"] += len(names)
        count["both"] += len(points.keys() & names)
        placed = resolver.resolve(annotation, _slots(annotation, sorted(names)), context)
        for key, resolution in zip(sorted(names), placed, strict=True):
            if resolution.value is None:
                continue
            count["placed"] += 1
            point = points.get(key)
            count["end"] += point is not None and _near(resolution.extra, point)
    return {
        "n": count["n"],
        "candidate_recall_161km": count["reachable"] / count["n"],
        "accuracy_161km": count["right"] / count["n"],
        "recognition.f1": 2 * count["both"] / (count["gold"] + count["found"]),
        "end_to_end_f1": 2 * count["end"] / (count["n"] + count["placed"]),
    }


def _near(extra: dict[str, Any], point: tuple[float, float]) -> bool:
    if "latitude" not in extra:
        return False
    return kilometres(point, (extra["latitude"], extra["longitude"])) <= NEAR_KM


def _slots(annotation: Annotation, spans: Iterable[Sequence[int]]) -> list[SlotReference]:
    slots = []
    for start, end in spans:
        span = Span(start, end)
        whole = Span(0, len(annotation.text))
        slots.append(SlotReference("", "place", len(slots), span, span.of(annotation.text), whole))
    return slots


def main(paths: Sequence[str]) -> None:
    """Print the figures of each gold file."""
    gazetteer = Gazetteer.open()
    for path in paths:
        rows = [(row, annotate(row["text"])) for row in gold_rows(Path(path))]
        print(path, json.dumps(score(rows, gazetteer), indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
