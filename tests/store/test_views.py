"""The views as other programs see them: through plain sqlite3 and as DuckDB understands them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import duckdb
import pytest

from dateline.store import Ledger, schema
from dateline.store.rows import ClaimRow, EventRow, ReportRow, WithdrawnRow
from dateline.store.views import VIEWS
from derived_factories import event, write_fusion, write_lineage
from ledger_factories import RUN, Telling, add, bundle, prepare

DOCS = Path(__file__).resolve().parents[2] / "docs" / "views.md"


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    prepare(ledger)
    told = [Telling(), "Nothing happened.", Telling(verb="raided", source=None)]
    made = bundle("a", told)
    stated = (("database", "Factiva"), ("query", 'army and "coast road"'))
    add(ledger, replace(made, reading=replace(made.reading, catalogue=stated)))
    return ledger


@pytest.fixture
def plain(filled: Ledger) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(filled.path / "ledger.sqlite")
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def _columns(connection: sqlite3.Connection, view: str) -> list[str]:
    return [
        row["name"] for row in connection.execute("SELECT name FROM pragma_table_info(?)", [view])
    ]


def _documented() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    view = ""
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            view = line[3:].strip()
            found[view] = []
        elif view and (cell := re.match(r"\| (\w+) \| \S", line)) and cell[1] != "column":
            found[view].append(cell[1])
    return found


def test_every_view_and_column_is_documented_in_order(plain: sqlite3.Connection) -> None:
    documented = _documented()
    documented["claims"] = documented["claims_all"]
    assert sorted(documented) == sorted(VIEWS)
    for view in VIEWS:
        assert documented[view] == _columns(plain, view), view


@pytest.mark.parametrize(
    ("view", "row_type"),
    [
        ("claims_all", ClaimRow),
        ("reports", ReportRow),
        ("withdrawn", WithdrawnRow),
        ("events", EventRow),
    ],
)
def test_row_types_have_the_columns_of_their_views(
    plain: sqlite3.Connection, view: str, row_type: type
) -> None:
    assert [field.name for field in fields(row_type)] == _columns(plain, view)


def test_claims_name_who_did_what_where_and_on_whose_word(plain: sqlite3.Connection) -> None:
    row = plain.execute("SELECT * FROM claims ORDER BY quote_start").fetchone()
    said = {name: row[name] for name in ("actor", "recipient", "place", "date_from", "killed")}
    assert said == {
        "actor": "The Northern Front",
        "recipient": "The army posts",
        "place": "Dorva, Coast, Xyzland",
        "date_from": "2015-06-21",
        "killed": 4,
    }
    assert (row["attributed_to"], row["anchor"]) == ("police", "shelled")
    assert row["quote"] == Telling().sentence


def test_quotes_are_the_words_at_their_offsets(plain: sqlite3.Connection) -> None:
    texts = dict(plain.execute("SELECT id, text FROM version").fetchall())
    rows = plain.execute("SELECT * FROM quotes").fetchall()
    assert {"quote", "anchor", "actor", "killed", "attribution source"} <= {r["role"] for r in rows}
    for row in rows:
        assert row["quote"] == texts[row["version"]][row["span_start"] : row["span_end"]]


def test_quotes_count_code_points(ledger: Ledger) -> None:
    prepare(ledger)
    add(ledger, bundle("b", ["Über 𝄞 Ünit.", Telling(actor="Фронт «Север»", place="Ñandú 🏔")]))
    connection = sqlite3.connect(ledger.path / "ledger.sqlite")
    found = connection.execute("SELECT quote FROM quotes WHERE role IN ('actor', 'place')")
    assert {row[0] for row in found} == {"Фронт «Север»", "Ñandú 🏔"}
    connection.close()


def test_reports_show_title_and_counts(plain: sqlite3.Connection) -> None:
    row = plain.execute("SELECT * FROM reports").fetchone()
    assert (row["title"], row["claims"], row["versions"]) == ("Attack on the coast", 2, 1)
    assert row["credits"] == "via Wire One; author A. Writer"


def test_only_the_current_run_shows(filled: Ledger, plain: sqlite3.Connection) -> None:
    from ledger_factories import coder_run

    other = coder_run("second")
    filled.register_run(other)
    filled.set_current_run(other.id)
    assert plain.execute("SELECT count(*) FROM claims").fetchone()[0] == 0
    filled.set_current_run(RUN.id)
    assert plain.execute("SELECT count(*) FROM claims").fetchone()[0] == 2


def test_events_of_the_current_fusion_show(filled: Ledger, plain: sqlite3.Connection) -> None:
    first, second = filled.claims()
    write_fusion(filled, event(first.mention, claims=(first.id,)), digest="1")
    write_fusion(
        filled,
        event(first.mention, claims=(first.id, second.id), denials=(second.id,)),
        digest="2",
    )
    (row,) = plain.execute("SELECT * FROM events").fetchall()
    assert (row["type"], row["n_reports"], row["n_claims"], row["n_denials"]) == (
        "ASSAULT",
        1,
        2,
        1,
    )
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (3, 4, 5)
    told = plain.execute("SELECT claim, denies, quote FROM event_claims ORDER BY denies").fetchall()
    assert [tuple(each) for each in told] == [
        (first.id, 0, first.quote),
        (second.id, 1, second.quote),
    ]


def test_families_and_copies_name_reports(filled: Ledger, plain: sqlite3.Connection) -> None:
    add(filled, bundle("b", [Telling()]))
    a, b = filled.versions()
    write_lineage(filled, a, b)
    reports = dict(plain.execute("SELECT version, id FROM reports").fetchall())
    rows = plain.execute("SELECT version, report, is_origin, parent FROM families").fetchall()
    assert {tuple(row) for row in rows} == {
        (a, reports[a], 1, None),
        (b, reports[b], 0, reports[a]),
    }
    (copy,) = plain.execute("SELECT a, b, direction, characters FROM copies").fetchall()
    assert tuple(copy) == (reports[a], reports[b], "b from a", 40)


@pytest.mark.deep
def test_duckdb_understands_the_views_and_finds_the_same(plain: sqlite3.Connection) -> None:
    # Its SQLite extension runs the text of a view in DuckDB's own dialect.
    duck = duckdb.connect()
    types = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE", "BLOB": "BLOB"}
    for table in schema.metadata.sorted_tables:
        columns = ", ".join(f'"{c.name}" {types[str(c.type)]}' for c in table.columns)
        duck.execute(f'CREATE TABLE "{table.name}" ({columns})')
        marks = ", ".join("?" for _ in table.columns)
        everything_in = "SELECT * FROM " + table.name  # noqa: S608
        rows = plain.execute(everything_in).fetchall()
        if rows:
            insert = 'INSERT INTO "' + table.name + '" VALUES (' + marks + ")"  # noqa: S608
            duck.executemany(insert, [tuple(row) for row in rows])
    for name, statement in VIEWS.items():
        duck.execute(statement)
        everything = "SELECT * FROM " + name + " ORDER BY 1, 2, 3, 4, 5"  # noqa: S608
        assert duck.execute(everything).fetchall() == [
            tuple(row) for row in plain.execute(everything)
        ], name
