"""What stands in a report but is not of it: invitations, notices, boxes that a publisher repeats.

Learnt from the ledger: whole paragraphs that come again in otherwise unrelated reports of one
publisher. A publisher also repeats background in its own words, and agency copy comes again
everywhere; neither is furniture, or three reports would count as three where they are one. So a
repeated paragraph must also speak to the reader, or stand in most of what the publisher has here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.lineage.facts import Copy, Text
from dateline.lineage.outlets import outlet_key
from dateline.lineage.stretches import Left, union
from dateline.types import Span

UNRELATED = 0.3
"""Share of the shorter text below which two reports are otherwise unrelated."""

HOLDERS = 3
"""Reports of one publisher, this one included, in which a paragraph must stand."""

_SLACK = 4
"""Characters by which a run may miss the border of a paragraph (a bullet, a full stop)."""

_READER = re.compile(
    r"\b(?:you(?:r|['’]ll|['’]re)?|sign(?:ed)? (?:up|in)|subscri\w+|newsletters?|click|log ?in|"
    r"notifications?|follow us|comments?|advertis\w+|facebook|twitter|e-?mail|cookies?|"
    r"most (?:read|popular|viewed)|read more|more (?:stories|news)|our (?:app|newsletter|journalism|community)|"
    r"digital access|download|weather|подпис\w+|читайте|рассылк\w+|комментари\w+)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\ball rights reserved\b|\bmay not be (?:published|reproduced|broadcast|republished)|"
    r"\bcontributed to this (?:report|story|article)\b|"
    r"\bвсе права защищены\b",
    re.IGNORECASE,
)
"""A notice is furniture wherever two reports share it."""


def furniture(texts: Mapping[str, Text], copies: Sequence[Copy]) -> dict[str, tuple[Span, ...]]:
    """Give the spans of each version that are furniture; versions without any are left out."""
    repeated: dict[str, _Paragraphs] = {}
    unrelated: list[Copy] = []
    for copy in copies:
        a, b = texts[copy.a], texts[copy.b]
        related = _related(copy, a, b)
        if not related:
            unrelated.append(copy)
        ours = repeated.get(copy.a) or repeated.setdefault(copy.a, _Paragraphs(a.text))
        theirs = repeated.get(copy.b) or repeated.setdefault(copy.b, _Paragraphs(b.text))
        for a_start, a_end, b_start, b_end, kind in copy.runs:
            if kind != "reworded":  # a paragraph that is held is held word by word
                ours.hold(a_start, a_end, copy.b, related)
                theirs.hold(b_start, b_end, copy.a, related)
    publishers = {version: _publisher(text) for version, text in texts.items()}
    size: dict[str, int] = defaultdict(int)
    for key in publishers.values():
        size[key] += 1
    found: dict[str, list[Span]] = defaultdict(list)
    for version in sorted(repeated):
        if spans := _of_one(texts[version], repeated[version], publishers, size):
            found[version] = spans
    _carry_over(found, unrelated)
    return {
        version: tuple(union(spans, gap=_SLACK))
        for version, spans in sorted(found.items())
        if spans
    }


def _publisher(text: Text) -> str:
    return outlet_key(text.publisher) if text.publisher else ""


def _related(copy: Copy, a: Text, b: Text) -> bool:
    shared = sum([run[1] - run[0] for run in copy.runs])
    if shared < UNRELATED * min(len(a.text), len(b.text)):
        return False
    a_shared = sum(s.end - s.start for s in union(run[:2] for run in copy.runs))
    b_shared = sum(s.end - s.start for s in union(run[2:4] for run in copy.runs))
    return max(a_shared / len(a.text), b_shared / len(b.text)) >= UNRELATED


def _of_one(
    text: Text, repeated: _Paragraphs, publishers: Mapping[str, str], size: Mapping[str, int]
) -> list[Span]:
    """Give the paragraphs of a text that its publisher repeats."""
    found = []
    for n, holders in sorted(repeated.holders.items()):
        paragraph = repeated.spans[n]
        unrelated = [other for other, related in holders.items() if not related]
        if not unrelated:
            continue
        words = paragraph.of(text.text)
        if _NOTICE.search(words):
            found.append(paragraph)
            continue
        own = publishers[text.version]
        at_home = sum(1 for other in unrelated if publishers[other] == own)
        elsewhere = sum(1 for other in holders if publishers[other] != own)
        if not own or at_home + 1 < HOLDERS:
            continue
        if at_home < elsewhere and not _of_platform(words, elsewhere, unrelated, publishers, own):
            continue
        most = at_home >= HOLDERS and (at_home + 1) * 2 > size[own]
        if _READER.search(words) or most:
            found.append(paragraph)
    return found


def _of_platform(
    words: str, elsewhere: int, unrelated: Sequence[str], publishers: Mapping[str, str], own: str
) -> bool:
    """Say whether a paragraph is of a platform that serves many publishers.

    It must speak to the reader in so many words, since agency copy too comes again everywhere, and
    almost all others that have it must be otherwise unrelated.
    """
    strangers = sum(1 for other in unrelated if publishers[other] != own)
    spoken = {match[0].casefold() for match in _READER.finditer(words)}
    return len(spoken) >= SPOKEN and strangers >= STRANGERS * elsewhere


SPOKEN, STRANGERS = 2, 0.9
"""Different words to the reader, and share of the others that are unrelated, by which a paragraph is
of a platform. On `summit_2018` it adds the boxes of one chain of papers (weather, log in) and nothing
else."""


class _Paragraphs:
    """The paragraphs of a text, and for each, by its number, who else has the whole of it, and
    whether they are related."""

    __slots__ = ("_starts", "holders", "spans")

    def __init__(self, text: str) -> None:
        self.spans = _paragraphs(text)
        self._starts = [paragraph.start for paragraph in self.spans]
        self.holders: dict[int, dict[str, bool]] = {}

    def hold(self, start: int, end: int, other: str, related: bool) -> None:
        """Note that another text has what stands in a range."""
        n = bisect_left(self._starts, start - _SLACK)
        while n < len(self.spans) and self.spans[n].end <= end + _SLACK:
            self.holders.setdefault(n, {})[other] = related
            n += 1


def _paragraphs(text: str) -> list[Span]:
    spans, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            spans.append(Span(start, start + len(stripped)))
        at += len(line) + 1
    return spans


def _carry_over(found: dict[str, list[Span]], unrelated: Sequence[Copy]) -> None:
    """Take what is furniture in one text for furniture in every unrelated text that shares all of it.

    A part of it, such as a sentence that a repeated box quotes from a report, is not.
    """
    known = {version: Left(0, spans) for version, spans in found.items()}
    for copy in unrelated:
        ours, theirs = known.get(copy.a), known.get(copy.b)
        if ours is None and theirs is None:
            continue
        for a_start, a_end, b_start, b_end, kind in copy.runs:
            if kind == "reworded":
                continue
            if ours is not None and _is_whole(ours, a_start, a_end):
                found[copy.b].append(Span(b_start, b_end))
            if theirs is not None and _is_whole(theirs, b_start, b_end):
                found[copy.a].append(Span(a_start, a_end))


def _is_whole(furniture: Left, start: int, end: int) -> bool:
    """Say whether a range is furniture and holds most of each piece of furniture that it meets."""
    if furniture.within(start, end) > 0.1 * (end - start):
        return False
    met = sum(out.end - out.start for out in furniture.meeting(start, end))
    return end - start >= MOST_OF * met


MOST_OF = 0.8
"""Of a piece of furniture that must stand in another text: boxes change a word or a number."""
