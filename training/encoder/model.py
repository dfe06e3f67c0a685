"""The encoder and its heads in PyTorch: what `train.py` fits and `export.py` writes as ONNX.

Six BERT layers of 384 units, begun from MiniLM-L6 (`base.py`). The lower ones are shared; above
them stand branches of upper layers, so that taggers and classifiers need not agree. A word's
shape (small, Capitalised, CAPITALS, other) is added to its pieces, since the base model writes
everything small; the added vectors begin at zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
INNER = 1536
PARTS = 12
"""Attention heads of a layer."""
SHAPES = 4
EPSILON = 1e-12


class Layer(nn.Module):
    """One post-norm transformer layer, with BERT's names and arithmetic."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Give the states of (batch, pieces, WIDTH).

        ``bias`` is added to attention scores; ``None`` where nothing is padded.
        """
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, PARTS, WIDTH // PARTS).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // PARTS)
        if bias is not None:
            scores = scores + bias
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + self.drop(self.out(mixed)))
        inner = self.narrow(functional.gelu(self.wide(x)))
        return self.last(x + self.drop(inner))


class Stem(nn.Module):
    """Embeddings of pieces, positions and word shapes."""

    def __init__(self, vocabulary: int, positions: int, dropout: float) -> None:
        super().__init__()
        self.piece = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(positions, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """Give the first states of (batch, pieces)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.piece(pieces) + self.position(places) + self.shape(shapes)
        return self.drop(self.norm(x))


@dataclass(frozen=True)
class Head:
    """What stands on a branch: its name, kind and outputs."""

    name: str
    kind: str
    """``tags`` (a B-I-O tag a word), ``labels`` (of a text), ``vector`` (its place among texts).

    A vector's outputs are the classes that it is fitted to tell apart, each "codebook TYPE".
    """
    outputs: tuple[str, ...]
    branch: str
    single: bool = False
    """Of ``labels``: exactly one holds (softmax), else each for itself (sigmoid)."""
    shipped: bool = True
    """Whether it is exported; others only help those beside them in training."""


class Encoder(nn.Module):
    """Shared stem and lower layers, branches of upper layers, and heads."""

    def __init__(
        self,
        vocabulary: int,
        heads: list[Head],
        shared: int = 3,
        layers: int = 6,
        positions: int = 512,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.stem = Stem(vocabulary, positions, dropout)
        self.lower = nn.ModuleList(Layer(dropout) for _ in range(shared))
        self.branches = nn.ModuleDict(
            {
                name: nn.ModuleList(Layer(dropout) for _ in range(layers - shared))
                for name in sorted({head.branch for head in heads})
            }
        )
        self.kinds = {head.name: head for head in heads}
        self.heads = nn.ModuleDict(
            {
                head.name: nn.Linear(WIDTH, len(head.outputs), bias=head.kind != "vector")
                for head in heads
            }
        )
        self.drop = nn.Dropout(dropout)

    @staticmethod
    def bias(mask: Tensor) -> Tensor:
        """Give what is added to attention scores: a large negative number at padding."""
        return (1.0 - mask[:, None, None, :].to(torch.float32)) * -1e4

    def below(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Give the states under the branches."""
        x = self.stem(pieces, shapes)
        bias = self.bias(mask)
        for layer in self.lower:
            x = layer(x, bias)
        return x

    def above(self, x: Tensor, mask: Tensor, branch: str) -> Tensor:
        """Give the last states of one branch."""
        bias = self.bias(mask)
        for layer in self.branches[branch]:
            x = layer(x, bias)
        return x

    def head(self, name: str, x: Tensor, mask: Tensor) -> Tensor:
        """Give the outputs of one head on the last states of its branch.

        They are (batch, pieces, outputs) of tags, (batch, outputs) of labels, and of a vector
        (batch, WIDTH), of length 1.
        """
        kind = self.kinds[name].kind
        if kind == "vector":
            return functional.normalize(pooled(x, mask), dim=-1)
        if kind == "labels":
            x = pooled(x, mask)
        return self.heads[name](self.drop(x))

    def forward(self, name: str, x: Tensor, mask: Tensor) -> Tensor:
        """Give the outputs of one head on the states under its branch."""
        return self.head(name, self.above(x, mask, self.kinds[name].branch), mask)


def pooled(x: Tensor, mask: Tensor) -> Tensor:
    """Give the mean state over real pieces, which is how the base model embeds a sentence."""
    weight = mask[:, :, None].to(x.dtype)
    return (x * weight).sum(1) / weight.sum(1)
