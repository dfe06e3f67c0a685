"""Plain text: one report a file; the title is the first line that looks like one."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.ingest.clean import clean_characters, paragraphs
from dateline.ingest.decode import decode
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.readers import Member, Source

VERSION = "text/1"


def members(source: Source) -> Iterator[Member]:
    """Give the one report of a text file."""
    yield Member("", lambda: read(source.data, source.options.limits.report_characters))


def read(data: bytes, most: int) -> Draft:
    """Give the draft of a text file's bytes; raises :class:`ReadingError` above ``most`` characters."""
    text, warnings = decode(data)
    if len(text) > most:
        raise ReadingError(
            "too_long", f"one report of more than {most:,} characters; split the file"
        )
    text, damage = clean_characters(text)
    blocks = blocks_of(text)
    return Draft(blocks=tuple(blocks), reader=VERSION, warnings=(*warnings, *damage))


def blocks_of(text: str) -> list[str]:
    """Give the paragraphs of a text; " ### " between blocks, as page savers write it, parts them."""
    if " ### " in text:
        return [block for part in text.split(" ### ") for block in paragraphs(part)]
    return paragraphs(text)
