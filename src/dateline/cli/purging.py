"""``dateline purge``: taking a report out of a ledger for good."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER, LedgerOption, existing, up_to_date


def purge(
    report: Annotated[str, typer.Argument(help="Id of the report, or the beginning of it.")],
    why: Annotated[str, typer.Option(help="The reason; it stays in place of the report.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Take a report out for good: its bytes, texts, claims, and all that was derived from them.

    What stays is its id, the hashes of its files and the reason; `dateline reports --unreadable`
    lists them. The same report is not taken in again, unless with `dateline add FILE --even-purged`.
    People's decisions on it keep their numbers and lose their words. Files that other reports came in
    too stay, and are named. Copies elsewhere (backups, exports, archives) are yours to find.

    Example:

      dateline purge R20c5sw0 --why "names a minor, at the wish of the family"
    """
    held = existing(ledger)
    found = held.find(report)
    if found.kind != "report":
        raise ValueError(f"{report} is a {found.kind}; give the id of a report (R...)")
    row = held.reports(report=found.id).first()
    titled = f" “{row.title}”" if row is not None and row.title else ""
    if not yes:
        typer.confirm(
            f"Take {found.id}{titled} out of {ledger} for good? This cannot be undone.",
            abort=True,
            err=True,
        )
    done = held.purge(found.id, why)
    up_to_date(held)
    print(
        f"{done.report} purged: {done.claims} claims in {done.versions} versions of its text, "
        f"{len(done.originals)} files; {done.decisions} decisions on it keep their numbers only"
    )
    for sha256 in done.shared:
        print(
            f"original {sha256[:12]}… stays, since other reports came in it: it still holds the text. "
            "Purge these too and add them from a file without it",
            file=sys.stderr,
        )
    copies = sorted(path.name for path in ledger.glob("ledger.sqlite.*"))
    if copies:
        print(f"older copies still hold it: {', '.join(copies)}; delete them", file=sys.stderr)
