"""``dateline page``: the ledger as one HTML file that works without a network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER, LedgerOption, connected
from dateline.cli.progress import tracked


def page(
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    title: Annotated[str, typer.Option(help="The page's title.")] = "What the reports say",
    type: Annotated[str | None, typer.Option("--type", "-t", help="Events of this type.")] = None,
    actor: Annotated[str | None, typer.Option(help="Name, alias or key of who did it.")] = None,
    place: Annotated[str | None, typer.Option(help="Place name or id.")] = None,
    since: Annotated[str | None, typer.Option(help="Not over before this day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Not begun after this day, YYYY-MM-DD.")] = None,
) -> None:
    """Write the ledger's events as one HTML page: table, map, timeline, quotes, text families.

    The file holds everything it shows and fetches nothing: open it from a disk or send it to a
    colleague. The same ledger gives the same bytes. docs/page.md says what is on it.
    """
    from dateline.web.data import page_data
    from dateline.web.document import document
    from dateline.web.gather import Wanted, gather

    if out.is_dir():
        raise IsADirectoryError(f"{out} is a folder; name the HTML file to write")
    asked = {"type": type, "actor": actor, "place": place, "since": since, "until": until}
    filters = {name: value for name, value in asked.items() if value is not None}
    held = connected(ledger)
    with tracked("gathering") as progress:
        source = gather(held, Wanted(title, filters), progress)
    with tracked("writing") as progress:
        data = page_data(source, progress)
    written = document(data).encode("utf-8")
    out.write_bytes(written)
    counts = data["counts"]
    print(
        f"{counts['events']} events of {counts['reports']} reports written to {out}, "
        f"{len(written) / 1000:.0f} kB",
        file=sys.stderr,
    )
