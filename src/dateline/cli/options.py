"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.store import Ledger

LedgerOption = Annotated[
    Path,
    typer.Option(
        "--ledger",
        "-l",
        envvar="DATELINE_LEDGER",
        help="The folder that holds the ledger.",
        show_default=True,
    ),
]
DEFAULT_LEDGER = Path("ledger")

JsonOption = Annotated[bool, typer.Option("--json", help="JSON Lines: one object a line.")]

LimitOption = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, help="Show at most this many.")
]


def existing(folder: Path) -> Ledger:
    """Give the ledger in ``folder``; an error says how to make one where there is none."""
    from dateline.store import open_ledger

    return open_ledger(folder)


def connected(folder: Path) -> Ledger:
    """Give the ledger in ``folder`` with its lineage and events up to date."""
    held = existing(folder)
    up_to_date(held)
    return held


def up_to_date(held: Ledger) -> None:
    """Bring lineage and events up to date where reports or decisions have changed."""
    from dateline.cli.progress import tracked
    from dateline.pipeline.connect import connect

    with tracked("comparing and joining reports") as progress:
        connect(held, progress)
