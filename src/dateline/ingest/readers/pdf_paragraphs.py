"""From the lines of a PDF's pages to the paragraphs of its report: running headers, footers, page
numbers and footnotes kept apart, boxes behind the paragraph they stand beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dateline.ingest.documents.pdf_layout import Placed
from dateline.ingest.documents.pdf_pieces import RAISED, Type
from dateline.ingest.hyphens import joined, words_of
from dateline.ingest.readers.pdf_lines import CLOSED, OTHER_SIZE, Line, body_type, lines_of

EDGE_LINES = 3
"""Lines at the top and at the bottom of a page among which headers and footers are looked for."""
REPEATED_ON = 0.5
"""Share of the pages on which a line must stand, digits aside, to be a header or footer."""
FOOTNOTE_SIZE = 0.92
"""Times the size of the text, that of footnotes at most: 9 points below 10 and 11."""
QUOTED = 25
"""Letters from which words that stand in the text as well are a pull quote, and not a heading."""

_ITEM = re.compile(r"^\s*(?:[-–—*•·‣▪◦]|\d{1,3}[.)]|\(?[a-z]\))\s+\S")
_FOOTNOTE = re.compile(r"\s*(?:(\d{1,3})(?=\s|[^\W\d]|\.\s)|[*†‡§])\s*\S")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|стр\.?)?\s*\d{1,4}\s*(?:(?:of|/|von|из)\s*\d{1,4})?\W*", re.I
)


@dataclass(slots=True)
class Parted:
    """The report of a PDF's pages, and what was kept apart from it."""

    blocks: list[str] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    """The lines of the first page's text."""
    furniture: list[str] = field(default_factory=list)
    footnotes: int = 0


def part(pages: Sequence[Sequence[Placed]]) -> Parted:
    """Give the paragraphs of pages whose lines are in reading order."""
    found = Parted()
    kept, found.furniture = without_edges(pages)
    body = body_type(kept)
    kept = [_without_footnotes(page, body, found) for page in kept]
    kept = [_without_pull_quotes(page, kept, body, found) for page in kept]
    main: list[Line] = []
    asides: list[list[Line]] = []
    for number, page in enumerate(kept):
        text, beside = _asides(page, body)
        lines = lines_of(text, body, number)
        main += lines
        found.head = found.head or lines
        if beside:
            asides.append(lines_of(beside, body, number))
    words = words_of(line.text for page in kept for line in page)
    found.blocks = _lists_together(_with_asides(main, asides, words))
    return found


def without_edges(pages: Sequence[Sequence[Placed]]) -> tuple[list[list[Placed]], list[str]]:
    """Give the pages' lines without repeated headers, footers and page numbers, and what was cut.

    A line at a page's edge goes where it stands on at least half of the pages, digits aside,
    and on two or more; a page number goes anywhere at an edge.
    """
    filled = [page for page in pages if page]
    seen: Counter[str] = Counter()
    for page in filled:
        seen.update({_shape(page[i].text) for i in _edge(page)})
    least = max(2, round(REPEATED_ON * len(filled)))
    kept: list[list[Placed]] = []
    cut: list[str] = []
    for page in filled:
        edge = _edge(page)
        rest = []
        for index, line in enumerate(page):
            repeated = seen[_shape(line.text)] >= least and len(filled) > 1
            number = len(filled) > 1 and _PAGE_NUMBER.fullmatch(line.text) is not None
            if index in edge and (repeated or number):
                cut.append(line.text)
            else:
                rest.append(line)
        kept.append(rest)
    return kept, cut


def _edge(page: Sequence[Placed]) -> set[int]:
    """Give the places of the first and the last lines, by reading order and by height."""
    count = len(page)
    order = sorted(range(count), key=lambda n: -page[n].base)
    return {*range(min(EDGE_LINES, count)), *range(max(0, count - EDGE_LINES), count),
            *order[:EDGE_LINES], *order[-EDGE_LINES:]}  # fmt: skip


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.casefold().split()))


