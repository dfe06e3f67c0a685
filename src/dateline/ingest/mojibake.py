"""Text that was read in a wrong code page before it came here: put right where that is sure.

Two kinds are known. UTF-8 read as Windows-1252 or Latin-1, once or twice ("â€™", "Ð¿Ñ€Ð¸"): what was
several bytes of one character gives valid UTF-8 again, which no written text does by chance. And a code
page read as another ("Ïðèâåò", "дБНЕ", "³ódŸ"): put right only where the text reads as no language as
it stands, and as one in another code page (:mod:`dateline.ingest.code_pages`). What looks misread and
cannot be put right is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.code_pages import FITS, MISFITS, best_of, fit

ROUNDS = 3
"""Times that UTF-8 may have been misread on top of itself."""
LEAST = 6
"""Characters beyond ASCII from which a code page is told by its letters."""
_READ_AS = ("latin-1", "cp1252", "cp1251", "koi8-r", "cp866")
_WRITTEN_IN = ("cp1251", "koi8-u", "cp866", "iso8859-5", "cp1250", "iso8859-2", "cp1254", "gb18030", "big5")  # fmt: skip
_SHARE = 0.25
"""Share of a text's letters beyond ASCII from which its words are Cyrillic or Chinese that was misread."""

_TO_BYTE = {chr(code): code for code in range(0x80, 0x100)}
_TO_BYTE |= {
    bytes([code]).decode("cp1252"): code
    for code in range(0x80, 0xA0)
    if bytes([code]).decode("cp1252", "ignore")
}
_LEAD = "".join(chr(code) for code in range(0xC2, 0xF5))
_REST = "".join(re.escape(c) for c, code in _TO_BYTE.items() if code < 0xC0)
_MISREAD = re.compile(f"(?:[{_LEAD}][{_REST}]{{1,3}})+")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_SUSPECT = re.compile(f"[{_LEAD}][{_REST}]|[\x80-\x84\x86-\x9f]")


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """Give ``text`` with what was misread put right, and a warning for each kind."""
    if text.isascii():
        return text, ()
    warnings: list[str] = []
    for _ in range(ROUNDS):
        text, count = _undone(text)
        if not count:
            break
        warnings.append(f"UTF-8 that was read as Windows-1252, put right: {count} places")
    if _C1.search(text):
        found = _C1.sub(_windows, text)
        if found != text and fit(found)[0] >= fit(text)[0]:
            text = found
            warnings.append("control characters that are signs of Windows-1252, put right")
    text, warning = _other_page(text)
    return text, tuple(dict.fromkeys([*warnings, *warning]))


def repair_all(blocks: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Give the paragraphs of one text with what was misread put right, and warnings."""
    whole, warnings = repair(_SEAM.join(block.replace(_SEAM, " ") for block in blocks))
    found = whole.split(_SEAM)
    if len(found) != len(blocks):  # the bytes of a code page swallowed a seam
        return list(blocks), ("the text looks misread and cannot be put right",)
    return found, warnings


_SEAM = "\x1d\n"
"""Stands between paragraphs, in characters that every code page has and no text."""


def _windows(match: re.Match[str]) -> str:
    found = bytes([ord(match[0])]).decode("cp1252", "ignore")
    return found if found in _PUNCTUATION else match[0]


def _undone(text: str) -> tuple[str, int]:
    """Undo one misreading of UTF-8, place by place."""
    if not _SUSPECT.search(text):
        return text, 0
    count = 0

    def undo(match: re.Match[str]) -> str:
        nonlocal count
        try:
            found = bytes(_TO_BYTE[c] for c in match[0]).decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        if any(c < "\xa0" or not (c.isprintable() or c.isspace()) for c in found):
            return match[0]
        if len(match[0]) < 3 and found not in _SURE and not found.isalpha():
            return match[0]  # "Â°" and the like may be written
        count += 1
        return found

    return _MISREAD.sub(undo, text), count


_PUNCTUATION = frozenset("€‚„…†‡‰‹‘’“”•–—™›")
_SURE = frozenset("\xa0«»°§©®·")


def _other_page(text: str) -> tuple[str, tuple[str, ...]]:
    score, count = fit(text)
    if score >= MISFITS or (count < LEAST and not _polish(text)):
        return text, ()
    letters = sum(c.isalpha() for c in text)
    if sum(c.isalpha() and c > "\x7f" for c in text) < _SHARE * letters and not _polish(text):
        return text, ()
    best, found, pages = FITS, "", ("", "")
    readable = False
    for read_as in _READ_AS:
        try:
            data = text.encode(read_as)
        except UnicodeEncodeError:
            continue
        readable = True
        written, value = best_of(data, [page for page in _WRITTEN_IN if page != read_as])
        if value > best and written:
            best, found, pages = value, data.decode(written, "replace"), (written, read_as)
    if found and "\ufffd" not in found:
        return found, (f"{pages[0]} that was read as {pages[1]}, put right",)
    if score < 0 and readable:
        return text, ("the text looks misread (a wrong encoding before it came here): compare it with its source",)  # fmt: skip
    return text, ()


def _polish(text: str) -> bool:
    """Whether signs stand inside words as Polish and Turkish letters do in Latin-1 ("³ód¼", "baþka")."""
    return len(re.findall(r"[^\W\d_][¹³¿¶¼±¦æêñþðý][^\W\d_]|\b[³¿¶][a-z]|\b[Þþ][a-z]", text)) >= 2
