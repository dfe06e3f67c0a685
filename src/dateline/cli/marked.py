"""Words that were cut or added: in colour on a terminal, else as [-cut-] and {+added+}.

Article text is untrusted: it is made printable word by word before any colour is put around it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from dateline.cli.render import printable

SAME, CUT, ADDED, FAINT = "same", "cut", "added", "faint"

_MARKS = {CUT: ("[-", "-]"), ADDED: ("{+", "+}")}
_COLOURS = {CUT: "\x1b[31;9m", ADDED: "\x1b[32;4m", FAINT: "\x1b[2m"}
"""Red and struck out, green and underlined, faint: the form tells it where the colour does not."""
_END = "\x1b[0m"


class Piece(NamedTuple):
    """Some words of a text, and how they are shown."""

    words: str
    kind: str = SAME


class _Atom(NamedTuple):
    shown: str
    kind: str


_Word = list[_Atom]
"""A word, in parts where its punctuation is shown otherwise than itself."""


def in_colour() -> bool:
    """Say whether to colour: on a terminal, unless ``NO_COLOR`` is set (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def wrapped(pieces: Iterable[Piece], width: int, colour: bool) -> list[str]:
    """Give pieces as lines of at most ``width`` columns, not filled up."""
    lines: list[list[_Word]] = []
    room = 0
    for word in _words(pieces, width, colour):
        length = sum(cell_len(atom.shown) for atom in word)
        if lines and length + 1 <= room:
            lines[-1].append(word)
            room -= length + 1
        else:
            lines.append([word])
            room = width - length
    return [_line(words, colour) for words in lines]


def columns(
    left: Sequence[Piece], right: Sequence[Piece], column: int, mark: str, colour: bool
) -> Iterator[str]:
    """Give two texts side by side, wrapped, with a mark between them."""
    sides = (wrapped(left, column, colour), wrapped(right, column, colour))
    for one, other in zip_longest(*sides, fillvalue=""):
        filled = one + " " * (column - _width(one, colour))
        yield f"{filled} {mark} {other}".rstrip()


def _words(pieces: Iterable[Piece], width: int, colour: bool) -> list[_Word]:
    """Give the words of pieces; what adjoins without a space stays one word."""
    words: list[_Word] = []
    adjoins = False
    for piece in pieces:
        shown = printable(piece.words)
        if not shown:
            adjoins = adjoins and not piece.words
            continue
        before, after = ("", "") if colour else _MARKS.get(piece.kind, ("", ""))
        first = adjoins and not piece.words[0].isspace()
        for word in f"{before}{shown}{after}".split(" "):
            for part in chop_cells(word, width) if cell_len(word) > width else (word,):
                if first and sum(cell_len(a.shown) for a in words[-1]) + cell_len(part) <= width:
                    words[-1].append(_Atom(part, piece.kind))
                else:
                    words.append([_Atom(part, piece.kind)])
                first = False
        adjoins = not piece.words[-1].isspace()
    return words


def _line(words: Sequence[_Word], colour: bool) -> str:
    if not colour:
        return " ".join("".join(atom.shown for atom in word) for word in words)
    line, kind = "", SAME
    for n, word in enumerate(words):
        for m, atom in enumerate(word):
            space = " " if n and not m else ""
            if atom.kind != kind:
                line += (_END if kind != SAME else "") + space + _COLOURS.get(atom.kind, "")
                kind = atom.kind
            else:
                line += space
            line += atom.shown
    return line + (_END if kind != SAME else "")


def _width(line: str, colour: bool) -> int:
    if colour:
        for code in (*_COLOURS.values(), _END):
            line = line.replace(code, "")
    return cell_len(line)
