"""The walk over clauses ends on any parse."""

from __future__ import annotations

from dateline.coding.clauses import Clauses
from dateline.types import Annotation, Sentence, Token


def test_a_cyclic_parse_ends() -> None:
    tokens = (
        Token(0, 1, "a", "a", "VERB", "VB", 1, "conj", -1),
        Token(2, 3, "b", "b", "VERB", "VB", 2, "conj", -1),
        Token(4, 5, "c", "c", "VERB", "VB", 0, "conj", -1),
    )
    annotation = Annotation("", "a b c", "en", "test", tokens, (Sentence(0, 3, 0, 5),), (), ())
    assert Clauses(annotation).edges(1) == (0, 2)
