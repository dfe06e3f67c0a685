"""Characters are made regular in the same way by the quick look as by every step."""

from __future__ import annotations

from dateline.ingest.clean import clean_characters
from dateline.ingest.code_pages import fit
from dateline.ingest.readers.html import _may_be_bundle


def test_the_quick_look_misses_no_character() -> None:
    for code in (*range(0x10000), *range(0xE0000, 0xE0080)):
        text = f"a{chr(code)}b"
        quick, warned = clean_characters(text)
        stepwise, also = clean_characters("\u200b" + text)  # what is removed takes every step
        assert (quick, warned) == (stepwise, also), hex(code)


def test_line_ends_of_every_kind_are_one() -> None:
    assert clean_characters("a\r\nb\r\r\nc\rd\u2028e") == ("a\nb\n\nc\nd\ne", ())


def test_only_characters_beyond_ascii_are_scored() -> None:
    assert fit("The army attacked.") == (0.0, 0)
    assert fit("Größe")[1] == 2
    assert fit("é")[1] == 1


def test_words_of_a_database_are_seen_in_any_case_and_between_nulls() -> None:
    for page in (
        b"2 DOCUMENTS <br>",
        b"end OF document",
        b"Dokument 3 von 9",
        b"FACTIVA",
        b"fac\0tiva",
    ):
        assert _may_be_bundle(page), page
    for page in (b"document.getElementById('a')", b"Mydocument <p>", b"Dokument 3 und 9"):
        assert not _may_be_bundle(page), page
