"""``dateline check`` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from dateline.cli.check import check

APP = typer.Typer()
APP.command()(check)

REPORT = (
    "NATO regime behind Dorva attack?\n\n"
    "Gunmen attacked a police post in the town of Dorva on Tuesday and killed two officers, the "
    "provincial governor said. Nobody claimed responsibility for the attack. The road to the town "
    "was closed until the evening, and the market stayed shut."
)


def test_a_file_is_checked_without_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    done = CliRunner().invoke(APP, [str(path), "--ledger", str(tmp_path / "none")])
    assert done.exit_code == 0, done.output
    assert "actor     “NATO”: absent from the body" in done.output
    assert "Loaded wording (named, not scored)" in done.output
    assert not (tmp_path / "none").exists()


def test_json_gives_quotes_with_offsets(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    done = CliRunner().invoke(APP, [str(path), "--json"])
    found = json.loads(done.stdout)
    assert found["title"] == "NATO regime behind Dorva attack?"
    for item in found["items"]:
        for evidence in item["evidence"]:
            assert evidence["quote"] in REPORT


def test_a_wrong_name_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(APP, ["nothing.txt", "--ledger", str(tmp_path / "none")])
    assert done.exit_code != 0
    assert "give the path of a report, or the id of one" in str(done.exception)
