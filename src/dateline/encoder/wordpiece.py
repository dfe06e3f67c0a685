"""Word pieces as BERT's uncased vocabulary cuts them (Wu et al. 2016; Devlin et al. 2019).

A word is written small without accents, parted at punctuation and CJK characters, and each part
is cut into the longest pieces of the vocabulary from its start. Written here, since the package
``tokenizers`` brings a client of a model hub along; equal to it on the texts of
``tests/encoder/test_wordpiece.py`` and on all training texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

LONGEST_WORD = 100
"""Characters; a longer part of a word is the unknown piece, as in BERT."""
UNKNOWN = "[UNK]"

_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
"""The ranges that BERT's own code names."""


def read_vocabulary(path: Path) -> dict[str, int]:
    """Give the number of each piece: its line in the file, from 0."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


class WordPieces:
    """Cuts words by one vocabulary; words met before are remembered."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self.numbers = lru_cache(maxsize=50_000)(self._numbers)

    def _numbers(self, word: str) -> tuple[int, ...]:
        """Give the numbers of a word's pieces; none for a word of spaces and controls."""
        return tuple(n for part in parts(word) for n in self._longest(part))

    def _longest(self, part: str) -> list[int]:
        unknown = [self._vocabulary[UNKNOWN]]
        if len(part) > LONGEST_WORD:
            return unknown
        found = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                number = self._vocabulary.get(piece)
                if number is not None:
                    break
            else:
                return unknown
            found.append(number)
            start = end
        return found


def parts(word: str) -> Iterator[str]:
    """Give the parts of a word, small and without accents, in order."""
    held = ""
    for character in _plain(word):
        if character.isspace():
            alone = ""
        elif _is_mark(character) or _is_cjk(character):
            alone = character
        else:
            held += character
            continue
        if held:
            yield held
            held = ""
        if alone:
            yield alone
    if held:
        yield held


def _plain(word: str) -> str:
    kept = "".join(
        " " if c in "\t\n\r" or unicodedata.category(c) == "Zs" else c
        for c in word
        if c in "\t\n\r" or (c != "\ufffd" and unicodedata.category(c)[0] != "C")
    )
    bare = (c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    return "".join(c.lower() for c in bare)


def _is_mark(character: str) -> bool:
    code = ord(character)
    if code < 128:
        return 33 <= code <= 126 and not character.isalnum()
    return unicodedata.category(character)[0] == "P"


def _is_cjk(character: str) -> bool:
    code = ord(character)
    return code > 0x33FF and any(low <= code <= high for low, high in _CJK)
