"""Where the parts of an attribution begin and end: cue words, sources, contents, quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dateline.coding.attribution_words import MEDIUM_NOUNS, QUESTION_ADVERBS, RAISING_CUES
from dateline.coding.clauses import Clauses
from dateline.types import Annotation, Span

_OPENING = "\"“„«'‘"
_CLOSING = "\"”»'’"
_LOOSE = frozenset(",.;:-–—…!?") | {"--", "...", "---"}

MAX_SOURCE = 45
"""Tokens; a longer noun phrase is a broken parse."""


class Quotes:
    """The quotations of a text with their marks, found by character position."""

    def __init__(self, annotation: Annotation) -> None:
        text = annotation.text
        self.text = text
        self.outer: list[Span] = []
        self.closed: list[bool] = []
        for start, end in annotation.quotations:
            width = 2 if text.startswith("''", start - 2) and start >= 2 else 1
            mark = 2 if text.startswith("''", end) else int(text[end : end + 1] in _CLOSING)
            if end >= len(text) or text[end : end + 1] not in _CLOSING:
                mark = 0
            self.outer.append(Span(max(0, start - width), end + mark))
            self.closed.append(mark > 0)
        self._starts = [span.start for span in self.outer]

    def overlapping(self, start: int, end: int) -> list[int]:
        """Give the numbers of the quotations that touch a span, in order."""
        number = bisect_left(self._starts, end) - 1
        found = []
        while number >= 0 and self.outer[number].end > start:
            found.append(number)
            number -= 1
        return found[::-1]

    def around(self, position: int) -> int | None:
        """Give the number of the quotation in which a position lies, or None."""
        number = bisect_right(self._starts, position) - 1
        return number if number >= 0 and position < self.outer[number].end else None

    def starting(self, low: int, high: int) -> int | None:
        """Give the first quotation whose opening mark lies in [low, high), or None."""
        number = bisect_left(self._starts, low)
        if number < len(self._starts) and self._starts[number] < high:
            return number
        return None


def trimmed(tree: Clauses, first: int, last: int) -> tuple[int, int] | None:
    """Give a token range without loose punctuation at its ends; None where nothing is left."""
    tokens = tree.tokens
    while first <= last and tokens[first].upos == "PUNCT" and tokens[first].text in _LOOSE:
        first += 1
    while last >= first and tokens[last].upos == "PUNCT" and tokens[last].text in _LOOSE:
        last -= 1
    return (first, last) if first <= last else None


def noun_phrase(tree: Clauses, head: int, cue: int) -> tuple[int, int] | None:
    """Give the noun phrase around ``head``, on its own side of the cue word.

    With titles and appositions, without a relative clause set off by a comma.
    """
    first, last = tree.edges(head)
    for child in tree.all(head, "acl:relcl"):
        clause, _ = tree.edges(child)
        if clause > head and tree.tokens[clause - 1].text == ",":
            last = min(last, clause - 1)
    if head < cue <= last:
        last = cue - 1
    elif first <= cue < head:
        first = cue + 1
    case = tree.child(head, "case", "cc")
    if case is not None and case == first and tree.tokens[case].upos != "PART":
        first += 1
    if last - first > MAX_SOURCE:
        return None
    tokens = tree.tokens
    if not _dated(tree, head):
        while first < head and _dated(tree, first):
            first += 1
    while first < last and tokens[first].text in _OPENING:
        first += 1
    return trimmed(tree, first, last)


def _dated(tree: Clauses, index: int) -> bool:
    entity = tree.tokens[index].entity
    return entity >= 0 and tree.annotation.entities[entity].label in {"DATE", "TIME"}


def verb_group(tree: Clauses, verb: int) -> tuple[int, int]:
    """Give the cue's words around its head: auxiliaries, adverbs, "to", particle."""
    tokens = tree.tokens
    first = last = verb
    owner = verb
    while first > 0:
        token = tokens[first - 1]
        if token.head == owner and (
            token.deprel in {"aux", "aux:pass", "cop"}
            or (token.deprel == "mark" and token.text.lower() == "to")
            or (
                token.deprel == "advmod"
                and token.upos in {"ADV", "PART"}
                and token.lemma not in QUESTION_ADVERBS
            )
        ):
            first -= 1
        elif (
            tokens[owner].deprel in {"xcomp", "advcl"}
            and tokens[owner].head == first - 1
            and token.lemma in RAISING_CUES
        ):
            first -= 1
            owner = first
        elif token.deprel == "compound:prt" and token.head == first - 2 == tokens[owner].head:
            first -= 1
        else:
            break
    for child in tree.children[verb]:
        if child == last + 1 and tokens[child].deprel == "compound:prt":
            last = child
    return first, last


def with_medium(tree: Clauses, verb: int, last: int) -> int:
    """Give the last token of a cue including "in a statement" directly behind it."""
    tokens = tree.tokens
    for child in tree.children[verb]:
        if tokens[child].deprel == "obl" and tokens[child].lemma in MEDIUM_NOUNS:
            first, _ = tree.edges(child)
            if first == last + 1 and child - first <= 3:
                return child
    return last


def content_spans(
    tree: Clauses, quotes: Quotes, ranges: list[tuple[int, int]], cue: int
) -> list[Span]:
    """Give the characters of a content: quotation marks inside, loose punctuation outside.

    A quotation that the content touches and that does not hold the cue belongs to it whole.
    """
    tokens = tree.tokens
    at = tokens[cue].start
    spans: list[Span] = []
    for first, last in ranges:
        kept = trimmed(tree, first, last)
        if kept is None:
            continue
        start, end = tokens[kept[0]].start, tokens[kept[1]].end
        for number in quotes.overlapping(start - 1, end + 2):
            outer = quotes.outer[number]
            if outer.start <= at < outer.end:
                continue
            if outer.end <= start or outer.start >= end:
                continue
            if start >= at:
                start, end = max(min(start, outer.start), tokens[cue].end), max(end, outer.end)
            else:
                start, end = min(start, outer.start), min(max(end, outer.end), at)
        spans.append(Span(start, end))
    return merged(tree.annotation.text, spans)


def merged(text: str, spans: list[Span]) -> list[Span]:
    """Give spans in order, overlapping ones joined, empty ones dropped."""
    result: list[Span] = []
    for span in sorted(spans):
        if span.end <= span.start or not text[span.start : span.end].strip():
            continue
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def without(whole: tuple[int, int], holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give a token range minus others, as the ranges that remain."""
    remaining = [whole]
    for low, high in holes:
        remaining = [
            part
            for first, last in remaining
            for part in ((first, min(last, low - 1)), (max(first, high + 1), last))
            if part[0] <= part[1]
        ]
    return remaining
