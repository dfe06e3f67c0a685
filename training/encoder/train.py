"""Fit heads on the encoder, with checkpoints.

    python training/encoder/train.py --run runs/tagger --heads roles,entities --epochs 10
    python training/encoder/train.py --run runs/roles0 --heads roles --held-out 0 --folds 5

A run's folder holds its settings (``settings.json``), a line of figures an epoch
(``log.jsonl``), the state after the last finished epoch (``last.pt``; a run that was stopped
goes on from it), the fitted weights (``weights.pt``, the mean over the last epochs) and the
scores of what was held out (``held_out.pt``). Seeded; one thread gives the same weights again.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import base
import numpy as np
import torch
from batches import IGNORED, Batch, Coded, encode, ordered, shuffled
from model import WIDTH, Encoder
from tasks import HEADS, Example, fold, load
from torch import Tensor, nn
from torch.nn import functional

from dateline.encoder.pieces import NOWHERE
from dateline.encoder.tags import best, spans
from dateline.encoder.types import TEMPERATURE

EMPTY = 1200
Kept = dict[bytes, Tensor]
"""The states of frozen layers by the pieces and shapes of a text."""


@dataclass
class Settings:
    """What a run is fitted with."""

    heads: tuple[str, ...]
    shared: int = 3
    epochs: int = 10
    averaged: int = 3
    """The fitted weights are the mean of those after this many last epochs."""
    batch: int = 16
    rate: float = 1.5e-4
    decay: float = 0.9
    """Rate of a layer relative to the one above it."""
    head_rate: float = 1e-3
    warm: float = 0.1
    dropout: float = 0.1
    small: float = 0.1
    """Share of texts read as if written small."""
    smoothing: float = 0.0
    seed: int = 1
    folds: int = 0
    held_out: int = -1
    begin: str = ""
    """A run whose weights are taken as far as names are the same: begins there."""
    frozen: bool = False
    """Whether stem and shared layers stay as they are; the pieces' vectors always do."""


def groups(encoder: Encoder, settings: Settings) -> list[dict[str, object]]:
    """Give the parameters with their rates: lower layers learn slower."""
    layers = len(encoder.lower) + max(len(one) for one in encoder.branches.values())
    found: list[dict[str, object]] = []
    for name, parameter in encoder.named_parameters():
        parts = name.split(".")
        if name == "stem.piece.weight" or (settings.frozen and parts[0] in ("stem", "lower")):
            parameter.requires_grad_(False)
            continue
        if parts[0] == "heads" or name == "stem.shape.weight":
            rate = settings.head_rate
        else:
            depth = 0
            if parts[0] == "lower":
                depth = 1 + int(parts[1])
            elif parts[0] == "branches":
                depth = 1 + len(encoder.lower) + int(parts[2])
            rate = settings.rate * settings.decay ** (layers - depth)
        plain = parameter.ndim < 2
        found.append(
            {
                "params": [parameter],
                "lr": rate,
                "full": rate,
                "weight_decay": 0.0 if plain else 0.01,
            }
        )
    return found


def states_of(encoder: Encoder, batch: Batch, settings: Settings, kept: Kept) -> Tensor:
    """Give the states under the branches; where those layers are frozen each text is read once."""
    if not settings.frozen:
        return encoder.below(batch.pieces, batch.shapes, batch.mask)
    encoder.stem.eval()
    encoder.lower.eval()
    found = torch.zeros(*batch.pieces.shape, WIDTH)
    for i, length in enumerate(batch.mask.sum(1).tolist()):
        pieces, shapes = batch.pieces[i : i + 1, :length], batch.shapes[i : i + 1, :length]
        key = pieces.numpy().tobytes() + shapes.numpy().tobytes()
        if key not in kept:
            with torch.no_grad():
                kept[key] = encoder.below(pieces, shapes, torch.ones_like(pieces))[0].half()
        found[i, :length] = kept[key].float()
    return found


