"""The incidents that a whole report tells: kind, perpetrators, targets, victims, weapons.

:func:`incidents` reads a report window by window and puts together what belongs to one incident,
wherever in the report it stands. Two incidents of one kind are told apart by how far their targets
and victims stand from each other, no more. It was fitted on reports of 1987 to 1991 on Latin America (MUC-4), in small letters; on other
news it is untried. The coder does not use it.

>>> text = "guerrillas bombed the embassy in karsk.  two guards were wounded."
>>> [(one.kind, [f.text for f in one.fillers]) for one in incidents(text)]  # doctest: +SKIP
[('bombing', ['guerrillas', 'embassy', 'two guards'])]
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.encoder.fillers import (
    KINDS,
    ROLES,
    Candidate,
    Known,
    WindowScores,
    candidates,
    entities,
    features,
    kinds_of,
    kinds_told,
    told_apart,
)
from dateline.encoder.pieces import WEIGHTS, pieces_of
from dateline.encoder.session import NoEncoder, load_graph, states_of
from dateline.encoder.windows import Window, windows

Floats = NDArray[np.float64]

SUFFERS = ("target", "victim")

__all__ = ["KINDS", "ROLES", "Filler", "Incident", "incidents", "told_chances"]


@dataclass(frozen=True, slots=True)
class Filler:
    """One entity in one role of an incident."""

    role: str
    """One of ``ROLES``."""
    start: int
    end: int
    """``report[start:end]`` is the likeliest mention, at its first place."""
    text: str
    chance: float
    """0 to 1, fitted on held-out reports of the training data."""
    others: tuple[str, ...] = ()
    """Further mentions taken for the same."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What a report tells of one incident."""

    kind: str
    """One of ``KINDS``."""
    chance: float
    """That the report tells an incident of the kind, 0 to 1."""
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class ReportWeights:
    """What is fitted above the network; read from ``muc.npz`` and ``muc.json``."""

    inverse: Floats
    """(vocabulary,): inverse frequency in training reports; 0 for a piece in few of them."""
    pieces: Floats
    """(1 + kinds, vocabulary): log odds a piece adds for any incident and each kind."""
    offsets: Floats
    """(1 + kinds,)"""
    known: Known
    joined: Floats
    """(1 + kinds, 3): weight of the pieces' log odds, of the network's, and an offset."""
    filler: Floats
    """Weights of :func:`~dateline.encoder.fillers.features`, the last one an offset."""
    least_told: tuple[float, ...]
    """Chance from which a report tells any incident, and each kind."""
    least_filler: tuple[float, ...]
    """Chance from which an entity of a role is given."""
    least_kind: float
    """Chance from which an entity belongs to a kind that the report tells."""
    apart: float
    """Characters between two targets or victims from which they are of two incidents."""


@lru_cache(maxsize=1)
def report_weights() -> ReportWeights:
    """Give the fitted weights above the network, read once. Raises :class:`NoEncoder`."""
    try:
        stated: dict[str, Any] = json.loads((WEIGHTS / "muc.json").read_text(encoding="utf-8"))
        with np.load(WEIGHTS / "muc.npz", allow_pickle=False) as stored:
            keys = stored["keys"]
            names = ("inverse", "pieces", "offsets", "shares")
            arrays = {name: stored[name].astype(np.float64) for name in names}
    except FileNotFoundError as error:
        raise NoEncoder("no weights for whole reports: install dateline again") from error
    return ReportWeights(
        arrays["inverse"],
        arrays["pieces"],
        arrays["offsets"],
        known=Known(keys, arrays["shares"]),
        joined=np.array(stated["joined"]),
        filler=np.array(stated["filler"]),
        least_told=tuple(stated["least_told"]),
        least_filler=tuple(stated["least_filler"]),
        least_kind=float(stated["least_kind"]),
        apart=float(stated["apart"]),
    )


def incidents(text: str) -> list[Incident]:
    """Give the incidents of a report, by kind, then place; [] where it tells none."""
    weights = report_weights()
    return put_together(judge(text, window_scores(text), weights), weights)


def told_chances(text: str) -> dict[str, float]:
    """Give the chance that a report tells any incident (``any``), and one of each kind."""
    chances = report_chances(window_scores(text), report_weights())
    return dict(zip(("any", *KINDS), map(float, chances), strict=True))


def window_scores(text: str) -> list[WindowScores]:
    """Give what the network reads in each window of a report."""
    graph = load_graph("muc")
    found = []
    for window in windows(text):
        states, first = states_of(window.words)
        slots, kinds, report = graph.run(["slots", "kinds", "report"], {"states": states})
        found.append(scores_of(window, slots[0][list(first)], kinds[0][list(first)], report[0]))
    return found


