"""Files inside a file: archives, attachments. Nothing is written to disk; the name of an entry is a
label and never a path.

Before an entry is opened its reader gives a *mark*: a member whose reading opens the entry and gives no
report. Where a worker dies of opening one, that entry alone is lost: the next worker is told the mark's
place and passes over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from dateline.ingest.clean import clean_line
from dateline.ingest.decode import head_of_gzip, is_gzip, unpack_gzip
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.options import IngestOptions
from dateline.ingest.readers import Member, Opening, Source, reader_for
from dateline.ingest.sniff import sniff, streamed
from dateline.ingest.source_key import collection_of

NAME = 300
"""Characters of an entry's name that are kept."""
GZIP_LAYERS = 2
"""A file packed twice by mistake is read; a third layer is a trap."""
_IGNORED = ("__MACOSX", "Thumbs.db", "desktop.ini")
"""What systems put into archives beside the files; hidden names are passed over too, as in folders."""

Change = Callable[[Draft, str], Draft]
"""Told a draft and which part of the entry it is, "" where the entry is one report."""


def open_source(
    data: bytes, name: str, options: IngestOptions, opening: Opening
) -> tuple[str, Source]:
    """Give the format of some bytes and the source to read, gzip undone.

    Raises :class:`ReadingError` where no reader takes them.
    """
    if len(data) > options.limits.original_bytes:
        raise ReadingError(
            "too_large", f"more than {options.limits.original_bytes:,} bytes; split the file"
        )
    for _ in range(GZIP_LAYERS):
        if not is_gzip(data):
            break
        form = streamed(head_of_gzip(data))
        if form:  # its reader unpacks it piece by piece
            return form, Source(data, name, options, opening)
        data = unpack_gzip(data, options.limits)
        if opening.depth > 1:
            opening.unpacked.add(len(data))
    if is_gzip(data):
        raise ReadingError("bomb", "packed by gzip three times; unpack it by hand if you trust it")
    return sniff(data, name), Source(data, name, options, opening)


def ignored(name: str) -> bool:
    """Whether an entry is passed over by its name: hidden, or a system's own."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return not parts or any(part.startswith(".") or part in _IGNORED for part in parts)


def refuse_too_deep(source: Source) -> None:
    """Raise :class:`ReadingError` (``too_deep``) for an archive inside too many others."""
    most = source.options.limits.nesting
    if source.opening.depth > most:
        raise ReadingError(
            "too_deep",
            f"more than {most} archives inside each other; unpack the outer one by hand if you trust it",
        )


def entry_members(
    stated: str,
    load: Callable[[], bytes],
    source: Source,
    change: Change | None = None,
    label: str | None = None,
) -> Iterator[Member]:
    """Give the members of one entry of ``source``: a mark that opens it, then its reports.

    ``load`` gives the entry's bytes and may raise :class:`ReadingError`; ``change`` adds what
    the archive knows of a report. The entry's name is ``stated``, which tells its extension;
    ``label`` stands for it where given. Raises :class:`ReadingError` where the archive's
    entries are too many or too large together.
    """
    opening = source.opening
    opening.unpacked.entry()
    name = _label(label or stated, opening)
    held: list[Iterator[Member]] = []
    called: list[bool] = []

    def unpack() -> None:
        called.append(True)
        opening.depth += 1
        try:
            form, inner = open_source(load(), stated, source.options, opening)
            found = reader_for(form)(inner)
            first = next(found, None)
        except RecursionError as error:
            raise ReadingError(
                "too_deep", "nested too deep to be a report; save its text"
            ) from error
        finally:
            opening.depth -= 1
        if first is None:
            raise ReadingError(
                "empty", "the file holds no report; look into it, and fetch it again if it should"
            )
        held.append(chain([first], found))

    yield Member(name, unpack)
    if opening.place in opening.failed:
        return
    if not called:  # passed over: it was opened by an earlier worker, and its rest is wanted
        try:
            unpack()
        except ReadingError:
            return
    if held:
        yield from _inside(held.pop(), name, stated, opening, change)


def _inside(
    found: Iterator[Member], name: str, stated: str, opening: Opening, change: Change | None
) -> Iterator[Member]:
    while True:
        opening.depth += 1
        try:
            member = next(found, None)
        except Exception as error:  # of whatever kind: it costs the rest of this entry alone
            yield Member(name, partial(_fail, error))
            return
        finally:
            opening.depth -= 1
        if member is None:
            return
        label = f"{name}#{member.name}" if member.name else name
        yield Member(label, _Reading(member, stated, opening, change))


def _fail(error: Exception) -> None:
    raise error


class _Reading:
    """Reads a member of an entry, one level deeper than the archive, and adds what the archive knows."""

    def __init__(
        self, member: Member, stated: str, opening: Opening, change: Change | None
    ) -> None:
        self.member = member
        self.collection = collection_of(stated)
        self.opening = opening
        self.change = change

    def __call__(self) -> Draft | None:
        self.opening.depth += 1
        try:
            draft = self.member.read()
        finally:
            self.opening.depth -= 1
        if draft is None:
            return None
        if draft.row_id and draft.collection is None:
            draft = replace(draft, collection=self.collection)
        return self.change(draft, self.member.name) if self.change else draft


def _label(stated: str, opening: Opening) -> str:
    """Give an entry's name as a label: one line, not too long, each once."""
    name = clean_line(stated.replace("#", "_"))[:NAME] or "entry"
    count = opening.names[name] = opening.names.get(name, 0) + 1
    return name if count == 1 else f"{name} ({count})"
