"""The files of a ledger's folder beside its database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from dateline.coding.codebook import CodebookError, load_codebook
from dateline.pipeline import codebooks
from dateline.store import schema
from dateline.store.opening import DATABASE, ORIGINALS
from dateline.store.originals import original_path
from dateline.store.purge import PURGED, unfinished
from dateline.verify.found import ADD, DELETE, RECODE, REPAIR, RESTORE, Found

if TYPE_CHECKING:
    from dateline.store import Ledger

_HASH = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20
PREFIXES = tuple(f"{number:02x}" for number in range(256))


def hash_of(path: Path) -> tuple[str, int]:
    """Give the SHA-256 of a file and its length in bytes, without holding it in memory."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def check_originals(ledger: Ledger, found: Found, *, quick: bool) -> None:
    """Check every original's file, and that every file is an original's.

    A prefix of hashes at a time, each in a transaction of its own: others may add meanwhile.
    """
    root = ledger.path / ORIGINALS
    for prefix in PREFIXES:
        files = set(_names(root / prefix))
        with ledger.read() as connection:
            table = schema.original
            statement = select(table).where(table.c.sha256.startswith(prefix))
            rows = {row.sha256: row.size for row in connection.execute(statement)}
        for sha256, size in sorted(rows.items()):
            found.look("originals", "files looked for" if quick else "files hashed")
            wrong = _wrong(original_path(root, sha256), sha256, size, quick=quick)
            if wrong is not None and _still(ledger, sha256):
                found.problem(
                    "originals", f"{ORIGINALS}/{prefix}/{sha256}", wrong, f"{RESTORE}; or {ADD}"
                )
            found.step()
        for name in sorted(files - set(rows)):
            _check_stray(ledger, root / prefix / name, found)
    for path in sorted(root.iterdir()) if root.is_dir() else []:
        if path.name not in PREFIXES:
            found.note(
                "leftovers", f"{ORIGINALS}/{path.name}", "belongs to nothing", "move it away"
            )


def _names(folder: Path) -> Iterator[str]:
    try:
        yield from (path.name for path in folder.iterdir())
    except FileNotFoundError:
        return


def _wrong(path: Path, sha256: str, size: int, *, quick: bool) -> str | None:
    if path.is_symlink() or not path.is_file():
        return "is missing" if not path.exists() else "is no file of its own"
    try:
        if path.stat().st_size != size:
            return f"has {path.stat().st_size} bytes, not the {size} that were stored"
        if not quick and hash_of(path)[0] != sha256:
            return "is not what was stored: its hash differs"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None


def _still(ledger: Ledger, sha256: str) -> bool:
    """Say whether an original is in the ledger now: it may have been purged since."""
    with ledger.read() as connection:
        table = schema.original.c.sha256
        return connection.execute(select(table).where(table == sha256)).first() is not None


def _check_stray(ledger: Ledger, path: Path, found: Found) -> None:
    where = f"{ORIGINALS}/{path.parent.name}/{path.name}"
    if path.name.endswith(".part"):
        what = (
            "is a file that was being written when a program was stopped, or is being written now"
        )
        found.note("leftovers", where, what, DELETE)
        return
    if _HASH.fullmatch(path.name) is None or path.name[:2] != path.parent.name:
        found.note(
            "leftovers", where, "is not named by its hash, and belongs to nothing", "move it away"
        )
        return
    if _still(ledger, path.name):  # it came while this looked
        return
    with ledger.read() as connection:
        purged = is_purged(connection, path.name)
    if purged:
        found.problem("purged", where, "the bytes of a purged report are still there", REPAIR)
    else:
        what = "belongs to no report: a program was stopped before it wrote one, or is about to"
        found.note("leftovers", where, what, f"{ADD}, or {DELETE}")


def is_purged(connection: Connection, sha256: str) -> bool:
    """Say whether a report that came in these bytes was purged."""
    table = schema.unreadable.c
    statement = select(table.original).where(table.original == sha256, table.code == PURGED)
    return connection.execute(statement.limit(1)).first() is not None


def check_purged(connection: Connection, found: Found) -> None:
    """Check that of each purged report nothing is left but its tombstone."""
    if unfinished(connection):
        what = "a purge was stopped, or is under way: words of its report may stand in free pages"
        found.problem("purged", DATABASE, what, REPAIR)
    table, report = schema.unreadable.c, schema.report.c
    statement = select(table.location, table.original, table.member, report.id.label("here"))
    statement = statement.join(schema.report, report.id == table.location, isouter=True)
    for row in connection.execute(statement.where(table.code == PURGED)):
        found.look("purged", "tombstones")
        if not _HASH.fullmatch(row.original):
            found.problem("purged", f"tombstone of {row.location}", "names no file's hash")
        if row.here is not None:  # taken in again, with --even-purged
            found.note("purged", f"report {row.location}", "was purged and is here again", "")


def unfinished_codebooks(root: Path) -> list[Path]:
    """Give the files and folders of codebooks that were being written when a program was stopped."""
    within = (root / codebooks.FOLDER).glob(".*.part")
    return sorted([*within, *root.glob(f".{codebooks.FOLDER}.*.part")])


def check_codebooks(connection: Connection, root: Path, found: Found) -> None:
    """Compare the codebooks in the folder with those of the current runs."""
    run, current, book = schema.coder_run.c, schema.current_run.c, schema.codebook.c
    statement = select(run.codebook, run.codebook_hash).join(
        schema.current_run, current.run == run.id
    )
    hashes = {row.codebook: row.codebook_hash for row in connection.execute(statement)}
    known = set(connection.execute(select(book.hash)).scalars())
    for path in map(Path, codebooks.kept(root)):
        where = f"{codebooks.FOLDER}/{path.name}"
        found.look("codebooks", "files")
        try:
            loaded = load_codebook(str(path))
        except (CodebookError, OSError) as error:
            found.problem("codebooks", where, f"cannot be used: {error}", f"{RESTORE}; or {RECODE}")
            continue
        if loaded.name in hashes and hashes[loaded.name] != loaded.hash:
            what = "is not the one that the current claims were coded by"
            found.note("codebooks", where, what, RECODE)
        elif loaded.name in hashes and loaded.hash not in known:
            found.problem("codebooks", where, "is not among the ledger's codebooks", RECODE)
    for path in unfinished_codebooks(root):
        where = path.relative_to(root).as_posix()
        found.note("leftovers", where, "was being written when a program was stopped", DELETE)
