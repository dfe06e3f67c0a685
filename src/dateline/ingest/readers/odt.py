"""ODT documents: one report, or a bundle of them as a database exports it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.ingest.documents import open_odt
from dateline.ingest.documents.report import members_of
from dateline.ingest.readers import Member, Source

VERSION = "odt/1"


def members(source: Source) -> Iterator[Member]:
    """Give the reports of a document; raises :class:`ReadingError` where it cannot be opened."""
    yield from members_of(open_odt(source.data, source.options.limits), VERSION)
