"""Spans bounded as the gold bounds them, on made-up sentences."""

from __future__ import annotations

import pytest

from dateline.encoder.conventions import mended_entities, mended_roles
from dateline.encoder.tags import TaggedSpan

LISTED = "a , Gen. Ana Pop and the two men in North Valley , saw Norland"


def _read(words: str, found: list[TaggedSpan]) -> list[tuple[str, str]]:
    return [(kind, " ".join(words.split()[start:end])) for start, end, kind in found]


@pytest.mark.parametrize(
    ("words", "found", "expected"),
    [
        pytest.param(
            "Norland , Sudland sent aid",
            [(0, 2, "S"), (2, 3, "S")],
            [("S", "Norland"), ("S", "Sudland")],
            id="a comma at the end parts a list",
        ),
        pytest.param("rebels held the city", [(2, 3, "T")], [], id="an article alone"),
        pytest.param(
            "police held a senior officer",
            [(2, 3, "T"), (3, 5, "T")],
            [("T", "a senior officer")],
            id="an article beside its noun",
        ),
        pytest.param(
            "it struck militants in North Valley",
            [(2, 3, "T"), (4, 6, "T")],
            [("T", "militants in North Valley")],
            id="a place behind the target",
        ),
        pytest.param(
            "it struck militants in", [(2, 4, "T")], [("T", "militants")], id="a preposition cut off"
        ),
        pytest.param(
            "Norland warned Sudland in May",
            [(0, 1, "S"), (2, 3, "T")],
            [("S", "Norland"), ("T", "Sudland")],
            id="two roles are two spans",
        ),
        pytest.param(
            "militants and farmers", [(0, 1, "T"), (2, 3, "T")],
            [("T", "militants"), ("T", "farmers")], id="two targets",
        ),
        pytest.param(
            "Pop and Ban met", [(0, 1, "R"), (2, 3, "R")], [("R", "Pop and Ban")], id="two who meet"
        ),
    ],
)  # fmt: skip
def test_roles(words: str, found: list[TaggedSpan], expected: list[tuple[str, str]]) -> None:
    assert _read(words, mended_roles(found, words.split())) == expected


@pytest.mark.parametrize(
    ("words", "found", "expected"),
    [
        pytest.param(
            "Maj. Gen. Ana Pop spoke",
            [(0, 2, "Person"), (2, 4, "Person")],
            [("Person", "Maj. Gen. Ana Pop")],
            id="rank and name",
        ),
        pytest.param(
            "the man he met",
            [(0, 2, "Person"), (2, 3, "Person")],
            [("Person", "the man"), ("Person", "he")],
            id="a pronoun stays alone",
        ),
        pytest.param(
            "the US army",
            [(0, 1, "Organisation"), (1, 3, "Organisation")],
            [("Organisation", "the US army")],
            id="US is no pronoun",
        ),
        pytest.param(
            "Ana Pop and Bo Ban spoke",
            [(0, 5, "Person")],
            [("Person", "Ana Pop"), ("Person", "Bo Ban")],
            id="two persons",
        ),
        pytest.param(
            "the Army and Navy",
            [(0, 4, "Organisation")],
            [("Organisation", "the Army and Navy")],
            id="organisations hold and",
        ),
        pytest.param(
            "towns in Norland",
            [(0, 1, "Location"), (2, 3, "Location")],
            [("Location", "towns"), ("Location", "Norland")],
            id="places stay two",
        ),
        pytest.param("the , Karsk district", [(1, 2, "Location")], [], id="a comma alone"),
        pytest.param(
            "Pop of Karsk",
            [(1, 3, "Location")],
            [("Location", "Karsk")],
            id="a preposition in front",
        ),
    ],
)
def test_entities(words: str, found: list[TaggedSpan], expected: list[tuple[str, str]]) -> None:
    assert _read(words, mended_entities(found, words.split())) == expected


def test_what_is_mended_stays_as_it_is() -> None:
    words = LISTED.split()
    found = [(0, 2, "S"), (2, 4, "S"), (4, 6, "S"), (6, 7, "T"), (7, 10, "T"), (10, 13, "T")]
    once = mended_roles(found, words)
    assert mended_roles(once, words) == once
    assert [words[start] for start, _, _ in once] == ["Gen.", "the"]


def test_nothing_gives_nothing() -> None:
    assert mended_roles([], ["Rain", "fell"]) == []
    assert mended_entities([], []) == []
