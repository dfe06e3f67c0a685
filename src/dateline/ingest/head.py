"""What stands before the body: the title and its repeats, by-lines, date lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from dateline.ingest import furniture
from dateline.ingest.credits import bare_byline, byline, dateline, name_line, without_date
from dateline.ingest.published import DateLine, date_line, find_day
from dateline.types import Credit, Dating

HEAD = 14
"""Paragraphs among which title, by-line and date are looked for."""
PARAGRAPH = 200
"""Characters from which a paragraph is body, not head."""
LONG_TITLE = 300
"""Characters that a headline without a full stop may have: tabloids' reach 280 in `reports/`."""
_DIGITS = re.compile(r"\d+")
SAME_TITLE = 95.0
"""rapidfuzz ratio (0 to 100) of two titles that differ by a quotation mark or a letter's case."""
TITLE_WORDS = 50


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
    bare_names: bool = False
    """Whether a by-line may be a name alone: where the format does not mark its parts."""
    site: str | None = None
    """The publisher as the caller or the format states it."""
    title_at: int = 0
    """Where the title stood among the paragraphs, when it was found among them."""

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
    parts.bare_names = seek_title
    for index, block in enumerate(parts.blocks):
        in_head = in_head and index < HEAD and len(block.text) < PARAGRAPH
        repeat = parts.title is not None and index < HEAD and same_title(block.text, parts.title)
        in_head = in_head or repeat
        below = parts.bare_names and index < HEAD and is_by_line(block.text)
        if below:
            _head_line(parts, index)  # a caption or a summary stands above it
        if repeat or below or (in_head and not is_text(block.text) and _head_line(parts, index)):
            parts.cut.append(block)
        elif index < parts.title_at and not _SENTENCE_END.search(block.text):
            parts.cut.append(block)  # a section, a masthead, a button above the headline
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
    # "Bomb kills 12" and "Bomb kills 14" are two sentences, however alike.
    if _DIGITS.findall(a) != _DIGITS.findall(b):
        return False
    return min(len(a), len(b)) > 20 and fuzz.ratio(a, b) >= SAME_TITLE


def plain(text: str) -> str:
    """Give a title's letters and digits in lower case with single spaces: its form for comparison."""
    return " ".join(_BETWEEN_WORDS.sub(" ", text).casefold().split())


_BETWEEN_WORDS = re.compile(r"[\W_]+")


def is_text(block: str) -> bool:
    """Whether a paragraph is the report's body: long, or a whole sentence, or behind a dateline."""
    if byline(block):
        return False
    if dateline(block) is not None or len(block) > LONG_TITLE:
        return True
    if len(block) >= PARAGRAPH:
        return _SENTENCE_END.search(block) is not None
    return len(block) > 60 and re.search(r"[^.][.!][\"”’)]*$", block) is not None


_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")


def _take_title(parts: Parts) -> None:
    """Take the title out of the first paragraphs: one that is repeated, else the first long enough.

    Headings of sections ("White House", "POLITICO") stand before headlines and are shorter than
    four words; a headline that short is taken only where it opens the report.
    """
    candidates: list[int] = []
    for index, block in enumerate(parts.blocks[:HEAD]):
        following = [b for b in (*parts.blocks, *parts.cut) if b.at == block.at + 1]
        repeated = any(same_title(block.text, other.text) for other in following)
        if (
            len(block.text) < PARAGRAPH
            and repeated
            and (following[0] in parts.blocks or not block.at)
        ):
            candidates = [index]
            break
        if is_text(block.text):
            break
        if byline(block.text) and any(len(parts.blocks[n].text.split()) > 3 for n in candidates):
            break  # what stands below the by-line is another story's
        if _can_be_title(block.text):
            candidates.append(index)
    if not candidates or len(parts.blocks) == 1:
        return
    texts = [parts.blocks[index].text for index in candidates]
    later = [b.text for b in (*parts.blocks[:HEAD], *parts.cut) if b.at < 2 * HEAD]
    twice = [sum(1 for other in later if same_title(text, other)) > 1 for text in texts]
    chosen = _best_title(texts, twice, parts.blocks)
    if chosen is not None:
        index = candidates[chosen]
        parts.title = re.sub(r"^[\-–—*•#\s]+", "", parts.blocks[index].text)
        parts.title_at = index
        del parts.blocks[index]


