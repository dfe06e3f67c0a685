"""Days of holidays and of the Islamic months, computed by the rules of their calendars.

Every function gives nothing where no rule is at hand, so that a name alone never makes a day.
Islamic days are given with a day either way, as the moon is sighted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

Days = tuple[date, date]

FIXED: Mapping[str, tuple[int, int]] = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "orthodox christmas": (1, 7),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year": (1, 1),
    "new year's": (1, 1),
    "epiphany": (1, 6),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "international women's day": (3, 8),
    "nowruz": (3, 21),
    "newroz": (3, 21),
    "may day": (5, 1),
    "victory day": (5, 9),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "anzac day": (4, 25),
}
"""Month and day (Nowruz as commonly kept)."""

_FROM_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "ascension day": 39,
    "pentecost": 49,
}
_ORTHODOX = {"orthodox easter": 0}
_NTH_WEEKDAY = {
    "martin luther king day": (1, 0, 3),
    "presidents day": (2, 0, 3),
    "presidents' day": (2, 0, 3),
    "memorial day": (5, 0, -1),
    "mother's day": (5, 6, 2),
    "father's day": (6, 6, 3),
    "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2),
    "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
}
"""Month, weekday (0 is Monday), which one of the month; as kept in the United States."""
_JEWISH = {
    "passover": 0,
    "rosh hashanah": 163,
    "yom kippur": 172,
    "sukkot": 177,
}
"""Days after the first day of Passover of the same civil year."""
_ISLAMIC = {
    "ramadan": (9, 1, 30),
    "eid al-fitr": (10, 1, 1),
    "eid al-adha": (12, 10, 1),
    "ashura": (1, 10, 1),
    "muharram": (1, 1, 30),
}
"""Month, day and how many days."""

_OF_UNKNOWN_DAY = ("eid", "hanukkah", "diwali", "lunar new year")
NAMES = frozenset(
    [*FIXED, *_FROM_EASTER, *_ORTHODOX, *_NTH_WEEKDAY, *_JEWISH, *_ISLAMIC, *_OF_UNKNOWN_DAY]
)
"""Every name that is read as a holiday, in lower case."""


def holiday_days(name: str, year: int) -> list[Days]:
    """Give the days on which a holiday fell in a year; empty where no rule is at hand."""
    if name in FIXED:
        month, number = FIXED[name]
        return [(date(year, month, number),) * 2] if 1 <= year <= 9999 else []
    if not 1600 <= year <= 2500:
        return []
    if name in _ISLAMIC:
        return _islamic_days(name, year)
    day = _movable(name, year)
    return [] if day is None else [(day, day)]


def _movable(name: str, year: int) -> date | None:
    if name in _FROM_EASTER:
        return _easter(year) + timedelta(days=_FROM_EASTER[name])
    if name in _ORTHODOX:
        return _orthodox_easter(year)
    if name in _NTH_WEEKDAY:
        return _nth_weekday(year, *_NTH_WEEKDAY[name])
    if name in _JEWISH:
        return _passover(year) + timedelta(days=_JEWISH[name])
    return None


def _islamic_days(name: str, year: int) -> list[Days]:
    month, first, length = _ISLAMIC[name]
    found = []
    for hijri in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3):
        start = _from_hijri(hijri, month, first)
        if start.year == year:
            found.append((start - timedelta(days=1), start + timedelta(days=length)))
    return found


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _orthodox_easter(year: int) -> date:
    """Julian Easter (Meeus, ch. 8) as a day of the Gregorian calendar."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _passover(year: int) -> date:
    """First day of Passover, 15 Nisan, by Gauss's rule (Reingold and Dershowitz give the same days)."""
    a = (12 * year + 12) % 19
    b = year % 4
    sum_ = 20.0955877 + 1.5542418 * a + 0.25 * b - 0.003177794 * year
    day = int(sum_)
    weekday = (3 * year + 5 * b + day + 1) % 7
    rest = sum_ - day
    if weekday in (2, 4, 6) or (weekday == 0 and a > 11 and rest >= 0.89772376):
        day += 1 if weekday in (2, 4, 6, 0) else 0
    elif weekday == 1 and a > 6 and rest >= 0.63287037:
        day += 2
    return date(year, 3, 1) + timedelta(days=day - 1 + year // 100 - year // 400 - 2)


# ----------------------------------------------------------------------- Islamic months

_MONTH_NAMES = (
    "muharram",
    "safar",
    "rabi(?: ?(?:al|ul))?[- ]a(?:w)?wal|rabi i|rabi' i",
    "rabi(?: ?(?:al|ul))?[- ](?:thani|akhir)|rabi ii|rabi' ii",
    "ju?mada(?: al)?[- ](?:ula|awwal)|jumada i",
    "ju?mada(?: al)?[- ](?:thani|akhira?|thaniyah)|jumada ii",
    "rajab",
    "sha['’]?ban",
    "ramadh?an|ramazan",
    "shawwal",
    "dhu(?:l| al)[- ]qa['’]?i?dah?|zul[- ]?qadah?",
    "dhu(?:l| al)[- ]hijjah?|zul[- ]?hijjah?",
)
HIJRI = (
    r"(?:(?P<hijri_day>[0-9]{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?P<hijri_month>{'|'.join(_MONTH_NAMES)})"
    r"(?:,?\s+(?:AH\s+)?(?P<hijri_year>1[0-5][0-9]{2})(?:\s?A?H\b)?)"
)
"""An Islamic month with its year, and perhaps a day: "10 Dhu al-Hijja 1436"."""
_HIJRI = re.compile(HIJRI, re.IGNORECASE)
_NUMBERED = tuple(re.compile(name, re.IGNORECASE) for name in _MONTH_NAMES)


def hijri_days(words: str) -> tuple[date, Days] | None:
    """Give the computed first day and the days, one either way, of an Islamic date in words."""
    match = _HIJRI.fullmatch(words.strip())
    if match is None:
        return None
    name, year = match["hijri_month"], int(match["hijri_year"])
    month = next(n for n, known in enumerate(_NUMBERED, 1) if known.fullmatch(name))
    day = int(match["hijri_day"] or 1)
    if not 1 <= day <= 30:
        return None
    start = _from_hijri(year, month, day)
    length = 1 if match["hijri_day"] else 30 if month % 2 else 29
    return start, (start - timedelta(days=1), start + timedelta(days=length))


def _from_hijri(year: int, month: int, day: int) -> date:
    """The tabular Islamic calendar, civil epoch (Reingold and Dershowitz, Calendrical Calculations)."""
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date(622, 7, 19) + timedelta(days=days - 1)
