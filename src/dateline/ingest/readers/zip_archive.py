"""ZIP archives: every file in them is read as if it were given by itself."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial

from dateline.ingest.documents.container import open_zip, stream_entry
from dateline.ingest.draft import ReadingError
from dateline.ingest.entries import entry_members, ignored, refuse_too_deep
from dateline.ingest.readers import Member, Source

VERSION = "zip/1"


def members(source: Source) -> Iterator[Member]:
    """Give the reports of every file in the archive, in its order."""
    refuse_too_deep(source)
    archive = open_zip(source.data, source.options.limits)
    for entry in archive.infolist():
        if not entry.is_dir() and not ignored(entry.filename):
            load = partial(_load, archive, entry, source)
            yield from entry_members(entry.filename, load, source)


def _load(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: Source) -> bytes:
    most = source.options.limits.original_bytes
    parts: list[bytes] = []
    size = 0
    for chunk in stream_entry(archive, entry, source.opening.unpacked):
        size += len(chunk)
        if size > most:
            raise ReadingError("too_large", f"more than {most:,} bytes; split the file")
        parts.append(chunk)
    return b"".join(parts)
