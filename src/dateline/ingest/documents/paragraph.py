"""A paragraph as an office file holds it, and the document made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.ingest.draft import ReadingError

MOST_CHARACTERS = 100_000_000
"""Characters of one document: 500 articles of a database have some 3 million."""
MOST_PARAGRAPHS = 2_000_000
"""Paragraphs of one document; empty ones cost memory too."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text with ``\\n`` for line breaks and ``\\t`` for tabs, and its form."""

    text: str
    style: str = ""
    """Name of the style in lower case, for example ``heading 1``; "" for the default."""
    bold: bool = False
    """Whether every letter is bold."""
    link: str | None = None
    """Target of the first link in it."""
    new_page: bool = False
    """Whether it starts a page: behind a page break or a section break."""
    cell: int | None = None
    """Column of the table it stands in, from 0; None outside tables."""


@dataclass(frozen=True, slots=True)
class Document:
    """The paragraphs of a document, empty ones included, and what the file says of itself."""

    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    created: str | None = None
    """When the file was made, as it states it: ISO 8601 or a part of it."""
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Open:
    """The paragraph that a reader is filling."""

    pieces: list[str] = field(default_factory=list)
    style: str = ""
    link: str | None = None
    new_page: bool = False
    cell: int | None = None
    plain_letters: bool = False
    bold_letters: bool = False

    def add(self, text: str, *, bold: bool = False) -> None:
        """Add characters; ``bold`` says how they look."""
        if not text:
            return
        self.pieces.append(text)
        if any(map(str.isalnum, text)):
            self.bold_letters = self.bold_letters or bold
            self.plain_letters = self.plain_letters or not bold

    def close(self) -> Paragraph:
        """Give the finished paragraph."""
        return Paragraph(
            text="".join(self.pieces),
            style=self.style,
            bold=self.bold_letters and not self.plain_letters,
            link=self.link,
            new_page=self.new_page,
            cell=self.cell,
        )


class Paragraphs:
    """Collects paragraphs and refuses more than a document can have."""

    def __init__(self) -> None:
        self.closed: list[Paragraph] = []
        self.characters = 0

    def add(self, paragraph: Paragraph) -> None:
        """Keep a finished paragraph; raises :class:`ReadingError` (``too_large``)."""
        self.characters += len(paragraph.text)
        if self.characters > MOST_CHARACTERS or len(self.closed) >= MOST_PARAGRAPHS:
            raise ReadingError(
                "too_large",
                f"a document of more than {MOST_CHARACTERS:,} characters or "
                f"{MOST_PARAGRAPHS:,} paragraphs; split it",
            )
        self.closed.append(paragraph)
