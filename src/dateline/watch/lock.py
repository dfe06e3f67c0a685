"""One watch at a time on a ledger; the system lets go of the lock when its process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.watch.state import FOLDER


class Watched(RuntimeError):
    """Another watch is under way on this ledger."""


@contextmanager
def only_watch(root: Path) -> Iterator[None]:
    """Hold the ledger in ``root`` for one watch; raises :class:`Watched` where another holds it.

    Other commands do not ask for it: adding beside a watch is safe, since each report is one
    transaction.
    """
    path = root / FOLDER / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not _locked(file.fileno()):
            raise Watched(
                f"{root}: another dateline watch is at work on this ledger; end it first, or give "
                "its feeds and these to one watch"
            )
        yield


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
