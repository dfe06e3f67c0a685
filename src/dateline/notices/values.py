"""What a notice says was wrong and what is right: numbers of people, and names."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz

from dateline.coding.lexicon import words as listed
from dateline.coding.quantities import number_value
from dateline.notices.facts import Number, Words

_WORDS = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_NUMBER = re.compile(
    rf"(?<![\w.,:/-])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{_WORDS})(?![\w:/-]|[.,]\d)", re.I
)
_NO_COUNT = re.compile(
    r"\b(?:paragraphs?|para|graf|lines?|page|chapter|version|update|абзац\w*|строк\w*|"
    r"jan\w*\.?|feb\w*\.?|mar(?:ch|\.)?|apr\w*\.?|may|june?\.?|july?\.?|aug\w*\.?|sept?\w*\.?|"
    r"oct\w*\.?|nov\w*\.?|dec\w*\.?|aged?|at|№|no\.) ?$",
    re.I,
)
_UNIT = re.compile(
    r"(?:st|nd|rd|th)\b|[- ]?(?:years?|days?|hours?|minutes?|months?|weeks?|miles?|km|kilomet\w+|"
    r"met\w+|percent|per cent|%|a\.?m\b|p\.?m\b|o['’]clock|января|февраля|марта|апреля|мая|июня|"
    r"июля|августа|сентября|октября|ноября|декабря|лет|года?|час\w*|минут\w*|jan\w*|feb\w*|march|"
    r"april|may|june|july|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b",
    re.I,
)
_ROLES = (
    ("killed", re.compile(r"\b(?:kill|dead|death|died|die\b|fatalit|toll|slain|body|bodies|погиб|уби[тв]|жертв|смерт)", re.I)),
    ("injured", re.compile(r"\b(?:wound|injur|hurt|ранен|пострадавш)", re.I)),
    ("detained", re.compile(r"\b(?:arrest|detain|detention|held in custody|задержан|арестован)", re.I)),
    ("abducted", re.compile(r"\b(?:abduct|kidnap|hostage|похищен|заложник)", re.I)),
    ("displaced", re.compile(r"\b(?:displac|evacuat|fled|эвакуир|перемещ)", re.I)),
)  # fmt: skip
_ERRS = re.compile(
    r"\b(?:incorrectly|erroneously|mistakenly|wrongly|inaccurately|in error|misstated|misidentified|"
    r"misreported|said|stated|reported|gave|put|listed|had|referred|ошибочно|неверно|говорилось|"
    r"сообщалось|указан\w*|было)\b",
    re.I,
)
_NOT = re.compile(r"(?:,|;| and)? (?:and )?(?:not|instead of|rather than|а не|вместо) ", re.I)
_TO_FROM = re.compile(r"\bto (\S+)(?: \w+){0,3}? from (\S+)", re.I)
_FROM_TO = re.compile(
    r"\bfrom (\S+)(?: \w+){0,3}? to (\S+)|\bс (\S+)(?: \w+){0,3}? (?:на|до) (\S+)", re.I
)
_RIGHTS = re.compile(
    r"\b(?:corrects?|corrected|amended|revised|changed|updated|edited|исправл\w+|уточн\w+|уточняет)\b"
    r"[^.]{0,80}?\b(?:to|на)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_NAME = re.compile(
    r"(?<![\w’'])[A-ZА-ЯЁ][\w’'-]+(?: (?:al-|el-|de |of |the )?[A-ZА-ЯЁ][\w’'-]+){0,3}"
)
_COMMON = listed(
    """a an the in it he she they we this that his her their its correction corrections clarification
    editor editors note eds because due earlier previous police story article report version january
    february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday associated press reuters agence france-presse times
    international new york исправление поправка в на он она они это эта редакция"""
)


class _Told(NamedTuple):
    start: int
    end: int
    number: int
    role: str | None


def named_values(quote: str) -> tuple[tuple[Number, ...], tuple[Words, ...]]:
    """Give the numbers and names that a notice corrects, wrong and right as far as it says.

    "said 12 people were killed; the number is 10" is ``killed 12 -> 10``; what is only named, and
    not said to be wrong or right, is left out.
    """
    wrong, right = _sides(quote)
    return _numbers(quote, wrong, right), _names(quote, wrong, right)


def _sides(quote: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Give the stretches of a notice that tell what was wrong, and those that tell what is right."""
    wrong: list[tuple[int, int]] = []
    right: list[tuple[int, int]] = []
    erred = False
    for piece in _pieces(quote):
        start, end = piece
        said = quote[start:end]
        instead = _NOT.search(said)
        rights = _RIGHTS.search(said)
        if instead is not None and (erred or rights is not None or _is_right(said)):
            right.append((start, start + instead.start()))
            wrong.append((start + instead.end(), end))
        elif rights is not None:
            right.append((start + rights.end(), end))
        elif not erred and (errs := _ERRS.search(said)) is not None:
            wrong.append((start + errs.start(), end))
            erred = True
        elif erred:
            right.append((start, end))
    return wrong, right


_IS = re.compile(r"\b(?:is|was|were|are|should|actually|fact|correct)\b", re.I)


def _is_right(said: str) -> bool:
    return _IS.search(said) is not None


