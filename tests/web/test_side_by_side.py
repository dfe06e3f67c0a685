"""Two reports beside each other in the page's data: every word of an edit, no whole text."""

from __future__ import annotations

import random

import pytest

from dateline.lineage.aligned import align
from dateline.lineage.compare import compare_pair
from dateline.lineage.facts import Text
from dateline.web.side_by_side import ALONE, LONG, side_by_side

WORDS = """soldiers rebels villagers drivers miners students doctors reached left guarded crossed searched
repaired watched bridge market station hospital harbour school northern southern upper lower before after
while because governor fuel bread talks valley road commander quietly slowly again""".split()  # noqa: SIM905


def prose(seed, sentences):
    choose = random.Random(seed)
    told = (" ".join(choose.choice(WORDS) for _ in range(22)) for _ in range(sentences))
    return " ".join(f"{words.capitalize()}." for words in told)


def beside(a, b):
    texts = Text("a", "ra", a), Text("b", "rb", b)
    copy = compare_pair(*texts)
    return side_by_side(align(*texts, () if copy is None else copy.runs), a, b)


def said(part, side):
    if isinstance(part, str):
        return part
    if isinstance(part, int):
        return ""
    if isinstance(part, list):
        return part[0 if side == "a" else 1]
    return part.get(side, "")


def test_parts_give_both_sides_back_word_by_word():
    b = "The governor said on Monday that the bridge at Arkhon had been closed, and the buses turned."
    a = b.replace("closed", "shut").replace("Monday that", "Monday, that")
    (row,) = beside(a, b)
    for side, text in (("a", a), ("b", b)):
        words = "".join(said(part, side) for part in row["parts"])
        assert " ".join(words.split()).rstrip(".") == text.rstrip(".")
    assert {"a": "shut", "b": "closed"} in row["parts"]


@pytest.mark.parametrize("seed", range(4))
def test_long_stretches_are_shortened_and_the_letters_left_out_are_counted(seed):
    shared, own = prose(f"shared {seed}", 8), prose(f"own {seed}", 5)
    rows = beside(f"{shared} {own}", shared)
    (same,) = [row for row in rows if row["a"] and row["b"]]
    assert [type(part) for part in same["parts"]] == [str, int, str]
    kept = sum(len(p) for p in same["parts"] if isinstance(p, str))
    assert kept < LONG
    assert kept + same["parts"][1] == len(" ".join(shared.rstrip(".").split()))
    (alone,) = [row for row in rows if row["b"] is None]
    (part,) = alone["parts"]
    assert len(part["a"]) < ALONE
    assert len(part["a"]) + part["more_a"] == len(own.rstrip("."))


def test_words_that_adjoin_a_mark_stay_with_it():
    b = "He said that they had left (for Dzharak, it seems) before anybody in the village was awake."
    a = b.replace("Dzharak", "Arkhon")
    (row,) = beside(a, b)
    assert "(for Arkhon, it seems)" in "".join(said(part, "a") for part in row["parts"])
