"""The scorer on cases whose right answer is worked out by hand in the comments."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from dateline.evaluate.polnear import PolNear, as_gold, counts, figures, said, score
from dateline.types import Attribution, Span

TEXT = "Police said that troops fired. Smith denied the claim, aides said."


def spans(*quotes: str) -> list[list[int]]:
    found = []
    for quote in quotes:
        start = TEXT.index(quote)
        found.append([start, start + len(quote)])
    return found


def attribution(source: str, cue: str, *content: str) -> dict[str, Any]:
    return {
        "source": spans(source) if source else [],
        "cue": spans(cue),
        "content": spans(*content),
    }


def row(*attributions: dict[str, Any], name: str = "a") -> dict[str, Any]:
    return {"id": name, "text": TEXT, "attributions": list(attributions)}


POLICE = attribution("Police", "said", "that troops fired")
SMITH = attribution("Smith", "denied", "the claim")


def test_the_gold_itself_scores_one() -> None:
    values = score([row(POLICE, SMITH)], [row(POLICE, SMITH)])
    assert set(values.values()) == {1.0}


def test_nothing_found_scores_zero() -> None:
    assert set(score([row(POLICE)], []).values()) == {0.0}


def test_partial_content_is_weighed_by_shared_tokens() -> None:
    # gold "that troops fired" has 3 tokens, predicted "troops fired" 2, shared 2:
    # precision 2/2, recall 2/3, f1 = 2 * 1 * 2/3 / (5/3) = 0.8; not exact.
    values = score([row(POLICE)], [row(attribution("Police", "said", "troops fired"))])
    assert values["content.precision"] == 1.0
    assert values["content.recall"] == pytest.approx(2 / 3)
    assert values["content.f1"] == pytest.approx(0.8)
    assert values["content.exact_f1"] == 0.0
    assert values["source.exact_f1"] == 1.0


def test_a_missed_and_a_false_attribution_cost_recall_and_precision() -> None:
    # Two gold, two predicted, one of them right: precision and recall 1/2 each.
    false = attribution("aides", "fired", "Smith")
    values = score([row(POLICE, SMITH)], [row(POLICE, false)])
    assert values["cue.precision"] == 0.5
    assert values["cue.recall"] == 0.5
    assert values["cue.exact_f1"] == 0.5


def test_every_attribution_weighs_the_same_however_long() -> None:
    # Long content found whole, short one missed: recall 1/2, not 3/5.
    values = score([row(POLICE, SMITH)], [row(POLICE)])
    assert values["content.recall"] == 0.5


def test_alignment_is_one_to_one_and_prefers_the_cue() -> None:
    # Both predictions have "said"; the one with the shared content is the partner,
    # the other is a false find: cue precision 1/2, recall 1.
    other = attribution("Smith", "said", "the claim")
    values = score([row(POLICE)], [row(other, POLICE)])
    assert values["cue.precision"] == 0.5
    assert values["content.precision"] == 0.5
    assert values["content.recall"] == 1.0


def test_without_a_shared_cue_content_aligns() -> None:
    wrong_cue = attribution("Police", "fired", "that troops fired")
    values = score([row(POLICE)], [row(wrong_cue)])
    assert values["cue.f1"] == 0.0
    assert values["content.f1"] == 1.0
    assert values["source.f1"] == 1.0


def test_an_unnamed_source_is_no_gold_span() -> None:
    # Gold has one source span (Smith's) and two cues; the invented source is one false find.
    unnamed = attribution("", "said", "that troops fired")
    values = score([row(unnamed, SMITH)], [row(POLICE, SMITH)])
    assert values["source.recall"] == 1.0
    assert values["source.precision"] == 0.5


def test_counts_of_documents_add_up() -> None:
    first = counts(row(POLICE, SMITH), row(POLICE))
    second = counts(row(SMITH), row(SMITH))
    summed: Counter[str] = Counter()
    summed.update(first)
    summed.update(second)
    assert figures(summed)["cue.recall"] == pytest.approx(2 / 3)


def test_a_prediction_for_an_unknown_id_is_an_error() -> None:
    with pytest.raises(ValueError, match="'b'"):
        score([row(POLICE)], [row(POLICE, name="b")])


def test_pieces_of_content_are_one_attribution() -> None:
    source, cue = Span(0, 6), Span(7, 11)
    found = as_gold(
        [Attribution(source, cue, Span(20, 30)), Attribution(source, cue, Span(12, 15))]
    )
    assert found == [{"source": [[0, 6]], "cue": [[7, 11]], "content": [[12, 15], [20, 30]]}]


def test_the_trivial_guess_takes_subject_and_rest() -> None:
    guess = said(row())["attributions"]
    assert guess[0] == POLICE
    # The second sentence has nothing behind "said": what stands before "aides" is the content.
    assert guess[1]["source"] == spans("aides")
    assert guess[1]["content"] == spans("Smith denied the claim")


def test_the_suite_names_its_error_classes() -> None:
    suite = PolNear()
    partial = attribution("Police", "said", "troops fired")
    assert suite.errors(row(POLICE, SMITH), row(partial)) == ["missed", "content differs"]
    assert suite.errors(row(POLICE), row(POLICE)) == []


def test_the_suite_predicts_in_the_form_of_the_gold() -> None:
    predicted = PolNear().predict({"id": "a", "text": TEXT})
    assert predicted["id"] == "a"
    assert predicted["attributions"][0] == POLICE
