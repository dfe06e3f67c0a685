"""PDF files as databases export them: told by words on their first and last pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.ingest import bundles
from dateline.ingest.documents.pages import join_pages, page_lines
from dateline.ingest.options import IngestOptions
from dateline.ingest.readers.text import SIGNS

PAGES = 25
"""Pages after which a step ends; a page of 5,000 letters takes some 60 milliseconds."""


class PdfBundle:
    """Reads a PDF file in steps, so that the clock of one report does not run for 2,000 pages."""

    def __init__(self, data: bytes, options: IngestOptions) -> None:
        self.data = data
        self.most = options.limits.pdf_pages
        self.bundle: bundles.Bundle | None = None
        """The export that the file is, behind the last step; None: it is none, or cannot be opened."""

    def steps(self) -> Iterator[None]:
        """Read on with every step."""
        import pypdfium2

        try:
            document = pypdfium2.PdfDocument(self.data)
        except pypdfium2.PdfiumError:
            return  # reading it says why
        try:
            count = len(document)
            if not 0 < count <= self.most:
                return
            looked_at = sorted({0, 1, count - 1} & set(range(count)))
            if not any(SIGNS.search(_text(document, number)) for number in looked_at):
                return
            pages = []
            for number in range(count):
                pages.append(page_lines(document, number))
                if number % PAGES == PAGES - 1:
                    yield
            yield
            self.bundle = bundles.recognise(join_pages(pages).paragraphs, pages=True)
        finally:
            document.close()


def _text(document: Any, number: int) -> bytes:
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return b""
    try:
        return str(text_page.get_text_range()).encode("utf-8", "replace")
    finally:
        text_page.close()
        page.close()
