"""What is told as of one time, in sentences that we wrote."""

from __future__ import annotations

import pytest

from dateline.language import annotate
from dateline.resolve.clauses import token_at, told_together
from dateline.types import Span


@pytest.mark.parametrize(
    ("text", "event", "time", "together"),
    [
        (
            "Gunmen attacked the post on Thursday, killing ten officers.",
            "killing",
            "Thursday",
            True,
        ),
        ("The army shelled Tal on Sunday and bombed Kar.", "bombed", "Sunday", True),
        ("A suicide bombing in Mosul on Friday killed four people.", "killed", "Friday", True),
        ("Rebels killed six in an attack on a base on Friday.", "attack", "Friday", True),
        ("Troops shot a man in the port, the committee said on Monday.", "shot", "Monday", False),
        ("Police said on Monday that rebels had killed two men.", "killed", "Monday", False),
        ("The man who was shot in May died on Monday.", "died", "May", False),
        ("The man who was shot in May died on Monday.", "shot", "Monday", False),
        (
            "On June 3 the group declared a province, after two commanders pledged allegiance.",
            "pledged",
            "June 3",
            False,
        ),
    ],
)
def test_told_together(text: str, event: str, time: str, together: bool) -> None:
    annotation = annotate(text)
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (event, time)]
    assert told_together(annotation, *spans) is together


def test_two_sentences_are_never_told_together() -> None:
    text = "Rebels fled on Monday. Troops entered the town."
    annotation = annotate(text)
    assert not told_together(annotation, Span(30, 37), Span(15, 21))


def test_a_place_before_all_words_has_no_token() -> None:
    assert token_at(annotate("  Rebels fled."), 0) is None
