"""Who and what fills the slots of a report's incidents, from scores of words and of the report.

A mention that the tagger finds likely is a candidate, and so is one that often filled a role in
training (:class:`Known`). Its chance to be a filler comes from a logistic regression on few numbers
(:func:`features`): how sure the tagger is of it where it stands, how often it stands in the report
without being tagged, how likely the report tells an incident at all. Mentions of one role that name the same are one entity, named by the likeliest of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.encoder.windows import Window

Floats = NDArray[np.float64]

ROLES = ("perpetrator", "organisation", "target", "victim", "weapon")
"""Perpetrators are people, organisations those they belong to; targets are things, victims people."""
KINDS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
OUTSIDE, BEGINS, GOES_ON = range(3)

LEAST = 0.03
"""Chance of a span by the tagger alone from which it is a candidate."""
OFTEN = 0.1
"""Share of training reports from which a known mention is a candidate wherever it stands."""
UNKNOWN = 0.05
"""Share taken for a mention that filled nothing in training."""
LONGEST_FILLER = 15
"""Words; 1 in 400 of the training fillers is longer."""

LONGEST_KNOWN = 6
"""Words of a mention that is remembered."""

_SMALL_WORDS = frozenset(["a", "an", "and", "for", "in", "of", "on", "the", "to"])


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the network gives for one window of a report."""

    window: Window
    slots: Floats
    """(words, roles, 3): log probabilities of outside, begins, goes on."""
    kinds: Floats
    """(words, kinds): chance that a filler there belongs to an incident of the kind."""
    report: Floats
    """(1 + kinds): logits of any incident, and of each kind."""


@dataclass(frozen=True, slots=True)
class Known:
    """Which mentions filled which roles in training; mentions are kept as digests, not as text."""

    keys: NDArray[np.uint64]
    """Of each mention, rising."""
    shares: Floats
    """(mentions, roles): of the training reports with an incident that hold it, smoothed."""

    def of(self, words: str) -> Floats | None:
        """Give the shares of a mention by role; None for one that filled nothing."""
        key = key_of(words)
        at = int(np.searchsorted(self.keys, key))
        return self.shares[at] if at < len(self.keys) and self.keys[at] == key else None


def key_of(words: str) -> np.uint64:
    """Give the digest of a mention in small letters."""
    plain = " ".join(words.lower().split())
    return np.uint64(int.from_bytes(hashlib.blake2b(plain.encode(), digest_size=8).digest(), "big"))


def short_runs(text: str, window: Window) -> Iterator[tuple[int, int, str]]:
    """Give each run of at most ``LONGEST_KNOWN`` words of a window: first, last + 1, its text."""
    for start, (place, _) in enumerate(window.offsets):
        for end in range(start + 1, min(len(window.words), start + LONGEST_KNOWN) + 1):
            if window.sentences[end - 1] != window.sentences[start]:
                break
            yield start, end, text[place : window.offsets[end - 1][1]]


@dataclass(slots=True)
class Candidate:
    """One string in one role, wherever it was found in a report."""

    role: int
    text: str
    chances: list[float] = field(default_factory=list)
    kinds: list[Floats] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Offsets in the report, in order."""
    known: float | None = None
    """Its share in training, None for one that filled nothing there."""

    @property
    def kind(self) -> Floats:
        """The mean chance of each kind over its places."""
        return np.asarray(np.mean(self.kinds, axis=0), dtype=np.float64)


def logit(chance: float) -> float:
    """Give log odds, held between those of 0.001 and 0.999."""
    held = min(max(chance, 1e-3), 1 - 1e-3)
    return float(np.log(held / (1 - held)))


def candidates(text: str, scores: Sequence[WindowScores], known: Known) -> list[Candidate]:
    """Give the candidates of a report, by role and place."""
    found: dict[tuple[int, str], Candidate] = {}
    for one in scores:
        chances = np.exp(one.slots)
        spans = {
            (role, int(start), end): chance
            for role in range(len(ROLES))
            for start in np.flatnonzero(chances[:, role, BEGINS] >= LEAST)
            for end, chance in [_best_end(chances[:, role], int(start))]
            if chance >= LEAST
        }
        for start, end, words in short_runs(text, one.window):
            shares = known.of(words)
            for often in np.flatnonzero(shares >= OFTEN) if shares is not None else ():
                place = (int(often), start, end)
                spans.setdefault(place, _chance(chances[:, often], start, end))
        for (role, first, end), chance in sorted(spans.items()):
            begin = one.window.offsets[first][0]
            words = text[begin : one.window.offsets[end - 1][1]]
            held = found.setdefault((role, words), Candidate(role, words))
            held.chances.append(chance)
            held.kinds.append(one.kinds[first:end].mean(0))
            held.starts.append(begin)
    for held in found.values():
        shares = known.of(held.text)
        held.known = None if shares is None else float(shares[held.role])
    return sorted(found.values(), key=lambda one: (one.role, one.starts[0], one.text))


def _chance(table: Floats, start: int, end: int) -> float:
    """Give the chance that a span begins and ends there."""
    goes_on = float(table[end, GOES_ON]) if end < len(table) else 0.0
    return float(table[start, BEGINS] * np.prod(table[start + 1 : end, GOES_ON]) * (1 - goes_on))


def _best_end(table: Floats, start: int) -> tuple[int, float]:
    """Give the likeliest end of a span that begins at ``start``, and the span's chance."""
    reached = float(table[start, BEGINS])
    best = (start + 1, 0.0)
    for end in range(start + 1, min(len(table), start + LONGEST_FILLER) + 1):
        goes_on = float(table[end, GOES_ON]) if end < len(table) else 0.0
        if reached * (1 - goes_on) > best[1]:
            best = (end, reached * (1 - goes_on))
        reached *= goes_on
        if reached < LEAST:
            break
    return best


