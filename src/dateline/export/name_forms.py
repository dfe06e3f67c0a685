"""One form for the cases of a Slavic name, and one for its spellings in Latin and Cyrillic letters."""

from __future__ import annotations

import re

from dateline.ties.naming import folded

_ENDINGS = """еем ыми ими ого его ому ему ами ями иеи ием ией ею ою ую юю ая яя ое ее ые ие ии ия ию ым им ом ем еи ои
ыи ых их ам ям ах ях еа ея а я у ю ы и е о ь й і ї""".split()  # noqa: SIM905
_ENDING = re.compile(f"(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})$")
"""Endings of the cases of Russian and Ukrainian first names, surnames and patronymics, longest first,
with й as и (its mark is folded away)."""
_SHORTEST = 3
"""Letters that stay of a word: "Ким" is no case of "К"."""
_WITHOUT_VOWEL = {"павл": "павел", "льв": "лев"}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_VOWELS = re.compile("[aeiou]+$")


def is_cyrillic(word: str) -> bool:
    """Say whether a word has Cyrillic letters."""
    return _CYRILLIC.search(word) is not None


def stem(word: str) -> str:
    """Give what the cases and both genders of a name have in common: Иванов, Ивановой, Ивановыми.

    ``word`` is in small letters without marks. A word in other letters is given as it is.
    """
    if not is_cyrillic(word):
        return word
    for match in _tails(word):
        if match.start() >= _SHORTEST:
            word = word[: match.start()]
            break
    return _WITHOUT_VOWEL.get(word, word)


def _tails(word: str) -> list[re.Match[str]]:
    """Give the endings that a word may have, the longest first."""
    found = (_ENDING.match(word, at) for at in range(max(0, len(word) - 3), len(word)))
    return [match for match in found if match]


def across(word: str) -> str:
    """Give the form in which a word's spellings in Latin and Cyrillic letters are one: Ivanova, Иванову.

    "" where there is too little of it to tell it by.
    """
    plain = _VOWELS.sub("", folded(stem(word).replace("ye", "e")).replace(" ", ""))
    return plain if len(plain) >= 2 else ""
