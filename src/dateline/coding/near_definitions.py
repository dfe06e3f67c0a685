"""Types of a codebook whose definitions say nearly the same: a coder could not keep them apart."""

from __future__ import annotations

import re
from itertools import combinations

from dateline.coding.codebook import Codebook

SAME_WORDS = 0.6
"""Of the word beginnings of two definitions this share is in both: a copy, whatever it means. The
nearest two types of the codebooks that ship share .41 (territory regained, overtaken)."""
SOME_WORDS = 0.5
"""From this share on the encoder is asked whether the two mean the same."""
SAME_MEANING = 0.7
"""Cosine of the encoder's vectors. By itself it does not tell opposites from copies ("allied with",
"fights": .75), so it only decides where half of the words are shared: "people kidnap somebody"
beside "somebody is kidnapped by people" .82, "police arrest people" beside "people are arrested by
police" .71, "takes a town" beside "loses a town" .51. A reworded definition that names many things may still be missed (.47)."""
_BEGINNING = 5
"""Letters that forms of one word share: "attacked", "attack"."""
_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    _WORD.findall(
        "a an the or and of to in on at by is are was be been it its that this which who whom whose "
        "with for from as not no nor but does do did has have had other another somebody something "
        "they them their he his she her one"
    )
)


def near_definitions(codebook: Codebook) -> list[tuple[str, str, float]]:
    """Give pairs of types that are defined alike, in file order, with the share of common words.

    Without the encoder (see :mod:`dateline.encoder`) only copies are found, no paraphrases.
    """
    beginnings = {name: _beginnings(kind.definition) for name, kind in codebook.types.items()}
    found = []
    for first, second in combinations(codebook.types, 2):
        one, other = beginnings[first], beginnings[second]
        share = len(one & other) / max(1, len(one | other))
        if share >= SAME_WORDS or (
            share >= SOME_WORDS
            and _nearness(codebook.types[first].definition, codebook.types[second].definition)
            >= SAME_MEANING
        ):
            found.append((first, second, share))
    return found


def _beginnings(definition: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(definition))
    return frozenset(word[:_BEGINNING] for word in words if word not in _EMPTY)


def _nearness(one: str, other: str) -> float:
    """Give the cosine of two definitions, 0 where the encoder is not there."""
    from dateline.encoder import NoEncoder, words_in
    from dateline.encoder.types import vector

    try:
        return float(vector(words_in(one)) @ vector(words_in(other)))
    except NoEncoder:
        return 0.0
