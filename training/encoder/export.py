"""Write fitted runs as the ONNX graphs that ship, with 8-bit weights, and check them.

    python training/encoder/export.py --tagger runs/tagger --labels runs/labels --types runs/types
    python training/encoder/export.py --types runs/types

Into ``src/dateline/data/encoder`` go ``below.onnx``, ``tagger.onnx``, ``labels.onnx`` and
``types.onnx``, the vocabulary, ``heads.json`` and ``types.npz`` (a vector for every event type of
the shipped codebooks). The runs must have the same stem and shared layers. Thresholds of the labels
are set with the graphs as they ship, on texts of ``train`` that the run of the labels held out.
With ``--types`` alone the other graphs stay; its run must have begun from them (`shipped.py`).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import base
import numpy as np
import onnx
import torch
from choose import labels_settings, thresholds
from model import Encoder
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tasks import HEADS, HERE
from torch import Tensor, nn
from torch.nn import functional

from dateline.encoder.session import heads

OUT = HERE.parents[1] / "src" / "dateline" / "data" / "encoder"
GATHERED = {"below": ["MatMul", "Gather"]}


class Lower(nn.Module):
    """Stem and shared layers of one unpadded text."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.stem, self.layers = encoder.stem, encoder.lower

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """Give the states under the branches."""
        x = self.stem(pieces, shapes)
        for layer in self.layers:
            x = layer(x, None)
        return x


class Branch(nn.Module):
    """The layers and heads of one branch of one unpadded text."""

    def __init__(self, encoder: Encoder, name: str) -> None:
        super().__init__()
        self.layers = encoder.branches[name]
        self.kinds = [
            (head.name, head.kind)
            for head in encoder.kinds.values()
            if head.branch == name and head.shipped
        ]
        self.heads = encoder.heads

    def forward(self, states: Tensor) -> tuple[Tensor, ...]:
        """Give the outputs of every head, in order."""
        x = states
        for layer in self.layers:
            x = layer(x, None)
        mean = x.mean(1)
        found = []
        for name, kind in self.kinds:
            if kind == "vector":
                found.append(functional.normalize(mean, dim=-1))
            else:
                found.append(self.heads[name](x if kind == "tags" else mean))
        return tuple(found)


def loaded(run: Path) -> Encoder:
    """Give the fitted encoder of a run, for reading."""
    kept = torch.load(run / "weights.pt", weights_only=False)
    settings = kept["settings"]
    encoder = Encoder(
        base.VOCABULARY,
        [HEADS[name] for name in settings["heads"]],
        settings["shared"],
    )
    encoder.load_state_dict(kept["encoder"])
    return encoder.eval()


def write(module: nn.Module, name: str, example: dict[str, Tensor], outputs: list[str]) -> None:
    """Write one graph with 8-bit weights."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module.eval(),
            tuple(example.values()),
            str(plain),
            input_names=list(example),
            output_names=outputs,
            dynamic_axes={key: {1: "pieces"} for key in [*example, *_long(outputs)]},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            OUT / f"{name}.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=GATHERED.get(name, ["MatMul"]),
        )
    graph = onnx.load(OUT / f"{name}.onnx")
    graph.doc_string = ""
    onnx.save(exact(graph), OUT / f"{name}.onnx")


def exact(model: onnx.ModelProto) -> onnx.ModelProto:
    """Store signed weights of matrices as unsigned ones with their zero point moved by 128.

    They are the same numbers; but of signed ones ONNX Runtime's sums saturate on processors with AVX2
    and without VNNI, so that results would depend on the processor.
    """
    stored = {one.name: one for one in model.graph.initializer}
    names = {
        name
        for node in model.graph.node
        if node.op_type == "MatMulInteger"
        for name in (node.input[1], node.input[3])
    }
    for name in sorted(names):
        value = numpy_helper.to_array(stored[name])
        if value.dtype == np.int8:
            moved = (value.astype(np.int16) + 128).astype(np.uint8)
            stored[name].CopyFrom(numpy_helper.from_array(moved, name))
    return model


def _long(outputs: list[str]) -> list[str]:
    return [name for name in outputs if name == "states" or HEADS[name].kind == "tags"]


def write_heads(thresholds: dict[str, dict[str, float]]) -> None:
    """Write what the heads give."""
    stated = {
        name: {
            "branch": head.branch,
            "outputs": [] if head.kind == "vector" else list(head.outputs),
            "single": head.single,
            "thresholds": thresholds.get(name, {}),
        }
        for name, head in HEADS.items()
        if head.shipped
    }
    text = json.dumps(stated, indent=1, sort_keys=True) + "\n"
    (OUT / "heads.json").write_text(text, encoding="utf-8")


def write_types(encoder: Encoder) -> None:
    """Write the place of every type of the shipped codebooks among the vectors of sentences."""
    from dateline.coding.codebook import load_codebook
    from dateline.encoder.types import type_key

    places = functional.normalize(encoder.heads["types"].weight.detach(), dim=-1).numpy()
    names = []
    for one in HEADS["types"].outputs:
        book, kind = one.split()
        names.append(type_key(book, load_codebook(book).types[kind]))
    np.savez(OUT / "types.npz", names=np.array(names), vectors=places.astype(np.float16))


def same_below(one: Encoder, other: Encoder) -> None:
    """Stop where two runs do not share what all branches stand on."""
    for name, value in one.state_dict().items():
        shared = name.startswith(("stem.", "lower."))
        if shared and not torch.equal(value, other.state_dict()[name]):
            raise SystemExit(f"the runs do not share {name}")


def main() -> None:
    """Write and check everything."""
    parser = argparse.ArgumentParser(description="Export the encoder.")
    parser.add_argument("--tagger", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--types", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    given = parser.parse_args()
    if bool(given.tagger) != bool(given.labels):
        parser.error("--tagger and --labels go together")
    torch.set_num_threads(1)
    OUT.mkdir(parents=True, exist_ok=True)
    branches = {"types": loaded(given.types)}
    if given.tagger:
        branches |= {"tagger": loaded(given.tagger), "labels": loaded(given.labels)}
    for encoder in branches.values():
        same_below(branches["types"], encoder)
    pieces = torch.randint(1000, 2000, (1, 12))
    shapes = torch.randint(0, 3, (1, 12))
    with torch.no_grad():
        lower = Lower(branches["types"])
        states = lower(pieces, shapes)
        if given.tagger:
            write(lower, "below", {"pieces": pieces, "shapes": shapes}, ["states"])
        for name, encoder in branches.items():
            branch = Branch(encoder, name)
            write(branch, name, {"states": states}, [one for one, _ in branch.kinds])
    base.place_vocabulary()
    if given.labels:
        write_heads({})
        heads.cache_clear()
        write_heads(thresholds(given.data, labels_settings(given.labels)))
    else:
        write_heads({name: dict(one.thresholds) for name, one in heads().items()})
    heads.cache_clear()
    write_types(branches["types"])
    for path in sorted(OUT.iterdir()):
        print(f"{path.name:<16} {path.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
