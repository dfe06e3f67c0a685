"""What texts share: against the plain reference, and whatever the order of the texts."""

from __future__ import annotations

import random

import plain_for_tests as plain
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.lineage import compare, compare_pair
from dateline.lineage import plain as plainly
from dateline.lineage.compare import FREQUENT
from dateline.lineage.normal import normalise, quoted_spans
from dateline.store.joins import Joins

ALERT = (
    "Two soldiers were wounded on Tuesday when a mine exploded under their car near the village of "
    "Arkhon, the regional governor said."
)
SEARCH = (
    "He said that the road had been searched for mines in the morning and that nobody had claimed "
    "responsibility so far."
)
WORDS = [
    *("army", "said", "the", "Tuesday", "killed", "ÉCOLE", "ёлка", "12", "1,200", "in-law"),
    *("village's", "of", "militants", "–", "“mine”", "при", "взрыве", "O'Neil", "naïve", "a"),
]

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


def planted(choose, count):
    """Give ``count`` words that come nowhere else, of at least 60 letters."""
    letters = "bcdfghklmnprstvw"
    return " ".join("".join(choose.choice(letters) for _ in range(6)) for _ in range(count))


def runs_of(a, b):
    found = compare_pair(plain.text("T1", a), plain.text("T2", b))
    runs = () if found is None else found.runs
    # What is reworded is told by words, not by letters, and has properties of its own.
    return {tuple(run[:4]) for run in runs if run.kind != "reworded"}


def letters(words):
    return [letter for letter, _ in plain.letters_of(words)]


@given(sentences, sentences, sentences, sentences)
@settings(max_examples=150, deadline=None)
def test_runs_are_those_of_the_plain_reference_or_covered_by_longer_ones(left, right, both, more):
    a = f"{left} {both} {more}."
    b = f"{both}\n\n{right}; {more}"
    assume(all(a.casefold().count(word.casefold()) < 40 for word in WORDS))
    found, expected = runs_of(a, b), plain.shared(a, b)
    assert found <= expected
    for a_start, a_end, b_start, b_end in expected - found:
        assert covered(a_start, a_end, [(r[0], r[1]) for r in found])
        assert covered(b_start, b_end, [(r[2], r[3]) for r in found])


def covered(start, end, ranges):
    places = set(range(start, end))
    for low, high in ranges:
        places -= set(range(low, high + 2))  # runs that touch leave the space between them
    return not places


@given(sentences, sentences, sentences)
@settings(max_examples=150, deadline=None)
def test_runs_quote_equal_text_on_both_sides_and_both_ways(left, both, right):
    a, b = f"{left} {both}", f"{both.upper()} {right}"
    there = runs_of(a, b)
    for a_start, a_end, b_start, b_end in there:
        assert letters(a[a_start:a_end]) == letters(b[b_start:b_end])
        assert a_end - a_start >= 50 <= b_end - b_start
    assert {(r[2], r[3], r[0], r[1]) for r in runs_of(b, a)} == there


@given(st.integers(0, 2**32), st.integers(10, 60), sentences, sentences)
@settings(max_examples=100, deadline=None)
def test_a_planted_copy_of_sixty_letters_is_always_found(seed, count, left, right):
    copied = planted(random.Random(seed), count)
    a, b = f"{left} {copied} {right}", f"{right}, {copied}. {left}"
    found = compare_pair(plain.text("T1", a), plain.text("T2", b))
    at = a.index(copied)
    assert any(run.a_start <= at and at + len(copied) <= run.a_end for run in found.runs)


def ledger():
    """Give versions: a dispatch, its reprints and a second version of one, furniture in many."""
    choose = random.Random(3)
    furniture = planted(choose, 12)
    dispatch = planted(choose, 60)
    texts = [
        plain.text(f"T{n:03}", f"{planted(choose, 30)}. {furniture}. {planted(choose, 30)}")
        for n in range(60)
    ]
    texts += [
        plain.text(f"T{n}", f"{dispatch} {planted(choose, 20)} {furniture}")
        for n in range(100, 106)
    ]
    texts += [plain.text("T200", dispatch.upper()), plain.text("T201", dispatch)]
    texts += [plain.text("T202", dispatch + " And more.", report="RT201")]
    return texts


