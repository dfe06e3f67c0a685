"""Paragraphs that stand beside a text without marks of its format: pull quotes, captions, links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.names import is_person

PULLED = 40
"""Letters from which a line that stands again inside a paragraph was pulled out of it."""
PAGE = 200_000
"""Characters of the longest text that is searched for pull quotes: a second on one processor; the
longest page of `reports/` has 64,000, and what is longer is no page."""
PULLED_MOST = 240
"""Characters of the longest such line; a longer passage is quoted twice."""
LINE = 55, 220
"""Characters that an open line has which is a caption or a link amid sentences; shorter ones are
subheadings: the longest on the pages of `evaluation/gold/summit_pages` (dev) has 52."""
LONG = 100
"""Characters of the paragraphs between which such a line stands."""
OPEN_SHARE = 0.2
"""Above this share of a text's paragraphs, open lines are its headings or its list."""
RUN = 2
"""Open lines in a row that can still be captions; more are a list."""

_CLOSED = re.compile(r"[.!?…:;,][\"'”’»)\]*]*$")
_CUT_SHORT = re.compile(r"^(?P<start>.{20,}?)\s*(?:\.\.\.|…) more$", re.S)
_NOT_ASIDE = re.compile(r"\W|\d+[.)]|[a-z]")
_INSIDE = re.compile(r"[a-z]{2}[.!?][\"”’)]* [A-Z]")
"""The end of a sentence inside a paragraph."""
_SPEAKER = re.compile(r"\W*(?P<name>[^,]{4,40})(?:, [^.!?]{3,80})?$")


def asides(texts: Sequence[str]) -> set[int]:
    """Give the numbers of the paragraphs that are beside the text, by what stands around them.

    A sentence printed again out of its paragraph goes, with the line that names its speaker; so
    does a caption cut short of another; so do open lines of a caption's length amid sentences.
    For text without marks alone: a format that marks headings says more than this can.
    """
    return _pulled(texts) | _cut_short(texts) | _open_lines(texts)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _pulled(texts: Sequence[str]) -> set[int]:
    if sum(map(len, texts)) > PAGE:
        return set()
    letters = [_letters(text) for text in texts]
    whole = "\n".join(letters)
    first = next((n for n, text in enumerate(texts) if _is_text(text)), len(texts))
    found: set[int] = set()
    for n, own in enumerate(letters):
        if n <= first or len(own) < PULLED or len(texts[n]) > PULLED_MOST or whole.count(own) < 2:
            continue
        if any(own in other and len(own) < len(other) for other in letters):
            found.add(n)
            speaker = _SPEAKER.match(texts[n + 1]) if n + 1 < len(texts) else None
            if speaker and is_person(speaker["name"]):
                found.add(n + 1)
    return found


def _cut_short(texts: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for n, text in enumerate(texts):
        match = _CUT_SHORT.match(text)
        near = texts[max(0, n - 2) : n + 3] if match else ()
        if match and any(other != text and other.startswith(match["start"]) for other in near):
            found.add(n)
    return found


def _is_text(text: str) -> bool:
    return len(text) >= LONG and _CLOSED.search(text) is not None


def _is_line(text: str) -> bool:
    """Whether an open line is one sentence of a caption's length, and no item of a list."""
    least, most = LINE
    return least <= len(text) <= most and not _NOT_ASIDE.match(text) and not _INSIDE.search(text)


def _open_lines(texts: Sequence[str]) -> set[int]:
    opened = [not _CLOSED.search(text) and "\n" not in text for text in texts]
    first = next((n for n, text in enumerate(texts) if _is_text(text)), len(texts))
    lines = [n for n in range(first, len(texts)) if opened[n] and _is_line(texts[n])]
    if len(lines) > OPEN_SHARE * (len(texts) - first):
        return set()
    found: set[int] = set()
    n = first
    while n < len(texts):
        end = n
        while end < len(texts) and opened[end]:
            end += 1
        run = range(n, end)
        if (
            0 < len(run) <= RUN
            and end < len(texts)
            and not _NOT_ASIDE.match(texts[end])
            and all(m in lines for m in run)
        ):
            found.update(run)
        n = end + 1
    return found
