"""What the days of publication say where a telling has no day of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from facts_for_tests import DORVA, FRONT, UNITS, WHOLES, Piece, Told, day, fused, reports_together

from dateline.fusion.compare import Evidence, Known, compare, rarity_of
from dateline.fusion.facts import ClaimFacts
from dateline.fusion.tellings import tellings
from dateline.fusion.weights import LATE, LATE_AFTER, LONG, LONG_AFTER, NEWS_OF_ONE_DAY

DATED = Told("The Northern Front attacked Dorva.", when=day("2020-01-01"), places=(DORVA,))
UNDATED = Told("The Front attacked the town of Dorva again.", places=(DORVA,), actors=(FRONT,))
TOLD_AS_PAST = Told(UNDATED.text, places=(DORVA,), actors=(FRONT,), background=True)


def evidence(told: Told, published: tuple[str | None, str | None]) -> Evidence:
    """Weigh a report of 1 January 2020 against one of these days of publication."""
    first, second = Piece("a", (DATED,), "2020-01-01"), Piece("b", (told,), published[0])
    later = [bounded(claim, published) for claim in second.claims()]
    a, b = sorted(tellings([*first.claims(), *later]), key=lambda t: not t.dated)
    return compare(a, b, UNITS["plover"], Known(WHOLES, rarity_of((a, b))))


def bounded(claim: ClaimFacts, published: tuple[str | None, str | None]) -> ClaimFacts:
    return replace(claim, published=published)


def on(iso: str) -> tuple[str, str]:
    return iso, iso


def days_after(n: int) -> tuple[str, str]:
    return on((date(2020, 1, 1) + timedelta(n)).isoformat())


@pytest.mark.parametrize(
    ("behind", "reason", "weight"),
    [
        (1, "news of one day", NEWS_OF_ONE_DAY),
        (LATE_AFTER, None, 0.0),
        (LATE_AFTER + 1, "published at other times", LATE),
        (LONG, "published at other times", LATE),
        (LONG + 1, "published long after", LONG_AFTER),
        (LONG + 300, "published long after", LONG_AFTER),
    ],
)
def test_the_longer_behind_a_day_news_is_published_the_less_it_is_of_that_day(
    behind: int, reason: str | None, weight: float
) -> None:
    found = evidence(UNDATED, days_after(behind))
    said = [told for told in found.reasons if "published" in told or told.startswith("news of")]
    assert said == ([] if reason is None else [f"{reason} {weight:+.1f}"])


def test_what_is_told_as_past_long_after_may_be_of_that_day() -> None:
    found = evidence(TOLD_AS_PAST, days_after(LONG + 1))
    assert not any("published" in told for told in found.reasons)


def test_news_long_after_stays_apart_and_news_of_the_day_joins() -> None:
    def together(published: str) -> set[frozenset[str]]:
        dated = replace(DATED, actors=(FRONT,))
        pieces = [Piece("a", (dated,), "2020-01-01"), Piece("b", (UNDATED,), published)]
        return reports_together(pieces, fused(pieces))

    assert together("2020-01-02") == {frozenset("ab")}
    assert together("2020-06-01") == {frozenset("a"), frozenset("b")}


@pytest.mark.parametrize("below", ["2019-06-01", "2020-01-01", "2020-06-01"])
def test_a_report_known_only_to_be_no_older_than_a_day_is_news_of_no_day(below: str) -> None:
    """Its day of publication may be any after that: neither news of one day nor long after."""
    found = evidence(UNDATED, (below, None))
    assert not any("published" in told or "news of" in told for told in found.reasons)
    assert evidence(UNDATED, on("2020-01-01")).score > found.score
