"""One file a format: each gives drafts of the reports in some bytes, by :data:`READERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple

from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.options import IngestOptions


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one original, unpacked, and what is known of them."""

    data: bytes
    name: str
    """The file's name, for its extension and stem only; never opened."""
    options: IngestOptions
    skip: int = 0
    """Members to pass over unread: those before it were read, the last of them failed."""


class Member(NamedTuple):
    """One part of an original: its name ("" for the whole, else its number) and how to read it."""

    name: str
    read: Callable[[], Draft]
    """Gives the draft; raises :class:`ReadingError`, for this member only."""


Reader = Callable[[Source], Iterator[Member]]

READERS = {
    "text": "dateline.ingest.readers.text",
    "markdown": "dateline.ingest.readers.markdown",
    "html": "dateline.ingest.readers.html",
    "pdf": "dateline.ingest.readers.pdf",
    "docx": "dateline.ingest.readers.docx",
    "odt": "dateline.ingest.readers.odt",
    "rtf": "dateline.ingest.readers.rtf",
    "jsonl": "dateline.ingest.readers.jsonl",
    "json": "dateline.ingest.readers.json_array",
    "csv": "dateline.ingest.readers.csv",
}
"""Format to the module whose ``members(source)`` reads it; loaded when first needed."""


def reader_for(form: str) -> Reader:
    """Give the reader of a format that :func:`dateline.ingest.sniff.sniff` found."""
    reader: Reader = import_module(READERS[form]).members
    return reader


__all__ = ["READERS", "Draft", "Member", "Reader", "ReadingError", "Source", "reader_for"]
