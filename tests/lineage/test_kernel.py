"""Compiled code beside the plain reference: the same letters, fingerprints, stretches and copies."""

from __future__ import annotations

import random
from importlib import import_module

import numpy as np
import plain_for_tests as plain
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_for_tests import WORDS

from dateline.lineage import compare, compare_pair
from dateline.lineage import plain as plainly
from dateline.lineage.compare import FREQUENT
from dateline.lineage.fingerprints import fingerprints
from dateline.lineage.normal import normalise

pytest.importorskip("numba", reason="no compiled code on this machine: texts are compared plainly")

from dateline.lineage.kernel import comparing, postings, store
from dateline.lineage.kernel.reading import read

MARKS = "\"“”„‟«»‹›‘’‚'「」『』\n "
ALPHABETS = st.one_of(
    st.characters(),  # any code point, lone surrogates included
    st.sampled_from(MARKS),
    st.sampled_from("abcдеÉё漢字かー12 ,.’'𝐀𐐀ｂ́ßﬁ"),
)
texts_of_any_kind = st.lists(st.text(ALPHABETS, max_size=120), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(texts_of_any_kind)
def test_reading_gives_the_normal_form_of_each(texts):
    batch = read(texts)
    for n, text in enumerate(texts):
        normal = normalise(text)
        part = slice(batch.letter_bounds[n], batch.letter_bounds[n + 1])
        assert batch.letters[part].tolist() == normal.letters.tolist()
        assert batch.flags[part].tolist() == normal.flags.tolist()
        bits = np.unpackbits(batch.masks[batch.mask_bounds[n] : batch.mask_bounds[n + 1]])
        assert np.flatnonzero(bits).tolist() == normal.offsets.tolist()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("ab é", max_size=400) | st.text(max_size=200), min_size=1, max_size=5))
def test_reading_gives_the_fingerprints_of_each(texts):
    batch = read(texts)
    for n, text in enumerate(texts):
        hashes, places, _ = fingerprints(normalise(text).letters)
        part = slice(batch.hash_bounds[n], batch.hash_bounds[n + 1])
        found = zip(batch.hashes[part].tolist(), batch.places[part].tolist(), strict=True)
        assert sorted(found) == list(zip(hashes.tolist(), places.tolist(), strict=True))


def versions_of(choose, count):
    """Give versions that share much in every way: copies cut, reworded, repeated, quoted, equal."""
    pool = [[choose.choice(WORDS) for _ in range(choose.randrange(6, 40))] for _ in range(8)]
    found = []
    for n in range(count):
        told = []
        for _ in range(choose.randrange(1, 6)):
            words = list(choose.choice(pool))
            for at in range(len(words)):
                if choose.random() < choose.choice([0, 0.05, 0.3]):
                    words[at] = choose.choice(WORDS) + str(choose.randrange(50))
            piece = " ".join(words * choose.choice([1, 1, 1, 3]))
            told.append(choose.choice([piece, piece.upper(), f"“{piece}”", f"{piece}.\n"]))
        if found and choose.random() < 0.2:
            told = [choose.choice(found).text.swapcase()]
        report = f"R{choose.randrange(count)}"
        found.append(plain.text(f"T{n:03}", ", ".join(told), report=report))
    return found


def assert_same_copies(seed, frequent):
    choose = random.Random(seed)
    texts = versions_of(choose, choose.randrange(2, 40))
    found = comparing.compare(texts, frequent)
    assert found == plainly.compare(texts, frequent)
    choose.shuffle(texts)
    assert comparing.compare(texts, frequent) == found


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 12))
def test_copies_are_those_of_the_plain_reference(seed, frequent):
    assert_same_copies(seed, frequent)


@pytest.mark.deep
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 12))
def test_many_more_copies_are_those_of_the_plain_reference(seed, frequent):
    assert_same_copies(seed, frequent)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_what_a_pair_shares_is_the_same_among_many(seed):
    texts = versions_of(random.Random(seed), 12)
    found = {(copy.a, copy.b): copy for copy in comparing.compare(texts, FREQUENT)}
    for n, a in enumerate(texts):
        for b in texts[n + 1 :]:
            if a.report != b.report:
                assert compare_pair(a, b) == found.get((a.version, b.version))


def test_fingerprints_in_parts_and_small_buckets_give_the_same(monkeypatch):
    texts = versions_of(random.Random(8), 60)
    found = comparing.compare(texts, 20)
    assert len(found) > 100
    monkeypatch.setattr(postings, "PART", 500)
    monkeypatch.setattr(postings, "BUCKET", 16)
    monkeypatch.setattr(store, "BATCH", 3_000)
    assert comparing.compare(texts, 20) == found


@pytest.mark.parametrize("texts", [[], [""], ["", " "], ["a", "a"], ["Read more." * 9] * 2])
def test_few_texts_short_ones_and_equal_ones(texts):
    versions = [plain.text(f"T{n}", text) for n, text in enumerate(texts)]
    assert comparing.compare(versions, FREQUENT) == plainly.compare(versions, FREQUENT)


def test_many_texts_are_compared_by_compiled_code_and_few_are_not(monkeypatch):
    texts = versions_of(random.Random(2), 30)
    few = compare(texts)
    asked = []

    def noted(texts, frequent):
        asked.append(frequent)
        return comparing_compare(texts, frequent)

    comparing_compare = comparing.compare
    monkeypatch.setattr(comparing, "compare", noted)
    assert compare(texts) == few and asked == []
    monkeypatch.setattr(import_module("dateline.lineage.compare"), "MANY", 2_000)
    assert compare(iter(texts)) == few and asked == [FREQUENT]


def test_many_versions_of_one_text_are_told_in_a_thread():
    words = " ".join(f"{word}{n}" for n, word in enumerate(WORDS * 2))
    texts = [plain.text(f"T{n}", words, report=f"R{n}") for n in range(9)]
    texts += [plain.text(f"V{n}", f"{words} and {n}", report=f"R{n}") for n in range(9)]
    for frequent in (2, 4, 8, 20):
        assert comparing.compare(texts, frequent) == plainly.compare(texts, frequent)
