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
from dataclasses import dataclass

from dateline.lineage.facts import Copy, Run, Text
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


@dataclass(frozen=True, slots=True)
class _Held:
    """A stretch of one text that another has too; ``related`` where they share much else."""

    span: Span
    other: str
    related: bool


def furniture(texts: Mapping[str, Text], copies: Sequence[Copy]) -> dict[str, tuple[Span, ...]]:
    """Give the spans of each version that are furniture; versions without any are left out."""
    held: dict[str, list[_Held]] = defaultdict(list)
    unrelated: list[Copy] = []
    for copy in copies:
        related = _related(copy, texts[copy.a], texts[copy.b])
        if not related:
            unrelated.append(copy)
        for run in copy.runs:
            if run.kind == "reworded":
                continue  # a paragraph that is held is held word by word
            held[copy.a].append(_Held(Span(run.a_start, run.a_end), copy.b, related))
            held[copy.b].append(_Held(Span(run.b_start, run.b_end), copy.a, related))
    publishers = {version: _publisher(text) for version, text in texts.items()}
    size: dict[str, int] = defaultdict(int)
    for key in publishers.values():
        size[key] += 1
    found: dict[str, list[Span]] = defaultdict(list)
    for version in sorted(held):
        found[version] += _of_one(texts[version], held[version], publishers, size)
    _carry_over(found, unrelated)
    return {
        version: tuple(union(spans, gap=_SLACK))
        for version, spans in sorted(found.items())
        if spans
    }


def _publisher(text: Text) -> str:
    return outlet_key(text.publisher) if text.publisher else ""


def _related(copy: Copy, a: Text, b: Text) -> bool:
    shared = sum(run.a_end - run.a_start for run in copy.runs)
    if shared < UNRELATED * min(len(a.text), len(b.text)):
        return False
    a_shared = sum(s.end - s.start for s in union((r.a_start, r.a_end) for r in copy.runs))
    b_shared = sum(s.end - s.start for s in union((r.b_start, r.b_end) for r in copy.runs))
    return max(a_shared / len(a.text), b_shared / len(b.text)) >= UNRELATED


def _of_one(
    text: Text, held: Sequence[_Held], publishers: Mapping[str, str], size: Mapping[str, int]
) -> list[Span]:
    """Give the paragraphs of a text that its publisher repeats."""
    found = []
    paragraphs = _paragraphs(text.text)
    for n, holders in sorted(_holders(paragraphs, held).items()):
        paragraph = paragraphs[n]
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


def _holders(paragraphs: Sequence[Span], held: Sequence[_Held]) -> dict[int, dict[str, bool]]:
    """Give for each paragraph, by its number, who else has the whole of it, and whether related."""
    starts = [paragraph.start for paragraph in paragraphs]
    holders: dict[int, dict[str, bool]] = defaultdict(dict)
    for each in held:
        n = bisect_left(starts, each.span.start - _SLACK)
        while n < len(paragraphs) and paragraphs[n].end <= each.span.end + _SLACK:
            holders[n][each.other] = each.related
            n += 1
    return holders


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
        for run in copy.runs:
            if run.kind == "reworded":
                continue
            turned = Run(run.b_start, run.b_end, run.a_start, run.a_end, run.kind)
            for mine, theirs, way in ((copy.a, copy.b, run), (copy.b, copy.a, turned)):
                if mine in known and _is_whole(known[mine], way.a_start, way.a_end):
                    found[theirs].append(Span(way.b_start, way.b_end))


def _is_whole(furniture: Left, start: int, end: int) -> bool:
    """Say whether a range is furniture and holds most of each piece of furniture that it meets."""
    if furniture.within(start, end) > 0.1 * (end - start):
        return False
    met = sum(out.end - out.start for out in furniture.out if out.start < end and start < out.end)
    return end - start >= MOST_OF * met


MOST_OF = 0.8
"""Of a piece of furniture that must stand in another text: boxes change a word or a number."""
