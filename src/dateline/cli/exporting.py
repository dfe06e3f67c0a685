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
    plover = "plover"
    ftm = "ftm"
    duckdb = "duckdb"
    package = "package"


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

    Formats of events alone: ged and acled (CSV in the columns of UCDP GED and ACLED; what dateline
    cannot know is empty), plover (JSON records, one a line), ftm (FollowTheMoney entities). Formats of
    the whole ledger: package (a Frictionless data package: CSV files with typed columns, codebooks
    and data dictionary; a folder, or a .zip file) and duckdb (a database file).

    Examples:

      dateline export --table events --out events.csv

      dateline export --out events.geojson

      dateline export --format ged --out ged.csv

      dateline export --format package --out ledger.zip
    """
    from dateline.export.tables import export as write

    chosen = format.value if format else _by_ending(out)
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
    if chosen in OF_EVENTS:
        _events_as(chosen, table, ledger, out, filters)
        return
    if chosen in OF_LEDGER:
        _whole(chosen, table, ledger, out, filters)
        return
    what = table or (Table.events if chosen == "geojson" else Table.claims)
    held = connected(ledger) if what is Table.events else existing(ledger)
    count = write(getattr(held, what.value)(**filters), chosen, out)
    print(f"{count} {what.value} written to {out}", file=sys.stderr)


OF_EVENTS = ("ged", "acled", "plover", "ftm")
OF_LEDGER = ("package", "duckdb")


def _by_ending(out: Path) -> str:
    ending = out.suffix.lstrip(".").lower()
    named = {"ndjson": "jsonl", "json": "jsonl", "zip": "package", "ddb": "duckdb"}
    return named.get(ending, ending)


def _whole(
    name: str, table: Table | None, ledger: Path, out: Path, filters: dict[str, str]
) -> None:
    from dateline.export.duck import export_duckdb
    from dateline.export.package import export_package

    if table is not None or filters:
        raise ValueError(f"--format {name} holds the whole ledger; leave out tables and filters")
    write = export_package if name == "package" else export_duckdb
    counts = write(connected(ledger), out)
    listed = ", ".join(f"{count} {what}" for what, count in counts.items())
    print(f"{listed} written to {out}", file=sys.stderr)


def _events_as(
    name: str, table: Table | None, ledger: Path, out: Path, filters: dict[str, str]
) -> None:
    from dateline.export.events_as import export_events_as
    from dateline.export.ftm import export_ftm
    from dateline.export.plover import export_plover

    if table not in (None, Table.events):
        raise ValueError(f"--format {name} holds events; leave out --table {table.value}")
    held = connected(ledger)
    if name == "ftm":
        counts = export_ftm(held, out, filters=filters)
        listed = ", ".join(f"{count} {schema}" for schema, count in sorted(counts.items()))
        print(f"{listed or 'no entities'} written to {out}", file=sys.stderr)
        return
    if name == "plover":
        written = export_plover(held, out, filters=filters)
    else:
        written = export_events_as(held, name, out, filters=filters)
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
