"""The sentences of an unparsed text as hashed words, beginnings and pairs of words."""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

BUCKETS = 1 << 15
"""So many weights serve all words, beginnings and pairs."""
BEGINNING = 5
"""Letters that the forms of a word share: "attacked", "attacks"."""

_STOP = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n\s*\n|\s{2,}")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Give the spans of the sentences of a text by its stops, blank lines and wide gaps."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if text[start : stop.start()].strip():
            found.append((start, stop.start()))
        start = stop.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found


def words_in(text: str) -> list[str]:
    """Give the runs of letters and of digits of a text, in small letters."""
    return _WORD.findall(text.lower())


def features(sentence: str) -> list[int]:
    """Give the buckets of the words of a sentence, their beginnings and pairs of neighbours.

    Ascending. Case is ignored; every number is the same word.
    """
    buckets: set[int] = set()
    before = ""
    for word in words_in(sentence):
        if word.isdigit():
            word = "0"
        buckets.update(_alone(word))
        buckets.add(_bucket(f"{before} {word}"))
        before = word
    return sorted(buckets)


@lru_cache(maxsize=20_000)
def _alone(word: str) -> tuple[int, int]:
    return _bucket(word), _bucket(f"{word[:BEGINNING]}-")


def _bucket(name: str) -> int:
    return crc32(name.encode()) % BUCKETS
