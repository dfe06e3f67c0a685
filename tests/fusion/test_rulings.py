"""People's "same" and "different": hard constraints, contradictions reported and not guessed."""

from __future__ import annotations

from facts_for_tests import DORVA, MIRA, Piece, Told, day, fused

from dateline.fusion.facts import Ruling

IN_DORVA = Told("Dorva was attacked on 4 March.", when=day("2020-03-04"), places=(DORVA,))
IN_MIRA = Told("Mira was attacked on 9 March.", when=day("2020-03-09"), places=(MIRA,))


def mentions(*pieces: Piece) -> list[str]:
    return [claim.mention for piece in pieces for claim in piece.claims()]


def test_same_joins_what_nothing_else_would() -> None:
    pieces = [Piece("a", (IN_DORVA,)), Piece("b", (IN_MIRA,))]
    assert len(fused(pieces).events) == 2
    (event,) = fused(pieces, [Ruling("D1", "same", *mentions(*pieces))]).events
    assert {conflict.field for conflict in event.conflicts} == {"place", "date"}


def test_different_parts_what_would_join() -> None:
    pieces = [Piece("a", (IN_DORVA,)), Piece("b", (IN_DORVA,))]
    assert len(fused(pieces).events) == 1
    ruled = fused(pieces, [Ruling("D1", "different", *mentions(*pieces))])
    assert len(ruled.events) == 2
    assert ruled.contradictions == ()


def test_different_parts_a_claim_group() -> None:
    two = Piece(
        "a",
        (
            IN_DORVA,
            Told("It was attacked twice.", group="g"),
            Told("The mayor was attacked.", group="g"),
        ),
    )
    _, b, c = mentions(two)
    result = fused([two], [Ruling("D1", "different", b, c)])
    of = {claim.mention: claim.claim for claim in two.claims()}
    for event in result.events:
        assert not {of[b], of[c]} <= set(event.claims)


def test_a_contradiction_is_reported_with_all_its_decisions_and_none_is_followed() -> None:
    pieces = [Piece("a", (IN_DORVA,)), Piece("b", (IN_MIRA,)), Piece("c", (IN_DORVA,))]
    a, b, c = mentions(*pieces)
    rulings = [
        Ruling("D1", "same", a, b),
        Ruling("D2", "same", b, c),
        Ruling("D3", "different", a, c),
    ]
    result = fused(pieces, rulings)
    (contradiction,) = result.contradictions
    assert contradiction.decisions == ("D1", "D2", "D3")
    assert contradiction.mentions == tuple(sorted((a, b, c)))
    assert len(result.events) == 2  # as without any ruling: a with c, and b


def test_a_ruling_on_an_unknown_mention_does_nothing() -> None:
    pieces = [Piece("a", (IN_DORVA,))]
    assert fused(pieces, [Ruling("D1", "same", "M0", mentions(*pieces)[0])]) == fused(pieces)
