"""The ``polnear`` suite: who says it (source), by which words (cue), and what (content).

Gold rows are full news articles of the PolNeAR corpus with ``attributions``; each has
``source``, ``cue`` and ``content`` as lists of ``[start, end]`` into ``text`` (a part may be
missing or in several pieces).

How a prediction is scored
--------------------------
1. Spans become sets of tokens: a token is a run of letters and digits or one other mark
   that is no space; a token touched by a span is in it.
2. Gold and predicted attributions of one article are aligned one to one: of all pairs whose
   cues share a token, first the pair with the most shared cue tokens, among equals that with
   the most shared content tokens, then source tokens, then the earliest; and so on with what
   is left. What remains on both sides is aligned likewise by shared content tokens.
   An attribution without a partner is a miss (gold) or a false find (predicted).
3. For each part (source, cue, content) *precision* is the mean over predicted spans of the
   share of their tokens that the partner's span has, *recall* the mean over gold spans of the
   share of their tokens that the partner's has; missing partners give 0. This is the partial
   match of Pareti (2015, "Attribution: a computational approach", section 6): every
   attribution weighs the same however long. ``f1`` is their harmonic mean.
4. ``exact_f1`` counts a span as right only where both sets of tokens are equal.

A part that the gold leaves empty (an unnamed source) is no gold span; a span predicted
there counts against precision, an empty prediction there counts nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.coding.attribution import find_attributions
from dateline.evaluate.suite import Counts, Row
from dateline.language import annotate
from dateline.types import Attribution

PARTS = ("source", "cue", "content")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?]+(?=\S*\w)(?!\s)[^\n.!?]*)*[.!?]*[\"'”’]*")
_SAID = re.compile(r"\bsaid\b")


def predict(row: Row) -> dict[str, Any]:
    """Give dateline's attributions of one row, in the form of the gold, with the row's ``id``."""
    annotation = annotate(str(row["text"]), language="en")
    return {
        "id": row["id"],
        "attributions": as_gold(find_attributions(annotation, statements_only=False)),
    }


def said(row: Row) -> dict[str, Any]:
    """Give a trivial guess: in each sentence with "said", its subject is what stands before.

    The source is the run of words before the first "said" back to a comma, quotation mark or
    the sentence's start; the content is the rest of the sentence behind "said", or, where
    nothing follows, what stands before the source.
    """
    text = row["text"]
    found = []
    for sentence in _SENTENCE.finditer(text):
        word = _SAID.search(text, sentence.start(), sentence.end())
        if word is None:
            continue
        before = text[sentence.start() : word.start()]
        cut = sentence.start() + max(before.rfind(mark) for mark in ",\"“”'’") + 1
        source = _trimmed(text, cut, word.start())
        content = _trimmed(text, word.end(), sentence.end())
        if content[1] - content[0] < 3:
            content = _trimmed(text, sentence.start(), cut)
        found.append(
            {
                "source": [source] if source[0] < source[1] else [],
                "cue": [[word.start(), word.end()]],
                "content": [content] if content[0] < content[1] else [],
            }
        )
    return {"id": row["id"], "attributions": found}


def as_gold(attributions: Iterable[Attribution]) -> list[dict[str, list[list[int]]]]:
    """Give attributions in the form of the gold: those with one source and cue are one."""
    grouped: dict[tuple[Any, ...], list[list[int]]] = {}
    for attribution in attributions:
        grouped.setdefault((attribution.source, attribution.cue), []).append(
            list(attribution.content)
        )
    return [
        {
            "source": [] if source is None else [list(source)],
            "cue": [list(cue)],
            "content": sorted(content),
        }
        for (source, cue), content in grouped.items()
    ]


def counts(gold_row: Row, predicted_row: Row) -> Counts:
    """Give what one article adds to the totals from which :func:`figures` are made.

    Keys for each part: ``gold`` and ``predicted`` (numbers of spans), ``covered`` (shares of
    gold spans found), ``right`` (shares of predicted spans that are right), ``exact``. They
    add up over articles; the article is the unit to resample.
    """
    text = str(gold_row["text"])
    starts, ends = [], []
    for token in _TOKEN.finditer(text):
        starts.append(token.start())
        ends.append(token.end())

    def tokens(spans: Sequence[Sequence[int]]) -> frozenset[int]:
        return frozenset(
            index
            for start, end in spans
            for index in range(bisect_right(ends, start), bisect_left(starts, end))
        )

    expected = [_parts(item, tokens) for item in gold_row["attributions"]]
    expected = [item for item in expected if any(item)]
    predicted = [_parts(item, tokens) for item in predicted_row["attributions"]]
    partners = _align(expected, predicted)
    total: Counts = Counter(
        articles=1, attributions=len(expected), predicted=len(predicted), aligned=len(partners)
    )
    for number, part in enumerate(PARTS):
        total[f"{part}.gold"] = sum(bool(item[number]) for item in expected)
        total[f"{part}.predicted"] = sum(bool(item[number]) for item in predicted)
    shares: dict[str, float] = {}
    for g, p in partners:
        for number, part in enumerate(PARTS):
            shared = len(expected[g][number] & predicted[p][number])
            total[f"{part}.differs"] += expected[g][number] != predicted[p][number]
            if shared:
                wanted, given = len(expected[g][number]), len(predicted[p][number])
                for key, share in (("covered", shared / wanted), ("right", shared / given)):
                    shares[f"{part}.{key}"] = shares.get(f"{part}.{key}", 0.0) + share
                total[f"{part}.exact"] += wanted == given == shared
    for key, value in shares.items():
        total[key] = value  # type: ignore[assignment]
    return total


def figures(total: Mapping[str, float]) -> dict[str, float]:
    """Give precision, recall, f1 and exact_f1 (0 to 1) of each part from summed counts."""
    result = {}
    for part in PARTS:
        wanted, given = total.get(f"{part}.gold", 0), total.get(f"{part}.predicted", 0)
        precision = total.get(f"{part}.right", 0.0) / given if given else 0.0
        recall = total.get(f"{part}.covered", 0.0) / wanted if wanted else 0.0
        both = precision + recall
        result[f"{part}.precision"] = precision
        result[f"{part}.recall"] = recall
        result[f"{part}.f1"] = 2 * precision * recall / both if both else 0.0
        result[f"{part}.exact_f1"] = (
            2 * total.get(f"{part}.exact", 0) / (wanted + given) if wanted + given else 0.0
        )
    return result


def score(gold_rows: Iterable[Row], predictions: Iterable[Row]) -> dict[str, float]:
    """Give the figures of predictions against gold rows, matched by ``id``.

    A row without a prediction counts as one that found nothing; a prediction for an unknown
    id raises ValueError.
    """
    by_id = {str(item["id"]): item for item in predictions}
    total: Counts = Counter()
    for row in gold_rows:
        empty = {"id": row["id"], "attributions": []}
        total.update(counts(row, by_id.pop(str(row["id"]), empty)))
    if by_id:
        raise ValueError(
            f"predictions for {len(by_id)} ids that the gold does not have, first {min(by_id)!r}; "
            "score them against the file that they were made from"
        )
    return figures(total)


class PolNear:
    """Source, cue and content of attributions in full news articles (PolNeAR)."""

    name = "polnear"
    gold = "polnear/dev.jsonl.gz"
    about = (
        "attributions of news articles: source, cue and content; partial match of tokens after "
        "one-to-one alignment by cue, then content; every attribution weighs the same"
    )
    fields: tuple[str, ...] = ("id", "text", "attributions")
    headline: tuple[str, ...] = ("source.f1", "cue.f1", "content.f1")

    def predict(self, row: Row) -> dict[str, Any]:
        """Give dateline's attributions of one article, in the form of the gold."""
        return predict(row)

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give the subject and the rest of every sentence with "said"."""
        return said(row)

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give what one article adds to the totals."""
        return counts(gold, predicted)

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give precision, recall, f1 and exact_f1 of source, cue and content."""
        return figures(counts)

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give "missed", "not in the gold" and the parts of aligned attributions that differ."""
        found = counts(gold, predicted)
        classes = {
            "missed": found["attributions"] - found["aligned"],
            "not in the gold": found["predicted"] - found["aligned"],
        } | {f"{part} differs": found[f"{part}.differs"] for part in PARTS}
        return [name for name, count in classes.items() for _ in range(count)]


