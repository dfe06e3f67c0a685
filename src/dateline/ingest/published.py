"""When a report was published, from what stands in the text or the URL; never from a clock."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from dateline.types import UNDATED, Dating

_MONTH_NAMES = (
    "january jan januar janvier enero gennaio januari января январь",
    "february feb februar février fevrier febrero febbraio februari февраля февраль",
    "march mar märz maerz mars marzo maart марта март",
    "april apr avril abril aprile апреля апрель",
    "may mai mayo maggio mei мая май",
    "june jun juni juin junio giugno июня июнь",
    "july jul juli juillet julio luglio июля июль",
    "august aug août aout agosto augustus августа август",
    "september sep sept septembre septiembre settembre сентября сентябрь",
    "october oct oktober okt octobre octubre ottobre октября октябрь",
    "november nov novembre noviembre ноября ноябрь",
    "december dec dezember dez décembre decembre diciembre dicembre декабря декабрь",
)
MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=lambda m: (-len(m), m))) + r")\b\.?"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>1[0-2]|0?[1-9])-{_DAY}(?!\d)",
        rf"(?<!\d){_YEAR}/(?P<month>1[0-2]|0?[1-9])/{_DAY}(?!\d)",
        rf"(?<!\w){_MONTH}\s+{_DAY}(?:st|nd|rd|th)?\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?{_MONTH}\s*,?\s*(?:de\s+|del\s+)?{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}\.(?P<month>1[0-2]|0?[1-9])\.{_YEAR}(?!\d)",
    )
)
_SLASHED = re.compile(rf"(?<!\d)(\d\d?)/(\d\d?)/{_YEAR}(?!\d)")
_AMERICAN = re.compile(r"\b(?:[ECMP][SD]?T|Eastern|Pacific)\b")
_LABEL = re.compile(
    r"(?P<first>(?:originally )?(?:published|posted|created|first published|publication date|"
    r"date|veröffentlicht|erstellt|publié|publicado|опубликовано)(?: (?:on|at|le|am|el))?)"
    r"|(?P<later>(?:last )?(?:updated|modified|changed|aktualisiert|mis à jour|actualizado|обновлено)(?: (?:on|at))?)",
    re.I,
)
_REST = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\.?)?|\b\d{1,2}\s*[ap]\.?m\.?"
    r"|\b(?:[ECMP][SD]?T|GMT|UTC|BST|CEST?|MSK|Z|uhr|local time)\b|[+-]\d\d:?\d\d\b"
    r"|\b(?:at|on|am|um|um|le|the|of|by|pm|p\.m\.|a\.m\.|in|news|nation|world|politics|print)\b",
    re.I,
)
_DATELINE_DAY = re.compile(rf"{_MONTH}\s+{_DAY}\b", re.I)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when a report was published or updated: the day, and which of the two."""

    day: str
    updated: bool


def find_day(text: str) -> str | None:
    """Give the first full date in ``text`` as an ISO day, or None."""
    best: tuple[int, str] | None = None
    for form in _FORMS:
        match = form.search(text)
        if match and (best is None or match.start() < best[0]):
            day = _day(match["year"], match["month"], match["day"])
            if day:
                best = (match.start(), day)
    match = _SLASHED.search(text)
    if match and (best is None or match.start() < best[0]):
        a, b = int(match[1]), int(match[2])
        if a > 12 >= b or (b <= 12 and a <= 12 and a == b):
            day = _day(match["year"], str(b), str(a))
        elif a <= 12 and (b > 12 or _AMERICAN.search(text)):
            day = _day(match["year"], str(a), str(b))
        else:
            day = None  # 03/04/2018 is a day in March or in April
        if day:
            best = (match.start(), day)
    return best[1] if best else None


def date_line(line: str) -> DateLine | None:
    """Read a line that is a publication date and nothing else ("Posted: 8:14 AM, July 16, 2018")."""
    if len(line) > 120 or not any(c.isdigit() for c in line):
        return None
    day = find_day(line)
    if day is None:
        return None
    label = _LABEL.search(line)
    rest = _LABEL.sub(" ", line)
    for form in (*_FORMS, _SLASHED):
        rest = form.sub(" ", rest)
    rest = re.sub(r"[\W\d_]+", " ", _REST.sub(" ", rest)).strip()
    if len(rest) > 3:
        return None
    return DateLine(day, updated=bool(label and label["later"] and not label["first"]))


def from_value(value: str, how: str = "metadata") -> Dating:
    """Give the dating that a metadata value or a column states; UNDATED where it states none."""
    value = value.strip()
    compact = re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d{3,}\.)", value)
    day = find_day(value)
    if day is None and compact:
        day = _day(compact[1], compact[2], compact[3])
    if day is not None:
        return Dating(day, day, how, value)
    month = re.fullmatch(r"((?:19|20)\d\d)-(\d\d)", value) or None
    if month and 1 <= int(month[2]) <= 12:
        return Dating(*_month(int(month[1]), int(month[2])), how, value)
    if re.fullmatch(r"(?:19|20)\d\d", value):
        return Dating(f"{value}-01-01", f"{value}-12-31", how, value)
    return UNDATED


def from_url(url: str | None) -> Dating:
    """Give the day or month that stands in the path of a URL, as news sites write it."""
    if not url:
        return UNDATED
    try:
        path = urlsplit(url).path
    except ValueError:
        return UNDATED
    match = re.search(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_.-]|$)", path) or re.search(
        r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?([0-3]\d)(?!\d)", path
    )
    if match:
        day = _day(match[1], match[2], match[3])
        if day:
            return Dating(day, day, "url", match[0].strip("/"))
    match = re.search(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/", path)
    if match:
        return Dating(*_month(int(match[1]), int(match[2])), "url", match[0].strip("/"))
    return UNDATED


def from_dateline(words: str, captured_at: str | None) -> Dating:
    """Give the day of an agency dateline ("GROZNY, June 23 (Reuters) -").

    It names no year. Where the page's capture is dated, it is the last such day before it;
    else nothing is known.
    """
    match = _DATELINE_DAY.search(words)
    captured = iso_day(captured_at)
    if not match or captured is None:
        return UNDATED
    limit = date.fromisoformat(captured) + timedelta(days=1)
    for year in (limit.year, limit.year - 1):
        day = _day(str(year), match["month"], match["day"])
        if day and day <= limit.isoformat():
            note = "the dateline's day in the year before the page was captured"
            return Dating(day, day, "dateline", match[0], note)
    return UNDATED


def from_capture(captured_at: str | None) -> Dating:
    """Give what the capture alone says: published on that day or before."""
    day = iso_day(captured_at)
    if day is None:
        return UNDATED
    return Dating(None, day, "inferred", None, "not after the page was captured")


def iso_day(value: str | None) -> str | None:
    """Give the ISO day at the start of an ISO 8601 time, or None."""
    if not value:
        return None
    match = re.match(r"((?:19|20)\d\d)-(\d\d)-(\d\d)", value.strip())
    return _day(match[1], match[2], match[3]) if match else None


def _day(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else MONTHS[month.casefold().rstrip(".")]
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _month(year: int, month: int) -> tuple[str, str]:
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}"
