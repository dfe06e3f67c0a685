"""The ``geo`` suites: names of places found in news, and where they are.

Gold rows hold ``text`` and ``toponyms``, each with ``start``, ``end`` (code points), ``lat`` and
``lon`` (degrees, as numbers or text; missing or empty where the annotators gave none), and
perhaps ``url``, the address that the text was published under.

How a row is scored, after Gritta, Pilehvar and Collier, "A pragmatic guide to geoparsing
evaluation" (2020); near is within 161 km (100 miles) of the gold point, the tolerance usual
since Cheng, Caverlee and Lee (2010):

- ``candidate_recall_161km``: of gold names with a point, those that the gazetteer knows a place
  near it for; what the resolver cannot exceed.
- ``recognition.f1``: names found, of every use, with exactly the gold span. All gold names count.
- ``accuracy_161km``: gold spans given, those with a point that are placed near it; "no match" is
  wrong.
- ``end_to_end_f1``: of the names found and placed, those with exactly a gold span and near its
  point, against the gold names with a point.
- ``right_over_0.9``: of gold spans with a point that are placed with a score over 0.9, those
  placed near it; ``share_over_0.9`` says how many of all names with a point these are.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from dateline.evaluate.suite import Counts, Row, precision_recall_f1
from dateline.language import annotate
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.places import PlaceResolver, shipped_gazetteer
from dateline.resolve.toponyms import find_toponyms
from dateline.types import UNDATED, Annotation, Resolution, Span

NEAR_KM = 161.0
SURE = 0.9

Point = tuple[float, float]
Offsets = tuple[int, int]


def kilometres(a: Point, b: Point) -> float:
    """Give the great-circle distance of two points (latitude, longitude) in degrees."""
    phi, psi = math.radians(a[0]), math.radians(b[0])
    half = math.sin((psi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(psi) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def gold_point(toponym: Row) -> Point | None:
    """Give the gold coordinates, or None where there are none."""
    try:
        point = float(toponym["lat"]), float(toponym["lon"])
    except (TypeError, ValueError, KeyError):
        return None
    return point if all(math.isfinite(degrees) for degrees in point) else None


def gold_names(row: Row) -> dict[Offsets, Point | None]:
    """Give the gold names of a row by their offsets; toponyms without usable offsets are left out.

    A span that is annotated twice counts once, with its first point.
    """
    names: dict[Offsets, Point | None] = {}
    for toponym in row["toponyms"] or ():
        try:
            offsets = int(toponym["start"]), int(toponym["end"])
        except (TypeError, ValueError, KeyError):
            continue
        if 0 <= offsets[0] < offsets[1] <= len(row["text"]):
            names[offsets] = names.get(offsets) or gold_point(toponym)
    return names


def publisher_context(row: Row) -> ReportContext:
    """Give what a gold row says of its report: the address, where it has one."""
    return ReportContext(UNDATED, None, row.get("url") or None, "en", 0)


class GeoSuite:
    """Places in news: names found, and placed within 161 km."""

    fields: tuple[str, ...] = ("text", "toponyms")
    headline: tuple[str, ...] = (
        "candidate_recall_161km",
        "recognition.f1",
        "accuracy_161km",
        "end_to_end_f1",
    )

    def __init__(self, name: str, gold: str, about: str) -> None:
        self.name = name
        self.gold = gold
        self.about = about

    def predict(self, row: Row) -> dict[str, Any]:
        """Give the places of the row's names as found, and of the gold spans; their points unseen."""
        annotation, resolver = _annotated(row["text"]), _resolver()
        found = [(t.start, t.end) for t in find_toponyms(annotation, resolver.gazetteer)]
        given = list(gold_names(row))
        context = publisher_context(row)
        return {
            "id": row.get("id"),
            "found": _placed(annotation, found, resolver, context),
            "given": _placed(annotation, given, resolver, context),
        }

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give the places that the parser names, each put at its most populous candidate."""
        annotation = _annotated(row["text"])
        called = [(e.start, e.end) for e in annotation.entities if e.label == "LOC"]
        return {
            "id": row.get("id"),
            "found": [_most_populous(row["text"], offsets) for offsets in called],
            "given": [_most_populous(row["text"], offsets) for offsets in gold_names(row)],
        }

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give what one text adds to the totals."""
        names = gold_names(gold)
        counts: Counts = Counter()
        counts["gold"] = len(names)
        counts["found"] = len(predicted["found"])
        for point, name in zip(names.values(), predicted["given"], strict=True):
            if point is None:
                continue
            right = _near(name, point)
            counts["with_point"] += 1
            counts["reachable"] += _reachable(name, point)
            counts["right"] += right
            counts["sure"] += name["score"] > SURE
            counts["sure_right"] += right and name["score"] > SURE
        for name in predicted["found"]:
            offsets = name["start"], name["end"]
            point = names.get(offsets)
            counts["both"] += offsets in names
            counts["placed"] += name["place"] is not None
            counts["placed_right"] += point is not None and _near(name, point)
        return counts

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give the figures that the module defines, candidate recall first; 0 to 1."""
        precision, recall, f1 = precision_recall_f1(counts["both"], counts["found"], counts["gold"])
        with_point = counts["with_point"]
        return {
            "candidate_recall_161km": _share(counts["reachable"], with_point),
            "recognition.f1": f1,
            "accuracy_161km": _share(counts["right"], with_point),
            "end_to_end_f1": precision_recall_f1(
                counts["placed_right"], counts["placed"], with_point
            )[2],
            "recognition.precision": precision,
            "recognition.recall": recall,
            "right_over_0.9": _share(counts["sure_right"], counts["sure"]),
            "share_over_0.9": _share(counts["sure"], with_point),
        }

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give the classes of a row's errors, recognition and resolution apart."""
        names = gold_names(gold)
        found = {(name["start"], name["end"]) for name in predicted["found"]}
        errors = ["name missed, or bounded otherwise" for offsets in names if offsets not in found]
        errors += ["found, and no gold name" for offsets in found if offsets not in names]
        for point, name in zip(names.values(), predicted["given"], strict=True):
            if point is None or _near(name, point):
                continue
            if not name["candidates"]:
                errors.append("placing: the gazetteer does not know the name")
            elif not _reachable(name, point):
                errors.append("placing: no candidate is near")
            elif name["place"] is None:
                errors.append("placing: no candidate was probable enough")
            elif name["score"] > SURE:
                errors.append("placing: wrong candidate, score over 0.9")
            else:
                errors.append("placing: wrong candidate, score up to 0.9")
        return errors


