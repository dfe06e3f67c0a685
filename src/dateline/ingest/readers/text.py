"""Plain text: one report a file; the title is the first line that looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.ingest import bundles
from dateline.ingest.clean import blocks_of, clean_characters
from dateline.ingest.decode import decode
from dateline.ingest.documents.paragraph import MOST_CHARACTERS, Paragraph
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.readers import Member, Source

VERSION = "text/2"
SIGNS = re.compile(
    rb"ProQuest document ID|DOCUMENTS?\s|(?:Document|Dokument)\w* (?:\d|[A-Z0-9]{8}(?:19|20)\d{6})|"
    rb"End of Document|Ende des Dokuments|Fin du document|Fin del documento|Einde van document",
)
"""Words without which a text is no export of a database; far cheaper than looking at its lines."""


def members(source: Source) -> Iterator[Member]:
    """Give the reports of a text file: the articles of a database's export, else the one it is."""
    bundle = _bundle(source)
    if bundle is not None:
        yield from bundles.members_of(bundle, VERSION)
        return
    yield Member("", lambda: read(source.data, source.options.limits.report_characters))


def _bundle(source: Source) -> bundles.Bundle | None:
    """Give the database's export that a text is, or None; most texts are told by a few words."""
    if len(source.data) > MOST_CHARACTERS or not SIGNS.search(source.data.replace(b"\x00", b"")):
        return None
    try:
        text, _ = decode(source.data)
    except ReadingError:
        return None  # reading it says why
    lines = clean_characters(text)[0].split("\n")
    return bundles.recognise([Paragraph(line) for line in lines], wrapped=True)


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
