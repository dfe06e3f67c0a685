"""Some 300 hostile files, the same ones each time, and good reports to lie among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import hostile_archives_for_tests as archives
import hostile_documents_for_tests as documents
import hostile_texts_for_tests as texts

TOWNS = ("Homs", "Idlib", "Aleppo", "Raqqa", "Hama", "Daraa", "Palmyra", "Kobani")


class Case(NamedTuple):
    """A hostile file and what must become of it."""

    name: str
    data: Callable[[], bytes]
    """Makes its bytes, while it is the case at hand; some are of hundreds of MiB."""
    expected: str
    """``read``: a report is found in it; ``refused``: none is, with a reason; ``any``: one of both."""


def news(number):
    """Give the text of a good report, each another one."""
    town, soldiers = TOWNS[number % len(TOWNS)], 3 + number
    return (
        f"Rebels attacked an army post near {town} on Monday and killed {soldiers} soldiers, police said. "
        f"The attack on the post at kilometre {number + 11} of the road to {town} lasted two hours, a "
        f"spokesman for the governor said. Residents of {town} told reporters that they heard explosions "
        "until the evening and that the market, two schools and the hospital were closed.\n"
    ).encode()


def hostile():
    """Give every case, one after the other; make its bytes before you take the next."""
    good = news(0)
    for module in (archives, documents, texts):
        for name, data, expected in module.cases(good):
            yield Case(name, data, expected)


SLOW = frozenset(
    [
        "bomb-words.zip",
        "bomb-page.zip",
        "bomb-zeros.zip",
        "bomb-zeros.txt.gz",
        "bomb-twice.gz",
        "gzip-many-members.gz",
        "gzip-members-of-text.gz",
        "many-empty.zip",
        "many-short.zip",
        "overlap-bomb.zip",
        "overlap-same.zip",
        "tar-bomb.tar.gz",
        "tar-pax-huge.tar",
        "nested-wide.zip",
        "bomb.docx",
        "bomb-other-part.docx",
        "stream-bomb.pdf",
        "words-bomb.pdf",
        "stream-bomb-twice.pdf",
        "form-loop.pdf",
        "page-tree-deep.pdf",
        "many-pages.pdf",
        "long-attribute.html",
        "open-tags.html",
        "open-scripts.html",
        "open-comment.html",
        "entities.html",
        "many-paragraphs.html",
        "many-links.html",
        "json-ld-bomb.html",
        "metas.html",
        "many-attributes.html",
        "deep-tables.html",
        "deep-open.html",
        "deep-tags.html",
        "long-word.rtf",
        "fonts.rtf",
        "line-200-mb.txt",
        "letters-9-mb.txt",
        "lines-2-million.txt",
        "short-lines.txt",
        "spaces.txt",
        "hashes.md",
        "stars.md",
        "quotes.md",
        "links.md",
        "separators.txt",
        "marks.txt",
        "columns.csv",
        "cells.csv",
        "cell-60-mb.csv",
        "rows.csv",
        "keys.jsonl",
        "headers.eml",
        "parts-deep.eml",
        "parts-many.eml",
        "subject-word.eml",
        "addresses.eml",
        "header-long.warc",
        "headers-many.warc",
        "messages-deep.eml",
        "tar-size-lies.tar",
    ]
)
"""Cases that take more than a moment to make or to read."""
