"""dateline reads conflict reporting and keeps the record.

``dateline.open("syria").claims(type="ASSAULT").to_pandas()`` asks a ledger; the command
``dateline`` makes one. Importing this module loads nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.store import Ledger

__all__ = ["open"]


def open(path: str | Path) -> Ledger:
    """Give the ledger in the folder ``path``.

    Raises :class:`dateline.store.NotALedgerError` where there is none.
    """
    from dateline.store import open_ledger

    return open_ledger(path)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("dateline")
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
