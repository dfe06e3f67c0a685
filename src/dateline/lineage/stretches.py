"""Ranges of a text: what of it counts as its own words, and how much of that others share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from dateline.types import Span


def union(spans: Iterable[tuple[int, int]], gap: int = 0) -> list[Span]:
    """Give spans joined where they touch or overlap, or lie at most ``gap`` apart, in order."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1].end + gap:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        elif end > start:
            joined.append(Span(start, end))
    return joined


class Left:
    """How many characters of a range are left when some spans are taken out."""

    def __init__(self, length: int, out: Iterable[tuple[int, int]]) -> None:
        self.out = union(out)
        self._starts = [span.start for span in self.out]
        self._before = list(accumulate((span.end - span.start for span in self.out), initial=0))
        self.total = self.within(0, length)

    def _out_before(self, at: int) -> int:
        n = bisect_right(self._starts, at)
        if n == 0:
            return 0
        return self._before[n - 1] + min(at, self.out[n - 1].end) - self.out[n - 1].start

    def within(self, start: int, end: int) -> int:
        """Give the characters of ``start`` to ``end`` that are left."""
        if not self.out:
            return end - start
        return end - start - (self._out_before(end) - self._out_before(start))

    def meeting(self, start: int, end: int) -> list[Span]:
        """Give the spans that are taken out and share characters with a range, in order."""
        low = bisect_right(self._starts, start)
        if low and self.out[low - 1].end > start:
            low -= 1
        return self.out[low : bisect_left(self._starts, end)]

    def pieces(self, start: int, end: int) -> list[Span]:
        """Give what of a range is left, in order."""
        pieces, at = [], start
        for n in range(max(0, bisect_left(self._starts, start) - 1), len(self.out)):
            out = self.out[n]
            if out.start >= end:
                break
            if out.end <= at:
                continue
            if out.start > at:
                pieces.append(Span(at, out.start))
            at = max(at, out.end)
        if at < end:
            pieces.append(Span(at, end))
        return pieces
