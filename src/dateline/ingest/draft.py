"""What a format reader gives: the parts of one report before they are put together."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.ingest.clean import clean_line
from dateline.types import UNDATED, Credit, Dating

MOST_REASON = 1_000
"""Characters of a reason; the longest that quotes nothing has 200."""


class ReadingError(Exception):
    """An input that cannot be read: ``code`` is stable, ``reason`` says what and what to do.

    A reason quotes the input: it is made one line of regular characters, and what is too long is
    cut in its middle.
    """

    def __init__(self, code: str, reason: str) -> None:
        reason = clean_line(reason)
        if len(reason) > MOST_REASON:
            reason = f"{reason[: MOST_REASON // 2]} ... {reason[-MOST_REASON // 2 :]}"
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as its format holds it; :func:`dateline.ingest.compose.compose` makes the Reading.

    ``blocks`` are paragraphs in order, uncleaned; a list is one block with single newlines.
    Metadata that the format states outright stands in its field; the rest is looked for in
    the text.
    """

    blocks: tuple[str, ...]
    reader: str
    title: str | None = None
    seek_title: bool = True
    """Look for the title among the first blocks where ``title`` is None."""
    url: str | None = None
    url_is_fetched: bool = False
    """Whether ``url`` says where the text was got, and not only what the page calls itself."""
    row_id: str | None = None
    collection: str | None = None
    """Name of the database that ``row_id`` belongs to, where the format itself says so."""
    publisher: str | None = None
    publisher_how: str = "unknown"
    authors: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    published: Dating = UNDATED
    language: str | None = None
    captured_at: str | None = None
    free: bool | None = None
    """Whether the page states that it can be read for free; None where it states nothing."""
    furniture: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    catalogue: tuple[tuple[str, str], ...] = ()
    """What a database or an archive states beside the text, as pairs of name and value."""
