"""How far a long export is: told to the end, in every format, and nothing where nobody looks."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from datasets_for_tests import with_events

from dateline.export.duck import export_duckdb
from dateline.export.events_as import export_events_as
from dateline.export.package import export_package
from dateline.export.plover import export_plover
from dateline.export.public import Public
from dateline.export.tables import export
from dateline.export.whole_ledger import Shown
from dateline.store import Ledger


@pytest.mark.parametrize("name", ["csv", "parquet", "ged", "plover", "package", "duckdb"])
def test_every_row_is_told_once(ledger: Ledger, tmp_path: Path, name: str) -> None:
    with_events(ledger, {}, {}, {})
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))

    out = tmp_path / "out"
    profile: Any = Public(ledger, progress=progress)
    if name in ("csv", "parquet"):
        export(Shown(ledger.claims(), profile, progress), name, out)
    elif name == "ged":
        export_events_as(ledger, "ged", out, profile, progress=progress)
    elif name == "plover":
        export_plover(ledger, out, profile, progress=progress)
    else:
        write = export_package if name == "package" else export_duckdb
        write(ledger, out, profile, progress)
    assert seen.count((3, 3)) >= 2  # the people of three reports, then the rows
    assert all(1 <= done <= total for done, total in seen)


@pytest.mark.deep
def test_a_bar_on_a_terminal_and_a_plain_line_elsewhere(ledger: Ledger, tmp_path: Path) -> None:
    with_events(ledger, {}, {})
    ledger.close()
    call = [sys.executable, "-m", "dateline", "export", "--ledger", str(ledger.path), "--table"]
    call += ["claims", "--out", str(tmp_path / "c.csv")]
    plain = subprocess.run(call, capture_output=True, check=True)
    assert plain.stderr == f"2 claims written to {tmp_path / 'c.csv'}\n".encode()
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    shown = subprocess.run(call, stderr=theirs, stdout=subprocess.PIPE, check=True, env=env)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65_536):
            said += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert b"exporting" in said and b"2 claims written" in said
    assert shown.stdout == b""
