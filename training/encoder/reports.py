"""Fit the layer that reads whole reports, above the shared layers that ship; write ``muc.onnx``.

    python training/encoder/reports.py fit --run runs/reports --epochs 4 --held-out 0
    python training/encoder/reports.py fit --run runs/more --begin runs/reports --epochs 3 --rate 2.5e-4
    python training/encoder/reports.py export --run runs/more
    python training/encoder/reports_above.py --run runs/more --held-out 0

One layer, begun from the first of the shipped tagger, and three linear heads: tags of each slot, the
kinds of incident that a filler belongs to, and what kinds a report tells. What lies below is read
from the graphs as they ship, so the layer learns on what it will read at run time. A run holds
``weights.pt`` and ``held_out.pkl``, the scores of the reports that were held out. Seeded, one thread.
"""

from __future__ import annotations

import argparse
import pickle
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from model import PARTS, WIDTH, Encoder, Layer
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from reports_data import KINDS, SLOTS, Report, fold, read, targets
from shipped import state
from torch import Tensor, nn
from torch.nn import functional

from dateline.encoder.documents import scores_of
from dateline.encoder.fillers import WindowScores
from dateline.encoder.pieces import WEIGHTS
from dateline.encoder.session import states_of
from dateline.encoder.windows import Window, windows
from export import exact

EMPTY = 0.3
"""Share of reports without an incident that an epoch reads."""
UNFILLED = 0.4
"""Share of windows without a filler that an epoch reads, of reports with an incident."""
FILLED = 0.15
"""Tag loss is summed and divided by this share of the words: about so many lie in or near fillers."""
KINDS_WEIGHT, REPORT_WEIGHT = 0.3, 0.9
HEAD_RATE = 1e-3


class FastLayer(Layer):
    """A layer with attention as one operation, without dropout inside it."""

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Give the states of (batch, pieces, WIDTH)."""
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, PARTS, WIDTH // PARTS).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=bias
        )
        x = self.norm(x + self.drop(self.out(mixed.transpose(1, 2).reshape(x.shape))))
        return self.last(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class ReportHeads(nn.Module):
    """One layer above the shared ones, and the heads of whole reports."""

    def __init__(self, layer: type[Layer] = FastLayer, dropout: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList([layer(dropout)])
        self.slots = nn.Linear(WIDTH, 3 * len(SLOTS))
        self.kinds = nn.Linear(WIDTH, len(KINDS))
        self.report = nn.Linear(2 * WIDTH, 1 + len(KINDS))
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Give raw scores of slots and kinds by piece, and of the window."""
        bias = None if mask is None else Encoder.bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        if mask is None:
            mean, top = x.mean(1), x.max(1).values
        else:
            real = mask[:, :, None]
            mean, top = (x * real).sum(1) / real.sum(1), (x - 1e4 * (1 - real)).max(1).values
        held = self.drop(torch.cat([mean, top], -1))
        return self.slots(self.drop(x)), self.kinds(self.drop(x)), self.report(held)


@dataclass(frozen=True)
class Read:
    """A window with its states below and its targets."""

    window: Window
    first: tuple[int, ...]
    states: NDArray[np.float16]
    tags: NDArray[np.int64]
    kinds: NDArray[np.float32]


def read_below(reports: Sequence[Report]) -> list[list[Read]]:
    """Give the windows of every report with the states of the shared layers as they ship."""
    found = []
    for report in reports:
        one = []
        for window in windows(report.text):
            states, first = states_of(window.words)
            one.append(Read(window, first, states[0].astype(np.float16), *targets(report, window)))
        found.append(one)
    return found


def padded(states: Sequence[NDArray[np.float16]]) -> tuple[Tensor, Tensor]:
    """Give states of one length, and which of them are real."""
    length = max(map(len, states))
    x, mask = torch.zeros(len(states), length, WIDTH), torch.zeros(len(states), length)
    for i, one in enumerate(states):
        x[i, : len(one)] = torch.from_numpy(one.astype(np.float32))
        mask[i, : len(one)] = 1
    return x, mask


def loss_of(net: ReportHeads, told: Tensor, batch: Sequence[tuple[int, Read]]) -> Tensor:
    """Give the loss of the windows of some reports; ``told`` has a row for each report."""
    order = sorted(batch, key=lambda one: len(one[1].states))
    half = len(order) // 2 if len(order) > 3 else 0
    tags, tagged, kinds, kinded = [], [], [], []
    windows_of: dict[int, list[Tensor]] = {}
    for part in (order[:half], order[half:]):
        if not part:
            continue
        slots, of_kind, report = net(*padded([one.states for _, one in part]))
        for i, (number, one) in enumerate(part):
            at = torch.tensor(one.first)
            tags.append(slots[i, at])
            tagged.append(torch.from_numpy(one.tags))
            fills = torch.from_numpy(one.kinds)
            real = fills[:, 0] >= 0
            kinds.append(of_kind[i, at][real])
            kinded.append(fills[real])
            windows_of.setdefault(number, []).append(report[i])
    raw, right = torch.cat(tags).reshape(-1, 3), torch.cat(tagged).reshape(-1)
    words = len(right) / len(SLOTS)
    loss = functional.cross_entropy(raw, right, reduction="sum") / (FILLED * words)
    if sum(map(len, kinds)):
        loss = loss + KINDS_WEIGHT * functional.binary_cross_entropy_with_logits(
            torch.cat(kinds), torch.cat(kinded)
        )
    numbers = sorted(windows_of)
    whole = torch.stack([torch.stack(windows_of[n]).max(0).values for n in numbers])
    return loss + REPORT_WEIGHT * functional.binary_cross_entropy_with_logits(whole, told[numbers])


