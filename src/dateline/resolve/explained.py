"""How a place was found, in words: which name, by which rule, and which candidates lost."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.resolve.surroundings import NOT_TOLD
from dateline.types import Resolution

_WEIGHED = re.compile(r"(.+) ([+-])\d+\.\d")


class Explained(NamedTuple):
    """A resolved place for whoever has to answer for it."""

    place: str
    """Label of the place that won."""
    told: str
    """The binding: "told with it", or "not told with it; told just before"."""
    relation: str
    """Relative to the named place: "5 km north of"; "" for the place itself."""
    precision: int | None
    score: float
    match: str
    """How the name fits the gazetteer's: "gazetteer name", "other name"."""
    speaks_for: str
    speaks_against: str
    lost: tuple[tuple[str, float], ...]
    """The candidates that lost, best first, with their probabilities."""


def explained(resolution: Resolution) -> Explained | None:
    """Give how a place was found; None for what is no place or was not resolved."""
    if resolution.kind != "place" or resolution.value is None:
        return None
    parts = resolution.how.split("; ")
    told = "told with it"
    if parts[0] == NOT_TOLD:
        told, parts = "; ".join(parts[:2]), parts[2:]
    relation = str(resolution.extra.get("relation", ""))
    if relation and parts and parts[0] == relation:
        parts = parts[1:]
    features = [_WEIGHED.fullmatch(part) for part in ", ".join(parts[1:]).split(", ")]
    sides = {
        sign: ", ".join(m[1] for m in features if m is not None and m[2] == sign) for sign in "+-"
    }
    return Explained(
        place=resolution.label,
        told=told,
        relation=relation,
        precision=resolution.precision,
        score=resolution.score,
        match=parts[0] if parts else "",
        speaks_for=sides["+"],
        speaks_against=sides["-"],
        lost=tuple(
            (candidate.why.partition(": ")[0] or candidate.value, candidate.score)
            for candidate in resolution.candidates
            if candidate.value != resolution.value
        ),
    )
