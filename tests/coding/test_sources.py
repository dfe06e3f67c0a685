"""Whom a pronoun that speaks stands for, and what a coder run names as its weights."""

from __future__ import annotations

from coded import claims_of

from dateline.coding import coder_run, load_codebook
from dateline.coding.attribution_words import weights_hash


def sources(text: str, name: str) -> list[str]:
    return [
        link.source.of(text)
        for claim in claims_of(text, name)
        for link in claim.attribution
        if link.source is not None
    ]


def test_he_is_the_one_person_named() -> None:
    text = "John Miller visited Oslo on Monday. He said rebels had killed four rangers."
    assert sources(text, "ASSAULT") == ["John Miller"]


def test_who_is_what_the_clause_hangs_on() -> None:
    text = "John Miller, who said rebels killed four rangers, is a doctor."
    assert sources(text, "ASSAULT") == ["John Miller"]


def test_he_stays_where_two_may_be_meant() -> None:
    text = "John Miller met Paul Brown. He said rebels had killed four rangers."
    assert sources(text, "ASSAULT") == ["He"]


def test_run_names_the_weights() -> None:
    assert coder_run(load_codebook("plover")).weights_hash == weights_hash()
