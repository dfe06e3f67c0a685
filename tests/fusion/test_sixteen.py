"""Fourteen reprints of one dispatch and two reports of their own: one event, three sources."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from facts_for_tests import (
    DORVA,
    MILITANTS,
    OFFICERS,
    Piece,
    Told,
    claims_of,
    day,
    fused,
    lineage_of,
    told_again,
)

from dateline.fusion.facts import Fusion
from dateline.lineage.facts import Link, Run

WEDNESDAY = day("2020-03-04")

LEAD = Told(
    "Militants attacked a police post on the edge of Dorva before dawn on Wednesday, officials of "
    "the interior ministry said.",
    when=WEDNESDAY,
    places=(DORVA,),
    actors=(MILITANTS,),
    cited=("officials of the interior ministry",),
)
TOLL = Told(
    "Six police officers were killed and the post was burned to its foundations, the ministry said "
    "in a statement.",
    "killed",
    when=WEDNESDAY,
    places=(DORVA,),
    recipients=(OFFICERS,),
    counts={"killed": 6},
    words="Six police officers",
    cited=("the ministry",),
)
FLED = Told(
    "The assailants fled towards the hills in two lorries, and a search went on.", type=None
)
ROAD = Told("The road from Dorva to the coast stayed closed until the late afternoon.", type=None)

HEADLINES = (
    "Six officers killed in Dorva",
    "Dawn raid: militants killed six at police post",
    "Police post burned, six killed",
    "Militants killed six in Northland",
)


def headline(n: int) -> Told:
    """A headline that the coder reads as well; it is in no other report's words."""
    text = f"{HEADLINES[n % len(HEADLINES)]} ({n})"
    return Told(text, "killed", counts={"killed": 6}, words="six", places=(DORVA,))


def reprint(n: int) -> Piece:
    """Trimmed from the end, or with a line of the publisher's own, or with an own last sentence."""
    body = [LEAD, TOLL, FLED, ROAD]
    if n % 3 == 1:
        body = body[:2]
    if n % 4 == 2:
        body.insert(1, Told(f"Read the Courier number {n} for more from the coast.", type=None))
    if n % 5 == 3:
        body.append(Told(f"Our town's council, number {n}, meets on Monday.", type=None))
    if n % 7 == 6:
        body = body[:1]
    published = "2020-03-05" if n % 2 else "2020-03-04"
    return Piece(
        f"reprint-{n:02d}", (headline(n), *body), published, f"Courier {n}", ("coast news agency",)
    )


DOCTOR = Piece(
    "own-doctor",
    (
        Told("Dorva counts its dead after night of fire", type=None),
        Told(
            "Five policemen were killed when their post in Dorva was stormed on Wednesday, a doctor "
            "at the town's hospital told the Inland Gazette.",
            "killed",
            when=WEDNESDAY,
            places=(DORVA,),
            recipients=(OFFICERS,),
            counts={"killed": 5},
            words="Five policemen",
            cited=("a doctor at the town's hospital",),
        ),
    ),
    "2020-03-04",
    "Inland Gazette",
)
CORRESPONDENT = Piece(
    "own-correspondent",
    (
        Told("A town under smoke", type=None),
        Told(
            "A correspondent of the Harbour Post on the scene counted six bodies of police "
            "officers killed in Wednesday's assault on the post in Dorva.",
            "killed",
            when=WEDNESDAY,
            places=(DORVA,),
            recipients=(OFFICERS,),
            counts={"killed": 6},
            words="six bodies of police officers",
        ),
    ),
    "2020-03-06",
    "Harbour Post",
)
SIXTEEN = (*(reprint(n) for n in range(14)), DOCTOR, CORRESPONDENT)


@pytest.mark.parametrize("seed", range(5))
def test_one_event_of_sixteen_reports_and_three_sources_in_any_order(seed: int) -> None:
    pieces = list(SIXTEEN)
    random.Random(seed).shuffle(pieces)
    (event,) = fused(pieces).events
    assert event.n_reports == 16
    assert (event.sources.low, event.sources.high) == (3, 3)
    assert event.grade == "several sources"
    assert event.place == DORVA
    assert event.when is not None
    assert (event.when.earliest, event.when.latest) == ("2020-03-04", "2020-03-04")
    (killed,) = event.counts
    assert (killed.low, killed.best, killed.high) == (5, 6, 6)
    assert event.sources.why.startswith("16 reports, 3 texts")
    assert (event.first_hand.low, event.first_hand.high) == (2, 3)


def test_copies_alone_are_one_source_repeated() -> None:
    (event,) = fused(SIXTEEN[:14]).events
    assert (event.sources.low, event.sources.high) == (1, 1)
    assert event.grade == "one source, repeated"
    assert event.sources.why == "14 reports, 1 text: all carry the same words, in this ledger"


def test_two_reports_of_ones_own_on_one_speaker_are_one_source_at_least() -> None:
    def citing(key: str, words: str, text: str) -> Piece:
        return Piece(
            key, (Told(text, when=WEDNESDAY, places=(DORVA,), cited=(words,)),), publisher=key
        )

    pieces = [
        citing(
            "x", "a police spokesman", "Dorva was attacked on Wednesday, a police spokesman said."
        ),
        citing("y", "police", "On Wednesday gunmen attacked a post at Dorva, according to police."),
    ]
    (event,) = fused(pieces).events
    assert (event.sources.low, event.sources.high) == (1, 2)
    assert event.grade == "several reports, perhaps one source"
    assert "cite the same source (police)" in event.sources.why
    assert (event.cited_sources.low, event.cited_sources.high) == (1, 1)


