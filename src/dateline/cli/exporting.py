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
    geojson = "geojson"
    ged = "ged"
    acled = "acled"


class Table(StrEnum):
    """Tables that can be exported."""

    events = "events"
    claims = "claims"
    reports = "reports"
    actors = "actors"
    places = "places"


def export(
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: by the ending of --out.")
    ] = None,
    table: Annotated[
        Table | None,
        typer.Option(help="What to export; default: claims, or what the format holds."),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    type: Annotated[
        str | None, typer.Option("--type", "-t", help="Events or claims of this type.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="YYYY-MM-DD.")] = None,
    codebook: Annotated[str | None, typer.Option(help="Events or claims of this codebook.")] = None,
) -> None:
    """Write events, claims, reports, actors or places for other tools.

    Events: one row a happening, with numbers low, best and high, independent sources from a lower
    to an upper bound, and the grade in words. Claims: one row a claim, with raw words, resolved
    names and keys, coordinates, dates with their precision codes, attribution, quote, and the
    machine's and people's values side by side. docs/views.md explains every column,
    docs/exports.md every format. R, DuckDB and datasette can also read ledger.sqlite as it is.

    --format ged and acled write events as CSV in the columns of UCDP GED and ACLED; what dateline
    cannot know is empty.

    Examples:

      dateline export --table events --out events.csv

      dateline export --out events.geojson

      dateline export --format ged --out ged.csv
    """
    from dateline.export.tables import export as write

    ending = out.suffix.lstrip(".").lower()
    chosen = format.value if format else {"ndjson": "jsonl", "json": "jsonl"}.get(ending, ending)
    filters = {
        key: value
        for key, value in (
            ("type", type),
            ("since", since),
            ("until", until),
            ("codebook", codebook),
        )
        if value is not None
    }
    if chosen in ("ged", "acled"):
        _events_as(chosen, table, ledger, out, filters)
        return
    what = table or (Table.events if chosen == "geojson" else Table.claims)
    held = connected(ledger) if what is Table.events else existing(ledger)
    count = write(getattr(held, what.value)(**filters), chosen, out)
    print(f"{count} {what.value} written to {out}", file=sys.stderr)


def _events_as(
    name: str, table: Table | None, ledger: Path, out: Path, filters: dict[str, str]
) -> None:
    from dateline.export.events_as import export_events_as

    if table not in (None, Table.events):
        raise ValueError(f"--format {name} holds events; leave out --table {table.value}")
    written = export_events_as(connected(ledger), name, out, filters=filters)
    print(f"{written.rows} events written to {out}", file=sys.stderr)
    for reason, count in sorted(written.left_out.items()):
        print(f"{count} left out: {reason}", file=sys.stderr)


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
