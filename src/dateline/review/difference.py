"""What changed between two versions of a text, word by word, and which claims with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from dateline.types import Claim, Span

MOST = 100_000_000
"""Words of one side times words of the other that are compared at once: 10,000 by 10,000 take some
0.1 s and 25 MB. Longer texts are first compared by paragraphs, and what is still longer is one change."""

_WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?][\"'”’»)\]]*(?=\s)|\n")
_LINE = re.compile(r"[^\n]*\n*")


class Change(NamedTuple):
    """A stretch of the old text and what stands in its place; either may be empty."""

    old: Span
    new: Span


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Give what changed, in order; texts that differ in spaces alone do not differ."""
    a = [Span(*m.span()) for m in _WORD.finditer(old)]
    b = [Span(*m.span()) for m in _WORD.finditer(new)]
    x, y = [s.of(old) for s in a], [s.of(new) for s in b]
    head = 0
    while head < min(len(x), len(y)) and x[head] == y[head]:
        head += 1
    tail = 0
    while tail < min(len(x), len(y)) - head and x[-1 - tail] == y[-1 - tail]:
        tail += 1
    last_a, last_b = len(x) - tail, len(y) - tail
    blocks = _blocks(
        x[head:last_a], y[head:last_b], _lines(old, a)[head:last_a], _lines(new, b)[head:last_b]
    )
    made = _joined((i + head, j + head, k + head, m + head) for i, j, k, m in blocks)
    return tuple(Change(_span(a, i, j, old), _span(b, k, m, new)) for i, j, k, m in made)


_Block = tuple[int, int, int, int]
"""Words i to j of the old text are words k to m of the new one."""


def _lines(text: str, words: Sequence[Span]) -> list[int]:
    """Give for each word the number of its line."""
    ends = [match.end() for match in _LINE.finditer(text)]
    found, line = [], 0
    for word in words:
        while ends[line] <= word.start:
            line += 1
        found.append(line)
    return found


def _blocks(
    x: Sequence[str], y: Sequence[str], lines_x: Sequence[int], lines_y: Sequence[int]
) -> list[_Block]:
    if len(x) * len(y) <= MOST:
        return _changed(x, y)
    a, b = _paragraphs(x, lines_x), _paragraphs(y, lines_y)
    if len(a) * len(b) > MOST:
        return [(0, len(x), 0, len(y))]
    found: list[_Block] = []
    for i, j, k, m in _changed([words for _, words in a], [words for _, words in b]):
        first, last = _at(a, i, len(x)), _at(a, j, len(x))
        start, end = _at(b, k, len(y)), _at(b, m, len(y))
        if (last - first) * (end - start) > MOST:
            found.append((first, last, start, end))
            continue
        inner = _changed(x[first:last], y[start:end])
        found += [(p + first, q + first, r + start, s + start) for p, q, r, s in inner]
    return found


def _paragraphs(words: Sequence[str], lines: Sequence[int]) -> list[tuple[int, str]]:
    starts = [n for n in range(len(words)) if n == 0 or lines[n] != lines[n - 1]]
    return [(i, " ".join(words[i:j])) for i, j in pairwise([*starts, len(words)])]


def _at(paragraphs: Sequence[tuple[int, str]], n: int, end: int) -> int:
    return paragraphs[n][0] if n < len(paragraphs) else end


