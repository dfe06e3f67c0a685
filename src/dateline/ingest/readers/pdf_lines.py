"""Lines of a PDF page, and how each stands to the one before: set in another size or weight of type,
behind a wider gap, or indented, it stands apart. A title's lines are of one style; what follows in
another, the publisher or the by-line, is no title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dateline.ingest.documents.pdf_layout import Placed
from dateline.ingest.documents.pdf_pieces import RAISED, Type

HEAD_LINES = 14
"""Lines at the top of the first page whose style is looked at: what stands before the body."""
WIDE_GAP = 1.4
"""Times the usual distance of two lines from which a gap parts them. A blank line is 2; leading that
is set wider for a larger title stays below."""
INDENT = 0.8
"""Times the size of type from which a line starts a paragraph by its indent; typesetters take 1 to 2."""
OTHER_SIZE = 1.12
"""Times the size of the text from which type is a heading's; 12 points above 10.5 are 1.14."""
CLOSED = re.compile(r"[.!?:…][\"'”’»)\]]*\d{0,3}$")


class Line(NamedTuple):
    """A line, and how it stands to the one before: True, goes on in the type of a title; False,
    stands apart; None, as the words tell."""

    text: str
    goes_on: bool | None = None
    page: int = 0


def body_type(pages: Sequence[Sequence[Placed]]) -> Type:
    """Give the type in which most characters are set, the first by size of several."""
    used: Counter[Type] = Counter()
    for page in pages:
        for line in page:
            used[line.type] += len(line.text)
    return min(used, key=lambda kind: (-used[kind], kind)) if used else Type(0.0, 0, "")


def lines_of(page: Sequence[Placed], body: Type, number: int) -> list[Line]:
    """Give the lines of a page's text; ``number`` counts pages from 0."""
    gaps = [a.base - b.base for a, b in pairwise(page)]
    usual = median(gaps) if gaps else 0.0
    found: list[Line] = []
    for n, line in enumerate(page):
        before = page[n - 1] if n else None
        if before is None:
            goes_on = None
        elif number == 0 and n < HEAD_LINES:
            goes_on = _in_head(before, line, usual, body)
            if goes_on is None:
                goes_on = _in_body(before, line, body)
        else:
            goes_on = _in_body(before, line, body)
        found.append(Line(line.text.replace(RAISED, ""), goes_on, number))
    return found


def _in_head(before: Placed, line: Placed, usual: float, body: Type) -> bool | None:
    wide = usual > 0 and before.base - line.base > WIDE_GAP * max(usual, line.type.size)
    if wide or line.type != before.type:
        goes_on: bool | None = False
        if not wide and _goes_on(before, line) and line.type.size == before.type.size:
            goes_on = None  # a line in italics inside a paragraph
    elif line.type != body and line.type.size >= body.size:
        goes_on = True
    else:
        goes_on = None
    return goes_on


def _in_body(before: Placed, line: Placed, body: Type) -> bool | None:
    """Say whether a paragraph starts: by a gap, an indent, or another size of type."""
    other = max(line.type.size, before.type.size) >= OTHER_SIZE * min(
        line.type.size, before.type.size
    )
    if other:
        return False
    if _goes_on(before, line):
        return None
    indented = line.indent > INDENT * body.size and before.indent <= INDENT * body.size
    apart = line.gap > WIDE_GAP if line.block == before.block else _below(before, line)
    return False if apart or indented else None


def _goes_on(before: Placed, line: Placed) -> bool:
    """Whether a line goes on in the sentence of the one before, whatever lies between."""
    return line.text[:1].islower() and not CLOSED.search(before.text)


def _below(before: Placed, line: Placed) -> bool:
    """Whether a line stands below another in one column, so that something parts them."""
    return min(before.right, line.right) - max(before.left, line.left) > 1.0 and line.base < before.base  # fmt: skip
