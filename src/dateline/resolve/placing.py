"""Which place each name of a report means, decided for all its names together.

Every name has candidates from the gazetteer. A candidate's score is a weighted sum of what
it is (population, kind, how well the name fits) and of how it goes with the rest of the
report: the share of the other names that its country and first-order division get, how near
the others lie, and whether it lies in what the text says contains it ("Grozny, Chechnya").
The context is computed from the scores without context, once. Softmax over the candidates
of a name, a "none of them" among them, gives the probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from dateline.resolve.gazetteer import Gazetteer, Match, Place

MOST_CANDIDATES = 30
"""Candidates kept for a name, by score without context. San Antonio alone has over 300."""

CONTEXT_CANDIDATES = 5
"""Candidates through which a name speaks for the places near them."""

NEAR_KM = 150.0
"""Distance at which the pull of another place has fallen to 37%: a day's reporting area."""

FEATURES = (
    "population",
    "country",
    "admin1",
    "admin2",
    "capital",
    "region",
    "close alternate",
    "far alternate",
    "loose form",
    "kind as said",
    "kind not as said",
    "country share",
    "division share",
    "nearness",
    "in what contains it",
    "not in what contains it",
    "loosely contained",
    "far alternate of a small place",
)

WEIGHTS_ALONE = np.array(
    [
        5.21,
        2.0,
        0.25,
        -0.25,
        -0.27,
        1.38,
        -1.34,
        -1.86,
        -3.0,
        1.7,
        -1.47,
        0.0,
        0.0,
        0.0,
        4.16,
        -1.52,
        1.61,
        -1.93,
    ]
)
WEIGHTS = np.array(
    [
        4.23,
        3.02,
        0.13,
        -0.45,
        0.38,
        1.46,
        -1.11,
        -1.96,
        -3.0,
        2.22,
        -1.51,
        3.0,
        4.48,
        4.41,
        3.82,
        -1.43,
        1.52,
        -1.95,
    ]
)
"""Fitted by ``training/places.py`` on TR-News and LGL dev, each counting the same."""

NONE_ALONE = 1.53
NONE_SCORE = 2.85
"""Score of "none of them", without and with context; fitted with the weights."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name of a report, with what the text says contains it."""

    name: str
    """As written, in one of its mentions."""
    count: int
    inside: tuple[str, ...] = ()
    """Names said to contain it: ``("Chechnya", "Russia")`` for "Grozny, Chechnya, Russia"."""
    loosely: tuple[str, ...] = ()
    """Names or adjectives close by that probably contain it: "the Chechen capital of Grozny"."""
    adjective: bool = False


class Ranked(NamedTuple):
    """A candidate with its probability, and the features that speak most for and against it."""

    match: Match
    probability: float
    why: str


class CandidateSet(NamedTuple):
    """The candidates of one name."""

    matches: tuple[Match, ...]
    own: np.ndarray[Any, Any]
    """Features of each candidate that need no context."""


def rank_places(
    names: Sequence[NamedPlace], gazetteer: Gazetteer, prior: Mapping[str, float]
) -> list[tuple[Ranked, ...]]:
    """Give the candidates of each name, best first, with probabilities that sum to at most 1.

    ``prior`` adds votes for countries (ISO alpha-3), for example for the publisher's.
    """
    sets = [candidate_set(name, gazetteer) for name in names]
    first = [probabilities_of(s.own @ WEIGHTS_ALONE, NONE_ALONE) for s in sets]
    context = context_features(names, sets, first, prior)
    ranked = []
    for found, more in zip(sets, context, strict=True):
        features = found.own + more
        probabilities = probabilities_of(features @ WEIGHTS)
        order = sorted(
            range(len(found.matches)),
            key=lambda n: (-probabilities[n], found.matches[n].place.id),
        )
        ranked.append(
            tuple(
                Ranked(found.matches[n], float(probabilities[n]), _why(features[n])) for n in order
            )
        )
    return ranked


