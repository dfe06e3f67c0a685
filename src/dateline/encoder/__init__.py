"""What a small encoder reads in a sentence: entities, who does what to whom, labels, types.

Words go in, since every tokenisation of the pipeline has its own; :func:`words_of` cuts a text
where there is none. Spans are in word numbers. Results depend on the words of the one text, never
on what was read before or beside it; see :mod:`dateline.encoder.session`. Loading takes under a
second and happens at first use.

>>> words = "Gunmen of the river rebels killed two farmers .".split()
>>> [(one.kind, words[one.start : one.end]) for one in roles(words)]  # doctest: +SKIP
[('source', ['Gunmen', 'of', 'the', 'river', 'rebels']), ('target', ['two', 'farmers'])]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.encoder.conventions import mended_entities, mended_roles
from dateline.encoder.pieces import NOWHERE, sentences_in, words_in, words_of
from dateline.encoder.session import NoEncoder, below, heads, raw, version
from dateline.encoder.tags import best, spans
from dateline.encoder.types import TypeScorer

__all__ = [
    "NoEncoder",
    "TypeScorer",
    "WordSpan",
    "document_labels",
    "entities",
    "given_labels",
    "greatest_labels",
    "labels",
    "possible_labels",
    "roles",
    "tag_scores",
    "version",
    "words_in",
    "words_of",
]

ROLE_NAMES = {"S": "source", "T": "target", "R": "both"}
"""``both``: each is source and target of what they do together ("met", "agreed")."""
UNREAD = -20.0
"""Log probability of every tag but "outside" for words past the longest text that is read."""
NEEDED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "police": {"kill": ("force", "any"), "force": ("any",), "arrest": ("any",)}
}
"""Labels without which another does not hold: so in all 89 arrests, 66 uses of force and 39 killings
of the reports of ``india_police_docs/train``."""


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A tagged run of words: ``words[start:end]``."""

    start: int
    end: int
    kind: str
    score: float
    """The least probability among the tags that its words were given, 0 to 1."""


def entities(words: Sequence[str]) -> list[WordSpan]:
    """Give the entities of a sentence: Organisation, Person, Location, Weapon and others."""
    return _tagged(words, "entities")


def roles(words: Sequence[str]) -> list[WordSpan]:
    """Give who acts (``source``), on whom (``target``), and who act together (``both``)."""
    return [
        WordSpan(one.start, one.end, ROLE_NAMES[one.kind], one.score)
        for one in _tagged(words, "roles")
    ]


def labels(words: Sequence[str], head: str) -> dict[str, float]:
    """Give the probability of each label of a head for a text.

    Raises ``KeyError`` for a head that the weights do not have.
    """
    scores = raw(words, head).astype(np.float64)
    facts = heads()[head]
    if facts.single:
        powers = np.exp(scores - scores.max())
        shares = powers / powers.sum()
    else:
        shares = 1.0 / (1.0 + np.exp(-scores))
    return {name: float(share) for name, share in zip(facts.outputs, shares, strict=True)}


def given_labels(words: Sequence[str], head: str) -> list[str]:
    """Give the labels of a text whose probability reaches the threshold set on training data."""
    return _over_threshold(labels(words, head), head)


def greatest_labels(text: str, head: str) -> dict[str, float]:
    """Give for each label its greatest probability over the sentences of a report."""
    greatest = dict.fromkeys(heads()[head].outputs, 0.0)
    for sentence in sentences_in(text):
        for name, share in labels(words_in(sentence), head).items():
            greatest[name] = max(greatest[name], share)
    return greatest


def document_labels(text: str, head: str) -> list[str]:
    """Give the labels of a report: each that one of its sentences has by its threshold."""
    return _over_threshold(greatest_labels(text, head), head)


def _over_threshold(shares: Mapping[str, float], head: str) -> list[str]:
    thresholds = heads()[head].thresholds
    over = [name for name, share in shares.items() if share >= thresholds.get(name, 0.5)]
    return possible_labels(over, head)


def possible_labels(given: Sequence[str], head: str) -> list[str]:
    """Give the labels that can hold together: each without those that it needs falls away."""
    needed = NEEDED.get(head, {})
    return [name for name in given if all(other in given for other in needed.get(name, ()))]


def tag_scores(words: Sequence[str], head: str) -> NDArray[np.float64]:
    """Give the log probability of each tag for each word: (words, tags of the head)."""
    facts = heads()[head]
    if not words:
        return np.zeros((0, len(facts.outputs)))
    scores = raw(words, head).astype(np.float64)
    top = scores.max(-1, keepdims=True)
    scores = scores - top - np.log(np.exp(scores - top).sum(-1, keepdims=True))
    outside = np.full(len(facts.outputs), UNREAD)
    outside[0] = 0.0
    return np.array([outside if at == NOWHERE else scores[at] for at in below(tuple(words)).first])


def _tagged(words: Sequence[str], head: str) -> list[WordSpan]:
    scores = tag_scores(words, head)
    tags = best(scores, heads()[head].outputs)
    number = {tag: i for i, tag in enumerate(heads()[head].outputs)}
    mended = mended_roles if head == "roles" else mended_entities
    return [
        WordSpan(
            start,
            end,
            kind,
            float(np.exp(min(scores[i, number[tags[i]]] for i in range(start, end)))),
        )
        for start, end, kind in mended(spans(tags), words)
    ]
