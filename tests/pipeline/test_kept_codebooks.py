"""The codebooks that a ledger keeps: all of a set or none, whenever a program is stopped."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from dateline.pipeline import codebooks

BOTH = ["plover", "organisations"]


def names(ledger: Path) -> list[str]:
    return [Path(path).stem for path in codebooks.kept(ledger)]


def test_the_first_set_is_kept_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it is stopped, the next ``add`` must not find some of its codebooks."""
    whole = codebooks._write
    for written in range(2):
        left = written

        def stopped(path: Path, data: bytes) -> None:
            nonlocal left
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
            whole(path, data)

        with monkeypatch.context() as patched:
            patched.setattr(codebooks, "_write", stopped)
            with pytest.raises(KeyboardInterrupt):
                codebooks.keep(tmp_path, BOTH)
        assert names(tmp_path) == []
    codebooks.keep(tmp_path, BOTH)
    assert names(tmp_path) == sorted(BOTH)


def test_two_programs_that_keep_the_first_set_at_once_keep_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = codebooks._write

    def overtaken(path: Path, data: bytes) -> None:
        whole(path, data)
        if threading.current_thread() is threading.main_thread():
            # The other one is a process of its own number.
            monkeypatch.setattr("os.getpid", lambda: 1)
            other = threading.Thread(target=codebooks.keep, args=(tmp_path, BOTH))
            other.start()
            other.join()
            monkeypatch.undo()

    monkeypatch.setattr(codebooks, "_write", overtaken)
    codebooks.keep(tmp_path, BOTH)
    assert names(tmp_path) == sorted(BOTH)
    assert [p.name for p in tmp_path.iterdir()] == [codebooks.FOLDER]


def test_another_set_takes_the_place_of_the_first(tmp_path: Path) -> None:
    codebooks.keep(tmp_path, BOTH)
    codebooks.keep(tmp_path, ["acled"])
    assert names(tmp_path) == ["acled"]
    assert [p.name for p in (tmp_path / codebooks.FOLDER).iterdir()] == ["acled.yaml"]
