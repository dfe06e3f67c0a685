"""The ``geo`` scorer on cases whose right answer is worked out by hand in the comments."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate.geo import GeoSuite, geo_suites, gold_names, gold_point, kilometres

TEXT = "Rebels attacked Mosul. Troops left Raqqa and Zzyxqland."

MOSUL = (36.34, 43.13)
RAQQA = (35.95, 39.01)
BAGHDAD = (33.34, 44.4)


def offsets(name: str) -> tuple[int, int]:
    start = TEXT.index(name)
    return start, start + len(name)


def toponym(name: str, point: tuple[Any, Any] | None) -> dict[str, Any]:
    start, end = offsets(name)
    where = {} if point is None else {"lat": str(point[0]), "lon": str(point[1])}
    return {"start": start, "end": end, "phrase": name, **where}


def placed(name: str, point: tuple[float, float] | None, score: float = 0.5) -> dict[str, Any]:
    start, end = offsets(name)
    lat, lon = point if point else (None, None)
    place = "x" if point else None
    return {
        "start": start,
        "end": end,
        "place": place,
        "lat": lat,
        "lon": lon,
        "score": score,
        "candidates": [MOSUL, RAQQA] if point else [],
    }


def suite() -> GeoSuite:
    return geo_suites()[0]


GOLD = {
    "text": TEXT,
    "toponyms": [toponym("Mosul", MOSUL), toponym("Raqqa", RAQQA), toponym("Zzyxqland", None)],
}


def test_figures_worked_out_by_hand() -> None:
    predicted = {
        # "attacked" is found and placed, and is no gold name
        "found": [placed("Mosul", MOSUL), placed("attacked", MOSUL)],
        # Mosul near, surely; Raqqa put at Baghdad, some 570 km away, surely
        "given": [
            placed("Mosul", (36.5, 43.2), 0.95),
            placed("Raqqa", BAGHDAD, 0.91),
            placed("Zzyxqland", None, 0.0),
        ],
    }
    figures = suite().figures(suite().counts(GOLD, predicted))
    assert figures["recognition.f1"] == pytest.approx(2 * 1 / (2 + 3))
    assert figures["recognition.precision"] == 1 / 2
    assert figures["recognition.recall"] == 1 / 3
    assert figures["accuracy_161km"] == 1 / 2  # Zzyxqland has no point
    assert figures["end_to_end_f1"] == pytest.approx(2 * 1 / (2 + 2))
    assert figures["right_over_0.9"] == 1 / 2
    assert figures["share_over_0.9"] == 1.0
    assert figures["candidate_recall_161km"] == 1.0
    assert next(iter(figures)) == "candidate_recall_161km"
    assert sorted(suite().errors(GOLD, predicted)) == [
        "found, and no gold name",
        "name missed, or bounded otherwise",
        "name missed, or bounded otherwise",
        "placing: wrong candidate, score over 0.9",
    ]


def test_the_gold_itself_scores_one() -> None:
    names = [placed("Mosul", MOSUL), placed("Raqqa", RAQQA)]
    given = [*names, placed("Zzyxqland", None)]
    figures = suite().figures(
        suite().counts(GOLD, {"found": [*names, placed("Zzyxqland", None)], "given": given})
    )
    for name in suite().headline:
        assert figures[name] == 1.0


def test_a_place_without_gold_point_is_wrong_end_to_end() -> None:
    found = [placed("Mosul", MOSUL), placed("Raqqa", RAQQA), placed("Zzyxqland", MOSUL)]
    counts = suite().counts(GOLD, {"found": found, "given": found})
    assert suite().figures(counts)["end_to_end_f1"] == pytest.approx(2 * 2 / (3 + 2))


def test_rows_may_lack_what_does_not_matter() -> None:
    start, end = offsets("Mosul")
    row = {
        "text": TEXT,
        "toponyms": [
            {"start": start, "end": end, "lat": "", "lon": None},
            {"start": start, "end": end, "lat": 36.34, "lon": 43.13},
            {"phrase": "Raqqa", "lat": "35.95", "lon": "39.01"},
            {"start": 3, "end": 4000, "lat": "1", "lon": "1"},
        ],
    }
    assert gold_names(row) == {(start, end): (36.34, 43.13)}
    assert gold_names({"text": TEXT, "toponyms": None}) == {}
    assert gold_point({"lat": "nan", "lon": "0"}) is None


def test_no_names_at_all_is_no_error() -> None:
    empty = {"text": "", "toponyms": []}
    counts = suite().counts(empty, {"found": [], "given": []})
    assert set(suite().figures(counts).values()) == {0.0}


def test_predictions_do_not_depend_on_gold_points() -> None:
    elsewhere = {
        "text": TEXT,
        "toponyms": [{**t, "lat": "0", "lon": "0"} for t in GOLD["toponyms"]],
    }
    predicted = suite().predict(GOLD)
    assert predicted == suite().predict(elsewhere)
    assert [name["place"] is not None for name in predicted["given"]] == [True, True, False]
    assert kilometres((predicted["given"][0]["lat"], predicted["given"][0]["lon"]), MOSUL) < 161


def test_a_name_is_placed_where_it_is_whatever_is_told_relative_to_it() -> None:
    text = "The blast was 300 km south of Mosul."
    row = {"text": text, "toponyms": [{"start": 30, "end": 35}]}
    (given,) = suite().predict(row)["given"]
    assert kilometres((given["lat"], given["lon"]), MOSUL) < 20


def test_the_baseline_takes_the_most_populous_place_of_the_name() -> None:
    row = {"text": "They met in Paris.", "toponyms": [{"start": 12, "end": 17}]}
    (given,) = suite().baseline(row, [row])["given"]
    assert kilometres((given["lat"], given["lon"]), (48.85, 2.35)) < 20


def test_distance_of_known_points() -> None:
    # a degree of latitude is 2 * pi * 6371 / 360 km
    assert kilometres((0.0, 0.0), (1.0, 0.0)) == pytest.approx(111.195, abs=0.001)
    assert kilometres((0.0, 179.5), (0.0, -179.5)) == pytest.approx(111.195, abs=0.001)
