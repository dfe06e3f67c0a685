"""The columns and tables that the ledger's tables are made of."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.schema import SchemaItem

metadata = MetaData()
"""Every table of the ledger."""


def text(name: str, *, null: bool = False) -> Column[str]:
    """Give a column of text."""
    return Column(name, Text, nullable=null)


def number(name: str, *, null: bool = False) -> Column[int]:
    """Give a column of whole numbers."""
    return Column(name, Integer, nullable=null)


def real(name: str, *, null: bool = False) -> Column[float]:
    """Give a column of real numbers."""
    return Column(name, REAL, nullable=null)


def identifier() -> Column[str]:
    """Give the column ``id``, which is the table's key."""
    return Column("id", Text, primary_key=True, nullable=False)


def to(name: str, target: str, *, null: bool = False) -> Column[str]:
    """Give a column of ids of another table's rows."""
    return Column(name, Text, ForeignKey(target), nullable=null)


def table(name: str, *parts: SchemaItem) -> Table:
    """Give a table in order of insertion."""
    # STRICT: SQLite then refuses a value of another type instead of storing it as it came.
    return Table(name, metadata, *parts, sqlite_strict=True)


def keyed(name: str, key: tuple[str, ...], *parts: SchemaItem) -> Table:
    """Give a table that is stored in the order of its composite key."""
    return Table(
        name,
        metadata,
        *parts,
        PrimaryKeyConstraint(*key),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
