"""``dateline purge``, and what ``add`` does with what was purged."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = (
    "Gunmen attacked a house in Grozny on Monday and killed Zebediah Quillfeather, police said.\n"
)


def dateline(*words: str, answer: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command and give its output as text."""
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *words],
        input=answer.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "TERM": "dumb"},
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


@pytest.mark.deep
def test_purge_and_add_again(tmp_path: Path) -> None:
    ledger, report = str(tmp_path / "ledger"), tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    assert dateline("add", str(report), "-l", ledger).returncode == 0
    listed = dateline("reports", "-l", ledger, "--json").stdout
    id = re.search(r'"id": ?"(R\w+)"', listed)
    assert id is not None, listed

    kept = dateline("purge", id[1][:8], "--why", "asked for", "-l", ledger, answer="n\n")
    assert kept.returncode != 0
    assert "cannot be undone" in kept.stderr
    assert id[1] in dateline("reports", "-l", ledger, "--json").stdout

    done = dateline("purge", id[1][:8], "--why", "asked for", "-l", ledger, "--yes")
    assert done.returncode == 0, done.stderr
    assert f"{id[1]} purged" in done.stdout
    assert not any((tmp_path / "ledger" / "originals").rglob("*/*"))

    refused = dateline("add", str(report), "-l", ledger)
    assert "0 new reports" in refused.stdout
    assert "was purged from this ledger: asked for" in refused.stderr
    assert not any((tmp_path / "ledger" / "originals").rglob("*/*"))
    assert "asked for" in dateline("reports", "--unreadable", "-l", ledger).stdout

    forced = dateline("add", str(report), "-l", ledger, "--even-purged")
    assert "1 new report" in forced.stdout
