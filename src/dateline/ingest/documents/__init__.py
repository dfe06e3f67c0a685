"""Office documents as paragraphs with styles: the step between a file and the reports in it."""

from __future__ import annotations

from dateline.ingest.documents.docx import open_docx
from dateline.ingest.documents.odt import open_odt
from dateline.ingest.documents.paragraph import Document, Paragraph
from dateline.ingest.documents.rtf import open_rtf

__all__ = ["Document", "Paragraph", "open_docx", "open_odt", "open_rtf"]
