"""``dateline watch`` as a user types it, killed and left as users do, against a server on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from servers_for_tests import answer
from test_addresses import FEED, keys
from test_fetching_commands import dateline

from dateline.cli import main
from dateline.store import open_ledger
from dateline.store.dump import dump

KILLED = """
import os, signal, sys
from dateline.watch.state import Feeds
Feeds.write = lambda self, state: os.kill(os.getpid(), signal.SIGKILL)
from dateline.cli import main
main()
"""
"""The command, killed when the items are in the ledger and the state is not written."""


def env():
    return {**os.environ, "NO_COLOR": "1", "COLUMNS": "120", "PYTHONUNBUFFERED": "1"}


@pytest.mark.deep
def test_a_watch_that_is_killed_before_its_state_is_written_loses_and_repeats_nothing(
    server, tmp_path
):
    server.answers["/feed"] = [answer(FEED), answer(FEED.replace(b"g1", b"g9"))]
    words = ("watch", f"http://127.0.0.1:{server.port}/feed", "--once", "--now", "--delay", "0",
             "--allow-private-addresses", "--codebook", "plover")  # fmt: skip
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *words], capture_output=True, cwd=tmp_path, env=env(),
        check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with_held = open_ledger(tmp_path / "ledger")
    before = list(dump(with_held))
    with_held.close()
    again = dateline(*words, folder=tmp_path)
    assert again.returncode == 0, again.stderr
    assert "1 new, 0 changed, 1 unchanged" in again.stdout
    held = open_ledger(tmp_path / "ledger")
    after = list(dump(held))
    assert set(before) <= set(after)
    assert keys(held) == [f"id:news.example:g{n}" for n in (1, 2, 9)]
    assert sum('"kind":"capture"' in line for line in after) == 3
    held.close()
    server.answers["/feed"] = answer(b"", "410 Gone")
    gone = dateline(*words, folder=tmp_path)
    assert gone.returncode == 1
    assert "taken away for good (HTTP 410); not asked any more" in gone.stderr
    assert "no feed was due; no feed is left to ask" in dateline(
        *[word for word in words if word != "--now"], folder=tmp_path
    ).stdout  # fmt: skip


@pytest.mark.deep
def test_ctrl_c_ends_a_watch_with_everything_stored(server, tmp_path):
    server.answers["/feed"] = answer(FEED)
    url = f"http://127.0.0.1:{server.port}/feed"
    words = ("watch", url, "--delay", "0", "--allow-private-addresses", "--codebook", "plover")
    running = subprocess.Popen(
        [sys.executable, "-m", "dateline", *words], cwd=tmp_path, env=env(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    line = running.stdout.readline()
    assert f"{url}: 2 new, 0 changed, 0 unchanged; next " in line
    second = dateline(*words, folder=tmp_path)
    assert second.returncode == 2
    assert "another dateline watch is at work on this ledger" in second.stderr
    (tmp_path / "note.txt").write_text("Gunmen killed a judge in Grozny on Monday, police said.\n")
    added = dateline("add", "note.txt", folder=tmp_path)  # beside it
    assert "1 new report;" in added.stdout, added.stderr
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "interrupted; what was finished is kept" in said
    assert "Traceback" not in said
    asked = len(server.requests)
    after = dateline(*words, "--once", folder=tmp_path)
    assert after.returncode == 0, after.stderr
    assert "no feed was due" in after.stdout
    assert len(server.requests) == asked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["watch"], "no feed to watch"),
        (["watch", "http://a.example/", "--every", "soon"], "--every soon: write a number and"),
        (["watch", "http://a.example/", "--every", "5s"], "once a minute at most"),
        (["watch", "http://a.example/", "--for", "0h"], "--for 0h: write a number and"),
        (["watch", "--feeds", "none.opml"], "none.opml: No such file"),
    ],
)
def test_mistakes_are_told_before_a_ledger_is_made(words, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["dateline", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
