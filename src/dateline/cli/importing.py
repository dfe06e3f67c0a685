"""``dateline import``, and ``dateline compare ged``: other datasets beside the ledger's own events."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER, LedgerOption, connected

DATASETS = ("ged", "acled")
"""Datasets whose rows can be imported."""


def import_(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file of ACLED or UCDP GED.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Import the rows of an ACLED or UCDP GED file, to compare the ledger with.

    Which dataset it is, its columns tell. Every row becomes a report that lists its cells, with one
    claim whose slots are the cells. Such rows are no evidence: they make no events and count as no
    source. The same file again changes nothing; a row that has changed is a new version.

    Example:

      dateline import GEDEvent_v24_1.csv
    """
    from dateline.cli.progress import tracked
    from dateline.datasets.layout import read_file
    from dateline.datasets.load import import_dataset
    from dateline.store import open_ledger

    read = read_file(file.read_bytes(), file.name)  # a wrong file makes no ledger
    for warning in read.warnings:
        print(f"{file}: {warning}", file=sys.stderr)
    held = open_ledger(ledger, create=True)
    with tracked("importing") as update:
        done = import_dataset(held, file, update)
    print(
        f"{done.rows} rows of {done.dataset}: {done.new} new, {done.changed} changed, "
        f"{done.rows - done.new - done.changed - done.refused} known; ledger {ledger}"
    )
    if done.refused:
        print(f"{done.refused} not taken in, since they were purged", file=sys.stderr)


def compare_rows_with_events(
    dataset: str, ledger: Path, codebook: str = "plover", out: Path | None = None
) -> None:
    """Print which imported rows have an event of the ledger near them; write each row to ``out``."""
    from dateline.datasets.rows import compare_rows
    from dateline.export.cells import cell
    from dateline.export.files import whole

    held = connected(ledger)
    found = compare_rows(held, dataset, codebook)
    if not found:
        raise ValueError(f"{ledger}: holds no rows of {dataset}; dateline import brings them")
    met = [one for one in found if one.event is not None]
    same = [one for one in met if one.killed is not None and one.killed == one.event_killed]
    events = {one.event for one in met}
    total = held.events(codebook=codebook, kind="single").count()
    print(f"{len(found)} rows of {dataset}, {total} events of {codebook}")
    print(f"{len(met)} rows have an event near them, {len(found) - len(met)} have none")
    print(f"{total - len(events)} events are nearest to no row")
    print(f"{len(same)} rows and their events have the same number of dead")
    if out is None:
        return
    names = (
        "row",
        "report",
        "day",
        "place",
        "killed",
        "event",
        "days",
        "kilometres",
        "event_killed",
    )
    with whole(out) as partial, partial.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(names)
        for one in found:
            line = (one.id, one.row.report, one.day, one.place, one.killed, one.event, one.days,
                    one.kilometres, one.event_killed)  # fmt: skip
            writer.writerow([cell(value) for value in line])
    print(f"{len(found)} rows written to {out}", file=sys.stderr)
