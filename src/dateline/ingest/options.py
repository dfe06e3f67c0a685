"""What a caller may say about the files to be read, and how much a reader may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How large an input may be; what is larger is listed as unreadable, with what to do."""

    original_bytes: int = 512 * MIB
    """One file as it lies on disk. A year of a national daily as JSON Lines is below 200 MiB."""
    unpacked_bytes: int = 1024 * MIB
    """One file after gzip."""
    ratio: int = 200
    """Unpacked to packed size, tested above 16 MiB: news text packs 3 to 10 times, gzip's most is 1,032."""
    report_characters: int = 10_000_000
    """One report. The longest public inquiry reports have below 5 million characters."""
    html_bytes: int = 32 * MIB
    """One page of HTML: above it the tree no longer fits into a worker."""
    pdf_pages: int = 2_000
    entries: int = 100_000
    """Entries of one archive. A month of a crawl's pages has some 50,000."""
    nesting: int = 3
    """Archives inside archives that are opened, the outermost counted."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What is known of the input beforehand; every field is optional.

    ``columns`` maps a field of a report (``text``, ``title``, ``url``, ``publisher``,
    ``author``, ``date``, ``id``, ``language``, ``captured``, ``html``) to the column or key of
    the input that holds it, and goes before the guesses of :mod:`dateline.ingest.columns`.
    """

    url: str | None = None
    """Where a single file was fetched from; it becomes the report's identity."""
    collection: str | None = None
    """Name of the database that the rows' ids belong to; default: the file's stem."""
    columns: tuple[tuple[str, str], ...] = ()
    publisher: str | None = None
    language: str | None = None
    """ISO 639-1 code; default: detected for each text."""
    limits: ReadLimits = ReadLimits()

    def to_plain(self) -> dict[str, Any]:
        """Give the options as what JSON can hold, for a worker."""
        return {
            "url": self.url,
            "collection": self.collection,
            "columns": [list(pair) for pair in self.columns],
            "publisher": self.publisher,
            "language": self.language,
            "limits": {
                name: getattr(self.limits, name) for name in ReadLimits.__dataclass_fields__
            },
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> IngestOptions:
        """Give back what :meth:`to_plain` was given."""
        return cls(
            url=plain["url"],
            collection=plain["collection"],
            columns=tuple((field, column) for field, column in plain["columns"]),
            publisher=plain["publisher"],
            language=plain["language"],
            limits=ReadLimits(**plain["limits"]),
        )
