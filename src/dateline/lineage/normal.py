"""The form in which texts are compared: letters and digits only, whatever case, accents, spacing.

A letter counts by its base form in lower case ("É" is "e", "Ё" is "е", a full-width "Ａ" is "a");
everything else (spaces, punctuation, marks) is left out and found again through ``offsets``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

STARTS, ENDS, QUOTED = 1, 2, 4
"""Flags of a letter: it begins a word, it ends one, it stands between quotation marks."""

PLANE = 0x10000
"""Code points of the basic plane."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A text's letters and digits in order, where each stands, and flags of each."""

    letters: NDArray[np.uint16]
    offsets: NDArray[np.int32]
    flags: NDArray[np.uint8]


def normalise(text: str) -> Normal:
    """Give the form in which ``text`` is compared."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    base = bases()
    plane = points < PLANE
    if plane.all():
        folded = base[points]
    else:
        folded = np.zeros(len(points), dtype=np.uint16)
        folded[plane] = base[points[plane]]
        for point in np.unique(points[~plane]).tolist():
            folded[points == point] = base_of(point)
    offsets = np.flatnonzero(folded).astype(np.int32)
    letters = folded[offsets]
    flags = _word_edges(letters, offsets)
    flags[_between_marks(text)[offsets]] |= QUOTED
    return Normal(letters, offsets, flags)


@lru_cache(maxsize=1)
def bases() -> NDArray[np.uint16]:
    """Give the base form of each code point of the basic plane, 0 for what is left out."""
    return np.array([base_of(point) for point in range(PLANE)], dtype=np.uint16)


def base_of(point: int) -> int:
    """Give the code of a character's base form, 0 where it is neither letter nor digit.

    Outside the basic plane the low 16 bits stand for a letter: no shared run of dozens of letters
    comes about by that.
    """
    character = chr(point)
    if not character.isalnum():
        return 0
    parts = unicodedata.normalize("NFKD", character)
    if len(parts) == 1 or all(unicodedata.category(part).startswith("M") for part in parts[1:]):
        character = parts[0]
    lower = character.lower()
    return (ord(lower) if len(lower) == 1 else ord(character)) % PLANE or 1


def _word_edges(letters: NDArray[np.uint16], offsets: NDArray[np.int32]) -> NDArray[np.uint8]:
    """Give the flags of where words begin and end; ideographs and kana are words each."""
    flags = np.zeros(len(letters), dtype=np.uint8)
    if not len(letters):
        return flags
    alone = (letters >= 0x2E80) & (letters < 0xA000)
    gap = (np.diff(offsets) != 1) | alone[1:] | alone[:-1]
    flags[0] |= STARTS
    flags[-1] |= ENDS
    flags[1:][gap] |= STARTS
    flags[:-1][gap] |= ENDS
    return flags


_MARK = re.compile(r"[\n\"“”„‟«»‹›‘’‚'「」『』]")
OPENING = {"“": "”“\"", "„": "“”\"", "‟": "”\"", "«": "»", "»": "«", "‹": "›", "‘": "’'", "‚": "‘’'",
            "「": "」", "『": "』", '"': '"”', "'": "'’"}  # fmt: skip
"""Opening mark to those that close it, as English, Russian, German, French and CJK texts use them."""


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Give the stretches between quotation marks, marks excluded, in order and apart.

    A quotation ends with its paragraph at the latest (papers open each paragraph of a long one).
    An apostrophe opens none within a word and closes none within a word.
    """
    spans: list[tuple[int, int]] = []
    closing, start = "", 0
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            if closing and closing[0] not in "'’":  # an unclosed single mark was an apostrophe
                spans.append((start, at))
            closing = ""
        elif closing:
            if mark in closing and not (mark in "'’" and _within_word(text, at)):
                spans.append((start, at))
                closing = ""
        elif mark in OPENING and not (mark in "'‘‚" and not _can_open(text, at)):
            closing, start = OPENING[mark], at + 1
    if closing and closing[0] not in "'’":
        spans.append((start, len(text)))
    return spans


def _within_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _can_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return not before.isalnum() and bool(after) and not after.isspace()


def _between_marks(text: str) -> NDArray[np.bool_]:
    inside = np.zeros(len(text), dtype=np.bool_)
    for start, end in quoted_spans(text):
        inside[start:end] = True
    return inside
