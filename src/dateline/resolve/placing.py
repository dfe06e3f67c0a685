"""Which place each name of a report means, decided for all its names together.

Every name has candidates from the gazetteer. A candidate's score is a weighted sum of what
it is (population, kind, how well the name fits) and of how it goes with the rest of the
report: the share of the other names that its country and first-order division get, how near
the others lie, and whether it lies in what the text says contains it ("Grozny, Chechnya").
The context is computed from the scores without context, then once more from those with it. Softmax over the candidates
of a name, a "none of them" among them, gives the probabilities.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from dateline.resolve.gazetteer import Gazetteer, Match, Place, said_of
from dateline.resolve.placenames import normal_form

MOST_CANDIDATES = 30
"""Candidates kept for a name, by score without context. San Antonio alone has over 300."""

CONTEXT_CANDIDATES = 5
"""Candidates through which a name speaks for the places near them."""

NEAR_KM = 150.0
"""Distance at which the pull of another place has fallen to 37%: a day's reporting area."""

LEAST_IN_HOST = 5
"""Letters that a name has at least to be looked for in the publisher's address."""

BESIDE = 3
"""Mentions before and behind a name that count as told beside it."""

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
    "best neighbour",
    "told beside",
    "country told beside",
    "as the publisher",
)


class Weights(NamedTuple):
    """What each feature weighs, and the score of "none of them"."""

    features: np.ndarray[Any, Any]
    none: float


def load_weights() -> tuple[Weights, Weights, Weights]:
    """Give the weights without context, with the context that those give, and with the context
    that the second give.

    Fitted by ``training/places.py`` on TR-News and LGL dev, each counting the same.
    """
    data = files("dateline") / "data" / "place_weights.json"
    stages = json.loads(data.read_text(encoding="utf-8"))
    alone, first, last = (
        Weights(np.array([stage["weights"][name] for name in FEATURES]), stage["none"])
        for stage in (stages["alone"], stages["first"], stages["last"])
    )
    return alone, first, last


ALONE, FIRST, LAST = load_weights()


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
    at: tuple[int, ...] = ()
    """Ordinals of its mentions among the report's names of places."""


class Ranked(NamedTuple):
    """A candidate with its probability, and the features that speak most for and against it."""

    match: Match
    probability: float
    why: str


@dataclass(frozen=True, slots=True)
class Prior:
    """What the report's address says before anything is read."""

    countries: Mapping[str, float]
    """Votes for countries (ISO alpha-3)."""
    host: str
    """The publisher's host without marks: "athensreviewcom"."""


NO_PRIOR = Prior({}, "")


class CandidateSet(NamedTuple):
    """The candidates of one name."""

    matches: tuple[Match, ...]
    own: np.ndarray[Any, Any]
    """Features of each candidate that need no context."""


def rank_places(
    names: Sequence[NamedPlace], gazetteer: Gazetteer, prior: Prior
) -> list[tuple[Ranked, ...]]:
    """Give the candidates of each name, best first, with probabilities that sum to at most 1."""
    sets = [candidate_set(name, gazetteer, prior) for name in names]
    votes = [probabilities_of(found.own, ALONE) for found in sets]
    report = Surroundings(names, sets)
    for weights in (FIRST, LAST):
        context = report.features(votes, prior.countries)
        rows = [found.own + more for found, more in zip(sets, context, strict=True)]
        votes = [probabilities_of(features, weights) for features in rows]
    ranked = []
    for found, features, chances in zip(sets, rows, votes, strict=True):
        order = sorted(
            range(len(found.matches)), key=lambda n: (-chances[n], found.matches[n].place.id)
        )
        ranked.append(
            tuple(Ranked(found.matches[n], float(chances[n]), _why(features[n])) for n in order)
        )
    return ranked


def candidate_set(name: NamedPlace, gazetteer: Gazetteer, prior: Prior = NO_PRIOR) -> CandidateSet:
    """Give the candidates of one name with the features that need no context."""
    matches: tuple[Match, ...] = ()
    if name.adjective:
        matches = tuple(Match(place, 0, "") for place in gazetteer.people(name.name))
    matches = matches or gazetteer.matches(name.name)
    inside = _containers(name.inside, gazetteer)
    loosely = _containers(name.loosely, gazetteer)
    rows = np.array([_own_features(m, inside, loosely) for m in matches]).reshape(-1, len(FEATURES))
    spelt = normal_form(name.name).replace(" ", "")
    if len(spelt) >= LEAST_IN_HOST and spelt in prior.host:
        rows[:, 21] = 1.0 - rows[:, 0]
    if len(matches) > MOST_CANDIDATES:
        kept = np.argsort(-(rows @ ALONE.features), kind="stable")[:MOST_CANDIDATES]
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
        row[9 if said_of(place.kind, said) else 10] = 1.0
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


def probabilities_of(rows: np.ndarray[Any, Any], weights: Weights) -> np.ndarray[Any, Any]:
    """Give the softmax of the candidates' scores with "none of them" beside them."""
    scores = np.asarray(rows @ weights.features)
    if not len(scores):
        return scores
    top = max(float(scores.max()), weights.none)
    raised = np.exp(scores - top)
    return np.asarray(raised / (raised.sum() + math.exp(weights.none - top)))


