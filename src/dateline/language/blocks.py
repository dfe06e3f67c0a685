"""Blocks (paragraphs) of a text and small repairs made for the parser alone.

The parser sees a shadow of each block: typographic quotes made plain, soft line breaks
made spaces, headline capitals made small, a lost apostrophe put back ("ISISs leader"). An offset map leads every token
back to the untouched text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.language.headlines import is_headline, named_pairs, readable
from dateline.types import Quotation

MAX_BLOCK = 8_000
"""Characters; longer blocks are cut at white space. A block of 8,000 keeps the parser's
memory under 100 MB; paragraphs of news are under 2,000."""

_SAME_LENGTH = str.maketrans(
    {
        "\n": " ",
        "\t": " ",
        "\r": " ",
        "\u00a0": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2013": "-",
        "\u2212": "-",
    }
)

_PLURAL_OF_ABBREVIATION = re.compile(r"\b([A-Z]{2,6})s(?= (?!and\b|or\b|were\b|are\b|have\b)[a-z])")
_DATELINE = re.compile(
    r"(?:[A-Z\u00c0-\u00de\u0410-\u042f][A-Z\u00c0-\u00de\u0410-\u042f.'\u2019/ -]{2,40})"
    r"(?:,[^()\n\u2014\u2013]{1,40}?)?(?:\s*\([^()\n]{2,40}\))?\s*(?:--|[-\u2013\u2014])\s+"
)
"""Where an agency's report says where and when it was filed: "GROZNY, June 23 (Agency) - "; it
is a block of its own, since the parser would take it for a part of the first sentence."""

_BREAK = re.compile(r"\n[ \t]*\n\s*")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u2013\u2014]|\d{1,2}[.)])\s")


class Block(NamedTuple):
    """A paragraph: its span and the shadow that the parser reads.

    ``inserted`` are positions in the shadow (ascending) of characters that the text lacks.
    """

    start: int
    end: int
    shadow: str
    inserted: tuple[int, ...]

    def offset(self, position: int) -> int:
        """Give the text offset of a position in the shadow."""
        return self.start + position - sum(1 for at in self.inserted if at < position)


def blocks(text: str, title_end: int = 0) -> list[Block]:
    """Give the blocks of ``text`` in order; the title is a block of its own.

    Together they cover every character that is not white space.
    """
    known = {match.group(1) for match in re.finditer(r"\b([A-Z]{2,6})\b", text)}
    pieces: list[tuple[int, int]] = []
    for start, end in _paragraphs(text, title_end):
        pieces += _cut(text, start, end)
    lines = [text[start:end] for start, end in pieces]
    running = [line for line in lines if not is_headline(line)]
    names = named_pairs(running) if len(running) < len(lines) else frozenset()
    return [Block(start, end, *_shadow(text[start:end], known, names)) for start, end in pieces]


def _paragraphs(text: str, title_end: int) -> Iterator[tuple[int, int]]:
    bounds = [0, *([title_end] if 0 < title_end < len(text) else [])]
    starts = sorted({*bounds, *(match.end() for match in _BREAK.finditer(text))})
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        begin = _after_dateline(text, start, end)
        yield from _trimmed(text, start, begin)
        yield from _lines(text, begin, end)


def _after_dateline(text: str, start: int, end: int) -> int:
    """Give where the sentence behind a dateline begins; ``start`` where there is none."""
    match = _DATELINE.match(text, start, min(end, start + 120))
    return match.end() if match else start


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split at line breaks that end a sentence, a heading or a list item; join wrapped lines."""
    begin = start
    position = start
    while True:
        newline = text.find("\n", position, end)
        if newline < 0:
            break
        line = text[position:newline].rstrip()
        rest = text[newline + 1 : newline + 8]
        if line[-1:] in '.!?:;"”’)' or len(line) < 40 or _BULLET.match(rest):
            yield from _trimmed(text, begin, newline)
            begin = newline + 1
        position = newline + 1
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_BLOCK:
        at = start + MAX_BLOCK
        for mark in (". ", " "):
            found = text.rfind(mark, start + MAX_BLOCK // 2, at)
            if found > 0:
                at = found + len(mark)
                break
        yield from _trimmed(text, start, at)
        start = at
    yield from _trimmed(text, start, end)


def _shadow(block: str, known: set[str], names: frozenset[str]) -> tuple[str, tuple[int, ...]]:
    shadow = readable(block.translate(_SAME_LENGTH), names)
    inserted: list[int] = []
    parts: list[str] = []
    last = 0
    for match in _PLURAL_OF_ABBREVIATION.finditer(shadow):
        if match.group(1) not in known:
            continue
        cut = match.end(1)
        parts.append(shadow[last:cut])
        inserted.append(cut + len(inserted))
        parts.append("'")
        last = cut
    parts.append(shadow[last:])
    return "".join(parts), tuple(inserted)


_PAIRS = {"\u201c": "\u201d", "\u00ab": "\u00bb", "\u201e": "\u201c"}


def quotations(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Give what stands between quotation marks in each block, marks excluded.

    A mark that nothing closes opens a quotation to the end of its block (the usual form of
    a quotation that goes on over several paragraphs). Single quotes count when they stand
    at word boundaries and enclose two words or more.
    """
    found: list[Quotation] = []
    for start, end in spans:
        found += _quotations_of(text, start, end)
    return tuple(sorted(found))


def _quotations_of(text: str, start: int, end: int) -> Iterator[Quotation]:
    position = start
    while position < end:
        character = text[position]
        if character in _PAIRS:
            close = text.find(_PAIRS[character], position + 1, end)
            if close < 0 and character == "\u201c":
                close = text.find('"', position + 1, end)
        elif character == '"' or (character == "'" and text.startswith("''", position)):
            width = 1 if character == '"' else 2
            close = text.find('"' if width == 1 else "''", position + width, end)
            position += width - 1
        elif character in "'\u2018" and (position == start or text[position - 1] in " ([\u2014-\n"):
            close = _single_close(text, position + 1, end)
            if close < 0 or " " not in text[position + 1 : close]:
                position += 1
                continue
        else:
            position += 1
            continue
        stop = end if close < 0 else close
        if text[position + 1 : stop].strip():
            yield Quotation(position + 1, stop)
        position = stop + 1


def _single_close(text: str, start: int, end: int) -> int:
    for at in range(start, min(end, start + 600)):
        if (
            text[at] in "'\u2019"
            and not text[at - 1].isspace()
            and (at + 1 >= end or not text[at + 1].isalnum())
        ):
            return at
    return -1
