"""A ledger as a DuckDB file: the tables of the data package, with comments on every column."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.export.files import whole
from dateline.export.profile import Full, Profile
from dateline.export.progress import Progress
from dateline.export.whole_ledger import ledger_tables

if TYPE_CHECKING:
    from dateline.store import Ledger


def export_duckdb(
    ledger: Ledger, out: Path, profile: Profile | None = None, progress: Progress | None = None
) -> dict[str, int]:
    """Write the file; give the number of rows of each table.

    The rows are the same for the same ledger; the bytes are DuckDB's and may differ.
    """
    import duckdb

    counts = {}
    with whole(out) as partial:
        partial.unlink(missing_ok=True)
        with duckdb.connect(str(partial)) as connection:
            for table in ledger_tables(ledger, profile or Full(), progress):
                rows = table.to_arrow()
                connection.register("rows_of_it", rows)
                # Names are constants of ours and are quoted; what they mean is quoted as text.
                connection.execute(f'CREATE TABLE "{table.name}" AS SELECT * FROM rows_of_it')  # noqa: S608
                connection.unregister("rows_of_it")
                for column, meaning in table.meanings.items():
                    quoted = meaning.replace("'", "''")
                    connection.execute(
                        f'COMMENT ON COLUMN "{table.name}"."{column}" IS \'{quoted}\''
                    )
                counts[table.name] = int(rows.num_rows)
    return counts
