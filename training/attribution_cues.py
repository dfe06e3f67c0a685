"""Learn which words are attribution cues, from annotated news alone.

    python training/attribution_cues.py --train polnear/train.jsonl.gz [--cache DIR]

Writes ``src/dateline/data/attribution_cues.json``: the weights of a logistic regression over
the features of :func:`dateline.coding.attribution.features`, and the noun and adjective
lemmas worth looking at. Needs about four minutes without a cache of annotations. The output
is the same for the same input: no random numbers are drawn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dateline.coding.attribution import features
from dateline.coding.attribution_frames import Frames
from dateline.coding.clauses import Clauses
from dateline.evaluate.suite import read_rows
from dateline.language import annotate, annotator, pack, unpack
from dateline.types import Annotation

OUT = Path(__file__).resolve().parents[1] / "src/dateline/data/attribution_cues.json"

LEAST_LEMMA = 4
"""A noun or adjective is looked at if it stood in a cue at least so often."""
LEAST_FEATURE = 3
"""A feature is learnt if at least so many candidates have it."""
LEAST_WEIGHT = 0.06
"""Smaller weights are left out; the f1 on the dev half stays within 0.001 of that with all."""
RIDGE = 6.0
"""Strength of the pull of weights to zero; best of 0.7, 1.5, 3, 6 on the dev half."""
STEPS = 300
THRESHOLD = -0.6
"""Log odds from which a candidate is believed; best mean f1 on the dev half (tuned there)."""


def main() -> None:
    """Read the train file, learn, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    texts = [(row, annotated(row["text"], chosen.cache)) for row in read_rows(chosen.train)]
    lemmas = cue_lemmas(texts)
    names: list[list[str]] = []
    truth: list[bool] = []
    for row, annotation in texts:
        for labels, named in labelled(row, annotation, lemmas):
            truth.append(labels)
            names.append(named)
    weights = learn(names, truth)
    data = {
        "from": "PolNeAR train half; training/attribution_cues.py",
        "candidates": len(truth),
        "attributions": sum(truth),
        "threshold": THRESHOLD,
        "lemmas": sorted(lemmas),
        "weights": weights,
    }
    chosen.out.write_text(
        json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{len(truth)} candidates, {sum(truth)} attributions, {len(weights)} weights")


def annotated(text: str, cache: Path | None) -> Annotation:
    """Give the annotation of a text, kept in ``cache`` for the next run."""
    if cache is None:
        return annotate(text, language="en")
    key = hashlib.sha256((annotator("en") + text).encode()).hexdigest()
    path = cache / key
    if path.is_file():
        return unpack(path.read_bytes(), text)
    annotation = annotate(text, language="en")
    cache.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pack(annotation))
    return annotation


def cue_lemmas(texts: list[tuple[dict[str, Any], Annotation]]) -> frozenset[str]:
    """Give the lemmas of nouns and adjectives that stood in a cue at least LEAST_LEMMA times."""
    seen: Counter[str] = Counter()
    for row, annotation in texts:
        inside: set[int] = set()
        for attribution in row["attributions"]:
            for start, end in attribution["cue"]:
                inside.update(range(start, end))
        for token in annotation.tokens:
            if token.start in inside and token.upos in {"NOUN", "ADJ"}:
                seen[token.lemma] += 1
    return frozenset(lemma for lemma, count in seen.items() if count >= LEAST_LEMMA)


def labelled(
    row: dict[str, Any], annotation: Annotation, lemmas: frozenset[str]
) -> Iterator[tuple[bool, list[str]]]:
    """Give for each candidate whether it is a gold attribution, and its features.

    It is where its head word stands in a gold cue and its content shares characters with the
    gold content; of several for one gold attribution the one with the best content.
    """
    tree = Clauses(annotation)
    candidates = list(Frames(tree, lemmas).candidates())
    best: dict[int, tuple[float, int]] = {}
    golds: dict[int, list[int]] = {}
    contents = []
    for number, attribution in enumerate(row["attributions"]):
        for start, end in attribution["cue"]:
            for position in range(start, end):
                golds.setdefault(position, []).append(number)
        contents.append({p for s, e in attribution["content"] for p in range(s, e)})
    for index, candidate in enumerate(candidates):
        given = {p for span in candidate.content for p in range(span.start, span.end)}
        for number in golds.get(annotation.tokens[candidate.head].start, ()):
            shared = len(given & contents[number])
            if shared:
                share = 2 * shared / (len(given) + len(contents[number]))
                best[number] = max(best.get(number, (0.0, -1)), (share, index))
    right = {index for _, index in best.values()}
    for index, candidate in enumerate(candidates):
        yield index in right, features(tree, candidate)


def learn(names: list[list[str]], truth: list[bool]) -> dict[str, float]:
    """Give the weights of a ridge logistic regression, fitted by full-batch Adam."""
    frequency = Counter(name for row in names for name in row)
    kept = sorted(name for name, count in frequency.items() if count >= LEAST_FEATURE)
    number = {name: index for index, name in enumerate(kept)}
    pairs = [(r, number[name]) for r, row in enumerate(names) for name in row if name in number]
    row_of, column = (np.array(side) for side in zip(*pairs, strict=True))
    wanted = np.array(truth, dtype=float)
    weight = np.zeros(len(kept))
    first, second = np.zeros_like(weight), np.zeros_like(weight)
    for step in range(1, STEPS + 1):
        odds = np.bincount(row_of, weight[column], minlength=len(wanted))
        error = 1 / (1 + np.exp(-odds)) - wanted
        slope = np.bincount(column, error[row_of], minlength=len(kept)) + RIDGE * weight
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = 0.1 * (1 - step / (STEPS + 1))
        weight -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {
        name: round(float(value), 2)
        for name, value in zip(kept, weight, strict=True)
        if abs(value) >= LEAST_WEIGHT
    }


if __name__ == "__main__":
    main()