def candidate_set(name: NamedPlace, gazetteer: Gazetteer) -> CandidateSet:
    """Give the candidates of one name with the features that need no context."""
    matches: tuple[Match, ...] = ()
    if name.adjective:
        matches = tuple(Match(place, 0, "") for place in gazetteer.people(name.name))
    matches = matches or gazetteer.matches(name.name)
    inside = _containers(name.inside, gazetteer)
    loosely = _containers(name.loosely, gazetteer)
    rows = np.array([_own_features(m, inside, loosely) for m in matches]).reshape(-1, len(FEATURES))
    if len(matches) > MOST_CANDIDATES:
        kept = np.argsort(-(rows @ WEIGHTS_ALONE), kind="stable")[:MOST_CANDIDATES]
        matches = tuple(matches[int(n)] for n in kept)
        rows = rows[kept]
    return CandidateSet(matches, rows)


def _containers(names: Sequence[str], gazetteer: Gazetteer) -> tuple[frozenset[str], ...]:
    """Give, for each containing name, the codes that it may mean: of divisions and of countries."""
    found = []
    for name in names:
        codes: set[str] = set()
        if len(name) == 2 and name.isupper():
            codes |= {m.place.admin1_code or "" for m in gazetteer.exactly(f"us {name.lower()}")}
        places = [*gazetteer.people(name), *(m.place for m in gazetteer.matches(name))]
        for place in places:
            if place.kind == "admin1" and place.admin1_code:
                codes.add(place.admin1_code)
            elif place.kind == "country" and place.country:
                codes.add(place.country)
            elif place.id.startswith("dl:"):
                codes.add(place.admin1_code or place.country or "")
        if not codes:  # a division of the second order, or a city with its quarters
            codes = {p.admin1_code for p in places if p.kind == "admin2" and p.admin1_code}
        codes.discard("")
        if codes:
            found.append(frozenset(codes))
    return tuple(found)


def _own_features(
    match: Match, inside: Sequence[frozenset[str]], loosely: Sequence[frozenset[str]]
) -> list[float]:
    place, grade, said = match
    row = [0.0] * len(FEATURES)
    row[0] = math.log10(place.population + 10) / 7.0
    kind = {"country": 1, "continent": 1, "admin1": 2, "admin2": 3, "capital": 4, "city": 0}
    slot = kind.get(place.kind, 5)
    if slot:
        row[slot] = 1.0
    if slot == 5:
        row[0] = max(row[0], 0.7)
    if grade:
        row[5 + grade] = 1.0
        if grade == 2:
            row[17] = 1.0 - row[0]
    if said:
        fits = place.kind == said or (said in ("admin", "region") and place.kind[:5] == "admin")
        fits = fits or (said == "city" and place.kind == "capital")
        row[9 if fits else 10] = 1.0
    place_codes = {place.admin1_code, *_countries(place)}
    for codes in inside:
        row[14 if codes & place_codes else 15] += 1.0
    for codes in loosely:
        row[16] += 1.0 if codes & place_codes else 0.0
    return row


def _countries(place: Place) -> tuple[str, ...]:
    """Give the countries that a place speaks for: of a disputed one, who controls and claims it too.

    They weigh what a report is about, and are no answer to whose the place is.
    """
    if place.dispute is None:
        return (place.country,) if place.country else ()
    said = (place.country, place.dispute.controls, *place.dispute.claimants)
    return tuple(dict.fromkeys(code for code in said if code))


def probabilities_of(
    scores: np.ndarray[Any, Any], none: float = NONE_SCORE
) -> np.ndarray[Any, Any]:
    """Give the softmax of scores with "none of them" beside them."""
    if not len(scores):
        return scores
    top = max(float(scores.max()), none)
    raised = np.exp(scores - top)
    return np.asarray(raised / (raised.sum() + math.exp(none - top)))


