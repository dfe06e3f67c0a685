"""Writing fails: one line says what, where and what to do, and the same command finishes later."""

from __future__ import annotations

import errno
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from kills_for_tests import add_words, dump, problems, write_reports

from dateline.cli import main
from dateline.store import opening, originals
from dateline.verify import verify

pytestmark = pytest.mark.deep
"""Each adds a set of files twice."""


def command(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Run ``dateline`` in this process, as its script does, and give the exit status."""
    with monkeypatch.context() as patched:
        patched.setattr(sys, "argv", ["dateline", *words])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("faults") / "reports")


@pytest.fixture(scope="module")
def whole(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The dump of an add in which nothing failed."""
    ledger = tmp_path_factory.mktemp("whole") / "ledger"
    with pytest.MonkeyPatch.context() as patch:
        assert command(patch, *add_words(reports, ledger, 1)) == 0
    return dump(ledger)


def failing(
    whole: Callable[..., object], at: int, number: int, below: str
) -> Callable[..., object]:
    """Give a function that fails at its ``at``-th call, and ever after, on things of a ledger."""
    calls = 0

    def call(*given: object, **more: object) -> object:
        nonlocal calls
        if below in told(given[0]):
            calls += 1
            if calls >= at:
                raise OSError(number, os.strerror(number), told(given[0]))
        return whole(*given, **more)

    return call


def told(what: object) -> str:
    """Give the path of what a function was called with: a path, or an open file's number."""
    return str(Path(f"/proc/self/fd/{what}").readlink() if isinstance(what, int) else what)


Fault = Callable[[pytest.MonkeyPatch, int], None]


def no_space_in_sync(patch: pytest.MonkeyPatch, at: int) -> None:
    patch.setattr(os, "fsync", failing(os.fsync, at, errno.ENOSPC, "/ledger/"))


def broken_disk_in_sync(patch: pytest.MonkeyPatch, at: int) -> None:
    patch.setattr(os, "fsync", failing(os.fsync, at, errno.EIO, "/ledger/originals/"))


def failed_rename(patch: pytest.MonkeyPatch, at: int) -> None:
    patch.setattr(Path, "replace", failing(Path.replace, at, errno.EACCES, "/ledger/"))


def read_only_folder(patch: pytest.MonkeyPatch, at: int) -> None:
    patch.setattr(Path, "mkdir", failing(Path.mkdir, at, errno.EROFS, "/ledger/originals/"))


def no_space_in_opening(patch: pytest.MonkeyPatch, at: int) -> None:
    patch.setattr(Path, "open", failing(Path.open, at, errno.ENOSPC, ".part"))


def full_database(patch: pytest.MonkeyPatch, at: int) -> None:
    """No page more than ``at`` tens beyond an empty ledger's 100 or so."""

    def limited(connection: sqlite3.Connection, record: object) -> None:
        usual(connection, record)
        connection.execute(f"PRAGMA max_page_count = {105 + 10 * at}")

    usual = opening._on_connect
    patch.setattr(opening, "_on_connect", limited)


FAULTS = [
    (fault, at)
    for fault, moments in (
        (no_space_in_sync, (1, 2, 3, 6)),
        (broken_disk_in_sync, (1, 2, 5)),
        (failed_rename, (1, 2, 4)),
        (read_only_folder, (1, 3)),
        (no_space_in_opening, (1, 3)),
        (full_database, (1, 2, 4)),
    )
    for at in moments
]


@pytest.mark.parametrize(("fault", "at"), FAULTS, ids=lambda v: getattr(v, "__name__", str(v)))
def test_a_fault_is_said_and_the_same_command_finishes(
    reports: Path,
    whole: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: Fault,
    at: int,
) -> None:
    ledger = tmp_path / "ledger"
    words = add_words(reports, ledger, 1)
    with monkeypatch.context() as patched:
        fault(patched, at)
        status = command(patched, *words)
    check_said(capsys.readouterr().err, ledger)
    assert status == 2
    check_finishes(monkeypatch, ledger, words, whole)


def check_said(said: str, ledger: Path) -> None:
    """The last line says where, and what to do next."""
    line = said.splitlines()[-1]
    assert line.startswith("dateline: ")
    assert str(ledger) in line
    assert "Check" in line or "check" in line
    assert "again" in line
    assert "Traceback" not in said


def check_finishes(
    patch: pytest.MonkeyPatch, ledger: Path, words: list[str], whole: list[str]
) -> None:
    if (ledger / "ledger.sqlite").exists():
        assert problems(verify(ledger)) == []
    assert command(patch, *words) == 0
    assert dump(ledger) == whole
    assert problems(verify(ledger)) == []


@pytest.mark.parametrize("most", [4096, 100_000, 600_000, 900_000])
def test_files_that_may_grow_no_further(
    reports: Path, whole: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """A limit of the system: writes are cut short, then refused, for real."""
    ledger = tmp_path / "ledger"
    words = add_words(reports, ledger, 1)
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *words],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        text=True,
        check=False,
    )
    check_said(done.stderr, ledger)
    assert done.returncode == 2
    check_finishes(monkeypatch, ledger, words, whole)


def test_a_write_that_is_cut_short_stores_nothing_under_the_name(tmp_path: Path) -> None:
    """In a process of its own, whose files may have 1,000 bytes."""
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from dateline.store.originals import store_original\n"
        "from dateline.store import LedgerError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: store_original(Path(sys.argv[1]), b'x' * 5000)\n"
        "except LedgerError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "cannot be stored: File too large" in done.stdout
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    sha256 = originals.store_original(tmp_path, b"x" * 5000)
    assert originals.load_original(tmp_path, sha256) == b"x" * 5000
