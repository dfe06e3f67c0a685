"""Fit the weights of :mod:`dateline.resolve.placing` on news with annotated toponyms.

    python training/places.py GOLD.jsonl[.gz] GOLD.jsonl[.gz]

Multinomial logistic regression over the candidates of each gold name ("none of them" among
them), marginal over the candidates within 161 km of the gold point, ridge towards weights set by
hand. Each file counts the same, whatever its size. Three stages: without context; with the
context that those weights give; with the context that the second give. Before the weights of all
files are written to ``src/dateline/data/place_weights.json``, those fitted on each file alone are
measured on the other by the ``geo`` suite. Needs SciPy (not a dependency of dateline).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from dateline.evaluate import geo
from dateline.evaluate.suite import read_rows, total
from dateline.language import annotate
from dateline.resolve import placing
from dateline.resolve.places import ReportPlaces, shipped_gazetteer
from dateline.resolve.placing import FEATURES, Surroundings, Weights, candidate_set

OUT = Path(__file__).resolve().parents[1] / "src" / "dateline" / "data" / "place_weights.json"

RIDGE = 0.002
"""Pull towards the weights by hand, per name: .0005 to .01 give the same accuracy to .003."""

CONTEXT = frozenset(
    {
        *("country share", "division share", "nearness", "best neighbour"),
        *("told beside", "country told beside"),
    }
)

HAND = {
    "population": 4.5,
    "country": 3.5,
    "admin1": 0.8,
    "admin2": -1.2,
    "capital": 1.0,
    "region": 1.5,
    "close alternate": -0.6,
    "far alternate": -2.2,
    "loose form": -3.0,
    "kind as said": 2.5,
    "kind not as said": -1.5,
    "country share": 3.0,
    "division share": 3.0,
    "nearness": 3.0,
    "in what contains it": 4.0,
    "not in what contains it": -3.0,
    "loosely contained": 1.5,
    "far alternate of a small place": -2.0,
    "best neighbour": 1.0,
    "told beside": 1.0,
    "country told beside": 1.0,
    "as the publisher": 1.0,
}
NONE_BY_HAND = 0.3


class Report(NamedTuple):
    """A report's names with their candidates, and which of them are right where gold says."""

    surroundings: Surroundings
    own: list[np.ndarray]
    prior: dict[str, float]
    gold: list[tuple[int, np.ndarray]]
    """A name and, for each of its candidates, whether it is right; once for each mention."""


class Examples(NamedTuple):
    """The candidates of all names of a file, padded to one length."""

    features: np.ndarray
    there: np.ndarray
    right: np.ndarray
    """With "none of them" as last column: right where no candidate is."""


def report_of(row, annotation) -> Report:
    """Give a gold row's names and candidates."""
    gazetteer = shipped_gazetteer()
    places = ReportPlaces(annotation, gazetteer, geo.publisher_context(row))
    sets = [candidate_set(name, gazetteer, places.prior) for name in places.named]
    number = {key: n for n, key in enumerate(places.ranked)}
    at = {(t.start, t.end): number[k] for t, k in zip(places.found, places.keys, strict=True)}
    gold = []
    for offsets, point in geo.gold_names(row).items():
        n = at.get(offsets)
        if n is None or point is None or not sets[n].matches:
            continue
        points = [(m.place.lat, m.place.lon) for m in sets[n].matches]
        near = np.array([geo.kilometres(point, one) <= geo.NEAR_KM for one in points])
        gold.append((n, near))
    surroundings = Surroundings(places.named, sets)
    return Report(surroundings, [s.own for s in sets], dict(places.prior.countries), gold)


