"""Reads one original inside a worker: bytes in, readings and reasons out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dateline.identity import sha256_hex
from dateline.ingest.compose import compose
from dateline.ingest.decode import unpack_gzip
from dateline.ingest.draft import ReadingError
from dateline.ingest.options import IngestOptions
from dateline.ingest.readers import Member, Source, reader_for
from dateline.ingest.sniff import is_gzip, sniff
from dateline.ingest.source_key import collection_of
from dateline.types import Reading, Unreadable

Progress = Callable[[int, str], None]
"""Told the ordinal (from 1) and the name of each member before it is read."""

GZIP_LAYERS = 2
"""A file packed twice by mistake is read; a third layer is a trap."""


def read_original(
    data: bytes,
    name: str,
    options: IngestOptions,
    *,
    skip: int = 0,
    progress: Progress | None = None,
) -> Iterator[Reading | Unreadable]:
    """Give the reports of some bytes in order; what cannot be read comes as Unreadable.

    ``name`` is the file's name: its extension helps where the content does not tell the
    format, its stem is the default collection. ``skip`` passes over that many members, after a
    worker died of the last of them. Never raises for what the bytes hold, except MemoryError.
    """
    original = sha256_hex(data)
    collection = options.collection or collection_of(name)
    try:
        form, source = _open(data, name, options)
        found = reader_for(form)(source)
        count = 0
        for member in found:
            count += 1
            if count <= skip:
                continue
            if progress is not None:
                progress(count, member.name)
            yield _read(member, original, collection, source)
        if count == 0:
            raise ReadingError("empty", "the file holds no report")
    except ReadingError as error:
        yield Unreadable(original, "", name, error.code, error.reason)
    except RecursionError:
        yield Unreadable(original, "", name, "too_deep", "nested too deep to be a report")


def _open(data: bytes, name: str, options: IngestOptions) -> tuple[str, Source]:
    if len(data) > options.limits.original_bytes:
        raise ReadingError(
            "too_large", f"more than {options.limits.original_bytes:,} bytes; split the file"
        )
    for _ in range(GZIP_LAYERS):
        if not is_gzip(data):
            break
        data = unpack_gzip(data, options.limits)
    if is_gzip(data):
        raise ReadingError("bomb", "packed by gzip three times; unpack it by hand if you trust it")
    return sniff(data, name), Source(data, name, options)


def _read(member: Member, original: str, collection: str, source: Source) -> Reading | Unreadable:
    try:
        options = source.options
        if member.name and options.url is not None:
            options = replace(options, url=None)  # an address of one page names no row
        return compose(member.read(), original, member.name, collection, options)
    except ReadingError as error:
        return Unreadable(original, member.name, source.name, error.code, error.reason)
    except RecursionError:
        reason = "nested too deep to be a report"
        return Unreadable(original, member.name, source.name, "too_deep", reason)
