"""Readers that other packages add, by the entry point group ``dateline.readers``.

An entry point's name is the format's; it names a module with ``recognises(head, name)``, which is told
the first 16 KiB and the file's name, and ``members(source)``, as the readers in
:mod:`dateline.ingest.readers` have. Both run in parser processes, within their limits.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dateline.ingest.draft import ReadingError

GROUP = "dateline.readers"
HEAD = 16_384
"""Bytes that a reader is shown to recognise its format by."""


@cache
def installed() -> tuple[EntryPoint, ...]:
    """Give the entry points of added readers, by name; of two with one name the first package's."""
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, _package(p))):
        found.setdefault(point.name, point)
    return tuple(found.values())


def signature() -> tuple[str, ...]:
    """Give name, package and version of each added reader: what a file's reading depends on."""
    return tuple(f"{point.name} {_package(point)}" for point in installed())


def recognised(data: bytes, name: str) -> str | None:
    """Give the format that an added reader recognises some bytes as, or None.

    Raises :class:`ReadingError` (``reader_broken``) where such a reader cannot be loaded or fails
    to say: a file that it may be meant for is not read by another one meanwhile.
    """
    for point in installed():
        try:
            if module(point.name).recognises(data[:HEAD], name):
                return point.name
        except ReadingError:
            raise
        except (
            Exception
        ) as error:  # other people's code: whatever it raises, the user is told whose
            raise _broken(point, error) from error
    return None


@cache
def module(name: str) -> Any:
    """Give the module of an added reader; raises :class:`ReadingError` (``reader_broken``)."""
    point = next(point for point in installed() if point.name == name)
    try:
        loaded = point.load()
    except Exception as error:  # other people's code, as above
        raise _broken(point, error) from error
    for function in ("recognises", "members"):
        if not callable(getattr(loaded, function, None)):
            raise _broken(point, TypeError(f"{point.value} has no {function}()"))
    return loaded


def media(name: str) -> str:
    """Give the media type that an added reader states as ``MEDIA``."""
    return str(getattr(module(name), "MEDIA", "application/octet-stream"))


def is_installed(name: str) -> bool:
    """Whether an added reader reads the format ``name``."""
    return any(point.name == name for point in installed())


def _package(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value


def _broken(point: EntryPoint, error: Exception) -> ReadingError:
    return ReadingError(
        "reader_broken",
        f"the reader {point.name!r} of {_package(point)} fails ({type(error).__name__}: {error}); "
        "mend it or uninstall the package, and add the file again",
    )
