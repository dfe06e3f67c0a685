"""A report in windows: whole sentences side by side, as many as one reading holds."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.encoder.pieces import LONGEST, load_pieces, sentence_spans, words_of

MARKS = 2
"""Pieces at the ends of a reading."""


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive words of a report that are read together."""

    words: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    """Of each word: its characters in the report, ``text[start:end]``."""
    sentences: tuple[int, ...]
    """Of each word: the number of its sentence in the report, from 0."""


def windows(text: str) -> list[Window]:
    """Give the windows of a report, in order; a sentence longer than a reading is cut.

    Each word lies in one window. A word at the end of a window is read without what follows.
    """
    cutter = load_pieces()
    found: list[Window] = []
    held: list[tuple[str, tuple[int, int], int]] = []
    room = LONGEST - MARKS

    def close() -> None:
        nonlocal room
        if held:
            found.append(Window(*map(tuple, zip(*held, strict=True))))
        held.clear()
        room = LONGEST - MARKS

    for number, (start, end) in enumerate(sentence_spans(text)):
        words = [(a + start, b + start) for a, b in words_of(text[start:end])]
        sizes = [len(cutter.numbers(text[a:b])) for a, b in words]
        if sum(sizes) > room:
            close()
        for (a, b), size in zip(words, sizes, strict=True):
            if size > room:
                close()
            held.append((text[a:b], (a, b), number))
            room -= size
    close()
    return found
