"""Reports in windows of whole sentences."""

from __future__ import annotations

from itertools import pairwise

from dateline.encoder.pieces import LONGEST, pieces_of, sentences_in, words_of
from dateline.encoder.windows import windows

SENTENCE = "Gunmen of the River Front killed two farmers near Karsk on Monday. "


def test_every_word_of_a_report_lies_in_one_window_with_its_place() -> None:
    text = SENTENCE * 60
    found = windows(text)
    assert len(found) > 1
    assert [place for one in found for place in one.offsets] == words_of(text)
    for one in found:
        assert [text[a:b] for a, b in one.offsets] == list(one.words)
        assert len(pieces_of(one.words).pieces) <= LONGEST
        assert -1 not in pieces_of(one.words).first


def test_no_sentence_is_parted_that_fits_a_window() -> None:
    found = windows(SENTENCE * 60)
    numbers = [set(one.sentences) for one in found]
    assert all(not a & b for a, b in pairwise(numbers))
    assert {n for one in numbers for n in one} == set(range(60))
    assert len(sentences_in(SENTENCE * 60)) == 60


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    found = windows("bomb " * 1000)
    assert sum(len(one.words) for one in found) == 1000
    assert len(found) == 4


def test_a_text_without_words_has_no_window() -> None:
    assert windows(" \n\n ... ") == []
