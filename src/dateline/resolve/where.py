"""What the words around a name say about where: UCDP's precision, and what contains the place.

``where_prec`` follows the UCDP GED codebook (Högbladh, version 23.1, section on geography):
1 the named place itself; 2 within about 25 km of it; 3 the second-order division or district;
4 the first-order division; 5 a part of a country larger than that, a line or a fuzzy region;
6 the country; 7 a sea, airspace, or no single country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.resolve.gazetteer import Gazetteer, Place
from dateline.resolve.spots import (
    Spot,
    bearing_of,
    between,
    border,
    kilometres,
    moved,
    part,
)
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

_KIND = (
    r"(?:the\s+)?(?:(?:[\w’'-]+\s+){0,3}(?:city|town|village|capital|port|settlement|camp|airport|base|"
    r"province|region|district|area)\s+(?:of\s+)?)?(?:the\s+)?$"
)
"""What may stand between the words of a relation and the name: "the northern city of"."""
_NUMBERS = dict(
    zip(
        [
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
            "fifteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "hundred",
        ],
        (*range(1, 13), 15, *range(20, 101, 10)),
        strict=True,
    )
)
_DISTANCE = (
    rf"(?P<number>\d[\d.,]*|{'|'.join(_NUMBERS)})\s*-?\s*"
    r"(?P<unit>kms?|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s|m)\b(?:\s*\([^)]*\))?\s+"
)
_BEARING = r"(?P<bearing>(?:north|south)(?:-?(?:east|west))?|east|west)(?:ern)?"
_FAR = re.compile(
    rf"\b{_DISTANCE}(?:away\s+)?(?:(?:to the|due|just)\s+)?{_BEARING}\s+(?:of|from)\s+{_KIND}", re.I
)
_OFF = re.compile(rf"\b{_DISTANCE}(?:away\s+)?(?:from|outside)\s+{_KIND}", re.I)
_BEARS = re.compile(rf"\b{_BEARING}\s+of\s+{_KIND}", re.I)
_EDGE = re.compile(
    rf"\b(?:outskirts?|edges?|suburbs?|periphery|environs|countryside)\s+(?:of|around|near)\s+{_KIND}",
    re.I,
)
_NEAR = re.compile(
    r"\b(?:near|nearby|close to|outside(?: of)?|around|(?:in|the) vicinity of|not far from|"
    rf"surrounding|surroundings of|approaches to|away from|off)\s+{_KIND}",
    re.I,
)
_SEA = re.compile(
    r"\b(?:off|(?:waters|airspace|skies)(?: of| off| over| above)?)\s+(?:the\s+)?"
    r"(?:(?:[\w-]+\s+)?(?:coast|shores?)\s+(?:of\s+)?)?(?:the\s+)?$",
    re.I,
)
_COAST = re.compile(r"\b(?:coast|shores?|banks?|coastline)\s+of\s+(?:the\s+)?$", re.I)
_LINES = r"(?:border|frontier|highway|motorway|expressway|road|route|railway)"
_LINE = re.compile(
    rf"\b{_LINES}\s+(?:with|of|between|from|to|towards|linking|connecting|near)\s+{_KIND}"
    rf"|\balong\s+{_KIND}",
    re.I,
)
_LINE_BEHIND = re.compile(rf"\s*(?:[-–]\s?\w+)?\s+{_LINES}\b", re.I)
_PART = re.compile(rf"\b(?:{_BEARING}|(?P<middle>central))\s+(?:parts? of\s+)?(?:the\s+)?$", re.I)
_JOINED = re.compile(r"\s*(?:between|from)\s", re.I)

NEAR_KM = 25.0
"""Kilometres of "near" in UCDP's code 2."""
EDGE_KM = 10.0
"""Kilometres from the middle of a town to its outskirts, at most; of the largest more."""


class Told(NamedTuple):
    """Where something is told to be, relative to the place that is named."""

    precision: int
    """UCDP's ``where_prec``."""
    relation: str = ""
    """In words: "5 km north of", "between the two", "the north of"; "" for the place itself."""
    spot: Spot | None = None
    """The point, where it is another one than the named place's."""
    uncertainty_km: float | None = None
    """How far off it may lie, where the relation says so."""


DISTRICT = re.compile(r"\s+(?:district|county|raion|rayon|sub-?district)\b", re.IGNORECASE)
PROVINCE = re.compile(r"\s+(?:province|governorate|oblast|state)\b", re.IGNORECASE)
_POSSESSIVE = ("'s", "’s", "'", "’")


def where_precision(place: Place, around: tuple[str, str]) -> tuple[int, str]:
    """Give UCDP's ``where_prec`` of a place given the words before and behind its name, and why.

    The second value is "" or a few words and a semicolon, for ``Resolution.how``.
    """
    told = told_where(place, around)
    return told.precision, f"{told.relation}; " if told.relation else ""


