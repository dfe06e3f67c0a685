"""Possible translations, English and Russian: the same names and numbers, in the same order.

Names are compared in Latin letters with the differences of transliteration folded away, by their first
letters, since Russian declines their ends: "Khasavyurt" and "в Хасавюрте" are one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

from dateline.lineage.facts import Rewrite
from dateline.lineage.known import Known
from dateline.lineage.rewrites import RARE, TRANSLATION
from dateline.ties.naming import folded

LANGUAGES = frozenset(("en", "ru"))
DAYS = 3
"""Days between the two publications at most; both must be known."""
LEAST, NAMES = 7, 4
"""Rarer names and numbers that both must have, and names among them."""
OVERLAP, ORDER = 0.45, 0.6
"""Share of those of the report with fewer, and share of the common ones that stand in one order."""
_LETTERS = 6
"""Letters by which folded names are compared: few names that differ agree in them, and Russian ends
seldom reach them."""

_TOLD = re.compile(r"(?<=[^.!?\n] )[«“\"]?([^\W\d_a-zа-яё][\w’'-]{3,})|(?<![\w.,])(\d[\d.,:]*\d)\b")
_DIGITS = re.compile(r"\D+")


def translations(
    known: Mapping[str, Known], linked: Mapping[str, Collection[str]]
) -> tuple[Rewrite, ...]:
    """Give the possible translations, sorted: for each Russian report the English one with which it has
    most names and numbers in one order, of equals the earlier."""
    days = {v: day for v in sorted(known) if (day := day_of(known[v])) is not None}
    told = {
        version: _told(known[version].text.text)
        for version in days
        if known[version].text.language in LANGUAGES
    }
    if len({known[version].text.language for version in told}) < len(LANGUAGES):
        return ()
    counts = Counter(key for keys in told.values() for key in keys)
    most = max(5, RARE * len(told))
    rare = {v: [key for key in keys if counts[key] <= most] for v, keys in told.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for version in sorted(rare):
        if known[version].text.language == "en":
            for key in rare[version]:
                holders[key].append(version)
    found = []
    for version in sorted(rare):
        if known[version].text.language != "ru":
            continue
        shared = Counter(other for key in rare[version] for other in holders.get(key, ()))
        best: tuple[tuple[int, date, str], list[str]] | None = None
        for other, count in shared.items():
            apart = abs((days[version] - days[other]).days)
            if count < LEAST or apart > DAYS or other in linked.get(version, ()):
                continue
            common, in_order = _in_common(rare[version], rare[other])
            rank = (-in_order, days[other], other)
            if common and (best is None or rank < best[0]):
                best = rank, common
        if best is not None:
            found.append(_translation(version, best[0][2], days, known, best[1]))
    return tuple(sorted(found, key=lambda one: (one.earlier, one.later)))


def day_of(report: Known) -> date | None:
    """Give the day of publication where it is stated; None where it is unknown, wide or inferred."""
    published = report.text.published
    if published.how in {"inferred", "unknown"} or published.latest is None:
        return None
    return date.fromisoformat(published.latest) if published.earliest == published.latest else None


def _told(text: str) -> list[str]:
    """Give the names and numbers of a text in the order in which they first stand, comparable."""
    found: dict[str, None] = {}
    for match in _TOLD.finditer(text):
        key = _key(match[1]) if match[1] else _DIGITS.sub("", match[2])
        if key:
            found.setdefault(key)
    return list(found)


@lru_cache(maxsize=100_000)
def _key(name: str) -> str:
    form = folded(name).replace(" ", "")
    return form[:_LETTERS] if len(form) >= _LETTERS - 1 else ""


def _in_common(ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], int]:
    """Give the names and numbers that two texts have both, where they are enough and in one order, and
    how many are in that order: a translation keeps it better than a translation of a rewrite."""
    place = {key: n for n, key in enumerate(theirs)}
    both = [key for key in ours if key in place]
    names = sum(1 for key in both if not key[0].isdigit())
    if len(both) < LEAST or names < NAMES or len(both) < OVERLAP * min(len(ours), len(theirs)):
        return [], 0
    in_order = rising([place[key] for key in both])
    return (both, in_order) if in_order >= ORDER * len(both) else ([], 0)


def rising(places: Sequence[int]) -> int:
    """Give the length of the longest subsequence that never falls."""
    ends: list[int] = []
    for place in places:
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def _translation(
    a: str, b: str, days: Mapping[str, date], known: Mapping[str, Known], common: Sequence[str]
) -> Rewrite:
    earlier, later = sorted((a, b), key=lambda version: (days[version], version))
    keys = set(common)
    words: dict[str, str] = {}
    for match in _TOLD.finditer(known[b].text.text):
        key = _key(match[1]) if match[1] else _DIGITS.sub("", match[2])
        if key in keys:
            words.setdefault(key, match[1] or match[2])
    way = "" if days[a] != days[b] else "; which is the translation is not known"
    return Rewrite(
        earlier,
        later,
        f"in another language, it has {len(common)} of the rarer names and numbers of "
        f"{known[earlier].name}'s report, most in the same order: "
        f"{', '.join(list(words.values())[:6])}{way}",
        TRANSLATION,
    )
