"""From the paragraphs of an office document to the draft of the one report in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.ingest.clean import clean_line
from dateline.ingest.documents.paragraph import Document, Paragraph
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.head import same_title
from dateline.ingest.published import iso_day
from dateline.ingest.readers import Member
from dateline.types import UNDATED, Dating

TITLES = frozenset({"title", "titel", "titre", "название", "заголовок", "heading 1"})
"""Names of the styles that mark a document's title, as Word and LibreOffice ship them."""
TITLE_AMONG = 8
"""Paragraphs with words among which the title is looked for."""


def members_of(document: Document, reader: str) -> Iterator[Member]:
    """Give the reports of a document: the articles of a database's export, else the one it is."""
    from dateline.ingest import bundles

    bundle = bundles.recognise(document.paragraphs)
    if bundle is not None:
        yield from bundles.members_of(bundle, reader)
        return
    yield Member("", lambda: draft_of(document, reader))


def draft_of(document: Document, reader: str) -> Draft:
    """Give the draft of a document that is one report.

    Raises :class:`ReadingError` (``no_text``) where it holds no words.
    """
    written = [p for p in document.paragraphs if p.text.strip()]
    if not written:
        raise ReadingError(
            "no_text", "the document holds no words, only pictures or nothing; give its text"
        )
    title = _title(document, written)
    return Draft(
        blocks=tuple(_blocks(written)),
        reader=reader,
        title=title,
        published=_created(document.created),
        warnings=document.warnings,
    )


def _title(document: Document, written: Sequence[Paragraph]) -> str | None:
    """Give the title by its style, else the file's stated one where it is printed on the head."""
    head = written[:TITLE_AMONG]
    for paragraph in head:
        if paragraph.style in TITLES and paragraph.cell is None:
            return clean_line(paragraph.text)
    stated = clean_line(document.title or "")
    if stated and any(same_title(stated, paragraph.text) for paragraph in head):
        return stated
    return None


def _blocks(written: Sequence[Paragraph]) -> Iterator[str]:
    for paragraph in written:
        yield paragraph.text.replace("\t", " ")


def _created(value: str | None) -> Dating:
    """Give the day the file was made: a report was published about then, and may be older."""
    day = iso_day(value)
    if day is None:
        return UNDATED
    return Dating(day, day, "inferred", value, "the document's creation date")
