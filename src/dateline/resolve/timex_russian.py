"""Russian words that tell time, in the classes of :mod:`dateline.resolve.timex_words`.

Word order follows the English grammar closely enough ("23 июня 2015 года", "два дня назад", "в
прошлом месяце", "вечером в понедельник"), so that no patterns of its own are needed. "Года" after a
year is read with it, and "начале", "конце" stand as "early" and "late".
"""

from __future__ import annotations

from collections.abc import Mapping

Entry = tuple[str, int | str]
"""Class and value."""

_MONTHS = (
    "январь января январе",
    "февраль февраля феврале",
    "март марта марте",
    "апрель апреля апреле",
    "май мая мае",
    "июнь июня июне",
    "июль июля июле",
    "август августа августе",
    "сентябрь сентября сентябре",
    "октябрь октября октябре",
    "ноябрь ноября ноябре",
    "декабрь декабря декабре",
)
_WEEKDAYS = (
    "понедельник понедельника понедельнику",
    "вторник вторника вторнику",
    "среду",
    "четверг четверга четвергу",
    "пятница пятницу пятницы пятнице",
    "суббота субботу субботы субботе",
    "воскресенье воскресенья воскресенью",
)
_UNITS: Mapping[str, tuple[str, str]] = {
    "D": ("день", "дня дней дни днями сутки суток"),
    "W": ("неделя неделю неделе недели", "недель неделями"),
    "M": ("месяц месяце", "месяца месяцев месяцы"),
    "Y": ("год году", "года лет годы годов"),
    "H": ("час", "часа часов часы"),
    "TM": ("минуту", "минуты минут"),
    "E": ("десятилетие", "десятилетия десятилетий"),
}
_NUMBERS = (
    "один одного одну одна",
    "два две двух",
    "три трех трёх",
    "четыре четырех четырёх",
    "пять пяти",
    "шесть шести",
    "семь семи",
    "восемь восьми",
    "девять девяти",
    "десять десяти",
    "одиннадцать одиннадцати",
    "двенадцать двенадцати",
)
_ENDINGS = "ый ий ая яя ое ее ой ей ом ем ую юю ого его ые ие ых их ым им"


def _inflected(stem: str) -> list[str]:
    return [stem + ending for ending in _ENDINGS.split()]


_SAME_VALUE: Mapping[tuple[str, int | str], str] = {
    ("g", "ago"): "назад",
    ("r", "later"): "спустя позже позднее",
    ("r", "earlier"): "ранее раньше",
    ("t", "this"): "этот эта эту этой этом этого эти этих",
    ("h", "that"): "тот той том ту того",
    ("6", "same"): "же",
    ("i", "since"): "с со",
    ("i", "until"): "до",
    ("b", "after"): "после",
    ("b", "before"): "перед",
    ("i", "by"): "к ко",
    ("i", "during"): "течение",
    ("i", "from"): "между",
    ("k", "on"): "в во",
    ("k", "eve"): "на",
    ("z", "to"): "по",
    ("A", "and"): "и",
    ("v", "every"): "каждый каждую каждое каждые каждого",
    ("T", -2): "позавчера",
    ("T", -1): "вчера",
    ("T", 0): "сегодня",
    ("T", 1): "завтра",
    ("T", 2): "послезавтра",
    ("P", "MO"): "утро утром утра рассвете",
    ("P", "AF"): "днем днём",
    ("P", "EV"): "вечер вечером вечера",
    ("P", "NI"): "ночь ночью ночи",
    ("P", "12:00"): "полдень",
    ("P", "24:00"): "полночь",
    ("S", "SP"): "весна весной весны весну",
    ("S", "SU"): "лето летом",
    ("S", "FA"): "осень осенью осени",
    ("S", "WI"): "зима зимой зимы зиму",
    ("E", "START"): "начале начала начало",
    ("E", "MID"): "середине середины",
    ("E", "END"): "конце конца концу",
    ("R", "PRESENT_REF"): "сейчас теперь",
    ("R", "PAST_REF"): "недавно",
    ("R", "FUTURE_REF"): "скоро вскоре",
    ("V", "XXXX-XX-XX"): "ежедневно",
    ("V", "P1W"): "еженедельно",
    ("V", "P1M"): "ежемесячно",
    ("f", "X"): "несколько нескольких",
    ("n", "APPROX"): "около примерно",
}

YEAR_WORDS = frozenset(["год", "года", "году", "годом", "годов", "годы", "г", "гг"])
"""Read with the year or decade before them."""


def russian() -> dict[str, Entry]:
    """Give lower-case word to class and value."""
    words: dict[str, Entry] = {}
    for (kind, value), several in _SAME_VALUE.items():
        words.update(dict.fromkeys(several.split(), (kind, value)))
    for stem, kind, value in (
        ("прошл", "L", "last"),
        ("минувш", "L", "last"),
        ("последн", "L", "past"),
        ("предыдущ", "L", "previous"),
        ("следующ", "X", "following"),
        ("будущ", "X", "next"),
        ("ближайш", "X", "coming"),
        ("нынешн", "t", "this"),
        ("текущ", "t", "this"),
    ):
        words.update(dict.fromkeys(_inflected(stem), (kind, value)))
    for number, forms in enumerate(_MONTHS, 1):
        words.update(dict.fromkeys(forms.split(), ("M", number)))
    for number, forms in enumerate(_WEEKDAYS, 1):
        words.update(dict.fromkeys(forms.split(), ("W", number)))
    for unit, (singular, plural) in _UNITS.items():
        words.update(dict.fromkeys(singular.split(), ("U", unit)))
        words.update(dict.fromkeys(plural.split(), ("u", unit)))
    for number, forms in enumerate(_NUMBERS, 1):
        words.update(dict.fromkeys(forms.split(), ("N", number)))
    return words
