"""``dateline export`` and ``dateline dump``: the ledger for other tools."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER, LedgerOption, connected, existing
from dateline.cli.progress import tracked

if TYPE_CHECKING:
    from dateline.export.profile import Profile
    from dateline.export.progress import Progress
    from dateline.store import Ledger


class Format(StrEnum):
    """File formats of tables."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    geojson = "geojson"
    xlsx = "xlsx"
    ged = "ged"
    acled = "acled"
    plover = "plover"
    ftm = "ftm"
    duckdb = "duckdb"
    package = "package"


class ProfileName(StrEnum):
    """What an export shows."""

    full = "full"
    public = "public"


class Quotes(StrEnum):
    """How much of a sentence an export shows."""

    full = "full"
    capped = "capped"
    offsets = "offsets"


class Table(StrEnum):
    """Tables that can be exported."""

    events = "events"
    claims = "claims"
    reports = "reports"
    actors = "actors"
    places = "places"
    imported = "imported"


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
    profile: Annotated[
        ProfileName, typer.Option(help="public: private persons become their roles.")
    ] = ProfileName.full,
    quotes: Annotated[
        Quotes | None,
        typer.Option(help="Sentences in a public export; default: capped to 25 words."),
    ] = None,
    licence: Annotated[
        list[str] | None,
        typer.Option(help="PUBLISHER=full, capped or offsets, where a licence differs."),
    ] = None,
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
    and data dictionary; a folder, or a .zip file) and duckdb (a database file). --table imported with
    --format ged or acled gives imported rows back as they came.

    --profile public is for what leaves the desk: victims, witnesses, minors, detainees and other
    private persons are named by their roles, coders are not named, and sentences are capped. Names
    that were not recognised as such stay: read docs/exports.md, and the file, before you publish it.

    Examples:

      dateline export --table events --out events.csv

      dateline export --out events.geojson

      dateline export --format ged --out ged.csv

      dateline export --format package --out ledger.zip --profile public
    """
    from dateline.export.tables import export as write
    from dateline.export.whole_ledger import Shown

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
    what = table or (Table.events if chosen == "geojson" else Table.claims)
    of_events = chosen in (*OF_EVENTS, *OF_LEDGER) or what is Table.events
    held = connected(ledger) if of_events else existing(ledger)
    if what is Table.imported and chosen not in ("ged", "acled"):
        raise ValueError("--table imported goes with --format ged or --format acled")
    with tracked("exporting") as progress:
        shown = _profile(held, (profile, quotes, licence or []), progress)
        if chosen in OF_EVENTS:
            lines = _events_as(chosen, table, (held, out, shown), filters, progress)
        elif chosen in OF_LEDGER:
            lines = [_whole(chosen, table, (held, out, shown), filters, progress)]
        else:
            selection = getattr(held, what.value)(**filters)
            count = write(Shown(selection, shown, progress), chosen, out)
            lines = [f"{count} {what.value} written to {out}"]
    for line in lines:
        print(line, file=sys.stderr)


OF_EVENTS = ("ged", "acled", "plover", "ftm")
OF_LEDGER = ("package", "duckdb")


Asked = tuple[ProfileName, Quotes | None, list[str]]
Writing = tuple["Ledger", Path, "Profile"]


def _profile(held: Ledger, asked: Asked, progress: Progress) -> Profile:
    from dateline.export.profile import Full
    from dateline.export.public import Public

    name, quotes, licences = asked
    if name is ProfileName.full:
        if quotes or licences:
            raise ValueError("--quotes and --licence go with --profile public")
        return Full()
    pairs = {}
    for item in licences:
        publisher, equals, kind = item.rpartition("=")
        if not equals or kind not in list(Quotes):
            raise ValueError(
                f"--licence {item!r}: write PUBLISHER=full, PUBLISHER=capped or PUBLISHER=offsets"
            )
        pairs[publisher] = kind
    return Public(held, (quotes or Quotes.capped).value, pairs, progress)


def _by_ending(out: Path) -> str:
    ending = out.suffix.lstrip(".").lower()
    named = {"ndjson": "jsonl", "json": "jsonl", "zip": "package", "ddb": "duckdb"}
    return named.get(ending, ending)


def _whole(
    name: str,
    table: Table | None,
    writing: Writing,
    filters: dict[str, str],
    progress: Progress,
) -> str:
    """Write the whole ledger; give what to say of it."""
    from dateline.export.duck import export_duckdb
    from dateline.export.package import export_package

    if table is not None or filters:
        raise ValueError(f"--format {name} holds the whole ledger; leave out tables and filters")
    write = export_package if name == "package" else export_duckdb
    _, out, _ = writing
    counts = write(*writing, progress)
    listed = ", ".join(f"{count} {what}" for what, count in counts.items())
    return f"{listed} written to {out}"


def _events_as(
    name: str,
    table: Table | None,
    writing: Writing,
    filters: dict[str, str],
    progress: Progress,
) -> list[str]:
    """Write events; give what to say of them, a line each."""
    from dateline.export.events_as import export_events_as
    from dateline.export.ftm import export_ftm
    from dateline.export.plover import export_plover
    from dateline.export.profile import Full

    held, out, shown = writing
    if table is Table.imported and name in ("ged", "acled"):
        from dateline.datasets.rows import export_imported

        if filters or not isinstance(shown, Full):
            raise ValueError("imported rows are written as they came: without filters or profile")
        return [f"{export_imported(held, name, out)} rows written to {out}"]
    if table not in (None, Table.events):
        raise ValueError(f"--format {name} holds events; leave out --table {table.value}")
    if name == "ftm":
        counts = export_ftm(held, out, shown, filters, progress)
        listed = ", ".join(f"{count} {schema}" for schema, count in sorted(counts.items()))
        return [f"{listed or 'no entities'} written to {out}"]
    if name == "plover":
        written = export_plover(held, out, shown, filters, progress)
    else:
        written = export_events_as(held, name, out, shown, filters, progress)
    left_out = sorted(written.left_out.items())
    return [
        f"{written.rows} events written to {out}",
        *(f"{count} left out: {reason}" for reason, count in left_out),
    ]


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