def _pieces(quote: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for gap in _SENTENCE.finditer(quote):
        found.append((at, gap.start()))
        at = gap.end()
    found.append((at, len(quote)))
    return [(start, end) for start, end in found if end > start]


# --------------------------------------------------------------------------- numbers


def _numbers(
    quote: str, wrong: list[tuple[int, int]], right: list[tuple[int, int]]
) -> tuple[Number, ...]:
    told = _told(quote)
    roles = [role for role, pattern in _ROLES if pattern.search(quote)]
    only = roles[0] if len(roles) == 1 else None
    pairs: list[Number] = []
    for pattern, swapped in ((_TO_FROM, True), (_FROM_TO, False)):
        for match in pattern.finditer(quote):
            first, second = [group for group in match.groups() if group is not None]
            one, other = _value(first), _value(second)
            counted = _role_near(quote, match.start(), match.end()) or only
            if one is not None and other is not None and counted is not None:
                pair = (other, one) if swapped else (one, other)
                pairs.append(Number(counted, *pair))
    if pairs:
        return tuple(dict.fromkeys(pairs))
    bad = [t for t in told if _inside(t, wrong)]
    good = [t for t in told if _inside(t, right)]
    for role in dict.fromkeys([*(t.role for t in bad), *(t.role for t in good)]):
        name = role or only
        if name is None:
            continue
        b = [t.number for t in bad if t.role == role]
        g = [t.number for t in good if (t.role or name) == name]
        if len(b) == 1 and len(g) <= 1:
            pairs.append(Number(name, b[0], g[0] if g else None))
        elif not b and len(g) == 1 and not any(p.role == name for p in pairs):
            pairs.append(Number(name, None, g[0]))
    return tuple(dict.fromkeys(p for p in pairs if p.wrong != p.right))


def _told(quote: str) -> list[_Told]:
    found = []
    for match in _NUMBER.finditer(quote):
        before, behind = quote[: match.start()], quote[match.end() :]
        if _NO_COUNT.search(before) or _UNIT.match(behind):
            continue
        number = _value(match[0])
        if number is None or 1900 <= number <= 2099:
            continue
        role = _role_near(quote, match.start(), match.end())
        found.append(_Told(match.start(), match.end(), number, role))
    return found


NEAR = 60
"""Characters on either side of a number in which what is counted stands."""


def _role_near(quote: str, start: int, end: int) -> str | None:
    """Give what a number counts, by the nearest word behind or before it in its sentence."""
    behind = re.split(r"[.;]", quote[end : end + NEAR])[0]
    before = re.split(r"[.;]", quote[max(0, start - NEAR) : start])[-1]
    best: tuple[int, str] | None = None
    for role, pattern in _ROLES:
        for match in pattern.finditer(behind):
            best = min(best or (10**6, ""), (match.start(), role))
        for match in pattern.finditer(before):
            best = min(best or (10**6, ""), (len(before) - match.end() + 10, role))
    return best[1] if best else None


def _value(words: str) -> int | None:
    value = number_value(words.strip(".,;()\"'”’"))
    return int(value) if value is not None and value.isdigit() else None


def _inside(told: _Told, spans: list[tuple[int, int]]) -> bool:
    return any(start <= told.start and told.end <= end for start, end in spans)


# --------------------------------------------------------------------------- names

_AT = r"(?:in|near|at|outside|inside|by|from|в|под|близ|около)"
_NAMED = r"(?:[A-ZА-ЯЁ][\w’'-]+(?: (?:al-|el-|de |of |the )?[A-ZА-ЯЁ][\w’'-]+){0,3})"
_RIGHT_NOT_WRONG = re.compile(
    rf"(?P<right>{_NAMED}),? (?:and )?(?:not|instead of|rather than|а не|вместо) "
    rf"(?:{_AT} )?(?:the )?(?P<wrong>{_NAMED})"
)
_NOT_WRONG_BUT_RIGHT = re.compile(
    rf"\b(?:not|не) (?:{_AT} )?(?:the )?(?P<wrong>{_NAMED}),? (?:but|а) (?:{_AT} )?(?P<right>{_NAMED})"
)
_PLACED = re.compile(rf"\b(?:in|near|at|outside|в|под|близ|около) (?P<name>{_NAMED})")
ALIKE = 70.0
"""Least likeness (rapidfuzz ratio, 0 to 100) of two names that are one, spelled wrong and right."""


def _names(
    quote: str, wrong: list[tuple[int, int]], right: list[tuple[int, int]]
) -> tuple[Words, ...]:
    """Give a name that is said to be wrong: "X, not Y", a place told in both sentences, or a name
    spelled otherwise in the second."""
    for pattern in (_RIGHT_NOT_WRONG, _NOT_WRONG_BUT_RIGHT):
        match = pattern.search(quote)
        if match is not None:
            return (Words(_bare(match["wrong"]), _bare(match["right"])),)
    places = [
        [_bare(m["name"]) for span in side for m in _PLACED.finditer(quote, *span)]
        for side in (wrong, right)
    ]
    if len(set(places[0])) == len(set(places[1])) == 1 and places[0][0] != places[1][0]:
        return (Words(places[0][0], places[1][0]),)
    bad = [name for span in wrong for name in _named(quote, *span)]
    good = [name for span in right for name in _named(quote, *span)]
    for name in dict.fromkeys(bad):
        for other in dict.fromkeys(good):
            if name != other and name not in good and fuzz.ratio(name, other) >= ALIKE:
                return (Words(name, other),)
    return ()


def _bare(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")


def _named(quote: str, start: int, end: int) -> list[str]:
    found = []
    for match in _NAME.finditer(quote, start, end):
        words = match[0].split()
        while words and words[0].lower().strip("’'") in _COMMON:
            words = words[1:]
        name = " ".join(words).removesuffix("'s").removesuffix("’s")
        if name and not all(word.lower() in _COMMON for word in words):
            found.append(name)
    return found
