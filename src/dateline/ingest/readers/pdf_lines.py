"""Lines of a PDF page, and which of them stand apart at the head of a report: in another size or
weight of type, or after a wider gap. A title's lines are of one style; what follows in another, the
publisher or the by-line, is no title."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

HEAD_LINES = 14
"""Lines at the top of the first page whose style is looked at: what stands before the body."""
WIDE_GAP = 1.4
"""Times the usual distance of two lines from which a gap parts them. A blank line is 2; leading that
is set wider for a larger title stays below."""
CHARACTERS = 20_000
"""Of a page; beyond, it is a table or an index, and its head is not looked at."""


class Line(NamedTuple):
    """A line, and how it stands to the one before: True, goes on in the type of a title; False,
    stands apart; None, as the words tell."""

    text: str
    goes_on: bool | None = None


class _Look(NamedTuple):
    """How a line is set: size of type in points, weight, font; its height on the page."""

    size: float
    weight: int
    font: str
    y: float

    def type(self) -> tuple[float, int, str]:
        """Give the type without the place."""
        return self[:3]


def lines_of(text: str, page: Any = None) -> list[Line]:
    """Give the lines of a page's text; with ``page``, a pypdfium2 text page, those of its head know
    how they stand to those before."""
    lines = [Line(line.strip()) for line in text.split("\n") if line.strip()]
    set_lines = [] if page is None else _set_lines(page)
    if len(lines) < 2 or len(set_lines) < 2:
        return lines
    looks = [look for _, look in set_lines]
    gaps = [a.y - b.y for a, b in pairwise(looks)]
    usual = median(gaps)
    body = _most_used(set_lines)
    for n in range(1, min(HEAD_LINES, len(lines), len(looks))):
        if _letters(set_lines[n][0]) != _letters(lines[n].text):
            break  # a word parted at a line's end was made whole: the lines are no longer the same
        wide = usual > 0 and gaps[n - 1] > WIDE_GAP * max(usual, looks[n].size)
        if wide or looks[n].type() != looks[n - 1].type():
            lines[n] = lines[n]._replace(goes_on=False)
        elif looks[n].type() != body and looks[n].size >= body[0]:
            lines[n] = lines[n]._replace(goes_on=True)
    return lines


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _most_used(set_lines: Sequence[tuple[str, _Look]]) -> tuple[float, int, str]:
    """Give the type in which most characters are set, the first by size of several."""
    used: Counter[tuple[float, int, str]] = Counter()
    for text, look in set_lines:
        used[look.type()] += len(text)
    return min(used, key=lambda kind: (-used[kind], kind))


def _set_lines(page: Any) -> list[tuple[str, _Look]]:
    """Give each line with words and how most of its characters are set."""
    from pypdfium2 import raw

    count = page.count_chars()
    if count > CHARACTERS:
        return []
    found: list[tuple[str, _Look]] = []
    text = ""
    line: list[_Look] = []
    for n in range(count + 1):
        character = chr(raw.FPDFText_GetUnicode(page, n)) if n < count else "\n"
        if character in "\r\n":
            if line:
                found.append((text, Counter(line).most_common(1)[0][0]))
            text, line = "", []
        elif not character.isspace():
            text += character
            line.append(_look(raw, page, n))
    return found


def _look(raw: Any, page: Any, n: int) -> _Look:
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    scale = abs(matrix.d) if raw.FPDFText_GetMatrix(page, n, matrix) else 1.0
    raw.FPDFText_GetCharOrigin(page, n, x, y)
    raw.FPDFText_GetFontInfo(page, n, name, len(name), flags)
    return _Look(
        size=round(raw.FPDFText_GetFontSize(page, n) * (scale or 1.0), 1),
        weight=raw.FPDFText_GetFontWeight(page, n),
        font=name.value.decode("utf-8", "replace"),
        y=round(y.value, 1),
    )
