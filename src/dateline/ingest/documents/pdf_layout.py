"""The pieces of a PDF page as lines in reading order: columns one after the other, a headline before
the columns below it, boxes behind the text they stand in.

Lines that stand below each other, each the only one above and below the other, are a block; blocks are
ordered by T. Breuel's two rules (High performance document layout analysis, 2003): of two that share a
part of the width the upper one comes first; what stands left of another comes first unless a block
between them reaches over both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dateline.ingest.documents.pdf_pieces import Box, Page, Piece, Type

CHAIN = 2.6
"""Times the size of type, the distance of two lines of one block at most: paragraphs stand apart by
2.4 where a line is left empty."""
ALIKE = 0.85
"""Sizes of type of one block, the smaller by the larger, at least."""
MOST_LINES = 1_500
MOST_BLOCKS = 150
"""Above these a page is a table or an index, and is read from top to bottom."""
MENDED = 2.5
"""Times the size of type, a gap in a line that no column's edge runs through, at most."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of a page in reading order, and how it stands there."""

    left: float
    right: float
    base: float
    text: str
    type: Type
    block: int = 0
    """Which block of the page it stands in, by reading order."""
    box: bool = False
    """Whether it stands in a box beside the text."""
    indent: float = 0.0
    """Points by which it starts to the right of most lines of its block."""
    gap: float = 0.0
    """Distance to the line above in its block, in usual distances of the block; 0 for the first."""


def lines_in_order(page: Page) -> list[Placed]:
    """Give the lines of a page in reading order, those in boxes last."""
    pieces = [piece for piece in page.pieces if piece.text]
    if len(pieces) > MOST_LINES:
        return [_placed(row) for row in _rows(pieces)]
    lines = _mended(pieces)
    blocks = _blocks(lines)
    if len(blocks) > MOST_BLOCKS:
        return [_placed(row) for row in _rows(lines)]
    inside = [_boxed(block, blocks, page.boxes) for block in blocks]
    text = [block for block, box in zip(blocks, inside, strict=True) if not box]
    boxed = [block for block, box in zip(blocks, inside, strict=True) if box]
    found: list[Placed] = []
    for number, block in enumerate([*_ordered(text), *_ordered(boxed)]):
        found += _measured(block, number, number >= len(text))
    return found


def _placed(row: Sequence[Piece]) -> Placed:
    text = " ".join(piece.text for piece in row)
    widest = max(row, key=lambda piece: len(piece.text))
    return Placed(row[0].left, row[-1].right, row[0].base, text, widest.type)


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Give pieces by the line they stand on, from top to bottom, each from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.base, p.left)):
        if rows and abs(rows[-1][0].base - piece.base) < 0.3 * piece.type.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _mended(pieces: Sequence[Piece]) -> list[Piece]:
    """Join pieces of one line whose gap is no column's edge: lines above or below run through it."""
    rows = _rows(pieces)
    found: list[Piece] = []
    for number, row in enumerate(rows):
        near = [piece for other in (*rows[max(0, number - 2) : number], *rows[number + 1 : number + 3])
                for piece in other]  # fmt: skip
        open_piece = row[0]
        for piece in row[1:]:
            gap = piece.left - open_piece.right
            size = max(piece.type.size, open_piece.type.size)
            middle = (piece.left + open_piece.right) / 2
            crossed = any(other.left < middle < other.right for other in near)
            same = abs(piece.base - open_piece.base) < 0.1 * size
            if same and (gap < 0.5 * size or (gap < MENDED * size and crossed)):
                text = f"{open_piece.text} {piece.text}"
                kind = max(open_piece, piece, key=lambda p: len(p.text)).type
                open_piece = Piece(open_piece.left, piece.right, open_piece.base, text, kind)
            else:
                found.append(open_piece)
                open_piece = piece
        found.append(open_piece)
    return found


def _blocks(lines: Sequence[Piece]) -> list[list[Piece]]:
    """Give chains of lines each of which is the only one right above the next and right below the
    last."""
    order = sorted(range(len(lines)), key=lambda n: (-lines[n].base, lines[n].left))
    above: list[list[int]] = [[] for _ in lines]
    below: list[list[int]] = [[] for _ in lines]
    for place, n in enumerate(order):
        hidden: list[tuple[float, float]] = []
        for m in reversed(order[:place]):
            distance = lines[m].base - lines[n].base
            if distance > CHAIN * max(lines[m].type.size, lines[n].type.size):
                if distance > CHAIN * 40:
                    break
                continue
            if distance < 0.3 * lines[n].type.size or not _share(lines[m], lines[n]):
                continue
            left, right = max(lines[m].left, lines[n].left), min(lines[m].right, lines[n].right)
            if any(a < right - 1 and left + 1 < b for a, b in hidden):
                continue
            hidden.append((lines[m].left, lines[m].right))
            above[n].append(m)
            below[m].append(n)
    blocks: list[list[Piece]] = []
    at: dict[int, int] = {}
    for n in order:
        one = above[n][0] if len(above[n]) == 1 else None
        if one is not None and below[one] == [n] and _alike(lines[one], lines[n]):
            at[n] = at[one]
            blocks[at[n]].append(lines[n])
        else:
            at[n] = len(blocks)
            blocks.append([lines[n]])
    return blocks


