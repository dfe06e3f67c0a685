"""Cited sources and credited outlets: which of them may be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dateline.fusion import words
from dateline.fusion.facts import Cited, ClaimFacts

_PLAIN = words.listed(
    "a an the his her its their our one some several local senior top high-ranking unnamed anonymous "
    "spokesman spokeswoman spokesperson spokesmen official officials representative chief head "
    "statement statements report reports source sources press service news conference department "
    "office mr mrs ms dr gen general col colonel maj major capt captain lt lieutenant sgt brig "
    "brigadier deputy acting regional provincial district said told who of for in at on from to "
    "and with by that speaking condition anonymity later earlier"
)
"""Words of a cited source that do not say whose it is."""


def source_words(cited: Cited) -> frozenset[str]:
    """Give what makes a cited source the same in two reports: the words that say whose it is
    ("police", "interior ministry"), else its own words. Empty where none is named."""
    plain = [
        word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(cited.words)
    ]
    telling = frozenset(word for word in plain if word not in _PLAIN and len(word) > 1)
    if telling:
        return telling
    return frozenset(word for word in plain if word in _BARE)


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BARE = words.listed("official officials source sources spokesman spokeswoman spokesperson")


def sources_of(claims: Iterable[ClaimFacts]) -> set[frozenset[str]]:
    """Give the different sources that claims cite, each by what makes it the same elsewhere."""
    found = {_source(cited, claim) for claim in claims for cited in claim.cited}
    return found - {frozenset()}


def cites_doers(claim: ClaimFacts) -> bool:
    """Say whether a claim hangs on the word of those alone who act in it."""
    doers = {party.key for party in claim.actors if party.key is not None}
    return bool(claim.cited) and any(doers & _source(cited, claim) for cited in claim.cited)


def _source(cited: Cited, claim: ClaimFacts) -> frozenset[str]:
    """Give a source; where those who act are cited for their own deed ("the group said that it had
    attacked"), with their key."""
    found = source_words(cited)
    doers = [party for party in claim.actors if party.key is not None]
    if len(doers) != 1 or doers[0].key is None:
        return found
    if found <= _THEMSELVES and (found or cited.words.lower() in _THEMSELVES):
        return frozenset((doers[0].key,))
    own = words.head_words(f"{doers[0].raw} {doers[0].name}")
    return found | {doers[0].key} if words.head_words(cited.words) & own else found


_THEMSELVES = words.listed(
    "group branch organisation organization movement militia they it wing faction"
)


def may_be_one(
    a: frozenset[str],
    b: frozenset[str],
    wholes: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> bool:
    """Say whether two sources may be one: "police" and "police chief Omar Hadi" may, a group and its
    branch, and "officials" may be those of any body of a state."""
    return (
        a <= b
        or b <= a
        or _official(a, b)
        or _official(b, a)
        or any(y in wholes.get(x, ()) or x in wholes.get(y, ()) for x in a for y in b)
    )


def _official(unnamed: frozenset[str], other: frozenset[str]) -> bool:
    return unnamed <= _OFFICIALS and any(word in _BODIES or _STATE.match(word) for word in other)


_OFFICIALS = words.listed("official officials authority authorities figure figures data")
_BODIES = _OFFICIALS | words.listed(
    "administration army committee council court defence defense emergency force forces "
    "government governor guard health interior intelligence justice mayor military minister ministry "
    "navy police policeman president prime prosecutor prosecutors security"
)
"""Words of who speaks for a state."""
_STATE = re.compile(r"[A-Z]{3}(?:/|$)")
"""The key of a state's body."""


def outlet(name: str | None) -> str:
    """Give the name of an outlet, comparable: lower-cased words without article and remarks in
    brackets; "" for what is too short to be looked for in a text."""
    told = " ".join(_WORD.findall((name or "").split("(")[0].lower())).removeprefix("the ")
    return told if len(told) >= 4 else ""


def credits(told: str, name: str) -> bool:
    """Say whether words of a citation name an outlet: "a report published by the Highland Wire"."""
    return bool(name) and f" {name} " in f" {' '.join(_WORD.findall(told.lower()))} "
