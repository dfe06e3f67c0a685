"""Every kind of damage is found and named by the check that it belongs to; a clean ledger has none."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from dateline.ingest import IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.review import decide
from dateline.store import open_ledger, schema
from dateline.store.opening import DATABASE
from dateline.verify import CHECKS, Found, verify
from dateline.verify.values import Columns

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "reports"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with a decision, connected and closed."""
    folder = tmp_path_factory.mktemp("whole") / "ledger"
    with open_ledger(folder, create=True) as ledger:
        setup = Setup(codebooks.keep(folder, ["plover", "organisations"]))
        add(ledger, sorted(SAMPLE.iterdir()), setup, IngestOptions())
        claim = next(row for row in ledger.claims(codebook="plover") if row.actor)
        decide(ledger, claim.mention, "edit", author="ana", value={"slots": {"actor": ["others"]}})
        connect(ledger)
    return folder


def copy(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "ledger"))


def named(found: Found) -> set[str]:
    return set(found.totals)


def test_a_whole_ledger_has_no_problem(whole: Path) -> None:
    found = verify(whole)
    assert [p for p in found.problems if not p.note] == []
    assert found.looked["ids"]["claims"] > 40
    assert found.looked["originals"]["files hashed"] == len(list(SAMPLE.iterdir()))
    assert found.looked["caches"]["effective rows compared"] == 1
    assert found.looked["snapshots"]["event rows compared"] > 10
    assert found.done == found.total


FIRST = "WHERE rowid = (SELECT min(rowid) FROM {0})"
"""Stands for {1}: one row."""
DAMAGE = [
    ("report", "UPDATE report SET source_key = source_key || 'x' {1}", "ids"),
    ("capture", "UPDATE capture SET member = member || 'x' {1}", "ids"),
    ("version", "UPDATE version SET text = 'X' || substr(text, 2) {1}", "ids"),
    ("reading", "UPDATE reading SET publisher = 'Another' {1}", "ids"),
    ("reading", "UPDATE reading SET credits_line = 'author Nobody' {1}", "values"),
    ("reading", "UPDATE reading SET title_end = 9999999 {1}", "spans"),
    ("reading", "DELETE FROM reading {1}", "whole"),
    ("mention", "UPDATE mention SET ordinal = ordinal + 1 {1}", "ids"),
    ("mention", "DELETE FROM mention {1}", "references"),
    ("claim", "UPDATE claim SET type = 'PROTEST', mode = NULL {1}", "ids"),
    ("claim", "UPDATE claim SET quote_end = 9999999 {1}", "spans"),
    ("claim", "UPDATE claim SET salience = 7.0 {1}", "values"),
    ("claim", "UPDATE claim SET polarity = 'maybe' {1}", "ids"),
    ("claim_slot", "UPDATE claim_slot SET value = 'nobody' WHERE role = 'actor'", "ids"),
    ("claim_slot", "UPDATE claim_slot SET head_start = span_end", "spans"),
    ("claim_slot", "UPDATE claim_slot SET number = 77 WHERE role = 'killed'", "values"),
    ("claim_slot", "DELETE FROM claim_slot WHERE role = 'actor'", "ids"),
    ("claim_attribution", "DELETE FROM claim_attribution", "ids"),
    ("claim_group_member", "DELETE FROM claim_group_member", "whole"),
    ("claim_group", "UPDATE claim_group SET run = (SELECT max(id) FROM coder_run)", "whole"),
    ("coded", "DELETE FROM coded", "whole"),
    ("coder_run", "UPDATE coder_run SET version = version || 'x'", "ids"),
    ("current_run", "UPDATE current_run SET run = (SELECT max(id) FROM coder_run)", "whole"),
    ("codebook", "DELETE FROM codebook", "codebooks"),
    (
        "resolution",
        "UPDATE resolution SET subject = 'K0' WHERE subject = (SELECT min(subject) FROM resolution)",
        "whole",
    ),
    ("resolution", "UPDATE resolution SET date_from = '1999-01-01' WHERE kind = 'date'", "values"),
    ("resolution", "UPDATE resolution SET leading = 0", "whole"),
    ("resolution", "UPDATE resolution SET candidates = '[1,'", "values"),
    ("actor", "UPDATE actor SET name = name || 'x'", "ids"),
    ("actor", "DELETE FROM actor WHERE id IN (SELECT value FROM resolution)", "whole"),
    ("relation", "UPDATE relation SET kind = 'fights' WHERE kind = 'part_of'", "ids"),
    ("relation_basis", "DELETE FROM relation_basis", "whole"),
    ("decision", "UPDATE decision SET n = n + 5", "ids"),
    ("decision", "UPDATE decision SET saw = replace(saw, 'affirmed', 'denied')", "ids"),
    ("author", "DELETE FROM author", "whole"),
    ("effective", "UPDATE effective SET actor = 'somebody else'", "caches"),
    ("effective", "DELETE FROM effective", "caches"),
    ("version_order", "UPDATE version_order SET place = place + 1", "whole"),
    ("event_name", "DELETE FROM event_name", "caches"),
    ("event_name", "UPDATE event_name SET codebook = 'acled' {1}", "ids"),
    ("original", "UPDATE original SET size = size + 1 {1}", "originals"),
    ("original_media", "DELETE FROM original_media", "whole"),
    ("ingested", "DELETE FROM original_media; DELETE FROM capture", "whole"),
    ("unreadable", "INSERT INTO unreadable VALUES ('{zeros}', '', 'empty', 'r', '')", "whole"),
    ("copy", "DELETE FROM copy", "snapshots"),
    ("copy", "UPDATE copy SET algorithm = 'x'", "ids"),
    ("snapshot", "UPDATE snapshot SET code = 'x'", "ids"),
    ("current_snapshot", "DELETE FROM current_snapshot", "snapshots"),
    ("family", "UPDATE family SET why = 'x'", "snapshots"),
    ("family_member", "DELETE FROM family_member", "snapshots"),
    ("link", "UPDATE link SET characters = characters + 1", "snapshots"),
    ("standing", "DELETE FROM standing", "snapshots"),
    ("event", "UPDATE event SET killed_best = 900, killed_high = 900", "snapshots"),
    ("event", "UPDATE event SET n_reports = n_reports + 1", "snapshots"),
    ("event_claim", "DELETE FROM event_claim", "snapshots"),
    ("event_claim", "UPDATE event_claim SET denies = 1 - denies", "snapshots"),
    ("schema", "DROP INDEX claim_by_type", "schema"),
    ("schema", "DROP VIEW events", "schema"),
    ("schema", "CREATE TRIGGER t AFTER INSERT ON report BEGIN SELECT 1; END", "schema"),
    ("schema", "PRAGMA application_id = 7", "database"),
    ("schema", "UPDATE alembic_version SET version_num = '9999'", "schema"),
]


