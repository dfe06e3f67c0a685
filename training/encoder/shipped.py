"""Turn the graphs that ship back into a run that others begin from.

    python training/encoder/shipped.py --run runs/shipped

The 8-bit weights are multiplied out, so a head that is fitted above them reads what it will read at
run time. The run holds stem, shared layers, both branches and their heads.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import base
import numpy as np
import onnx
import torch
from model import Encoder
from onnx import numpy_helper
from tasks import HEADS
from torch import Tensor

from dateline.encoder.pieces import WEIGHTS

LINEAR = ("query", "key", "value", "out", "wide", "narrow")
"""The matrices of a layer in the order of its arithmetic, which is that of the graph."""


def plain(graph: onnx.GraphProto) -> tuple[dict[str, Tensor], list[Tensor]]:
    """Give a graph's named weights, and its matrices (out, in) in the order of the graph."""
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    named: dict[str, Tensor] = {}
    matrices = []
    for name, value in stored.items():
        if name.endswith(("_scale", "_zero_point")):
            continue
        if not name.endswith("_quantized"):
            if "." in name:
                named[name] = torch.tensor(value)
            continue
        begin = name.removesuffix("_quantized")
        zero = stored[begin + "_zero_point"].astype(np.int32)
        full = (value.astype(np.int32) - zero) * stored[begin + "_scale"].astype(np.float64)
        whole = torch.tensor(full.astype(np.float32))
        if begin.startswith("stem."):
            named[begin] = whole
        else:
            matrices.append(whole.T.contiguous())
    return named, matrices


def state(heads: list[str], upper: str) -> dict[str, Tensor]:
    """Give the weights of the shipped graphs under the names of :class:`model.Encoder`.

    The layers of ``types`` are those of the graph ``upper``.
    """
    found: dict[str, Tensor] = {}
    for graph, branch in (
        ("below", "lower"),
        ("tagger", "branches.tagger"),
        ("labels", "branches.labels"),
        (upper, "branches.types"),
    ):
        named, matrices = plain(onnx.load(WEIGHTS / f"{graph}.onnx").graph)
        own = branch in ("lower", f"branches.{graph}")
        for name, value in named.items():
            if name.startswith("layers."):
                found[name.replace("layers", branch, 1)] = value
            elif own:
                found[name] = value
        layers = len({name.split(".")[1] for name in named if name.startswith("layers.")})
        names = [f"{branch}.{i}.{one}.weight" for i in range(layers) for one in LINEAR]
        above = [f"heads.{name}.weight" for name in heads if HEADS[name].branch == graph and own]
        found.update(zip([*names, *above], matrices, strict=own and branch != "branches.types"))
    return found


def main() -> None:
    """Write the run."""
    parser = argparse.ArgumentParser(description="Make a run of the shipped graphs.")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--upper", default="types", help="the graph that types begins from")
    given = parser.parse_args()
    heads = ["roles", "entities", "attacks", "police"]
    encoder = Encoder(base.VOCABULARY, [HEADS[name] for name in [*heads, "types"]])
    encoder.load_state_dict(encoder.state_dict() | state(heads, given.upper))
    given.run.mkdir(parents=True, exist_ok=True)
    kept = {
        "settings": {"heads": [*heads, "types"], "shared": len(encoder.lower)},
        "encoder": encoder.state_dict(),
    }
    torch.save(kept, given.run / "weights.pt")


if __name__ == "__main__":
    main()
