"""The commands that fetch, as a user types them, against a server on loopback."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from servers_for_tests import PAGE, answer


def dateline(*words, folder):
    """Run the command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "dateline", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120"},
    )


@pytest.mark.deep
def test_read_and_add_fetch_addresses_and_list_what_failed(server, tmp_path):
    server.answers |= {"/a": answer(), "/b": answer(PAGE.replace(b"two", b"six"))}
    base = f"http://127.0.0.1:{server.port}"
    shown = dateline("read", f"{base}/a", "--allow-private-addresses", folder=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "Mine wounds two soldiers near Arkhon" in shown.stdout
    assert list(tmp_path.iterdir()) == []
    refused = dateline("add", f"{base}/a", folder=tmp_path)
    assert refused.returncode == 1
    assert "not public (loopback)" in refused.stderr
    (tmp_path / "urls.txt").write_text(f"{base}/a\n# more\n{base}/b\n{base}/c\n")
    words = ("add", "--urls", "urls.txt", "--allow-private-addresses", "--delay", "0")
    added = dateline(*words, "--contact", "desk@uni.example", folder=tmp_path)
    assert added.returncode == 0, added.stderr
    assert "2 new reports" in added.stdout
    assert f"{base}/c: not read: there is nothing there any more" in added.stderr
    assert "(+desk@uni.example)" in server.heads[-1]
    listed = dateline("reports", "--unreadable", folder=tmp_path)
    assert f"{base}/c" in listed.stdout
    assert f"{base}/a" not in listed.stdout
    server.requests.clear()
    assert "2 files read before" in dateline(*words, folder=tmp_path).stdout
    assert [path.rsplit("/", 1)[1] for path in server.requests] == ["c"]
