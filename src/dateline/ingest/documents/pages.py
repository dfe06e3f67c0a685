"""PDF pages as lines in reading order: columns one after the other, a gap where a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from dateline.ingest.bundles.lines import RUNNING
from dateline.ingest.documents.paragraph import Document, Paragraph, Paragraphs
from dateline.ingest.documents.pdf_pieces import RAISED, read_page

GAP = 1.45
"""Distance of two lines, in usual distances, from which a paragraph ends between them: typesetters
part paragraphs by half a line and more."""
COLUMN_LINES = 3
"""Lines from which pieces that start at one place are a column."""
ALIGNED = 3.0
"""Points by which the lines of a column may start apart: an indent is more."""
PARAGRAPHS_APART = 3.4
"""Distance of the last line of a paragraph and the first of the next in one column, in heights of
letters, at most."""
LINES_APART = 2.0
"""Distance of two lines of one paragraph, in heights of letters, at most."""
MOST_PIECES = 1_500
"""Pieces of one page; above, it is a table or an index, and has no columns of text."""
GUTTER = 6.0
"""Points of white that part columns at least; a space between words has below 4."""


_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Piece:
    left: float
    bottom: float
    right: float
    top: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its place in points from the page's bottom left corner, and its words."""

    top: float
    bottom: float
    left: float
    text: str


def join_pages(pages: Sequence[Sequence[Line]]) -> Document:
    """Give the lines of pages one after the other; empty paragraphs stand where paragraphs end.

    A page that goes on from the one before ("Page 2 of 3") loses its running header.
    """
    found = Paragraphs()
    header = ""
    usual = _usual_step(pages)
    for lines in pages:
        texts = [line.text for line in lines]
        running = next((n for n, text in enumerate(texts[:3]) if RUNNING.fullmatch(text)), None)
        match = RUNNING.fullmatch(texts[running]) if running is not None else None
        goes_on = match is not None and match["page"] != "1"
        start = 0
        if running is not None:
            start = running + 1
            while goes_on and start < len(texts) and header and _same(texts[start], header):
                start += 1
            if not goes_on:
                header = texts[start] if start < len(texts) else ""
        _add(found, lines[start:], usual, new_page=not goes_on)
    return Document(tuple(found.closed))


def _same(a: str, b: str) -> bool:
    return a == b or (len(a) > 20 and (b.startswith(a) or a.startswith(b)))


def _usual_step(pages: Sequence[Sequence[Line]]) -> float:
    """Give the distance of two lines of one paragraph: a page may have more gaps than lines, a
    whole document has none so small."""
    steps = sorted(a.top - b.top for lines in pages for a, b in pairwise(lines) if a.top > b.top)
    return steps[len(steps) // 10] if steps else 0.0


def _add(found: Paragraphs, lines: Sequence[Line], usual: float, *, new_page: bool) -> None:
    """Add a page's lines, with an empty one at each gap and before the page where a new text starts."""
    if new_page and lines:
        found.add(Paragraph(""))
    previous: Line | None = None
    for number, line in enumerate(lines):
        if previous is not None:
            step = previous.top - line.top
            next_column = step < 0 and _ENDS.search(previous.text) and not line.text[:1].islower()
            if next_column or (usual and step > GAP * usual):
                found.add(Paragraph(""))
        found.add(Paragraph(line.text, new_page=new_page and number == 0))
        previous = line


def page_lines(document: Any, number: int) -> list[Line]:
    """Give the lines of a page of a pypdfium2 document in reading order; none where it is damaged."""
    page = read_page(document, number)
    pieces = [
        _Piece(p.left, p.base - 0.2 * p.type.size, p.right, p.base + 0.75 * p.type.size, text)
        for p in page.pieces
        if (text := p.text.replace(RAISED, ""))
    ]
    if len(pieces) > MOST_PIECES:
        return _rows(pieces)
    return _in_order(pieces, page.width)


def _in_order(pieces: Sequence[_Piece], width: float) -> list[Line]:
    """Give the lines of a page: above the columns, the left one, the right one, below them."""
    columns = _columns(pieces, width)
    if columns is None:
        return _rows(pieces)
    left, right = columns
    inside = {id(piece) for piece in (*left, *right)}
    top = max(piece.top for piece in (*left, *right))
    rest = [piece for piece in pieces if id(piece) not in inside]
    above = [piece for piece in rest if piece.top >= top]
    below = [piece for piece in rest if piece.top < top]
    return _rows(above) + _rows(left) + _rows(right) + _in_order(below, width)


def _columns(pieces: Sequence[_Piece], width: float) -> tuple[list[_Piece], list[_Piece]] | None:
    """Give the pieces of the topmost left and right column, or None for a page of one column.

    Pieces of a right column start at one place near the middle, beside pieces that end before
    it; nothing reaches over the white strip between. A left column may be longer.
    """
    middle = sorted(
        (p for p in pieces if 0.38 * width <= p.left <= 0.66 * width), key=lambda p: -p.top
    )
    for first in middle:
        aligned = [p for p in middle if abs(p.left - first.left) <= ALIGNED]
        right = _run_down(aligned, first, pieces, PARAGRAPHS_APART)
        if len(right) < COLUMN_LINES:
            continue
        edge = first.left - GUTTER
        band = [p for p in pieces if p.bottom < first.top and p.top > right[-1].bottom]
        left = [p for p in band if p.right <= edge]
        if sum(any(_level(p, other) for other in left) for p in right) * 2 < len(right):
            continue
        if any(p.left < edge < p.right for p in band):
            continue
        lowest = min(left, key=lambda p: p.bottom)
        under = [p for p in pieces if p.right <= edge and p.top <= lowest.bottom + 1]
        left += _run_down([lowest, *under], lowest, pieces, LINES_APART)[1:]
        return left, [p for p in band if p.left > edge]
    return None


def _run_down(
    candidates: Sequence[_Piece], first: _Piece, pieces: Sequence[_Piece], gap: float
) -> list[_Piece]:
    """Give ``first`` and the candidates that follow it downward without a large gap and without
    anything beside their own column in between."""
    found = [first]
    pitch = gap * median(p.top - p.bottom for p in pieces)
    for piece in sorted(candidates, key=lambda p: -p.top):
        if piece.top >= found[-1].top - 1:
            continue
        if found[-1].top - piece.top > pitch or any(
            p.left < first.left - GUTTER < p.right
            and p.right > first.left + GUTTER
            and piece.top <= p.top < found[-1].top
            for p in pieces
        ):
            break
        found.append(piece)
    return found


def _rows(pieces: Sequence[_Piece]) -> list[Line]:
    """Give pieces as lines from top to bottom, those at one height joined from left to right."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.top, p.left)):
        if rows and _level(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = []
    for row in rows:
        row.sort(key=lambda p: p.left)
        text = " ".join(p.text for p in row)
        lines.append(Line(max(p.top for p in row), min(p.bottom for p in row), row[0].left, text))
    return lines


def _level(a: _Piece, b: _Piece) -> bool:
    """Whether two pieces stand at one height: they share half of the lower one's."""
    shared = min(a.top, b.top) - max(a.bottom, b.bottom)
    return shared > 0.5 * min(a.top - a.bottom, b.top - b.bottom)
