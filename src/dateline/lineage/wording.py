"""Words in which two stretches of text differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from dateline.types import Span

MOST = 4_000_000
"""Words of one side times words of the other that are compared word by word; beyond it, all changed."""

A_ALONE, B_ALONE, CHANGED = "a alone", "b alone", "changed"


class Edit(NamedTuple):
    """Words that differ within a passage: ``changed``, or in one text alone (the other span is empty)."""

    kind: str
    a: Span
    b: Span


WORD = re.compile(r"[\u2e80-\u9fff]|[^\W_\u2e80-\u9fff]+(?:['’][^\W_\u2e80-\u9fff]+)*")
"""A word; ideographs and kana are words each, as where texts are compared."""


def word_edits(a: tuple[str, Span], b: tuple[str, Span]) -> list[Edit]:
    """Give the words in which two stretches differ, in order; case, accents and punctuation do not
    count, and a single word that stands unchanged between two edits is part of both."""
    ours, theirs = ([Span(*m.span()) for m in WORD.finditer(text, *span)] for text, span in (a, b))
    x, y = [_folded(s.of(a[0])) for s in ours], [_folded(s.of(b[0])) for s in theirs]
    made: list[tuple[int, int, int, int]] = []
    for i, j, k, m in _blocks(x, y):
        if made and i - made[-1][1] <= 1 and k - made[-1][3] <= 1:
            made[-1] = (made[-1][0], j, made[-1][2], m)
        else:
            made.append((i, j, k, m))
    edits = []
    for i, j, k, m in made:
        kind = CHANGED if i < j and k < m else A_ALONE if i < j else B_ALONE
        edits.append(Edit(kind, _span(ours, i, j, a[1]), _span(theirs, k, m, b[1])))
    return edits


def _blocks(x: Sequence[str], y: Sequence[str]) -> list[tuple[int, int, int, int]]:
    if not x or not y or len(x) * len(y) > MOST:
        return [(0, len(x), 0, len(y))] if x or y else []
    return [
        (code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Indel.opcodes(x, y)
        if code.tag != "equal"
    ]


def _folded(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold().replace("’", "'")


def _span(words: Sequence[Span], first: int, last: int, within: Span) -> Span:
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    at = words[first].start if first < len(words) else within.end
    return Span(at, at)
