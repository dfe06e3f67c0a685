"""Fit what stands above the network of whole reports, and write the weights that ship.

    python training/encoder/reports_above.py --run runs/reports --held-out 0

The pieces of a report are weighed by a logistic regression on training reports; how far it and the
network are trusted, the chance of a filler and all thresholds are fitted on the reports of
``muc4/train`` that the network's run held out. Last, the pieces are weighed on all of ``train``, and
``muc.onnx``, ``muc.npz`` and ``muc.json`` are written. No ``dev`` file is opened.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from base import VOCABULARY
from numpy.typing import NDArray
from reports_data import KINDS, SLOTS, Report, fold, read
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dateline.encoder.documents import (
    Judged,
    ReportWeights,
    judge,
    piece_vector,
    put_together,
    report_chances,
    report_logits,
)
from dateline.encoder.fillers import (
    UNKNOWN,
    Known,
    WindowScores,
    candidates,
    features,
    key_of,
    short_runs,
)
from dateline.encoder.pieces import WEIGHTS, pieces_of
from dateline.encoder.windows import windows
from dateline.evaluate.muc4 import gold_form, template_counts, template_figures
from dateline.evaluate.suite import total

FEWEST = 3
"""Training reports that a piece must be in."""
PIECES_C = 10.0
JOINED_C = 1.0
FILLER_C = 0.3
EVIDENCE = 2.0
"""Reports that the share of an unknown mention weighs as much as."""
STEPS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
APART = (300, 400, 600, 900, 10**9)
ROUNDS = 2

Floats = NDArray[np.float64]
Scored = list[tuple[Report, list[WindowScores]]]


def told(report: Report) -> list[bool]:
    """Give whether a report tells any incident, and one of each kind."""
    types = {one["incident_type"] for one in report.templates}
    return [bool(types), *(kind in types for kind in KINDS)]


def inverse_of(reports: Sequence[Report]) -> Floats:
    """Give the inverse report frequency of every piece; 0 for one in few reports."""
    within: Counter[int] = Counter()
    for report in reports:
        within.update({p for w in windows(report.text) for p in pieces_of(w.words).pieces})
    found = np.zeros(VOCABULARY)
    for piece, number in within.items():
        if number >= FEWEST:
            found[piece] = np.log((1 + len(reports)) / (1 + number)) + 1
    return found


def weigh_pieces(reports: Sequence[Report], inverse: Floats) -> tuple[Floats, Floats]:
    """Give the weights of pieces for any incident and each kind, and the offsets."""
    rows, columns, values = [], [], []
    for i, report in enumerate(reports):
        known, weight = piece_vector(windows(report.text), inverse)
        rows += [i] * len(known)
        columns += known
        values += list(weight)
    table = csr_matrix((values, (rows, columns)), shape=(len(reports), VOCABULARY))
    right = np.array([told(one) for one in reports])
    weights, offsets = np.zeros((1 + len(KINDS), VOCABULARY)), np.zeros(1 + len(KINDS))
    for k in range(1 + len(KINDS)):
        fitted = LogisticRegression(C=PIECES_C, max_iter=1000).fit(table, right[:, k])
        weights[k], offsets[k] = fitted.coef_[0], fitted.intercept_[0]
    return weights, offsets


def known_in(reports: Sequence[Report]) -> Known:
    """Give the share of reports with an incident in which a mention fills a role, by role."""
    filled: dict[str, Counter[int]] = {}
    for report in reports:
        for role, slot in enumerate(SLOTS):
            entities = [entity for t in report.templates for entity in t[slot]]
            for mention in {mention for entity in entities for mention, _ in entity}:
                filled.setdefault(mention, Counter())[role] += 1
    holding: Counter[str] = Counter()
    for report in reports:
        if report.templates:
            runs = {
                words for w in windows(report.text) for _, _, words in short_runs(report.text, w)
            }
            holding.update(runs & filled.keys())
    rows = sorted(
        (
            key_of(mention),
            [
                (by[role] + EVIDENCE * UNKNOWN) / (holding[mention] + EVIDENCE)
                for role in range(len(SLOTS))
            ],
        )
        for mention, by in filled.items()
        if holding[mention]
    )
    return Known(
        np.array([key for key, _ in rows], dtype=np.uint64), np.array([row for _, row in rows])
    )


def join(scored: Scored, weights: ReportWeights) -> Floats:
    """Give how pieces and network are trusted: one pair of weights for all kinds, from held-out."""
    logits = np.array([report_logits(one, weights) for _, one in scored])
    right = np.array([told(report) for report, _ in scored])
    found = np.zeros((1 + len(KINDS), 3))
    for part in ([0], list(range(1, 1 + len(KINDS)))):
        fitted = LogisticRegression(C=JOINED_C).fit(
            logits[:, part].reshape(-1, 2), right[:, part].reshape(-1)
        )
        found[part] = [*fitted.coef_[0], fitted.intercept_[0]]
    return found


def fit_filler(scored: Scored, weights: ReportWeights) -> tuple[Floats, list[Floats]]:
    """Give the filler's weights, and for each report its weights fitted without that report."""
    numbers, right, group = [], [], []
    for i, (report, one) in enumerate(scored):
        any_incident = float(report_chances(one, weights)[0])
        gold = [
            {mention for t in report.templates for entity in t[slot] for mention, _ in entity}
            for slot in SLOTS
        ]
        for found in candidates(report.text, one, weights.known):
            numbers.append(features(found, report.text, any_incident))
            right.append(found.text in gold[found.role])
            group.append(i)
    table, is_right, of = np.array(numbers), np.array(right), np.array(group)
    print(f"{len(right)} candidates, {int(is_right.sum())} right")

    def fit(kept: NDArray[np.bool_]) -> Floats:
        mean, spread = table[kept].mean(0), table[kept].std(0) + 1e-6
        fitted = LogisticRegression(C=FILLER_C, max_iter=2000)
        fitted.fit((table[kept] - mean) / spread, is_right[kept])
        slope = fitted.coef_[0] / spread
        return np.array([*slope, fitted.intercept_[0] - slope @ mean])

    parts = [fit(of % 5 != k) for k in range(5)]
    return fit(np.ones(len(of), dtype=bool)), [parts[i % 5] for i in range(len(scored))]


