"""Which files there are, and what comes of them through the workers."""

from __future__ import annotations

import json
import os

import pytest
from reading_for_tests import ARTICLE

from dateline.identity import sha256_hex
from dateline.ingest import Given, IngestOptions, ReadLimits, ingest, read_files, walk
from dateline.ingest.original import read_original
from dateline.ingest.packed import pack, unpack
from dateline.safety import ParserPool
from dateline.types import Reading, Unreadable


@pytest.fixture(scope="module")
def pool():
    """Give one pool for all tests of this module."""
    with ParserPool(2) as made:
        yield made


def test_walk_sorts_skips_hidden_and_survives_loops(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / ".hidden").write_text("no")
    (tmp_path / ".git").mkdir()
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    found = walk([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a.txt",
        "b/2.txt",
        "c.txt",
    ]
    assert found.hidden == 2


def test_walk_leaves_out_ledgers(tmp_path):
    held = tmp_path / "held"
    (held / "originals").mkdir(parents=True)
    (held / "ledger.sqlite").write_bytes(b"SQLite format 3\0")
    (held / "originals" / "report").write_text("added before")
    (tmp_path / "no_ledger").mkdir()
    (tmp_path / "no_ledger" / "ledger.sqlite").write_text("only called so")
    found = walk([tmp_path])
    assert list(found) == [tmp_path / "no_ledger" / "ledger.sqlite"]
    assert found.hidden == 1
    assert [item.code for item in ingest(held)] == ["ledger"]


def test_a_name_that_is_no_text_can_be_kept(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"\xff.txt")).write_text(ARTICLE[0])
    except OSError:
        pytest.skip("this file system has only names in UTF-8")
    found = list(ingest(tmp_path))
    assert [type(item) for item in found] == [Reading]
    with ParserPool(1) as one:
        location = next(read_files(one, walk([tmp_path]))).location
    assert location.endswith("\\udcff.txt")
    location.encode("utf-8")


def test_walk_gives_what_the_user_names(tmp_path):
    hidden = tmp_path / ".note.txt"
    hidden.write_text("x")
    missing = tmp_path / "missing.txt"
    assert list(walk([missing, hidden])) == [missing, hidden]


def test_files_are_read_in_order_with_their_originals(pool, tmp_path):
    first, second = tmp_path / "1.txt", tmp_path / "2.jsonl"
    first.write_text(ARTICLE[0])
    second.write_text("\n".join(json.dumps({"id": n, "text": ARTICLE[n]}) for n in range(3)))
    missing = tmp_path / "3.txt"
    received = list(read_files(pool, [first, second, missing, Given("-", ARTICLE[2].encode())]))
    assert [r.location for r in received] == [
        str(first),
        *[str(second)] * 3,
        str(missing),
        "-",
    ]
    assert [r.media for r in received] == [
        "text/plain",
        *["application/jsonl"] * 3,
        "application/octet-stream",
        "text/plain",
    ]
    assert [r.item.code for r in received if isinstance(r.item, Unreadable)] == ["missing"]
    for r in received:
        if isinstance(r.item, Reading):
            assert r.sha256 == r.item.original == sha256_hex(r.data)


def test_unreadable_files_are_listed_with_the_users_name_for_them(pool, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    large = tmp_path / "large.txt"
    large.write_text("x" * 100)
    options = IngestOptions(limits=ReadLimits(original_bytes=50))
    received = list(read_files(pool, [tmp_path / "pipe", large, tmp_path], options))
    assert [r.item.code for r in received] == ["not_a_file", "too_large", "folder"]
    assert [r.item.location for r in received] == [r.location for r in received]


def test_ingest_reads_bytes_and_files(pool, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE[0])
    (from_bytes,) = ingest(ARTICLE[0].encode(), pool=pool)
    (from_file,) = ingest(tmp_path / "a.txt", IngestOptions(language="en"), pool=pool)
    (from_folder,) = ingest(tmp_path, pool=pool)
    assert from_bytes.text == from_file.text == from_folder.text == ARTICLE[0]
    assert from_file.language == "en"


def test_workers_and_this_process_read_the_same(pool):
    data = "\n".join(
        json.dumps({"title": "A mine", "text": f"(AP) - {t}"}) for t in ARTICLE
    ).encode()
    here = list(read_original(data, "a.jsonl", IngestOptions()))
    there = [r.item for r in read_files(pool, [Given("a.jsonl", data)])]
    assert here == there


def test_skip_passes_over_members():
    data = "\n".join(json.dumps({"text": t}) for t in ARTICLE).encode()
    told = []
    items = list(
        read_original(
            data, "a.jsonl", IngestOptions(), skip=2, progress=lambda *at: told.append(at)
        )
    )
    assert [item.member for item in items] == ["3"]
    assert told == [(3, "3")]


def test_packing_keeps_everything():
    data = f"By Jane Doe\n\nGROZNY (AP) - {ARTICLE[0]}\n\nend".encode()
    (reading,) = read_original(data, "a.txt", IngestOptions())
    assert reading.credits and reading.furniture
    assert unpack(json.loads(json.dumps(pack(reading)))) == reading


def test_a_packed_span_outside_its_text_is_refused():
    (reading,) = read_original(ARTICLE[0].encode(), "a.txt", IngestOptions())
    packed = pack(reading) | {"title": (0, 10_000)}
    with pytest.raises(ValueError, match="outside"):
        unpack(packed)


def test_options_survive_the_way_to_a_worker():
    options = IngestOptions("https://e.org/", "c", (("text", "T"),), "P", "en", ReadLimits(ratio=7))
    assert IngestOptions.from_plain(json.loads(json.dumps(options.to_plain()))) == options
