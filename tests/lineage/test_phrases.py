"""Phrases and words weighed together, beside a plain reference that takes them one by one."""

from __future__ import annotations

import random

import plain_phrases_for_tests as plain
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_for_tests import prose, report

from dateline.lineage import phrases as module
from dateline.lineage.credited import follows
from dateline.lineage.known import know
from dateline.lineage.phrases import phrases
from dateline.lineage.stretches import Left
from dateline.lineage.words import Vocabulary, batches, words_of
from dateline.types import Span

PIECES = [
    "the", "Commander", "valley", "U.S", "3,000", "twenty-one", "café", "ÉCOLE", "село", "Село", "_", "a_b",
    "l’eau", "o'clock", "x..y", "a.-b", "𝒳ylem", "𝔸", "東京", "ß", "ŉ", "²", "fell", "quickly", "bridges",
    ".", ". ", "! ", "? ", "\n", "\n\n", " ", " ", " ", ", ", "“", "”", " (", ") ", " – ", "-", "'", "…", "\t",
]  # fmt: skip
TEXTS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
        st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
        st.text(max_size=40),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(TEXTS)
def test_words_are_those_of_the_plain_reference(texts):
    vocabulary = Vocabulary()
    words = words_of(texts, vocabulary)
    numbers = {number: word for word, number in vocabulary._numbers.items()}
    found = [
        (text, start, numbers[number], bool(opens))
        for text, start, number, opens in zip(
            *(each.tolist() for each in (words.text, words.starts, words.numbers, words.opens)),
            strict=True,
        )
    ]
    assert found == [
        (n, start, word, at == 0)
        for n, text in enumerate(texts)
        for sentence in plain.sentences(text)
        for at, (start, word) in enumerate(sentence)
    ]


@settings(deadline=None)
@given(TEXTS)
def test_words_are_counted_once_a_text_whatever_their_case(texts):
    vocabulary = Vocabulary()
    for text in texts:
        vocabulary.count(words_of([text], vocabulary))
    together = Vocabulary()
    together.count(words_of(texts, together))
    for counted in (vocabulary, together):
        assert dict(zip(counted._keys, counted.counts.tolist(), strict=True)) == dict(
            plain.frequency(texts)
        )


@settings(deadline=None)
@given(st.lists(st.integers(0, 3_000_000), max_size=9))
def test_batches_hold_each_text_once_and_in_order(sizes):
    parts = list(batches(sizes))
    assert [n for part in parts for n in range(part.start, part.stop)] == list(range(len(sizes)))
    assert all(part.stop - part.start == 1 or sum(sizes[part]) <= 2_000_000 for part in parts)


def known_of(texts, seed):
    """Give texts as known, some with a title and with furniture that cuts through words."""
    choose = random.Random(seed)
    known = {}
    for n, words in enumerate(texts):
        title = Span(0, choose.randrange(len(words))) if len(words) and n % 3 == 0 else None
        ends = sorted(choose.randrange(len(words) + 1) for _ in range(2 * (n % 4)))
        out = [Span(*ends[at : at + 2]) for at in range(0, len(ends), 2)]
        text = report(f"T{n}", words, title=title)
        known[f"T{n}"] = know(text, out, ())
    return known


def by_the_plain_reference(known):
    counts = plain.frequency([each.text.text for each in known.values()])
    found = {}
    for version, each in known.items():
        text, title = each.text.text, each.text.title
        pieces = Left(len(text), each.furniture).pieces(
            each.body.start, min(each.body.end, each.body.start + plain.CHECKED)
        )
        words = "" if title is None else title.of(text)
        found[version] = plain.phrases_of(text, words, pieces, counts)
    return found


@settings(deadline=None)
@given(TEXTS, st.integers(0, 99))
def test_phrases_are_those_of_the_plain_reference(texts, seed):
    known = known_of(texts, seed)
    assert dict(phrases(known)) == by_the_plain_reference(known)


@pytest.mark.parametrize("seed", range(4))
def test_phrases_of_prose_are_those_of_the_plain_reference_in_any_batches(seed, monkeypatch):
    choose = random.Random(seed)
    texts = [prose(f"{seed} {n % 7}", choose.randrange(9)) for n in range(20)]
    texts.append(" ".join(choose.choices(PIECES[:14], k=2_000)))  # one sentence without end
    known = known_of(texts, seed)
    expected = by_the_plain_reference(known)
    assert any(expected.values())
    assert dict(phrases(known)) == expected
    monkeypatch.setattr("dateline.lineage.words.BATCH", 2_000)
    assert dict(phrases(dict(reversed(known.items())))) == expected


def test_of_a_very_long_text_the_first_characters_are_looked_at(monkeypatch):
    monkeypatch.setattr(module, "_CHECKED", 400)
    monkeypatch.setattr(plain, "CHECKED", 400)
    known = known_of([prose("long", 30), prose("other", 2)], 1)
    assert dict(phrases(known)) == by_the_plain_reference(known)


def test_no_reports_have_no_phrases():
    assert dict(phrases({})) == {}


FOLLOWED = [
    "According to", "according to", "as reported by", "First reported by", "first reported by", "citing",
    "Reported first by", "published in", "Published first on", "an analysis by", "analysis", "a report of",
    "Dispatch from", "story published by", "the", "The", "an article in", "Highland Wire", "Wire", "of",
    "and", "Bank of the North", "first", "reported", "reports", "wrote", "reported.", "(Reuters", "“AFP",
    "по данным", "По данным", "Как сообщает", "сообщает издание «", "со ссылкой на", "пишет", "передает",
    "Ведомости", "The Long Name-With.Dots & Marks", "X" * 45, "\n", ".", ",",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(FOLLOWED), max_size=30), st.sampled_from([" ", " ", "", "  "]))
def test_whom_a_report_follows_is_what_trying_every_place_finds(words, between):
    text = between.join(words)
    assert list(follows(text).items()) == list(plain.follows(text).items())
