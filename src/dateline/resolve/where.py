"""What the words around a name say about where: UCDP's precision, and what contains the place.

``where_prec`` follows the UCDP GED codebook (Högbladh, version 23.1, section on geography):
1 the named place itself; 2 within about 25 km of it; 3 the second-order division or district;
4 the first-order division; 5 a part of a country larger than that, a line or a fuzzy region;
6 the country; 7 a sea, airspace, or no single country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.resolve.gazetteer import Place
from dateline.resolve.toponym_words import BEFORE_CONTAINED
from dateline.resolve.toponyms import Toponym
from dateline.types import Annotation

_PRECISION = {
    "city": 1,
    "capital": 1,
    "camp": 1,
    "locality": 1,
    "admin2": 3,
    "admin1": 4,
    "country": 6,
    "sea": 7,
    "continent": 7,
}
"""Of a place named without more; every other kind is a line or a fuzzy region: 5."""

_NEAR = re.compile(
    r"\b(near|nearby|close to|outside|outskirts?|suburbs?|vicinity|environs|surroundings?|around|"
    r"(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)? of|away from|off)\b",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"\b(\d+(?:[.,]\d+)?)\s*-?\s*(km|kms|kilomet(?:er|re)s?|miles?|mi)\b", re.IGNORECASE
)
_LINE = re.compile(r"\b(border|frontier|between|along|highway|road (?:to|from|between))\b", re.I)
_PART = re.compile(
    r"\b(north(?:-?(?:east|west))?|south(?:-?(?:east|west))?|east|west|central)(?:ern)?$", re.I
)
_SEA = re.compile(r"\b(off the|off|coast of|waters of|airspace of|airspace over)$", re.IGNORECASE)
DISTRICT = re.compile(r"\s+(?:district|county|raion|rayon|sub-?district)\b", re.IGNORECASE)
PROVINCE = re.compile(r"\s+(?:province|governorate|oblast|state)\b", re.IGNORECASE)
_POSSESSIVE = ("'s", "’s", "'", "’")


def where_precision(place: Place, around: tuple[str, str]) -> tuple[int, str]:
    """Give UCDP's ``where_prec`` of a place given the words before and behind its name, and why.

    The second value is "" or a few words and a semicolon, for ``Resolution.how``.
    """
    before, after = around
    plain = _PRECISION.get(place.kind, 5)
    if re.match(r"\s*(?:-\w+)?\s*(?:border|frontier)\b", after) or _LINE.search(before):
        return max(plain, 5) if plain < 7 else 7, "a line; "
    if plain == 6:
        if _SEA.search(before):
            return 7, "off a coast; "
        return (5, "part of a country; ") if _PART.search(before) else (6, "")
    if plain in (1, 3):
        distance = _DISTANCE.search(before)
        if distance is not None:
            kilometres = float(distance.group(1).replace(",", "."))
            if distance.group(2).lower().startswith("mi"):
                kilometres *= 1.609344
            return (2 if kilometres <= 25 else 3), f"{kilometres:.0f} km from it; "
        if plain == 1 and _NEAR.search(before):
            return 2, "near it; "
        if plain == 1 and re.match(r"\s+(?:countryside|suburbs?|outskirts)\b", after):
            return 2, "around it; "
        if plain == 1 and DISTRICT.match(after):
            return 3, "its district; "
        if plain == 1 and PROVINCE.match(after):
            return 4, "its province; "
    return plain, ""


def containers(
    annotation: Annotation, names: Sequence[Toponym]
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Give what the text says contains each name: plainly ("X, Y"), and loosely ("Y's town of X")."""
    text, tokens = annotation.text, annotation.tokens
    inside: list[tuple[str, ...]] = [()] * len(names)
    loosely: list[tuple[str, ...]] = [()] * len(names)
    for n in range(len(names) - 2, -1, -1):
        name, behind = names[n], names[n + 1]
        between = " ".join(t.text.lower() for t in tokens[name.last : behind.first])
        own = " ".join(text[behind.start : behind.end].split())
        if behind.use != "adjective" and between in (",", "(", "/"):
            inside[n] = (own, *inside[n + 1])[:3]
        elif between in ("in", "in the", ", in", ", in the", "of", "of the", ", capital of"):
            loosely[n] = (own,)
    for n in range(1, len(names)):
        before, name = names[n - 1], names[n]
        if name.first - before.last > 6:
            continue
        words = [t.text.lower() for t in tokens[before.last : name.first]]
        said = [word for word in words if word not in _POSSESSIVE]
        belongs = before.use == "adjective" or len(said) < len(words)
        if belongs and said and all(word in BEFORE_CONTAINED for word in said):
            own = " ".join(text[before.start : before.end].split())
            loosely[n] = (*loosely[n], own)
    return inside, loosely
