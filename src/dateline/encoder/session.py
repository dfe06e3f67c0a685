"""The exported encoder in ONNX Runtime: one thread, one text at a time, the same result always.

Five graphs lie in ``data/encoder``: ``below.onnx`` (embeddings and the layers that all heads share),
``tagger.onnx``, ``labels.onnx`` and ``types.onnx`` (the layers and heads of one branch each), and
``muc.onnx`` (one layer and the heads that :mod:`dateline.encoder.documents` reads). Weights are
8-bit, and activations are quantised by the range of the text at hand. So texts are never batched
or padded: a text's result depends on that text alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dateline.encoder.pieces import WEIGHTS, pieces_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]

GRAPHS = ("below", "tagger", "labels", "types", "muc")


class NoEncoder(RuntimeError):
    """The weights or ONNX Runtime are not there; the message says what to install."""


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """What ``heads.json`` says of one head."""

    name: str
    branch: str
    """The graph whose output it is."""
    outputs: tuple[str, ...]
    single: bool
    """Exactly one label holds (softmax), else each for itself (sigmoid)."""
    thresholds: Mapping[str, float]
    """From which score a label is given."""


@lru_cache(maxsize=1)
def heads() -> dict[str, HeadFacts]:
    """Give the heads that the shipped weights have, by name."""
    try:
        stated: dict[str, Any] = json.loads((WEIGHTS / "heads.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NoEncoder(f"no encoder weights in {WEIGHTS.name}: install dateline again") from error
    return {
        name: HeadFacts(
            name,
            str(one["branch"]),
            tuple(one["outputs"]),
            bool(one.get("single", False)),
            dict(one.get("thresholds", {})),
        )
        for name, one in stated.items()
    }


@lru_cache(maxsize=1)
def version() -> str:
    """Give the first 12 hexadecimal digits of the SHA-256 of weights, vocabulary and heads."""
    digest = hashlib.sha256()
    for path in sorted(WEIGHTS.iterdir()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=len(GRAPHS))
def load_graph(name: str) -> InferenceSession:
    """Give the session of one graph, loaded once a process. Raises :class:`NoEncoder`."""
    try:
        import onnxruntime
    except ImportError as error:
        raise NoEncoder("the encoder needs ONNX Runtime: pip install onnxruntime") from error
    path = WEIGHTS / f"{name}.onnx"
    if not path.is_file():
        raise NoEncoder(f"no encoder weights {path.name}: install dateline again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True, slots=True)
class Below:
    """The shared states of one text, and where its words begin in them."""

    states: Floats
    """(1, pieces, width)"""
    first: tuple[int, ...]


@lru_cache(maxsize=64)
def below(words: tuple[str, ...]) -> Below:
    """Give the shared states of a text; those of the last texts are kept, for several heads."""
    return Below(*states_of(words))


def states_of(words: Sequence[str]) -> tuple[Floats, tuple[int, ...]]:
    """Give the shared states of a text, (1, pieces, width), and where its words begin in them."""
    coded = pieces_of(words)
    (states,) = load_graph("below").run(
        ["states"],
        {
            "pieces": np.array([coded.pieces], dtype=np.int64),
            "shapes": np.array([coded.shapes], dtype=np.int64),
        },
    )
    return states, coded.first


@lru_cache(maxsize=64)
def outputs(words: tuple[str, ...], branch: str) -> dict[str, Floats]:
    """Give every output of one branch for a text, without the axis of the batch."""
    session = load_graph(branch)
    names = [one.name for one in session.get_outputs()]
    found = session.run(names, {"states": below(words).states})
    return {name: value[0] for name, value in zip(names, found, strict=True)}


def raw(words: Sequence[str], head: str) -> Floats:
    """Give a head's scores before softmax or sigmoid: (pieces, tags) or (labels,)."""
    facts = heads()[head]
    return outputs(tuple(words), facts.branch)[head]
