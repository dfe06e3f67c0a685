"""How likely a claim's type is right, and each filler: sums of signs, fitted on claims people judged.

The chance that a trained coder would give a claim its type is the logistic of a sum: a weight for
each sign that holds (:mod:`dateline.coding.signs`), and, where the encoder is in use, what it makes
of the words around the anchor. It is fitted on claims in reports (``training/scores.py``), where
most sentences tell nothing that a codebook asks for; for notes that tell one event each it says
nothing. Only the codebooks that were judged have scores.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.types import Claim

if TYPE_CHECKING:
    from dateline.coding.codebook import Codebook

WEIGHTS = Path(__file__).resolve().parents[1] / "data" / "claim_scores.json"
AROUND = 7
"""Words on either side of the anchor that the encoder reads: with whole sentences it tells right
claims from wrong ones less well."""
VECTOR = 2.0
"""What a vector of length 1 is multiplied by, so that the penalty of the fit weighs it like signs."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One fitted sum."""

    bias: float
    signs: Mapping[str, float]
    dense: tuple[float, ...] = ()
    """Weights of :func:`seen`'s numbers; none where the encoder has no part."""

    def chance(self, signs: Iterable[str], seen: Sequence[float] = ()) -> float:
        """Give the logistic of the sum; the order of summands does not matter."""
        parts = [self.bias, *(self.signs.get(sign, 0.0) for sign in signs)]
        parts += [weight * value for weight, value in zip(self.dense, seen, strict=True)]
        return 1.0 / (1.0 + math.exp(-math.fsum(parts)))


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """All that was fitted, as ``claim_scores.json`` holds it."""

    least: Mapping[str, float]
    """By judged codebook: claims of reports with a smaller chance are not made."""
    claims: Weights
    """With the encoder."""
    alone: Weights
    """Without it."""
    fillers: Weights
    digest: str


@lru_cache(maxsize=1)
def weights() -> ScoreWeights:
    """Give the weights that ship."""
    data = WEIGHTS.read_bytes()
    stated: dict[str, Any] = json.loads(data)
    made = {
        name: Weights(one["bias"], one["signs"], tuple(one.get("dense", ())))
        for name, one in ((name, stated[name]) for name in ("claims", "alone", "fillers"))
    }
    digest = hashlib.sha256(data).hexdigest()[:12]
    return ScoreWeights(stated["least"], digest=digest, **made)


def window(claim: Claim, text: str) -> list[str]:
    """Give the words of the anchor and :data:`AROUND` on either side, within the quote."""
    from dateline.encoder import words_in

    before = words_in(text[claim.quote.start : claim.anchor.start])[-AROUND:]
    after = words_in(text[claim.anchor.end : claim.quote.end])[:AROUND]
    return before + words_in(text[claim.anchor.start : claim.anchor.end]) + after


class Seen:
    """What the encoder makes of the words around anchors, for the types of one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        from dateline.encoder import TypeScorer

        self._scorer = TypeScorer(codebook)

    def __call__(self, claim: Claim, text: str) -> list[float]:
        """Give a quarter of the log odds of the type's share, whether it is the highest, the highest
        share, and the vector."""
        vector, shares = self._scorer.read(window(claim, text))
        share = min(max(shares.get(claim.type, 0.0), 1e-4), 1 - 1e-4)
        highest = max(shares.values())
        odds = math.log(share / (1 - share)) / 4
        best = float(shares.get(claim.type) == highest)
        return [odds, best, highest, *(VECTOR * float(value) for value in vector)]


class Scores:
    """Scores the claims of one codebook; with ``seen`` by the encoder too."""

    def __init__(self, fitted: ScoreWeights, seen: Seen | None) -> None:
        self.fitted = fitted
        self.seen = seen

    def __call__(
        self, claim: Claim, signs: Sequence[str], fillers: Sequence[Sequence[str]], text: str
    ) -> Claim:
        """Give the claim with its score and those of its fillers.

        ``signs`` are the claim's, ``fillers`` those of its slots in their order: none for a slot of
        a role that has no score.
        """
        if self.seen is None:
            chance = self.fitted.alone.chance(signs)
        else:
            chance = self.fitted.claims.chance(signs, self.seen(claim, text))
        slots = tuple(
            slot._replace(score=round(self.fitted.fillers.chance(found), 3)) if found else slot
            for slot, found in zip(claim.slots, fillers, strict=True)
        )
        return replace(claim, score=round(chance, 3), slots=slots)
