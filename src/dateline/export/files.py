"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """Give a path to write to; it becomes ``out`` once the block has ended well.

    Raises ``OSError`` where ``out`` is a folder or lies in none.
    """
    if out.is_dir():
        raise IsADirectoryError(f"{out} is a folder; name a file in it")
    if not out.parent.is_dir():
        raise FileNotFoundError(f"{out}: there is no folder {out.parent}; make it first")
    partial = out.with_name(f".{out.name}.part")
    try:
        yield partial
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
