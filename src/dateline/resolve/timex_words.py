"""Words that tell time, one table a language: each word has a class (one letter) and a value.

The grammar of :mod:`dateline.resolve.timex` is written over the classes; another language
adds a table here and, where its order of words differs, patterns there.

=====  =========================================================================
class  words
=====  =========================================================================
M B    month; B where the word alone is not enough ("May", "March", "Jun")
W w    weekday; weekdays in the plural
Y D N  a year; 1 to 31 in digits; any other number, words included
a f    "a"; "few", "several", "couple"
O      ordinal
U u    unit of time, singular; plural
Q q    "quarter"; "quarters"
H K    "half"; "century"
S      season
P p    part of the day; in the plural
T      "today", "yesterday", "overnight"
G J    decade; holiday
d t h  "the"; "this"; "that"
L X C  "last", "past"; "next", "coming"; "current"
l      "latest"
E e    "early", "mid", "late"; "beginning", "middle", "end"
g r b  "ago"; "earlier", "later"; "before", "after"
v V    "every"; "daily"
R *    now, soon, recently: a value of its own; "recent"
i k F  "in", "since", "until"; "on"; "of"
& + ^  "at"; "over"; "up"; % is "no", > is "than", < is "least"
A z    "and", "or"; "to"
n      "about", "nearly"
x      "more", "another", "full"
6 4    "same"; "other"
1 2 0  "once", "twice"; "times"; "per"
3 9    "BC", "AD"; '44
7 8 5  "Q3"; "FY2014"; "10 Dhu al-Hijja 1436"
s      the genitive "'s"
m Z    "p.m."; a time zone
y j c  "fiscal"; "old"; "period"; = is "so"
I # @  2015-06-23; 23/06/2015; 14:30
=====  =========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dateline.resolve.timex_russian import russian


class Word(NamedTuple):
    """A word's class and what it is worth: a month's number, a unit's letter, a TIMEX3 modifier."""

    kind: str
    value: int | str


MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_UNITS = {
    "second": "S",
    "minute": "TM",
    "hour": "H",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "fortnight": "FN",
    "month": "M",
    "year": "Y",
    "decade": "E",
}
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]

