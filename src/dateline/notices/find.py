"""Finding notices in a text: where they open, how far they go, and of what kind they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.notices.facts import CLARIFICATION, CORRECTION, KILL, NOTE, RETRACTION, UPDATE, Notice
from dateline.notices.values import named_values
from dateline.notices.words import FORMS, TURNS, Form, hinted
from dateline.types import Span

FINDER = "notices/1"
"""Raise when the same text gives other notices: they are then found anew."""

LONGEST = 1_200
"""Characters of a notice at most: the longest of those read (an agency's, with the story's slug, the
error and what is right) have some 700."""

ALONE = 1_500
"""Characters of a text under a title that is a notice, below which the text is the notice."""

_OPENS = re.compile(r"(?:^|(?<=\n)|(?<=[.!?…][ \u00a0])|(?<=[.!?…][\"'”’»)\]][ \u00a0])|(?<=\())")
_LEADING = re.compile(r"[\s*•\-–—_|>\[\"“«]*(?:###\s*)?")
_DATELINE = re.compile(
    r"[A-ZА-ЯЁ][A-ZА-ЯЁ .,'’-]{2,40}(?:[^\n()—]{0,30})(?:\([\w ./]{2,24}\))?\s*[—–-]{1,2}\s+"
)
"""An agency's place and name before its first sentence."""
_ENDS = re.compile(r"(?<![.\s][A-ZА-Я])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bCol)(?<!\bSen)"
                   r"(?<!\bFla)(?<!\bCalif)(?<!\bNov)(?<!\bDec)(?<!\bJan)(?<!\bFeb)(?<!\bAug)"
                   r"(?<!\bSept)(?<!\bOct)[.!?…]+[\"'”’»)\]]*(?=\s|$)")  # fmt: skip
_SLUG = re.compile(r"\b(?:a )?corrected (?:version|story) of the (?:story|report) is below\b", re.I)
_OTHER = re.compile(
    r"\b(?:story|stories|article|report|item|dispatch|материал\w*|стать\w+|новост\w+|сообщени\w+)\b",
    re.I,
)
_OWN = re.compile(
    r"\b(?:this|эт\w+|данн\w+) (?:\w+ )?(?:story|article|report|post|item|page|version|материал\w*|"
    r"стать\w+|новост\w+|текст\w*|заметк\w+|публикаци\w+)\b|\bearlier version\b",
    re.I,
)


def find_notices(text: str, title: Span | None = None) -> tuple[Notice, ...]:
    """Give the notices of a clean text in order; none overlaps another.

    A form counts only where it opens a sentence, a line, a bracket or the title. Without one of
    :data:`~dateline.notices.words.HINTS` nothing is looked for.
    """
    if not hinted(text):
        return ()
    found: list[Notice] = []
    reached = 0
    for start, form, words in _openings(text):
        if start < reached:
            continue
        end = _end(text, start, form, title)
        if end <= start:
            continue
        found.append(_notice(text, Span(start, end), form, words, title))
        reached = end
    return tuple(found)


def _openings(text: str) -> Iterator[tuple[int, Form, str]]:
    """Give where notices open: the place, the form and the words that it matched."""
    for place in _OPENS.finditer(text):
        lead = _LEADING.match(text, place.start())
        at = place.start() if lead is None else lead.end()
        bracketed = at > 0 and text[at - 1] == "("
        starts = [at]
        if (line := _DATELINE.match(text, at)) is not None:
            starts.append(line.end())
        for begin in starts:
            opening = _opening(text, begin, bracketed)
            if opening is not None:
                yield opening
                break


def _opening(text: str, at: int, bracketed: bool) -> tuple[int, Form, str] | None:
    for form in _BRACKETS if bracketed else ():
        match = form.pattern.match(text, at - 1)
        if match is not None:
            return at - 1, form, " ".join(match[0].split())
    for form in _OTHERS:
        match = form.pattern.match(text, at)
        if match is not None:
            return at, form, " ".join(match[0].split())
    return None


_BRACKETS = tuple(form for form in FORMS if form.extent == "bracket")
_OTHERS = tuple(form for form in FORMS if form.extent != "bracket")


def _end(text: str, start: int, form: Form, title: Span | None) -> int:
    line = text.find("\n", start)
    line = len(text) if line < 0 else line
    if form.extent == "prefix":
        match = form.pattern.match(text, start)
        return start if match is None or start > 40 else match.end()
    if title is not None and start < title.end:
        return _with_body(text, start, form, title)
    if form.extent == "bracket":
        close = text.find(")", start, min(line, start + LONGEST))
        return close + 1 if close > 0 else start
    if form.extent == "sentence":
        return _sentence_end(text, start, line, 1)
    if form.extent == "paragraph" and not _says(text, start, line, form):
        follows = re.compile(r"\s*").match(text, line)
        begin = line if follows is None else follows.end()
        line = text.find("\n", begin)
        line = len(text) if line < 0 else line
    if line - start > LONGEST:
        return _sentence_end(text, start, line, 4 if form.extent == "paragraph" else 3)
    below = _SLUG.search(text, start, line)
    return line if below is None else _sentence_end(text, below.start(), line, 1)


def _with_body(text: str, start: int, form: Form, title: Span) -> int:
    """Give how far a title's notice goes: over the whole text where this is a notice and no more."""
    short = len(text) - title.end <= ALONE
    alone = form.kind in (KILL, RETRACTION) or form.kind in (CORRECTION, CLARIFICATION)
    about = _OTHER.search(text, title.end) is not None and _SLUG.search(text) is None
    if short and alone and about and form.extent != "bracket":
        return len(text.rstrip())
    return title.end if form.extent != "bracket" else _bracket(text, start, title.end)


def _bracket(text: str, start: int, end: int) -> int:
    close = text.find(")", start, end)
    return close + 1 if close > 0 else start


def _says(text: str, start: int, end: int, form: Form) -> bool:
    """Say whether more than the heading stands on its line."""
    match = form.pattern.match(text, start)
    behind = text[match.end() : end] if match is not None else ""
    return any(character.isalnum() for character in behind)


def _sentence_end(text: str, start: int, line: int, sentences: int) -> int:
    at = start
    for _ in range(sentences):
        found = _ENDS.search(text, at, line)
        if found is None:
            return min(line, start + LONGEST)
        if found.end() - start > LONGEST and at > start:
            return at
        at = found.end()
    return min(at, start + LONGEST)


def _notice(text: str, span: Span, form: Form, words: str, title: Span | None) -> Notice:
    quote = span.of(text)
    kind = form.kind
    if kind == NOTE or (kind == UPDATE and form.extent == "paragraph"):
        turned = (each for each, pattern in TURNS if pattern.search(quote))
        kind = next(turned, kind)
    numbers, names = named_values(quote)
    in_title = title is not None and span.start < title.end
    elsewhere = kind not in (UPDATE, NOTE) and (in_title or _OWN.search(quote) is None)
    return Notice(span, kind, words, numbers, names, elsewhere)