def loss_of(encoder: Encoder, name: str, batch: Batch, settings: Settings, kept: Kept) -> Tensor:
    """Give the mean loss of one batch for one head."""
    scores = encoder(name, states_of(encoder, batch, settings, kept), batch.mask)
    head = HEADS[name]
    if head.kind == "tags":
        return functional.cross_entropy(
            scores.reshape(-1, scores.shape[-1]),
            batch.tags.reshape(-1),
            ignore_index=IGNORED,
            label_smoothing=settings.smoothing,
        )
    if head.kind == "vector":
        shares = nearness(scores, batch.labels[:, 0], encoder.heads[name].weight, head.outputs)
        return functional.cross_entropy(
            shares, batch.labels[:, 0].long(), label_smoothing=settings.smoothing
        )
    if head.single:
        return functional.cross_entropy(
            scores, batch.labels.argmax(1), label_smoothing=settings.smoothing
        )
    return functional.binary_cross_entropy_with_logits(scores, batch.labels)


def nearness(vectors: Tensor, classes: Tensor, places: Tensor, names: tuple[str, ...]) -> Tensor:
    """Give the cosine of each text with the place of each class of its own codebook.

    It is divided by the temperature that the scorer divides by; classes of other codebooks are far.
    """
    books = [name.split()[0] for name in names]
    number = torch.tensor([sorted(set(books)).index(book) for book in books])
    near = vectors @ functional.normalize(places, dim=-1).T / TEMPERATURE
    return near.masked_fill(number[classes.long()][:, None] != number[None, :], -1e4)


def drawn(
    name: str, coded: list[Coded], settings: Settings, generator: random.Random
) -> list[Batch]:
    """Give the batches of one epoch of one head.

    Of the sentences on police, nine of ten without any label, ``EMPTY`` of these are drawn.
    """
    if name == "police":
        empty = [one for one in coded if not any(one.labels)]
        coded = [one for one in coded if any(one.labels)] + generator.sample(empty, EMPTY)
    return list(shuffled(coded, settings.batch, generator, settings.small))


@torch.no_grad()
def score(encoder: Encoder, name: str, coded: list[Coded]) -> list[np.ndarray]:
    """Give the log probabilities of each example: (words, tags), or (labels,)."""
    encoder.eval()
    found: list[np.ndarray] = [np.zeros(0)] * len(coded)
    head = HEADS[name]
    for batch in ordered(coded, 32):
        states = encoder.below(batch.pieces, batch.shapes, batch.mask)
        scores = encoder(name, states, batch.mask)
        for i, number in enumerate(batch.numbers):
            if head.kind == "tags":
                rows = scores[i].log_softmax(-1).numpy()
                outside = np.full(rows.shape[1], -20.0)
                outside[0] = 0.0
                found[number] = np.array(
                    [outside if at == NOWHERE else rows[at] for at in coded[number].first]
                )
            elif head.kind == "vector":
                places = encoder.heads[name].weight
                near = nearness(scores[i : i + 1], batch.labels[i, :1], places, head.outputs)
                found[number] = near[0].log_softmax(-1).numpy()
            else:
                one = scores[i]
                found[number] = (one.log_softmax(-1) if head.single else one).numpy()
    encoder.train()
    return found


def span_f1(name: str, examples: list[Example], scores: list[np.ndarray]) -> float:
    """Give the exact-span micro F1 of tag scores."""
    outputs = HEADS[name].outputs
    hits = guessed = gold = 0
    for example, one in zip(examples, scores, strict=True):
        right = set(spans([outputs[i] for i in example.tags]))
        ours = set(spans(best(one, outputs)))
        hits, guessed, gold = hits + len(right & ours), guessed + len(ours), gold + len(right)
    return 2 * hits / (guessed + gold) if guessed + gold else 0.0


def right(
    held: dict[str, list[Example]], coded: dict[str, list[Coded]], encoder: Encoder
) -> dict[str, float]:
    """Give the share of held-out texts whose one class is right, by head."""
    return {
        name: float(
            np.mean([one.argmax() == chosen(e) for one, e in zip(found, held[name], strict=True)])
        )
        for name in held
        if HEADS[name].single or HEADS[name].kind == "vector"
        for found in [score(encoder, name, coded[name])]
    }


def chosen(example: Example) -> int:
    """Give the number of an example's one class."""
    return int(example.labels[0]) if len(example.labels) == 1 else int(np.argmax(example.labels))


