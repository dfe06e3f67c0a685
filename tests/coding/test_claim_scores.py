"""How likely claims are right: sums of signs, and what becomes of claims by them."""

from __future__ import annotations

import dataclasses
import math
import random

import pytest

from dateline.coding import code, coder_run, load_codebook
from dateline.coding.encoder_readers import scores_of
from dateline.coding.scores import Weights, weights
from dateline.coding.signs import subject_shares
from dateline.language import annotate
from dateline.types import Annotation, Coding

REPORT = (
    "Rebels shelled the village of Olm on Monday and killed three soldiers, the army said. "
    "The governor condemned the attack. Roads were closed. Shops stayed shut. It rained all day. "
    "Senator Lund attacked Senator Berg over taxes in a debate before the election, voters said."
)


def annotated(text: str) -> Annotation:
    return annotate(text, "en", "T", 0)


def coded(text: str, codebook: str = "plover", score: object = "installed") -> Coding:
    return code(annotated(text), load_codebook(codebook), score=score)  # type: ignore[arg-type]


def all_scored(text: str) -> Coding:
    """Every claim with its score, none left out."""
    scores = scores_of(load_codebook("plover"))
    assert scores is not None
    scores.fitted = dataclasses.replace(scores.fitted, least={"plover": 0.0})
    return coded(text, score=scores)


def test_a_chance_is_the_logistic_of_the_sum_in_any_order() -> None:
    made = Weights(-1.0, {"a": 0.75, "b": 1.5, "c": -0.3}, (2.0,))
    signs = ["a", "b", "c", "unknown"]
    wanted = 1 / (1 + math.exp(-(-1.0 + 0.75 + 1.5 - 0.3 + 2.0 * 0.25)))
    for seed in range(5):
        random.Random(seed).shuffle(signs)
        assert made.chance(signs, [0.25]) == pytest.approx(wanted, abs=1e-15)
    with pytest.raises(ValueError, match="zip"):
        made.chance(signs)


def test_claims_of_a_report_have_a_score_and_so_have_their_ends() -> None:
    claims = coded(REPORT).claims
    assert claims
    for claim in claims:
        assert claim.score is not None
        assert weights().least["plover"] <= claim.score <= 1
        for slot in claim.slots:
            assert (slot.score is not None) == (slot.role in ("actor", "recipient"))


def test_a_deed_of_war_scores_above_an_attack_of_words() -> None:
    claims = all_scored(REPORT).claims
    found = {c.anchor.of(REPORT): c.score for c in claims if c.type == "ASSAULT"}
    assert found["shelled"] is not None
    assert found["attacked"] is not None
    assert found["attacked"] < 0.5 < found["shelled"]


def test_what_is_too_unlikely_is_not_claimed() -> None:
    every = {c.id: c.score or 0.0 for c in all_scored(REPORT).claims}
    kept = {c.id for c in coded(REPORT).claims}
    assert kept == {id for id, score in every.items() if score >= weights().least["plover"]}


def test_notes_and_codebooks_that_nobody_judged_have_no_scores() -> None:
    note = "Rebels shelled the village of Olm on Monday and killed three soldiers."
    assert {c.score for c in coded(note).claims} == {None}
    assert {c.score for c in coded(REPORT, "acled").claims} == {None}


def test_without_the_encoder_it_is_another_run_with_other_scores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = load_codebook("plover")
    run, found = coder_run(book).id, {c.anchor: c.score for c in all_scored(REPORT).claims}
    monkeypatch.setenv("DATELINE_ENCODER", "off")
    alone = {c.anchor: c.score for c in all_scored(REPORT).claims}
    assert coder_run(book).id != run
    assert alone.keys() == found.keys()
    assert alone != found


def test_subjects_are_shares_of_all_words() -> None:
    shares = subject_shares(annotated("The goalkeeper saved the match. Rain fell."))
    assert shares["sport"] == pytest.approx(2 / 9)
    assert shares["weather"] == pytest.approx(1 / 9)
    assert shares["conflict"] == 0
