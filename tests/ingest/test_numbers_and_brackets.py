"""Lines that differ in a number are two lines; a bracket that opens closes."""

from __future__ import annotations

from dateline.ingest import IngestOptions
from dateline.ingest.credits import byline
from dateline.ingest.original import read_original
from dateline.types import Reading


def read(text: str) -> Reading:
    (found,) = read_original(text.encode(), "report.txt", IngestOptions())
    assert isinstance(found, Reading)
    return found


def test_sentences_that_differ_in_a_number_are_no_repeated_title() -> None:
    first = "A bomb in the market of Tal killed 12 people on Monday."
    second = "A bomb in the market of Tal killed 14 people on Monday."
    found = read(f"Two bombs in Tal\n\n{first}\n\n{second}\n")
    assert found.title is not None
    assert found.title.of(found.text) == "Two bombs in Tal"
    assert first in found.text
    assert second in found.text
    assert found.furniture == ()


def test_a_publisher_with_a_bracket_keeps_both_its_ends() -> None:
    names = {credit.name for credit in byline("By Lena Markova, Terek Dispatch (weekly)")}
    assert names == {"Lena Markova", "Terek Dispatch (weekly)"}
