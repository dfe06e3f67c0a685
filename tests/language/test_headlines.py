"""Headline capitals are taken back for the parser; the text stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import annotate
from dateline.language.headlines import is_headline, readable


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Army Kills Ten in Border Town", "Army kills ten in border town"),
        ("REBELS SEIZE TOWN NEAR THE BORDER", "Rebels seize town near the border"),
        ("NATO Troops Leave Base in Kabul", "NATO troops leave base in Kabul"),
        ("White House Condemns Attack on Embassy", "White House condemns attack on embassy"),
        ("Who Is to Blame? The Army Says Rebels", "Who is to blame? The army says rebels"),
        (
            "Rebels seized a town near Kunduz on Monday",
            "Rebels seized a town near Kunduz on Monday",
        ),
        ("U.S. Condemns Attack in Border Town", "U.S. condemns attack in border town"),
        ("Army Kills Ten", "Army Kills Ten"),
    ],
)
def test_readable(line: str, read: str) -> None:
    assert readable(line) == read


def test_the_parser_finds_the_verb_of_a_headline() -> None:
    text = "Army Kills Ten Villagers in Border Town"
    annotation = annotate(text)
    verb = next(token for token in annotation.tokens if token.text == "Kills")
    assert (verb.upos, verb.lemma) == ("VERB", "kill")
    assert "".join(t.text for t in annotation.tokens) == text.replace(" ", "")


def test_a_name_of_the_body_stays_a_name_in_the_headline() -> None:
    body = "Fighters of the Sacred Shield entered the town on Monday."
    text = f"Sacred Shield Enters Northern Town\n\n{body}"
    annotation = annotate(text, title_end=34)
    assert annotation.tokens[1].upos == "PROPN"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_the_length_never_changes(line: str) -> None:
    assert len(readable(line)) == len(line)
    assert isinstance(is_headline(line), bool)
