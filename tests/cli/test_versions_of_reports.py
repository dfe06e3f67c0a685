"""``dateline versions``: captures with their times, what changed, notices; and the same in ``show``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.ingest import Given, IngestOptions
from dateline.pipeline.add import add
from dateline.pipeline.report import Setup
from dateline.store import open_ledger

RUNNER = CliRunner()
TEXT = (
    "Gunmen attacked a police post in Grozny on Thursday and killed {n} officers, the interior "
    "ministry of Chechnya said. The road to the airport was closed until the evening."
)
NOTICE = (
    "Correction: An earlier version of this article said 12 officers were killed. The number is 10."
)


def row(captured: str, text: str) -> Given:
    value = {
        "title": "Gunmen attack police post",
        "publisher": "Highland Wire",
        "published": "2015-06-05",
        "url": "https://highlandwire.example/attack",
        "captured": captured,
        "text": text,
    }
    return Given("rows.jsonl", json.dumps(value).encode())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("versions") / "ledger"
    with open_ledger(path, create=True) as held:
        add(
            held,
            [
                row("2015-06-05T18:00:00+03:00", TEXT.format(n=12)),
                row("2015-06-06T09:30:00+03:00", f"{TEXT.format(n=10)}\n\n{NOTICE}"),
            ],
            Setup(("plover",)),
            IngestOptions(),
        )
    return path


def run(folder: Path, *words: str) -> str:
    result = RUNNER.invoke(app, [*words, "--ledger", str(folder)])
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def plain(folder: Path, *words: str) -> Any:
    return json.loads(run(folder, *words, "--json"))


@pytest.fixture(scope="module")
def report(folder: Path) -> str:
    with open_ledger(folder) as held:
        (row,) = held.reports()
    return row.id


def test_captures_are_listed_with_their_times_and_zones(folder: Path, report: str) -> None:
    told = plain(folder, "versions", report)
    times = [[c["captured_at"] for c in v["captures"]] for v in told["versions"]]
    assert times == [["2015-06-06T09:30:00+03:00"], ["2015-06-05T18:00:00+03:00"]]
    (notice,) = told["notices"]
    assert (notice["kind"], notice["quote"], notice["certainty"]) == (
        "correction",
        NOTICE,
        "attached",
    )
    assert notice["flagged"] >= 1
    shown = run(folder, "versions", report)
    assert f"{report}: 2 captures, 2 versions" in shown
    assert "2015-06-05T18:00:00+03:00" in shown


def test_the_difference_names_words_and_values(folder: Path, report: str) -> None:
    told = plain(folder, "versions", report, "--diff")
    changed = [(c["old"]["words"], c["new"]["words"]) for c in told["changes"]]
    assert changed == [("12", "10"), ("", NOTICE)]
    values = [v for c in told["claims"]["changed"] for v in c["values"]]
    assert {"what": "killed", "old": "12", "new": "10"} in values
    assert (told["claims"]["appeared"], told["claims"]["vanished"]) == ([], [])
    shown = run(folder, "versions", report, "--diff")
    assert "[-12-]{+10+}" in shown
    assert "12 → 10" in shown


def test_two_versions_can_be_named_either_way_round(folder: Path, report: str) -> None:
    new, old = (v["version"] for v in plain(folder, "versions", report)["versions"])
    told = plain(folder, "versions", report, new, old)
    assert (told["changes"][0]["old"]["words"], told["changes"][0]["new"]["words"]) == ("10", "12")


def test_a_version_that_is_not_there_is_told(folder: Path, report: str) -> None:
    result = RUNNER.invoke(app, ["versions", report, "Tzzz", "--ledger", str(folder)])
    assert result.exit_code != 0
    assert isinstance(result.exception, LookupError)
    assert "names no version" in str(result.exception)


def test_show_tells_versions_and_notices(folder: Path, report: str) -> None:
    run(folder, "events")
    shown = run(folder, "show", report)
    assert "captured 2015-06-06T09:30:00+03:00" in shown
    assert "“Correction: An earlier version of this article said 12 officers" in shown
    assert {v["captures"][0]["captured_at"] for v in plain(folder, "show", report)["history"]} == {
        "2015-06-06T09:30:00+03:00",
        "2015-06-05T18:00:00+03:00",
    }
