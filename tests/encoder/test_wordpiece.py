"""Word pieces on words whose pieces were had from BERT's own tokenizer, and on a small vocabulary."""

from __future__ import annotations

import pytest

from dateline.encoder.pieces import load_pieces
from dateline.encoder.wordpiece import UNKNOWN, WordPieces, parts

SMALL = {UNKNOWN: 0, "re": 1, "##bel": 2, "##bels": 3, "rebels": 4, "u": 5, ".": 6, "##s": 7}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Naïve", ["naive"], id="accents"),
        pytest.param("U.S.", ["u", ".", "s", "."], id="stops"),
        pytest.param("北京abc", ["北", "京", "abc"], id="Chinese"),
        pytest.param("a\u200bb\tc", ["ab", "c"], id="format character and tab"),
        pytest.param("$5", ["$", "5"], id="dollar"),
        pytest.param("ΑΣ", ["ασ"], id="sigma without its place"),
        pytest.param("\ufffd", [], id="nothing left"),
    ],
)
def test_parts_of_words(word: str, expected: list[str]) -> None:
    assert list(parts(word)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Rebels", (4,), id="longest first"),
        pytest.param("rebel", (1, 2), id="two pieces"),
        pytest.param("rex", (0,), id="no piece fits the rest"),
        pytest.param("us.", (5, 7, 6), id="mark apart"),
        pytest.param("u" * 101, (0,), id="too long"),
        pytest.param("", (), id="empty"),
    ],
)
def test_pieces_of_a_small_vocabulary(word: str, expected: tuple[int, ...]) -> None:
    assert WordPieces(SMALL).numbers(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Peshmerga", (21877, 4095, 5017, 3654), id="cut in four"),
        pytest.param("killed", (2730,), id="whole"),
        pytest.param("’", (1521,), id="quotation mark"),
    ],
)
def test_pieces_of_the_vocabulary_that_ships(word: str, expected: tuple[int, ...]) -> None:
    assert load_pieces().numbers(word) == expected