def main() -> None:
    """Fit, or go on with, one run."""
    parser = argparse.ArgumentParser(description="Fit heads on the encoder.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--heads", required=True)
    parser.add_argument("--threads", type=int, default=1)
    for name, value in asdict(Settings(())).items():
        if name == "heads":
            continue
        kind = (lambda text: text == "True") if isinstance(value, bool) else type(value)
        parser.add_argument("--" + name.replace("_", "-"), type=kind, default=value)
    given = vars(parser.parse_args())
    torch.set_num_threads(given.pop("threads"))
    data, run = given.pop("data"), given.pop("run")
    settings = Settings(**{**given, "heads": tuple(given["heads"].split(","))})
    run.mkdir(parents=True, exist_ok=True)
    (run / "settings.json").write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")

    torch.manual_seed(settings.seed)
    generator = random.Random(settings.seed)
    base.place_vocabulary()
    examples = {name: load(name, data) for name in settings.heads}
    held: dict[str, list[Example]] = {}
    if settings.folds:
        for name in settings.heads:
            held[name] = [e for e in examples[name] if fold(e, settings.folds) == settings.held_out]
            examples[name] = [
                e for e in examples[name] if fold(e, settings.folds) != settings.held_out
            ]
    coded = {name: [encode(e) for e in one] for name, one in examples.items()}
    held_coded = {name: [encode(e) for e in one] for name, one in held.items()}

    encoder = Encoder(
        base.VOCABULARY,
        [HEADS[n] for n in settings.heads],
        settings.shared,
        dropout=settings.dropout,
    )
    base.fill(encoder)
    if settings.begin:
        kept = torch.load(Path(settings.begin) / "weights.pt", weights_only=False)["encoder"]
        state_now = encoder.state_dict()
        encoder.load_state_dict(
            state_now | {name: value for name, value in kept.items() if name in state_now}
        )
    optimizer = torch.optim.AdamW(groups(encoder, settings))
    counted = random.Random(0)
    steps = settings.epochs * sum(
        len(drawn(name, one, settings, counted)) for name, one in coded.items()
    )
    warm = max(1, int(steps * settings.warm))
    state = {"epoch": 0, "step": 0}
    kept_states: Kept = {}
    mean: dict[str, Tensor] = {}
    last = run / "last.pt"
    if last.exists():
        kept = torch.load(last, weights_only=False)
        encoder.load_state_dict(kept["encoder"])
        optimizer.load_state_dict(kept["optimizer"])
        state, mean = kept["state"], kept["mean"]
        generator.setstate(kept["generator"])
        torch.set_rng_state(kept["torch"])
    while state["epoch"] < settings.epochs:
        began = time.monotonic()
        encoder.train()
        queue: list[tuple[str, Batch]] = [
            (name, batch)
            for name in settings.heads
            for batch in drawn(name, coded[name], settings, generator)
        ]
        generator.shuffle(queue)
        total = 0.0
        for name, batch in queue:
            share = (
                state["step"] / warm
                if state["step"] < warm
                else ((steps - state["step"]) / max(1, steps - warm))
            )
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * share
            loss = loss_of(encoder, name, batch, settings, kept_states)
            loss.backward()
            nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += float(loss.detach())
            state["step"] += 1
        state["epoch"] += 1
        over = state["epoch"] - (settings.epochs - settings.averaged)
        if over > 0:
            for name, value in encoder.state_dict().items():
                mean[name] = (
                    value.clone() if over == 1 else mean[name] + (value - mean[name]) / over
                )
        line = {"epoch": state["epoch"], "loss": total / len(queue)}
        for name in held:
            if HEADS[name].kind == "tags" and (over > 0 or state["epoch"] % 2 == 0):
                line[name] = span_f1(name, held[name], score(encoder, name, held_coded[name]))
        line |= right(held, held_coded, encoder)
        line["seconds"] = round(time.monotonic() - began, 1)
        with (run / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        torch.save(
            {
                "encoder": encoder.state_dict(),
                "optimizer": optimizer.state_dict(),
                "state": state,
                "mean": mean,
                "generator": generator.getstate(),
                "torch": torch.get_rng_state(),
            },
            last,
        )
    encoder.load_state_dict(mean)
    torch.save({"settings": asdict(settings), "encoder": mean}, run / "weights.pt")
    found = {name: score(encoder, name, held_coded[name]) for name in held}
    torch.save(found, run / "held_out.pt")
    line = {"fitted": True}
    for name in held:
        if HEADS[name].kind == "tags":
            line[name] = span_f1(name, held[name], found[name])
    with (run / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
    last.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
