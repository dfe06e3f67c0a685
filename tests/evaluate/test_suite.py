"""Scorers and intervals on cases whose right answer is worked out by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from dateline.evaluate import WrongGold, evaluate, suites
from dateline.evaluate.plover_gsr import PloverGsr, gold_places, matches, paired
from dateline.evaluate.suite import (
    intervals,
    label_counts,
    label_figures,
    precision_recall_f1,
    total,
)

TEXT = "Senior Hungarian and Romanian officials met Prime Minister Ana Pop of Wales in Bern."


def filler(words: str, head: str) -> dict[str, object]:
    start = TEXT.index(words)
    at = TEXT.index(head, start)
    return {"text": words, "span": [start, start + len(words)], "head": [at, at + len(head)]}


def test_head_inside_the_gold_words_matches() -> None:
    assert matches(TEXT, "Prime Minister Ana Pop", filler("Ana Pop", "Pop"))


def test_a_gold_modifier_inside_the_filler_matches() -> None:
    officials = filler("Senior Hungarian and Romanian officials", "officials")
    assert matches(TEXT, "Hungarian", officials)
    assert matches(TEXT, "Romanian", officials)


def test_another_actor_does_not_match() -> None:
    assert not matches(TEXT, "Wales", filler("Ana Pop", "Pop"))
    assert not matches(TEXT, "Prime Minister Ana Pop", filler("Bern", "Bern"))


def test_words_that_do_not_occur_are_found_by_their_head() -> None:
    assert gold_places(TEXT, "Hungarian officials")[1] == [
        (TEXT.index("officials"), TEXT.index("officials") + 9)
    ]
    assert gold_places(TEXT, "Martians") == ([], [])


def test_pairing_is_one_to_one_and_largest() -> None:
    officials = filler("Senior Hungarian and Romanian officials", "officials")
    hungarian = filler("Hungarian", "Hungarian")
    assert paired(TEXT, ["Hungarian", "Romanian"], [officials]) == 1
    # "Hungarian" fits both fillers; only giving it the second leaves one for "Romanian".
    assert paired(TEXT, ["Hungarian", "Romanian"], [officials, hungarian]) == 2


def test_counts_of_a_record() -> None:
    gold = {
        "id": "x",
        "text": TEXT,
        "event": "DEMAND",
        "source": [{"actorText": "Hungarian"}, {"actorText": "Romanian"}],
        "target": [{"actorText": "Ana Pop"}],
    }
    predicted = {
        "event": "REQUEST",
        "actor": [filler("Senior Hungarian and Romanian officials", "officials")],
        "recipient": [filler("Ana Pop", "Pop"), filler("Bern", "Bern")],
    }
    figures = PloverGsr().figures(PloverGsr().counts(gold, predicted))
    assert figures["accuracy"] == 1.0
    assert figures["actor.precision"] == 1.0
    assert figures["actor.recall"] == 0.5
    assert figures["recipient.precision"] == 0.5
    assert figures["recipient.recall"] == 1.0
    assert PloverGsr().errors(gold, predicted) == ["actor missed", "recipient invented"]


def test_weighted_and_macro_f1() -> None:
    # gold a a a b, predicted a a b b: F1(a) = 2*2/(2+3) = .8, F1(b) = 2*1/(2+1) = .667
    pairs = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]
    figures = label_figures(total([label_counts(g, p) for g, p in pairs]))
    assert figures["accuracy"] == 0.75
    assert figures["weighted_f1"] == pytest.approx(0.75 * 0.8 + 0.25 * 2 / 3)
    assert figures["macro_f1"] == pytest.approx((0.8 + 2 / 3) / 2)


def test_nothing_predicted_is_zero_not_an_error() -> None:
    assert precision_recall_f1(0, 0, 3) == (0.0, 0.0, 0.0)
    assert label_figures(Counter())["accuracy"] == 0.0


def test_intervals_hold_the_value_and_are_seeded() -> None:
    counts = [label_counts("a", "a" if i % 3 else "b") for i in range(90)]
    first = intervals(counts, label_figures)
    assert first == intervals(counts, label_figures)
    low, high = first["accuracy"]
    assert low < 2 / 3 < high
    assert 0.05 < high - low < 0.25


@pytest.mark.parametrize("name", sorted(suites()))
def test_gold_of_another_form_is_refused_with_row_and_field(name: str, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n", encoding="utf-8")
    with pytest.raises(WrongGold, match="no rows"):
        evaluate(name, str(gold))
    last = suites()[name].fields[-1]
    whole = dict.fromkeys(suites()[name].fields, "")
    rows = [whole, {key: value for key, value in whole.items() if key != last}]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(WrongGold, match=f"row 2 has no field '{last}'"):
        evaluate(name, str(gold))
