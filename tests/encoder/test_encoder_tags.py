"""Spans of tags, and the best allowed tags, on cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.encoder.tags import best, spans

TAGS = ("O", "B-S", "I-S", "B-T", "I-T")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        pytest.param(["O", "O"], [], id="nothing"),
        pytest.param(["B-S", "I-S", "O"], [(0, 2, "S")], id="one"),
        pytest.param(["B-S", "B-S"], [(0, 1, "S"), (1, 2, "S")], id="two side by side"),
        pytest.param(["I-S", "I-S", "O"], [(0, 2, "S")], id="begun by I"),
        pytest.param(["B-S", "I-T", "I-T"], [(0, 1, "S"), (1, 3, "T")], id="kind changes"),
        pytest.param(["O", "B-T"], [(1, 2, "T")], id="at the end"),
        pytest.param([], [], id="no words"),
    ],
)
def test_spans(tags: list[str], expected: list[tuple[int, int, str]]) -> None:
    assert spans(tags) == expected


def test_an_inside_tag_alone_is_not_given_though_it_scores_most() -> None:
    scores = np.array([[0.0, -3.0, 1.0, -9.0, -9.0], [0.0, -9.0, -9.0, -9.0, -9.0]])
    assert best(scores, TAGS) == ["O", "O"]


def test_a_span_is_begun_where_the_whole_scores_more() -> None:
    scores = np.array([[0.0, -1.0, 1.0, -9.0, -9.0], [-5.0, -9.0, 2.0, -9.0, 3.0]])
    assert best(scores, TAGS) == ["B-S", "I-S"]


def test_of_equal_tags_the_first_is_given() -> None:
    assert best(np.zeros((2, 5)), TAGS) == ["O", "O"]
    assert best(np.zeros((0, 5)), TAGS) == []
