"""ODT (OASIS OpenDocument text) as paragraphs.

Read: the body with its tables and links. Left out: headers, footers, notes, comments, tracked
changes, pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.ingest.documents.container import open_zip, stream_entry
from dateline.ingest.documents.paragraph import Document, Open, Paragraphs
from dateline.ingest.documents.xml import attribute, elements, local
from dateline.ingest.draft import ReadingError
from dateline.ingest.options import ReadLimits
from dateline.ingest.unpacked import Unpacked

_SKIPPED = frozenset(
    {
        "tracked-changes",
        "annotation",
        "note",
        "forms",
        "sequence-decls",
        "bookmark-ref",
        "master-styles",
    }
)
_PARAGRAPHS = frozenset({"p", "h"})
_BREAKS = frozenset({"page", "column"})
MOST_SPACES = 1_000
"""Spaces that one element may stand for."""


def open_odt(data: bytes, limits: ReadLimits) -> Document:
    """Give the paragraphs of an ODT file; raises :class:`ReadingError`."""
    archive = open_zip(data, limits)
    unpacked = Unpacked(len(data), limits)
    entries = {entry.filename: entry for entry in archive.infolist()}
    if "content.xml" not in entries:
        raise ReadingError("damaged", "there is no content.xml in it; save the document anew")
    reader = _Body()
    content = stream_entry(archive, entries["content.xml"], unpacked)
    for event, element in elements(content, whole=_PARAGRAPHS):
        reader.take(event, element)
    title = created = None
    if "meta.xml" in entries:
        for event, element in elements(stream_entry(archive, entries["meta.xml"], unpacked)):
            if event == "end" and local(element) == "title":
                title = element.text
            elif event == "end" and local(element) == "creation-date":
                created = element.text
    return Document(tuple(reader.found.closed), title, created)


@dataclass(slots=True)
class _Style:
    parent: str = ""
    new_page: bool = False
    bold: bool = False


class _Body:
    """Makes paragraphs of the elements of the content as they come."""

    def __init__(self) -> None:
        self.found = Paragraphs()
        self.styles: dict[str, _Style] = {}
        self.style: _Style | None = None
        self.open: list[Open] = []
        self.columns: list[int] = []
        self.skipped = 0

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
        if name == "style":
            self.style = _Style(parent=attribute(element, "parent-style-name") or "")
            self.styles[attribute(element, "name") or ""] = self.style
        elif name == "paragraph-properties" and self.style is not None:
            self.style.new_page = attribute(element, "break-before") in _BREAKS
        elif name == "text-properties" and self.style is not None:
            self.style.bold = attribute(element, "font-weight") == "bold"
        elif name == "table":
            self.columns.append(-1)
        elif name == "table-row" and self.columns:
            self.columns[-1] = -1
        elif name in ("table-cell", "covered-table-cell") and self.columns:
            self.columns[-1] += 1
        elif name in _PARAGRAPHS:
            self._paragraph(name, element)
        elif name == "a" and self.open:
            target = attribute(element, "href") or ""
            if target.startswith(("http://", "https://")):
                self.open[-1].link = self.open[-1].link or target

    def _paragraph(self, name: str, element: Any) -> None:
        own = attribute(element, "style-name") or ""
        style = self.styles.get(own) or _Style(parent=own)
        shown = style.parent.replace("_20_", " ").lower()
        if name == "h":
            shown = f"heading {attribute(element, 'outline-level') or 1}"
        cell = self.columns[-1] if self.columns and self.columns[-1] >= 0 else None
        self.open.append(Open(style=shown, new_page=style.new_page, cell=cell))

    def _end(self, name: str, element: Any) -> None:
        if name == "table" and self.columns:
            self.columns.pop()
        if name == "style":
            self.style = None
        if name in _PARAGRAPHS and self.open:
            self._add_text(element, self.open[-1])
            self.found.add(self.open.pop().close())

    def _add_text(self, paragraph: Any, into: Open) -> None:
        """Add the words of an ended paragraph in order."""
        own = self.styles.get(attribute(paragraph, "style-name") or "")
        bold = [own is not None and own.bold]
        into.add(paragraph.text or "", bold=bold[-1])
        stack = [iter(paragraph)]
        ended: list[Any] = []
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                if ended:
                    closed = ended.pop()
                    if local(closed) == "span":
                        bold.pop()
                    into.add(closed.tail or "", bold=bold[-1])
                continue
            name = local(child)
            if name == "span":
                style = self.styles.get(attribute(child, "style-name") or "")
                bold.append(style.bold if style else bold[-1])
            into.add(_special(name, child), bold=bold[-1])
            if name not in _SKIPPED and name not in _PARAGRAPHS and name != "frame":
                into.add(child.text or "", bold=bold[-1])
                stack.append(iter(child))
            else:
                stack.append(iter(()))
            ended.append(child)


def _special(name: str, element: Any) -> str:
    if name == "tab":
        return "\t"
    if name == "line-break":
        return "\n"
    if name == "s":
        count = attribute(element, "c") or "1"
        return " " * min(int(count) if count.isascii() and count.isdigit() else 1, MOST_SPACES)
    return ""
