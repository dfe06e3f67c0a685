"""Suites of tagged sentences: ``cameo_ner`` (who does it to whom) and ``re3d_ner`` (entities).

Gold rows have ``tokens`` and ``tags`` (B-I-O). A predicted span is right only where first word,
last word and kind are those of a gold span. Figures are micro averages over all spans of all
sentences (``f1`` is what seqeval and the CoNLL scorer give), ``macro_f1`` the mean over gold kinds,
and the F1 of each kind. The words of the gold are read as they are; the heads see no tag.

The role head was fitted on ``cameo_ner/train``, which is the only file of that form. So for a
sentence of that file the prediction is that of a model of the same recipe that was fitted on the
other folds, kept in ``evaluation/held_out/cameo_ner.jsonl`` by a digest of its words; any other
sentence is read by the weights that ship. Kept spans are those of the tags; they are mended here as
:func:`dateline.encoder.roles` does. ``training/encoder/cross_validate.py`` makes that file. A
sentence of the training file whose fold was not run counts nowhere; ``scored`` says how many do.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.encoder.conventions import mended_roles
from dateline.encoder.tags import spans
from dateline.evaluate.suite import Counts, Row, precision_recall_f1

HELD_OUT = Path("evaluation") / "held_out" / "cameo_ner.jsonl"
Spans = list[tuple[int, int, str]]

_ROLE = {"source": "S", "target": "T", "both": "R"}
_SMALL = frozenset({"The", "A", "An", "In", "On"})


def digest(words: Sequence[str]) -> str:
    """Give the digest by which a sentence's held-out prediction is kept."""
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def held_out() -> Mapping[str, Spans | None]:
    """Give the held-out spans of the sentences that the role head was fitted on, by digest.

    ``None`` stands for those whose fold was not run.
    """
    path = Path(__file__).resolve().parents[3] / HELD_OUT
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {
        row["words"]: (
            None
            if row["spans"] is None
            else [(start, end, kind) for start, end, kind in row["spans"]]
        )
        for row in map(json.loads, lines)
    }


def span_counts(gold: Spans, predicted: Spans) -> Counts:
    """Give gold, predicted and equal spans, by kind."""
    counts: Counts = Counter({"n": 1})
    for name, found in (("gold", gold), ("predicted", predicted)):
        for _, _, kind in found:
            counts[f"{name}:{kind}"] += 1
    for _, _, kind in set(gold) & set(predicted):
        counts[f"hit:{kind}"] += 1
    return counts


def span_figures(counts: Counts) -> dict[str, float]:
    """Give micro precision, recall and F1, macro F1, and F1 by gold kind."""
    kinds = sorted(key[5:] for key in counts if key.startswith("gold:") and counts[key])

    def summed(name: str) -> int:
        return sum(count for key, count in counts.items() if key.startswith(name + ":"))

    values = precision_recall_f1(summed("hit"), summed("predicted"), summed("gold"))
    found = dict(zip(("precision", "recall", "f1"), values, strict=True))
    found["scored"] = float(counts["n"])
    by_kind = {
        kind: precision_recall_f1(
            counts[f"hit:{kind}"], counts[f"predicted:{kind}"], counts[f"gold:{kind}"]
        )[2]
        for kind in kinds
    }
    found["macro_f1"] = sum(by_kind.values()) / len(by_kind) if by_kind else 0.0
    return found | {f"{kind}.f1": value for kind, value in by_kind.items()}


def capitalised_runs(words: Sequence[str]) -> list[tuple[int, int]]:
    """Give runs of capitalised words, for the trivial methods."""
    found: list[tuple[int, int]] = []
    start = -1
    for i, word in enumerate([*words, "."]):
        large = word[:1].isupper() and not (word in _SMALL and start < 0)
        if large and start < 0:
            start = i
        elif not large and start >= 0:
            found.append((start, i))
            start = -1
    return found


