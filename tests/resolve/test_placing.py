"""Ranking the candidates of a report's names: what each name says of the others."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.resolve.gazetteer import Gazetteer, Match, Place
from dateline.resolve.placing import (
    FEATURES,
    LAST,
    CandidateSet,
    NamedPlace,
    Prior,
    Surroundings,
    Weights,
    probabilities_of,
    rank_places,
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def place(name: str, lat: float, lon: float, country: str, code: str = "") -> Match:
    made = Place(f"x:{name}{lat}", name, "city", lat, lon, country, None, code or None, 1000)
    return Match(made, 0, "")


def alone(*matches: Match) -> CandidateSet:
    return CandidateSet(matches, np.zeros((len(matches), len(FEATURES))))


def column(name: str) -> int:
    return FEATURES.index(name)


def test_names_told_beside_each_other_speak_for_each_other() -> None:
    # A, B, C in this order; B is certainly at 10 N 10 E in AAA, C far away in BBB.
    names = [NamedPlace("A", 1, at=(0,)), NamedPlace("B", 1, at=(1,)), NamedPlace("C", 1, at=(9,))]
    sets = [
        alone(place("A", 10.0, 10.5, "AAA"), place("A", -40.0, 100.0, "BBB")),
        alone(place("B", 10.0, 10.0, "AAA")),
        alone(place("C", -41.0, 100.0, "BBB")),
    ]
    votes = [np.array([0.5, 0.5]), np.array([1.0]), np.array([1.0])]
    near, far = Surroundings(names, sets).features(votes, {})[0]
    # Both other names weigh the same over the report: one of two for each country.
    assert near[column("country share")] == far[column("country share")] == 0.5
    # Beside A stand B, 1 mention on, and C, 9 on: 1 and 1/9, so shares .9 and .1.
    assert near[column("country told beside")] == pytest.approx(0.9)
    assert far[column("country told beside")] == pytest.approx(0.1)
    # 0.5 degrees of longitude at 10 N are 54.75 km; exp(-54.75 / 150) = 0.694.
    assert near[column("best neighbour")] == pytest.approx(0.694, abs=0.001)
    assert near[column("told beside")] == pytest.approx(0.694 * 0.9, abs=0.001)
    assert near[column("nearness")] == pytest.approx(0.694 / 2, abs=0.001)


def test_a_name_does_not_speak_for_itself() -> None:
    names = [NamedPlace("A", 5, at=(0, 1, 2, 3, 4))]
    sets = [alone(place("A", 10.0, 10.0, "AAA", "A.1"), place("A", 10.1, 10.0, "AAA", "A.1"))]
    (rows,) = Surroundings(names, sets).features([np.array([0.9, 0.1])], {})
    assert not rows.any()


def test_the_publishers_country_votes() -> None:
    names = [NamedPlace("A", 1, at=(0,)), NamedPlace("B", 1, at=(1,))]
    sets = [alone(place("A", 10.0, 10.0, "AAA")), alone(place("B", 0.0, 0.0, "BBB"))]
    votes = [np.array([1.0]), np.array([1.0])]
    plain = Surroundings(names, sets).features(votes, {})[0]
    voted = Surroundings(names, sets).features(votes, {"AAA": 0.5})[0]
    assert plain[0, column("country share")] == 0.0
    assert voted[0, column("country share")] == pytest.approx(0.5 / 1.5)


def test_probabilities_leave_room_for_none_of_them() -> None:
    # Scores 1 and 0 beside a "none" of 0: e / (e + 2) and 1 / (e + 2).
    weights = Weights(np.array([1.0]), 0.0)
    first, second = probabilities_of(np.array([[1.0], [0.0]]), weights)
    assert (first, second) == (pytest.approx(0.5761, abs=1e-4), pytest.approx(0.2119, abs=1e-4))
    assert not len(probabilities_of(np.zeros((0, 1)), weights))


def test_a_namesake_in_the_publishers_address_gains(gazetteer: Gazetteer) -> None:
    names = [NamedPlace("Paris", 1, at=(0,))]

    def small(host: str) -> float:
        (ranked,) = rank_places(names, gazetteer, Prior({}, host))
        return next(r.probability for r in ranked if r.match.place.id == "gn:4717560")  # Texas

    assert small("theparisnewscom") > small("reuterscom")


def test_every_feature_has_its_weight_and_names_without_candidates_are_kept(
    gazetteer: Gazetteer,
) -> None:
    assert len(LAST.features) == len(FEATURES)
    names = [NamedPlace("Qwxyzzyville", 1, at=(0,)), NamedPlace("Grozny", 1, at=(1,))]
    nothing, grozny = rank_places(names, gazetteer, Prior({}, ""))
    assert nothing == ()
    assert grozny[0].match.place.id == "gn:558418"
    assert rank_places([], gazetteer, Prior({}, "")) == []