def begun(begin: Path | None) -> ReportHeads:
    """Give the net as it begins: of another run, else of the shipped tagger's first layer."""
    net = ReportHeads()
    if begin is not None:
        net.load_state_dict(torch.load(begin / "weights.pt", weights_only=True))
        return net
    prefix = "branches.tagger.0."
    shipped = state(["roles", "entities", "attacks", "police", "types"])
    net.layers[0].load_state_dict(
        {name.removeprefix(prefix): w for name, w in shipped.items() if name.startswith(prefix)}
    )
    return net


def fit(given: argparse.Namespace) -> None:
    """Fit a run and keep the scores of what it held out."""
    torch.manual_seed(given.seed)
    generator = random.Random(given.seed)
    reports = read(given.data / "muc4" / "train.jsonl")
    below = read_below(reports)
    kept = [i for i, one in enumerate(reports) if fold(one) != given.held_out]
    told = torch.tensor(
        [
            [float(bool(one.templates))]
            + [float(any(t["incident_type"] == kind for t in one.templates)) for kind in KINDS]
            for one in reports
        ]
    )
    net = begun(given.begin)
    heads = [p for name, p in net.named_parameters() if not name.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(net.layers.parameters()), "lr": given.rate, "full": given.rate},
            {"params": heads, "lr": HEAD_RATE, "full": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    full = [i for i in kept if reports[i].templates]
    steps = given.epochs * (len(full) + EMPTY * (len(kept) - len(full))) / given.batch
    warm, step = 0.08 * steps, 0
    for epoch in range(given.epochs):
        began, summed = time.monotonic(), 0.0
        net.train()
        drawn = [i for i in kept if reports[i].templates or generator.random() < EMPTY]
        generator.shuffle(drawn)
        for at in range(0, len(drawn), given.batch):
            batch = [
                (i, one)
                for i in drawn[at : at + given.batch]
                for one in below[i]
                if not reports[i].templates or one.tags.any() or generator.random() < UNFILLED
            ]
            if not batch:
                continue
            share = step / warm if step < warm else max(0.02, (steps - step) / (steps - warm))
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * share
            loss = loss_of(net, told, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            summed, step = summed + float(loss.detach()), step + 1
        print(epoch, round(summed, 2), round(time.monotonic() - began, 1), flush=True)
    given.run.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), given.run / "weights.pt")
    held = {
        one.id: score(net, below[i]) for i, one in enumerate(reports) if fold(one) == given.held_out
    }
    with (given.run / "held_out.pkl").open("wb") as stored:
        pickle.dump(held, stored)


@torch.no_grad()
def score(net: ReportHeads, report: Sequence[Read]) -> list[WindowScores]:
    """Give the scores of a report's windows."""
    net.eval()
    found = []
    for one in report:
        slots, kinds, whole = net(torch.from_numpy(one.states.astype(np.float32))[None])
        at = list(one.first)
        found.append(
            scores_of(one.window, slots[0, at].numpy(), kinds[0, at].numpy(), whole[0].numpy())
        )
    return found


def export(given: argparse.Namespace) -> None:
    """Write ``muc.onnx`` with 8-bit weights."""
    net = ReportHeads(Layer)
    net.load_state_dict(torch.load(given.run / "weights.pt", weights_only=True))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            net.eval(),
            (torch.randn(1, 12, WIDTH),),
            str(plain),
            input_names=["states"],
            output_names=["slots", "kinds", "report"],
            dynamic_axes={name: {1: "pieces"} for name in ("states", "slots", "kinds")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            WEIGHTS / "muc.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
        )
    graph = onnx.load(WEIGHTS / "muc.onnx")
    graph.doc_string = ""
    onnx.save(exact(graph), WEIGHTS / "muc.onnx")


def main() -> None:
    """Fit or export."""
    parser = argparse.ArgumentParser(description="The layer that reads whole reports.")
    parser.add_argument("what", choices=["fit", "export"])
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--begin", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=5, help="reports")
    parser.add_argument("--held-out", type=int, default=0, help="fold of five; -1: none")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    (fit if given.what == "fit" else export)(given)


if __name__ == "__main__":
    main()
