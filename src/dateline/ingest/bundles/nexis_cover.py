"""The cover of a Nexis Uni export: what was searched for, when, and the list of the documents."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from dateline.ingest.bundles.lines import Layout
from dateline.ingest.bundles.words import END

COVER_LINE = re.compile(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by|"
    r"Benutzername|Datum und Uhrzeit|Auftragsnummer|Suchbegriffe|Nom d.utilisateur|Date et heure|"
    r"Numéro de la tâche|Termes de recherche)\b",
    re.I,
)
_DOCUMENTS = re.compile(r"(?:Documents?|Dokumente?|Documentos?|Documenten)\s*\((\d{1,6})\)\W*$", re.I)  # fmt: skip
_EXPORTED = re.compile(
    r"(?:Date and Time|Datum und Uhrzeit|Date et heure|Fecha y hora|Datum en tijd)\s*:\s*(.+)", re.I
)
_QUERY = re.compile(
    r"(?:Search Terms|Suchbegriffe|Termes de recherche|Términos de búsqueda|Zoektermen)\s*:\s*(.+)",
    re.I,
)
_JOB = re.compile(r"(?:Job Number|Auftragsnummer|Numéro de la tâche)\s*:\s*(\S+)", re.I)
_LISTED = re.compile(r"(\d{1,6})\.\s+(\S.*)")


def document_of(link: str | None) -> str | None:
    """Give the id of a document that a link of Nexis Uni names (``urn:contentItem:...``), or None."""
    if not link:
        return None
    try:
        query = parse_qs(urlsplit(link).query)
    except ValueError:
        return None
    for value in query.get("id", []):
        if value.lower().startswith("urn:contentitem:"):
            return value[len("urn:contentitem:") :]
    match = re.search(r"urn(?::|%3A)contentItem(?::|%3A)([A-Z0-9-]{10,40})", link, re.I)
    return match[1] if match else None


class Cover:
    """A cover: the lines from ``start`` to ``end`` and what they list."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start + 1
        self.count: int | None = None
        self.titles: list[str] = []
        self.query: str | None = None
        self.exported: str | None = None
        self.job: str | None = None

    @property
    def key(self) -> tuple[str | None, tuple[str, ...]]:
        """What is the same in a cover that is printed again."""
        return self.job, tuple(self.titles)


def find_covers(layout: Layout, heads: list[int]) -> list[Cover]:
    """Give the covers: labelled lines about the export, and the numbered list among them."""
    found: list[Cover] = []
    starts = sorted(heads)
    at = 0
    while at < len(layout):
        text = layout.texts[at]
        if text and (COVER_LINE.match(text) or _DOCUMENTS.match(text)):
            head = next((start for start in starts if start > at), len(layout))
            cover = cover_at(layout, at, head)
            if cover is not None:
                if found and found[-1].end >= at:
                    _join(found[-1], cover)
                else:
                    found.append(cover)
                at = cover.end
                continue
        at += 1
    return found


def cover_at(layout: Layout, start: int, head: int) -> Cover | None:
    """Read a cover that starts at a line; it reaches to the next head at most.

    Inside an article "Search Terms: ..." may be a line of the text: a cover has at least two of
    its labels, or one and a numbered list.
    """
    cover = Cover(start)
    labels = 0
    number = 0
    end = head
    for at in layout.written(start, head):
        text = layout.texts[at]
        if END.search(text):
            end = at
            break
        if match := _DOCUMENTS.match(text):
            cover.count = int(match[1])
            continue
        listed = _LISTED.match(text)
        if listed and int(listed[1]) == number + 1:
            number += 1
            cover.titles.append(listed[2])
        elif document_of(layout.paragraphs[at].link):
            cover.titles.append(text)
        elif COVER_LINE.match(text):
            labels += 1
            _note(cover, text)
    if labels < 2 and not (cover.count is not None and cover.titles):
        return None
    cover.end = end
    return cover


def _note(cover: Cover, text: str) -> None:
    for name, form in (("exported", _EXPORTED), ("query", _QUERY), ("job", _JOB)):
        match = form.match(text)
        if match and getattr(cover, name) is None:
            setattr(cover, name, match[1].strip())


def _join(cover: Cover, more: Cover) -> None:
    cover.end = more.end
    cover.titles += more.titles
    cover.count = cover.count if cover.count is not None else more.count
    cover.query = cover.query or more.query
    cover.exported = cover.exported or more.exported
    cover.job = cover.job or more.job