@pytest.mark.deep
@pytest.mark.parametrize(("table", "statement", "check"), DAMAGE)
def test_damage_to_a_table_is_named_by_its_check(
    whole: Path, tmp_path: Path, table: str, statement: str, check: str
) -> None:
    folder = copy(whole, tmp_path)
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    statement = statement.replace("{1}", FIRST)
    for part in statement.replace("{0}", table).replace("{zeros}", "0" * 64).split("; D"):
        part = part if part.startswith(("DELETE", "UPDATE", "INSERT")) else "D" + part
        connection.execute(statement.replace("{0}", table) if table == "schema" else part)
        if table == "schema":
            break
    connection.commit()
    connection.close()
    # Views that were dropped are made anew when a ledger is opened.
    found = verify(folder)
    if statement == "DROP VIEW events":
        assert found.clean
    else:
        assert check in named(found), found.problems


def damage_file(folder: Path, how: str) -> None:
    path = next(p for p in sorted((folder / "originals").rglob("*")) if p.is_file())
    if how == "gone":
        path.unlink()
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    elif how == "changed":
        data = path.read_bytes()
        path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    elif how == "link":
        path.rename(folder / "elsewhere")
        path.symlink_to(folder / "elsewhere")


@pytest.mark.parametrize("how", ["gone", "cut", "changed", "link"])
def test_damage_to_an_original_is_named(whole: Path, tmp_path: Path, how: str) -> None:
    folder = copy(whole, tmp_path)
    damage_file(folder, how)
    assert named(verify(folder)) == {"originals"}
    assert named(verify(folder, quick=True)) == (set() if how == "changed" else {"originals"})


def test_what_a_stopped_program_leaves_is_a_note(whole: Path, tmp_path: Path) -> None:
    folder = copy(whole, tmp_path)
    (folder / "originals" / "ab").mkdir(exist_ok=True)
    (folder / "originals" / "ab" / ("ab" + "0" * 62)).write_bytes(b"x")
    (folder / "originals" / "ab" / ".ab.1.2.part").write_bytes(b"x")
    found = verify(folder)
    assert found.clean
    assert found.notes["leftovers"] == 2


def test_a_ledger_whose_making_was_stopped_is_a_note(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    (tmp_path / "originals").mkdir()
    found = verify(tmp_path)
    assert found.clean
    assert found.notes["database"] == 1


def test_bytes_of_a_purged_report_are_a_problem(whole: Path, tmp_path: Path) -> None:
    folder = copy(whole, tmp_path)
    with open_ledger(folder) as ledger:
        row = next(row for row in ledger.reports() if row.source_key.startswith("original:"))
        done = ledger.purge(row.id, "for the test")
        connect(ledger)
    assert verify(folder).clean
    (sha256,) = done.originals
    (folder / "originals" / sha256[:2] / sha256).write_bytes(b"back again")
    assert named(verify(folder)) == {"purged"}


def test_damage_to_pages_is_named(whole: Path, tmp_path: Path) -> None:
    folder = copy(whole, tmp_path)
    database = folder / DATABASE
    data = bytearray(database.read_bytes())
    for at in range(40 * 4096, 80 * 4096):
        data[at] ^= 0x55
    database.write_bytes(data)
    assert "database" in named(verify(folder))


def test_nothing_is_changed_and_no_file_is_made(whole: Path) -> None:
    before = {p: p.read_bytes() for p in whole.rglob("*") if p.is_file() and "-" not in p.name}
    verify(whole)
    assert {p: p.read_bytes() for p in before} == before


def test_every_table_is_damaged_or_its_rules_are_known() -> None:
    """A new table without a damage here fails, unless the rules by column names look at it."""
    damaged = {table for table, _, _ in DAMAGE}
    for name, table in schema.metadata.tables.items():
        assert name in damaged or Columns(table).rules or table.foreign_keys, name
    assert {check for _, _, check in DAMAGE} <= set(CHECKS)
