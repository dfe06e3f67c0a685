"""Damage to notices, their targets and flags, and to what is derived beside events, is named."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from dateline.ingest import Given, IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.review import decide
from dateline.store import open_ledger
from dateline.store.opening import DATABASE
from dateline.verify import verify

SAVED = "<!-- saved from url=(0032)https://news.example/2015/dorva -->\n"
PAGE = """<html><head><title>Bomb kills {toll} in Dorva</title></head><body><article>
<h1>Bomb kills {toll} in Dorva</h1><p>A bomb killed {toll} people at a market in the town of Dorva on
Monday, police said. The army shelled the village of Olm on Tuesday, residents said.</p>
<p>The governor condemned the attack and promised to send more police to the town before the end of
the month, a spokesman told reporters.</p>{notice}</article></body></html>"""
NOTICE = (
    "<p>Correction: An earlier version of this article said 12 people were killed. "
    "The number is 10.</p>"
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page, the same page corrected with a notice, and another that copies the first; decided on."""
    folder = tmp_path_factory.mktemp("noticed") / "ledger"
    first, corrected = PAGE.format(toll=12, notice=""), PAGE.format(toll=10, notice=NOTICE)
    with open_ledger(folder, create=True) as ledger:
        setup = Setup(codebooks.keep(folder, ["plover"]))
        for name, text in (("a", SAVED + first), ("b", SAVED + corrected), ("c", first)):
            add(ledger, [Given(f"{name}.html", text.encode())], setup, IngestOptions())
            if name == "a":
                for claim in list(ledger.claims()):
                    decide(ledger, claim.mention, "accept", author="ana")
        connect(ledger)
    assert verify(folder).problems == []
    return folder


def rows(folder: Path, table: str) -> int:
    connection = sqlite3.connect(folder / DATABASE)
    number = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    connection.close()
    return int(number)


DAMAGE = [
    ("notice", "UPDATE notice SET numbers = '[['", "values"),
    ("notice", "UPDATE notice SET kind = 'retraction'", "snapshots"),
    ("notice", "UPDATE notice SET span_end = 9999999", "spans"),
    ("notice", "UPDATE notice SET version = 'T0'", "references"),
    ("notice", "DELETE FROM notice", "references"),
    ("notice_target", "UPDATE notice_target SET certainty = 'surely'", "snapshots"),
    ("notice_target", "UPDATE notice_target SET report = 'R0'", "references"),
    ("notice_target", "DELETE FROM notice_target", "snapshots"),
    ("claim_flag", "UPDATE claim_flag SET flag = 'x'", "snapshots"),
    (
        "claim_flag",
        "UPDATE claim_flag SET claim = 'K0' WHERE claim = (SELECT min(claim) FROM claim_flag)",
        "references",
    ),
    ("claim_flag", "UPDATE claim_flag SET wrong = 99", "snapshots"),
    ("claim_flag", "DELETE FROM claim_flag", "snapshots"),
    ("succession", "UPDATE succession SET new = NULL WHERE new IS NOT NULL", "whole"),
    ("succession", "UPDATE succession SET version = 'T0'", "references"),
    (
        "succession",
        "UPDATE succession SET old = 'M0' WHERE old = (SELECT min(old) FROM succession)",
        "references",
    ),
    ("resolver_run", "DELETE FROM resolver_run", "references"),
    ("current_resolver", "UPDATE current_resolver SET run = 'P0'", "references"),
    (
        "current_resolver",
        "UPDATE current_resolver SET kind = 'colour' WHERE kind = 'date'",
        "values",
    ),
]


@pytest.mark.parametrize(("table", "statement", "check"), DAMAGE)
def test_damage_is_named_by_its_check(
    whole: Path, tmp_path: Path, table: str, statement: str, check: str
) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "ledger"))
    assert rows(folder, table) > 0
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    assert connection.execute(statement).rowcount > 0
    connection.commit()
    connection.close()
    assert check in verify(folder).totals


@pytest.mark.parametrize("table", ["unsure", "contradiction", "rewrite", "kept_claim"])
def test_a_row_that_nothing_gives_is_named(whole: Path, tmp_path: Path, table: str) -> None:
    """These are empty here: a row of made-up words is not what texts and claims give."""
    folder = Path(shutil.copytree(whole, tmp_path / "ledger"))
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("PRAGMA foreign_keys = OFF")
    kinds = [row[2] for row in connection.execute(f"PRAGMA table_info({table})")]
    made = ["0" if kind in {"INTEGER", "REAL"} else "'[]'" for kind in kinds]
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join(made)})")  # noqa: S608
    connection.commit()
    connection.close()
    assert {"snapshots", "references", "caches"} & set(verify(folder).totals)


def test_a_damaged_annotation_is_a_note(whole: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "ledger"))
    connection = sqlite3.connect(folder / DATABASE)
    number = connection.execute("UPDATE annotation SET data = x'00'").rowcount
    connection.commit()
    connection.close()
    found = verify(folder)
    assert found.clean
    assert found.notes["caches"] == number > 0
