"""Reading: files go in, one Reading a report comes out, or the reason why not."""

from __future__ import annotations

from dateline.ingest.files import Given, Received, Walk, ingest, read_files, walk
from dateline.ingest.options import IngestOptions, ReadLimits

__all__ = [
    "Given",
    "IngestOptions",
    "ReadLimits",
    "Received",
    "Walk",
    "ingest",
    "read_files",
    "walk",
]
