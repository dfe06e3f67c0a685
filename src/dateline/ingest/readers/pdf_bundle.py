"""PDF files as databases export them: told by words on their first and last pages."""

from __future__ import annotations

from typing import Any

from dateline.ingest import bundles
from dateline.ingest.documents.pages import open_pages
from dateline.ingest.options import IngestOptions
from dateline.ingest.readers.text import SIGNS


def bundle_of(data: bytes, options: IngestOptions) -> bundles.Bundle | None:
    """Give the export that a PDF file is, or None; a file that cannot be opened is none."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None  # reading it says why
    try:
        pages = len(document)
        if not 0 < pages <= options.limits.pdf_pages:
            return None
        looked_at = sorted({0, 1, pages - 1} & set(range(pages)))
        if not any(SIGNS.search(_text(document, number)) for number in looked_at):
            return None
        return bundles.recognise(open_pages(document).paragraphs, pages=True)
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
