"""Shared stretches that end where sentences end: what two texts share by chance beyond is left off."""

from __future__ import annotations

import re

from dateline.lineage.facts import Run, Text
from dateline.lineage.wording import WORD

SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n+|[。！？]")
"""Where a sentence ends; a cut after "Mr." shows a few words as another row, nothing worse."""


SHORT = 20
"""Characters that must be left of a stretch."""


def outside_titles(run: Run, a: Text, b: Text) -> Run:
    """Give a run that goes from the end of both titles into both bodies without what it has of the
    titles, where that is less than half of each: two headlines that end with the same word."""
    if a.title is None or b.title is None or run.kind == "reworded":
        return run
    own, theirs = a.title.end - run.a_start, b.title.end - run.b_start
    if not (0 < own < (a.title.end - a.title.start) / 2 and a.title.end < run.a_end):
        return run
    if not (0 < theirs < (b.title.end - b.title.start) / 2 and b.title.end < run.b_end):
        return run
    start, there = _next_word(a.text, a.title.end), _next_word(b.text, b.title.end)
    letters = (
        sum(map(str.isalnum, text[at:end]))
        for text, at, end in ((a.text, start, run.a_end), (b.text, there, run.b_end))
    )
    return run if len(set(letters)) > 1 else run._replace(a_start=start, b_start=there)


FEW = 2
"""Words of a sentence that two texts share by chance: "The", where both go on to say something else."""


def without_ends(run: Run, a: str, b: str) -> Run:
    """Give a run without the one or two words that it has of a sentence at either end."""
    if run.kind == "reworded":
        return run
    cuts = list(SENTENCE.finditer(a, run.a_start, run.a_end))
    if not cuts:
        return run
    a_start, a_end, b_start, b_end = run.a_start, run.a_end, run.b_start, run.b_end
    last = cuts[-1]
    tail = _letters(a, last.end(), a_end)
    if len(WORD.findall(a, last.end(), a_end)) <= FEW and tail and not _ends(a, a_end):
        a_end, b_end = _back(a, a_end, tail), _back(b, b_end, tail)
    first = cuts[0]
    head = _letters(a, a_start, first.start())
    if len(WORD.findall(a, a_start, first.start())) <= FEW and head and not _begins(a, a_start):
        a_start, b_start = _forth(a, a_start, head), _forth(b, b_start, head)
    if a_end - a_start < SHORT or b_end - b_start < SHORT:
        return run
    return run._replace(a_start=a_start, a_end=a_end, b_start=b_start, b_end=b_end)


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or SENTENCE.match(text, at) is not None


def _begins(text: str, at: int) -> bool:
    return not text[:at].strip() or text[:at].rstrip(" \"'“‘«(")[-1:] in ".!?…\n。！？"


def _back(text: str, at: int, letters: int) -> int:
    """Give the end of the word that so many letters before ``at`` follow."""
    while letters or not text[at - 1].isalnum():
        at -= 1
        letters -= text[at].isalnum()
    return at


def _forth(text: str, at: int, letters: int) -> int:
    """Give the beginning of the word behind so many letters from ``at``."""
    while letters:
        letters -= text[at].isalnum()
        at += 1
    return _next_word(text, at)


def _next_word(text: str, at: int) -> int:
    return next((n for n in range(at, len(text)) if text[n].isalnum()), len(text))
