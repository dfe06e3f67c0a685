"""Publication dates as databases print them, in the languages of their interfaces and sources."""

from __future__ import annotations

import re
from datetime import date

from dateline.ingest.published import find_day
from dateline.types import UNDATED, Dating

_MORE_MONTHS = (
    "janeiro stycznia stycznień styczeń ledna ocak січня tammikuuta ianuarie januára január",
    "fevereiro lutego luty února şubat лютого helmikuuta februarie februára február",
    "março marca marzec března mart березня maaliskuuta martie március",
    "kwietnia kwiecień dubna nisan квітня huhtikuuta aprilie apríla április",
    "maio maja května mayıs травня toukokuuta mája május",
    "junho czerwca czerwiec června haziran червня kesäkuuta iunie júna június",
    "julho lipca lipiec července temmuz липня heinäkuuta iulie júla július",
    "agosto sierpnia sierpień srpna ağustos серпня elokuuta augusta augusztus augusti",
    "setembro września wrzesień září eylül вересня syyskuuta septembrie septembra szeptember",
    "outubro października październik října ekim жовтня lokakuuta octombrie októbra október",
    "novembro listopada listopadu kasım листопада marraskuuta noiembrie novembra",
    "dezembro grudnia grudzień prosince aralık грудня joulukuuta decembrie decembra",
)
"""Portuguese, Polish, Czech, Turkish, Ukrainian, Finnish, Romanian, Slovak, Hungarian, Swedish;
the rest stands in :data:`dateline.ingest.published.MONTHS`. "Listopad" alone is October in
Croatian and November in Polish, and is left out."""
_MONTHS = {name: n for n, names in enumerate(_MORE_MONTHS, 1) for name in names.split()}
_NAME = "|".join(sorted(_MONTHS, key=lambda m: (-len(m), m)))
_FORMS = (
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.?\s+(?:de\s+)?(?P<month>{_NAME})\s*,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)(?!\d)", re.I),
    re.compile(rf"(?<!\w)(?P<month>{_NAME})\s+(?P<day>\d{{1,2}})\.?\s*,?\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.I),
    re.compile(rf"(?P<year>(?:19|20)\d\d)\.?\s+(?P<month>{_NAME})\s+(?P<day>\d{{1,2}})(?!\d)", re.I),
    re.compile(r"(?P<year>(?:19|20)\d\d)\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"),
)  # fmt: skip
_WEEKDAYS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|"
    r"miércoles|jueves|viernes|sábado|domingo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|"
    r"zondag|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|понедельник|вторник|среда|"
    r"четверг|пятница|суббота|воскресенье|segunda|terça|quarta|quinta|sexta)(?:-feira)?\b",
    re.I,
)
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\b|\b(?:GMT|UTC|[ECMP][SD]T|BST|CES?T|MSK)\b|[+-]\d\d:?\d\d",
    re.I,
)
MOST_ELSE = 40
"""Letters besides the date that a date line may have: an edition, a city."""


def day_of(text: str) -> str | None:
    """Give the first full date in ``text`` as an ISO day, or None."""
    for form in _FORMS:
        match = form.search(text)
        if match:
            name = match["month"].casefold()
            month = int(name) if name.isdigit() else _MONTHS[name]
            try:
                return date(int(match["year"]), month, int(match["day"])).isoformat()
            except ValueError:
                continue
    return find_day(text)


def dating_of(text: str | None) -> Dating:
    """Give the dating that a database states; UNDATED where it states none."""
    day = day_of(text or "")
    return UNDATED if day is None else Dating(day, day, "metadata", text)


def may_be_date_line(text: str) -> bool:
    """Whether a line is a date, or a short line with a day and a year in a language that is not
    read; for places where a date must stand."""
    return is_date_line(text) or (len(text) < 40 and _DAY_AND_YEAR.fullmatch(text) is not None)


_DAY_AND_YEAR = re.compile(r"\D{0,20}\d{1,2}\D{1,25}(?:19|20)\d\d\D{0,12}")


def is_date_line(text: str) -> bool:
    """Whether a line is a date with at most a weekday, a time and an edition beside it."""
    if len(text) > 100 or day_of(text) is None:
        return False
    rest = _TIME.sub(" ", _WEEKDAYS.sub(" ", text))
    return sum(map(str.isalpha, rest)) <= MOST_ELSE and not re.search(r"[.!?]$", text)
