"""Finding the actor that a name means: key, name, alias, a part by its region, another spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from dateline.resolve.names import normal, normal_form, pieces
from dateline.resolve.registry import Registry
from dateline.types import Actor

SUGGEST_FROM = 70
"""rapidfuzz's ratio from which a name is suggested; suggestions are shown, never taken."""
SUGGESTIONS = 5

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўқғҳү"
_LATIN = (
    "a,b,v,g,d,e,e,zh,z,i,i,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya,i,i,e,g,u,k,g,h,u"
)
_CYRILLIC = dict(zip(_LETTERS, _LATIN.split(","), strict=True))
"""Russian by the English convention (BGN without marks), and neighbours' letters alike."""

_FOLDS = (
    ("dzh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("zh", "j"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "i"),
    ("ay", "ai"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("e", "a"),
    ("o", "u"),
)
"""Letters in which spellings of Arabic and Caucasian names in English differ: Qawqaz, Kavkaz."""


class Named(NamedTuple):
    """The actors that a name may mean, how it was found, and what else is spelled like it."""

    actors: tuple[Actor, ...]
    how: str
    similar: tuple[Actor, ...]


def find_actor(name: str, met: Iterable[Actor], registry: Registry) -> Named:
    """Give the actors that a name means: those of the first step below that finds any.

    A key; a name or alias; a whole and the region of its part ("the IEC's Dagestan subdivision");
    another spelling or script; a name that holds all its words. ``met`` are the ledger's actors.
    Several actors mean that the name does not decide; nothing is guessed.
    """
    known = {actor.id: actor for actor in met}
    for key in registry.entries:
        actor = registry.actor(key)
        if actor is not None:
            known[key] = actor
    wanted = name.strip()
    by_key = known.get(wanted) or registry.actor(wanted)
    if by_key is not None:
        return Named((by_key,), "key", ())
    for how, keys in (
        ("name", _by_name(wanted, known, registry)),
        ("part", _by_part(wanted, registry)),
        ("spelling", _by_spelling(wanted, known)),
        ("words of its name", _by_words(wanted, known)),
    ):
        if how == "name" and not any(known[key].in_registry for key in keys if key in known):
            # A name that only some report uses may be short for a known one: "Kebekov".
            keys = keys and keys | _by_words(wanted, known)
        found = tuple(known[key] for key in sorted(keys) if key in known)
        if found:
            return Named(found, how, ())
    return Named((), "", _similar(wanted, known))


def folded(name: str) -> str:
    """Give a name in Latin letters with the differences of transliteration folded away."""
    latin = "".join(_CYRILLIC.get(c, c) for c in normal(name))
    plain = " ".join(piece.norm for piece in pieces(latin))
    for one, other in _FOLDS:
        plain = plain.replace(one, other)
    return re.sub(r"(\w)\1+", r"\1", plain)


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *actor.aliases)


def _by_name(wanted: str, known: dict[str, Actor], registry: Registry) -> set[str]:
    keys = {a.key for a in registry.named(wanted) if a.role in {"name", "surname", "adj"}}
    if keys:
        return keys
    form = normal_form(wanted)
    return {
        key
        for key, actor in known.items()
        if form and any(normal_form(each) == form for each in _names(actor))
    }


def _by_part(wanted: str, registry: Registry) -> set[str]:
    """Give the part that a whole's name and its region's mean together."""
    found = set()
    parts = pieces(wanted)
    for match in registry.find(parts):
        for alias in match.aliases:
            rest = [p.norm for i, p in enumerate(parts) if not match.first <= i < match.last]
            if alias.role == "name":
                found |= {registry.part(alias.key, word) for word in rest} - {None}
    return {key for key in found if key is not None}


def _by_spelling(wanted: str, known: dict[str, Actor]) -> set[str]:
    form = folded(wanted)
    if len(form) < 4:  # too short to tell a spelling from another name
        return set()
    return {
        key for key, actor in known.items() if any(folded(each) == form for each in _names(actor))
    }


def _by_words(wanted: str, known: dict[str, Actor]) -> set[str]:
    words = set(folded(wanted).split())
    if not words or len("".join(words)) < 4:
        return set()
    return {
        key
        for key, actor in known.items()
        if any(words <= set(folded(each).split()) for each in _names(actor))
    }


def _similar(wanted: str, known: dict[str, Actor]) -> tuple[Actor, ...]:
    choices = {
        (key, each): folded(each) for key in sorted(known) for each in sorted(_names(known[key]))
    }
    best = process.extract(
        folded(wanted), choices, scorer=fuzz.ratio, score_cutoff=SUGGEST_FROM, limit=30
    )
    ranked = sorted(best, key=lambda found: (-found[1], found[2]))
    keys = dict.fromkeys(key for _, _, (key, _) in ranked)
    return tuple(known[key] for key in list(keys)[:SUGGESTIONS])
