"""Two texts side by side: rows, edits word by word, moved passages, furniture."""

from __future__ import annotations

import random
import re

import plain_for_tests as plain
import pytest
from reports_for_tests import WORDS, prose

from dateline.lineage.aligned import align
from dateline.lineage.compare import compare_pair
from dateline.lineage.facts import Run, Text
from dateline.lineage.wording import word_edits
from dateline.types import Span

LEAD = (
    "The governor said on Monday that the bridge at Arkhon had been closed after the second mine."
)
MIDDLE = (
    "Drivers waited through the night beside the river while sappers searched the northern bank."
)
END = (
    "Nobody claimed the attack, and the committee gave no date on which the road would open again."
)


def aligned(a, b, furniture=((), ())):
    texts = [
        one if isinstance(one, Text) else plain.text(n, one)
        for n, one in zip("ab", (a, b), strict=True)
    ]
    copy = compare_pair(*texts)
    return align(*texts, () if copy is None else copy.runs, furniture)


def words(text):
    return [word.casefold() for word in re.findall(r"[^\W_]+", text)]


def test_words_that_differ_are_told_in_pairs_and_case_and_punctuation_are_no_difference():
    a, b = "Armed Men, it said, fled north", "armed men it said had fled to the north"
    edits = word_edits((a, Span(0, len(a))), (b, Span(0, len(b))))
    told = [(edit.kind, edit.a.of(a), edit.b.of(b)) for edit in edits]
    assert told == [("changed", "fled", "had fled to the")]
    same = word_edits((LEAD, Span(0, len(LEAD))), (LEAD.upper(), Span(0, len(LEAD))))
    assert same == []


def test_a_changed_word_between_two_shared_stretches_is_an_edit_of_one_passage():
    changed = LEAD.replace("second mine", "third explosion")
    rows = aligned(f"{changed} {MIDDLE}", f"{LEAD} {MIDDLE}")
    assert [row.kind for row in rows] in (["edited"], ["reworded"])
    (edit,) = rows[0].edits
    assert edit.a.of(f"{changed} {MIDDLE}") == "third explosion"
    assert edit.b.of(f"{LEAD} {MIDDLE}") == "second mine"


def test_what_one_text_has_alone_stands_between_the_passages():
    own = prose("own", 3)
    a, b = f"{LEAD} {own} {END}", f"{LEAD} {END}"
    rows = aligned(a, b)
    assert [row.kind for row in rows] == ["verbatim", "apart", "verbatim"]
    assert rows[1].b is None
    assert rows[1].a.of(a) == own.rstrip(".")


def test_a_passage_that_changed_its_place_is_told_once_and_as_moved():
    first, second = prose("first", 4), prose("second", 2)
    a, b = f"{first}\n{second}", f"{second}\n{first}"
    rows = aligned(a, b)
    (moved,) = [row for row in rows if row.moved]
    assert moved.a.of(a) == moved.b.of(b) == second.rstrip(".")
    assert not [row for row in rows if row.kind == "apart"]


def test_furniture_is_no_passage_and_not_what_a_report_has_alone():
    box = "Sign up for our newsletter to get the most read stories of the week in your mailbox."
    a, b = f"{LEAD}\n{box}\n{prose('a', 2)}", f"{LEAD}\n{prose('b', 2)}\n{box}"
    spans = tuple((Span(text.index(box), text.index(box) + len(box)),) for text in (a, b))
    rows = aligned(a, b, spans)
    assert {
        row.kind
        for row in rows
        if row.a and row.a.start >= spans[0][0].start and row.a.end <= spans[0][0].end + 1
    } == {"furniture"}
    assert not [
        row for row in rows if row.kind == "apart" and row.a and "newsletter" in row.a.of(a)
    ]


def test_titles_are_set_beside_each_other_and_a_last_word_they_share_is_not_the_texts():
    bodies = f"{LEAD} {MIDDLE}"
    heads = ("Nobody knows who mined the bridge of Arkhon", "Governor shuts crossing at Arkhon")
    texts = [
        plain.text(n, f"{head}\n\n{bodies}", title=Span(0, len(head)))
        for n, head in zip("ab", heads, strict=True)
    ]
    rows = aligned(*texts)
    assert rows[0].kind == "headline"
    assert rows[0].edits
    assert rows[1].a.of(texts[0].text).startswith("The governor")


def test_overlapping_runs_are_one_passage_in_order():
    text = prose("overlap", 3)
    a = b = plain.text("a", text)
    half = len(text) // 2
    rows = align(
        a,
        b,
        (
            Run(0, half + 10, 0, half + 10, "verbatim"),
            Run(half, len(text), half, len(text), "verbatim"),
        ),
    )
    assert [(row.kind, row.moved) for row in rows] == [("verbatim", False)]
    assert rows[0].a == Span(0, len(text))


@pytest.mark.parametrize("seed", range(12))
def test_edits_turn_the_words_of_one_side_into_those_of_the_other(seed):
    choose = random.Random(seed)
    b = prose(f"base {seed}", 6)
    a = " ".join(
        choose.choice(WORDS) if choose.random() < 0.2 else word
        for word in b.split()
        if choose.random() > 0.05
    )
    for row in aligned(a, b):
        if row.a is None or row.b is None:
            continue
        made, at = [], row.b.start
        for edit in row.edits:
            made += [b[at : edit.b.start], " ", edit.a.of(a), " "]
            at = edit.b.end
        made.append(b[at : row.b.end])
        if row.kind != "apart":
            assert words("".join(made)) == words(row.a.of(a))


@pytest.mark.parametrize("seed", range(6))
def test_every_stretch_that_is_shared_stands_in_a_row(seed):
    choose = random.Random(seed)
    parts = [prose(f"{seed} {n}", 2) for n in range(5)]
    other = [*choose.sample(parts, 4), prose(f"{seed} other", 2)]
    choose.shuffle(other)
    a, b = "\n".join(parts), "\n".join(other)
    copy = compare_pair(plain.text("a", a), plain.text("b", b))
    covered = {n for row in aligned(a, b) if row.a and row.b for n in range(row.a.start, row.a.end)}
    for run in copy.runs:
        few = [n for n in range(run.a_start, run.a_end) if n not in covered]
        assert len(words(a[few[0] : few[-1] + 1]) if few else ()) <= 4  # of sentences that go apart


def test_a_first_word_that_two_next_sentences_share_belongs_to_them():
    a, b = f"{LEAD} The bus was late.", f"{LEAD} The river had risen since the morning of Friday."
    rows = aligned(a, b)
    assert [row.kind for row in rows] == ["verbatim", "apart"]
    assert rows[1].b.of(b).startswith("The river")


def test_the_beginning_of_the_first_sentence_is_told_with_its_passage():
    a, b = f"Two soldiers and {MIDDLE.lower()}", f"One gunman and {MIDDLE.lower()}"
    (row,) = aligned(a, b)
    assert row.a.start == 0
    assert [(e.a.of(a), e.b.of(b)) for e in row.edits] == [("Two soldiers", "One gunman")]
