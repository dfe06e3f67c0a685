"""Examples as numbers: pieces, shapes, and where each word begins."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tasks import Example
from torch import Tensor

from dateline.encoder.pieces import NOWHERE, pieces_of

IGNORED = -100
"""The tag of pieces that begin no word: PyTorch's mark for what has no loss."""


@dataclass(frozen=True)
class Coded:
    """One example as numbers; ``first`` holds the place of each word's first piece."""

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]
    tags: tuple[int, ...]
    labels: tuple[float, ...]


def encode(example: Example) -> Coded:
    """Give an example as numbers, cut as at run time."""
    one = pieces_of(example.words)
    return Coded(one.pieces, one.shapes, one.first, example.tags, example.labels)


@dataclass(frozen=True)
class Batch:
    """Padded tensors of some examples and their order numbers."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    tags: Tensor
    labels: Tensor
    numbers: tuple[int, ...]


def pad(coded: Sequence[Coded], numbers: Sequence[int], small: Sequence[bool]) -> Batch:
    """Give one batch; where ``small`` is set the example's shapes are those of small letters."""
    length = max(len(one.pieces) for one in coded)
    pieces = torch.zeros(len(coded), length, dtype=torch.long)
    shapes = torch.zeros_like(pieces)
    mask = torch.zeros_like(pieces)
    tags = torch.full_like(pieces, IGNORED)
    for i, one in enumerate(coded):
        n = len(one.pieces)
        pieces[i, :n] = torch.tensor(one.pieces)
        mask[i, :n] = 1
        if not small[i]:
            shapes[i, :n] = torch.tensor(one.shapes)
        for place, tag in zip(one.first, one.tags, strict=False):
            if place != NOWHERE:
                tags[i, place] = tag
    labels = torch.tensor([one.labels for one in coded], dtype=torch.float32)
    return Batch(pieces, shapes, mask, tags, labels, tuple(numbers))


def shuffled(
    coded: Sequence[Coded], size: int, generator: random.Random, small: float = 0.0
) -> Iterator[Batch]:
    """Give batches of texts of like length in random order; a share of texts is written small."""
    order = list(range(len(coded)))
    generator.shuffle(order)
    chunks = [order[i : i + size * 20] for i in range(0, len(order), size * 20)]
    batches = []
    for chunk in chunks:
        chunk.sort(key=lambda i: len(coded[i].pieces))
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    generator.shuffle(batches)
    for batch in batches:
        lowered = [generator.random() < small for _ in batch]
        yield pad([coded[i] for i in batch], batch, lowered)


def ordered(coded: Sequence[Coded], size: int) -> Iterator[Batch]:
    """Give batches by length, for scoring; nothing is drawn."""
    order = sorted(range(len(coded)), key=lambda i: len(coded[i].pieces))
    for i in range(0, len(order), size):
        batch = order[i : i + size]
        yield pad([coded[j] for j in batch], batch, [False] * len(batch))
