"""Several commands on one ledger at once, each a process: nothing is lost, nothing is there twice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from kills_for_tests import dump, here, problems, start, until, write_reports

from dateline.store.backup import back_up, restore
from dateline.verify import verify

pytestmark = pytest.mark.deep


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All files but the page's second state: which state of a page came first is a fact of each add."""
    folder = write_reports(tmp_path_factory.mktemp("at-once") / "reports")
    return [str(path) for path in sorted(folder.iterdir()) if path.name != "b-page.html"]


@pytest.fixture(scope="module")
def whole(files: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The dump of one add of all of them."""
    ledger = tmp_path_factory.mktemp("whole") / "ledger"
    here("add", *files, "-l", str(ledger), "-q")
    return dump(ledger)


def ended(run: subprocess.Popen) -> None:
    said = run.communicate()[0]
    assert run.returncode == 0, said


def test_two_adds_of_overlapping_files(files: list[str], whole: list[str], tmp_path: Path) -> None:
    """From the making of the ledger on."""
    ledger = tmp_path / "ledger"
    runs = [start(ledger, "add", *some, "-l", str(ledger)) for some in (files[:5], files[2:])]
    for run in runs:
        ended(run)
    assert problems(verify(ledger)) == []
    assert dump(ledger) == whole


def test_backups_beside_an_add(files: list[str], whole: list[str], tmp_path: Path) -> None:
    """Each is a ledger as it was at one moment, and adding to it again gives the whole."""
    ledger = tmp_path / "ledger"
    run = start(ledger, "add", *files, "-l", str(ledger))
    for number in (1, 4):
        until(run, lambda n=number: len(list(ledger.glob("originals/*/*"))) >= n)
        back_up(ledger, tmp_path / f"{number}.zip")
    ended(run)
    assert dump(ledger) == whole
    for number in (1, 4):
        again = tmp_path / f"again-{number}"
        restore(tmp_path / f"{number}.zip", again)
        assert problems(verify(again)) == []
        here("add", *files, "-l", str(again), "-q")
        assert dump(again) == whole


def test_a_purge_beside_an_add(files: list[str], tmp_path: Path) -> None:
    """The report is gone, and the others are as if it had been purged before they came."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Raid in Zvenk\n\nGunmen killed Zebediah Quillfeather in Zvenk on Monday.\n")
    ledgers = {}
    for name in ("before", "beside"):
        ledger = ledgers[name] = tmp_path / name
        here("add", str(secret), "-l", str(ledger), "-q")
        report = next(line for line in dump(ledger) if '"kind":"report"' in line)
        purge = ["purge", report.split('"id":"')[1][:17], "--why", "w", "--yes", "-l", str(ledger)]
        if name == "before":
            here(*purge)
            here("add", *files, "-l", str(ledger), "-q")
        else:
            run = start(ledger, "add", *files, "-l", str(ledger))
            until(run, lambda at=ledger: len(list(at.glob("originals/*/*"))) >= 3)
            here(*purge)
            ended(run)
    here("add", *files, "-l", str(ledgers["beside"]), "-q")
    assert problems(verify(ledgers["beside"])) == []
    assert dump(ledgers["beside"]) == dump(ledgers["before"])
    held = b"".join(p.read_bytes() for p in ledgers["beside"].rglob("*") if p.is_file())
    assert b"Quillfeather" not in held