_Tokens = tuple[frozenset[int], frozenset[int], frozenset[int]]


def _parts(item: Mapping[str, Any], tokens: Any) -> _Tokens:
    return tokens(item["source"]), tokens(item["cue"]), tokens(item["content"])


def _align(expected: Sequence[_Tokens], predicted: Sequence[_Tokens]) -> list[tuple[int, int]]:
    """Give pairs (gold index, predicted index), one to one; see step 2 of the module."""
    pairs: list[tuple[int, int]] = []
    free_gold, free_predicted = set(range(len(expected))), set(range(len(predicted)))
    for key in (1, 2):
        where: dict[int, list[int]] = {}
        for p in sorted(free_predicted):
            for token in predicted[p][key]:
                where.setdefault(token, []).append(p)
        ranked = []
        for g in sorted(free_gold):
            touching = {p for token in expected[g][key] for p in where.get(token, ())}
            for p in sorted(touching):
                source, cue, content = (
                    len(a & b) for a, b in zip(expected[g], predicted[p], strict=True)
                )
                ranked.append((-cue, -content, -source, g, p))
        for *_, g, p in sorted(ranked):
            if g in free_gold and p in free_predicted:
                free_gold.remove(g)
                free_predicted.remove(p)
                pairs.append((g, p))
    return pairs


def _trimmed(text: str, start: int, end: int) -> list[int]:
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:."):
        end -= 1
    return [start, end]
