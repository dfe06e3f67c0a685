"""What a page quotes of a report: its claims' sentences with a little around them, once each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.types import Span

AROUND = 240
"""Code points of context on either side of a quote: a sentence or two of news English (a sentence
has about 25 words), and never the whole of a long report."""

MARGIN = 60
"""How far a cut moves to meet a sentence's or a word's beginning."""

_ENDINGS = (". ", ".” ", '." ', "? ", "! ", "\n")


@dataclass(frozen=True, slots=True)
class Passages:
    """Stretches of one text, apart and in order."""

    spans: tuple[Span, ...]

    def holding(self, span: Span) -> int:
        """Give the index of the passage in which a quote lies."""
        return bisect_right([passage.start for passage in self.spans], span.start) - 1


def passages(text: str, quotes: Iterable[Span]) -> Passages:
    """Give the stretches that hold the quotes with their context; those that touch become one."""
    wanted = sorted({_with_context(text, quote) for quote in quotes})
    merged: list[Span] = []
    for span in wanted:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return Passages(tuple(merged))


def _with_context(text: str, quote: Span) -> Span:
    start = max(0, quote.start - AROUND)
    if start:
        near = text[start : start + MARGIN]
        cuts = [near.find(ending) + len(ending) for ending in _ENDINGS if ending in near]
        start += min(cuts) if cuts else near.find(" ") + 1
    end = min(len(text), quote.end + AROUND)
    if end < len(text):
        low = max(quote.end, end - MARGIN)
        near = text[low:end]
        cuts = [near.rfind(ending) + len(ending) for ending in _ENDINGS if ending in near]
        end = low + (max(cuts) if cuts else near.rfind(" ") + 1 or len(near))
    return Span(min(start, quote.start), max(end, quote.end))