def _blocks(page: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Give the lines of a page by their block."""
    open_block: list[Placed] = []
    for line in page:
        if open_block and line.block != open_block[-1].block:
            yield open_block
            open_block = []
        open_block.append(line)
    if open_block:
        yield open_block


def _without_footnotes(page: Sequence[Placed], body: Type, found: Parted) -> list[Placed]:
    """Give a page without its footnotes, in smaller type below all text of their column, and
    without the raised figures that point to them."""
    notes: list[Placed] = []
    kept: list[Placed] = []
    for block in _blocks(page):
        start = _footnote_start(block, page, body)
        notes += block[start:]
        kept += block[:start]
    numbers = set()
    open_note = ""
    for line in notes:
        mark = _FOOTNOTE.match(line.text.replace(RAISED, ""))
        if mark:
            found.footnotes += 1
            numbers.add(mark[1])
            found.furniture += [open_note] if open_note else []
            open_note = ""
        open_note = joined(open_note, line.text.replace(RAISED, ""))
    found.furniture += [open_note] if open_note else []
    return [replace(line, text=_unmarked(line.text, numbers)) for line in kept]


def _footnote_start(block: Sequence[Placed], page: Sequence[Placed], body: Type) -> int:
    """Give from which line of a block footnotes stand."""
    for start, line in enumerate(block):
        if line.box or not _FOOTNOTE.match(line.text.replace(RAISED, "")):
            continue
        small = all(other.type.size <= FOOTNOTE_SIZE * body.size for other in block[start:])
        below = any(
            other.base < line.base and other.type.size > FOOTNOTE_SIZE * body.size
            and min(other.right, line.right) - max(other.left, line.left) > 1.0
            for other in page
        )  # fmt: skip
        if small and not below:
            return start
    return len(block)


def _unmarked(text: str, numbers: set[str | None]) -> str:
    def figures(match: re.Match[str]) -> str:
        value = match[0].replace(RAISED, "")
        return "" if value in numbers else value

    return re.sub(rf"(?:{RAISED}\d)+", figures, text)


def _without_pull_quotes(
    page: Sequence[Placed], pages: Sequence[Sequence[Placed]], body: Type, found: Parted
) -> list[Placed]:
    """Give a page without words in a box or in larger type that stand in the text as well."""
    kept: list[Placed] = []
    text = ""
    for block in _blocks(page):
        apart = block[0].box or all(line.type.size >= OTHER_SIZE * body.size for line in block)
        quote = _letters("".join(line.text for line in block))
        if apart and len(quote) >= QUOTED:
            text = text or _letters(
                "".join(
                    line.text for p in pages for line in p
                    if not line.box and line.type.size < OTHER_SIZE * body.size
                )
            )  # fmt: skip
            if quote in text:
                found.furniture.append(" ".join(line.text for line in block))
                continue
        kept += block
    return kept


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _asides(page: Sequence[Placed], body: Type) -> tuple[list[Placed], list[Placed]]:
    """Part the text of a page from what stands beside it: boxes, and blocks in larger type inside a
    sentence that goes on behind them."""
    blocks = list(_blocks(page))
    text: list[Placed] = []
    beside: list[Placed] = []
    for n, block in enumerate(blocks):
        larger = all(line.type.size >= OTHER_SIZE * body.size for line in block)
        follows = next((other[0] for other in blocks[n + 1 :] if not other[0].box), None)
        inside = (
            larger and bool(text) and text[-1].type == body and not CLOSED.search(text[-1].text)
            and follows is not None and follows.text[:1].islower()
        )  # fmt: skip
        if block[0].box or inside:
            beside += block
        else:
            text += block
    return text, beside


def _with_asides(
    main: Sequence[Line], asides: Sequence[Sequence[Line]], words: frozenset[str]
) -> list[str]:
    """Give paragraphs, each page's boxes behind the last paragraph that starts on that page."""
    waiting = [(lines[0].page, [text for text, _ in paragraphs(lines, words)]) for lines in asides]
    found: list[str] = []
    for text, page in paragraphs(main, words):
        while waiting and waiting[0][0] < page:
            found += waiting.pop(0)[1]
        found.append(text)
    for _, texts in waiting:
        found += texts
    return found


def paragraphs(lines: Sequence[Line], words: frozenset[str]) -> list[tuple[str, int]]:
    """Give paragraphs and the page that each starts on: a line that ends a sentence well before the
    usual width ends one, and so does a list item, and what stands apart; a page's end does not."""
    if not lines:
        return []
    widths = sorted(len(line.text) for line in lines)
    usual = widths[int(len(widths) * 0.8)]
    found: list[tuple[str, int]] = []
    open_block, page = "", lines[0].page
    first = True
    for at, (line, goes_on, number) in enumerate(lines):
        if open_block and (goes_on is False or _ITEM.match(line)):
            found.append((open_block, page))
            open_block = ""
        elif found and not open_block and _ITEM.match(found[-1][0]) and line[:1].islower():
            open_block, page = found.pop()
        page = page if open_block else number
        open_block = joined(open_block, line, words)
        short = len(line) < 0.75 * usual
        heading = short and len(found) < 4 and len(open_block) < 160 and first
        title = lines[at + 1].goes_on if at + 1 < len(lines) else None
        if title:
            continue
        if (short and CLOSED.search(line)) or (heading and len(line) < 0.6 * usual):
            found.append((open_block, page))
            open_block = ""
            first = first and len(found) < 4
    if open_block:
        found.append((open_block, page))
    return found


def _lists_together(blocks: Sequence[str]) -> list[str]:
    """Give the items of a list as one paragraph with single newlines."""
    found: list[str] = []
    in_list = False
    for block in blocks:
        item = _ITEM.match(block) is not None
        if item and in_list:
            found[-1] += "\n" + block
        else:
            found.append(block)
        in_list = item
    return found