@pytest.mark.deep
def test_comparing_many_gives_what_each_pair_gives_in_any_order():
    texts = ledger()
    found = compare(texts)
    shuffled = list(texts)
    random.Random(1).shuffle(shuffled)
    assert compare(shuffled) == found
    one_by_one = [
        copy
        for n, a in enumerate(texts)
        for b in texts[n + 1 :]
        if a.report != b.report and (copy := compare_pair(a, b)) is not None
    ]
    assert sorted(one_by_one, key=lambda copy: copy.id) == list(found)


def test_threads_change_nothing():
    found = []
    for threads in (1, 2, 4):
        with Joins(threads=threads) as joins:
            found.append(plainly.compare(ledger(), FREQUENT, joins))
    assert found[0] == found[1] == found[2]


def test_small_blocks_change_nothing(monkeypatch):
    texts = ledger()
    found = compare(texts)
    monkeypatch.setattr(plainly, "BLOCK", 500)
    assert compare(texts) == found


def test_frequent_fingerprints_make_a_thread_of_pairs_and_seed_those_that_others_make(monkeypatch):
    from importlib import import_module

    texts = ledger()
    everything = {(copy.a, copy.b): copy for copy in compare(texts)}
    monkeypatch.setattr(import_module("dateline.lineage.compare"), "FREQUENT", 10)
    found = {(copy.a, copy.b): copy for copy in compare(texts)}
    assert len(found) < len(everything) / 4
    # Each text with the furniture is still joined with another, and what a pair shares is whole.
    assert {v for pair in found for v in pair} == {v for pair in everything for v in pair}
    assert all(everything[pair] == copy for pair, copy in found.items())
    dispatches = {f"T{n}" for n in range(100, 106)}
    assert {p for p in everything if set(p) <= dispatches} <= set(found)


def test_versions_of_one_report_are_not_compared():
    texts = [plain.text("T1", ALERT, report="R1"), plain.text("T2", ALERT + " More.", report="R1")]
    assert compare(texts) == ()
    texts.append(plain.text("T3", ALERT, report="R2"))
    assert [(copy.a, copy.b) for copy in compare(texts)] in (
        [("T1", "T3"), ("T2", "T3")],
        [("T2", "T3"), ("T1", "T3")],
    )


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_texts_and_short_ones(count):
    assert compare([plain.text(f"T{n}", "Read more.") for n in range(count)]) == ()
    assert compare([plain.text(f"T{n}", "") for n in range(count)]) == ()


def test_a_quotation_is_told_from_text():
    words = "we will not leave this village before the last of our prisoners has come home"
    a = f"The commander arrived at noon. “{words},” he said on the square."
    b = f'Nobody was hurt, said police. In the evening the rebel leader declared: "{words}."'
    (run,) = compare_pair(plain.text("T1", a), plain.text("T2", b)).runs
    assert run.kind == "quotation"
    assert a[run.a_start : run.a_end] == words
    (run,) = compare_pair(plain.text("T1", a), plain.text("T2", b.replace('"', ""))).runs
    assert run.kind == "verbatim"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no”. She: “yes”", ["no", "yes"]),
        ('It is "so" and "so".', ["so", "so"]),
        ("«Да», — сказал он.", ["Да"]),
        ("Er sagte: „Nein“.", ["Nein"]),
        ("“One paragraph\n“and the next” he said", ["One paragraph", "and the next"]),
        ("The rebels' camp, O'Neil's and 'the mine' there", ["the mine"]),
        ("Don’t say ‘it won’t work’ now", ["it won’t work"]),
        ("no marks", []),
    ],
)
def test_quotation_marks(text, quoted):
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted


def test_the_normal_form_keeps_places():
    text = "É-Ё 𝐀ｂ́ 漢字 12!"
    normal = normalise(text)
    assert [chr(letter) for letter in normal.letters] == ["e", "е", "a", "b", "漢", "字", "1", "2"]
    assert [text[at] for at in normal.offsets] == ["É", "Ё", "𝐀", "ｂ", "漢", "字", "1", "2"]


def test_text_that_repeats_itself_costs_no_more():
    a, b = "ab " * 20_000, "ab " * 15_000
    found = compare_pair(plain.text("T1", a), plain.text("T2", b))
    assert 1 <= len(found.runs) <= 50
    assert found.runs[0].a_end - found.runs[0].a_start >= 40_000
