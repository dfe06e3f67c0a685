"""Passing over, before the parse, a report in which codebooks will find nothing.

A gate judges, from words alone, whether the coder would make claims of a report by any of some
codebooks (:meth:`Gate.evidence`). A report with less than the gate's threshold is passed over: it is
kept and listed as passed over, and not parsed. A gate is fitted to the coder's own claims and
measured on texts that it was not fitted on; it belongs to one state of its codebooks. Where one of a
ledger's codebooks has no gate whose measured recall suffices, all reports are parsed.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.gate.words import BUCKETS, features, sentences, words_in
from dateline.identity import canonical_json, sha256_hex

__all__ = [
    "NEEDED_CLAIMS",
    "NEEDED_RECALL",
    "SHIPPED",
    "SUFFIX",
    "Gate",
    "GateError",
    "Gates",
    "Measured",
    "gate_of",
    "gates_for",
    "read_gate",
]

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "gate"

NEEDED_RECALL = 0.97
"""Share of a codebook's claims that must be in reports that the gate lets through."""
NEEDED_CLAIMS = 200
"""Claims of unseen reports on which that was measured, at least: with 200, .97 is .94 to .99."""
SHORTEST = 60
"""Words; shorter reports are always parsed: they cost little, and few words tell little."""
LARGE = 30.0
"""Log odds from which log(1 + e^x) is x."""
SUFFIX = ".gate.json"


class GateError(ValueError):
    """A file that is no gate; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was seen on reports that a gate was not fitted on."""

    on: str
    """Which reports, in words."""
    reports: int
    passed_over: int
    claims: int
    kept: int
    """Claims in the reports that the gate let through."""
    low: float
    high: float
    """The 95% interval of kept / claims, by drawing reports again."""

    @property
    def recall(self) -> float:
        """Share of claims kept; 0 where there were none to keep."""
        return self.kept / self.claims if self.claims else 0.0


@dataclass(frozen=True, slots=True)
class Gate:
    """A linear model over words for one state of some codebooks."""

    codebooks: Mapping[str, str]
    """Name to hash of each codebook whose claims it was fitted to."""
    coder: str
    """Name and version of the coder whose claims they are."""
    weights: bytes
    """One signed byte for each bucket (see :mod:`dateline.gate.words`)."""
    scale: float
    """What a weight of 1 adds to the log odds that a sentence holds a claim."""
    bias: float
    threshold: float
    """Evidence (:meth:`evidence`) from which a report is let through."""
    measured: Mapping[str, Measured]
    """What was seen of each codebook's claims."""

    @property
    def id(self) -> str:
        """A digest of all that decides, for the record of a run."""
        facts = [dict(self.codebooks), self.scale, self.bias, self.threshold, SHORTEST]
        return sha256_hex(canonical_json(facts).encode() + self.weights)

    def suffices(self, codebook: str) -> bool:
        """Whether enough of a codebook's claims were kept, of enough, to pass reports over."""
        found = self.measured.get(codebook)
        return found is not None and found.claims >= NEEDED_CLAIMS and found.recall >= NEEDED_RECALL

    def evidence(self, text: str) -> float:
        """Give the negative logarithm of the chance that no sentence of a text holds a claim.

        0 is none at all; chances are those of the linear model, sentences independent. Infinite
        for a text that is too short to judge.
        """
        if len(words_in(text)) < SHORTEST:
            return math.inf
        weights = _as_numbers(self.weights)
        total = 0.0
        for start, end in sentences(text):
            score = int(weights[features(text[start:end])].sum()) * self.scale + self.bias
            total += math.log1p(math.exp(score)) if score < LARGE else score
        return total

    def lets_through(self, text: str) -> bool:
        """Say whether a report must be parsed."""
        return self.evidence(text) >= self.threshold

    def with_threshold(self, threshold: float, measured: Mapping[str, Measured]) -> Gate:
        """Give the gate with another threshold and what was measured with it."""
        return replace(self, threshold=threshold, measured=measured)

    def to_json(self) -> str:
        """Give the gate as one JSON text; :func:`read_gate` reads it."""
        plain = {
            "codebooks": dict(self.codebooks),
            "coder": self.coder,
            "threshold": self.threshold,
            "measured": {
                name: {part: getattr(one, part) for part in Measured.__slots__}
                for name, one in self.measured.items()
            },
            "bias": self.bias,
            "scale": self.scale,
            "weights": base64.b85encode(self.weights).decode(),
        }
        return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


@lru_cache(maxsize=8)
def _as_numbers(weights: bytes) -> NDArray[np.int64]:
    return np.frombuffer(weights, dtype=np.int8).astype(np.int64)


def read_gate(path: Path) -> Gate:
    """Give the gate that a file holds. Raises :class:`GateError`, ``OSError``."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        gate = Gate(
            codebooks={str(name): str(digest) for name, digest in plain["codebooks"].items()},
            coder=str(plain["coder"]),
            weights=base64.b85decode(plain["weights"]),
            scale=float(plain["scale"]),
            bias=float(plain["bias"]),
            threshold=float(plain["threshold"]),
            measured={str(name): Measured(**one) for name, one in plain["measured"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GateError(
            f"{path}: is no gate ({type(error).__name__}: {error}); make it again with "
            "dateline codebook gate"
        ) from error
    if len(gate.weights) != BUCKETS:
        raise GateError(f"{path}: has {len(gate.weights)} weights instead of {BUCKETS}")
    return gate


@dataclass(frozen=True, slots=True)
class Gates:
    """The gates of all codebooks of a ledger; one that lets a report through is enough."""

    gates: tuple[Gate, ...]

    @property
    def id(self) -> str:
        """A digest of the gates, for the record of a run."""
        return sha256_hex(canonical_json(sorted(gate.id for gate in self.gates)).encode())

    def lets_through(self, text: str) -> bool:
        """Say whether a report must be parsed."""
        return any(gate.lets_through(text) for gate in self.gates)


@lru_cache(maxsize=1)
def _shipped() -> tuple[Gate, ...]:
    return tuple(read_gate(path) for path in sorted(SHIPPED.glob("*" + SUFFIX)))


def gate_of(name: str, digest: str, beside: Iterable[Path] = ()) -> Gate | None:
    """Give a gate that suffices for one state of a codebook (see :func:`gates_for`), or None."""
    own = (path.with_suffix(SUFFIX) for path in beside)
    for gate in (*(read_gate(path) for path in own if path.is_file()), *_shipped()):
        if gate.codebooks.get(name) == digest and gate.suffices(name):
            return gate
    return None


def gates_for(codebooks: Mapping[str, str], beside: Iterable[Path] = ()) -> Gates | None:
    """Give what gates codebooks (name to hash), or None where one of them has no gate that suffices.

    ``beside`` are codebook files; ``mine.gate.json`` beside ``mine.yaml`` is looked at before the
    gates that ship. A gate that was made for another state of a codebook is not used.
    Raises :class:`GateError` for a file beside a codebook that is no gate.
    """
    files = list(beside)
    chosen: dict[str, Gate] = {}
    for name, digest in codebooks.items():
        gate = gate_of(name, digest, files)
        if gate is None:
            return None
        chosen[gate.id] = gate
    return Gates(tuple(chosen[key] for key in sorted(chosen))) if chosen else None
