"""Lines that a program broke at a width, put together again to the paragraphs that were written.

A program that wraps puts a word on the next line only where the line had no room left for it: a
break in a text of width W was made by wrapping where the line is at most W long and would be
longer with the next line's first word. Lines that people end (titles, names, items, verses,
paragraphs) do so at any length. A text counts as wrapped where its breaks agree on one width and
many of them fall inside a sentence; a text with a paragraph a line has neither, and stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.ingest.hyphens import HYPHENS, joined, words_of

NARROWEST, WIDEST = 50, 200
"""Characters: narrower lines are columns or verses; editors' settings end at 160, and a paragraph of
news seldom stays below 200."""
FEWEST = 3
"""Breaks that agree on the width. Two agree by chance."""
INSIDE = 1 / 3
"""The least share of them inside a sentence: before a small letter, behind no full stop. Of wrapped
English it is three quarters, of lines that people end next to nothing."""
AGREEING = 1 / 2
"""The least share of the breaks behind open lines that agree on the width."""
LONGER = 1 / 4
"""Lines longer than the width (titles, addresses, a table) for each break that agrees, at most."""

CLOSING = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
"""How a line ends that no sentence goes on from."""
BULLET = re.compile(r"^\s*(?:[-–—*•·‣▪◦]|\d{1,3}[.)]|[a-z][.)])\s+\S")
"""How an item of a list begins."""
BYLINE = re.compile(r"(?:By|BY|Von|Par|Por)\s+[A-ZÀ-Ý]")
"""How a line of who wrote it begins; a sentence that was broken there goes on in lower case."""
_QUOTED = re.compile(r"[ ]?(?:>[ ]?)+")
_DASH = re.compile(r"\s*[-–—]\s")
_ROW = re.compile(r"\||\S {3,}\S|\t")
_DATELINE = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ.'’/ -]{2,40}(?:,|\s*\(|\s+[-–—])")
_LETTERS, _LETTERS_AT_END = re.compile(r"[^\W_]+"), re.compile(r"[^\W_]+$")
_MARKED = re.compile(r"\s{0,3}(?:#{1,6}\s|```|~~~)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text without the spaces at its end."""

    text: str
    quoted: str
    """The marks of a quoted message before its words ("> ")."""
    words: str
    """What stands behind those marks and the indentation."""
    prose: bool
    """Whether it can be part of a wrapped paragraph: no rule, no row of a table, no heading's mark."""
    item: bool
    """Whether it begins an item of a list."""

    @property
    def indent(self) -> int:
        """Give the number of spaces before the words."""
        return len(self.text) - len(self.words) - len(self.quoted)

    @property
    def open(self) -> bool:
        """Whether a sentence can go on behind it."""
        return CLOSING.search(self.text) is None


def unwrap(text: str) -> str:
    """Give ``text`` with each break that wrapping made replaced by a space.

    ``text`` has ``\\n`` for line ends and its lines as they were written, indentation included. It is
    given back as it is where its lines do not agree on a width.
    """
    if text.count("\n") < FEWEST:
        return text
    lines = _lines(text)
    breaks = [at for at in range(len(lines) - 1) if _neighbours(lines[at], lines[at + 1])]
    width = _width(lines, breaks)
    if width is None:
        return text
    within = _within(lines, breaks, width)
    hyphens = any(lines[at].text[-1] in HYPHENS for at in within)
    words = words_of(line.text for line in lines) if hyphens else frozenset()
    found: list[str] = []  # pieces, joined once: half a million lines can be one
    for at, line in enumerate(lines):
        if at and at - 1 in within:
            found[-1:] = _put(found[-1], line.words, words), line.words
        else:
            found += ["\n"] * (at > 0) + [line.text]
    return "".join(found)


def _lines(text: str) -> list[_Line]:
    """Give the lines of a text; the first one as indented as the others, where its indentation was
    stripped with what stood before the text."""
    first, *rest = text.split("\n")
    indent = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return [_line(" " * indent + first.lstrip() if indent else first), *map(_line, rest)]


def _line(line: str) -> _Line:
    text = line.rstrip()
    match = _QUOTED.match(text)
    quoted = match[0] if match else ""
    words = text[len(quoted) :].lstrip()
    prose = any(c.isalnum() for c in words) and not _ROW.search(words) and not _MARKED.match(text)
    return _Line(text, quoted, words, prose, BULLET.match(words) is not None)


