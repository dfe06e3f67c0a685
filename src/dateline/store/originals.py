"""The bytes that reports were read from, each stored once under its SHA-256."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import get_ident

from dateline.identity import sha256_hex
from dateline.store.errors import LedgerError, NotFoundError


def original_path(root: Path, sha256: str) -> Path:
    """Give where the bytes with this hash lie below ``root``: ``ab/abcd...``."""
    return root / sha256[:2] / sha256


def store_original(root: Path, data: bytes) -> str:
    """Give the SHA-256 of ``data`` once it is safely below ``root``.

    Written beside its place, synced, renamed, and the folder synced, so that a file under
    its name is whole even if the power fails; bytes that are there already are left alone.
    """
    sha256 = sha256_hex(data)
    path = original_path(root, sha256)
    if path.exists():
        return sha256
    # Process and thread keep two writers of the same bytes apart; both rename to one whole file.
    temporary = path.with_name(f".{sha256}.{os.getpid()}.{get_ident()}.part")
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(root)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):  # a folder that cannot be written to; verify names what is left
            temporary.unlink(missing_ok=True)
        raise LedgerError(
            f"{path}: the original cannot be stored: {error.strerror or error}. Check the free space "
            "and the permissions of the ledger's folder, then run the same command again"
        ) from error
    return sha256


def load_original(root: Path, sha256: str) -> bytes:
    """Give the bytes with this hash.

    Raises :class:`NotFoundError` where they are missing, :class:`LedgerError` where the file
    no longer has its hash.
    """
    path = original_path(root, sha256)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(
            f"{path}: the original is missing; restore it from a backup or add the file again"
        ) from error
    if sha256_hex(data) != sha256:
        raise LedgerError(
            f"{path}: the file is not what was stored (its hash differs); restore it from a "
            "backup, or delete it and add the file again"
        )
    return data


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; NTFS journals the rename itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