def geo_suites() -> tuple[GeoSuite, ...]:
    """Give the suites: ``geo`` for any file of the form, and one for each corpus."""
    measured = "names of places found, and placed within 161 km of the gold point"
    return (
        GeoSuite("geo", "geo_trnews/dev.jsonl", f"{measured}; any file of the form of TR-News"),
        GeoSuite("geo_trnews", "geo_trnews/dev.jsonl", f"{measured}; world news (TR-News)"),
        GeoSuite("geo_lgl", "geo_lgl/dev.jsonl.gz", f"{measured}; local news (LGL)"),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@lru_cache(maxsize=1)
def _annotated(text: str) -> Annotation:
    return annotate(text, language="en")


@lru_cache(maxsize=1)
def _resolver() -> PlaceResolver:
    return PlaceResolver(shipped_gazetteer())


def _placed(
    annotation: Annotation,
    offsets: Iterable[Offsets],
    resolver: PlaceResolver,
    context: ReportContext,
) -> list[dict[str, Any]]:
    text, whole = annotation.text, Span(0, len(annotation.text))
    spans = [Span(start, end) for start, end in offsets]
    slots = [
        SlotReference("", "place", number, span, span.of(text), whole)
        for number, span in enumerate(spans)
    ]
    resolved = resolver.resolve(annotation, slots, context)
    return [
        _name(span, one, resolver.gazetteer, known_points(resolver.gazetteer, span.of(text)))
        for span, one in zip(spans, resolved, strict=True)
    ]


def known_points(gazetteer: Gazetteer, name: str) -> list[Point]:
    """Give the points of all places that the gazetteer knows by a name, peoples' included."""
    places = [*gazetteer.people(name), *(match.place for match in gazetteer.matches(name))]
    return [(place.lat, place.lon) for place in places]


def _name(
    span: Span, resolution: Resolution, gazetteer: Gazetteer, candidates: Sequence[Point]
) -> dict[str, Any]:
    """Give the place that the name means: Mosul's point in "50 km north of Mosul" too."""
    place = gazetteer.by_id(resolution.value) if resolution.value else None
    return {
        "start": span.start,
        "end": span.end,
        "place": resolution.value,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "score": resolution.score,
        "candidates": candidates,
    }


def _most_populous(text: str, offsets: Offsets) -> dict[str, Any]:
    found = shipped_gazetteer().candidates(text[slice(*offsets)])
    best = found[0] if found else None
    return {
        "start": offsets[0],
        "end": offsets[1],
        "place": best.id if best else None,
        "lat": best.lat if best else None,
        "lon": best.lon if best else None,
        "score": 0.0,
        "candidates": [(best.lat, best.lon)] if best else [],
    }


def _near(name: Row, point: Point) -> bool:
    return name["lat"] is not None and kilometres(point, (name["lat"], name["lon"])) <= NEAR_KM


def _reachable(name: Row, point: Point) -> bool:
    return any(kilometres(point, at) <= NEAR_KM for at in name["candidates"])
