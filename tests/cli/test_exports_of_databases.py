"""A database's export through the commands: its articles are reports, its count is checked, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_commands import dateline

LINE = "_" * 60
LISTED = ("Rebels shell the bridge near Kobi", "Police search a convoy near Lars", "Mayor resigns")


def export() -> str:
    """Give a ProQuest export that lists three articles and holds two."""
    out = [LINE, "Report Information from ProQuest", "November 03 2015 08:14", LINE]
    out += [f"{n}. {title}" for n, title in enumerate(LISTED, 1)]
    for number, title in enumerate(LISTED[:2], 1):
        out += [
            LINE, title, "Author: Jane Doe",
            f"Full text: {title} on Monday, and two soldiers were killed, officials said.",
            f"Title: {title}", "Publication title: Valley Courier; Vladikavkaz",
            f"Publication date: Jun 2{number}, 2015", "Section: World", f"ProQuest document ID: 100{number}",
            "Database: Global Newsstream",
        ]  # fmt: skip
    return "\n\n".join(out)


@pytest.mark.deep
def test_an_export_is_added_listed_and_shown(tmp_path: Path) -> None:
    (tmp_path / "export.txt").write_text(export())
    ledger = str(tmp_path / "ledger")
    added = dateline("add", str(tmp_path / "export.txt"), "--ledger", ledger)
    assert "2 new reports" in added.stdout
    assert "its list of titles says 3; not found: Mayor resigns" in added.stdout + added.stderr
    assert "count_differs" in dateline("reports", "--ledger", ledger, "--unreadable").stdout
    listed = dateline("reports", "--ledger", ledger, "--json").stdout
    reports = [json.loads(line) for line in listed.splitlines()]
    assert sorted(report["source_key"] for report in reports) == [
        "id:proquest:1001",
        "id:proquest:1002",
    ]
    for report in reports:
        shown = dateline("show", report["id"], "--ledger", ledger).stdout
        assert "database    ProQuest" in shown
        assert "section     World" in shown
        assert "exported    2015-11-03" in shown
    read = dateline("read", str(tmp_path / "export.txt"), "--limit", "1")
    assert "ProQuest" in read.stdout