def scores_of(
    window: Window, slots: NDArray[Any], kinds: NDArray[Any], report: NDArray[Any]
) -> WindowScores:
    """Give a window's scores from the network's raw outputs at the first pieces of its words."""
    raw = slots.astype(np.float64).reshape(len(window.words), len(ROLES), 3)
    top = raw.max(-1, keepdims=True)
    logs = raw - top - np.log(np.exp(raw - top).sum(-1, keepdims=True))
    return WindowScores(window, logs, _sigmoid(kinds.astype(np.float64)), report.astype(np.float64))


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30, 30))), dtype=np.float64)


def piece_vector(read: Iterable[Window], inverse: Floats) -> tuple[list[int], Floats]:
    """Give the pieces of a report that training knows and their weights, of length 1 together."""
    counted = Counter(p for one in read for p in pieces_of(one.words).pieces)
    known = sorted(p for p in counted if inverse[p] > 0)
    values = np.array([(1 + np.log(counted[p])) * inverse[p] for p in known], dtype=np.float64)
    length = float(np.linalg.norm(values))
    return known, values / length if length else values


def report_logits(scores: Sequence[WindowScores], weights: ReportWeights) -> Floats:
    """Give log odds of any incident and each kind: (1 + kinds, 2), of pieces and of the network."""
    known, values = piece_vector((one.window for one in scores), weights.inverse)
    by_pieces = weights.pieces[:, known] @ values + weights.offsets
    by_network = np.max([one.report for one in scores], axis=0)
    return np.stack([by_pieces, by_network], axis=1)


def report_chances(scores: Sequence[WindowScores], weights: ReportWeights) -> Floats:
    """Give the chance of any incident and of each kind: (1 + kinds,); 0 for a report of no words."""
    if not scores:
        return np.zeros(1 + len(KINDS))
    logits = report_logits(scores, weights)
    return _sigmoid((logits * weights.joined[:, :2]).sum(1) + weights.joined[:, 2])


@dataclass(frozen=True, slots=True)
class Judged:
    """A report's candidates and chances, before anything is decided."""

    told: tuple[float, ...]
    """Chance of any incident, and of each kind."""
    found: tuple[Candidate, ...]
    chances: tuple[float, ...]
    """Of each candidate to fill its role."""


def judge(text: str, scores: Sequence[WindowScores], weights: ReportWeights) -> Judged:
    """Give the chances of what a report may tell."""
    told = tuple(float(one) for one in report_chances(scores, weights))
    found = tuple(candidates(text, scores, weights.known))
    chances = tuple(filler_chance(one, text, told[0], weights) for one in found)
    return Judged(told, found, chances)


def put_together(judged: Judged, weights: ReportWeights) -> list[Incident]:
    """Give the incidents of a report from the chances of its parts."""
    kinds = kinds_told(judged.told, weights.least_told)
    if not kinds:
        return []
    fillers: dict[int, list[Filler]] = {kind: [] for kind in kinds}
    for entity in entities(judged.found, judged.chances, weights.least_filler):
        kind = np.mean([judged.found[i].kind for i in entity], axis=0)
        for one in kinds_of([float(c) for c in kind], kinds, weights.least_kind):
            fillers[one].append(_filler(entity, judged))
    return [
        Incident(KINDS[k], judged.told[k + 1], part)
        for k in kinds
        for part in _parted(fillers[k], weights.apart)
    ]


def _parted(fillers: Sequence[Filler], apart: float) -> list[tuple[Filler, ...]]:
    """Give the fillers of one kind by incident; one incident at least."""
    suffers = [one.role in SUFFERS for one in fillers]
    parts = told_apart([one.start for one in fillers], suffers, apart)
    return [tuple(fillers[i] for i in part) for part in parts]


def filler_chance(one: Candidate, text: str, any_incident: float, weights: ReportWeights) -> float:
    """Give the chance that a candidate fills its role."""
    numbers = features(one, text, any_incident)
    return float(_sigmoid(np.asarray(numbers @ weights.filler[:-1] + weights.filler[-1])))


def _filler(entity: Sequence[int], judged: Judged) -> Filler:
    found = judged.found
    best = found[entity[0]]
    return Filler(
        ROLES[best.role],
        best.starts[0],
        best.starts[0] + len(best.text),
        best.text,
        judged.chances[entity[0]],
        tuple(found[i].text for i in entity[1:]),
    )
