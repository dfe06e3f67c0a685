"""What is known of earlier comparisons, in a folder beside the ledger: safe to delete, made anew.

It holds fingerprints, digests and places, no text. Files are written whole under another name, synced and
renamed; one of another algorithm, or that cannot be read, counts for nothing.
"""

from __future__ import annotations

import json
import os
import secrets
import unicodedata
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from dateline.lineage.kernel.adding import Known
from dateline.lineage.kernel.index import Index
from dateline.lineage.kernel.telling import Told
from dateline.lineage.runs import ALGORITHM

Array = NDArray[Any]

_FORMAT = 1
_STATE = "known"
_COLUMNS = ("hashes", "texts")


class Kept:
    """What is known, in a folder. What is written becomes what is kept with :meth:`commit`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._base: tuple[str, Index] | None = None
        self._part: Path | None = None

    def load(self, frequent: int) -> Known | None:
        """Give what is kept; None where there is nothing that this program can use."""
        try:
            with (self.folder / _STATE).open("rb") as file:
                head = json.loads(_bytes(file))
                if head["for"] != _made_for(frequent):
                    return None
                ids, reports = _strings(file), _strings(file)
                text_of, keys = _array(file), _array(file)
                told = Told(_array(file), _array(file), _array(file))
                more = [
                    Index(_array(file), _array(file), _array(file)) for _ in range(head["more"])
                ]
                hashes, texts = map(_mapped, self._paths(head["base"]))
                base = Index(hashes, texts, _array(file))
                if _bytes(file) != b"end":
                    return None
                for index in (base, *more):
                    _check(index)
        except (OSError, ValueError, KeyError, EOFError):
            return None
        self._base = (head["base"], base)
        return Known(ids, reports, text_of, [key.tobytes() for key in keys], told, (base, *more))

    def write(self, known: Known, frequent: int) -> None:
        """Write what is known, to be kept with :meth:`commit`; without room on the disk, nothing is."""
        try:
            self._write(known, frequent)
        except OSError:
            if self._part is not None:
                self._part.unlink(missing_ok=True)
            self._part = None

    def _write(self, known: Known, frequent: int) -> None:
        self.folder.mkdir(exist_ok=True)
        base, *more = known.indexes
        if self._base is None or self._base[1] is not base:
            name = f"base-{secrets.token_hex(8)}"
            for path, column in zip(self._paths(name), (base.hashes, base.texts), strict=True):
                with path.open("wb") as file:
                    np.save(file, column)
                    _sync(file)
            self._base = (name, base)
        self._part = self.folder / f"{_STATE}-{secrets.token_hex(8)}.part"
        with self._part.open("wb") as file:
            head = {"for": _made_for(frequent), "base": self._base[0], "more": len(more)}
            _put(file, json.dumps(head).encode())
            for strings in (known.ids, known.reports):
                _put(file, "\n".join(strings).encode())
            keys = np.frombuffer(b"".join(known.keys), dtype=np.uint8).reshape(-1, 16)
            arrays = [known.text_of, keys, *known.told]
            for array in [*arrays, *(column for index in more for column in index), base.starts]:
                np.save(file, array)
            _put(file, b"end")
            _sync(file)

    def commit(self) -> None:
        """Make what was written what is kept, unless it is gone: by a purge, or another's commit."""
        if self._part is None or self._base is None:
            return
        if self._part.exists() and all(path.exists() for path in self._paths(self._base[0])):
            self._part.replace(self.folder / _STATE)
            keep = {self.folder / _STATE, *self._paths(self._base[0])}
            for path in set(self.folder.iterdir()) - keep:
                path.unlink(missing_ok=True)
        self._part = None

    def _paths(self, name: str) -> list[Path]:
        return [self.folder / f"{name}.{column}" for column in _COLUMNS]


def _made_for(frequent: int) -> list[Any]:
    """Give what must be the same for what is kept to hold."""
    return [_FORMAT, ALGORITHM, frequent, unicodedata.unidata_version]


def _mapped(path: Path) -> Array:
    return np.asarray(np.load(path, mmap_mode="c"))


def _check(index: Index) -> None:
    """Raise ``ValueError`` where buckets are not of this index: compiled code trusts them."""
    buckets = len(index.starts) - 1
    right = (
        index.starts.dtype == np.int64
        and index.hashes.dtype == np.uint64
        and index.texts.dtype == np.int32
        and buckets > 0
        and buckets & (buckets - 1) == 0
        and index.starts[0] == 0
        and bool((np.diff(index.starts) >= 0).all())
        and index.starts[-1] == len(index.hashes) == len(index.texts)
    )
    if not right:
        raise ValueError("an index of fingerprints is not whole")


def _put(file: IO[bytes], data: bytes) -> None:
    np.save(file, np.frombuffer(data, dtype=np.uint8))


def _bytes(file: IO[bytes]) -> bytes:
    return _array(file).tobytes()


def _strings(file: IO[bytes]) -> list[str]:
    return _bytes(file).decode().split("\n")


def _array(file: IO[bytes]) -> Array:
    return np.asarray(np.load(file, allow_pickle=False))


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
