"""``dateline backup`` and ``dateline restore``: a ledger in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER, LedgerOption
from dateline.cli.progress import tracked


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, for example ledger.zip.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write a ledger to one file, with its originals, while others read and write.

    It is a ZIP file with a manifest of hashes. What a report needs is in it as it was at one moment;
    a file of that name is not written over.

    Example:

      dateline backup ledger-2026-11.zip
    """
    from dateline.store.backup import back_up

    with tracked("backing up") as progress:
        done = back_up(ledger, file, progress)
    print(f"{file}: {done.files} files, {done.size:,} bytes of {ledger}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `dateline backup` wrote.")],
    folder: Annotated[
        Path | None, typer.Argument(help="The folder of the ledger; default: that of --ledger.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    force: Annotated[
        bool, typer.Option("--force", help="Move what stands in the folder's place aside.")
    ] = False,
) -> None:
    """Make a ledger of a backup. Each file is held against its hash before anything takes its place.

    Where a ledger is already, it is left alone; with `--force` it is moved aside, never deleted.

    Example:

      dateline restore ledger-2026-11.zip another-folder
    """
    from dateline.store.backup import restore as run

    root = folder or ledger
    with tracked("restoring") as progress:
        done = run(file, root, force=force, progress=progress)
    print(
        f"{root}: {done.files} files, {done.size:,} bytes; to look it through: dateline verify {root}"
    )
    if done.aside is not None:
        print(f"what was there before is now {done.aside}")
