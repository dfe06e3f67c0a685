"""ZIP files from strangers: nothing is written to disk, everything is counted while it streams."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from dateline.ingest.draft import ReadingError
from dateline.ingest.options import ReadLimits
from dateline.ingest.unpacked import Unpacked

CHUNK = 1 << 16


def open_zip(data: bytes, limits: ReadLimits) -> zipfile.ZipFile:
    """Give the archive in ``data``; raises :class:`ReadingError` (``damaged``, ``too_many``)."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise ReadingError(
            "damaged", f"the ZIP directory is damaged ({error}); fetch the file again"
        ) from error
    if len(archive.infolist()) > limits.entries:
        raise ReadingError("too_many", f"more than {limits.entries:,} entries; split the archive")
    return archive


def stream_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, unpacked: Unpacked
) -> Iterator[bytes]:
    """Give the bytes of an entry in chunks, counted by ``unpacked``.

    Raises :class:`ReadingError`: ``encrypted``, ``damaged``, ``unsupported`` for a method of
    packing that Python does not have, and what :class:`Unpacked` raises.
    """
    if entry.flag_bits & 0x1:
        raise ReadingError("encrypted", "it asks for a password; save it without")
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                unpacked.add(len(chunk))
                yield chunk
    except NotImplementedError as error:
        raise ReadingError(
            "unsupported", f"packed in a way that is not read ({error}); pack it anew as ZIP"
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise ReadingError("damaged", f"the entry is damaged ({error}); fetch it again") from error


def zip_kind(data: bytes, limits: ReadLimits) -> str:
    """Give ``docx``, ``xlsx``, ``odt``, ``zip`` or, for office files that are not read, their extension."""
    archive = open_zip(data, limits)
    names = {entry.filename for entry in archive.infolist()}
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in names):
                return kind
    if "mimetype" in names and "content.xml" in names:
        stated = data[30:120]
        if b"opendocument.text" in stated:
            return "odt"
        if b"opendocument." in stated:
            return "ods"
        if b"epub" in stated:
            return "epub"
    return "zip"
