"""Tar archives, gzipped or not: every file in them is read as if it were given by itself."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from functools import partial
from typing import cast

from dateline.ingest.decode import gzip_chunks, is_gzip
from dateline.ingest.documents.container import CHUNK
from dateline.ingest.draft import ReadingError
from dateline.ingest.entries import entry_members, ignored, refuse_too_deep
from dateline.ingest.readers import Member, Source

VERSION = "tar/1"


class Chunks(io.RawIOBase):
    """A stream over pieces of bytes, read once from the front."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill a part of ``buffer``; 0 at the end."""
        while not self._rest:
            part = next(self._chunks, None)
            if part is None:
                return 0
            self._rest = part
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def members(source: Source) -> Iterator[Member]:
    """Give the reports of every file in the archive, in its order.

    Links and devices are unreadable; the archive is read once from front to back.
    """
    refuse_too_deep(source)
    unpacked = source.opening.unpacked
    packed = is_gzip(source.data)
    chunks = gzip_chunks(source.data, unpacked.add) if packed else iter([source.data])
    stream = cast("io.BufferedReader", io.BufferedReader(Chunks(chunks), CHUNK))
    try:
        with tarfile.open(fileobj=stream, mode="r|", errorlevel=0) as archive:
            for entry in archive:
                if entry.isdir() or ignored(entry.name):
                    continue
                load = partial(_load, archive, entry, source, packed)
                yield from entry_members(entry.name, load, source)
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError) as error:
        raise ReadingError(
            "damaged", f"the archive is damaged or ends early ({error}); fetch it again"
        ) from error


def _load(archive: tarfile.TarFile, entry: tarfile.TarInfo, source: Source, packed: bool) -> bytes:
    if not entry.isreg():
        raise ReadingError("not_a_file", "this is a link or a device in an archive; give the file")
    most = source.options.limits.original_bytes
    try:
        stream = archive.extractfile(entry)
        parts: list[bytes] = []
        size = 0
        while stream is not None and (chunk := stream.read(CHUNK)):
            size += len(chunk)
            if not packed:  # a sparse file may be larger than its archive
                source.opening.unpacked.add(len(chunk))
            if size > most:
                raise ReadingError("too_large", f"more than {most:,} bytes; split the file")
            parts.append(chunk)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ReadingError("damaged", f"the entry is damaged ({error}); fetch it again") from error
    return b"".join(parts)
