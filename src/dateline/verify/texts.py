"""Version by version: the text, what was read and claimed of it, and that all of it is there.

The rows of every table that belongs to a version are handed out beside their version, each table
in one pass in the order of versions, so that memory is that of one report's rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from dateline.identity import text_hash
from dateline.language import unpack
from dateline.store import schema
from dateline.store.writing import credit_from, credits_line
from dateline.verify.claims import check_coding
from dateline.verify.found import CACHED, Found
from dateline.verify.identities import ID_OF
from dateline.verify.values import Columns

_BATCH = 500

OWN = ("version_order", "family_member", "standing", "copy")
"""Tables that name a version and are compared as a whole with what they are derived from."""


def tables_of_versions() -> dict[str, Table]:
    """Give the tables whose rows belong to one version, by name."""
    found = {}
    for name, table in schema.metadata.tables.items():
        if "version" in table.columns and name not in OWN:
            # Successions are of the mentions of the version before: they are looked at there.
            targets = {key.target_fullname for key in table.c.version.foreign_keys}
            if name != "succession" and ("version.id" in targets or "claim" in table.columns):
                found[name] = table
    for name in ("coder_run", "resolver_run", "codebook"):
        found.pop(name, None)  # their "version" is a program's
    return found


class _Beside:
    """The rows of a table, handed out to versions in the order of their ids."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.table = table
        self.columns = Columns(table)
        self.spans = span_columns(table)
        order = [table.c.version, *(c for c in table.primary_key.columns if c.name != "version")]
        statement = select(table).order_by(*order)
        rows = connection.execution_options(yield_per=_BATCH).execute(statement)
        self._rows = iter(rows)
        self._next: Any = next(self._rows, None)

    def of(self, version: str) -> tuple[list[Any], list[Any]]:
        """Give the rows of a version, and those before it that belong to none."""
        found: list[Any] = []
        strays: list[Any] = []
        while self._next is not None and self._next.version <= version:
            (found if self._next.version == version else strays).append(self._next)
            self._next = next(self._rows, None)
        return found, strays

    def rest(self) -> Iterator[Any]:
        """Give the rows behind the last version."""
        while self._next is not None:
            yield self._next
            self._next = next(self._rows, None)


def span_columns(table: Table) -> list[tuple[str, int, int]]:
    """Give the spans that a table's columns make: name, place of the start and of the end."""
    names = table.columns.keys()
    return [
        (name.removesuffix("_start"), at, names.index(name.removesuffix("_start") + "_end"))
        for at, name in enumerate(names)
        if name.endswith("_start") and name.removesuffix("_start") + "_end" in names
    ]


def check_texts(connection: Connection, found: Found, *, annotations: bool) -> None:
    """Check every version with all rows that belong to it."""
    tables = tables_of_versions()
    if not annotations:
        tables.pop("annotation")
    beside = {name: _Beside(connection, table) for name, table in tables.items()}
    columns = Columns(schema.version)
    statement = select(schema.version).order_by(schema.version.c.id)
    for version in connection.execution_options(yield_per=50).execute(statement):
        found.step()
        _check_version(version, columns, found)
        rows: dict[str, list[Any]] = {}
        for name, table in beside.items():
            rows[name], strays = table.of(version.id)
            found.step(len(rows[name]) + len(strays))
            _say_strays(name, strays, found)
            _check_rows(table, rows[name], version.text, found)
        _check_reading(version, rows["reading"], found)
        check_coding(version, rows, found)
        for row in rows.get("annotation", ()):
            _check_annotation(row, version.text, found)
    for name, table in beside.items():
        for stray in table.rest():
            found.step()
            _say_strays(name, [stray], found)


def _say_strays(name: str, strays: list[Any], found: Found) -> None:
    for row in strays:
        found.problem(
            "whole", _where(name, row), f"is of version {row.version}, which is not there"
        )


def _where(name: str, row: Any) -> str:
    table = schema.metadata.tables[name]
    key = "/".join(str(getattr(row, column.name)) for column in table.primary_key.columns)
    return f"{name} {key}"


def _check_version(version: Any, columns: Columns, found: Found) -> None:
    where = f"version {version.id}"
    for said in columns.wrong(version):
        found.problem("values", where, said)
    found.look("ids", "versions")
    if "\0" in version.text:
        found.problem("values", where, "its text holds a zero character: offsets behind it are off")
    if text_hash(version.text) != version.text_sha256:
        found.problem("ids", where, "its text is not the one that its hash was made of")
    if ID_OF["version"](version) != version.id:
        found.problem("ids", where, "its id is not that of its report and its text's hash")


def _check_rows(table: _Beside, rows: list[Any], text: str, found: Found) -> None:
    name = table.table.name
    id_of = ID_OF.get(name)
    for row in rows:
        for said in table.columns.wrong(row):
            found.problem("values", _where(name, row), said)
        if id_of is not None:
            found.look("ids", name.replace("_", " ") + " rows")
            expected = id_of(row)
            if expected != row.id:
                what = f"its content gives the id {expected}: it was changed after it was written"
                found.problem("ids", _where(name, row), what)
        for span, first, last in table.spans:
            start, end = row[first], row[last]
            if start is None and end is None:
                continue
            found.look("spans", f"{name} {span}")
            if start is None or end is None or not 0 <= start <= end <= len(text):
                what = f"its span {span} ({start}-{end}) lies outside its text (0-{len(text)})"
                found.problem("spans", _where(name, row), what)


def _check_reading(version: Any, readings: list[Any], found: Found) -> None:
    if not readings:
        found.problem("whole", f"version {version.id}", "no reading says where it came from")
    for row in readings:
        where = f"reading {row.id}"
        if (
            row.title_start is not None
            and not version.text[row.title_start : row.title_end].strip()
        ):
            found.problem("spans", where, "its title is empty")
        try:
            credits = [credit_from(fields) for fields in json.loads(row.credits)]
            authors = tuple(json.loads(row.authors))
        except (ValueError, TypeError) as error:
            found.problem("values", where, f"its credits cannot be read: {error}")
            continue
        if credits_line(credits, authors) != row.credits_line:
            found.problem("values", where, "its line of credits is not that of its credits")
        for credit in credits:
            if credit.span is not None:
                found.look("spans", "quotes of credits")
                if credit.span.of(version.text) != credit.quote:
                    what = f"the credit {credit.quote!r} does not stand at {tuple(credit.span)}"
                    found.problem("spans", where, what)


def _check_annotation(row: Any, text: str, found: Found) -> None:
    found.look("caches", "annotations")
    try:
        unpack(row.data, text, row.version)
    except ValueError as error:
        # It is passed over and made anew where it is needed.
        found.note("caches", _where("annotation", row), f"cannot be used: {error}", CACHED)
    except (KeyError, IndexError, TypeError) as error:
        found.note("caches", _where("annotation", row), f"is damaged: {error!r}", CACHED)