def examples(reports: Sequence[Report], stages: Sequence[Weights]) -> Examples:
    """Give the examples of reports, with the context that ``stages`` give (none: no context)."""
    found: list[tuple[np.ndarray, np.ndarray]] = []
    for report in reports:
        rows = report.own
        for stage in stages:
            votes = [placing.probabilities_of(features, stage) for features in rows]
            context = report.surroundings.features(votes, report.prior)
            rows = [own + more for own, more in zip(report.own, context, strict=True)]
        found += [(rows[n], right) for n, right in report.gold]
    widest = placing.MOST_CANDIDATES
    features = np.zeros((len(found), widest, len(FEATURES)))
    there = np.zeros((len(found), widest + 1), dtype=bool)
    right = np.zeros((len(found), widest + 1), dtype=bool)
    for n, (own, good) in enumerate(found):
        features[n, : len(own)] = own
        there[n, : len(own)] = there[n, widest] = True
        right[n, : len(own)] = good
        right[n, widest] = not good.any()
    return Examples(features, there, right)


def fit(files: Sequence[Examples], used: np.ndarray) -> Weights:
    """Give the weights of the ``used`` features (others 0) and the score of "none of them"."""
    start = np.append(np.array([HAND[name] for name in FEATURES]) * used, NONE_BY_HAND)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        sum_of, slope = 0.0, np.zeros_like(parameters)
        for file in files:
            scores = file.features @ parameters[:-1]
            scores = np.concatenate([scores, np.full((len(scores), 1), parameters[-1])], axis=1)
            scores = np.where(file.there, scores, -1e9)
            chances = np.exp(scores - scores.max(axis=1, keepdims=True))
            chances /= chances.sum(axis=1, keepdims=True)
            mass = np.maximum((chances * file.right).sum(axis=1, keepdims=True), 1e-12)
            sum_of -= float(np.log(mass).mean())
            change = (chances - chances * file.right / mass) / len(mass)
            slope[:-1] += np.einsum("nc,ncf->f", change[:, :-1], file.features)
            slope[-1] += change[:, -1].sum()
        away = parameters - start
        slope[:-1] *= used
        pull = RIDGE * len(files)
        return sum_of + pull * float(away @ away), slope + 2 * pull * away

    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Weights(best.x[:-1] * used, float(best.x[-1]))


def fit_stages(files: Sequence[Sequence[Report]]) -> list[Weights]:
    """Give the weights of the three stages, fitted on all ``files``."""
    alone = np.array([0.0 if name in CONTEXT else 1.0 for name in FEATURES])
    stages = [fit([examples(file, []) for file in files], alone)]
    for _ in range(2):
        stages.append(fit([examples(file, stages) for file in files], np.ones(len(FEATURES))))
    return [Weights(stage.features.round(3), round(stage.none, 3)) for stage in stages]


def measured(rows, stages: Sequence[Weights]) -> dict[str, float]:
    """Give the figures of the ``geo`` suite on annotated rows, by the weights of ``stages``."""
    placing.ALONE, placing.FIRST, placing.LAST = stages
    suite = geo.geo_suites()[0]
    counts = []
    for row, annotation in rows:
        geo._annotated = lambda text, made=annotation: made
        counts.append(suite.counts(row, suite.predict(row)))
    return {name: round(value, 4) for name, value in suite.figures(total(counts)).items()}


def fit_and_write(files, names: Sequence[str]) -> None:
    """Fit on each file of annotated rows, measure on the others, and write what all give."""
    reports = [[report_of(row, annotation) for row, annotation in rows] for rows in files]
    for n, name in enumerate(names):
        stages = fit_stages([reports[n]])
        for other, rows in zip(names, files, strict=True):
            print(f"fitted on {name}, tested on {other}: {measured(rows, stages)}", flush=True)
    stages = fit_stages(reports)
    for name, rows in zip(names, files, strict=True):
        print(f"fitted on all, tested on {name}: {measured(rows, stages)}", flush=True)
    written = {
        key: {"none": one.none, "weights": dict(zip(FEATURES, one.features.tolist(), strict=True))}
        for key, one in zip(("alone", "first", "last"), stages, strict=True)
    }
    OUT.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")


def main(paths: Sequence[str]) -> None:
    """Annotate the files, then fit, test across files and write the weights."""
    files = [
        [(row, annotate(row["text"], language="en")) for row in read_rows(Path(path))]
        for path in paths
    ]
    fit_and_write(files, [Path(path).parent.name for path in paths])


if __name__ == "__main__":
    main(sys.argv[1:])
