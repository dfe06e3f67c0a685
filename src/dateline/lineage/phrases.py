"""The phrases by which a report's siblings would be found: rare words in a row, verbatim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.known import Known
from dateline.lineage.stretches import Left
from dateline.lineage.words import (
    CAPITAL,
    COMMON,
    NUMBER,
    Vocabulary,
    Words,
    batches,
    words_of,
)

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

COUNT = 5
FEWEST = 5
"""Words of a phrase at least: shorter ones are found everywhere."""
_LENGTH = 8
"""Words of a phrase at most: longer ones lose reworded copies."""
_CHECKED = 60_000
"""Characters of a text that are looked at; phrases of a book's first chapters will do."""

_LISTED = (
    "a about after again all also although among an and any are as at be because been before being "
    "between both but by can could did do does during each for from further had has have he her here "
    "his how i if in into is it its just last like made make many may me more most my new next no nor "
    "not now of off on one only or other our out over own per people said same say says she should "
    "since so some still such than that the their them then there these they this those through time "
    "to told too two under until up very was we were what when where which while who whom why will "
    "with without would year years yet you your "
    "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне "
    "было вот от меня еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас "
    "это этот эта эти для при также после который которая которые которых году"
)
FUNCTION_WORDS = frozenset(_LISTED.split())


def phrases(known: Mapping[str, Known]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give for each version up to :data:`COUNT` phrases of its body, most telling first.

    Furniture gives none. A phrase has at least three words that are neither names nor function
    words; few of these texts have its words. Versions come in the order of ``known``.
    """
    vocabulary = Vocabulary(FUNCTION_WORDS)
    everybody = list(known.items())
    sizes = [min(len(each.text.text), _CHECKED) for _, each in everybody]
    for part in batches(sizes):
        texts = [each.text.text[:_CHECKED] for _, each in everybody[part]]
        vocabulary.count(words_of(texts, vocabulary))
    rare = _rarity(vocabulary)
    for part in batches(sizes):
        some = [each for _, each in everybody[part]]
        found = _phrases(some, vocabulary, rare)
        yield from zip((version for version, _ in everybody[part]), found, strict=True)


def _rarity(vocabulary: Vocabulary) -> Floats:
    """Give by number of texts how telling a word is that stands in so many."""
    most = int(vocabulary.counts.max(initial=1))
    return np.array([1.0 / (1.0 + max(1, count) ** 0.5) for count in range(most + 1)])


def _phrases(
    known: Sequence[Known], vocabulary: Vocabulary, rare: Floats
) -> Iterator[tuple[str, ...]]:
    of, shift, parts = [], [], []
    for n, each in enumerate(known):
        text, body = each.text.text, each.body
        left = Left(len(text), each.furniture)
        for start, end in left.pieces(body.start, min(body.end, body.start + _CHECKED)):
            of.append(n)
            shift.append(start)
            parts.append(text[start:end])
    best = _best(words_of(parts, vocabulary), vocabulary, rare)
    part = np.array(of, dtype=np.int64)[best.part]
    starts = best.start + np.array(shift, dtype=np.int64)[best.part]
    ends = starts + best.length
    order = np.lexsort((starts, -best.score, part))
    cuts = np.searchsorted(part[order], np.arange(len(known) + 1)).tolist()
    ranked = list(zip(starts[order].tolist(), ends[order].tolist(), strict=True))
    for n, each in enumerate(known):
        yield _chosen(each, ranked[cuts[n] : cuts[n + 1]])


def _chosen(known: Known, ranked: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """Give the first phrases that differ and do not stand in the title."""
    text, title = known.text.text, known.text.title
    titled = title.of(text).casefold() if title is not None else ""
    chosen: list[str] = []
    for start, end in ranked:
        phrase = text[start:end]
        if phrase.casefold() in titled:
            continue
        words = " ".join(phrase.split())
        if words not in chosen:
            chosen.append(words)
        if len(chosen) == COUNT:
            break
    return tuple(chosen)


# --------------------------------------------------------------------------- weighing


class _Best(NamedTuple):
    """The best stretch of each sentence that has one: in which part of a text, where, how long."""

    part: Places
    start: Places
    length: Places
    score: Floats


def _best(words: Words, vocabulary: Vocabulary, rare: Floats) -> _Best:
    """Give the best stretch of :data:`_LENGTH` words of each sentence; shorter ones give all of it."""
    value, plain, lengths = _values(words, vocabulary, rare)
    firsts = np.flatnonzero(words.opens)
    counts = np.diff(np.append(firsts, len(words.starts)))
    found: list[tuple[Places, Places, Floats]] = []
    for some, size in _alike(counts):
        first = firsts[some]
        at, score = _windows(value, plain, (first, counts[some]), size)
        kept = score > -np.inf
        found.append((at[kept], at[kept] + size - 1, score[kept]))
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return _Best(none, none, none, np.zeros(0))
    begin, last, score = (np.concatenate(each) for each in zip(*found, strict=True))
    start = words.starts[begin].astype(np.int64)
    length = words.starts[last] + lengths[last] - start
    return _Best(words.text[begin].astype(np.int64), start, length, score)


def _values(
    words: Words, vocabulary: Vocabulary, rare: Floats
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.int32]]:
    """Give how telling each word is, whether it is neither name, number nor function word, and
    its length.

    Rare in the ledger is telling, and long stands for rare in the language.
    """
    keys, kinds, lengths = (each[words.numbers] for each in vocabulary.about())
    rareness = rare[vocabulary.counts[keys]]
    named = (kinds == NUMBER) | ((kinds == CAPITAL) & ~words.opens)
    value = np.where(named, 3.0, np.minimum(lengths, 12)) * rareness
    value[kinds == COMMON] = 0.0
    return value, ~named & (kinds != COMMON), lengths


def _alike(counts: Places) -> Iterator[tuple[Places, int]]:
    """Give sentences that are long enough in groups of about one length, with the words of a phrase."""
    order = np.argsort(counts, kind="stable")
    low = int(np.searchsorted(counts[order], FEWEST))
    while low < len(order):
        shortest = int(counts[order[low]])
        size = min(shortest, _LENGTH)
        longest = shortest if shortest < _LENGTH else shortest + shortest // 4
        high = int(np.searchsorted(counts[order], longest, "right"))
        yield order[low:high], size
        low = high


def _windows(
    value: Floats, plain: NDArray[np.bool_], sentences: tuple[Places, Places], size: int
) -> tuple[Places, Floats]:
    """Give for each sentence the first word of its best window and the score, -inf where it has none.

    Sums run along each sentence by itself, so what else is weighed with it changes no digit.
    """
    first, count = sentences
    longest = int(count.max())
    step = np.arange(longest)[:, None]
    inside = step < count
    at = np.where(inside, first + step, 0)
    sums = np.zeros((longest + 1, len(first)))
    np.cumsum(np.where(inside, value[at], 0.0), axis=0, out=sums[1:])
    plains = np.zeros((longest + 1, len(first)), dtype=np.int32)
    np.cumsum(inside & plain[at], axis=0, out=plains[1:])
    scores = (sums[size:] - sums[:-size]) / size
    scores[(plains[size:] - plains[:-size] < 3) | ~inside[size - 1 :]] = -np.inf
    best, where = np.full(len(first), -np.inf), np.zeros(len(first), dtype=np.int64)
    for n in range(len(scores)):
        better = scores[n] > best + 1e-9
        best[better] = scores[n][better]
        where[better] = n
    return first + where, best
