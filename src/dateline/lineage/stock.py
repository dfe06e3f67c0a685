"""Stock phrases: short runs that are no copy of text, by their words and by how many have them.

"President A and his counterpart B" is names and offices. "The people's front for national liberation" has
words enough, and stands in report after report that have nothing else in common.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.lineage.facts import Family, Link, Run
from dateline.lineage.stretches import union

STOCK = 80
"""Characters of a run, and shared in all, below which it may be a stock phrase."""
SHORT = 0.25
"""Share of the shorter report from which what is shared is none, however short."""

NAMES, TELLING = 3, 4
"""Words of a run that are neither names nor short: fewer than the first are names and offices; from the
second on a run says something, even where it is all that two reports share."""
TELLS = 64
"""Characters that such a run must have where it is all that two reports share."""

HOLDERS = 3
"""Reports that are otherwise strangers, of different families, from which a short run that they all have
is a stock phrase."""
_WITHIN = 0.8
"""Share of a short run that another must cover to be the same phrase."""

_WORD = re.compile(r"[^\W_]+")


def plain_words(words: str) -> int:
    """Give how many words are neither names nor short."""
    return sum(1 for word in _WORD.findall(words) if word[0].islower() and len(word) > 4)


def is_names(run: Run, text: str) -> bool:
    """Say whether a short run is names and offices alone."""
    if run.a_end - run.a_start >= STOCK:
        return False
    return plain_words(text[run.a_start : run.a_end]) < NAMES


def says_little(told: Sequence[Run], text: str) -> bool:
    """Say whether what two reports share is too short in all, and no run of it tells by itself."""
    if _length(told) >= STOCK:
        return False
    return not any(
        run.a_end - run.a_start >= TELLS and plain_words(text[run.a_start : run.a_end]) >= TELLING
        for run in told
    )


def _length(runs: Iterable[Run]) -> int:
    """Give the characters of runs on the side where they are fewer: a phrase that one text has twice
    is one phrase."""
    runs = list(runs)
    return min(
        sum(end - start for start, end in union((run.a_start, run.a_end) for run in runs)),
        sum(end - start for start, end in union((run.b_start, run.b_end) for run in runs)),
    )


def without_stock(links: Sequence[Link], found: Sequence[Family]) -> list[Link]:
    """Give links without those between strangers whose runs are short, and all held by others too.

    Quotations of theirs are kept. Runs of one family's members say nothing of each other here.
    """
    home = {version: family.id for family in found for version in family.members}
    short: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for link in links:
        here, there = home.get(link.a, link.a), home.get(link.b, link.b)
        if here != there:
            for run in _short(link):
                short[link.a].append((run.a_start, run.a_end, there))
                short[link.b].append((run.b_start, run.b_end, here))
    for held in short.values():
        held.sort()
    kept = []
    for link in links:
        told = [run for run in link.runs if run.kind != "quotation"]
        strangers = home.get(link.a, link.a) != home.get(link.b, link.b)
        if not told or not strangers or not all(_is_held(run, link, short) for run in told):
            kept.append(link)
        elif len(told) < len(link.runs):
            quotations = tuple(run for run in link.runs if run.kind == "quotation")
            kept.append(replace(link, runs=quotations, characters=0, share_a=0.0, share_b=0.0))
    return kept


def _short(link: Link) -> list[Run]:
    return [run for run in link.runs if run.kind == "verbatim" and run.a_end - run.a_start < STOCK]


def _is_held(run: Run, link: Link, short: Mapping[str, Sequence[tuple[int, int, str]]]) -> bool:
    """Say whether enough strangers have a short run of either side."""
    if run.kind != "verbatim" or run.a_end - run.a_start >= STOCK:
        return False
    return (
        _holders(run.a_start, run.a_end, short[link.a]) >= HOLDERS
        or _holders(run.b_start, run.b_end, short[link.b]) >= HOLDERS
    )


def _holders(start: int, end: int, held: Sequence[tuple[int, int, str]]) -> int:
    """Give how many families and lone reports have a stretch, the other end of its link among them."""
    least = _WITHIN * (end - start)
    homes = set()
    for n in range(bisect_left(held, (start - STOCK,)), len(held)):
        low, high, there = held[n]
        if low > end:
            break
        if min(high, end) - max(low, start) >= least:
            homes.add(there)
    return len(homes)
