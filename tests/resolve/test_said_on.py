"""Days that bound what somebody told, and parts of days with their day."""

from __future__ import annotations

import pytest

from dateline.language import annotate
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.dates import DateResolver
from dateline.types import Dating, Span

CONTEXT = ReportContext(Dating("2021-03-10", "2021-03-10", "metadata"), None, None, "en", 0)


def anchor(text: str, word: str) -> Span:
    at = text.index(word)
    return Span(at, at + len(word))


def test_what_was_told_in_january_had_happened_by_then() -> None:
    text = "In January the group said that it had attacked a barracks in the north."
    found = DateResolver().undated("K1", annotate(text), anchor(text, "attacked"), CONTEXT)
    assert found is not None
    assert found.value == "/2021-01-31"
    assert "told" in found.how


def test_without_a_day_of_telling_publication_bounds() -> None:
    text = "The group said that it had attacked a barracks in the north."
    found = DateResolver().undated("K1", annotate(text), anchor(text, "attacked"), CONTEXT)
    assert found is not None
    assert found.value == "/2021-03-10"


@pytest.mark.parametrize("words", ["the night to March 4, 2020", "the night of March 4, 2020"])
def test_a_night_is_that_of_its_day(words: str) -> None:
    text = f"In {words}, gunmen attacked a post."
    span = anchor(text, "the night")
    slot = SlotReference("K1", "date", 0, span, "the night", Span(0, len(text)))
    (found,) = DateResolver().resolve(annotate(text), [slot], CONTEXT)
    assert found.value == "2020-03-04/2020-03-04"