def span_errors(gold: Spans, predicted: Spans) -> list[str]:
    """Give the class of every wrong span: its kind, and what is wrong with it."""
    found = []
    right = set(gold) & set(predicted)
    ours = [one for one in predicted if one not in right]
    for start, end, kind in (one for one in gold if one not in right):
        same = [k for s, e, k in ours if (s, e) == (start, end)]
        near = [k for s, e, k in ours if s < end and start < e]
        if same:
            found.append(f"{kind} read as {same[0]}")
        elif kind in near:
            found.append(f"{kind} of other extent")
        elif near:
            found.append(f"{kind} of other extent read as {near[0]}")
        else:
            found.append(f"{kind} missed")
    for start, end, kind in ours:
        if not any(s < end and start < e for s, e, _ in gold):
            found.append(f"{kind} invented")
    return found


class TaggedSpans:
    """Exact-span F1 of one tagger head."""

    fields: tuple[str, ...] = ("tokens", "tags")
    headline: tuple[str, ...] = ("f1",)

    def __init__(
        self,
        name: str,
        gold: str,
        about: str,
        read: Callable[[Sequence[str]], Spans | None],
        trivial: Callable[[Sequence[str], Sequence[Row]], Spans],
    ) -> None:
        self.name = name
        self.gold = gold
        self.about = about
        self._read = read
        self._trivial = trivial

    def predict(self, row: Row) -> dict[str, Any]:
        """Give the spans of one sentence."""
        found = self._read(row["tokens"])
        return {"spans": None if found is None else [list(one) for one in found]}

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give the spans of the trivial method, where the sentence is scored."""
        if self._read is _roles and held_out().get(digest(row["tokens"]), []) is None:
            return {"spans": None}
        return {"spans": [list(one) for one in self._trivial(row["tokens"], rows)]}

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give the counts of one sentence."""
        if predicted["spans"] is None:
            return Counter()
        return span_counts(spans(gold["tags"]), _spans(predicted))

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give the figures of :func:`span_figures`."""
        return span_figures(counts)

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give the classes of :func:`span_errors`."""
        if predicted["spans"] is None:
            return []
        return span_errors(spans(gold["tags"]), _spans(predicted))


def _spans(predicted: Row) -> Spans:
    return [(start, end, kind) for start, end, kind in predicted["spans"]]


def _roles(words: Sequence[str]) -> Spans | None:
    name = digest(words)
    if name in held_out():
        kept = held_out()[name]
        return None if kept is None else mended_roles(kept, words)
    from dateline.encoder import roles

    return [(one.start, one.end, _ROLE[one.kind]) for one in roles(words)]


def _entities(words: Sequence[str]) -> Spans:
    from dateline.encoder import entities

    return [(one.start, one.end, one.kind) for one in entities(words)]


def _first_two(words: Sequence[str], _rows: Sequence[Row]) -> Spans:
    return [
        (start, end, kind)
        for (start, end), kind in zip(capitalised_runs(words)[:2], "ST", strict=False)
    ]


def _most_frequent(words: Sequence[str], rows: Sequence[Row]) -> Spans:
    kind = _frequent_kind(tuple(tag for row in rows for tag in row["tags"] if tag[0] == "B"))
    return [(start, end, kind) for start, end in capitalised_runs(words)]


@lru_cache(maxsize=2)
def _frequent_kind(tags: tuple[str, ...]) -> str:
    frequency = Counter(tag[2:] for tag in tags)
    return min(frequency, key=lambda kind: (-frequency[kind], kind)) if frequency else "O"


def tagged_suites() -> tuple[TaggedSpans, ...]:
    """Give the suites of tagged sentences."""
    return (
        TaggedSpans(
            "cameo_ner",
            "cameo_ner/train.jsonl",
            "source and target spans of a sentence, exact; training sentences by other folds",
            _roles,
            _first_two,
        ),
        TaggedSpans(
            "re3d_ner",
            "re3d_ner/dev.jsonl",
            "entity spans of a sentence among ten kinds, exact",
            _entities,
            _most_frequent,
        ),
    )
