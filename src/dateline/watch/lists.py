"""Lists of feeds: one address a line, or the OPML that feed readers export."""

from __future__ import annotations

import re

from dateline.ingest.documents.xml import attribute, elements, local
from dateline.ingest.draft import ReadingError
from dateline.pipeline.addresses import read_list

_OPML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml|<opml|<!--|<!DOCTYPE)", re.I)


def read_feeds(data: bytes, name: str) -> list[str]:
    """Give the addresses of the feeds in a list, in order, each once.

    Raises ``ValueError`` for OPML that is damaged or has a document type (which could define
    entities), and where it names no feed.
    """
    if not _OPML.match(data):
        return list(dict.fromkeys(read_list(data.decode("utf-8", "replace"))))
    found: dict[str, None] = {}
    try:
        for event, element in elements([data]):
            if event == "start" and local(element) == "outline":
                url = attribute(element, "xmlUrl") or attribute(element, "xmlurl")
                if url and url.strip():
                    found[url.strip()] = None
    except ReadingError as error:
        raise ValueError(f"{name}: this OPML cannot be read: {error}") from error
    if not found:
        raise ValueError(
            f"{name}: no outline in it has an xmlUrl, the address of a feed; export the list anew, "
            "or write one address a line"
        )
    return list(found)
