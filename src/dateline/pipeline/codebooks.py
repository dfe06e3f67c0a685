"""The codebooks that a ledger is coded with: copies in the ledger's own folder.

A ledger keeps the files it was coded with, so that its claims stay explained and adding to it
goes on as before, whatever the installed dateline brings; the gates of the codebooks lie beside them. ``dateline recode`` changes them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from dateline.coding.codebook import BUILT_IN, CodebookError, load_codebook
from dateline.gate import SUFFIX, gate_of
from dateline.store.errors import LedgerError

FOLDER = "codebooks"


def kept(ledger: Path) -> tuple[str, ...]:
    """Give the paths of the codebooks that a ledger keeps, sorted by name; empty for a new one."""
    return tuple(str(path) for path in sorted((ledger / FOLDER).glob("*.yaml")))


def keep(ledger: Path, chosen: Sequence[str]) -> tuple[str, ...]:
    """Make ``chosen`` (built-in names or paths) the codebooks of a ledger; give their kept paths.

    Each is loaded first: a codebook that cannot be used changes nothing. Raises
    :class:`~dateline.coding.codebook.CodebookError`.
    """
    folder = ledger / FOLDER
    texts: dict[str, bytes] = {}
    for name in chosen:
        book = load_codebook(name)
        if f"{book.name}.yaml" in texts:
            raise CodebookError(f"two codebooks are called {book.name!r}; rename one")
        if not book.name.replace("_", "").replace("-", "").isalnum():
            raise CodebookError(f"{name}: {book.name!r} is no name; use letters, digits, - and _")
        texts[f"{book.name}.yaml"] = source(name).read_bytes()
        gate = gate_of(book.name, book.hash, [source(name)])
        if gate is not None:
            texts[book.name + SUFFIX] = gate.to_json().encode()
    try:
        if kept(ledger) or not _keep_first(folder, texts):
            _keep_others(folder, texts)
    except OSError as error:
        raise LedgerError(
            f"{folder}: the codebooks cannot be kept: {error.strerror or error}. Check the free space "
            "and the permissions of the ledger's folder, then run the same command again"
        ) from error
    return kept(ledger)


def _keep_others(folder: Path, texts: dict[str, bytes]) -> None:
    for name, data in texts.items():
        partial = folder / f".{name}.{os.getpid()}.part"
        try:
            _write(partial, data)
            partial.replace(folder / name)
        finally:
            partial.unlink(missing_ok=True)
    for path in [*folder.glob("*.yaml"), *folder.glob("*" + SUFFIX)]:
        if path.name not in texts:
            path.unlink(missing_ok=True)


def _keep_first(folder: Path, texts: dict[str, bytes]) -> bool:
    """Make the folder with its codebooks in one step; say whether no other program was there first.

    A ledger whose first ``add`` is stopped has all of its codebooks or none: with some of them,
    the next ``add`` would code by those alone.
    """
    made = folder.with_name(f".{FOLDER}.{os.getpid()}.part")
    shutil.rmtree(made, ignore_errors=True)  # of a program that had this number before
    made.mkdir(parents=True)
    try:
        for name, data in texts.items():
            _write(made / name, data)
        made.replace(folder)
        return True
    except OSError:
        if not kept(folder.parent):
            raise
        return False  # another program was
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def source(name: str) -> Path:
    """Give the file of a built-in codebook, or the path itself."""
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        return path
    if not (BUILT_IN / f"{name}.yaml").is_file():
        load_codebook(name)  # says which there are
    return BUILT_IN / f"{name}.yaml"


def renewed(ledger: Path) -> tuple[str, ...]:
    """Give what ``recode`` takes by default: the installed form of built-in codebooks, else the kept one."""
    return tuple(
        path if not (BUILT_IN / Path(path).name).is_file() else Path(path).stem
        for path in kept(ledger)
    )
