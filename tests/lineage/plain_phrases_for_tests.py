"""The plain reference of phrases and of what a report follows: one text, one word after the other."""

from __future__ import annotations

import re
from collections import Counter

from dateline.lineage import credited, phrases

SENTENCE = re.compile(r"(?:[^\n.!?…;:\"“”„«»()\[\]–—]|\.(?=\w))+")
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
CHECKED, LENGTH, FEWEST, COUNT = 60_000, 8, 5, 5


def sentences(text, low=0, high=None):
    """Give the words of each sentence that has any, as (start, word)."""
    high = len(text) if high is None else high
    found = []
    for sentence in SENTENCE.finditer(text, low, high):
        words = WORD.finditer(text, sentence.start(), sentence.end())
        found.append([(word.start(), word[0]) for word in words])
    return [words for words in found if words]


def frequency(texts):
    """Give in how many texts each word stands."""
    counts = Counter()
    for text in texts:
        counts.update({word.casefold() for word in WORD.findall(text[:CHECKED])})
    return counts


def phrases_of(text, title, pieces, counts):
    """Give the phrases of the ``pieces`` (start, end) of a text whose title is ``title``."""
    ranked = []
    for low, high in pieces:
        for words in sentences(text, low, high):
            best = best_window(words, counts)
            if best is not None:
                score, first, last = best
                start, end = first[0], last[0] + len(last[1])
                if text[start:end].casefold() not in title.casefold():
                    ranked.append((-score, start, end))
    chosen = []
    for _, start, end in sorted(ranked):
        phrase = " ".join(text[start:end].split())
        if phrase not in chosen:
            chosen.append(phrase)
    return tuple(chosen[:COUNT])


def best_window(words, counts):
    """Give (score, first word, last word) of the best window of a sentence, None where it has none."""
    if len(words) < FEWEST:
        return None
    size = min(LENGTH, len(words))
    values, plain = [0.0], [0]
    for n, (_, word) in enumerate(words):
        worth, counted = value(word, n == 0, counts)
        values.append(values[-1] + worth)
        plain.append(plain[-1] + counted)
    best = None
    for n in range(len(words) - size + 1):
        if plain[n + size] - plain[n] < 3:
            continue
        score = (values[n + size] - values[n]) / size
        if best is None or score > best[0] + 1e-9:
            best = (score, words[n], words[n + size - 1])
    return best


def value(word, first, counts):
    """Give how telling a word is, and whether it is neither name nor function word."""
    key = word.casefold()
    if key in phrases.FUNCTION_WORDS:
        return 0.0, 0
    rare = 1.0 / (1.0 + max(1, counts[key]) ** 0.5)
    if word[0].isdigit() or (word[0].isupper() and not first):
        return 3.0 * rare, 0
    return min(len(word), 12) * rare, 1


def follows(text):
    """Give what :func:`dateline.lineage.credited.follows` gives, trying each form at every place."""
    found = {}
    for form in (
        credited._NAMED_AFTER,
        credited._NAMED_BEFORE,
        credited._NAMED_AFTER_IN_RUSSIAN,
    ):
        for match in form.finditer(text):
            words = match["name"].split(" ")
            for count in range(len(words), 0, -1):
                key = credited.outlet_key(" ".join(words[:count]))
                if len(key) > 2:
                    found.setdefault(key, match[0][:120])
    return found
