"""``dateline check`` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from dateline.cli.check import check
from dateline.ingest import IngestOptions
from dateline.pipeline.add import add
from dateline.pipeline.report import Setup
from dateline.store import open_ledger

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


def test_a_report_of_a_ledger_quotes_its_text_and_is_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "ledger"
    with open_ledger(folder, create=True) as held:
        add(held, [path], Setup(), IngestOptions())
        (row,) = held.reports()
        text = held.reading(row.version).text
    done = CliRunner().invoke(APP, [row.id[:8], "--json", "--ledger", str(folder)])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["items"]
    for item in found["items"]:
        for evidence in item["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    of_file = json.loads(CliRunner().invoke(APP, [str(path), "--json"]).stdout)
    assert [(i["words"], i["verdict"]) for i in of_file["items"]] == [
        (i["words"], i["verdict"]) for i in found["items"]
    ]


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "ledger"
    with open_ledger(folder, create=True) as held:
        add(held, [path], Setup(), IngestOptions())
        claim = next(iter(held.claims())).id
    done = CliRunner().invoke(APP, [claim, "--ledger", str(folder)])
    assert f"{claim} is a claim; give the id of a report" in str(done.exception)
    done = CliRunner().invoke(APP, [str(tmp_path), "--ledger", str(folder)])
    assert "is a folder; name its files" in str(done.exception)
