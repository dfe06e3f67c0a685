"""Which claims stand in copied text, and where their words stand in the other text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.fusion import words
from dateline.fusion.facts import ClaimFacts
from dateline.lineage.facts import Lineage, Link, Run
from dateline.types import Span

QUOTATION = "quotation"
MOSTLY = 0.6
"""Of a quote that a run must cover for the claim to be a copy: a sentence may be trimmed, or get
an attribution of the copying outlet, but not be another sentence with a shared phrase."""


class CopiedClaim(NamedTuple):
    """Two claims that are the same words in two texts."""

    a: ClaimFacts
    b: ClaimFacts
    link: Link


def mapped(run: Run, span: Span) -> Span:
    """Give where a span of ``a`` stands in ``b``, to within the spacing that the two may differ in."""
    length = max(1, run.a_end - run.a_start)
    scale = (run.b_end - run.b_start) / length
    return Span(
        round(run.b_start + (span.start - run.a_start) * scale),
        round(run.b_start + (span.end - run.a_start) * scale),
    )


def covered(quote: Span, runs: Iterable[Span]) -> float:
    """Give the share of a quote's characters that runs cover, 0 to 1."""
    inside = sorted(
        (max(quote.start, run.start), min(quote.end, run.end))
        for run in runs
        if run.start < quote.end and quote.start < run.end
    )
    total, reached = 0, quote.start
    for start, end in inside:
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total / max(1, quote.end - quote.start)


def copied_claims(claims: Sequence[ClaimFacts], lineage: Lineage) -> Iterator[CopiedClaim]:
    """Give the pairs of claims of one type whose anchors are the same words in a shared run.

    Quotations do not count: two reports that quote one speaker share a source, not a text. Nor do
    sentences with other numbers: "23 strikes" and "15 strikes" in the words of a daily release.
    """
    by_version: dict[str, list[ClaimFacts]] = {}
    for claim in sorted(claims, key=lambda c: (c.anchor, c.claim)):
        by_version.setdefault(claim.version, []).append(claim)
    for link in sorted(lineage.links, key=lambda one: (one.a, one.b)):
        ours, theirs = by_version.get(link.a, []), by_version.get(link.b, [])
        if not ours or not theirs:
            continue
        runs = [run for run in link.runs if run.kind != QUOTATION]
        for run in runs:
            for a, b in _aligned(run, ours, theirs):
                if numbers(a.quote_text) != numbers(b.quote_text):
                    continue
                spans_a = [Span(r.a_start, r.a_end) for r in runs]
                spans_b = [Span(r.b_start, r.b_end) for r in runs]
                if max(covered(a.quote, spans_a), covered(b.quote, spans_b)) >= MOSTLY:
                    yield CopiedClaim(a, b, link)


def numbers(quote: str) -> tuple[str, ...]:
    """Give the numbers in a sentence, as written in digits, sorted."""
    return tuple(sorted(words.DIGITS.findall(quote)))


def _aligned(
    run: Run, ours: Sequence[ClaimFacts], theirs: Sequence[ClaimFacts]
) -> Iterator[tuple[ClaimFacts, ClaimFacts]]:
    # Letters and digits agree, spacing and punctuation may not: the longer the run, the more.
    slack = 3 + abs((run.a_end - run.a_start) - (run.b_end - run.b_start))
    starts = [claim.anchor.start for claim in theirs]
    for n in range(bisect_left([c.anchor.start for c in ours], run.a_start), len(ours)):
        a = ours[n]
        if a.anchor.start >= run.a_end:
            break
        if a.anchor.end > run.a_end:
            continue
        there = mapped(run, a.anchor)
        for m in range(bisect_left(starts, there.start - slack), len(theirs)):
            b = theirs[m]
            if b.anchor.start > there.start + slack:
                break
            if (a.codebook, a.type, a.polarity) == (
                b.codebook,
                b.type,
                b.polarity,
            ) and a.anchor_text.casefold() == b.anchor_text.casefold():
                yield a, b
