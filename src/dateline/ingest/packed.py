"""Readings as plain values that JSON can hold, for the way from a worker to its parent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

from dateline.ingest.options import IngestOptions
from dateline.types import Credit, Dating, Reading, Span, Unreadable

_PLAIN = (
    "source_key", "original", "member", "text", "language", "language_score", "url", "publisher",
    "publisher_how", "captured_at", "reader",
)  # fmt: skip


def prepare() -> None:
    """Import what reading needs, before the worker gives up its rights."""
    from dateline.ingest import installed
    from dateline.ingest.draft import ReadingError
    from dateline.ingest.language_of import language_of
    from dateline.ingest.readers import READERS

    for point in installed.installed():  # looked up once: packages are out of sight later
        with suppress(ReadingError):  # said for each file that it may be meant for
            installed.module(point.name)
    for module in (*READERS.values(), *_LATE):
        import_module(module)
    with suppress(ImportError):  # said for each workbook
        import_module("python_calamine")
    language_of("The language model is read from its file once, here.")


_LATE = (
    "_strptime", "dateline.ingest.original", "dateline.ingest.bundles", "dateline.ingest.documents.pages",
    "dateline.ingest.readers.pdf_bundle", "pypdfium2", "trafilatura",
)  # fmt: skip
"""What readers import only when they need it."""


def parse(
    data: bytes, arguments: dict[str, Any], skip: int, progress: Callable[[int, str], None]
) -> Iterator[Any]:
    """Give the media type of ``data``, then its reports, packed; runs in a worker."""
    from dateline.ingest.original import read_original
    from dateline.ingest.sniff import media_of

    name = arguments["name"]
    if skip == 0:
        yield {"media": media_of(data, name)}
    options = IngestOptions.from_plain(arguments["options"])
    failed = frozenset(arguments.get("failed", ()))
    for item in read_original(data, name, options, skip=skip, failed=failed, progress=progress):
        yield pack(item)


def pack(item: Reading | Unreadable) -> dict[str, Any]:
    """Give a reading or a reason as what JSON can hold."""
    if isinstance(item, Unreadable):
        return {"unreadable": [item.original, item.member, item.location, item.code, item.reason]}
    packed: dict[str, Any] = {name: getattr(item, name) for name in _PLAIN}
    packed["title"] = item.title
    packed["authors"] = item.authors
    packed["credits"] = [(c.kind, c.name, c.quote, c.span) for c in item.credits]
    d = item.published
    packed["published"] = (d.earliest, d.latest, d.how, d.stated, d.note)
    packed["furniture"] = item.furniture
    packed["warnings"] = item.warnings
    packed["catalogue"] = item.catalogue
    return packed


def unpack(packed: dict[str, Any]) -> Reading | Unreadable:
    """Give back what :func:`pack` was given.

    Raises ``ValueError``, ``KeyError`` or ``TypeError`` where a worker gave anything else.
    """
    if "unreadable" in packed:
        return Unreadable(*packed["unreadable"])
    text = packed["text"]
    if not isinstance(text, str) or not isinstance(packed["source_key"], str):
        raise TypeError("text and source key are strings")
    credits = tuple(
        Credit(kind, name, quote, _span(span, text))
        for kind, name, quote, span in packed["credits"]
    )
    return Reading(
        **{name: packed[name] for name in _PLAIN},
        title=_span(packed["title"], text),
        authors=tuple(packed["authors"]),
        credits=credits,
        published=Dating(*packed["published"]),
        furniture=tuple(packed["furniture"]),
        warnings=tuple(packed["warnings"]),
        catalogue=tuple((str(name), str(value)) for name, value in packed["catalogue"]),
    )


def _span(value: Any, text: str) -> Span | None:
    if value is None:
        return None
    start, end = value
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}-{end} outside a text of {len(text)} characters")
    return Span(start, end)
