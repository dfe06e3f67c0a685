"""One file a format: each gives drafts of the reports in some bytes, by :data:`READERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple

from dateline.ingest import installed
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.options import IngestOptions
from dateline.ingest.unpacked import Unpacked


@dataclass(slots=True)
class Opening:
    """What all that lies in one original shares while it is read, however deep it lies."""

    unpacked: Unpacked
    failed: frozenset[int] = frozenset()
    """Places of members that an earlier worker died of: an entry that stands there stays shut."""
    place: int = 0
    """Place of the member that was taken last, from 1."""
    depth: int = 1
    """How many archives lie around what is opened now, itself counted."""
    names: dict[str, int] = field(default_factory=dict)
    """How often each entry's name was given."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one original, unpacked, and what is known of them."""

    data: bytes
    name: str
    """The file's name, for its extension and stem only; never opened."""
    options: IngestOptions
    opening: Opening


class Member(NamedTuple):
    """One part of an original: its name ("" for the whole, else its number) and how to read it."""

    name: str
    read: Callable[[], Draft | None]
    """Gives the draft; raises :class:`ReadingError`, for this member only. None: nothing to
    report, the member only marks a place (see :mod:`dateline.ingest.entries`)."""


Reader = Callable[[Source], Iterator[Member]]

READERS = {
    "text": "dateline.ingest.readers.text",
    "markdown": "dateline.ingest.readers.markdown",
    "html": "dateline.ingest.readers.html",
    "pdf": "dateline.ingest.readers.pdf",
    "docx": "dateline.ingest.readers.docx",
    "odt": "dateline.ingest.readers.odt",
    "rtf": "dateline.ingest.readers.rtf",
    "zip": "dateline.ingest.readers.zip_archive",
    "tar": "dateline.ingest.readers.tar",
    "warc": "dateline.ingest.readers.warc",
    "eml": "dateline.ingest.readers.eml",
    "feed": "dateline.ingest.readers.feed",
    "jsonl": "dateline.ingest.readers.jsonl",
    "json": "dateline.ingest.readers.json_array",
    "csv": "dateline.ingest.readers.csv",
    "xlsx": "dateline.ingest.readers.xlsx",
}
"""Format to the module whose ``members(source)`` reads it; loaded when first needed."""


def reader_for(form: str) -> Reader:
    """Give the reader of a format that :func:`dateline.ingest.sniff.sniff` found."""
    module = (
        installed.module(form) if installed.is_installed(form) else import_module(READERS[form])
    )
    reader: Reader = module.members
    return reader


__all__ = [
    "READERS",
    "Draft",
    "Member",
    "Opening",
    "Reader",
    "ReadingError",
    "Source",
    "reader_for",
]
