"""The words for what reports of one text carry: whose, of which day, and how many credit it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from facts_for_tests import Piece, claims_of, fused, lineage_of
from test_sixteen import SIXTEEN

from dateline.lineage.facts import Family, Lineage, Standing


def with_family(
    pieces: list[Piece], origin: int | None, outside: str | None, credit: dict[int, str]
) -> Lineage:
    """Give the lineage of copies as one family; ``credit`` by the number of the piece."""
    lineage = lineage_of(pieces)
    versions = [piece.claims()[0].version for piece in pieces]
    first = None if origin is None else versions[origin]
    family = Family("F1", tuple(sorted(versions)), first, outside, "as told")
    reports = {
        version: replace(
            lineage.reports.get(version) or Standing(version, "F1", True, (), (), ()),
            credit=credit.get(n, ""),
        )
        for n, version in enumerate(versions)
    }
    return replace(lineage, families=(family,), reports=reports)


def why(pieces: list[Piece], lineage: Lineage) -> str:
    assert claims_of(pieces)
    (event,) = fused(pieces, lineage=lineage).events
    return event.sources.why


@pytest.mark.parametrize(
    ("credit", "said"),
    [
        ({1: "credited", 2: "named", 3: "missing"}, "; 2 credit it, 1 does not, in this ledger"),
        ({1: "missing", 2: "missing"}, "; 2 do not credit it, in this ledger"),
        ({1: "credited", 2: "cut"}, "; 1 credits it, 1 is cut off before saying, in this ledger"),
        ({}, " of 5 March 2020, in this ledger"),
    ],
)
def test_copies_of_a_report_that_is_here(credit: dict[int, str], said: str) -> None:
    pieces = [
        replace(piece, published="2020-03-05", publisher=f"Paper {n}")
        for n, piece in enumerate(SIXTEEN[:5])
    ]
    words = why(pieces, with_family(pieces, 0, None, credit))
    assert words.startswith("5 reports, 1 text: all carry the report of Paper 0 of 5 March 2020")
    assert words.endswith(said)


def test_copies_of_an_agency_that_is_not_here() -> None:
    pieces = list(SIXTEEN[:3])
    credit = {0: "credited", 1: "missing", 2: "missing"}
    assert why(pieces, with_family(pieces, None, "Coast News Agency", credit)) == (
        "3 reports, 1 text: all carry the text of Coast News Agency, whose own report is not here; "
        "1 credits it, 2 do not, in this ledger"
    )


def test_where_the_origin_is_not_known_they_carry_the_same_words() -> None:
    pieces = list(SIXTEEN[:3])
    assert "all carry the same words" in why(pieces, with_family(pieces, None, None, {}))
