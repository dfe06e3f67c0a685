"""The words of a PDF page with their places: what a reader of the page sees, and no other text.

Left out: letters off the page, smaller than can be read, transparent, without a stroke (render mode
3), and white ones with nothing dark below. Where a picture covers the page, letters without a stroke
are those of a text recognition and are read. Letters set at another angle than most are given apart.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dateline.ingest.clean import clean_line

SMALLEST = 2.0
"""Points; the smallest print of a contract has 4."""
PART = 0.8
"""Times the size of type, a gap between words that may part columns; a space in justified lines has
0.6 at most."""
SPACE = 0.4
"""Times the size of type, a gap that is a space where the library sees none; beside a "1" it is 0.25."""
WHITE = 250
"""Of 255, in each of red, green and blue."""
COVERS = 0.5
"""Share of a page that a picture covers which is the page's scan."""
MOST_OBJECTS = 3_000
"""Drawn objects of one page that are looked at: a map has more, and hides no text."""
MOST_CHARACTERS = 60_000
"""Of one page; a page of a newspaper has 20,000."""


class Type(NamedTuple):
    """How letters are set: size in points, weight, font."""

    size: float
    weight: int
    font: str


class Box(NamedTuple):
    """A rectangle in points from the page's bottom left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line without a gap that could part columns; ``base`` is the line they stand on."""

    left: float
    right: float
    base: float
    text: str
    type: Type


@dataclass(slots=True)
class Page:
    """What stands on a page; ``boxes`` are the rectangles drawn on it."""

    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    """Words set at another angle: notes on margins, stamps across the page."""
    hidden: int = 0
    """Letters that nobody sees."""
    recognised: bool = False
    """Whether its words are those of a text recognition over a picture."""
    pictures: int = 0


RAISED = "\ue001"
"""Stands before each figure that is set small and raised, as the marks of footnotes are."""


class _Letter(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    type: Type
    space: bool
    """Whether a space or a line's end stands before it."""


@dataclass(slots=True)
class _Set:
    """What the letters of one text object share."""

    type: Type
    turn: int
    """Quarters of a turn, or -1 for an angle between."""
    base: float
    mode: int
    clear: bool
    white: bool


@dataclass(slots=True)
class _Drawn:
    dark: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


def read_page(document: Any, number: int) -> Page:
    """Give what stands on a page of a pypdfium2 document; an empty page where it is damaged."""
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page(0.0, 0.0)  # a damaged page costs that page
    try:
        shown = Box(*page.get_bbox())
        drawn = _drawn(page, shown)
        size = (shown.right - shown.left, shown.top - shown.bottom)
        found = Page(*size, boxes=drawn.boxes, pictures=len(drawn.pictures))
        _fill(found, text_page, shown, drawn)
        return found
    finally:
        text_page.close()
        page.close()


def _drawn(page: Any, shown: Box) -> _Drawn:
    """Give the rectangles and pictures of a page."""
    from pypdfium2 import raw

    found = _Drawn()
    area = max(1.0, (shown.right - shown.left) * (shown.top - shown.bottom))
    for index in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM):  # fmt: skip
            continue
        box = _bounds(raw, item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(box)
        if kind != raw.FPDF_PAGEOBJ_PATH:
            found.dark.append(box)
            continue
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, mode, stroke)
        if mode.value and not _is_white(_colour(raw, item)):
            found.dark.append(box)
        size = (box.right - box.left) * (box.top - box.bottom)
        if (stroke.value or mode.value) and box.top - box.bottom > 20 and size < 0.6 * area:
            found.boxes.append(box)
    return found


def _bounds(raw: Any, item: Any) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    return Box(*(side.value for side in sides))


def _colour(raw: Any, item: Any) -> tuple[int, int, int, int]:
    values = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(item, *values):
        return (0, 0, 0, 255)
    red, green, blue, alpha = (value.value for value in values)
    return (red, green, blue, alpha)


def _is_white(colour: tuple[int, int, int, int]) -> bool:
    return min(colour[:3]) >= WHITE


