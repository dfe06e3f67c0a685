"""Which sources of two reports may be one: outlets that they credit, officials, short copies."""

from __future__ import annotations

import pytest
from facts_for_tests import BRANCH, DORVA, FRONT, MILITANTS, OFFICERS, Piece, Told, day, fused

from dateline.fusion.facts import Bounds, Party

WEDNESDAY = day("2020-03-04")


def raid(text: str, cited: tuple[str, ...] = ()) -> Told:
    return Told(
        text,
        when=WEDNESDAY,
        places=(DORVA,),
        actors=(MILITANTS,),
        recipients=(OFFICERS,),
        cited=cited,
    )


OWN = raid("Militants attacked officers at the Dorva ferry on 4 March.")
OTHER = raid("At the ferry of Dorva militants attacked officers on 4 March, by all accounts.")


def sources(*pieces: Piece) -> Bounds:
    (event,) = fused(pieces).events
    return event.sources


def test_a_report_that_credits_an_outlet_of_the_ledger_may_be_one_with_it() -> None:
    wire = Piece("a", (OWN,), publisher="The Coast Wire (fictional)")
    text = (
        "Militants attacked officers in Dorva, according to what the Coast Wire wrote on 4 March."
    )
    by_it = Piece("b", (raid(text, ("the Coast Wire",)),), publisher="Hill Courier")
    found = sources(wire, by_it)
    assert (found.low, found.high) == (1, 2)
    assert "credit another of them (coast wire)" in found.why


def test_an_outlet_that_is_credited_for_another_matter_may_be_what_the_report_goes_by() -> None:
    wire = Piece("a", (OWN,), publisher="Coast Wire")
    before = Told(
        "The council met, a report by the Coast Wire says.",
        "met",
        "CONSULT",
        cited=("a report by the Coast Wire",),
    )
    found = fused([wire, Piece("b", (before, OTHER), publisher="Hill Courier")]).events
    (event,) = (event for event in found if event.type == "ASSAULT")
    assert (event.sources.low, event.sources.high) == (1, 2)


@pytest.mark.parametrize(
    ("publisher", "published", "cited"),
    [
        ("Coast Wire", "2020-03-08", "the Coast Wire"),  # published after what credits it
        ("Coast Wire", "2020-03-05", "the Coast Wireless Company"),
        ("Hill Courier", "2020-03-05", "the Hill Courier"),  # it speaks of itself
        ("TV", "2020-03-05", "TV"),
    ],
)
def test_no_outlet_credited(publisher: str, published: str, cited: str) -> None:
    wire = Piece("a", (OWN,), published, publisher=publisher)
    by_it = Piece("b", (raid(OTHER.text, (cited,)),), publisher="Hill Courier")
    found = sources(wire, by_it)
    assert (found.low, found.high) == (2, 2)


def test_a_credit_line_that_names_an_outlet_of_the_ledger_joins_as_well() -> None:
    wire = Piece("a", (OWN,), publisher="Coast Wire")
    by_it = Piece("b", (OTHER,), publisher="Hill Courier", credits=("coast wire",))
    assert sources(wire, by_it).low == 1


@pytest.mark.parametrize("body", ["the interior ministry", "Dorva's police", "the army command"])
def test_officials_without_a_name_may_be_those_of_any_body(body: str) -> None:
    pieces = (
        Piece("a", (raid(OWN.text, ("officials",)),)),
        Piece("b", (raid(OTHER.text, (body,)),)),
    )
    found = sources(*pieces)
    assert (found.low, found.high) == (1, 2)


@pytest.mark.parametrize("other", ["a shepherd", "the Northern Front", "hospital doctors"])
def test_officials_are_nobody_else(other: str) -> None:
    pieces = (
        Piece("a", (raid(OWN.text, ("officials",)),)),
        Piece("b", (raid(OTHER.text, (other,)),)),
    )
    assert sources(*pieces).low == 2


SHARED = Told(
    "Snow had closed the roads to the coast for the whole of the week, and no bus ran.", type=None
)


def test_a_sentence_in_fewer_words_of_another_is_its_copy_where_the_texts_share_more() -> None:
    long = raid("Militants attacked officers on the Dorva ferry with torches, a captain said.")
    short = raid("Militants attacked officers with torches on the Dorva ferry; a captain.")
    found = sources(Piece("a", (SHARED, long)), Piece("b", (SHARED, short)))
    assert (found.low, found.high) == (1, 1)
    found = sources(Piece("a", (long,)), Piece("b", (short,)))
    assert (found.low, found.high) == (2, 2)
    more = raid("Masked militants attacked officers with torches on the Dorva ferry at noon.")
    found = sources(Piece("a", (SHARED, long)), Piece("b", (SHARED, more)))
    assert (found.low, found.high) == (2, 2)


def claimed(key: str, text: str, who: Party, cited: str) -> Piece:
    told = Told(
        text,
        when=WEDNESDAY,
        places=(DORVA,),
        actors=(who,),
        recipients=(OFFICERS,),
        cited=(cited,),
    )
    return Piece(key, (told,))


def test_a_group_and_its_branch_that_tell_of_their_deed_are_one_source() -> None:
    group = claimed("a", "The Front said it had attacked officers in Dorva.", FRONT, "The Front")
    branch = "The branch said that it had attacked officers in Dorva."
    found = sources(group, claimed("b", branch, BRANCH, "the branch"))
    assert (found.low, found.high) == (1, 2)
    found = sources(group, claimed("b", branch, BRANCH, "a shepherd"))
    assert (found.low, found.high) == (2, 2)


def test_the_groups_branch_is_the_one_that_others_name() -> None:
    theirs = FRONT._replace(raw="the Front's branch")
    pieces = [
        claimed("a", "The Front's branch attacked officers in Dorva.", theirs, "the branch"),
        claimed("b", "The Coast Front attacked officers in Dorva.", BRANCH, "a shepherd"),
    ]
    assert fused(pieces).events[0].actors == (BRANCH,)
    assert fused(pieces[:1]).events[0].actors == (theirs,)


def test_the_reason_names_the_group_and_not_its_key() -> None:
    def told(text: str) -> Told:
        return Told(text, when=WEDNESDAY, places=(DORVA,), actors=(FRONT,), cited=("the group",))

    found = sources(
        Piece("a", (told("The Northern Front attacked officers in Dorva, the group said."),)),
        Piece("b", (told("In Dorva the group said that it had attacked a police patrol."),)),
    )
    assert (found.low, found.high) == (1, 2)
    assert "cite the same source (Northern Front)" in found.why