def _share(a: Piece, b: Piece) -> bool:
    return min(a.right, b.right) - max(a.left, b.left) > 1.0


def _alike(a: Piece, b: Piece) -> bool:
    sizes = sorted((a.type.size, b.type.size))
    return sizes[0] >= ALIKE * sizes[1]


def _extent(block: Sequence[Piece]) -> Box:
    return Box(
        min(line.left for line in block),
        min(line.base for line in block) - 0.2 * block[-1].type.size,
        max(line.right for line in block),
        max(line.base for line in block) + 0.75 * block[0].type.size,
    )


def _boxed(block: Sequence[Piece], blocks: Sequence[Sequence[Piece]], boxes: Sequence[Box]) -> bool:
    """Whether a block stands in a drawn box beside or below text: most of the page's lines are outside,
    and some of them begin above it. A banner at the head of a page holds the headline."""
    place = _extent(block)
    for box in boxes:
        if box.holds(place.left, place.top) and box.holds(place.right, place.bottom + 1):
            outside = [o for o in blocks if not box.holds((e := _extent(o)).left, e.top)]
            above = any(_extent(other).top > box.top for other in outside)
            if above and 2 * sum(map(len, outside)) > sum(map(len, blocks)):
                return True
    return False


def _ordered(blocks: list[list[Piece]]) -> list[list[Piece]]:
    """Give blocks in reading order; what stands alone at the top or bottom of the page is first or
    last, so that a page number below the gap of two columns does not come between them."""
    rest = sorted(blocks, key=lambda b: (-b[0].base, b[0].left))
    first: list[list[Piece]] = []
    last: list[list[Piece]] = []
    while len(rest) > 1 and _alone(rest[0], rest[1:], top=True):
        first.append(rest.pop(0))
    while len(rest) > 1:
        lowest = min(rest, key=lambda b: b[-1].base)
        others = [block for block in rest if block is not lowest]
        if not _alone(lowest, others, top=False):
            break
        last.insert(0, lowest)
        rest = others
    return [*first, *_sorted(rest), *last]


def _alone(block: Sequence[Piece], others: Sequence[Sequence[Piece]], *, top: bool) -> bool:
    place = _extent(block)
    if top:
        return all(_extent(other).top <= place.bottom for other in others)
    return all(_extent(other).bottom >= place.top for other in others)


def _sorted(blocks: list[list[Piece]]) -> list[list[Piece]]:
    """Order blocks by Breuel's rules, from the top left where they say nothing."""
    places = [_extent(block) for block in blocks]
    count = len(blocks)
    before: list[list[int]] = [[] for _ in blocks]
    for b in range(count):
        for a in range(count):
            if a != b and _comes_before(places[a], places[b], places):
                before[b].append(a)
    found: list[int] = []
    state = [0] * count
    for start in sorted(range(count), key=lambda n: (places[n].left, -places[n].top)):
        stack = [(start, iter(before[start]))] if not state[start] else []
        state[start] = 1
        while stack:
            node, more = stack[-1]
            following = next((n for n in more if not state[n]), None)
            if following is None:
                stack.pop()
                found.append(node)
            else:
                state[following] = 1
                stack.append((following, iter(before[following])))
    return [blocks[n] for n in found]


def _comes_before(a: Box, b: Box, places: Sequence[Box]) -> bool:
    if min(a.right, b.right) - max(a.left, b.left) > 1.0:
        return a.top > b.top
    if a.right > b.left + 1.0:
        return False
    low, high = sorted((a.top, b.top))
    return not any(
        c is not a and c is not b and low < (c.top + c.bottom) / 2 < high
        and c.left < a.right - 1 and c.right > b.left + 1
        for c in places
    )  # fmt: skip


def _measured(block: Sequence[Piece], number: int, box: bool) -> list[Placed]:
    """Give the lines of a block with their indents and distances."""
    steps = [a.base - b.base for a, b in pairwise(block)]
    usual = median(sorted(steps)[: max(1, (len(steps) + 1) // 2)]) if steps else 0.0
    lefts = sorted(line.left for line in block)
    edge = lefts[len(lefts) // 3]
    found = []
    for n, line in enumerate(block):
        gap = steps[n - 1] / usual if n and usual > 0 else 0.0
        found.append(
            Placed(line.left, line.right, line.base, line.text, line.type, number, box, line.left - edge, gap)
        )  # fmt: skip
    return found
