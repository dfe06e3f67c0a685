"""A ledger in one file, and back: while others read and write.

A backup is a ZIP file with ``ledger.sqlite`` (as it was at one moment), every other regular file of
the ledger's folder, and ``manifest.json`` with the size and SHA-256 of each. Left out are the
database's own side files and copies (``ledger.sqlite*``), hidden files and unfinished ones (``.part``).

Nothing that a backup says is believed before it was checked: restoring reads each file into a new
folder beside the ledger's place, against its size and hash, and only a whole one takes that place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from dateline.store.errors import LedgerError, NotALedgerError
from dateline.store.opening import DATABASE, ORIGINALS
from dateline.store.originals import original_path

MANIFEST = "manifest.json"
FORMAT = "dateline ledger backup 1"
_STEP = 1024 * 1024
_LARGEST_MANIFEST = 1024 * 1024 * 1024
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time that every member states, so that two backups of one state are the same bytes."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written or restored."""

    files: int
    size: int
    """Bytes of the files, unpacked."""
    aside: Path | None = None
    """Where the ledger lies that stood in the place of a restored one."""


def back_up(root: Path, target: Path, progress: Progress = lambda done, total: None) -> Backup:
    """Write the ledger in folder ``root`` to the file ``target``, whole or not at all.

    Raises :class:`NotALedgerError` where there is no ledger, and :class:`LedgerError`.
    """
    if not (root / DATABASE).is_file():
        raise NotALedgerError(f"{root}: not a ledger (no {DATABASE} in it)")
    if target.exists():
        raise LedgerError(f"{target}: there is a file already; name another, or delete it first")
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
            copy = Path(folder) / DATABASE
            needed = _copy_database(root / DATABASE, copy)
            done = _write(root, copy, needed, partial, progress)
        partial.replace(target)
    except OSError as error:
        raise LedgerError(
            f"{target}: the backup cannot be written: {error.strerror or error}. Check the free "
            "space and the permissions of the folder; nothing was left there"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return done


def restore(
    source: Path, root: Path, *, force: bool = False, progress: Progress = lambda done, total: None
) -> Backup:
    """Make the folder ``root`` the ledger that the backup ``source`` holds.

    A ledger that stands there is refused, or with ``force`` moved to ``ROOT.before-restore``. Raises
    :class:`LedgerError` where the file is no backup, or is damaged: then nothing has changed.
    """
    root = root.absolute()
    occupied = root.exists() and (not root.is_dir() or any(root.iterdir()))
    if occupied and not force:
        raise LedgerError(
            f"{root}: something is there already; name another folder, or give --force, which moves "
            f"it aside to {_aside(root).name}"
        )
    root.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{root.name}.restoring-", dir=root.parent))
    try:
        done = _unpack(source, fresh, progress)
        _check_database(fresh / DATABASE, source)
        aside = None
        if occupied:
            aside = _aside(root)
            root.replace(aside)
        elif root.exists():
            root.rmdir()
        fresh.chmod(0o755)
        fresh.replace(root)
    except OSError as error:
        raise LedgerError(
            f"{root}: cannot be restored: {error.strerror or error}. Check the free space and the "
            "permissions of the folder above it"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Backup(done.files, done.size, aside)


def _aside(root: Path) -> Path:
    number, path = 1, root.with_name(f"{root.name}.before-restore")
    while path.exists():
        number += 1
        path = root.with_name(f"{root.name}.before-restore-{number}")
    return path


# --------------------------------------------------------------------------- writing


def _copy_database(database: Path, copy: Path) -> list[str]:
    """Copy a database as it is at one moment; give the hashes of the originals that it names."""
    source = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=60)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        rows = target.execute("SELECT sha256 FROM original ORDER BY sha256").fetchall()
    except sqlite3.DatabaseError as error:
        raise LedgerError(
            f"{database}: cannot be read ({error}); run `dateline verify` on it"
        ) from error
    finally:
        source.close()
        target.close()
    return [str(row[0]) for row in rows]


def _others(root: Path) -> Iterator[str]:
    """Give the paths of what travels beside the database, relative and sorted."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith(".") for part in parts)
        if hidden or parts[0].startswith(DATABASE) or parts[-1].endswith(".part"):
            continue
        if path.is_file() and not path.is_symlink():
            yield "/".join(parts)


def _write(root: Path, copy: Path, needed: list[str], partial: Path, progress: Progress) -> Backup:
    names = list(_others(root))
    originals = root / ORIGINALS
    wanted = {original_path(originals, sha).relative_to(root).as_posix() for sha in needed}
    missing = sorted(wanted - set(names))
    if missing:
        raise LedgerError(
            f"{root}: {len(missing)} originals are missing, the first {missing[0]}; run `dateline "
            "verify` (or back up again, if a report was purged just now)"
        )
    files: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for number, name in enumerate([DATABASE, *names]):
            path = copy if name == DATABASE else root / name
            with path.open("rb") as data, archive.open(_member(name), "w", force_zip64=True) as out:
                files[name] = _pour(data, out)
            progress(number + 1, len(names) + 1)
        manifest = {"format": FORMAT, "files": files}
        text = json.dumps(manifest, sort_keys=True, indent=0)
        archive.writestr(_member(MANIFEST), text)
    with partial.open("rb+") as written:
        os.fsync(written.fileno())
    return Backup(len(files), sum(entry["size"] for entry in files.values()))


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _STAMP)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _pour(data: IO[bytes], out: IO[bytes], most: int | None = None) -> dict[str, Any]:
    """Copy bytes; give their size and hash. Stops behind ``most`` bytes."""
    size, digest = 0, hashlib.sha256()
    while block := data.read(_STEP):
        size += len(block)
        if most is not None and size > most:
            break
        digest.update(block)
        out.write(block)
    return {"sha256": digest.hexdigest(), "size": size}


# --------------------------------------------------------------------------- restoring


def _unpack(source: Path, fresh: Path, progress: Progress) -> Backup:
    try:
        with zipfile.ZipFile(source) as archive:
            files = _manifest(archive, source)
            for number, (name, stated) in enumerate(sorted(files.items())):
                path = fresh.joinpath(*PurePosixPath(name).parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as data, path.open("xb") as out:
                    found = _pour(data, out, most=stated["size"])
                    out.flush()
                    os.fsync(out.fileno())
                if found != stated:
                    raise _damaged(source, f"{name} is not what the manifest states")
                progress(number + 1, len(files))
    except FileNotFoundError as error:
        raise LedgerError(f"{source}: there is no such file") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(source, str(error)) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise _damaged(source, str(error)) from error
    return Backup(len(files), sum(entry["size"] for entry in files.values()))


def _manifest(archive: zipfile.ZipFile, source: Path) -> dict[str, dict[str, Any]]:
    """Give what a backup says that it holds, once that fits what is there."""
    names = [member.filename for member in archive.infolist()]
    if MANIFEST not in names:
        raise LedgerError(f"{source}: no backup of a ledger: it has no {MANIFEST}")
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise _damaged(source, f"its {MANIFEST} is larger than any")
    try:
        manifest = json.loads(archive.read(MANIFEST))
        files = {
            str(name): {"sha256": str(entry["sha256"]), "size": int(entry["size"])}
            for name, entry in manifest["files"].items()
        }
        stated = manifest["format"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(source, f"its {MANIFEST} cannot be read") from error
    if stated != FORMAT:
        raise LedgerError(f"{source}: {stated!r} is not {FORMAT!r}; install a newer dateline")
    if sorted(names) != sorted([*files, MANIFEST]):
        raise _damaged(source, f"it does not hold what its {MANIFEST} lists")
    for name in files:
        if not _is_plain(name):
            raise _damaged(source, f"{name!r} is no name of a file in a ledger")
    if DATABASE not in files:
        raise _damaged(source, f"it has no {DATABASE}")
    return files


def _is_plain(name: str) -> bool:
    """Say whether a name stays below the folder that it is unpacked to, on every system."""
    parts = name.split("/")
    return all(
        part not in ("", ".", "..")
        and not part.startswith(".")
        and part.isprintable()
        and not set(part) & set('\\:*?"<>|')
        for part in parts
    ) and (parts == [DATABASE] or not parts[0].startswith(DATABASE))


def _check_database(database: Path, source: Path) -> None:
    connection = sqlite3.connect(database)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        connection.execute("SELECT count(*) FROM report").fetchone()
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError as error:
        raise _damaged(source, f"its {DATABASE} is no ledger ({error})") from error
    finally:
        connection.close()
    if found != ("ok",):
        raise _damaged(source, f"its {DATABASE}: {found[0]}")


def _damaged(source: Path, why: str) -> LedgerError:
    return LedgerError(f"{source}: not restored: {why}. Nothing was changed; try an earlier backup")
