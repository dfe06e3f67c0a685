"""Write fitted runs as the ONNX graphs that ship, with 8-bit weights, and check them.

    python training/encoder/export.py --tagger runs/tagger --labels runs/labels

Into ``src/dateline/data/encoder`` go ``below.onnx``, ``tagger.onnx`` and ``labels.onnx``, the
vocabulary, ``heads.json`` and ``types.npz`` (a vector for every event type of the shipped
codebooks). Both runs must have the same stem and shared layers. Thresholds of the labels are set
with the graphs as they ship, on texts of ``train`` that the run of the labels held out.
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
from onnxruntime.quantization import QuantType, quantize_dynamic
from tasks import HEADS, HERE, written
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
            (head.name, head.kind) for head in encoder.kinds.values() if head.branch == name
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
    onnx.save(graph, OUT / f"{name}.onnx")


def _long(outputs: list[str]) -> list[str]:
    return [name for name in outputs if name == "states" or HEADS[name].kind == "tags"]


def write_heads(thresholds: dict[str, dict[str, float]]) -> None:
    """Write what the heads give."""
    stated = {
        name: {
            "branch": head.branch,
            "outputs": list(head.outputs),
            "single": head.single,
            "thresholds": thresholds.get(name, {}),
        }
        for name, head in HEADS.items()
    }
    text = json.dumps(stated, indent=1, sort_keys=True) + "\n"
    (OUT / "heads.json").write_text(text, encoding="utf-8")


def write_types() -> None:
    """Write the mean vector of every type of the shipped codebooks, as the shipped graphs read it."""
    from dateline.coding.codebook import load_codebook
    from dateline.encoder.types import mean_vector, own_texts, type_key

    names, vectors = [], []
    for book in ("acled", "plover"):
        more: dict[str, list[str]] = {}
        for kind, text in written(HERE / "written" / f"{book}.txt"):
            more.setdefault(kind, []).append(text)
        for kind in load_codebook(book).types.values():
            names.append(type_key(book, kind))
            vectors.append(mean_vector([*own_texts(kind), *more.get(kind.name, [])]))
    np.savez(OUT / "types.npz", names=np.array(names), vectors=np.array(vectors, dtype=np.float16))


def main() -> None:
    """Write and check everything."""
    parser = argparse.ArgumentParser(description="Export the encoder.")
    parser.add_argument("--tagger", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    given = parser.parse_args()
    torch.set_num_threads(1)
    OUT.mkdir(parents=True, exist_ok=True)
    tagger, labels = loaded(given.tagger), loaded(given.labels)
    for name, value in tagger.state_dict().items():
        if name.startswith(("stem.", "lower.")) and not torch.equal(
            value, labels.state_dict()[name]
        ):
            raise SystemExit(f"the two runs do not share {name}")
    pieces = torch.randint(1000, 2000, (1, 12))
    shapes = torch.randint(0, 3, (1, 12))
    with torch.no_grad():
        lower = Lower(tagger)
        states = lower(pieces, shapes)
        write(lower, "below", {"pieces": pieces, "shapes": shapes}, ["states"])
        for name, encoder in (("tagger", tagger), ("labels", labels)):
            branch = Branch(encoder, name)
            write(branch, name, {"states": states}, [one for one, _ in branch.kinds])
    base.place_vocabulary()
    write_heads({})
    heads.cache_clear()
    write_heads(thresholds(given.data, labels_settings(given.labels)))
    heads.cache_clear()
    write_types()
    for path in sorted(OUT.iterdir()):
        print(f"{path.name:<16} {path.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
