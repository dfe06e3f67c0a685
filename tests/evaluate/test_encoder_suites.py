"""Scorers of tagged sentences and labelled texts on cases worked out by hand."""

from __future__ import annotations

import pytest

from dateline.evaluate import suite
from dateline.evaluate.suite import total
from dateline.evaluate.tagged_spans import (
    TaggedSpans,
    capitalised_runs,
    digest,
    span_counts,
    span_errors,
    span_figures,
)
from dateline.evaluate.text_labels import TextLabels


def test_only_equal_spans_of_equal_kind_are_right() -> None:
    gold = [(0, 2, "S"), (4, 6, "T")]
    predicted = [(0, 2, "S"), (4, 7, "T"), (9, 10, "T")]
    figures = span_figures(span_counts(gold, predicted))
    assert figures["precision"] == pytest.approx(1 / 3)
    assert figures["recall"] == 0.5
    assert figures["f1"] == pytest.approx(0.4)
    assert figures["S.f1"] == 1.0
    assert figures["T.f1"] == 0.0
    assert figures["macro_f1"] == 0.5


def test_counts_of_sentences_add_up() -> None:
    one = span_counts([(0, 1, "S")], [(0, 1, "S")])
    two = span_counts([(0, 1, "S")], [])
    assert span_figures(total([one, two]))["f1"] == pytest.approx(2 / 3)


def test_errors_say_what_is_wrong_with_a_span() -> None:
    assert span_errors([(0, 2, "S")], [(0, 2, "T")]) == ["S read as T"]
    assert span_errors([(0, 2, "S")], [(0, 1, "S")]) == ["S of other extent"]
    assert span_errors([(0, 2, "S")], [(1, 3, "T")]) == ["S of other extent read as T"]
    assert span_errors([(0, 2, "S")], []) == ["S missed"]
    assert span_errors([], [(0, 1, "T")]) == ["T invented"]


def test_gold_tags_are_read_as_spans() -> None:
    chosen = suite("re3d_ner")
    assert isinstance(chosen, TaggedSpans)
    row = {"tokens": ["The", "Army", "left"], "tags": ["B-Organisation", "I-Organisation", "O"]}
    counts = chosen.counts(row, {"spans": [[0, 2, "Organisation"]]})
    assert chosen.figures(counts)["f1"] == 1.0


def test_trivial_methods_tag_runs_of_capitals() -> None:
    words = ["The", "Norland", "Army", "shelled", "Port", "Vell", "on", "Monday", "."]
    assert capitalised_runs(words) == [(1, 3), (4, 6), (7, 8)]
    cameo = suite("cameo_ner")
    assert isinstance(cameo, TaggedSpans)
    assert cameo.baseline({"tokens": words}, [])["spans"] == [[1, 3, "S"], [4, 6, "T"]]


def test_a_digest_tells_words_apart_that_join_alike() -> None:
    assert digest(["a b"]) != digest(["a", "b"])


def test_labels_count_by_label() -> None:
    chosen = suite("satp_relevant")
    assert isinstance(chosen, TextLabels)
    rows = [
        ({"labels": ["1", "0", "0", "0"]}, {"labels": ["armed_assault"]}),
        ({"labels": ["1", "1", "0", "0"]}, {"labels": ["armed_assault", "other"]}),
    ]
    figures = chosen.figures(total([chosen.counts(gold, ours) for gold, ours in rows]))
    assert figures["armed_assault.f1"] == 1.0
    assert figures["bombing.f1"] == 0.0
    assert figures["macro_f1"] == 0.25
    assert figures["micro_f1"] == pytest.approx(2 / 3)
    assert chosen.errors(*rows[1]) == ["bombing missed", "other invented"]


def test_police_labels_are_named_in_their_order() -> None:
    chosen = suite("india_police_docs")
    assert isinstance(chosen, TextLabels)
    assert chosen.gold_labels({"labels": ["0", "1", "1", "0", "0"]}) == ["arrest", "any"]
