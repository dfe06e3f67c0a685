"""Possible rewrites that credit nobody: what one report tells, another tells in other words.

Two reporters of one happening share its facts; who rewrites a text follows it, sentence by sentence,
and adds little. So two reports of one language and a few days are compared by sentences: how much of
the one finds its like in the other, and whether in the same order.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dateline.lineage.facts import Rewrite
from dateline.lineage.known import Known
from dateline.lineage.phrases import FUNCTION_WORDS
from dateline.lineage.rewrites import RARE, names_and_numbers
from dateline.lineage.translations import day_of, rising

DAYS = 3
"""Days between the two publications at most; both must be known."""
FREQUENT = 200
"""Reports in which a name may stand and still lead from one to another."""
LEAST = 4
"""Rarer names and numbers that both must have before their sentences are compared."""
MOST = 20
"""Reports that one is compared with, those first with which it has most names in common."""
ALIKE = 0.35
"""Share of the weight of the lighter of two sentences that both must have, to be alike."""
WORDS = 3
"""Words and numbers that two sentences must have in common, to be alike."""
SENTENCES = 4
"""Sentences of the other that must be like one of the rewrite."""
COVERED = 0.35
"""Share of a rewrite's sentences, by weight, that must be like one of the other."""
SPLIT = 2
"""Sentences that one sentence of the other may have become; a long page has one that is like many."""
ORDER = 0.7
"""Share of these that must stand in one order."""

_BETWEEN = re.compile(
    r"(?:(?<=[^\W\d_]{3}[.!?…])|(?<=\d[.!?…]))[\"»”’)]*\s+|(?<=[.!?…][\"»”’)])\s+|\n+"
)
"""Between sentences; a full stop behind one or two letters ends none ("St. Petersburg", "U.S.")."""
_WORD = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_][\w’'-]*")
_LETTERS = 5
"""Letters by which words are compared, so that "attacked" and "attackers" are one."""


class _Sentences(NamedTuple):
    """The sentences of a report as sets of words, and what each weighs."""

    keys: list[frozenset[str]]
    weights: list[float]
    holders: Mapping[str, Sequence[int]]
    """In which sentences each word stands."""


def retellings(
    known: Mapping[str, Known], linked: Mapping[str, Collection[str]]
) -> tuple[Rewrite, ...]:
    """Give the possible rewrites without credit, sorted; of each report the likeliest source.

    ``linked`` holds, for each report, those it shares its text with: these are copies.
    """
    days = {v: day for v in sorted(known) if (day := day_of(known[v])) is not None}
    best: dict[str, tuple[float, str, int]] = {}
    weigh = _Weights(known, days)
    for version, candidates in _candidates(known, days, linked):
        scores = [
            (*score, other) for other in candidates if (score := weigh.followed(version, other))
        ]
        if scores:
            share, count, other = min(scores, key=lambda each: (-each[0], each[2]))
            best[version] = (share, other, count)
    found = [
        _rewrite(version, source, days, known)
        for version, source in sorted(best.items())
        if not _other_way(version, source, best)
    ]
    return tuple(sorted(found, key=lambda one: (one.earlier, one.later)))


def _other_way(
    version: str, source: tuple[float, str, int], best: Mapping[str, tuple[float, str, int]]
) -> bool:
    """Say whether the source, of the same day, rather was written from the report: which of two drops
    more has less of its own."""
    share, other, _ = source
    back = best.get(other)
    return back is not None and back[1] == version and (back[0], other) > (share, version)


def _candidates(
    known: Mapping[str, Known], days: Mapping[str, date], linked: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, list[str]]]:
    """Give for each report those that it may have been written from: of other publishers, its own
    language, not later, and with rarer names in common; the most first."""
    names = {v: names_and_numbers(known[v].text.text) for v in days}
    counts = Counter(name for of in names.values() for name in of)
    most = min(FREQUENT, max(5, round(RARE * len(names))))
    holders: dict[str, list[str]] = defaultdict(list)
    for version, of in names.items():
        for name in of:
            if counts[name] <= most:
                holders[name].append(version)
    for version, of in names.items():
        mine = known[version]
        shared = Counter(other for name in of if counts[name] <= most for other in holders[name])
        near = [
            other
            for other, common in sorted(shared.items(), key=lambda each: (-each[1], each[0]))
            if common >= LEAST
            and other != version
            and 0 <= (days[version] - days[other]).days <= DAYS
            and known[other].text.language == mine.text.language
            and not (mine.publisher and known[other].publisher == mine.publisher)
            and other not in linked.get(version, ())
        ]
        if near:
            yield version, near[:MOST]


