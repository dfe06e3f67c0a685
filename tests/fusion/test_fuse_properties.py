"""Laws of fusion on made-up ledgers: any order gives the same, every claim once, rulings hold."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from facts_for_tests import (
    ARMY,
    COAST,
    DORVA,
    FRONT,
    GUNMEN,
    LEAGUE,
    MILITANTS,
    MIRA,
    OFFICERS,
    UNITS,
    WHOLES,
    Piece,
    Told,
    claims_of,
    day,
    days,
    lineage_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.fusion.facts import Fusion, Ruling
from dateline.fusion.fuse import fuse
from dateline.fusion.sentences import makes_events

SENTENCES = (
    "Men with rifles attacked a guard post at the edge of the town early in the day.",
    "Another group attacked the bridge and was beaten back, the governor said.",
    "The attack, the third of its kind, had been attacked in words by the bishops.",
    "Nobody attacked the post that day, the command said in the evening.",
    "They attacked.",
)

tolds = st.builds(
    Told,
    text=st.sampled_from(SENTENCES),
    when=st.sampled_from(
        [
            None,
            day("2020-03-03"),
            day("2020-03-04"),
            days("2020-03-01", "2020-03-31", 4),
            days(None, "2020-03-05", 5, "reported; happened on or before the publication date"),
        ]
    ),
    places=st.sampled_from([(), (DORVA,), (MIRA,), (COAST,), (DORVA, COAST)]),
    actors=st.sampled_from([(), (MILITANTS,), (GUNMEN,), (FRONT,), (LEAGUE,), (ARMY,)]),
    recipients=st.sampled_from([(), (OFFICERS,), (ARMY,)]),
    counts=st.sampled_from([{}, {"killed": 3}, {"killed": 9}, {"killed": 3, "injured": 8}]),
    cited=st.sampled_from([(), ("police",), ("the governor",), ("",)]),
    polarity=st.sampled_from(["affirmed"] * 5 + ["denied"]),
    modality=st.sampled_from(["actual"] * 6 + ["planned"]),
    background=st.sampled_from([False, False, True]),
    group=st.sampled_from([None, "one"]),
)
pieces_of = st.lists(
    st.tuples(
        st.lists(tolds, min_size=1, max_size=4), st.sampled_from(["2020-03-04", "2020-03-05", None])
    ),
    min_size=1,
    max_size=7,
).map(
    lambda made: [
        Piece(f"piece {n}", tuple(told), published) for n, (told, published) in enumerate(made)
    ]
)


def run(pieces: list[Piece], rulings: list[Ruling], seed: int) -> Fusion:
    claims = claims_of(pieces)
    lineage = lineage_of(pieces)
    shuffled = random.Random(seed)
    shuffled.shuffle(claims)
    links = list(lineage.links)
    shuffled.shuffle(links)
    shuffled.shuffle(rulings)
    return fuse(claims, replace(lineage, links=tuple(links)), UNITS, rulings, WHOLES)


def rulings_on(pieces: list[Piece], seed: int) -> list[Ruling]:
    mentions = sorted({claim.mention for claim in claims_of(pieces)})
    draw = random.Random(seed)
    made = []
    for n in range(min(4, len(mentions))):
        a, b = draw.choice(mentions), draw.choice(mentions)
        if a != b:
            made.append(Ruling(f"D{n}", draw.choice(["same", "different"]), a, b))
    return made


@settings(max_examples=150, deadline=None)
@given(pieces_of, st.integers(0, 99))
def test_any_order_gives_the_same(pieces: list[Piece], seed: int) -> None:
    rulings = rulings_on(pieces, seed)
    assert run(pieces, list(rulings), 1) == run(pieces, list(rulings), 2)


@settings(max_examples=100, deadline=None)
@given(pieces_of)
def test_every_claim_that_tells_something_is_in_one_event(pieces: list[Piece]) -> None:
    result = run(pieces, [], 0)
    held = Counter(claim for event in result.events for claim in event.claims)
    assert held == Counter(
        claim.claim for claim in claims_of(pieces) if makes_events(claim, UNITS[claim.codebook])
    )
    for event in result.events:
        assert 0 < event.sources.low <= event.sources.high <= event.n_reports
        assert event.first_hand.low <= event.first_hand.high
        assert event.cited_sources.low <= event.cited_sources.high
        assert event.families.low <= event.families.high
        for count in event.counts:
            assert count.low <= count.best <= count.high
        assert event.reasons
    assert len({event.id for event in result.events}) == len(result.events)


@settings(max_examples=100, deadline=None)
@given(pieces_of, st.integers(0, 99))
def test_rulings_that_can_hold_do(pieces: list[Piece], seed: int) -> None:
    rulings = rulings_on(pieces, seed)
    result = run(pieces, list(rulings), 0)
    set_aside = {decision for c in result.contradictions for decision in c.decisions}
    mention = {claim.claim: claim.mention for claim in claims_of(pieces)}
    events = [{mention[claim] for claim in event.claims} for event in result.events]
    held = set().union(*events) if events else set()
    for ruling in rulings:
        if ruling.decision in set_aside or not {ruling.a, ruling.b} <= held:
            continue
        together = any({ruling.a, ruling.b} <= event for event in events)
        assert together == (ruling.verdict == "same"), ruling
