"""Words, and the word pieces that the encoder reads of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.encoder.wordpiece import WordPieces, read_vocabulary

LONGEST = 256
"""Pieces of a text that are read, with the marks at its ends; the heads were fitted so."""
START, END = 101, 102
"""[CLS] and [SEP] of the base model's vocabulary."""
NOWHERE = -1

WEIGHTS = Path(__file__).resolve().parents[1] / "data" / "encoder"

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.,]\d+)*|'s\b|[^\w\s]|_")
"""Letters with stops ("U.S."), a run of letters and digits, a possessive, or one other mark."""
_STOP = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\s{2,}|\n+")


def words_of(text: str) -> list[tuple[int, int]]:
    """Give the offsets of the words of a text, cut as in the gold that the taggers learnt from."""
    return [match.span() for match in _WORD.finditer(text)]


def words_in(text: str) -> list[str]:
    """Give the words of a text."""
    return [text[start:end] for start, end in words_of(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Give the offsets of the sentences of a text by its stops and line ends."""
    cuts = [match.span() for match in _STOP.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [
        (start, end)
        for start, end in zip(starts, ends, strict=True)
        if any(c.isalnum() for c in text[start:end])
    ]


def sentences_in(text: str) -> list[str]:
    """Give the sentences of a text by its stops and line ends, for texts in small letters too."""
    return [text[start:end] for start, end in sentence_spans(text)]


def shape(word: str) -> int:
    """Give 0 for a small word or a mark, 1 Capitalised, 2 CAPITALS, 3 other letters and digits."""
    if word.islower() or not any(character.isalnum() for character in word):
        return 0
    if not word.isalpha():
        return 3
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 3


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as numbers."""

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]
    """For each word the place of its first piece; ``NOWHERE`` for one past the longest text."""


def pieces_of(words: Sequence[str]) -> Pieces:
    """Give the pieces of a text's words, by the vocabulary that ships with the weights."""
    cutter = load_pieces()
    numbers: list[int] = [START]
    shapes = [0]
    first = [NOWHERE] * len(words)
    for i, word in enumerate(words):
        found = cutter.numbers(word)[: LONGEST - 1 - len(numbers)]
        if found:
            first[i] = len(numbers)
            numbers += found
            shapes += [shape(word)] * len(found)
    return Pieces((*numbers, END), (*shapes, 0), tuple(first))


@lru_cache(maxsize=1)
def load_pieces() -> WordPieces:
    """Give what cuts words into pieces, loaded once a process."""
    return WordPieces(read_vocabulary(WEIGHTS / "vocabulary.txt"))
