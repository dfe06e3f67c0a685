"""What stands before the body: the title and its repeats, by-lines, date lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from dateline.ingest import furniture
from dateline.ingest.credits import bare_byline, byline, dateline
from dateline.ingest.names import is_person
from dateline.ingest.published import DateLine, date_line, find_day
from dateline.types import Credit, Dating

HEAD = 14
"""Paragraphs among which title, by-line and date are looked for."""
PARAGRAPH = 200
"""Characters from which a paragraph is body, not head: headlines in `reports/` end at 180."""
SAME_TITLE = 95.0
"""rapidfuzz ratio (0 to 100) of two titles that differ by a quotation mark or a letter's case."""
TITLE_WORDS = 35


class Block(NamedTuple):
    """A paragraph and its place among those that the format gave."""

    at: int
    text: str


@dataclass(slots=True)
class Parts:
    """What is known of a report while it is put together; ``cut`` becomes its furniture."""

    blocks: list[Block]
    title: str | None
    credits: list[Credit]
    published: Dating
    warnings: list[str]
    cut: list[Block] = field(default_factory=list)

    def add_credits(self, credits: tuple[Credit, ...] | list[Credit]) -> None:
        """Note credits that are not noted yet."""
        known = {(c.kind, c.name) for c in self.credits}
        self.credits.extend(c for c in credits if (c.kind, c.name) not in known)


def read_head(parts: Parts, seek_title: bool) -> None:
    """Find the title where none is given, then take its repeats, by-lines and date lines out."""
    if parts.title is None and seek_title:
        _take_title(parts)
    kept: list[Block] = []
    in_head = True
    for index, block in enumerate(parts.blocks):
        in_head = in_head and index < HEAD and len(block.text) < PARAGRAPH
        repeat = parts.title is not None and index < HEAD and same_title(block.text, parts.title)
        if repeat or (in_head and not is_text(block.text) and _head_line(parts, index)):
            parts.cut.append(block)
        else:
            kept.append(block)
    parts.blocks = kept


def same_title(a: str, b: str) -> bool:
    """Whether two lines are one title, whatever their case, quotes, dashes and bullets."""
    a, b = plain(a), plain(b)
    if not a or not b:
        return False
    if a == b:
        return True
    return min(len(a), len(b)) > 20 and fuzz.ratio(a, b) >= SAME_TITLE


def plain(text: str) -> str:
    """Give a title's letters and digits in lower case with single spaces: its form for comparison."""
    return " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())


def is_text(block: str) -> bool:
    """Whether a paragraph is the report's body: long, or a whole sentence, or behind a dateline."""
    if byline(block):
        return False
    if len(block) >= PARAGRAPH or dateline(block) is not None:
        return True
    return len(block) > 60 and re.search(r"[^.][.!][\"”’)]*$", block) is not None


def _take_title(parts: Parts) -> None:
    """Take the title out of the first paragraphs: one that is repeated, else the first long enough.

    Headings of sections ("White House", "POLITICO") stand before headlines and are shorter than
    four words; a headline that short is taken only where it opens the report.
    """
    candidates: list[int] = []
    for index, block in enumerate(parts.blocks[:HEAD]):
        if is_text(block.text):
            break
        if _can_be_title(block.text):
            candidates.append(index)
    if not candidates or len(parts.blocks) == 1:
        return
    texts = [parts.blocks[index].text for index in candidates]
    chosen = None
    for n, index in enumerate(candidates):
        if any(same_title(texts[n], other) for other in texts[n + 1 :]):
            chosen = index
            break
    if chosen is None:
        chosen = next((i for i in candidates if len(parts.blocks[i].text.split()) >= 4), None)
    if chosen is None and candidates[0] == 0:
        chosen = 0
    if chosen is not None:
        parts.title = re.sub(r"^[\-–—*•#\s]+", "", parts.blocks[chosen].text)
        del parts.blocks[chosen]


def _can_be_title(block: str) -> bool:
    first = next((c for c in block if c.isalnum()), "")
    if not first or first.islower() or "\n" in block or len(block.split()) > TITLE_WORDS:
        return False
    if re.search(r"[^.][.;,:]$", block) and not re.search(r"\b\w\.\w?\.$", block):
        return False
    return not (
        byline(block) or date_line(block) or bare_byline(block) or furniture.is_furniture(block)
    )


def _head_line(parts: Parts, index: int) -> bool:
    """Whether a paragraph of the head is a by-line or a date line; its credits and date are noted."""
    text = parts.blocks[index].text
    found = [credit for line in text.split("\n") for credit in byline(line)]
    found = found or list(bare_byline(text))
    stated = date_line(text)
    if not found and stated is None and _name_before_date(parts.blocks, index):
        found = [Credit("author", text, text)]
    if found:
        parts.add_credits(found)
        stated = stated or _day_in(text)
    if stated is not None:
        known = parts.published
        if known.how in ("unknown", "inferred") or (known.note == "updated" and not stated.updated):
            note = "updated" if stated.updated else ""
            parts.published = Dating(stated.day, stated.day, "text", text[:120], note)
    return bool(found) or stated is not None


def _day_in(block: str) -> DateLine | None:
    day = find_day(block)
    return DateLine(day, "updated" in block.casefold()) if day else None


def _name_before_date(blocks: list[Block], index: int) -> bool:
    """Whether a line is a person's name with the date on one of the next two lines."""
    text = blocks[index].text
    if not is_person(text) or len(text.split()) > 4:
        return False
    return any(date_line(block.text) for block in blocks[index + 1 : index + 3])
