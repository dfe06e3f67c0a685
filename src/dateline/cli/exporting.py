"""``dateline export`` and ``dateline dump``: the ledger for other tools."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER, LedgerOption, connected, existing


class Format(StrEnum):
    """File formats of tables."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


class Table(StrEnum):
    """Tables that can be exported."""

    claims = "claims"
    reports = "reports"
    actors = "actors"
    places = "places"


def export(
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: by the ending of --out.")
    ] = None,
    table: Annotated[Table, typer.Option(help="What to export.")] = Table.claims,
    ledger: LedgerOption = DEFAULT_LEDGER,
    type: Annotated[str | None, typer.Option("--type", "-t", help="Claims of this type.")] = None,
    since: Annotated[str | None, typer.Option(help="YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="YYYY-MM-DD.")] = None,
) -> None:
    """Write claims (or reports, actors, places) as CSV, JSON Lines or Parquet.

    One row a claim, with raw words, resolved names and keys, coordinates, dates with their
    precision codes, counts, attribution, quote, and the machine's and people's values side by
    side; docs/views.md explains every column. R, DuckDB and datasette can also read
    ledger.sqlite as it is.
    """
    from dateline.export.tables import export as write

    held = existing(ledger)
    ending = out.suffix.lstrip(".").lower()
    chosen = format.value if format else {"ndjson": "jsonl", "json": "jsonl"}.get(ending, ending)
    filters = {
        key: value
        for key, value in (("type", type), ("since", since), ("until", until))
        if value is not None
    }
    count = write(getattr(held, table.value)(**filters), chosen, out)
    print(f"{count} {table.value} written to {out}", file=sys.stderr)


def dump(
    ledger: LedgerOption = DEFAULT_LEDGER,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file to write; default: standard output."),
    ] = None,
) -> None:
    """Write the whole ledger as canonical JSON: one object a line, sorted, without clocks and paths.

    Two ledgers that hold the same give the same bytes, in whatever order they were filled.
    """
    held = connected(ledger)
    if out is None:
        for line in held.dump():
            sys.stdout.write(line + "\n")
        return
    with out.open("w", encoding="utf-8") as written:
        for line in held.dump():
            written.write(line + "\n")
