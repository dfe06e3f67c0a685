"""Texts added some at a time: the same copies as comparing all at once, whatever the order."""

from __future__ import annotations

import random
import shutil
from importlib import import_module

import numpy as np
import plain_for_tests as plain
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_for_tests import WORDS

pytest.importorskip("numba", reason="no compiled code on this machine: texts are compared plainly")

from dateline.lineage.kernel import adding, comparing, index, store
from dateline.lineage.kernel.kept import Kept


def some_versions(choose, count):
    """Give versions of few texts that share sentences, some in many texts, in reports with others."""
    pool = [" ".join(f"{choose.choice(WORDS)}{n}" for n in range(12)) for _ in range(9)]
    versions = []
    for n in range(count):
        sentences = [choose.choice(pool) for _ in range(choose.randrange(1, 4))]
        if choose.random() < 0.6:
            sentences.append(
                " ".join(f"{choose.choice(WORDS)}{choose.randrange(99)}" for _ in range(9))
            )
        text = choose.choice([" ".join(sentences), " ".join(sentences).upper()])
        id = f"T{choose.randrange(10**6):06}{n}"
        versions.append(plain.text(id, text, report=f"R{choose.randrange(count)}"))
    return versions


def assert_adding_is_comparing(seed, frequent, folder):
    choose = random.Random(seed)
    texts = some_versions(choose, choose.randrange(4, 60))
    here = []
    while texts:
        some = choose.randrange(1, 12)
        here, texts = [*here, *texts[:some]], texts[some:]
        kept = Kept(folder)
        asked = list(here)
        choose.shuffle(asked)
        assert comparing.compare(asked, frequent, kept) == comparing.compare(here, frequent)
        kept.commit()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 9))
def test_adding_some_at_a_time_gives_what_comparing_all_gives(tmp_path_factory, seed, frequent):
    assert_adding_is_comparing(seed, frequent, tmp_path_factory.mktemp("kept") / "lineage")


@pytest.mark.deep
@settings(max_examples=600, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 9))
def test_adding_many_more_gives_what_comparing_all_gives(tmp_path_factory, seed, frequent):
    assert_adding_is_comparing(seed, frequent, tmp_path_factory.mktemp("kept") / "lineage")


@pytest.mark.parametrize("count", [0, 1, 2, 200, 300, 600, 5_000])
def test_the_index_gives_every_text_that_has_a_fingerprint(count):
    choose = np.random.default_rng(count)
    some = choose.integers(0, 2**64, size=max(1, count // 2), dtype=np.uint64)
    hashes = choose.choice(some, size=count)
    texts = choose.integers(0, 50, size=count).astype(np.int32)
    parts = (
        index.indexed(hashes[: count // 3], texts[: count // 3]),
        index.indexed(hashes[count // 3 :], texts[count // 3 :]),
    )
    wanted = np.unique(np.concatenate((some, np.array([0, 2**64 - 1], dtype=np.uint64))))
    bounds, found = index.holders(wanted, parts)
    for n, value in enumerate(wanted):
        expected = sorted(set(texts[hashes == value].tolist()))
        assert found[bounds[n] : bounds[n + 1]].tolist() == expected


def kept_of(folder, texts):
    kept = Kept(folder)
    comparing.bring_up_to_date(texts, 200, kept)
    kept.commit()


def test_only_new_texts_and_their_partners_are_read_again(tmp_path, monkeypatch):
    texts = some_versions(random.Random(4), 80)
    kept_of(tmp_path / "lineage", texts[:79])
    read = []
    whole = store.read
    monkeypatch.setattr(
        store, "read", lambda some, place: (read.extend(some), whole(some, place))[1]
    )
    alone = plain.text("T0", "nothing that any other text has said in any way whatever today here")
    found = comparing.compare([*texts[:79], alone], 200, Kept(tmp_path / "lineage"))
    assert set(read) == {alone.text}
    assert found == comparing.compare([*texts[:79], alone], 200)


def test_what_is_kept_is_used_only_when_it_was_committed_and_is_of_these_texts(tmp_path):
    texts = some_versions(random.Random(5), 40)
    comparing.bring_up_to_date(texts, 200, Kept(tmp_path / "lineage"))
    assert Kept(tmp_path / "lineage").load(200) is None  # never committed
    kept_of(tmp_path / "lineage", texts)
    assert Kept(tmp_path / "lineage").load(200).ids == [text.version for text in texts]
    assert Kept(tmp_path / "lineage").load(199) is None
    fewer = comparing.compare(texts[:20], 200, Kept(tmp_path / "lineage"))
    assert fewer == comparing.compare(texts[:20], 200)
    assert len(list((tmp_path / "lineage").glob("base-*"))) == 4  # of the parts, two each
    kept_of(tmp_path / "lineage", texts[:20])
    assert len(list((tmp_path / "lineage").iterdir())) == 3


@pytest.mark.parametrize("keep", [0, 1, 100, 0.5, 0.999])
def test_a_file_that_is_cut_counts_for_nothing(tmp_path, keep):
    texts = some_versions(random.Random(6), 40)
    kept_of(tmp_path / "lineage", texts)
    for path in sorted((tmp_path / "lineage").iterdir()):
        whole = path.read_bytes()
        path.write_bytes(whole[: keep if isinstance(keep, int) else int(keep * len(whole))])
        assert Kept(tmp_path / "lineage").load(200) is None
        path.write_bytes(whole)
    assert Kept(tmp_path / "lineage").load(200) is not None
    (tmp_path / "lineage" / "known").unlink()
    assert comparing.compare(texts, 200, Kept(tmp_path / "lineage")) == comparing.compare(
        texts, 200
    )


def test_a_commit_after_a_purge_brings_nothing_back(tmp_path):
    kept = Kept(tmp_path / "lineage")
    comparing.bring_up_to_date(some_versions(random.Random(7), 20), 200, kept)
    shutil.rmtree(tmp_path / "lineage")
    kept.commit()
    assert not (tmp_path / "lineage").exists()


def test_a_full_disk_keeps_nothing_and_changes_nothing(tmp_path, monkeypatch):
    texts = some_versions(random.Random(9), 40)

    def full(file):
        raise OSError(28, "No space left on device")

    kept = Kept(tmp_path / "lineage")
    with monkeypatch.context() as patched:
        patched.setattr(import_module("dateline.lineage.kernel.kept"), "_sync", full)
        assert comparing.compare(texts, 200, kept) == comparing.compare(texts, 200)
    kept.commit()
    assert Kept(tmp_path / "lineage").load(200) is None


def test_many_additions_are_put_into_the_base(tmp_path, monkeypatch):
    texts = some_versions(random.Random(10), 60)
    monkeypatch.setattr(adding, "REST", 40)
    for count in (20, 40, 50, 60):
        kept_of(tmp_path / "lineage", texts[:count])
    known = Kept(tmp_path / "lineage").load(200)
    assert len(known.indexes[0].hashes) > 4 * len(known.indexes[1].hashes)
    assert comparing.compare(texts, 200, Kept(tmp_path / "lineage")) == comparing.compare(
        texts, 200
    )
