"""Bundles: files in which a news database exports many articles at once.

:func:`recognise` says which layout some paragraphs are in, :func:`members_of` gives each article
as a report of its own and says loudly where the file's own count differs from what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.ingest.bundles import factiva, lexisnexis, nexis, proquest
from dateline.ingest.bundles.article import Article, Bundle
from dateline.ingest.bundles.lines import Layout
from dateline.ingest.bundles.reconcile import members_of
from dateline.ingest.documents.paragraph import Paragraph

LAYOUTS: tuple[Callable[[Layout], Bundle | None], ...] = (
    proquest.bundle,
    factiva.bundle,
    lexisnexis.bundle,
    nexis.bundle,
)
"""The layouts in the order in which they are tried: those with the plainest marks first."""


def recognise(
    paragraphs: Sequence[Paragraph], *, wrapped: bool = False, pages: bool = False
) -> Bundle | None:
    """Give the bundle that some paragraphs are, or None where they are no database's export.

    ``wrapped`` says that a paragraph is a line of a text or of a page, and that empty ones part
    paragraphs; ``pages`` that they are the lines of pages, as
    :func:`dateline.ingest.documents.pages.join_pages` gives them.
    """
    layout = Layout(paragraphs, wrapped or pages, pages)
    return next((found for read in LAYOUTS if (found := read(layout)) is not None), None)


__all__ = ["LAYOUTS", "Article", "Bundle", "members_of", "recognise"]