def told_where(
    place: Place,
    around: tuple[str, str],
    gazetteer: Gazetteer | None = None,
    second: tuple[Place, str] | None = None,
) -> Told:
    """Give where something is told to be by the words before and behind a place's name.

    ``second`` is the other place of "between A and B" with the whole phrase. Parts of countries
    get a point where the gazetteer is given.
    """
    before, after = around
    plain = _PRECISION.get(place.kind, 5)
    if second is not None:
        return _joined(place, second[0], before + second[1] + after)
    if plain == 7:
        return Told(7)
    if _SEA.search(before) and (plain == 6 or "coast" in before or "shore" in before):
        return Told(7, "off the coast of")
    if _LINE.search(before) or _LINE_BEHIND.match(after):
        return Told(5, "on a line by")
    if _COAST.search(before):
        return Told(5, "on the coast of")
    if plain == 6 or plain == 4:
        found = _PART.search(before)
        if found is None:
            return Told(plain)
        return _part(place, found, gazetteer)
    if plain not in (1, 3):
        return Told(plain)
    return _beside(place, before, after, plain)


def _joined(place: Place, other: Place, phrase: str) -> Told:
    """Say where lies what is "between A and B" or on the road from A to B."""
    apart = kilometres(place, other)
    along = re.search(r"\b(?:border|frontier)\b", phrase, re.I)
    spot = (border(place, other) if along else None) or between(place, other)
    relation = f"on the border to {other.name}" if along else f"between it and {other.name}"
    near = apart / 2 <= NEAR_KM and max(_PRECISION.get(p.kind, 5) for p in (place, other)) <= 3
    return Told(2 if near else 5, relation, spot, spot.uncertainty_km)


def _part(place: Place, found: re.Match[str], gazetteer: Gazetteer | None) -> Told:
    """Say where lies "northern" of a country or a first-order division."""
    if place.kind == "admin1":
        return Told(4, f"{found[0].split()[0].lower()} part of")
    if found["middle"]:
        return Told(5, "the middle of")
    bearing = bearing_of(found["bearing"])
    spot = part(place, bearing, gazetteer) if gazetteer and bearing is not None else None
    words = f"the {found['bearing'].lower()} of"
    return Told(5, words, spot, None if spot is None else spot.uncertainty_km)


def _beside(place: Place, before: str, after: str, plain: int) -> Told:
    """Say where lies what is told beside a town or a district."""
    far, off = _FAR.search(before), _OFF.search(before)
    away = far or off
    if away is not None:
        distance = _kilometres(away)
        bearing = bearing_of(far["bearing"]) if far is not None else None
        spot = None if bearing is None else moved(place, distance, bearing)
        said = f"{distance:.0f} km " if distance >= 1 else f"{distance * 1000:.0f} m "
        said += f"{far['bearing'].lower()} of" if far is not None else "from"
        off_by = distance if spot is None else spot.uncertainty_km
        return Told(2 if distance <= NEAR_KM else 3, said, spot, off_by)
    if plain == 1 and (_EDGE.search(before) or _EDGE_BEHIND.match(after)):
        return Told(2, "on the outskirts of", None, EDGE_KM)
    bears = _BEARS.search(before)
    if bears is not None and plain == 1:
        return Told(2, f"{bears['bearing'].lower()} of", None, NEAR_KM)
    if _NEAR.search(before) and plain == 1:
        return Told(2, "near", None, NEAR_KM)
    if plain == 1 and DISTRICT.match(after):
        return Told(3, "in the district of")
    if plain == 1 and PROVINCE.match(after):
        return Told(4, "in the province of")
    return Told(plain)


_EDGE_BEHIND = re.compile(r"\s+(?:countryside|suburbs?|outskirts)\b", re.I)


def _kilometres(found: re.Match[str]) -> float:
    """Give the distance of a match in kilometres."""
    number = found["number"].lower().rstrip(".,")
    value = float(_NUMBERS[number] if number in _NUMBERS else _decimal(number))
    unit = found["unit"].lower()
    if unit.startswith("mi"):
        return value * 1.609344
    return value / 1000 if unit in ("m", "meters", "metres") else value


def _decimal(number: str) -> float:
    """Read "1,200" as 1200 and "2,5" as 2.5."""
    whole, _, rest = number.partition(",")
    plain = whole + rest if len(rest) == 3 else number.replace(",", ".")
    return float(re.match(r"\d+(?:\.\d+)?", plain)[0])  # type: ignore[index]


def is_joined(words: str) -> bool:
    """Say whether a slot's words join two places: "between A and B", "the A-B road"."""
    return bool(_JOINED.match(words) or re.search(rf"\b{_LINES}$", words.strip(), re.I))


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