_CLASSES = {
    "d": "the",
    "t": "this these",
    "h": "that those",
    "a": "a an",
    "L": "last past previous preceding prior",
    "X": "next coming following upcoming ensuing subsequent",
    "C": "current present",
    "l": "latest",
    "g": "ago",
    "r": "earlier later",
    "b": "before after",
    "v": "every each",
    "i": "in during since until till by from through throughout between for within",
    "+": "over",
    "&": "at",
    "%": "no",
    "^": "up",
    ">": "than",
    "<": "least most",
    "k": "on",
    "F": "of",
    "A": "and or",
    "z": "to",
    "6": "same",
    "4": "other",
    "1": "once twice",
    "2": "times",
    "0": "per",
    "3": "BC BCE AD CE",
    "x": "more less another additional full whole entire further long solid straight "
    "consecutive successive near",
    "=": "so",
    "y": "fiscal financial",
    "j": "old",
    "c": "period",
    "m": "am pm",
    "H": "half",
    "Z": "EST EDT GMT UTC CET CEST PST PDT MSK BST",
}
_VALUES: Mapping[str, Mapping[str, int | str]] = {
    "E": {"early": "START", "mid": "MID", "late": "END"},
    "e": {
        "beginning": "START",
        "start": "START",
        "middle": "MID",
        "end": "END",
        "close": "END",
        "outset": "START",
    },
    "S": {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"},
    "P": {
        "dawn": "MO",
        "morning": "MO",
        "noon": "12:00",
        "midday": "MI",
        "afternoon": "AF",
        "dusk": "EV",
        "evening": "EV",
        "night": "NI",
        "midnight": "24:00",
        "daybreak": "MO",
        "sunrise": "MO",
        "lunchtime": "MI",
        "sunset": "EV",
        "nightfall": "EV",
    },
    "K": {
        "century": "C",
    },
    "p": {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"},
    "T": {"today": 0, "tonight": "NI", "overnight": "NI", "yesterday": -1, "tomorrow": 1},
    "V": {
        "hourly": "PT1H",
        "daily": "XXXX-XX-XX",
        "nightly": "XXXX-XX-XXTNI",
        "weekly": "P1W",
        "biweekly": "P2W",
        "fortnightly": "P2W",
        "monthly": "P1M",
        "annually": "XXXX",
        "yearly": "P1Y",
    },
    "n": {
        "about": "APPROX",
        "around": "APPROX",
        "approximately": "APPROX",
        "roughly": "APPROX",
        "circa": "APPROX",
        "nearly": "EQUAL_OR_LESS",
        "almost": "LESS_THAN",
        "some": "APPROX",
    },
    "R": {
        "now": "PRESENT_REF",
        "currently": "PRESENT_REF",
        "nowadays": "PRESENT_REF",
        "recently": "PAST_REF",
        "lately": "PAST_REF",
        "soon": "FUTURE_REF",
        "future": "FUTURE_REF",
    },
    "*": {"recent": "PAST_REF"},
    "f": {"few": "X", "several": "X", "many": "X", "couple": 2, "dozen": 12, "dozens": "X"},
    "G": {
        "twenties": 192,
        "thirties": 193,
        "forties": 194,
        "fifties": 195,
        "sixties": 196,
        "seventies": 197,
        "eighties": 198,
        "nineties": 199,
    },
    "N": {"hundred": 100, "thousand": 1000, "million": 1_000_000},
}
ABBREVIATED = {
    **{month[:3]: Word("M", n) for n, month in enumerate(MONTHS, 1) if month != "may"},
    "sept": Word("M", 9),
    **{day[:3]: Word("W", n) for n, day in enumerate(WEEKDAYS[:5], 1)},
    "tues": Word("W", 2),
    "wednes": Word("W", 3),
    "thur": Word("W", 4),
    "thurs": Word("W", 4),
}
"""Short names that are sure only with their full stop: "Sept.", "Thurs."."""
WEAK_MONTHS = frozenset({"may", "march"})
"""Full names of months that are also everyday words."""


def _english() -> dict[str, Word]:
    words = {
        word: Word(kind, word) for kind, several in _CLASSES.items() for word in several.split()
    }
    for kind, values in _VALUES.items():
        words.update({word: Word(kind, value) for word, value in values.items()})
    for number, month in enumerate(MONTHS, 1):
        words[month] = Word("B" if month in WEAK_MONTHS else "M", number)
        if month != "may":
            words[month[:3]] = Word("B", number)
    words["sept"] = Word("B", 9)
    for number, day in enumerate(WEEKDAYS, 1):
        words[day] = Word("W", number)
        words[day + "s"] = Word("w", number)
    for unit, letter in _UNITS.items():
        words[unit] = Word("U", letter)
        words[unit + "s"] = Word("u", letter)
    words["quarter"] = Word("Q", "Q")
    words["quarters"] = Word("q", "Q")
    words["centuries"] = Word("u", "C")
    for number, word in enumerate(_ONES):
        words[word] = Word("N", number)
    for number, word in enumerate(_TENS, 2):
        words[word] = Word("N", number * 10)
    for number, word in enumerate(_ORDINALS):
        words[word] = Word("O", number)
    words["thirtieth"] = Word("O", 30)
    return words


ENGLISH: Mapping[str, Word] = _english()
"""Lower-case word to class and value."""

RUSSIAN: Mapping[str, Word] = {word: Word(*entry) for word, entry in russian().items()}

LANGUAGES: Mapping[str, Mapping[str, Word]] = {"en": ENGLISH, "ru": RUSSIAN}


def surface_forms(words: Mapping[str, Word]) -> dict[str, Word]:
    """Give the forms that count in running text: capitalised and upper case, lower case where sure.

    Months that are also everyday words, and short names, must begin with a capital.
    """
    forms = {}
    for word, entry in words.items():
        if word.isupper():
            forms[word] = entry
            continue
        forms[word.capitalize()] = entry
        if len(word) > 1:
            forms[word.upper()] = entry
        if entry.kind != "B":
            forms[word] = entry
    return forms


NAMED_DAYS: Mapping[tuple[int, int], tuple[int, tuple[str, ...]]] = {
    (9, 11): (2001, ("attack", "terror", "hijack", "commission")),
}
"""Days that name one event: month and day to its year, where one of the words follows."""
