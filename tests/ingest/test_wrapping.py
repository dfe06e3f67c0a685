"""Lines that a program broke at a width come back as the paragraphs that were written."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.clean import paragraphs
from dateline.ingest.wrapping import unwrap

TOLD = [
    "The harbour authority of Lower Karsk closed both basins on Thursday after a barge struck a mine that "
    "had come loose in the storm of the night before, two of its officers said by telephone.",
    "Nobody on the barge was hurt. A tug that had gone to its help was towed back to the yard with a hole "
    "in its bow, and the crew of six spent the night in the pilots' house.",
    "Divers of the navy are to search the channel from Friday on. The authority expects that small boats "
    "can leave by Sunday, and that grain ships have to wait for a week at least.",
]


def wrapped(width: int, between: str = "\n\n") -> str:
    return between.join(textwrap.fill(told, width, break_on_hyphens=False) for told in TOLD)


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100, 101, 120, 150])
def test_paragraphs_wrapped_at_any_width_come_back(width: int) -> None:
    assert paragraphs(wrapped(width)) == TOLD


def test_paragraphs_without_empty_lines_are_told_by_their_short_last_lines() -> None:
    assert paragraphs(wrapped(72, between="\n")) == TOLD


def test_a_paragraph_a_line_stays_as_it_is() -> None:
    text = "\n".join(TOLD)
    assert unwrap(text) == text
    lines = "Harbour of Karsk closed\nBy Ilse Maurer\nKARSK, Friday\n" + text
    assert unwrap(lines) == lines


def test_verse_and_names_stay_as_they_are() -> None:
    text = "\n".join(
        ["The river is wide,", "the river is cold,", "who crosses it young", "comes over it old."]
    )
    assert unwrap(text) == text


@pytest.mark.parametrize("mark", ["- ", "* ", "1. "])
def test_items_of_a_list_stay_items(mark: str) -> None:
    items = [textwrap.fill(mark + told, 72, subsequent_indent=" " * len(mark)) for told in TOLD]
    found = unwrap("\n".join(items)).split("\n")
    assert found == [mark + told for told in TOLD]


def test_headings_and_tables_stay_apart() -> None:
    table = "| basin | depth |\n| --- | --- |\n| north | 9 m |"
    text = f"# Harbour closed\n\n{wrapped(80)}\n\n## Depths\n\n{table}"
    assert unwrap(text).endswith(f"## Depths\n\n{table}")
    assert unwrap(text).startswith("# Harbour closed\n\n")


def test_a_quoted_message_is_not_joined_to_its_answer() -> None:
    quoted = "\n".join("> " + line for line in textwrap.wrap(TOLD[0], 70))
    text = f"{quoted}\n{textwrap.fill(TOLD[1], 72)}"
    assert unwrap(text).split("\n") == ["> " + TOLD[0], TOLD[1]]


def test_a_hyphen_at_the_end_of_a_line_is_the_writers_unless_the_text_has_the_word_without() -> (
    None
):
    lines = [
        "The minister spoke of a long-",
        "term plan for the harbour, with more than four hundred workers",
        "in the yards and on the quays, and with new cranes from abroad",
        "for the northern basin, which the storm of the night had closed",
        "to all ships but those of the navy and of the pilots of Karsk.",
    ]
    assert "long-term plan" in unwrap(textwrap.fill(" ".join(lines).replace("long- ", "long-"), 72))


def test_very_many_wrapped_lines_are_one_paragraph() -> None:
    text = "\n".join(
        ["the barge struck a mine that had come loose in the storm of the night"] * 200_000
    )
    assert len(paragraphs(text)) == 1


WORDS = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12),
    min_size=1,
    max_size=60,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(30, 160))
def test_only_breaks_are_changed(told: list[list[str]], width: int) -> None:
    text = "\n\n".join(
        textwrap.fill(" ".join(words), width, break_long_words=False, break_on_hyphens=False)
        for words in told
    )
    found = unwrap(text)
    assert "".join(found.split()).replace("-", "").replace("\u2010", "") == "".join(
        text.split()
    ).replace("-", "").replace("\u2010", "")
    assert unwrap(text) == found
