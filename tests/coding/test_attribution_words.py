"""The learnt weights: what they hold, and that they say what they should."""

from __future__ import annotations

from dateline.coding.attribution_words import belief, cue_lemmas, weights, weights_hash


def test_said_with_a_clause_is_likelier_than_killed_with_an_object() -> None:
    weight = weights()
    said = ["bias", "f=ccomp", "l=say", "lf=say ccomp"]
    killed = ["bias", "f=obj", "l=kill", "lf=kill obj"]
    assert belief(said, weight) > belief(killed, weight) + 1


def test_unknown_features_count_nothing() -> None:
    assert belief(["l=no such lemma"], weights()) == 0.0


def test_nouns_worth_looking_at_are_lemmas() -> None:
    assert {"claim", "statement"} <= cue_lemmas()
    assert all(lemma and " " not in lemma for lemma in cue_lemmas())


def test_hash_names_the_weights() -> None:
    assert len(weights_hash()) == 64
    assert weights_hash() == weights_hash()
