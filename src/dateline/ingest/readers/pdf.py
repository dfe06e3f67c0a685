"""PDF files: the text of the pages, lines joined to paragraphs, repeated headers and footers cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.ingest.bundles import members_of
from dateline.ingest.clean import clean_characters
from dateline.ingest.credits import byline, name_line
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.head import same_title
from dateline.ingest.names import is_organisation
from dateline.ingest.options import IngestOptions
from dateline.ingest.published import date_line, from_value
from dateline.ingest.readers import Member, Source
from dateline.ingest.readers.pdf_lines import Line, lines_of
from dateline.types import UNDATED, Credit, Dating

VERSION = "pdf/2"
EDGE_LINES = 3
"""Lines at the top and at the bottom of a page among which headers and footers are looked for."""
REPEATED_ON = 0.5
"""Share of the pages on which a line must stand, digits aside, to be a header or footer."""
PUBLISHER_LENGTH = 90
"""Characters of a publisher's line; an institute with its faculty and university has 80."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])(?:-|\u00ad|\u2010|\x02|\ufffe)\n\s*(?=[a-zà-ÿа-яё])")
_HYPHEN_MARK = re.compile("[\x02\ufffe]\n?")
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_ITEM = re.compile(r"^\s*(?:[-–—*•·‣▪◦]|\d{1,3}[.)]|\(?[a-z]\))\s+\S")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|стр\.?)?\s*\d{1,4}\s*(?:(?:of|/|von|из)\s*\d{1,4})?\W*", re.I
)


def members(source: Source) -> Iterator[Member]:
    """Give the reports of a PDF file: the articles of a database's export, else the one it is."""
    from dateline.ingest.readers.pdf_bundle import PdfBundle

    opened = PdfBundle(source.data, source.options)
    for _ in opened.steps():
        yield Member("", lambda: None)  # a mark: it gives no report, and starts the clock anew
    if opened.bundle is not None:
        yield from members_of(opened.bundle, VERSION)
        return
    yield Member("", lambda: read(source.data, source.options))


def read(data: bytes, options: IngestOptions) -> Draft:
    """Give the draft of a PDF file's bytes; raises :class:`ReadingError` (``encrypted``,
    ``damaged``, ``no_text``, ``too_large``)."""
    pages, title, created = _pages(data, options)
    lines, furniture = without_edges(pages)
    blocks = paragraphs_of_pages(lines)
    if not blocks:
        raise ReadingError(
            "no_text", "the pages hold pictures and no text; run a text recognition (OCR) first"
        )
    publisher = _publisher_below_title(blocks, lines[0] if lines else ())
    if publisher is not None:
        blocks.remove(publisher.quote)
        furniture.append(publisher.quote)
    return Draft(
        blocks=tuple(blocks),
        reader=VERSION,
        credits=() if publisher is None else (publisher,),
        title=title if title and _stands_in(title, blocks) else None,
        published=_created(created),
        furniture=tuple(furniture),
    )


def _pages(data: bytes, options: IngestOptions) -> tuple[list[list[Line]], str | None, str | None]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadingError(
                "encrypted", "the PDF asks for a password; save it without"
            ) from error
        raise ReadingError("damaged", f"the PDF is damaged ({error}); fetch it again") from error
    try:
        if len(document) > options.limits.pdf_pages:
            raise ReadingError(
                "too_large",
                f"{len(document)} pages, more than {options.limits.pdf_pages}; split it",
            )
        about = document.get_metadata_dict(skip_empty=True)
        return (
            [_page_lines(document, number) for number in range(len(document))],
            about.get("Title"),
            about.get("CreationDate"),
        )
    finally:
        document.close()


def _page_lines(document: Any, number: int) -> list[Line]:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []  # a damaged page costs that page
    text_page = page.get_textpage()
    text: str = text_page.get_text_range()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _HYPHEN_MARK.sub("-\n", text)
    lines = lines_of(_HYPHEN.sub("", clean_characters(text)[0]), None if number else text_page)
    text_page.close()
    page.close()
    return lines


def without_edges(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Give the pages' lines without repeated headers, footers and page numbers, and what was cut.

    A line at a page's edge goes where it stands on at least half of the pages, digits aside,
    and on two or more; a page number goes anywhere at an edge.
    """
    filled = [page for page in pages if page]
    seen: Counter[str] = Counter()
    for page in filled:
        seen.update({_shape(page[i].text) for i in _edge(len(page))})
    least = max(2, round(REPEATED_ON * len(filled)))
    kept: list[list[Line]] = []
    cut: list[str] = []
    for page in filled:
        edge = set(_edge(len(page)))
        rest = []
        for index, line in enumerate(page):
            repeated = seen[_shape(line.text)] >= least and len(filled) > 1
            number = len(filled) > 1 and _PAGE_NUMBER.fullmatch(line.text) is not None
            if index in edge and (repeated or number):
                cut.append(line.text)
            else:
                rest.append(line)
        kept.append(rest)
    return kept, cut


def paragraphs_of_pages(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Give paragraphs: a line that ends a sentence well before the usual width ends one, and so
    does a list item, and what stands apart at the head; a page's end does not."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    widths = sorted(len(line.text) for line in lines)
    usual = widths[int(len(widths) * 0.8)]
    found: list[str] = []
    open_block = ""
    first = True
    for at, (line, goes_on) in enumerate(lines):
        if open_block and (goes_on is False or _ITEM.match(line)):
            found.append(open_block)
            open_block = ""
        elif found and not open_block and _ITEM.match(found[-1]) and line[:1].islower():
            open_block = found.pop()
        open_block = _joined(open_block, line)
        short = len(line) < 0.75 * usual
        heading = short and len(found) < 4 and len(open_block) < 160 and first
        title = lines[at + 1].goes_on if at + 1 < len(lines) else None
        if title:
            continue
        if (short and _ENDS.search(line)) or (heading and len(line) < 0.6 * usual):
            found.append(open_block)
            open_block = ""
            first = first and len(found) < 4
    if open_block:
        found.append(open_block)
    return _lists_together(found)


def _joined(block: str, line: str) -> str:
    """Give a line put to those before it; a word parted at the line's end is made whole."""
    if len(block) > 2 and block[-1] == "-" and block[-2].isalpha() and line[:1].islower():
        return block[:-1] + line
    return f"{block} {line}" if block else line


def _lists_together(blocks: Sequence[str]) -> list[str]:
    """Give the items of a list as one paragraph with single newlines."""
    found: list[str] = []
    in_list = False
    for block in blocks:
        item = _ITEM.match(block) is not None
        if item and in_list:
            found[-1] += "\n" + block
        else:
            found.append(block)
        in_list = item
    return found


def _edge(count: int) -> list[int]:
    return sorted({*range(min(EDGE_LINES, count)), *range(max(0, count - EDGE_LINES), count)})


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.casefold().split()))


def _publisher_below_title(blocks: Sequence[str], lines: Sequence[Line]) -> Credit | None:
    """Give who publishes, where an organisation's name stands apart between title and by-line."""
    if len(blocks) < 3 or len(blocks[1]) > PUBLISHER_LENGTH or not _names_publisher(blocks[1]):
        return None
    apart = any(line.text == blocks[1] and line.goes_on is False for line in lines)
    above = byline(blocks[2]) or name_line(blocks[2]) or date_line(blocks[2])
    own = byline(blocks[1]) or name_line(blocks[1]) or _ENDS.search(blocks[1])
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
    if known == UNDATED:
        return UNDATED
    return Dating(known.earliest, known.latest, "inferred", value, "the PDF file's creation date")
