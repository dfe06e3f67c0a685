"""Reads one original inside a worker: bytes in, readings and reasons out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dateline.identity import sha256_hex
from dateline.ingest.compose import compose
from dateline.ingest.draft import ReadingError
from dateline.ingest.entries import open_source
from dateline.ingest.options import IngestOptions
from dateline.ingest.readers import Member, Opening, Source, reader_for
from dateline.ingest.source_key import collection_of
from dateline.ingest.unpacked import Unpacked
from dateline.types import Reading, Unreadable

Progress = Callable[[int, str], None]
"""Told the ordinal (from 1) and the name of each member before it is read."""


def read_original(
    data: bytes,
    name: str,
    options: IngestOptions,
    *,
    skip: int = 0,
    failed: frozenset[int] = frozenset(),
    progress: Progress | None = None,
) -> Iterator[Reading | Unreadable]:
    """Give the reports of some bytes in order; what cannot be read comes as Unreadable.

    ``name`` is the file's name: its extension helps where the content does not tell the
    format, its stem is the default collection. ``skip`` passes over that many members, after a
    worker died of the last of them; ``failed`` are the places of all members that a worker died
    of. Never raises for what the bytes hold, except MemoryError.
    """
    original = sha256_hex(data)
    collection = options.collection or collection_of(name)
    try:
        opening = Opening(Unpacked(len(data), options.limits), failed)
        form, source = open_source(data, name, options, opening)
        for member in reader_for(form)(source):
            opening.place += 1
            if opening.place <= skip:
                continue
            if progress is not None:
                progress(opening.place, member.name)
            item = _read(member, original, collection, source)
            if item is not None:
                yield item
        if opening.place == 0:
            raise ReadingError(
                "empty", "the file holds no report; look into it, and fetch it again if it should"
            )
    except ReadingError as error:
        yield Unreadable(original, "", name, error.code, error.reason)
    except RecursionError:
        yield Unreadable(
            original, "", name, "too_deep", "nested too deep to be a report; save its text"
        )


def _read(
    member: Member, original: str, collection: str, source: Source
) -> Reading | Unreadable | None:
    try:
        options = source.options
        if member.name and options.url is not None:
            options = replace(options, url=None)  # an address of one page names no row
        draft = member.read()
        if draft is None:
            return None
        return compose(draft, original, member.name, collection, options)
    except ReadingError as error:
        return Unreadable(original, member.name, source.name, error.code, error.reason)
    except RecursionError:
        reason = "nested too deep to be a report; save its text"
        return Unreadable(original, member.name, source.name, "too_deep", reason)
