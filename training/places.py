"""Fit the weights of :mod:`dateline.resolve.placing` on news with annotated toponyms.

    python training/places.py GOLD.jsonl[.gz] ...

Multinomial logistic regression over the candidates of each gold name ("none of them" among
them), marginal over the candidates within 161 km of the gold point, ridge towards the weights
set by hand. Each file counts the same, whatever its size. First the weights without context,
then, with the context that those give, all of them. For each file also the accuracy of
weights fitted on the other files is printed. Needs SciPy (not a dependency of dateline).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from dateline.evaluate.geo import NEAR_KM, gold_point, kilometres, publisher_context
from dateline.evaluate.suite import read_rows
from dateline.language import annotate
from dateline.resolve import placing
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.places import ReportPlaces

RIDGE = 0.002
"""Pull towards the weights by hand, per name: .0005 to .01 give the same accuracy to .003."""

HAND = np.array(
    [
        4.5,
        3.5,
        0.8,
        -1.2,
        1.0,
        1.5,
        -0.6,
        -2.2,
        -3.0,
        2.5,
        -1.5,
        3.0,
        3.0,
        3.0,
        4.0,
        -3.0,
        1.5,
        -2.0,
    ]
)
NONE_BY_HAND = 0.3

Example = tuple[np.ndarray, np.ndarray]
"""Features of the candidates of a name, and which of them are right."""


def examples(rows, gazetteer: Gazetteer, alone: np.ndarray, none: float) -> list[Example]:
    """Give the examples of annotated rows, context computed with the weights ``alone``."""
    found = []
    placing.WEIGHTS_ALONE = alone
    for row, annotation in rows:
        report = ReportPlaces(annotation, gazetteer, publisher_context(row))
        sets = [placing.candidate_set(name, gazetteer) for name in report.named]
        first = [placing.probabilities_of(s.own @ alone, none) for s in sets]
        context = placing.context_features(report.named, sets, first, report.prior)
        index = {key: n for n, key in enumerate(report.ranked)}
        at = {(t.start, t.end): index[k] for t, k in zip(report.found, report.keys, strict=True)}
        for toponym in row["toponyms"]:
            n, point = at.get((toponym["start"], toponym["end"])), gold_point(toponym)
            if n is None or point is None or not sets[n].matches:
                continue
            right = np.array(
                [kilometres(point, (m.place.lat, m.place.lon)) <= NEAR_KM for m in sets[n].matches]
            )
            found.append((sets[n].own + context[n], right))
    return found


def fit(files: Sequence[Sequence[Example]], used: np.ndarray) -> tuple[np.ndarray, float]:
    """Give the weights of the ``used`` features (others 0) and the score of "none of them"."""
    start = np.append(HAND * used, NONE_BY_HAND)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.0, np.zeros_like(parameters)
        for file in files:
            for features, right in file:
                scores = np.append(features @ parameters[:-1], parameters[-1])
                chances = np.exp(scores - scores.max())
                chances /= chances.sum()
                good = np.append(right, not right.any())
                mass = max(float(chances[good].sum()), 1e-12)
                total -= np.log(mass) / len(file)
                change = (chances - chances * good / mass) / len(file)
                slope[:-1] += features.T @ change[:-1]
                slope[-1] += change[-1]
        away = parameters - start
        slope[:-1] *= used
        return (
            total + RIDGE * len(files) * float(away @ away),
            slope + 2 * RIDGE * len(files) * away,
        )

    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return best.x[:-1] * used, float(best.x[-1])


def accuracy(file: Sequence[Example], weights: np.ndarray) -> float:
    """Give the share of names whose most probable candidate is right."""
    return float(np.mean([right[np.argmax(features @ weights)] for features, right in file]))


def main(paths: Sequence[str]) -> None:
    """Fit, test across files and print the weights."""
    gazetteer = Gazetteer.open()
    rows = [[(r, annotate(r["text"])) for r in read_rows(Path(p))] for p in paths]
    fit_and_print(rows, list(paths), gazetteer)


def fit_and_print(rows, names: list[str], gazetteer: Gazetteer) -> None:
    """Fit on each file for the others, and on all."""
    every = np.ones(len(HAND))
    alone = np.array([0.0 if 11 <= n <= 13 else 1.0 for n in range(len(HAND))])
    plain = [examples(r, gazetteer, HAND * alone, NONE_BY_HAND) for r in rows]
    for n, name in enumerate(names):
        first, none = fit([plain[n]], alone)
        full = [examples(r, gazetteer, first, none) for r in rows]
        weights, _ = fit([full[n]], every)
        for other, file in zip(names, full, strict=True):
            print(f"fitted on {name}, tested on {other}: {accuracy(file, weights):.3f}")
    first, none_alone = fit(plain, alone)
    full = [examples(r, gazetteer, first, none_alone) for r in rows]
    weights, none = fit(full, every)
    for name, file in zip(names, full, strict=True):
        print(f"fitted on all, tested on {name}: {accuracy(file, weights):.3f}")
    print("WEIGHTS_ALONE", [round(float(w), 2) for w in first], round(none_alone, 2))
    print("WEIGHTS", [round(float(w), 2) for w in weights], round(none, 2))


if __name__ == "__main__":
    main(sys.argv[1:])
