"""Headlines In Title Case or CAPITALS, as the parser can read them.

A tagger trained on running text takes "Army Kills Ten in Border Town" for a row of names. The
words that are written small in running text are made small for the parser; the text itself
stays as it is, and so do all offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

LONGEST = 250
"""Characters; what is longer is no headline."""

FEWEST = 4
"""Words; fewer do not show how a line is written."""

CAPITALISED = 0.75
"""Share of a line's longer words that begin large; in running text it is below a third."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL_ALWAYS = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "by", "for"),
        *("from", "with", "as", "is", "are", "be", "was", "were", "it", "its", "he", "she", "his"),
        *("her", "they", "their", "we", "our", "you", "your", "not", "no", "so", "if", "than"),
        *("then", "that", "this", "into", "over", "after", "who", "what", "why", "how", "when"),
    )
)
_PAIR = re.compile(r"(?=\b([A-Z][a-z]{2,}) ([A-Z][a-z]{2,})\b)")
_ENDINGS = ("'s", "s", "es", "d", "ed", "ing", "ly")


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """Give the words that running text writes small, and pairs whose second word is a name's."""
    text = files("dateline").joinpath("data/headline_words.txt").read_text(encoding="ascii")
    lines = text.splitlines()
    words = frozenset(line for line in lines if " " not in line)
    return words | _SMALL_ALWAYS, frozenset(line for line in lines if " " in line)


def is_small(word: str) -> bool:
    """Say whether running text writes a word small, also where it knows only its stem."""
    known = _lists()[0]
    word = word.lower().replace("’", "'")
    if word in known:
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 4 and (stem in known or stem + "e" in known):
            return True
    return False


def named_pairs(lines: Iterable[str]) -> frozenset[str]:
    """Give pairs of words that running text writes large: "Islamic State"."""
    return frozenset(f"{one} {two}" for line in lines for one, two in _PAIR.findall(line))


def is_headline(line: str) -> bool:
    """Say whether a line is written In Title Case or in CAPITALS."""
    if len(line) > LONGEST:
        return False
    words = _WORD.findall(line)
    longer = [word for word in words if len(word) > 3]
    return (
        len(words) >= FEWEST
        and len(longer) >= 3
        and sum(word[0].isupper() for word in longer) / len(longer) >= CAPITALISED
    )


def readable(line: str, names: frozenset[str] = frozenset()) -> str:
    """Give a line with headline capitals taken back; any other line as it is. Same length.

    ``names`` are pairs of words to leave large, as the report's body writes them.
    """
    if not is_headline(line):
        return line
    words = list(_WORD.finditer(line))
    longer = [match.group() for match in words if len(match.group()) > 3]
    capitals = sum(word.isupper() for word in longer) / len(longer) >= CAPITALISED
    names = names | _lists()[1]
    parts: list[str] = []
    last, before = 0, ""
    for match in words:
        gap = line[last : match.start()]
        stopped = "." in gap and not (len(before) == 1 and before.isupper())  # not "U.S. Troops"
        first = not parts or stopped or any(mark in gap for mark in "?!:")
        word = _cased(match.group(), capitals)
        if first or (gap == " " and f"{before} {word.capitalize()}" in names):
            word = word[0].upper() + word[1:]
        parts += [gap, word]
        last, before = match.end(), word
    shown = "".join([*parts, line[last:]])
    return shown if len(shown) == len(line) else line


def _cased(word: str, capitals: bool) -> str:
    if not capitals and len(word) > 1 and word.isupper():
        return word  # an abbreviation among capitalised words: "NATO"
    if is_small(word):
        return word.lower()
    return word.capitalize() if capitals else word
