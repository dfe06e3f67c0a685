"""A dataset's file into a ledger: every row a report, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.datasets.layout import read_file
from dateline.datasets.render import bundle_of, import_run
from dateline.datasets.sheets import MEDIA, is_workbook
from dateline.review import carry_report
from dateline.store.ledger import now

if TYPE_CHECKING:
    from dateline.store import Ledger


@dataclass(slots=True)
class Imported:
    """What an import did."""

    dataset: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    """Rows that were there with other cells: a new version of each."""
    refused: int = 0
    """Rows whose report was purged before."""


def import_dataset(
    ledger: Ledger, file: Path, progress: Callable[[int, int], None] | None = None
) -> Imported:
    """Import the rows of an ACLED or UCDP GED file; the same again changes nothing.

    Interrupted, run it again. Raises ``ValueError`` for another file, before anything is written.
    """
    data = file.read_bytes()
    read = read_file(data, file.name)
    run = import_run(read.layout)
    ledger.register_run(run)
    if ledger.current_runs().get(read.layout.name) != run.id:
        ledger.set_current_run(run.id)
    original = ledger.put_original(data, MEDIA if is_workbook(data) else "text/csv")
    done = Imported(read.layout.publisher)
    moment = now()
    ids: Counter[str] = Counter()
    for number, row in enumerate(read.rows, 1):
        id = row[read.columns.index(read.layout.id)].strip()
        ids[id] += 1
        bundle = bundle_of(read.layout, read.columns, row, original, str(number), ids[id])
        done.rows += 1
        if ledger.purged_why(bundle.report) is not None:
            done.refused += 1
        else:
            written = ledger.write_report(bundle, moment)
            done.new += written.new_report
            if written.new_version and not written.new_report:
                done.changed += 1
                carry_report(ledger, written.report)
        if progress:
            progress(number, len(read.rows))
    return done
