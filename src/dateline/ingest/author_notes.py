"""Notes about the author beside a text: who "is a lawyer in Riga" where no by-line names anybody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.names import is_person

NOTE_LENGTH = 700
"""Characters; a longer paragraph about a person is of the report."""
CLOSING = 3
"""Paragraphs at the end among which a note on the author stands."""

_WORK = (
    r"journalist|writer|author|columnist|reporter|correspondent|editor|editor-at-large|blogger|"
    r"novelist|essayist|historian|commentator|contributor|contributing \w+|photojournalist|"
    r"professor|lecturer|fellow|scholar|researcher|academic|scientist|economist|analyst|"
    r"lawyer|attorney|solicitor|barrister|consultant|strategist|director|founder|co-founder|"
    r"host|producer|chairman|chairwoman|chair|president|adviser|advisor|student|candidate"
)
_NOTE = re.compile(
    rf"^\W*(?P<name>[^\W\d_][\w.'’ -]{{3,50}}?)(?:, (?:[A-Z][\w.]{{1,6}}|the [^,]{{3,80}}|an? [^,]{{3,80}}),?)? "
    rf"is (?:currently |also |now )?(?:an?|the|[\w.’']+['’]s)\b[^.!?]{{0,140}}?\b(?:{_WORK})s?\b"
)
_WORKS = re.compile(
    r"^\W*(?P<name>[^\W\d_][\w.'’ -]{3,50}?) (?:writes|reports|blogs|covers|teaches)\b[^.!?]{0,120}\b"
    r"(?:for|at|about|in)\b"
)


def noted_name(block: str) -> str | None:
    """Give the person whom a paragraph introduces by work ("Ann Lee is a lawyer in Riga."), or None."""
    if len(block) > NOTE_LENGTH:
        return None
    match = _NOTE.match(block) or _WORKS.match(block)
    if match is None or not 2 <= len(match["name"].split()) <= 4 or not is_person(match["name"]):
        return None
    return match["name"]


def author_notes(texts: Sequence[str], authors: Sequence[str]) -> dict[int, str]:
    """Give the paragraphs that are notes on an author, each with the name.

    A note on a known author stands anywhere near the ends. Where none is known, it is the
    closing paragraph about somebody whom the report does not speak of otherwise.
    """
    known = {author.casefold() for author in authors}
    found: dict[int, str] = {}
    ends = {*range(min(CLOSING, len(texts))), *range(max(0, len(texts) - CLOSING), len(texts))}
    for index in sorted(ends):
        name = noted_name(texts[index])
        if name is None:
            continue
        if name.casefold() in known:
            found[index] = name
        elif not known and index >= max(2, len(texts) - CLOSING):
            surname = name.split()[-1]
            others = (text for n, text in enumerate(texts) if n != index)
            if not any(surname in text for text in others):
                found[index] = name
    return found
