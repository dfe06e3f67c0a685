"""Imported rows against the files that they came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from dateline.datasets.layout import read_file
from dateline.datasets.names import READER
from dateline.datasets.render import VERSION, bundle_of
from dateline.store import schema
from dateline.store.errors import LedgerError
from dateline.verify.found import RESTORE, Found

if TYPE_CHECKING:
    from dateline.store import Ledger


def check_imported(ledger: Ledger, found: Found) -> None:
    """Compare the text of each imported row with what its file's row gives."""
    reading, capture = schema.reading.c, schema.capture.c
    statement = (
        select(capture.original, capture.member, reading.version, reading.reader)
        .join(schema.capture, capture.id == reading.capture)
        .where(reading.reader.startswith(READER))
        .order_by(capture.original)
    )
    with ledger.read() as connection:
        rows = connection.execute(statement).all()
    files: dict[str, list[Any]] = {}
    for row in rows:
        if row.reader.endswith(f"/{VERSION}"):  # an earlier program gave rows another text
            files.setdefault(row.original, []).append(row)
    for original, of_file in files.items():
        try:
            file = read_file(ledger.original(original), f"original {original[:12]}")
        except (LedgerError, ValueError) as error:
            found.problem("imported", f"original {original}", f"cannot be read: {error}")
            continue
        for row in of_file:
            found.look("imported", "rows")
            where = f"row {row.member} of original {original[:12]}"
            if not row.member.isdigit() or not 1 <= int(row.member) <= len(file.rows):
                found.problem("imported", where, "its file has no such row")
                continue
            cells = file.rows[int(row.member) - 1]
            made = bundle_of(file.layout, file.columns, cells, original, row.member)
            if made.version != row.version:
                found.problem("imported", where, "its text is not what its file says", RESTORE)
