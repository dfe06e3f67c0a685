"""Named SQL over Arrow tables, run by an in-memory DuckDB: the joins of lineage and fusion.

DuckDB holds nothing between sessions and is handed Arrow; no extension is ever loaded or
downloaded. What does not fit the memory limit goes to a temporary folder that is removed with the
session.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

MEMORY_LIMIT_MIB = 256
"""For DuckDB's own buffers; 3.7 million postings (10,000 reports of 3,000 characters) take 110."""

THREADS = 2
"""Speed only: every statement that gives rows must order them, so results do not depend on it."""


class Joins:
    """A session in which named statements run over named tables.

    Statements are constants of the stage that owns them; values are bound as parameters, never
    spliced. Use it with ``with``, so that its memory and files go when the work is done.
    """

    def __init__(self, memory_limit_mib: int = MEMORY_LIMIT_MIB, threads: int = THREADS) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="dateline-joins-")
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": f"{memory_limit_mib}MiB",
                "threads": threads,
                "temp_directory": self._folder.name,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "preserve_insertion_order": False,
            },
        )
        # Once the folder is set: nothing but what it is handed and that folder is read or written.
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def put(self, name: str, table: pa.Table) -> None:
        """Keep an Arrow table under a name, in place of what had this name."""
        quoted = _quoted(name)
        self._connection.register("incoming", table)
        try:
            self._connection.execute(
                f"CREATE OR REPLACE TEMP TABLE {quoted} AS SELECT * FROM incoming"  # noqa: S608
            )
        finally:
            self._connection.unregister("incoming")

    def make(self, name: str, sql: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Keep what a statement gives under a name, for later statements."""
        statement = f"CREATE OR REPLACE TEMP TABLE {_quoted(name)} AS {sql}"
        self._connection.execute(statement, dict(parameters or {}))

    def drop(self, name: str) -> None:
        """Forget a table."""
        self._connection.execute(f"DROP TABLE IF EXISTS {_quoted(name)}")

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """Give what a statement gives; it must end in an ORDER BY that leaves no ties open.

        Raises ``ValueError`` where it has none, since results would depend on threads.
        """
        if "ORDER BY" not in sql:
            raise ValueError("a statement that gives rows must order them: add ORDER BY")
        found = self._connection.sql(sql, params=dict(parameters or {})).to_arrow_table()
        assert isinstance(found, pa.Table)
        return found

    def close(self) -> None:
        """Give memory and temporary files back."""
        self._connection.close()
        self._folder.cleanup()

    def __enter__(self) -> Joins:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _quoted(name: str) -> str:
    """Give a table's name as SQL; only letters, digits and underscores are names here."""
    if not name.isidentifier():
        raise ValueError(f"{name!r} is no name for a table: use letters, digits and underscores")
    return f'"{name}"'
