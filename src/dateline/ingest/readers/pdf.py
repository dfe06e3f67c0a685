"""PDF files: the words of the pages as a reader sees them, in reading order, joined to paragraphs.

Repeated headers, footers, page numbers, footnotes and pull quotes are cut and kept as furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.ingest.bundles import members_of
from dateline.ingest.credits import byline, name_line
from dateline.ingest.documents.pdf_layout import Placed, lines_in_order
from dateline.ingest.documents.pdf_pieces import Page, read_page
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.head import same_title
from dateline.ingest.names import is_organisation
from dateline.ingest.options import IngestOptions
from dateline.ingest.published import date_line, from_value
from dateline.ingest.readers import Member, Source
from dateline.ingest.readers.pdf_lines import CLOSED, Line
from dateline.ingest.readers.pdf_paragraphs import Parted, part
from dateline.types import UNDATED, Credit, Dating

VERSION = "pdf/3"
PUBLISHER_LENGTH = 90
"""Characters of a publisher's line; an institute with its faculty and university has 80."""
STEP = 25
"""Pages after which a step ends, and the clock of one report starts anew; a page of 5,000 letters takes
some 60 milliseconds."""
FIRST_YEAR = 1993
"""Of the format. Files made by clocks that were never set say 1970, 1980 or 1904."""


def members(source: Source) -> Iterator[Member]:
    """Give the reports of a PDF file: the articles of a database's export, else the one it is."""
    from dateline.ingest.readers.pdf_bundle import PdfBundle

    opened = PdfBundle(source.data, source.options)
    for _ in opened.steps():
        yield Member("", lambda: None)  # a mark: it gives no report, and starts the clock anew
    if opened.bundle is not None:
        yield from members_of(opened.bundle, VERSION)
        return
    report = PdfReport(source.data, source.options)
    for _ in report.steps():
        yield Member("", lambda: None)
    yield Member("", report.draft)


def read(data: bytes, options: IngestOptions) -> Draft:
    """Give the draft of a PDF file's bytes; raises :class:`ReadingError` (``encrypted``,
    ``damaged``, ``no_text``, ``too_large``)."""
    report = PdfReport(data, options)
    for _ in report.steps():
        pass
    return report.draft()


class PdfReport:
    """Reads a PDF file of one report in steps of some pages."""

    def __init__(self, data: bytes, options: IngestOptions) -> None:
        self.data = data
        self.options = options
        self.pages: list[list[Placed]] = []
        self.seen = _Seen()

    def steps(self) -> Iterator[None]:
        """Read on with every step; raises :class:`ReadingError`."""
        document = _open(self.data)
        try:
            most = self.options.limits.pdf_pages
            if len(document) > most:
                raise ReadingError(
                    "too_large", f"{len(document)} pages, more than {most}; split it"
                )
            about = document.get_metadata_dict(skip_empty=True)
            self.seen.title, self.seen.created = about.get("Title"), about.get("CreationDate")
            for number in range(len(document)):
                page = read_page(document, number)
                self.seen.note(page, number)
                self.pages.append(lines_in_order(page))
                if number % STEP == STEP - 1:
                    yield
        finally:
            document.close()

    def draft(self) -> Draft:
        """Give the draft of what was read; raises :class:`ReadingError` (``no_text``)."""
        parted = part(self.pages)
        blocks = parted.blocks
        if not blocks:
            raise ReadingError("no_text", self.seen.reason())
        publisher = _publisher_below_title(blocks, parted.head)
        if publisher is not None:
            blocks.remove(publisher.quote)
            parted.furniture.append(publisher.quote)
        title = self.seen.title
        return Draft(
            blocks=tuple(blocks),
            reader=VERSION,
            credits=() if publisher is None else (publisher,),
            title=title if title and _stands_in(title, blocks) else None,
            published=_created(self.seen.created),
            furniture=(*parted.furniture, *self.seen.turned),
            warnings=tuple(self.seen.warnings(parted)),
        )


class _Seen:
    """What was seen on the pages beside their words."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.created: str | None = None
        self.turned: list[str] = []
        self.hidden = 0
        self.recognised = False
        self.scans: list[int] = []

    def note(self, page: Page, number: int) -> None:
        """Note what a page holds; ``number`` counts from 0."""
        self.turned += page.turned
        self.hidden += page.hidden
        self.recognised = self.recognised or page.recognised
        if page.pictures and not page.pieces:
            self.scans.append(number + 1)

    def reason(self) -> str:
        """Say why there is no text, and what to do."""
        if self.hidden and not self.scans:
            return (
                f"nothing on the pages can be seen: {self.hidden:,} letters are hidden or off the "
                "page; look at the file, and give its text"
            )
        return (
            "no text: the pages are scanned and hold pictures only; run a text recognition (OCR) "
            "on the file first"
        )

    def warnings(self, parted: Parted) -> Iterator[str]:
        """Give what the reader of the report should know."""
        if self.hidden:
            yield f"hidden letters left out (invisible, white or off the page): {self.hidden}"
        if self.recognised:
            yield "text recognised from a picture (OCR): expect wrong letters"
        if self.scans:
            named = ", ".join(map(str, self.scans[:10])) + (", ..." if len(self.scans) > 10 else "")
            yield f"pages that are pictures without text, not read: {named}; run OCR on the file"
        if parted.footnotes:
            yield f"footnotes kept apart from the text: {parted.footnotes}"


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadingError(
                "encrypted", "the PDF asks for a password; save it without"
            ) from error
        if "security" in str(error).lower():
            raise ReadingError(
                "encrypted", "the PDF is encrypted in a way that is not read; save it without"
            ) from error
        raise ReadingError("damaged", f"the PDF is damaged ({error}); fetch it again") from error


def _publisher_below_title(blocks: Sequence[str], lines: Sequence[Line]) -> Credit | None:
    """Give who publishes, where an organisation's name stands apart between title and by-line."""
    if len(blocks) < 3 or len(blocks[1]) > PUBLISHER_LENGTH or not _names_publisher(blocks[1]):
        return None
    apart = any(line.text == blocks[1] and line.goes_on is False for line in lines)
    above = byline(blocks[2]) or name_line(blocks[2]) or date_line(blocks[2])
    own = byline(blocks[1]) or name_line(blocks[1]) or CLOSED.search(blocks[1])
    return Credit("publisher", blocks[1], blocks[1]) if apart and above and not own else None


def _names_publisher(line: str) -> bool:
    """Whether a line is an organisation's name, written as one, and no subtitle."""
    words = [word for word in re.findall(r"[^\W\d_]+", line.split("(")[0]) if len(word) > 3]
    written = all(word[0].isupper() for word in words)
    return written and is_organisation(line) and not re.match(r"(?:a|an)\s", line, re.I)


def _stands_in(title: str, blocks: Sequence[str]) -> bool:
    """Whether the file's stated title is printed on its head; else it names a template or a file."""
    return any(same_title(title, block) for block in blocks[:6])


def _created(value: str | None) -> Dating:
    known = from_value((value or "").removeprefix("D:")[:8])
    if known == UNDATED or int((known.earliest or "0")[:4]) < FIRST_YEAR:
        return UNDATED
    return Dating(known.earliest, known.latest, "inferred", value, "the PDF file's creation date")
