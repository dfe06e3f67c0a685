"""Names cut into comparable pieces: no case, accents, apostrophes, hyphens or Arabic articles."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_PIECE = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_])\.?|[^\W_]+(?:['’ʼ‘`ʻ][^\W_]+)*",
)
_APOSTROPHES = re.compile("['’ʼ‘`ʻ]")
_POSSESSIVE = re.compile("['’ʼ‘`ʻ][sS]$")
_ARTICLES = frozenset({"al", "el", "ul"})
_HYPHENED_ARTICLES = frozenset({"an", "as", "ash", "ad", "ar", "at", "az", "ur", "us", "wal", "l"})
_STRAY_PLURAL = re.compile(r"^[A-Z]{3,}s$")
"""An abbreviation with a stray "s": "the IECs leader"."""


class Piece(NamedTuple):
    """A part of a name: how it is compared, how it is written, where it stands (with its article)."""

    norm: str
    raw: str
    """As written, without points, possessive and apostrophes."""
    start: int
    end: int


def pieces(text: str, offset: int = 0) -> list[Piece]:
    """Give the pieces of ``text``; ``offset`` is where it begins in its report."""
    found = []
    article: int | None = None
    for match in _PIECE.finditer(text):
        kept = _POSSESSIVE.sub("", match.group())
        raw = _APOSTROPHES.sub("", kept).replace(".", "")
        end = match.start() + len(kept)
        if _STRAY_PLURAL.match(raw):
            raw = raw[:-1]
        lower = raw.casefold()
        if _is_article(lower, raw, text, match.end()):
            article = match.start() if article is None else article
            continue
        start = match.start() if article is None else article
        article = None
        found.append(Piece(normal(lower), raw, offset + start, offset + end))
    return found


def normal(word: str) -> str:
    """Give ``word`` without case and accents."""
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def normal_form(name: str) -> str:
    """Give the one form in which two spellings of a name are compared: ``islamic emirate``.

    A leading "the" is dropped. Empty where the name holds no letter or digit.
    """
    parts = [piece.norm for piece in pieces(name)]
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    return " ".join(parts)


def script_of(name: str) -> str:
    """Give the ISO 15924 code of the script of a name's first letter; ``Zyyy`` where none."""
    for character in name:
        if character.isalpha():
            block = unicodedata.name(character, "").partition(" ")[0]
            return _SCRIPTS.get(block, "Zyyy")
    return "Zyyy"


_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "CJK": "Hani",
    "HANGUL": "Hang",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "DEVANAGARI": "Deva",
}


def _is_article(lower: str, raw: str, text: str, end: int) -> bool:
    hyphen = end < len(text) and text[end] in "-‐‑–"
    if lower in _ARTICLES:
        return hyphen or (not raw.isupper() and _name_follows(text, end) and lower == "al")
    return lower in _HYPHENED_ARTICLES and hyphen and not raw.isupper()


def _name_follows(text: str, end: int) -> bool:
    return end + 1 < len(text) and text[end].isspace() and text[end + 1].isalpha()
