"""A question to the ledger, answered when it is asked: row by row, counted, or as a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_type_hints

from sqlalchemy import Connection, Select, func, select

if TYPE_CHECKING:
    import pandas
    import pyarrow

RowType = TypeVar("RowType")

Reader = Callable[[], AbstractContextManager[Connection]]

_SURROGATES = re.compile("[\ud800-\udfff]")

_BATCH = 1000
"""Rows fetched at a time; a claim row with its quote is about 1 kB."""


class Selection(Generic[RowType]):
    """Rows that match a question; nothing is read before they are asked for.

    Iterate for typed rows, or take ``to_dicts()``, ``to_pandas()``, ``to_arrow()``,
    ``count()``. Each asks the ledger anew, and each answer is of one moment even while
    something else writes.
    """

    def __init__(self, reader: Reader, statement: Select[Any], row_type: type[RowType]) -> None:
        self._reader = reader
        self._statement = statement
        self._row_type = row_type

    def __iter__(self) -> Iterator[RowType]:
        make = self._row_type
        for row in self._rows():
            yield make(*row)

    def __repr__(self) -> str:
        return f"<Selection of {self._row_type.__name__}: iterate, count() or to_pandas()>"

    @property
    def row_type(self) -> type[RowType]:
        """The type of its rows."""
        return self._row_type

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in fields(self._row_type))  # type: ignore[arg-type]

    def count(self) -> int:
        """Give the number of rows."""
        statement = select(func.count()).select_from(self._statement.order_by(None).subquery())
        with self._reader() as connection:
            return int(connection.execute(statement).scalar_one())

    def first(self) -> RowType | None:
        """Give the first row, or None where there is none."""
        with self._reader() as connection:
            row = connection.execute(self._statement).first()
        return None if row is None else self._row_type(*row)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give the rows as a list of dictionaries, ready for JSON."""
        names = self.columns
        return [dict(zip(names, row, strict=True)) for row in self._rows()]

    def to_arrow(self) -> pyarrow.Table:
        """Give the rows as an Arrow table, typed also where there are none."""
        return arrow_table(self._row_type, self._rows())

    def to_pandas(self) -> pandas.DataFrame:
        """Give the rows as a data frame; whole numbers that may be missing are ``Int64``."""
        import pandas

        frame = pandas.DataFrame(self.to_dicts(), columns=list(self.columns))
        whole = {
            name: "Int64"
            for name, hint in get_type_hints(self._row_type).items()
            if _arrow_type(hint) == "int64"
        }
        real = {
            name: "float64"
            for name, hint in get_type_hints(self._row_type).items()
            if _arrow_type(hint) == "float64"
        }
        return frame.astype(whole | real)

    def _rows(self) -> Iterator[Any]:
        with self._reader() as connection:
            yield from connection.execution_options(yield_per=_BATCH).execute(self._statement)


def arrow_table(row_type: type[Any], rows: Iterable[Iterable[Any]]) -> pyarrow.Table:
    """Give rows, each the values of a row type's fields in order, as a typed Arrow table."""
    import pyarrow

    schema = pyarrow.schema(
        [(name, _arrow_type(hint)) for name, hint in get_type_hints(row_type).items()]
    )
    columns: list[list[Any]] = [[] for _ in schema]
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    arrays = [_array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _array(values: list[Any], type: Any) -> pyarrow.Array:
    import pyarrow

    try:
        return pyarrow.array(values, type=type)
    except UnicodeEncodeError:  # half of a surrogate pair, which Arrow's UTF-8 cannot hold
        return pyarrow.array([_whole(value) for value in values], type=type)


def _whole(value: Any) -> Any:
    return _SURROGATES.sub("\ufffd", value) if isinstance(value, str) else value


def _arrow_type(hint: Any) -> str:
    """Give the Arrow type of a row field, which is ``str``, ``int`` or ``float``, perhaps None."""
    members = getattr(hint, "__args__", (hint,))
    if float in members:
        return "float64"
    return "int64" if int in members else "string"
