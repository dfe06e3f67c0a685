"""DOCX documents: one report, or a bundle of them as a database exports it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.ingest.documents import open_docx
from dateline.ingest.documents.report import members_of
from dateline.ingest.readers import Member, Source

VERSION = "docx/1"


def members(source: Source) -> Iterator[Member]:
    """Give the reports of a document; raises :class:`ReadingError` where it cannot be opened."""
    yield from members_of(open_docx(source.data, source.options.limits), VERSION)
