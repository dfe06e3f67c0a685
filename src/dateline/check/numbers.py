"""Numbers of a text, in digits and in words, with what they count."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dateline.check.words import stem
from dateline.coding.quantities import number_value
from dateline.types import Annotation, Span

_SCALE = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "trillion": 1e12, "dozen": 12.0, "hundred": 100.0,
}  # fmt: skip
_DIGITS = re.compile(
    r"(?<![\w/#:.,\-–])([$£€]?)(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d{1,4})?"
    r"(?: ?(k|thousand|m|million|bn|b|billion|trillion|dozen|hundred)\b)?"
    r"( ?%| percent| per cent)?(?![\w/:%])(?!\.\d)(?!-on-)",
    re.IGNORECASE,
)
_ONES = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = re.compile(
    rf"(?<![\w\-])(?:(?:a|{_ONES}|{_TENS})(?:-(?:one|{_ONES}))? )?(?:{_ONES}|{_TENS}|dozens?|hundreds?|"
    rf"thousands?|millions?|billions?)(?:-(?:one|{_ONES}))?(?: hundred| thousand| million| billion)?"
    r"(?![\w\-])",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(at least|more than|over|nearly|almost|about|around|some|up to|as many as|approximately|"
    r"roughly|an estimated|close to|fewer than|less than|under)\s+$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"-?(?:st|nd|rd|th)\b")
_SKIPPED = frozenset({"DATE", "TIME"})
NEAR = 0.05
"""Share by which a round number of a headline may miss the body's and still be it, rounded."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text."""

    span: Span
    low: float
    high: float
    """What it may be: ``low == high`` where it is told exactly."""
    unit: str
    """``$``, ``%`` or what it counts, as a stem ("soldi"); "" where unclear."""
    noun: str
    """What it counts, as the text has it."""
    exact: bool


def numbers_in(annotation: Annotation, start: int, end: int) -> tuple[Number, ...]:
    """Give the numbers between two offsets; years, dates, times, ordinals and scores are none."""
    text = annotation.text
    found: dict[int, Number] = {}
    for match in _DIGITS.finditer(text, start, end):
        value = float(match.group(2).replace(",", "") + (match.group(3) or ""))
        bare = not (match.group(1) or match.group(3) or match.group(4) or match.group(5))
        year = bare and 1800 <= value <= 2100 and "," not in match.group(2)
        if year or _ORDINAL.match(text, match.end()):
            continue
        value *= _SCALE.get((match.group(4) or "").lower(), 1.0)
        unit = "$" if match.group(1) else "%" if match.group(5) else ""
        _keep(annotation, found, Span(match.start(), match.end()), (value, value), unit)
    for match in _WORDS.finditer(text, start, end):
        told = number_value(match.group())
        digits = re.search(r"\d+", told or "")
        if told is None or digits is None:
            continue
        low = float(digits.group())
        high = low * 50 if told.startswith(">=") else low
        _keep(annotation, found, Span(match.start(), match.end()), (low, high), "")
    return tuple(found[at] for at in sorted(found))


def _keep(
    annotation: Annotation,
    found: dict[int, Number],
    span: Span,
    bounds: tuple[float, float],
    unit: str,
) -> None:
    first = bisect_right(annotation.tokens, span.start, key=lambda t: t.end)
    token = annotation.tokens[min(first, len(annotation.tokens) - 1)]
    label = annotation.entities[token.entity].label if token.entity >= 0 else ""
    if any(n.span.start < span.end and span.start < n.span.end for n in found.values()):
        return
    if label in _SKIPPED and not unit:
        return
    low, high = bounds
    hedge = _ABOUT.search(annotation.text, max(0, span.start - 18), span.start)
    exact = hedge is None and low == high
    if hedge is not None:
        low, high = _bounds(hedge.group(1).lower(), low, high)
    noun = _counted(annotation, first, span)
    found[span.start] = Number(span, low, high, unit or stem(noun), noun, exact)


def _bounds(hedge: str, low: float, high: float) -> tuple[float, float]:
    if hedge in {"at least", "more than", "over"}:
        return low, max(high, low * 1.5)
    if hedge in {"up to", "as many as", "fewer than", "less than", "under"}:
        return low * 0.5, high
    return low * 0.9, high * 1.1


def _counted(annotation: Annotation, first: int, span: Span) -> str:
    """Give the noun that a number counts: its head, else the next noun but two."""
    tokens = annotation.tokens
    number = min(first, len(tokens) - 1)
    head = tokens[number].head
    if tokens[number].deprel == "nummod" and head >= 0 and tokens[head].upos in {"NOUN", "PROPN"}:
        return tokens[head].lemma.lower()
    for token in tokens[number + 1 : number + 5]:
        if (token.start < annotation.title_end) != (span.start < annotation.title_end):
            return ""  # a headline's last number does not count the body's first noun
        if token.start < span.end or token.upos in {"ADJ", "ADP", "DET", "NUM", "PROPN"}:
            continue
        return token.lemma.lower() if token.upos == "NOUN" else ""
    return ""


def agree(headline: Number, body: Number) -> bool:
    """Say whether two numbers may be one: within what each leaves open, or rounded."""
    if headline.low <= body.high and body.low <= headline.high:
        return True
    rounded = headline.low >= 100 and headline.low % 10 == 0
    return rounded and abs(body.low - headline.low) <= NEAR * body.low
