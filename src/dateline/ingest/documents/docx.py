"""DOCX (ECMA-376, WordprocessingML) as paragraphs.

Read: the body with its tables, text boxes and links. Left out: headers, footers, foot- and
endnotes, comments, deleted text, pictures.
"""

from __future__ import annotations

import re
import zipfile
from typing import Any

from dateline.ingest.documents.container import open_zip, stream_entry
from dateline.ingest.documents.paragraph import Document, Open, Paragraphs
from dateline.ingest.documents.xml import attribute, elements, local
from dateline.ingest.draft import ReadingError
from dateline.ingest.options import ReadLimits
from dateline.ingest.unpacked import Unpacked

BODY = "word/document.xml"
_SKIPPED = frozenset({"moveFrom", "del", "Fallback", "footnote", "endnote", "comment", "pict"})
_OFF = frozenset({"0", "false", "off", "none"})
_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"', re.I)


def open_docx(data: bytes, limits: ReadLimits) -> Document:
    """Give the paragraphs of a DOCX file; raises :class:`ReadingError`."""
    archive = open_zip(data, limits)
    unpacked = Unpacked(len(data), limits)
    entries = {entry.filename: entry for entry in archive.infolist()}
    body = entries.get(BODY) or next(
        (e for name, e in entries.items() if re.fullmatch(r"word/document\d*\.xml", name)), None
    )
    if body is None:
        raise ReadingError("damaged", f"there is no {BODY} in it; save the document anew")
    folder, _, file = body.filename.rpartition("/")
    links = _links(archive, entries.get(f"{folder}/_rels/{file}.rels"), unpacked)
    styles = _styles(archive, entries.get(f"{folder}/styles.xml"), unpacked)
    reader = _Body(links, styles)
    for event, element in elements(stream_entry(archive, body, unpacked)):
        reader.take(event, element)
    title, created = _about(archive, entries.get("docProps/core.xml"), unpacked)
    return Document(tuple(reader.found.closed), title, created)


class _Body:
    """Makes paragraphs of the elements of the body as they come."""

    def __init__(self, links: dict[str, str], styles: dict[str, str]) -> None:
        self.links = links
        self.styles = styles
        self.found = Paragraphs()
        self.open: list[Open] = []
        self.columns: list[int] = []
        self.skipped = 0
        self.bold = False
        self.new_page = False
        self.in_paragraph_form = False
        self.instruction = ""

    def take(self, event: str, element: Any) -> None:
        """Take one event of the stream."""
        name = local(element)
        if name in _SKIPPED:
            self.skipped += 1 if event == "start" else -1
        elif self.skipped:
            return
        elif event == "start":
            self._start(name, element)
        else:
            self._end(name, element)

    def _start(self, name: str, element: Any) -> None:
        if name == "p":
            cell = self.columns[-1] if self.columns and self.columns[-1] >= 0 else None
            self.open.append(Open(cell=cell, new_page=self.new_page))
            self.new_page = False
        elif name == "tbl":
            self.columns.append(-1)
        elif name == "tr" and self.columns:
            self.columns[-1] = -1
        elif name == "tc" and self.columns:
            self.columns[-1] += 1
        elif name == "pPr":
            self.in_paragraph_form = True
        elif name == "r":
            self.bold = False
        elif name == "hyperlink" and self.open:
            target = self.links.get(attribute(element, "id") or "")
            self.open[-1].link = self.open[-1].link or target

    def _end(self, name: str, element: Any) -> None:
        if name == "pPr":
            self.in_paragraph_form = False
        elif name == "sectPr":
            self.new_page = True
        elif name == "tbl" and self.columns:
            self.columns.pop()
        elif not self.open:
            return
        elif name == "p":
            self.found.add(self.open.pop().close())
        elif self.in_paragraph_form:
            self._form(name, element)
        else:
            self._content(name, element)

    def _form(self, name: str, element: Any) -> None:
        if name == "pStyle":
            style = attribute(element, "val") or ""
            self.open[-1].style = self.styles.get(style, style.lower())
        elif name == "pageBreakBefore" and attribute(element, "val") not in _OFF:
            self.open[-1].new_page = True

    def _content(self, name: str, element: Any) -> None:
        paragraph = self.open[-1]
        if name == "t":
            paragraph.add(element.text or "", bold=self.bold)
        elif name == "b":
            self.bold = (attribute(element, "val") or "").lower() not in _OFF
        elif name in ("tab", "ptab"):
            paragraph.add("\t")
        elif name == "br" and attribute(element, "type") == "page":
            if any(piece.strip() for piece in paragraph.pieces):
                self.new_page = True
            else:
                paragraph.new_page = True
        elif name in ("br", "cr"):
            paragraph.add("\n")
        elif name == "noBreakHyphen":
            paragraph.add("-")
        elif name == "instrText":
            self.instruction = (self.instruction + (element.text or ""))[:4000]
        elif name == "fldChar":
            self._field(paragraph)

    def _field(self, paragraph: Open) -> None:
        """Note the target of a link that is written as a field."""
        match = _LINK.search(self.instruction)
        if match:
            paragraph.link = paragraph.link or match[1]
        self.instruction = ""


def _links(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None, unpacked: Unpacked
) -> dict[str, str]:
    if entry is None:
        return {}
    found = {}
    for event, element in elements(stream_entry(archive, entry, unpacked)):
        if event == "end" and local(element) == "Relationship":
            target = element.get("Target") or ""
            if target.startswith(("http://", "https://")):
                found[element.get("Id") or ""] = target
    return found


def _styles(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None, unpacked: Unpacked
) -> dict[str, str]:
    """Give style id to name in lower case."""
    found: dict[str, str] = {}
    if entry is None:
        return found
    id = ""
    for event, element in elements(stream_entry(archive, entry, unpacked)):
        name = local(element)
        if name == "style" and event == "start":
            id = attribute(element, "styleId") or ""
        elif name == "name" and event == "end" and id not in found:
            found[id] = (attribute(element, "val") or "").lower()
    return found


def _about(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None, unpacked: Unpacked
) -> tuple[str | None, str | None]:
    title = created = None
    if entry is not None:
        for event, element in elements(stream_entry(archive, entry, unpacked)):
            if event == "end" and local(element) == "title":
                title = element.text
            elif event == "end" and local(element) == "created":
                created = element.text
    return title, created
