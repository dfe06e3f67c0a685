"""The paragraphs of a bundle, looked at as lines with labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.ingest.clean import clean_line, paragraphs
from dateline.ingest.documents.paragraph import Paragraph
from dateline.ingest.hyphens import joined, words_of

RUNNING = re.compile(r"(?:Page|Seite|Página|Pagina|Strona|Стр\.?)\s+(?P<page>\d{1,5})(?:\s+(?:of|von|de|sur|di|van|z|из)\s+\d{1,5})?(?:\s*©\s*\d{4}\s.{0,80})?", re.I)  # fmt: skip
"""A page's running number, alone in its line or with the database's own copyright behind it."""


class Layout:
    """The paragraphs of a file with their clean one-line texts.

    A paragraph that holds line breaks is taken apart, since exports put several labelled lines
    into one paragraph; ``wrapped`` says whether lines must be joined to paragraphs again, and
    ``pages`` that they come from pages, where every line up to a gap is one paragraph.
    """

    def __init__(self, given: Sequence[Paragraph], wrapped: bool, pages: bool = False) -> None:
        self.wrapped = wrapped
        self.pages = pages
        self.paragraphs = [line for paragraph in given for line in _lines(paragraph)]
        self.texts = [clean_line(paragraph.text) for paragraph in self.paragraphs]

    def __len__(self) -> int:
        return len(self.texts)

    def written(self, start: int, end: int) -> Iterator[int]:
        """Give the places of the lines with words from ``start`` up to ``end``."""
        return (at for at in range(max(start, 0), min(end, len(self))) if self.texts[at])

    def first(self, start: int, end: int) -> int | None:
        """Give the first line with words from ``start`` up to ``end``, or None."""
        return next(self.written(start, end), None)

    def blocks(self, start: int, end: int) -> list[str]:
        """Give the lines from ``start`` up to ``end`` as paragraphs of text."""
        if not self.wrapped:
            return [self.paragraphs[at].text for at in self.written(start, end)]
        lines = [self.paragraphs[at].text for at in range(start, min(end, len(self)))]
        return _joined(lines) if self.pages else paragraphs("\n".join(lines))


def _joined(lines: Sequence[str]) -> list[str]:
    """Give the lines of pages as paragraphs: a gap ends one, unless its sentence goes on behind it."""
    found: list[str] = []
    open_block = ""
    words = words_of(lines)
    for line in [*(line.strip() for line in lines), ""]:
        if line:
            open_block = joined(open_block, line, words)
        elif open_block:
            if found and not _CLOSED.search(found[-1]) and open_block[:1].islower():
                found[-1] = f"{found[-1]} {open_block}"
            else:
                found.append(open_block)
            open_block = ""
    return found


_CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


def stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """Give stretches of following places as (first, last + 1)."""
    found: list[tuple[int, int]] = []
    for at in places:
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    if "\n" not in paragraph.text:
        yield paragraph
        return
    for number, line in enumerate(paragraph.text.split("\n")):
        yield replace(paragraph, text=line, new_page=paragraph.new_page and number == 0)


def label_of(text: str, labels: dict[str, str]) -> tuple[str, str] | None:
    """Give the field and the value of a labelled line ("LENGTH: 523 words"), or None.

    ``labels`` maps a label in lower case to its field.
    """
    label, colon, value = text.partition(":")
    if not colon or len(label) > 40:
        return None
    found = labels.get(label.strip().casefold())
    return (found, value.strip()) if found else None
