"""XML from strangers as a stream of elements: no DTD, no entities, no network, bounded depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from dateline.ingest.draft import ReadingError


def elements(
    chunks: Iterable[bytes], *, recover: bool = False, whole: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Any]]:
    """Give ``("start", element)`` and ``("end", element)`` in order; ended elements are emptied,
    except inside elements whose local name is in ``whole``, which end with all they hold.

    Raises :class:`ReadingError`: ``unsafe`` for a document type declaration, without which no
    entity can be defined; ``damaged`` for what is no XML, unless ``recover`` is set. libxml2
    keeps its own limits (256 levels, 10 MB a text).
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    first = True
    inside = 0
    try:
        for chunk in chunks:
            if first and b"<!DOCTYPE" in chunk.replace(b"\x00", b""):
                raise _unsafe()
            parser.feed(chunk)
            for event, element in parser.read_events():
                if first:
                    if element.getroottree().docinfo.internalDTD is not None:
                        raise _unsafe()
                    first = False
                if whole and local(element) in whole:
                    inside += 1 if event == "start" else -1
                yield event, element
                if event == "end" and not inside:
                    _empty(element)
        parser.close()
        yield from parser.read_events()
    except etree.XMLSyntaxError as error:
        raise ReadingError(
            "damaged", f"the XML in it is damaged ({error.msg}); save the document anew"
        ) from error


def _unsafe() -> ReadingError:
    return ReadingError(
        "unsafe", "the XML in it declares a document type, which can hide attacks; save it anew"
    )


def _empty(element: Any) -> None:
    """Free an ended element; its earlier siblings go too, its parent stays open."""
    element.clear(keep_tail=True)
    while element.getprevious() is not None and element.getparent() is not None:
        del element.getparent()[0]


def local(element: Any) -> str:
    """Give an element's name without its namespace, which differs between editions of a format."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """Give an attribute by its name without the namespace, or None."""
    value = element.get(name)
    if value is not None:
        return str(value)
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(found)
    return None