def times_told(text: str, words: str) -> int:
    """Give how often ``words`` stand in a text as whole words, at least 1."""
    edge = r"(?<![^\W_]){}(?![^\W_])"
    return max(1, len(re.findall(edge.format(re.escape(words)), text)))


def features(one: Candidate, text: str, any_incident: float) -> Floats:
    """Give the numbers of a candidate that the chance of being a filler is computed from.

    First one number a role (1 for its own), then the rest; ``any_incident`` is the chance that the
    report tells an incident at all.
    """
    chances = np.array(one.chances)
    told = times_told(text, one.text)
    top, report = logit(float(chances.max())), logit(any_incident)
    own = np.zeros(len(ROLES))
    own[one.role] = 1.0
    kinds = one.kind
    rest = [
        top,
        logit(float(chances.sum()) / told),
        logit(float(1 - np.prod(1 - chances))),
        float(np.log(told)),
        len(chances) / told,
        report,
        one.starts[0] / max(1, len(text)),
        float(np.log1p(one.starts[0] / 500)),
        float(len(one.text.split())),
        logit(float(kinds.max())),
        logit(UNKNOWN if one.known is None else one.known),
        float(one.known is not None),
    ]
    return np.concatenate([own, rest, top * own, report * own])


def name_the_same(a: str, b: str) -> bool:
    """Say whether two mentions of one role name the same: one holds the other, or its initials."""
    one, two = a.lower().split(), b.lower().split()
    first, second = set(map(_singular, one)), set(map(_singular, two))
    if first <= second or second <= first:
        return True
    return _initials(one) == "".join(two) or _initials(two) == "".join(one)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _initials(words: Sequence[str]) -> str:
    kept = [word[0] for word in words if word not in _SMALL_WORDS]
    return "".join(kept) if len(kept) > 1 else ""


def entities(
    found: Sequence[Candidate], chances: Sequence[float], least: Sequence[float]
) -> list[list[int]]:
    """Give the entities of a report as numbers of candidates, each entity's likeliest first.

    ``chances`` are those of the candidates, ``least`` the chance from which a candidate
    of a role is taken.
    """
    order = sorted(
        (i for i, one in enumerate(found) if chances[i] >= least[one.role]),
        key=lambda i: (found[i].role, -chances[i], found[i].starts[0], found[i].text),
    )
    made: list[list[int]] = []
    for i in order:
        for entity in made:
            first = found[entity[0]]
            if first.role == found[i].role and name_the_same(first.text, found[i].text):
                entity.append(i)
                break
        else:
            made.append([i])
    return made


def kinds_told(report: Sequence[float], least: Sequence[float]) -> list[int]:
    """Give the kinds of incident that a report tells; none where it likely tells no incident.

    ``report`` are the chances of any incident and of each kind, ``least`` those from which they
    hold. A report that likely tells an incident of no likely kind gets the likeliest kind.
    """
    if report[0] < least[0]:
        return []
    told = [k for k in range(len(KINDS)) if report[k + 1] >= least[k + 1]]
    return told or [max(range(len(KINDS)), key=lambda k: report[k + 1])]


def kinds_of(kind: Sequence[float], told: Sequence[int], least: float) -> list[int]:
    """Give those of the kinds told in a report that an entity belongs to; at least one."""
    held = [k for k in told if kind[k] >= least]
    return held or [max(told, key=lambda k: kind[k])]


def told_apart(places: Sequence[int], suffers: Sequence[bool], apart: float) -> list[list[int]]:
    """Give the entities of one kind, by number, parted into incidents.

    ``places`` are where the entities are first told, ``suffers`` whether an entity is a target or
    victim. Of these, two that follow each other more than ``apart`` characters apart belong to two
    incidents; every other entity goes to the incident whose targets and victims are nearest.
    """
    core = sorted((i for i, one in enumerate(suffers) if one), key=lambda i: (places[i], i))
    if not core:
        return [list(range(len(places)))]
    parts = [[core[0]]]
    for before, now in pairwise(core):
        if places[now] - places[before] > apart:
            parts.append([])
        parts[-1].append(now)
    ends = [(places[part[0]], places[part[-1]]) for part in parts]
    for i, place in enumerate(places):
        if not suffers[i]:
            far = [max(begin - place, place - end, 0) for begin, end in ends]
            parts[far.index(min(far))].append(i)
    return [sorted(part) for part in parts]
