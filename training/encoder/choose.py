"""From which probability a label is given: the greatest F1 on held-out texts of ``train``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tasks import ATTACKS, POLICE, Example, cut, fold, report, rows

from dateline.encoder import greatest_labels, labels

STEPS = np.linspace(0.1, 0.9, 33)
WIDTH = 5
"""F1 is averaged over so many steps: of some hundred texts, single ones move it."""


def labels_settings(run: Path) -> dict[str, Any]:
    """Give the settings of a run."""
    stated: dict[str, Any] = json.loads((run / "settings.json").read_text(encoding="utf-8"))
    return stated


def thresholds(data: Path, settings: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Give the threshold of every label of every head, from what the run held out."""
    folds, held = settings["folds"], settings["held_out"]
    reports = [
        row
        for i, row in enumerate(rows(data / "india_police_docs" / "train.jsonl.gz"))
        if fold(Example((), group=report(i)), folds) == held
    ]
    notes = [
        row
        for row in rows(data / "satp_relevant" / "train.jsonl")
        if fold(Example(cut(row["text"])), folds) == held
    ]
    return {
        "police": best_of(
            [greatest_labels(row["text"], "police") for row in reports],
            [row["labels"] for row in reports],
            POLICE,
        ),
        "attacks": best_of(
            [labels(cut(row["text"]), "attacks") for row in notes],
            [row["labels"] for row in notes],
            ATTACKS,
        ),
    }


def best_of(
    shares: Sequence[dict[str, float]], gold: Sequence[Sequence[str]], names: Sequence[str]
) -> dict[str, float]:
    """Give for each label the threshold with the greatest F1, averaged over its neighbours."""
    found = {}
    for i, name in enumerate(names):
        ours = np.array([one[name] for one in shares])
        right = np.array([one[i] == "1" for one in gold])
        f1 = []
        for step in STEPS:
            given = ours >= step
            f1.append(2 * (given & right).sum() / max(1, given.sum() + right.sum()))
        smooth = np.convolve(np.pad(f1, WIDTH // 2, mode="edge"), np.ones(WIDTH) / WIDTH, "valid")
        top = np.flatnonzero(smooth >= smooth.max() - 1e-9)
        at = int(top[len(top) // 2])
        found[name] = round(float(STEPS[at]), 3)
        print(f"{name:<14} threshold {found[name]:.3f}  F1 {f1[at]:.3f}  gold {int(right.sum())}")
    return found