def test_a_common_origin_outside_the_ledger_joins_for_the_lower_bound() -> None:
    pieces = [
        Piece(
            key,
            (Told(f"{text} in Dorva on Wednesday.", when=WEDNESDAY, places=(DORVA,)),),
            credits=("coast news agency",),
        )
        for key, text in (("x", "A post was attacked"), ("y", "Gunmen attacked policemen"))
    ]
    (event,) = fused(pieces).events
    assert (event.sources.low, event.sources.high) == (1, 2)
    assert "credit the same origin (coast news agency)" in event.sources.why


def test_a_report_that_copies_a_part_and_says_the_rest_itself_counts_at_most_for_itself() -> None:
    own = Told(
        "Residents of three streets around the post told this newspaper at length that the night "
        "had begun with gunmen who attacked the electricity works of Dorva, cut the lines and set "
        "the guardhouse and a school on fire.",
        when=WEDNESDAY,
        places=(DORVA,),
        cited=("Residents of three streets around the post",),
    )
    mixed = Piece("mixed", (own, LEAD))
    agency = Piece("agency", (LEAD, TOLL))
    (event,) = fused([mixed, agency]).events
    assert event.sources.low == 1
    assert event.sources.high == 2


def test_a_shared_quotation_is_a_shared_source_and_no_copy() -> None:
    said = "The men who attacked us in Dorva on Wednesday came from three sides at once, and shot."
    pieces = [
        Piece(key, (Told(said, when=WEDNESDAY, places=(DORVA,), cited=(who,)),))
        for key, who in (("x", "the survivor"), ("y", "one of the wounded men"))
    ]
    (event,) = fused(pieces, lineage=lineage_of(pieces, "quotation")).events
    assert (event.sources.low, event.sources.high) == (1, 2)
    assert "quote the same words" in event.sources.why


def test_a_reprint_a_week_later_keeps_the_day_of_the_first() -> None:
    # "Wednesday" reads as the week after in the late reprint.
    late = Piece(
        "late",
        tuple(told_again(told, when=day("2020-03-11")) for told in (LEAD, TOLL)),
        "2020-03-12",
    )
    first = Piece("first", (LEAD, TOLL), "2020-03-04")
    events = fused([late, first]).events
    assert len(events) == 1
    assert any(conflict.field == "date" for conflict in events[0].conflicts)


def test_a_formula_of_daily_releases_joins_nothing() -> None:
    formula = (
        "Aircraft attacked positions near Dorva with precision weapons, the command announced."
    )
    pieces = [
        Piece(str(n), (Told(formula, when=day(date), places=(DORVA,)),), date)
        for n, date in enumerate(("2020-03-04", "2020-05-04", "2020-07-04"))
    ]
    assert len(fused(pieces).events) == 3


def test_a_daily_release_with_other_numbers_is_no_copy() -> None:
    def release(key: str, strikes: int) -> Piece:
        text = (
            f"In Northland, aircraft attacked {strikes} positions near Dorva using bombers, fighters "
            "and remotely piloted aircraft, the command said in its daily release."
        )
        return Piece(key, (Told(text, actors=(MILITANTS,)),), None)

    pieces = [release("x", 23), release("y", 15)]
    a, b = sorted(pieces, key=lambda piece: piece.version)
    start = a.text.index(" positions")
    there = b.text.index(" positions")
    runs = (Run(start, len(a.text), there, len(b.text), "verbatim"),)
    link = Link(a.version, b.version, runs, 100, 1, 1, "unknown", ())
    assert len(fused(pieces, lineage=replace(lineage_of([]), links=(link,))).events) == 2


def test_runs_that_share_no_claim_join_no_text() -> None:
    x = Piece(
        "x", (Told("Dorva was attacked on Wednesday.", when=WEDNESDAY, places=(DORVA,)), ROAD)
    )
    y = Piece("y", (Told("Gunmen attacked Dorva that day.", when=WEDNESDAY, places=(DORVA,)), ROAD))
    (event,) = fused([x, y]).events
    assert (event.sources.low, event.sources.high) == (2, 2)


def test_a_copy_that_spaces_and_punctuates_otherwise_is_found() -> None:
    spaced = replace(LEAD, text=LEAD.text.replace(" said.", " –  said ."))
    x, y = Piece("x", (LEAD,)), Piece("y", (spaced,))
    a, b = sorted((x, y), key=lambda piece: piece.version)
    link = Link(
        a.version,
        b.version,
        (Run(0, len(a.text), 0, len(b.text), "verbatim"),),
        100,
        1,
        1,
        "unknown",
        (),
    )
    lineage = replace(lineage_of([]), links=(link,))
    result: Fusion = fused([x, y], lineage=lineage)
    (event,) = result.events
    assert event.sources.high == 1
    assert len(claims_of([x, y])) == 2