def _neighbours(line: _Line, after: _Line) -> bool:
    """Whether the break between two lines may be one of wrapping."""
    return (
        line.prose
        and after.prose
        and line.quoted.strip() == after.quoted.strip()
        and not (BYLINE.match(after.words) and line.open)
    )


def _longest(line: _Line, after: _Line) -> int:
    """Give the greatest width at which the next line's first word had no room on the line."""
    return len(line.text) + len(after.words.split(" ", 1)[0])


def _width(lines: Sequence[_Line], breaks: Sequence[int]) -> int | None:
    """Give the width at which lines were broken; None where they agree on none."""
    changes: Counter[int] = Counter()
    for at in breaks:
        first, last = len(lines[at].text), _longest(lines[at], lines[at + 1])
        if first <= WIDEST and last >= NARROWEST and not lines[at + 1].item:
            changes[max(first, NARROWEST)] += 1
            changes[min(last, WIDEST) + 1] -= 1
    best, width, count = 0, 0, 0
    for at in sorted(changes):
        if count == best and count:
            width = at - 1  # the greatest at which as many agree
        count += changes[at]
        if count > best:
            best, width = count, at
    agreeing = [at for at in breaks if _agrees(lines, at, width)]
    unended = sum(1 for at in breaks if lines[at].open)
    inside = sum(1 for at in agreeing if lines[at].open and lines[at + 1].words[0].islower())
    longer = sum(
        1 for line in lines if line.prose and " " in line.text[:width] and len(line.text) > width
    )
    if len(agreeing) < FEWEST - (inside == len(agreeing)) or inside < INSIDE * len(agreeing):
        return None
    if sum(lines[at].open for at in agreeing) < AGREEING * unended or longer > LONGER * len(
        agreeing
    ):
        return None
    return width


def _agrees(lines: Sequence[_Line], at: int, width: int) -> bool:
    return len(lines[at].text) <= width <= _longest(lines[at], lines[at + 1])


def _within(lines: Sequence[_Line], breaks: Sequence[int], width: int) -> set[int]:
    """Give the lines whose break from the next one was made by wrapping."""
    ends = {at for at in breaks if not (lines[at].open or _agrees(lines, at, width))}
    usual = Counter(line.indent for line in lines if line.prose).most_common(1)[0][0]
    found: set[int] = set()
    in_item = unmarked = False
    for number, at in enumerate(breaks):
        if not number or breaks[number - 1] != at - 1:  # a new block of lines
            in_item = lines[at].item
            unmarked = any(other in ends for other in _block(breaks, number))
        line, after = lines[at], lines[at + 1]
        joined_on = (
            _agrees(lines, at, width)
            and not _begins(line, after, in_item)
            and not (after.indent > max(line.indent, usual) + 1 and not line.item)
            and (line.open or not unmarked or after.words[0].islower())
        )
        if joined_on:
            found.add(at)
        else:
            in_item = after.item
    return found


def _block(breaks: Sequence[int], number: int) -> Iterator[int]:
    """Give the breaks of the block of lines in which the one of this number is the first."""
    yield breaks[number]
    while number + 1 < len(breaks) and breaks[number + 1] == breaks[number] + 1:
        number += 1
        yield breaks[number]


def _begins(line: _Line, after: _Line, in_item: bool) -> bool:
    """Whether a line begins a paragraph or an item by its form, however full the line before it."""
    if after.item:
        small = after.words.split(" ", 1)[-1][:1].islower()
        return in_item or not line.open or (_DASH.match(after.words) is not None and not small)
    return line.open and _DATELINE.match(after.words) is not None


def _put(before: str, line: str, words: frozenset[str]) -> str:
    """Give what stands before a line that is put to it, with or without a space or hyphen at its end;
    a hyphen there stays unless the text has the word without it: programs break at a hyphen that was
    written, and seldom set one."""
    together = joined(before, line, words)
    if len(together) == len(before) + len(line) - 1 and before[-1] in HYPHENS:
        first, second = _LETTERS_AT_END.search(before[:-1]), _LETTERS.match(line)
        if first and second and (first[0] + second[0]).casefold() not in words:
            return before
    return together[: len(together) - len(line)]
