"""A text as a string of word classes, one letter a token, for the grammar of time.

Everything that tells no time is ``o``, and runs of it are one token.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from dateline.resolve.timex_holidays import HIJRI, NAMES
from dateline.resolve.timex_russian import YEAR_WORDS
from dateline.resolve.timex_words import (
    ABBREVIATED,
    LANGUAGES,
    WEAK_MONTHS,
    Word,
    surface_forms,
)
from dateline.types import Span

Value = int | float | str

_FORMS = {language: surface_forms(words) for language, words in LANGUAGES.items()}
_DOTTED = {word: entry for word, entry in surface_forms(ABBREVIATED).items() if word[0].isupper()}
_WEAK = {word: LANGUAGES["en"][word] for word in sorted(WEAK_MONTHS)}
_HOLIDAY_NAMES = "|".join(
    re.escape(name.title().replace("'S", "'s").replace("Al-", "al-"))
    for name in sorted(NAMES, key=lambda name: (-len(name), name))
).replace("'", "['’]")
_HIJRI_HINT = re.compile(
    r"(?:Ramad|Ramaz|Hijj|Qa.?d|Muharram|Safar|Rabi|J[ou]?mada|Rajab|Sha.?ban|Shawwal)[^.\n]{0,12}1[0-5][0-9]{2}\b"
)

_TOKEN_OF_TIME = (
    r"(?P<ampm>\b[apAP]\.\s?[mM]\b\.?)"
    rf"|(?P<holiday>\b(?=[A-Z])(?:{_HOLIDAY_NAMES})\b)"
    r"|(?P<hours>\b(?:[Ee]arly|[Ss]mall|[Ww]ee|[Pp]re-?dawn)(?: morning)? hours\b)"
    r"|(?P<nthq>\b(?:Q[1-4]|[1-4]Q)\b)"
    r"|(?P<fy>\bFY ?['’]?(?:[12][0-9])?[0-9]{2}\b)"
    r"|(?P<circa>\bca?\.\s?(?=[0-9]))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<iso>[12][0-9]{3}(?P<_sep>[-/.])[01]?[0-9](?P=_sep)[0-3]?[0-9]"
    r"(?:T[0-9:]{4,8}Z?)?(?![0-9-]))"
    r"|(?P<figures>[0-9]{1,2}(?P<_mark>[/.])[0-9]{1,2}(?P=_mark)(?:[12][0-9])?[0-9]{2}(?![0-9/]))"
    r"|(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])"
    r"|[0-9]{1,2}\.[0-5][0-9](?=\s?[ap]\.?m\b)"
    r"|(?<![0-9,.])(?:[01][0-9]|2[0-3])[0-5][0-9](?=\s?(?:GMT|UTC|gmt|utc|local time)\b|Z\b)"
    r"|(?<![0-9,.])(?:0[0-9]|(?<=at )[12][0-9])[0-5][0-9]\s?(?:hours|hrs)\b)"
    r"|(?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<decade>[12][0-9]{2}0-(?:х|е|ых|ые)\b|[12][0-9]{2}0['’]?s\b|['’`][0-9]0s\b)"
    r"|(?P<short>(?<=\s)['’‘][0-9]{2}(?![\w'’]))"
    r"|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<genitive>['’]s\b)"
    r"|(?P<break>\n[ \t\r]*\n)"
    r"|(?P<mark>[^\w\s])"
)
_TOKEN = re.compile(_TOKEN_OF_TIME)
_TOKEN_WITH_HIJRI = re.compile(rf"(?P<hijri>\b(?i:{HIJRI}))|" + _TOKEN_OF_TIME)
_MARKS = {",": ",", "-": "-", "–": "-", "—": "-", "/": "/"}
_CURRENCY = frozenset("$£€¥#")


class Tokens(NamedTuple):
    """Classes (one letter a token), spans and values, of equal length."""

    classes: str
    spans: list[Span]
    values: list[Value]


def tokens_of_time(text: str, language: str) -> Tokens | None:
    """Give the tokens of a text for the grammar, None where the language has no table."""
    forms = _FORMS.get(language)
    return None if forms is None else _tokens(text, forms)


def _tokens(text: str, forms: Mapping[str, Word]) -> Tokens:
    classes: list[str] = []
    spans: list[Span] = []
    values: list[Value] = []
    spelled = -1  # index of the number in words that the next word may continue
    pattern = _TOKEN_WITH_HIJRI if _HIJRI_HINT.search(text) else _TOKEN
    for match in pattern.finditer(text):
        kind = match.lastgroup
        word = match.group()
        letter: str
        value: Value
        if kind == "word":
            entry = forms.get(word)
            if word in YEAR_WORDS and classes and classes[-1] in "YG":
                spans[-1] = Span(spans[-1].start, match.end())
                continue
            if entry is None:
                letter, value = "o", ""
                dotted = _DOTTED.get(word)
                if dotted is not None and text[match.end() : match.end() + 1] == ".":
                    letter, value = dotted
                elif word in _WEAK and _beside_figures(text, match):
                    letter, value = _WEAK[word]
            else:
                letter, value = entry
                if letter == "O" and word[0].isupper() and _NAME_AFTER.match(text, match.end()):
                    letter, value = "o", ""  # "the Third Army"
                if letter == "B" and text[match.end() : match.end() + 1] == "." and word in _DOTTED:
                    letter = "M"
        elif kind == "mark":
            if word == "." and _ends_short_name(text, classes, spans, match.start()):
                spans[-1] = Span(spans[-1].start, match.end())
                continue
            letter, value = _MARKS.get(word, "o"), word
        else:
            letter, value = _figures(text, match, kind or "")
        if letter == "o":
            if not classes or classes[-1] != "o":
                classes.append("o")
                spans.append(Span(*match.span()))
                values.append("")
            continue
        if letter == "N" and kind == "word":
            merged = _spell(classes, values, spelled, value)
            if merged:
                del classes[spelled + 1 :], spans[spelled + 1 :], values[spelled + 1 :]
                classes[spelled], values[spelled] = merged
                spans[spelled] = Span(spans[spelled].start, match.end())
                continue
            spelled = len(classes)
        elif letter == "O" and kind == "word" and _tens(classes, values, spelled, value):
            del classes[spelled + 1 :], spans[spelled + 1 :]
            value = int(values[spelled]) + int(value)
            del values[spelled:]
            start = spans.pop().start
            classes.pop()
            classes.append("O")
            spans.append(Span(start, match.end()))
            values.append(value)
            continue
        classes.append(letter)
        spans.append(Span(*match.span()))
        values.append(value)
    return Tokens("".join(classes), spans, values)


_NAME_AFTER = re.compile(r"\s(?!Quarter|Half|Century)[A-Z][a-z]")
_FIGURES_AFTER = re.compile(r"\s(?:[12][0-9]{3}|[0-3]?[0-9])\b(?!\s?%|\s[a-z]+s\b)")


def _beside_figures(text: str, match: re.Match[str]) -> bool:
    """Say whether a lower-case "may" or "march" is a month by the figures at its side."""
    start = match.start()
    before = text[max(start - 3, 0) : start]
    return (before[-1:] == " " and before[-2:-1].isdecimal()) or bool(
        _FIGURES_AFTER.match(text, match.end())
    )


def _ends_short_name(text: str, classes: list[str], spans: list[Span], at: int) -> bool:
    return bool(classes) and (
        classes[-1] in "MW"
        and spans[-1].end == at
        and text[spans[-1].start : spans[-1].end] in _DOTTED
    )


def _adjacent(classes: list[str], spelled: int) -> bool:
    behind = len(classes) - spelled - 1
    return spelled >= 0 and (behind == 0 or (behind == 1 and classes[-1] == "-"))


def _tens(classes: list[str], values: list[Value], spelled: int, ordinal: Value) -> bool:
    return (
        _adjacent(classes, spelled)
        and classes[spelled] == "N"
        and values[spelled] in (20, 30)
        and isinstance(ordinal, int)
        and ordinal < 10
    )


def _spell(
    classes: list[str], values: list[Value], spelled: int, more: Value
) -> tuple[str, Value] | None:
    """Give class and value of a number in words that one more word continues, None where it does not."""
    if not _adjacent(classes, spelled) or not isinstance(more, int):
        return None
    so_far = values[spelled]
    if not isinstance(so_far, int) or so_far > 999_999_999:
        return None
    if more in (100, 1000, 1_000_000):
        return "N", so_far * more
    if 1 <= more < 10 and so_far % 100 >= 20 and so_far % 10 == 0:
        return classes[spelled], so_far + more
    if more < 100 and so_far >= 100 and so_far % 100 == 0 and classes[spelled] == "N":
        value = so_far + more
        return ("Y" if 2000 < value < 2100 else "N"), value
    if 13 <= so_far <= 20 and 10 <= more < 100:
        return "Y", so_far * 100 + more
    return None


def _figures(text: str, match: re.Match[str], kind: str) -> tuple[str, Value]:
    word = match.group()
    if kind == "number":
        before = text[match.start() - 1] if match.start() else " "
        if len(word) > 12 or before in _CURRENCY or text[match.end() : match.end() + 1] == "%":
            return "o", ""
        if "." in word:
            return "N", float(word.replace(",", ""))
        value = int(word.replace(",", ""))
        if len(word) == 4 and 1000 <= value <= 2100:
            return "Y", value
        return ("D" if 1 <= value <= 31 and len(word) <= 2 else "N"), value
    if kind == "ordinal":
        return "O", int(word[:-2])
    if kind == "decade":
        digits = "".join(character for character in word if character.isdecimal())
        return "G", int(digits[:3]) if len(digits) == 4 else 190 + int(digits[0])
    if kind == "short":
        return "9", _century_of(int(word[-2:]))
    if kind == "fy":
        digits = "".join(character for character in word if character.isdecimal())
        return "8", int(digits) if len(digits) == 4 else _century_of(int(digits))
    if kind == "nthq":
        return "7", int(word.strip("Q"))
    if kind == "hours":
        return "P", "MO"
    if kind == "circa":
        return "n", "APPROX"
    if kind == "clock" and ":" not in word:
        digits = "".join(character for character in word if character.isdecimal())
        return "@", f"{digits[:-2]}:{digits[-2:]}"
    letter = _LETTERS.get(kind)
    if letter:
        return letter, word.lower().replace("’", "'")
    return ("s" if kind == "genitive" else "o"), ""


_LETTERS = {"iso": "I", "figures": "#", "clock": "@", "holiday": "J", "ampm": "m", "hijri": "5"}


def _century_of(year: int) -> int:
    """Give the year of two figures: '44 is 1944, '14 is 2014."""
    return year + (2000 if year < 40 else 1900)
