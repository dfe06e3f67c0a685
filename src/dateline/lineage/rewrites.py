"""Possible rewrites: a report that names another's publisher and tells the same, in other words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.facts import Rewrite
from dateline.lineage.families import HALF
from dateline.lineage.known import Known
from dateline.lineage.outlets import Hosts

REWRITE, TRANSLATION = "rewrite", "translation"

WINDOW = 7
"""Days between the two publications at most, where both are known."""
OVERLAP, LEAST = 0.3, 4
"""Share and number of the rarer names and numbers of the shorter report that both must have."""
RARE = 0.1
"""Share of the ledger's reports in which a name may stand and still tell something (at least 5)."""

_NAME = re.compile(r" (?<=[^.!?\n] )([^\W\d_a-zа-яё][\w'’-]{3,})")
_NUMBER = re.compile(r"\d(?<!\w\d)(?:[\d.,:]*\d)?\b")
_NUMBER_IN_NAME = re.compile(r"['’-]\d")
_EITHER = re.compile(r"(?<=[^.!?\n] )[^\W\d_a-zа-яё][\w'’-]{3,}|\b\d[\d.,:]*\d\b|\b\d\b")

Ints = NDArray[np.int32]


def rewrites(
    known: Mapping[str, Known], linked: Mapping[str, Collection[str]]
) -> tuple[Rewrite, ...]:
    """Give the possible rewrites, sorted; ``linked`` holds, for each report, those it shares its
    text with, which are copies and no rewrites."""
    by_publisher: dict[str, list[str]] = defaultdict(list)
    for version in sorted(known):
        if known[version].publisher:
            by_publisher[known[version].publisher].append(version)
    naming: dict[str, list[str]] = defaultdict(list)
    hosts = Hosts(by_publisher)
    for version in sorted(known):
        own = known[version].publisher
        for publisher in _named(known[version], by_publisher, hosts):
            if publisher != own:
                naming[publisher].append(version)
    if not naming:
        return ()
    names = _Names(known)
    found = []
    for publisher in sorted(naming):
        candidates = _Candidates(by_publisher[publisher], names)
        for later in naming[publisher]:
            earlier = candidates.best(known, later, linked.get(later, ()))
            if earlier is not None:
                words = known[later].follows_publisher_of(known[earlier]) or publisher
                shared = names.shared(earlier, later)
                found.append(
                    Rewrite(
                        earlier,
                        later,
                        f"it names {known[earlier].name} (“{' '.join(words.split())}”) and has "
                        f"{', '.join(shared[:6])} in common with its report, but hardly a sentence",
                    )
                )
    return tuple(sorted(found, key=lambda rewrite: (rewrite.earlier, rewrite.later)))


def _named(report: Known, publishers: Mapping[str, object], hosts: Hosts) -> set[str]:
    """Give the publishers that a report says it follows."""
    named: set[str] = set()
    for key in report.follows:
        if key in publishers:
            named.add(key)
        else:
            named |= hosts.of(key)
    return named


def names_and_numbers(text: str) -> set[str]:
    """Give the words with a capital letter that begin no sentence, and the numbers outside them."""
    found = set(_NAME.findall(text))
    if _NUMBER_IN_NAME.search(" ".join(found)):
        return set(_EITHER.findall(text))
    found.update(_NUMBER.findall(text))
    return found


class _Names:
    """The rarer names and numbers of each report, as numbers of their own."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        numbers: dict[str, int] = {}
        self._of: dict[str, Ints] = {}
        for version, each in known.items():
            found = [
                numbers.setdefault(name, len(numbers)) for name in names_and_numbers(each.text.text)
            ]
            self._of[version] = np.array(found, dtype=np.int32)
        self._words = list(numbers)
        counts = np.zeros(len(numbers), dtype=np.int64)
        for found_here in self._of.values():
            counts[found_here] += 1
        self._tells = counts <= max(5, RARE * len(known))
        self.count = len(numbers)

    def telling(self, version: str) -> Ints:
        """Give the numbers of a report's rarer names."""
        names = self._of[version]
        telling: Ints = names[self._tells[names]]
        return telling

    def shared(self, a: str, b: str) -> list[str]:
        """Give the rarer names that two reports have both, words before numbers."""
        both = np.intersect1d(self.telling(a), self.telling(b)).tolist()
        return sorted((self._words[n] for n in both), key=lambda n: (n[0].isdigit(), n))


class _Candidates:
    """The reports of one publisher, by the rarer names that each has."""

    def __init__(self, versions: Sequence[str], names: _Names) -> None:
        self._versions = versions
        self._names = names
        telling = [names.telling(version) for version in versions]
        self._sizes = np.array([len(each) for each in telling], dtype=np.int64)
        flat = np.concatenate(telling)
        order = np.argsort(flat, kind="stable")
        self._names_in_order = flat[order]
        self._holders = np.repeat(np.arange(len(versions)), self._sizes)[order]

    def best(self, known: Mapping[str, Known], later: str, linked: Collection[str]) -> str | None:
        """Give the one that a report has most in common with, of equals the smallest; None where it
        is too little. Those that it shares its text with, and itself, are passed over."""
        telling = self._names.telling(later)
        left = np.searchsorted(self._names_in_order, telling, "left")
        right = np.searchsorted(self._names_in_order, telling, "right")
        holders = [self._holders[low:high] for low, high in zip(left, right, strict=True)]
        if not holders:
            return None
        shared = np.bincount(np.concatenate(holders), minlength=len(self._versions))
        enough = (shared >= LEAST) & (shared >= OVERLAP * np.minimum(self._sizes, len(telling)))
        for n in _most_first(shared, np.flatnonzero(enough)):
            earlier = self._versions[n]
            if earlier not in linked and earlier != later and _near(known[earlier], known[later]):
                return earlier
        return None


def _most_first(shared: NDArray[np.int64], of: NDArray[np.int64]) -> Iterator[int]:
    yield from of[np.argsort(-shared[of], kind="stable")].tolist()


def _near(earlier: Known, later: Known) -> bool:
    """Say whether the second can have followed the first, by their days as far as known."""
    first, second = earlier.text.published, later.text.published
    if first.earliest and second.latest and first.earliest > second.latest:
        return False
    if first.latest and second.earliest:
        days = date.fromisoformat(second.earliest) - date.fromisoformat(first.latest)
        return days.days <= WINDOW
    return True


def shares_text(share_a: float, share_b: float) -> bool:
    """Say whether two reports share so much that one is a copy, not a rewrite."""
    return max(share_a, share_b) >= HALF
