"""The phrases by which a report's siblings would be found: rare words in a row, verbatim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from dateline.lineage.facts import Text
from dateline.lineage.stretches import Left
from dateline.types import Span

COUNT = 5
FEWEST = 5
"""Words of a phrase at least: shorter ones are found everywhere."""
_LENGTH = 8
"""Words of a phrase at most: longer ones lose reworded copies."""
_CHECKED = 60_000
"""Characters of a text that are looked at; phrases of a book's first chapters will do."""

_SENTENCE = re.compile(r"(?:[^\n.!?…;:\"“”„«»()\[\]–—]|\.(?=\w))+")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_FUNCTION_WORDS = (
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
_COMMON = frozenset(_FUNCTION_WORDS.split())


def phrases(
    text: Text, body: Span, out: Iterable[Span], frequency: Mapping[str, int]
) -> tuple[str, ...]:
    """Give up to :data:`COUNT` phrases of a body, most telling first.

    ``out`` are furniture and the like; ``frequency`` says in how many texts of the ledger a word
    stands. A phrase has at least three words that are neither names nor function words.
    """
    left = Left(len(text.text), out)
    title = text.title.of(text.text).casefold() if text.title is not None else ""
    ranked = []
    for start, end in left.pieces(body.start, min(body.end, body.start + _CHECKED)):
        for sentence in _SENTENCE.finditer(text.text, start, end):
            best = _best(text.text, Span(sentence.start(), sentence.end()), frequency)
            if best is not None and best[1].of(text.text).casefold() not in title:
                ranked.append(best)
    ranked.sort(key=lambda each: (-each[0], each[1]))
    chosen: list[str] = []
    for _, span in ranked:
        words = " ".join(span.of(text.text).split())
        if words not in chosen:
            chosen.append(words)
        if len(chosen) == COUNT:
            break
    return tuple(chosen)


def _best(text: str, sentence: Span, frequency: Mapping[str, int]) -> tuple[float, Span] | None:
    """Give the best stretch of :data:`_LENGTH` words of a sentence, with its score; shorter
    sentences give all of it."""
    words = list(_WORD.finditer(text, sentence.start, sentence.end))
    if len(words) < FEWEST:
        return None
    size = min(_LENGTH, len(words))
    values, plain = [0.0], [0]
    for n, word in enumerate(words):
        value, counts = _value(word[0], n == 0, frequency)
        values.append(values[-1] + value)
        plain.append(plain[-1] + counts)
    best: tuple[float, Span] | None = None
    for n in range(len(words) - size + 1):
        if plain[n + size] - plain[n] < 3:
            continue
        score = (values[n + size] - values[n]) / size
        if best is None or score > best[0] + 1e-9:
            best = (score, Span(words[n].start(), words[n + size - 1].end()))
    return best


def _value(word: str, first: bool, frequency: Mapping[str, int]) -> tuple[float, int]:
    """Give how telling a word is, and 1 where it is neither name, number nor function word.

    Rare in the ledger is telling, and long stands for rare in the language.
    """
    key = word.casefold()
    if key in _COMMON:
        return 0.0, 0
    rare = 1.0 / (1.0 + frequency.get(key, 1) ** 0.5)
    if word[0].isdigit() or (word[0].isupper() and not first):
        return 3.0 * rare, 0
    return min(len(word), 12) * rare, 1


def word_frequency(texts: Iterable[Text]) -> Mapping[str, int]:
    """Give in how many texts each word stands; words of one text are left out."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({word.casefold() for word in _WORD.findall(text.text[:_CHECKED])})
    return {word: count for word, count in counts.items() if count > 1}