def _best_title(texts: list[str], twice: list[bool], blocks: list[Block]) -> int | None:
    """Give which of some lines is the title: one that is printed twice, else the first that is
    long enough and speaks of what the report does."""
    for n, text in enumerate(texts):
        if len(text.split()) > 2 and twice[n]:
            return n
    shares = [_shared(text, blocks) for text in texts]
    for least in (4, 3):
        for n, text in enumerate(texts):
            if len(text.split()) >= least and shares[n] >= SHARED:
                return n
    if _dated(texts[0], blocks):
        return 0
    opens = len(texts[0].split()) > 1 and texts[0] == blocks[0].text and "," not in texts[0]
    return 0 if opens and shares[0] >= SHARED else None


def _dated(line: str, blocks: list[Block]) -> bool:
    """Whether a line opens the report right above its date: a headline, whatever it speaks of."""
    first, *rest = blocks
    return (
        (first.at, first.text) == (0, line)
        and len(line.split()) > 2
        and bool(rest)
        and rest[0].at == 1
        and date_line(rest[0].text) is not None
        and not byline(rest[0].text)
    )


def _shared(line: str, blocks: list[Block]) -> float:
    """Give the share of a line's longer words that the other paragraphs use, by their first letters."""
    words = {word[:5] for word in plain(line).split() if len(word) > 3}
    rest = [block.text for block in blocks if block.text != line]
    if not words or sum(map(len, rest)) < SHORT_TEXT:
        return 1.0
    used = {word[:5] for text in rest for word in plain(text[:TITLE_WINDOW]).split()}
    return len(words & used) / len(words)


SHARED = 0.34
"""Below a third of its words used again, a line above a report is a link to another story."""
SHORT_TEXT = 300
"""Characters of text below which words of a title need not come again."""
TITLE_WINDOW = 5_000
"""Characters of one paragraph looked at for a title's words."""


def _can_be_title(block: str) -> bool:
    if re.search(r"\(@\w+\) \w+ \d", block):  # the signature of an embedded post
        return False
    first = next((c for c in block if c.isalnum()), "")
    if (
        not re.search(r"[^\W\d_]{2}", block)
        or first.islower()
        or "\n" in block
        or len(block.split()) > TITLE_WORDS
    ):
        return False
    if re.search(r"(?:^|[^.])\.{1,2}$|[;,:]$", block) and not re.search(r"\b\w\.\w?\.$", block):
        return False
    return not (
        byline(block)
        or date_line(block)
        or bare_byline(block)
        or name_line(block)
        or furniture.is_furniture(block)
    )


def _head_line(parts: Parts, index: int) -> bool:
    """Whether a paragraph of the head is a by-line or a date line; its credits and date are noted."""
    text = parts.blocks[index].text
    found = [credit for line in text.split("\n") for credit in byline(line)]
    found = found or list(bare_byline(text))
    stated = date_line(text)
    if not found and _beside_title_or_date(parts, index) and not _by_below(parts, index):
        found = list(name_line(text))
    bare = without_date(text)
    if parts.site and furniture.masthead(bare, parts.site) and (find_day(text) or found):
        found = [Credit("publisher", bare, text)]
    if found:
        parts.add_credits(found)
        stated = stated or _day_in(text)
    if stated is not None:
        known = parts.published
        if known.how in ("unknown", "inferred") or (known.note == "updated" and not stated.updated):
            note = "updated" if stated.updated else ""
            parts.published = Dating(stated.day, stated.day, "text", text[:120], note)
    return bool(found) or stated is not None


def is_by_line(text: str) -> bool:
    """Whether a short line says "By" and a name, and nothing else."""
    return len(text) <= 120 and _BY_LEAD.match(text) is not None and bool(byline(text))


_BY_LEAD = re.compile(r"(?:By|BY|by) [A-Z]")


def _by_below(parts: Parts, index: int) -> bool:
    """Whether a line with "By" follows a name alone, which then took the picture."""
    return any(is_by_line(block.text) for block in parts.blocks[index + 1 : HEAD])


def _day_in(block: str) -> DateLine | None:
    day = find_day(block)
    return DateLine(day, "updated" in block.casefold()) if day else None


def _beside_title_or_date(parts: Parts, index: int) -> bool:
    """Whether a line of names can be a by-line: the first three below the title, or above a date."""
    if not parts.bare_names:
        return False
    if parts.title is not None and 0 <= index - parts.title_at < 3:
        return True
    return any(date_line(block.text) for block in parts.blocks[index : index + 3])