def _changed(x: Sequence[str], y: Sequence[str]) -> list[_Block]:
    if not x or not y:
        return [(0, len(x), 0, len(y))] if x or y else []
    return [
        (code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Indel.opcodes(x, y)
        if code.tag != "equal"
    ]


def _joined(blocks: Iterable[_Block]) -> list[_Block]:
    """Give blocks such that no single word stands unchanged between two: it is chance."""
    made: list[_Block] = []
    for i, j, k, m in blocks:
        if made and i - made[-1][1] <= 1 and k - made[-1][3] <= 1:
            first = made.pop()
            made.append((first[0], j, first[2], m))
        else:
            made.append((i, j, k, m))
    return made


def _span(words: Sequence[Span], first: int, last: int, text: str) -> Span:
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    at = words[first].start if first < len(words) else len(text)
    return Span(at, at)


# --------------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that both versions make, with what it says otherwise: role, old and new words."""

    old: Claim
    new: Claim
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ClaimDifference:
    """Which claims came, went and changed between two versions."""

    appeared: tuple[Claim, ...]
    vanished: tuple[Claim, ...]
    unknown: tuple[Claim, ...]
    """Those of the old version that lie behind the end of a new text that is cut off."""
    changed: tuple[ClaimChange, ...]
    same: int


def claim_difference(
    old: tuple[str, Sequence[Claim]],
    new: tuple[str, Sequence[Claim]],
    *,
    cut: bool = False,
) -> ClaimDifference:
    """Give which claims came, went and changed between two texts, each with its claims.

    A claim goes on where its anchor's words stand unchanged, or its sentence stands once in the new text.
    ``cut``: the new text is cut off; what the old one says behind it is not assessable.
    """
    old_text, old_claims = old
    new_text, new_claims = new
    moved = _Moved(old_text, new_text)
    left = list(new_claims)
    changed: list[ClaimChange] = []
    gone: list[Claim] = []
    same = 0
    for claim in old_claims:
        heir = _heir(claim, left, moved)
        if heir is None:
            gone.append(claim)
            continue
        left.remove(heir)
        values = _values(claim, heir, old_text, new_text)
        if values:
            changed.append(ClaimChange(claim, heir, values))
        else:
            same += 1
    reach = moved.reach() if cut else len(old_text)
    return ClaimDifference(
        tuple(left),
        tuple(claim for claim in gone if claim.anchor.end <= reach),
        tuple(claim for claim in gone if claim.anchor.end > reach),
        tuple(changed),
        same,
    )


class _Moved:
    """Where words of the old text stand in the new one."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.changes = changes(old, new)

    def reach(self) -> int:
        """Give the end of the last whole sentence of the old text before the new one breaks off."""
        if not self.changes or self.changes[-1].old.end < len(self.old.rstrip()):
            return len(self.old)
        ends = [m.end() for m in _END.finditer(self.old, 0, self.changes[-1].old.start)]
        return ends[-1] if ends else 0

    def place(self, claim: Claim) -> tuple[int, ...]:
        """Give where a claim's anchor may begin in the new text."""
        found = []
        before = [c for c in self.changes if c.old.end <= claim.anchor.start]
        inside = any(
            c.old.start < claim.anchor.end and claim.anchor.start < c.old.end for c in self.changes
        )
        if not inside:
            words = (
                len(_WORD.findall(self.old[before[-1].old.end : claim.anchor.start]))
                if before
                else None
            )
            if words is None:
                start = _nth(self.new, 0, len(_WORD.findall(self.old[: claim.anchor.start])))
            else:
                start = _nth(self.new, before[-1].new.end, words)
            if start is not None:
                found.append(start)
        quote = claim.quote.of(self.old)
        if quote and self.new.count(quote) == 1:
            found.append(self.new.index(quote) + claim.anchor.start - claim.quote.start)
        return tuple(found)


def _nth(text: str, start: int, words: int) -> int | None:
    """Give where the word behind so many others begins."""
    for n, match in enumerate(_WORD.finditer(text, start)):
        if n == words:
            return match.start()
    return None


NEAR = 3
"""Characters that an anchor may lie off its word's beginning: a quotation mark or a bracket."""


def _heir(claim: Claim, left: Sequence[Claim], moved: _Moved) -> Claim | None:
    places = moved.place(claim)
    alike = [c for c in left if (c.codebook, c.type) == (claim.codebook, claim.type)]
    near = [c for c in alike if any(abs(c.anchor.start - at) <= NEAR for at in places)]
    return min(near, key=lambda c: (c.mode != claim.mode, c.anchor, c.id)) if near else None


def _values(
    old: Claim, new: Claim, old_text: str, new_text: str
) -> tuple[tuple[str, str, str], ...]:
    found = [
        (name, str(before or ""), str(after or ""))
        for name, before, after in (
            ("mode", old.mode, new.mode),
            ("polarity", old.polarity, new.polarity),
            ("modality", old.modality, new.modality),
            ("on word of", _sources(old, old_text), _sources(new, new_text)),
        )
        if before != after
    ]
    for role in sorted({slot.role for slot in (*old.slots, *new.slots)}):
        told = "; ".join(slot.value for slot in old.slot(role))
        now = "; ".join(slot.value for slot in new.slot(role))
        if " ".join(told.split()) != " ".join(now.split()):
            found.append((role, told, now))
    return tuple(found)


def _sources(claim: Claim, text: str) -> str:
    return "; ".join((link.source or link.cue).of(text) for link in claim.attribution)
