"""Characters and paragraphs made regular, so that offsets into the clean text stay stable.

What is changed, and nothing else: line ends become ``\\n``; control characters, NUL, lone
surrogates, byte order marks, zero-width spaces, soft hyphens, noncharacters, tag characters and
bidirectional embeddings and overrides are removed; spaces other than ``" "`` become ``" "``; runs of spaces
become one; spaces at the ends of lines go. Code points are otherwise kept as they are: there
is no Unicode normalisation, so a quote still matches what the publisher wrote.
"""

from __future__ import annotations

import re

from dateline.ingest.wrapping import BULLET, BYLINE, CLOSING, unwrap

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_TAGS = re.compile("[\U000e0000-\U000e007f]")
"""Letters that no one sees but a program reads."""
_ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_RARE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u1680\u2000-\u200b\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffd-\uffff\U000e0000-\U000e007f]"
)
"""Every character that is changed or counted, but for the common ones: one look for all of them."""
_SPACES = re.compile(" {2,}")

WRAP_WIDTH = 100
"""Lines of a block in a text of no one width are joined where they have at most this many characters:
titles, leads and mails of a few lines."""


def clean_characters(text: str) -> tuple[str, tuple[str, ...]]:
    """Give ``text`` with regular characters, and a warning for each kind of damage removed."""
    if text.isascii() and text.isprintable():
        return text, ()
    quick = text.replace("\r\n", "\n")
    if not _RARE.search(quick):
        return quick.replace("\t", " ").replace("\xa0", " "), ()
    warnings = []
    text = _LINE_ENDS.sub("\n", text)
    text, count = _SURROGATES.subn("", text)
    if count:
        warnings.append(f"lone surrogates removed: {count}")
    text, count = _CONTROLS.subn("", text)
    if count:
        warnings.append(f"control characters removed: {count}")
    text, count = _BIDI.subn("", text)
    if count:
        warnings.append(f"bidirectional overrides removed: {count}")
    text, count = _TAGS.subn("", text)
    if count:
        warnings.append(f"invisible letters (Unicode tags) removed: {count}")
    text = _INVISIBLE.sub("", text)
    text = _ODD_SPACES.sub(" ", text)
    count = text.count("\ufffd")
    if count:
        warnings.append(f"characters lost before reading (U+FFFD): {count}")
    return text, tuple(warnings)


def clean_block(block: str) -> str:
    """Give a paragraph with single spaces and no empty lines; a list keeps its line ends."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in block.split("\n"))
    return _undouble("\n".join(line for line in lines if line))


def clean_line(text: str) -> str:
    """Give ``text`` as one line of regular characters."""
    return " ".join(clean_characters(text)[0].split())


_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def paragraphs(text: str) -> list[str]:
    """Give the paragraphs of plain text.

    Lines that were broken at a width are joined (see :mod:`dateline.ingest.wrapping`), and empty
    lines part paragraphs. Inside such a block, lines of a list stay together with single newlines;
    short lines without full stops are joined; a line that breaks off in mid-sentence is joined with
    what follows in lower case; every other line is a paragraph of its own.
    """
    found: list[str] = []
    for chunk in _EMPTY_LINES.split(unwrap(text)):
        found.extend(_lines_to_paragraphs(chunk.split("\n")))
    return [block for block in found if block.strip()]


def blocks_of(text: str) -> list[str]:
    """Give the paragraphs of a text; " ### " between blocks, as page savers write it, parts them."""
    if " ### " in text:
        return [block for part in text.split(" ### ") for block in paragraphs(part)]
    return paragraphs(text)


def _lines_to_paragraphs(lines: list[str]) -> list[str]:
    lines = [line for line in lines if line.strip()]
    if len(lines) < 2:
        return lines
    if _wrapped(lines):
        return [" ".join(line.strip() for line in lines)]
    found: list[list[str]] = []  # pieces of each, joined once: half a million lines can be one
    in_list = False
    for line in lines:
        bullet = BULLET.match(line) is not None
        if bullet and in_list:
            found[-1].append("\n" + line)
        elif found and not bullet and _goes_on(found[-1], line, first=len(found) == 1):
            found[-1][-1] = found[-1][-1].rstrip()
            found[-1].append(" " + line.strip())
        else:
            found.append([line])
        in_list = bullet
    return ["".join(pieces) for pieces in found]


def _wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a width: all short, none but the last very short, few closed."""
    head = lines[:-1]
    if any(BYLINE.match(line) for line in lines[1:]):
        return False  # a title, and who wrote it, without an empty line between them
    if any(len(line) > WRAP_WIDTH for line in lines) or any(BULLET.match(line) for line in lines):
        return False
    if min(len(line) for line in head) < 45:
        return False
    open_lines = sum(1 for line in head if not CLOSING.search(line.rstrip()))
    return open_lines * 2 > len(head)


def _goes_on(before: list[str], line: str, first: bool) -> bool:
    """Whether ``line`` continues the pieces ``before``: the sentence is open, ``line`` starts small.

    The first line may be a title, which is open too: it is joined only where it ends in a space
    or a comma, as text around a link does.
    """
    start = line.lstrip()
    if not start or not start[0].islower() or start.split(" ", 1)[0] in ("by", "via", "from"):
        return False
    last = before[-1]
    tail = last.rstrip()
    if not any(c.isalnum() for piece in before for c in piece) or CLOSING.search(tail):
        return False
    return not first or tail != last or tail.endswith(",")


def _undouble(block: str) -> str:
    """Undo CSV quoting that an earlier export left in: ``\"He said \"\"no\"\".\"``."""
    if len(block) > 4 and block[0] == block[-1] == '"' and '""' in block:
        inner = block[1:-1]
        if '"' not in inner.replace('""', ""):
            return inner.replace('""', '"')
    return block
