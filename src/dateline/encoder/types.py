"""How near a sentence lies to each event type of a codebook.

A sentence is a vector of length 1. A type is the mean vector of its definition and its examples,
so a codebook needs no training, and more examples make its types sharper. For the types of the
codebooks that ship, places fitted on many more sentences (``training/encoder/written``) lie ready in
``data/encoder/types.npz``; a type of another codebook, or one whose definition was changed, is read
from its own definition and examples.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dateline.encoder.pieces import WEIGHTS, words_in
from dateline.encoder.session import raw

if TYPE_CHECKING:
    from dateline.coding.codebook import Codebook, EventType

Vector = NDArray[np.float32]
TEMPERATURE = 0.07
"""The head was fitted with it; cosines are divided by it before softmax."""


def vector(words: Sequence[str]) -> Vector:
    """Give the vector of a sentence, of length 1; sentences of one event type lie together."""
    return raw(words, "types")


def mean_vector(texts: Iterable[str]) -> Vector:
    """Give the direction of the mean vector of some texts, of length 1."""
    total = np.sum([vector(words_in(text)) for text in texts], axis=0)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


def type_key(codebook: str, kind: EventType) -> str:
    """Give the name under which a shipped type lies ready: changed words, another name."""
    digest = hashlib.sha256(kind.definition.encode()).hexdigest()[:12]
    return f"{codebook}.{kind.name}.{digest}"


def own_texts(kind: EventType) -> list[str]:
    """Give a type's definition and the texts of its examples."""
    return [kind.definition, *(one.text for one in kind.examples)]


@lru_cache(maxsize=1)
def _ready() -> Mapping[str, Vector]:
    path = WEIGHTS / "types.npz"
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        names, vectors = stored["names"], stored["vectors"].astype(np.float32)
    return dict(zip(map(str, names), vectors, strict=True))


class TypeScorer:
    """Scores sentences against the types of one codebook; its types are read once."""

    def __init__(self, codebook: Codebook) -> None:
        ready = _ready()
        self.names = tuple(codebook.types)
        self._vectors = np.stack(
            [
                ready[key]
                if (key := type_key(codebook.name, kind)) in ready
                else mean_vector(own_texts(kind))
                for kind in codebook.types.values()
            ]
        )

    def scores(self, words: Sequence[str]) -> dict[str, float]:
        """Give the share of each type, summing to 1; all types are equal for no words."""
        if not words:
            return dict.fromkeys(self.names, 1.0 / len(self.names))
        return self.read(words)[1]

    def read(self, words: Sequence[str]) -> tuple[Vector, dict[str, float]]:
        """Give the vector of some words, one at least, and the share of each type."""
        found = vector(words)
        nearness = (self._vectors @ found).astype(np.float64) / TEMPERATURE
        powers = np.exp(nearness - nearness.max())
        shares = powers / powers.sum()
        return found, {name: float(share) for name, share in zip(self.names, shares, strict=True)}

    def best(self, words: Sequence[str]) -> str:
        """Give the nearest type; of equal ones the first in the codebook."""
        scores = self.scores(words)
        return max(self.names, key=lambda name: scores[name])