def _fill(found: Page, text_page: Any, shown: Box, drawn: _Drawn) -> None:
    """Put the letters of a page that are seen together to pieces."""
    area = max(1.0, found.width * found.height)
    scanned = sum((p.right - p.left) * (p.top - p.bottom) for p in drawn.pictures) > COVERS * area
    turns: dict[int, list[_Letter]] = {}
    for letter, how, middle in _letters(text_page):
        unseen = how.mode in (3, 7) and not scanned
        white = how.white and not any(dark.holds(*middle) for dark in drawn.dark)
        if unseen or how.clear or white or how.type.size < SMALLEST or not shown.holds(*middle):
            found.hidden += 1
            continue
        found.recognised = found.recognised or how.mode in (3, 7)
        turns.setdefault(how.turn, []).append(letter)
    if not turns:
        return
    most = max(turns, key=lambda turn: (len(turns[turn]), -turn))
    for turn, letters in sorted(turns.items()):
        pieces = list(_pieces(letters))
        if turn == most:
            found.pieces = pieces
        else:
            found.turned.append(clean_line(" ".join(piece.text for piece in pieces)))
    if most in (1, 3):
        found.width, found.height = found.height, found.width


def _letters(text_page: Any) -> Iterator[tuple[_Letter, _Set, tuple[float, float]]]:
    """Give the letters of a page in the file's order, each in the coordinates of its own angle,
    with what they share with others and the middle of their place on the page."""
    from pypdfium2 import raw

    sets: dict[Any, _Set] = {}
    sides = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = sides
    space = True
    for index in range(min(text_page.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        text = "-" if code in (2, 0xFFFE) else chr(code)
        if code == 0 or text.isspace() or text == RAISED:
            space = True
            continue
        item = raw.FPDFText_GetTextObject(text_page, index)
        key = ctypes.cast(item, ctypes.c_void_p).value
        how = sets.get(key)
        if how is None:
            how = sets[key] = _set(raw, text_page, index, item if key else None)
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        box = (left.value, right.value)
        if how.turn == 1:
            box = (bottom.value, top.value)
        elif how.turn == 2:
            box = (-right.value, -left.value)
        elif how.turn == 3:
            box = (-top.value, -bottom.value)
        middle = ((left.value + right.value) / 2, (bottom.value + top.value) / 2)
        yield _Letter(text, *box, how.base, how.type, space), how, middle
        space = False


def _set(raw: Any, text_page: Any, index: int, item: Any) -> _Set:
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, len(name), flags)
    a, b = matrix.a, matrix.b
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    if abs(b) <= 0.05 * abs(a):
        turn, base = (0, y.value) if a >= 0 else (2, -y.value)
    elif abs(a) <= 0.05 * abs(b):
        turn, base = (1, -x.value) if b > 0 else (3, x.value)
    else:
        turn, base = -1, y.value
    colour = _colour(raw, item) if item is not None else (0, 0, 0, 255)
    return _Set(
        type=Type(
            round(raw.FPDFText_GetFontSize(text_page, index) * scale, 1),
            raw.FPDFText_GetFontWeight(text_page, index),
            name.value.decode("utf-8", "replace"),
        ),
        turn=turn,
        base=round(base, 1),
        mode=raw.FPDFTextObj_GetTextRenderMode(item) if item is not None else 0,
        clear=colour[3] == 0,
        white=_is_white(colour),
    )


def _pieces(letters: list[_Letter]) -> Iterator[Piece]:
    """Put letters together that stand on one line without a large gap."""
    run: list[_Letter] = []
    text = ""
    foot = None  # the last letter that is not raised
    for letter in letters:
        if run:
            last = run[-1]
            foot = foot or last
            size = max(foot.type.size, letter.type.size)
            gap = letter.left - last.right
            raised = letter.type.size < 0.8 * foot.type.size and 0 < letter.base - foot.base < 0.6 * size  # fmt: skip
            lowered = text.isdigit() and foot.type.size < 0.8 * letter.type.size and 0 < foot.base - letter.base < 0.6 * size  # fmt: skip
            level = abs(letter.base - foot.base) < 0.25 * size or raised or lowered
            if not level or gap > PART * size or letter.right < last.left:
                yield _piece(run, text)
                run, text = [], ""
            elif letter.space or gap > SPACE * size:
                text += " "
            raised = raised and bool(run)
            foot = foot if raised else letter
            if raised and letter.text.isdigit() and not letter.space:
                text += RAISED
        run.append(letter)
        text += letter.text
    if run:
        yield _piece(run, text)


def _piece(run: list[_Letter], text: str) -> Piece:
    used = Counter(letter.type for letter in run)
    kind = max(used, key=lambda k: (used[k], k.size))
    base = Counter(letter.base for letter in run if letter.type == kind).most_common(1)[0][0]
    if text.endswith("\u00ad"):
        text = clean_line(text) + "\u00ad"
    else:
        text = clean_line(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return Piece(run[0].left, max(letter.right for letter in run), base, text, kind)
