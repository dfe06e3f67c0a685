"""Files that appear whole or not at all, in UTF-8 whatever their words are."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


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


def _replaced(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "\ufffd".encode() * (error.end - error.start), error.end


codecs.register_error("dateline.replaced", _replaced)


def text_file(path: Path, newline: str | None = "\n") -> TextIO:
    """Open a file to write text to, in UTF-8; half of a surrogate pair is written as U+FFFD.

    Such halves come from damaged input; no file in UTF-8 can hold one, and one cell should not
    cost the export.
    """
    return path.open("w", encoding="utf-8", errors="dateline.replaced", newline=newline)