class Surroundings:
    """What the other names of a report say about the candidates of each."""

    def __init__(self, names: Sequence[NamedPlace], sets: Sequence[CandidateSet]) -> None:
        self.sets = sets
        self.weights = np.array([1.0 + math.log(max(name.count, 1)) for name in names])
        self.beside = _beside(names)
        self.sizes = [len(found.matches) for found in sets]
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)]).astype(int)
        places = [match.place for found in sets for match in found.matches]
        self.of = np.repeat(np.arange(len(sets)), self.sizes)
        self.points = np.radians(np.array([(p.lat, p.lon) for p in places]).reshape(-1, 2))
        self.speaks = np.array(
            [p.kind not in ("country", "continent", "sea") for p in places], dtype=bool
        )
        countries = [next(iter(_countries(p)), "") for p in places]
        self.country_names = {name: n for n, name in enumerate(sorted({"", *countries}))}
        self.country = np.array([self.country_names[c] for c in countries], dtype=int)
        codes = [p.admin1_code or "" for p in places]
        self.division_names = {name: n for n, name in enumerate(sorted({"", *codes}))}
        self.division = np.array([self.division_names[c] for c in codes], dtype=int)

    def features(
        self, votes: Sequence[np.ndarray[Any, Any]], prior: Mapping[str, float]
    ) -> list[np.ndarray[Any, Any]]:
        """Give, for each name, the context features of its candidates (others 0).

        ``votes`` are the candidates' probabilities so far; ``prior`` adds votes for countries.
        """
        rows = np.zeros((len(self.of), len(FEATURES)))
        if not len(self.of):
            return [rows[:0] for _ in self.sets]
        chances = np.concatenate(votes)
        total = float(self.weights.sum()) + sum(prior.values())
        others = np.maximum(total - self.weights, 1.0)
        by_country = self._shares(chances, self.country, len(self.country_names))
        by_division = self._shares(chances, self.division, len(self.division_names))
        given = np.zeros(len(self.country_names))
        for iso3, vote in prior.items():
            if iso3 in self.country_names:
                given[self.country_names[iso3]] += vote
        rows[:, 11] = self._others(by_country, self.country, others, given)
        rows[:, 12] = self._others(by_division, self.division, others, np.zeros(1))
        rows[:, 20] = (self.beside @ by_country)[self.of, self.country]
        rows[self.country == self.country_names[""], 20] = 0.0
        self._pull(rows, chances, others)
        return [rows[self.starts[n] : self.starts[n + 1]] for n in range(len(self.sets))]

    def _shares(
        self, chances: np.ndarray[Any, Any], key: np.ndarray[Any, Any], size: int
    ) -> np.ndarray[Any, Any]:
        shares = np.zeros((len(self.sets), size))
        np.add.at(shares, (self.of, key), chances)
        return shares

    def _others(
        self,
        shares: np.ndarray[Any, Any],
        key: np.ndarray[Any, Any],
        others: np.ndarray[Any, Any],
        given: np.ndarray[Any, Any],
    ) -> np.ndarray[Any, Any]:
        """Give the share of the other names that speak for each candidate's country or division."""
        shares = shares * self.weights[:, None]
        shares[:, 0] = 0.0  # key 0 is "": none
        rest = shares.sum(axis=0) + given - shares
        return np.asarray(rest[self.of, key] / others[self.of])

    def _pull(
        self,
        rows: np.ndarray[Any, Any],
        chances: np.ndarray[Any, Any],
        others: np.ndarray[Any, Any],
    ) -> None:
        """Set how near the other names' best candidates lie to each candidate."""
        speakers = np.concatenate(
            [
                self.starts[n] + np.argsort(-vote, kind="stable")[:CONTEXT_CANDIDATES]
                for n, vote in enumerate(
                    np.split(chances, self.starts[1:-1]) if len(self.sets) else []
                )
            ]
        ).astype(int)
        speakers = speakers[self.speaks[speakers]]
        if not len(speakers):
            return
        own, other = self.points[:, None, :], self.points[None, speakers, :]
        east = (own[:, :, 1] - other[:, :, 1] + np.pi) % (2 * np.pi) - np.pi
        east = east * np.cos((own[:, :, 0] + other[:, :, 0]) / 2)
        kilometres = 6371.0 * np.hypot(own[:, :, 0] - other[:, :, 0], east)
        foreign = self.of[:, None] != self.of[None, speakers]
        chance = chances[speakers][None, :] * foreign
        weight = self.weights[self.of[speakers]][None, :]
        near = np.exp(-kilometres / NEAR_KM) * chance
        rows[:, 13] = (near * weight).sum(axis=1) / others[self.of]
        rows[:, 18] = near.max(axis=1)
        beside = self.beside[self.of][:, self.of[speakers]]
        rows[:, 19] = (near * beside).sum(axis=1)


def _beside(names: Sequence[NamedPlace]) -> np.ndarray[Any, Any]:
    """Give, for each name, the shares of the other names told beside it; rows sum to 1 or 0."""
    order = sorted((at, n) for n, name in enumerate(names) for at in name.at)
    beside = np.zeros((len(names), len(names)))
    for first, (at, n) in enumerate(order):
        for later, m in order[first + 1 : first + 1 + BESIDE]:
            if n != m:
                beside[n, m] += 1.0 / (later - at)
                beside[m, n] += 1.0 / (later - at)
    return np.asarray(beside / np.maximum(beside.sum(axis=1, keepdims=True), 1e-9))


def _why(features: np.ndarray[Any, Any]) -> str:
    """Give the features that speak most for a candidate and most against it, with their weight."""
    parts = features * LAST.features
    order = np.argsort(-np.abs(parts), kind="stable")[:4]
    return ", ".join(f"{FEATURES[int(n)]} {parts[int(n)]:+.1f}" for n in order if parts[int(n)])
