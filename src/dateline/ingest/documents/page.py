"""A page of HTML as paragraphs: for exports of databases, whose every line counts."""

from __future__ import annotations

from typing import Any

from lxml import etree, html

from dateline.ingest.documents.paragraph import Document, Open, Paragraphs
from dateline.ingest.draft import ReadingError

_PARAGRAPHS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "pre",
        "blockquote",
        "center",
        "td",
        "th",
        "tr",
        "table",
        "section",
        "article",
        "body",
        "header",
        "footer",
        "ul",
        "ol",
        "dl",
        "hr",
    ]
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "title", "select"})


def open_page(page: str) -> Document:
    """Give the paragraphs of a page's source; raises :class:`ReadingError` (``damaged``)."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError("damaged", f"no page can be read from it ({error})") from error
    reader = _Walk()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        reader.take(event, element)
    reader.close()
    return Document(tuple(reader.found.closed))


class _Walk:
    """Fills paragraphs from the elements of a tree in order."""

    def __init__(self) -> None:
        self.found = Paragraphs()
        self.open = Open()
        self.bold = 0
        self.skipped = 0
        self.cells: list[int] = []

    def take(self, event: str, element: Any) -> None:
        """Take one step of the walk."""
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            self._start(name, element)
        else:
            self._end(name, element)

    def _start(self, name: str, element: Any) -> None:
        if name in _SKIPPED:
            self.skipped += 1
        if name == "table":
            self.cells.append(-1)
        elif name == "tr" and self.cells:
            self.cells[-1] = -1
        elif name in ("td", "th") and self.cells:
            self.close()
            self.cells[-1] += 1
        if name in _PARAGRAPHS:
            self.close()
            if name.startswith("h") and len(name) == 2 and name[1].isdigit():
                self.open.style = f"heading {name[1]}"
            else:
                self.open.style = (element.get("id") or element.get("class") or "").lower()[:60]
        if name in _BOLD:
            self.bold += 1
        if name == "br":
            self.open.add("\n")
        if name == "a" and (target := element.get("href") or "").startswith(("http:", "https:")):
            self.open.link = self.open.link or target
        self._add(element.text)

    def _end(self, name: str, element: Any) -> None:
        if name in _BOLD:
            self.bold -= 1
        if name in _PARAGRAPHS:
            self.close()
        if name == "table" and self.cells:
            self.cells.pop()
        if name in _SKIPPED:
            self.skipped -= 1
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text and not self.skipped:
            # A line end in the source is a space; only <br> parts lines.
            words = " ".join(text.split())
            if words:
                lead = " " if text[:1].isspace() else ""
                tail = " " if text[-1:].isspace() else ""
                self.open.add(lead + words + tail, bold=self.bold > 0)
            else:
                self.open.add(" ")

    def close(self) -> None:
        """End the paragraph under way, if it has words."""
        if any(piece.strip() for piece in self.open.pieces):
            if self.cells and self.cells[-1] >= 0:
                self.open.cell = self.cells[-1]
            self.found.add(self.open.close())
        self.open = Open()
