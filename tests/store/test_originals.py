"""Originals: stored once, whole, and checked when they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.identity import sha256_hex
from dateline.store import Ledger, LedgerError, NotFoundError
from dateline.store.originals import load_original, original_path, store_original


def test_bytes_lie_under_their_hash(tmp_path: Path) -> None:
    sha = store_original(tmp_path, b"report")
    assert sha == sha256_hex(b"report")
    assert (tmp_path / sha[:2] / sha).read_bytes() == b"report"
    assert load_original(tmp_path, sha) == b"report"


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    sha = store_original(tmp_path, b"report")
    path = original_path(tmp_path, sha)
    before = path.stat().st_mtime_ns
    assert store_original(tmp_path, b"report") == sha
    assert path.stat().st_mtime_ns == before
    assert [p.name for p in path.parent.iterdir()] == [sha]


def test_a_write_that_was_cut_off_is_not_taken_for_the_original(tmp_path: Path) -> None:
    sha = sha256_hex(b"report")
    folder = original_path(tmp_path, sha).parent
    folder.mkdir()
    (folder / f".{sha}.1.1.part").write_bytes(b"rep")
    with pytest.raises(NotFoundError, match="is missing"):
        load_original(tmp_path, sha)
    store_original(tmp_path, b"report")
    assert load_original(tmp_path, sha) == b"report"


def test_a_changed_original_is_noticed(tmp_path: Path) -> None:
    sha = store_original(tmp_path, b"report")
    original_path(tmp_path, sha).write_bytes(b"edited")
    with pytest.raises(LedgerError, match="hash differs"):
        load_original(tmp_path, sha)


def test_a_ledger_keeps_every_media_type_of_the_same_bytes(ledger: Ledger) -> None:
    sha = ledger.put_original(b"<p>x", "text/html")
    ledger.put_original(b"<p>x", "application/xhtml+xml")
    assert ledger.original(sha) == b"<p>x"
    (line,) = ledger.dump()
    assert '"media":["application/xhtml+xml","text/html"]' in line