def context_features(
    names: Sequence[NamedPlace],
    sets: Sequence[CandidateSet],
    probabilities: Sequence[np.ndarray[Any, Any]],
    prior: Mapping[str, float],
) -> list[np.ndarray[Any, Any]]:
    """Give, for each name, what the other names of the report say about its candidates."""
    weights = [1.0 + math.log(max(name.count, 1)) for name in names]
    countries, divisions = [], []
    for found, chances in zip(sets, probabilities, strict=True):
        country: dict[str, float] = {}
        division: dict[str, float] = {}
        for match, chance in zip(found.matches, chances, strict=True):
            place = match.place
            for iso3 in _countries(place)[:1]:
                country[iso3] = country.get(iso3, 0.0) + float(chance)
            if place.admin1_code:
                code = place.admin1_code
                division[code] = division.get(code, 0.0) + float(chance)
        countries.append(country)
        divisions.append(division)
    country_votes = _total(countries, weights)
    for iso3, vote in prior.items():
        country_votes[iso3] = country_votes.get(iso3, 0.0) + vote
    division_votes = _total(divisions, weights)
    total = sum(weights) + sum(prior.values())
    near = _nearness(sets, probabilities, weights)
    rows = []
    for n, found in enumerate(sets):
        row = np.zeros((len(found.matches), len(FEATURES)))
        others = max(total - weights[n], 1.0)
        for k, match in enumerate(found.matches):
            iso3 = next(iter(_countries(match.place)), "")
            code = match.place.admin1_code or ""
            own = weights[n] * countries[n].get(iso3, 0.0)
            row[k, 11] = (country_votes.get(iso3, 0.0) - own) / others
            own = weights[n] * divisions[n].get(code, 0.0)
            row[k, 12] = (division_votes.get(code, 0.0) - own) / others
        row[:, 13] = near[n]
        rows.append(row)
    return rows


def _total(votes: Sequence[Mapping[str, float]], weights: Sequence[float]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vote, weight in zip(votes, weights, strict=True):
        for key, share in vote.items():
            total[key] = total.get(key, 0.0) + weight * share
    return total


def _nearness(
    sets: Sequence[CandidateSet],
    probabilities: Sequence[np.ndarray[Any, Any]],
    weights: Sequence[float],
) -> list[np.ndarray[Any, Any]]:
    """Give how much of the other names lies near each candidate: 0 to 1."""
    speakers: list[tuple[int, float, Place]] = []
    for n, (found, chances) in enumerate(zip(sets, probabilities, strict=True)):
        order = np.argsort(-chances, kind="stable")[:CONTEXT_CANDIDATES]
        for k in order:
            place = found.matches[int(k)].place
            if place.kind not in ("country", "continent", "sea"):
                speakers.append((n, weights[n] * float(chances[int(k)]), place))
    if not speakers:
        return [np.zeros(len(found.matches)) for found in sets]
    of = np.array([n for n, _, _ in speakers])
    weight = np.array([w for _, w, _ in speakers])
    points = np.radians(np.array([(p.lat, p.lon) for _, _, p in speakers]))
    total = sum(weights)
    near = []
    for n, found in enumerate(sets):
        if not found.matches:
            near.append(np.zeros(0))
            continue
        own = np.radians(np.array([(m.place.lat, m.place.lon) for m in found.matches]))
        north = own[:, None, 0] - points[None, :, 0]
        east = own[:, None, 1] - points[None, :, 1]
        east = (east + np.pi) % (2 * np.pi) - np.pi
        east = east * np.cos((own[:, None, 0] + points[None, :, 0]) / 2)
        kilometres = 6371.0 * np.hypot(north, east)
        pull = np.exp(-kilometres / NEAR_KM) * (weight * (of != n))[None, :]
        near.append(np.asarray(pull.sum(axis=1) / max(total - weights[n], 1.0)))
    return near


def _why(features: np.ndarray[Any, Any]) -> str:
    """Give the features that speak most for a candidate and most against it, with their weight."""
    parts = features * WEIGHTS
    order = np.argsort(-np.abs(parts), kind="stable")[:4]
    return ", ".join(f"{FEATURES[int(n)]} {parts[int(n)]:+.1f}" for n in order if parts[int(n)])