class _Weights:
    """What words weigh by how few reports have them, and reports as sentences."""

    def __init__(self, known: Mapping[str, Known], versions: Collection[str]) -> None:
        self._known = known
        self._keys = {v: [_keys(s) for s in _sentences(known[v])] for v in versions}
        counts: Counter[str] = Counter()
        for sentences in self._keys.values():
            counts.update(set().union(*sentences))
        self._weights = {key: math.log(1 + len(versions) / count) for key, count in counts.items()}
        self._made: dict[str, _Sentences] = {}

    def of(self, version: str) -> _Sentences:
        """Give a report's sentences."""
        if version not in self._made:
            keys = [frozenset(each) for each in self._keys[version] if len(each) >= WORDS]
            holders: dict[str, list[int]] = defaultdict(list)
            for n, each in enumerate(keys):
                for key in each:
                    holders[key].append(n)
            weights = [math.fsum(self._weights[key] for key in sorted(each)) for each in keys]
            self._made[version] = _Sentences(keys, weights, holders)
        return self._made[version]

    def followed(self, later: str, earlier: str) -> tuple[float, int] | None:
        """Give the share of a report that another tells as well, and in how many sentences; None
        where it is too little or in no order."""
        mine, theirs = self.of(later), self.of(earlier)
        places: list[int] = []
        weight = 0.0
        for keys, heavy in zip(mine.keys, mine.weights, strict=True):
            at = self._like(keys, heavy, theirs)
            if at is not None and places.count(at) < SPLIT:
                places.append(at)
                weight += heavy
        total = math.fsum(mine.weights)
        if len(set(places)) < SENTENCES or weight < COVERED * total:
            return None
        if rising(places) < ORDER * len(places):
            return None
        return weight / total, len(places)

    def _like(self, keys: frozenset[str], heavy: float, theirs: _Sentences) -> int | None:
        """Give the place of the sentence that is most like one, None where none is."""
        common: dict[int, list[str]] = defaultdict(list)
        for key in sorted(keys):
            for n in theirs.holders.get(key, ()):
                common[n].append(key)
        best: tuple[float, int] | None = None
        for n, both in sorted(common.items()):
            if len(both) < WORDS:
                continue
            share = math.fsum(self._weights[key] for key in both) / min(heavy, theirs.weights[n])
            if share >= ALIKE and (best is None or share > best[0]):
                best = (share, n)
        return None if best is None else best[1]


def _sentences(report: Known) -> list[str]:
    """Give the sentences of a report's body, furniture left out."""
    text, at, parts = report.text.text, report.body.start, []
    for span in sorted(report.furniture, key=lambda each: each.start):
        parts.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    parts.append(text[at:])
    return [sentence for part in parts for sentence in _BETWEEN.split(part) if sentence.strip()]


def _keys(sentence: str) -> set[str]:
    """Give the words of a sentence that tell something, comparable, and its numbers."""
    words = (word.casefold() for word in _WORD.findall(sentence))
    return {
        word if word[0].isdigit() else word[:_LETTERS]
        for word in words
        if word not in FUNCTION_WORDS and (len(word) > 3 or word[0].isdigit())
    }


def _rewrite(
    later: str, best: tuple[float, str, int], days: Mapping[str, date], known: Mapping[str, Known]
) -> Rewrite:
    share, earlier, count = best
    way = "" if days[earlier] != days[later] else "; which was first is not known"
    return Rewrite(
        earlier,
        later,
        f"it credits nobody for it, but {count} of its sentences ({share:.0%} of its text) tell what "
        f"{known[earlier].name}'s report tells, mostly in the same order, in other words{way}",
    )
