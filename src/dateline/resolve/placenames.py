"""Normal forms of place names: what makes "Ar-Raqqah", "al Raqqa" and "RAQQA" one key.

Two forms are kept apart. The *normal form* removes what writers do not agree on
(case, diacritics, apostrophes, hyphens). The *loose form* also folds what
romanisations of Arabic, Persian, Kurdish, Turkic and Slavic names do not agree on
(articles, -a and -ah, doubled letters, ou and u); it is asked only where the normal
form finds nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dateline.resolve.toponym_words import ARTICLES

LOOSE_PREFIX = "~"
"""Marks a loose form in the gazetteer's table of names; no normal form starts with it."""

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "a",
        "ħ": "h",
        "ŋ": "ng",
        "ƶ": "z",
        "ё": "е",
    }
)
_DROPPED = re.compile("['’‘ʼʻʿʾ`´ʹʺ\"“”ӏӀ\u02bc\u0301]")
_SPLITTERS = re.compile(r"[\s\-‐-―_./,;:()\[\]&+*]+")

_CYRILLIC = dict(
    zip(
        "абвгдезиклмнопрстуфхцчшщъыьэюяіїєґўј",
        (
            *("a", "b", "v", "g", "d", "e", "z", "i", "k", "l", "m", "n", "o", "p", "r", "s"),
            *("t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"),
            *("i", "i", "ye", "g", "u", "j"),
        ),
        strict=True,
    )
) | {"ж": "zh", "й": "y"}


GENERIC_KINDS = {
    "province": "admin1",
    "governorate": "admin1",
    "governate": "admin1",
    "wilayat": "admin1",
    "wilaya": "admin1",
    "muhafazat": "admin1",
    "muhafazah": "admin1",
    "oblast": "admin1",
    "krai": "admin1",
    "kray": "admin1",
    "republic": "admin1",
    "respublika": "admin1",
    "state": "admin1",
    "canton": "admin1",
    "emirate": "admin1",
    "prefecture": "admin1",
    "voivodeship": "admin1",
    "autonomous region": "admin1",
    "department": "admin",
    "departamento": "admin",
    "provincia": "admin",
    "region": "region",
    "area": "region",
    "division": "admin",
    "county": "admin2",
    "co": "admin2",
    "parish": "admin2",
    "borough": "admin2",
    "district": "admin2",
    "subdistrict": "admin2",
    "sub district": "admin2",
    "raion": "admin2",
    "rayon": "admin2",
    "regency": "admin2",
    "municipality": "admin2",
    "commune": "admin2",
    "township": "admin2",
    "twp": "admin2",
    "prefektur": "admin2",
    "tehsil": "admin2",
    "agency": "admin2",
    "zone": "admin2",
    "woreda": "admin2",
    "city": "city",
    "town": "city",
    "village": "city",
    "settlement": "city",
}
"""Generic words of English and romanised names, and the kind of place that they say."""

_FIRST_GENERIC = {
    "city of": "city",
    "town of": "city",
    "village of": "city",
    "province of": "admin1",
    "governorate of": "admin1",
    "state of": "admin1",
    "republic of": "admin1",
    "region of": "region",
    "district of": "admin2",
    "county of": "admin2",
    "county": "admin2",
    "wilayat": "admin1",
    "wilaya": "admin1",
    "muhafazat": "admin1",
    "respublika": "admin1",
    "provincia de": "admin",
    "provincia del": "admin",
    "departamento de": "admin",
    "departamento del": "admin",
    "departement de": "admin",
    "estado de": "admin1",
    "region de": "admin1",
    "greater": "city",
    "downtown": "city",
    "central": "",
    "northern": "",
    "southern": "",
    "eastern": "",
    "western": "",
    "northeastern": "",
    "northwestern": "",
    "southeastern": "",
    "southwestern": "",
    "north eastern": "",
    "north western": "",
    "south eastern": "",
    "south western": "",
    "upper": "",
    "lower": "",
    "rural": "",
    "north": "",
    "south": "",
    "east": "",
    "west": "",
}


def normal_form(name: str) -> str:
    """Give the normal form of a name: lower case, plain letters, single spaces; "" where none is left."""
    if name.isascii():
        folded = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name.casefold())
        folded = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    folded = _SPLITTERS.sub(" ", _DROPPED.sub("", folded)).strip()
    if folded.startswith("the "):
        folded = folded[4:]
    if folded.startswith("st "):
        folded = "saint " + folded[3:]
    if folded.startswith("mt "):
        folded = "mount " + folded[3:]
    return folded


def romanised(normal: str) -> str:
    """Give the Latin letters of a normal form in Cyrillic; Latin names come back as they are."""
    if normal.isascii():
        return normal
    return "".join(_CYRILLIC.get(letter, letter) for letter in normal)


@lru_cache(maxsize=65536)
def loose_form(normal: str) -> str:
    """Give the loose form of a normal form, without spaces; "" where under three letters are left."""
    words = romanised(normal).split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    folded = "".join(word for index, word in enumerate(words) if index == 0 or word not in ARTICLES)
    for pattern, letters in _LOOSE:
        folded = pattern.sub(letters, folded)
    return LOOSE_PREFIX + folded if len(folded) >= 3 else ""


_LOOSE = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"ou|oo", "u"),
        (r"ee|iy|ij|yi", "i"),
        (r"ei|ai|ey|ay", "e"),
        (r"au|aw|ow", "o"),
        (r"kh|q|ck", "k"),
        (r"gh", "g"),
        (r"dh|z", "z"),
        (r"th", "t"),
        (r"tch|ch|sh|tsh|c(?=[ei])", "s"),
        (r"dj|zh", "j"),
        (r"ph", "f"),
        (r"y|e", "i"),
        (r"o|w", "u"),
        (r"v", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[^aiu])a?h$", "a"),
        (r"ah$", "a"),
        (r"iia$|iah$", "ia"),
        (r"(.)\1+", r"\1"),
    )
)


def without_generic(normal: str) -> tuple[str, str] | None:
    """Give the bare name and the kind said by its generic word, or None where it has none.

    "rapides parish" gives ("rapides", "admin2"), "city of grozny" ("grozny", "city"),
    "northern raqqa" ("raqqa", "").
    """
    head, _, last = normal.rpartition(" ")
    if head and last in GENERIC_KINDS:
        if head.endswith((" sub", " autonomous")):
            head = head.rpartition(" ")[0]
        return head, GENERIC_KINDS[last]
    for count in (2, 1):
        words = normal.split(" ", count)
        if len(words) == count + 1:
            kind = _FIRST_GENERIC.get(" ".join(words[:count]))
            if kind is not None:
                return words[count], kind
    return None