Held = list[tuple[Report, Judged]]


def f1(held: Held, weights: ReportWeights) -> float:
    """Give template F1 on held-out reports."""
    counts = [
        template_counts(report.templates, gold_form(put_together(judged, weights)))
        for report, judged in held
    ]
    return template_figures(total(counts))["f1"]


def settle(held: Held, weights: ReportWeights) -> ReportWeights:
    """Give the weights with the thresholds of the greatest F1, one after the other."""

    def better(tried: Sequence[ReportWeights], now: ReportWeights) -> ReportWeights:
        return max([now, *tried], key=lambda one: f1(held, one))

    for _ in range(ROUNDS):
        w = weights
        w = better([replace(w, least_filler=(s,) * len(SLOTS)) for s in STEPS], w)
        w = better([replace(w, least_told=(s, *w.least_told[1:])) for s in STEPS], w)
        w = better([replace(w, least_told=(w.least_told[0], *(s,) * len(KINDS))) for s in STEPS], w)
        w = better([replace(w, least_kind=s) for s in STEPS], w)
        weights = better([replace(w, apart=float(s)) for s in APART], w)
    for slot in range(len(SLOTS)):
        own = weights.least_filler
        tried = [(*own[:slot], s, *own[slot + 1 :]) for s in STEPS]
        weights = better([replace(weights, least_filler=one) for one in tried], weights)
    return weights


def write(weights: ReportWeights) -> None:
    """Write what is fitted above the network."""
    np.savez_compressed(
        WEIGHTS / "muc.npz",
        inverse=weights.inverse.astype(np.float16),
        pieces=weights.pieces.astype(np.float16),
        offsets=weights.offsets.astype(np.float32),
        keys=weights.known.keys,
        shares=weights.known.shares.astype(np.float16),
    )
    stated: dict[str, Any] = {
        "joined": weights.joined.round(4).tolist(),
        "filler": weights.filler.round(4).tolist(),
        "least_told": list(weights.least_told),
        "least_filler": list(weights.least_filler),
        "least_kind": weights.least_kind,
        "apart": weights.apart,
    }
    (WEIGHTS / "muc.json").write_text(json.dumps(stated, indent=1) + "\n", encoding="utf-8")


def above(scored: Scored, reports: Sequence[Report], held_out: int) -> ReportWeights:
    """Give all that is fitted above the network."""
    rest = [one for one in reports if fold(one) != held_out]
    inverse = inverse_of(rest)
    pieces, offsets = weigh_pieces(rest, inverse)
    weights = ReportWeights(
        inverse,
        pieces,
        offsets,
        known=known_in(rest),
        joined=np.zeros((1 + len(KINDS), 3)),
        filler=np.zeros(1),
        least_told=(0.35,) * (1 + len(KINDS)),
        least_filler=(0.25,) * len(SLOTS),
        least_kind=0.4,
        apart=1e9,
    )
    weights = replace(weights, joined=join(scored, weights))
    filler, without = fit_filler(scored, weights)
    held = [
        (report, judge(report.text, one, replace(weights, filler=own)))
        for (report, one), own in zip(scored, without, strict=True)
    ]
    print(f"before thresholds: F1 {f1(held, weights):.4f}")
    weights = settle(held, replace(weights, filler=filler))
    print(f"held out: F1 {f1(held, weights):.4f}")
    print(
        weights.joined[:2].round(2).tolist(),
        weights.least_told,
        weights.least_filler,
        weights.least_kind,
        weights.apart,
    )
    inverse = inverse_of(reports)
    pieces, offsets = weigh_pieces(reports, inverse)
    return replace(
        weights, inverse=inverse, pieces=pieces, offsets=offsets, known=known_in(reports)
    )


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description="Fit what stands above the network.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--held-out", type=int, default=0)
    given = parser.parse_args()
    reports = read(given.data / "muc4" / "train.jsonl")
    with (given.run / "held_out.pkl").open("rb") as stored:
        by_id: dict[str, list[WindowScores]] = pickle.load(stored)
    scored = [(one, by_id[one.id]) for one in reports if fold(one) == given.held_out]
    write(above(scored, reports, given.held_out))


if __name__ == "__main__":
    main()
