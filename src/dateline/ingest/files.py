"""The parent's side of reading: which files there are, and what workers make of them."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from dateline.identity import sha256_hex
from dateline.ingest.options import IngestOptions
from dateline.ingest.packed import unpack
from dateline.safety.sandbox import Failure, Job, ParserPool
from dateline.types import Reading, Unreadable


class Given(NamedTuple):
    """Bytes that are no file of their own: standard input, an archive's member, a fetched page."""

    location: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """One report, or the reason why there is none, with the original it was read from."""

    location: str
    """The file as the user named it."""
    data: bytes
    """The original's bytes; empty where the file itself could not be read."""
    sha256: str | None
    media: str
    item: Reading | Unreadable


class Walk:
    """The files under some paths, folders by name, each file once; ``hidden`` counts what was skipped.

    A path that the user names is always given, hidden or missing; inside folders, names that
    start with a dot are skipped, and so are ledgers, which hold reports that were added before.
    A folder that links lead back to is entered once.
    """

    def __init__(self, paths: Iterable[str | Path]) -> None:
        self.paths = [Path(path) for path in paths]
        self.hidden = 0

    def __iter__(self) -> Iterator[Path]:
        self.hidden = 0
        seen: set[tuple[int, int]] = set()
        for path in self.paths:
            if path.is_dir():
                yield from self._folder(path, seen)
            else:
                yield path

    def _folder(self, folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
        stack = [folder]
        while stack:
            path = stack.pop()
            try:
                about = path.stat()
            except OSError:
                yield path  # a broken link or a forbidden file: its reading says what is wrong
                continue
            if not stat.S_ISDIR(about.st_mode):
                yield path
                continue
            if (about.st_dev, about.st_ino) in seen:
                continue
            seen.add((about.st_dev, about.st_ino))
            if is_ledger(path):
                if path == folder:
                    yield path  # the user named it: its reading says that it is none
                else:
                    self.hidden += 1
                continue
            try:
                names = sorted((entry.name for entry in path.iterdir()), reverse=True)
            except OSError:
                yield path
                continue
            shown = [name for name in names if not name.startswith(".")]
            self.hidden += len(names) - len(shown)
            stack.extend(path / name for name in shown)


def is_ledger(folder: Path) -> bool:
    """Say whether a folder is a ledger of this program, whose files are no reports."""
    try:
        with (folder / LEDGER).open("rb") as database:
            return database.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


LEDGER = "ledger.sqlite"
SQLITE = b"SQLite format 3\0"
"""How every SQLite 3 file begins (https://www.sqlite.org/fileformat.html, 1.3.1)."""


def name_of(path: str | Path) -> str:
    """Give a path as text that can be kept and shown, also where its bytes are not UTF-8."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def walk(paths: Iterable[str | Path]) -> Walk:
    """Give the files under ``paths``: iterate it; its ``hidden`` then counts the skipped names."""
    return Walk(paths)


def read_files(
    pool: ParserPool,
    files: Iterable[str | Path | Given | Unreadable],
    options: IngestOptions | None = None,
) -> Iterator[Received]:
    """Give every report of every file, in order, parsed by the workers of ``pool``.

    An Unreadable among ``files`` (an address that could not be fetched) is given as it is.

    What cannot be read comes as Unreadable in its place; a file never stops the next one.
    """
    chosen = options or IngestOptions()
    plain = chosen.to_plain()
    media = UNKNOWN_MEDIA
    current: Job | None = None
    for job, value in pool.stream(_job(file, chosen, plain) for file in files):
        location, sha256 = job.key
        if job is not current:
            current, media = job, UNKNOWN_MEDIA
        if isinstance(value, dict) and "media" in value:
            media = str(value["media"])
            continue
        yield Received(location, job.data, sha256, media, _item(value, location, sha256))


def ingest(
    location: str | Path | bytes,
    options: IngestOptions | None = None,
    *,
    pool: ParserPool | None = None,
) -> Iterator[Reading | Unreadable]:
    """Give the reports of a file, of a folder's files, or of some bytes, read in a worker process.

    Every report comes as a Reading, everything else as an Unreadable with its reason; nothing
    is raised for what the bytes hold. Without ``pool`` one worker is started and ended.
    """
    files: Iterable[str | Path | Given]
    files = [Given("", location)] if isinstance(location, bytes) else walk([location])
    if pool is not None:
        yield from (received.item for received in read_files(pool, files, options))
        return
    with ParserPool(1) as own:
        yield from (received.item for received in read_files(own, files, options))


UNKNOWN_MEDIA = "application/octet-stream"


def _job(
    file: str | Path | Given | Unreadable, options: IngestOptions, plain: dict[str, Any]
) -> Job:
    """Give the job for a file: its bytes, or the reason why it cannot be opened."""
    if isinstance(file, Unreadable):
        return Job(b"", {}, (file.location, None), file)
    location = file.location if isinstance(file, Given) else name_of(file)
    data = file.data if isinstance(file, Given) else b""
    refusal = None
    if not isinstance(file, Given):
        opened = _open(Path(file), location, options.limits.original_bytes)
        if isinstance(opened, Unreadable):
            refusal = opened
        else:
            data = opened
    sha256 = None if refusal else sha256_hex(data)
    arguments = {"name": Path(location).name, "options": plain}
    return Job(data, arguments, (location, sha256), refusal)


def _open(path: Path, location: str, most: int) -> bytes | Unreadable:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            next(path.iterdir(), None)  # raises where the folder may not be read
            if is_ledger(path):
                reason = "this is a ledger, not reports; ask it with: dateline reports --ledger"
                return Unreadable(None, "", location, "ledger", f"{reason} {location}")
            return Unreadable(None, "", location, "folder", "this is a folder; give its files")
        if not stat.S_ISREG(about.st_mode):
            return Unreadable(
                None, "", location, "not_a_file", "this is a device or pipe; give a file"
            )
        if about.st_size > most:
            reason = f"{about.st_size:,} bytes, more than {most:,}; split the file"
            return Unreadable(None, "", location, "too_large", reason)
        return path.read_bytes()
    except FileNotFoundError:
        reason = "there is no such file; check the name, or where a link leads"
        return Unreadable(None, "", location, "missing", reason)
    except PermissionError:
        return Unreadable(
            None, "", location, "forbidden", "it may not be read; change its permissions"
        )
    except OSError as error:
        return Unreadable(None, "", location, "unreadable", f"{error.strerror}; check the disk")


def _item(value: Any, location: str, sha256: str | None) -> Reading | Unreadable:
    """Give what a worker answered, with the user's name of the file and the parent's own hash."""
    if isinstance(value, Unreadable):
        return value
    if isinstance(value, Failure):
        return Unreadable(sha256, value.member, location, value.code, value.reason)
    try:
        item = unpack(value)
    except (KeyError, TypeError, ValueError) as error:
        reason = f"the parser's answer is damaged ({type(error).__name__}); please report it"
        return Unreadable(sha256, "", location, "crash", reason)
    if isinstance(item, Unreadable):
        return replace(item, original=sha256, location=location)
    return item if item.original == sha256 else replace(item, original=sha256 or "")
