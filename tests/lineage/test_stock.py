"""Short runs: phrases that many strangers have, and the one sentence that two reports share."""

from __future__ import annotations

from reports_for_tests import prose, report

from dateline.lineage import compare, derive

SENTENCE = "ferries left the harbour under a ceasefire that neither side had signed yet"
"""75 characters, of which many are plain words."""
NAME = "the united people front for national liberation of coast"


def linked(*texts):
    lineage = derive(texts, compare(texts))
    return {(link.a, link.b) for link in lineage.links if link.characters}


def beside(number, *phrases):
    words = [prose(f"{number} {n}", 5) for n in range(len(phrases) + 1)]
    body = words[0] + "".join(f" {p}. {w}" for p, w in zip(phrases, words[1:], strict=True))
    return report(f"T{number}", body, f"Paper {number}")


def test_one_short_sentence_of_plain_words_is_shared_text():
    assert 70 <= len(SENTENCE) < 80
    assert linked(beside(0, SENTENCE), beside(1, SENTENCE)) == {("T0", "T1")}


def test_a_short_run_of_names_is_none():
    name = "President Ivan Dorovan Marek and his counterpart Alim Zadeh Karimov in Geneva"
    assert linked(beside(0, name), beside(1, name)) == set()


def test_a_phrase_that_one_text_has_twice_is_one_phrase():
    assert 50 <= len(NAME) < 64
    assert linked(beside(0, NAME, NAME), beside(1, NAME)) == set()


def test_what_strangers_have_again_and_again_is_stock():
    two = ("members of the coastal council of reconstruction and peace", NAME)
    assert linked(*(beside(n, *two) for n in range(2))) == {("T0", "T1")}
    assert linked(*(beside(n, *two) for n in range(5))) == set()


def test_a_longer_passage_that_many_strangers_have_stays():
    passage = f"{SENTENCE} and no boat came back before the evening of that long and windy day"
    assert len(linked(*(beside(n, passage) for n in range(5)))) == 10
