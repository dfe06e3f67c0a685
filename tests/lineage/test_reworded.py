"""Reworded stretches beside the plain reference, and what becomes of them in a copy."""

from __future__ import annotations

import random
from itertools import pairwise

import plain_for_tests as plain
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_for_tests import WORDS, prose, report

from dateline.lineage import compare, compare_pair, derive
from dateline.lineage.links import edit
from dateline.lineage.normal import normalise
from dateline.lineage.reworded import Words, follow, reworded

NUMBERS = st.lists(st.integers(0, 6), max_size=14)


def words_of(text):
    normal = normalise(text)
    return Words(normal.letters, normal.flags)


def changed(text, share, seed):
    """Give a text with a share of its words replaced, left out or put in."""
    choose = random.Random(seed)
    told = []
    for word in text.split(" "):
        draw = choose.random()
        if draw >= share:
            told.append(word)
        elif draw < 0.7 * share:
            told.append("other" + choose.choice(WORDS))
        elif draw < 0.85 * share:
            told += [word, "besides"]
    return " ".join(told)


@settings(max_examples=150, deadline=None)
@given(NUMBERS, NUMBERS)
def test_following_is_what_the_plain_reference_finds(ours, theirs):
    assert follow(ours, theirs) == plain.followed(ours, theirs)


def test_following_goes_on_through_many_windows():
    choose = random.Random(5)
    ours = [choose.randrange(400) for _ in range(300)]
    theirs = [n if choose.random() < 0.7 else 1000 + n for n in ours]
    assert follow(ours, theirs) == plain.followed(ours, theirs)
    assert follow(ours, theirs)[0] > 290
    assert follow(ours, [2000 + n for n in ours]) == (0, 0)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_stands_between_two_runs_is_reworded_where_half_of_it_is_shared(data):
    names = ["amber", "birch", "cedar", "dune", "ember", "fjord", "grove"]
    gaps = [
        " ".join(data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=9)))
        for _ in range(2)
    ]
    first, last = (" ".join(f"{w}{n}" for w in WORDS[:9]) for n in (1, 2))
    a, b = (words_of(f"{first} x{side} {gap} y{side} {last}") for side, gap in enumerate(gaps))
    length = len(words_of(first).letters)
    runs = [(0, 0, length), (len(a.letters) - length, len(b.letters) - length, length)]
    ours, theirs = (one.numbers[9:-9] for one in (a, b))
    longer = max(len(ours), len(theirs))
    whole = (length, length, len(a.letters) - 2 * length, len(b.letters) - 2 * length)
    expected = longer >= 4 and plain.common(ours, theirs) >= 0.5 * longer
    assert (whole in [tuple(s) for s in reworded(a, b, runs)]) == expected


def test_equal_words_have_equal_numbers_and_others_have_not():
    one, other = words_of("The Mayor, the mayor's car; a car"), words_of("(the) CAR!")
    assert one.numbers[0] == one.numbers[2] == other.numbers[0]
    assert one.numbers[5] == one.numbers[7] == other.numbers[1]
    assert len(set(one.numbers)) == 5  # the, mayor, s, car, a
    assert words_of("…").numbers == []


def test_it_is_the_same_whichever_text_comes_first():
    text = prose("story", 12)
    a, b = words_of(text), words_of(changed(text, 0.25, 3))
    runs = [(r[0], r[1], 40) for r in ((200, 190), (700, 695))]
    turned = [(y, x, n) for x, y, n in runs]
    found = reworded(a, b, runs)
    assert sorted((s.b_start, s.a_start, s.b_length, s.a_length) for s in found) == [
        tuple(s) for s in reworded(b, a, turned)
    ]


def test_stretches_cover_no_run_and_none_of_each_other():
    text = prose("story", 14)
    copy = compare_pair(plain.text("T1", text), plain.text("T2", changed(text, 0.2, 4)))
    assert {run.kind for run in copy.runs} == {"verbatim", "reworded"}
    for side in (0, 2):
        spans = sorted((run[side], run[side + 1]) for run in copy.runs)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_copy_with_every_fourth_word_changed_is_of_the_family():
    text = prose("story", 14)
    texts = [
        report("T1", text, "Paper A", "2020-03-05"),
        report("T2", changed(text, 0.25, 6), "Paper B", "2020-03-06"),
        report("T3", prose("another", 14), "Paper C", "2020-03-06"),
    ]
    lineage = derive(texts, compare(texts))
    assert [family.members for family in lineage.families] == [("T1", "T2")]
    (link,) = lineage.links
    assert min(link.share_a, link.share_b) > 0.6
    assert edit(link) == "reworded"


def test_what_stands_around_a_shared_sentence_is_not_reworded():
    sentence = prose("shared", 1)
    for seed in range(20):
        a = f"{prose(f'a{seed}', 3)} {sentence} {prose(f'b{seed}', 3)}"
        b = f"{prose(f'c{seed}', 3)} {sentence} {prose(f'd{seed}', 3)}"
        copy = compare_pair(plain.text("T1", a), plain.text("T2", b))
        assert [run.kind for run in copy.runs] == ["verbatim"]


def test_a_reworded_remark_is_no_copy():
    said = prose("said", 5)
    marked = f"{prose('a', 4)} “{said}” {prose('b', 4)}"
    other = f"Nobody else was there. “{changed(said, 0.2, 9)}” It was noon by then."
    copy = compare_pair(plain.text("T1", marked), plain.text("T2", other))
    assert copy is not None
    assert {run.kind for run in copy.runs} == {"quotation"}


def test_the_kind_of_edit_is_said_of_b_beside_a():
    text, more = prose("story", 10), prose("more", 8)
    for first, second, kind in (
        (text, text + " End.", "verbatim"),
        (f"{text} {more}", text, "abridged"),
        (text, f"{text} {more}", "expanded"),
        (f"{text} {more}", f"{text} {prose('else', 8)}", "reworded"),
        (f"{prose('story', 4)} {more}", f"{prose('story', 4)} {prose('else', 12)}", "passages"),
    ):
        texts = [report("T1", first), report("T2", second)]
        (link,) = derive(texts, compare(texts)).links
        assert edit(link) == kind
