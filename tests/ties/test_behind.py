"""Who is behind an actor or an event: stated, accused, denied, asked; chains."""

from __future__ import annotations

from dataclasses import replace

from ties_for_tests import (
    COAST,
    DELTA,
    FRONT,
    HOLM,
    ILVES,
    LEAGUE,
    SUDMARK,
    Said,
    facts,
    on,
    people,
    seed,
)

from dateline.fusion.facts import Bounds, ClaimFacts, Event, Party
from dateline.ties import Behind, behind_actor, behind_event
from dateline.ties.facts import Facts, Finding, Tally
from dateline.types import Span

DECLARED = Said("DECLARE", (FRONT,), (DELTA,), on("2020-06-09"))
LED = Said("LED_BY", (HOLM,), (FRONT,), report="r2")
NONE = Bounds(0, 0, "")


def told(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.who, finding.how) for finding in found]


def test_who_declared_and_a_chain_to_who_leads_it() -> None:
    answer = behind_actor("group:delta", facts(DECLARED, LED))
    assert told(answer.findings) == [("Reed Front", "declared it")]
    assert answer.findings[0].dated == "began on 2020-06-09"
    (chain,) = answer.chains
    assert [(step.how, step.who, step.source) for step in chain] == [
        ("declared by", "Reed Front", "reports"),
        ("led by", "Anders Holm", "reports"),
    ]


def test_a_chain_leaves_out_who_was_gone_and_says_what_the_registry_adds() -> None:
    how = "public record: start known to the day, end known to the day"
    seeds = [
        seed("group:front", "led_by", "person:ilves", "2010-01-01", "2019-01-01", how),
        seed("group:front", "led_by", "person:holm", "2019-01-01", "2024-01-01", how),
    ]
    answer = behind_actor("group:delta", facts(DECLARED, seeds=seeds))
    assert [[s.who for s in chain] for chain in answer.chains] == [["Reed Front", "Anders Holm"]]
    assert answer.chains[0][1].source == "registry"


def test_chains_end_where_they_would_turn_in_a_circle() -> None:
    said = [Said("PART_OF", (COAST,), (FRONT,)), Said("PART_OF", (FRONT,), (COAST,))]
    answer = behind_actor("group:coast", facts(*said))
    assert all(len(chain) <= 3 for chain in answer.chains)


def test_nothing_told_is_no_finding() -> None:
    answer = behind_actor("group:delta", facts(seeds=[]))
    assert answer == Behind(
        "group:delta", "Delta Province", (), (), (), (), (), (), Tally(0, None), ""
    )


def test_the_registry_stays_apart() -> None:
    how = "public record: start not stated, end not stated"
    seeds = [seed("group:delta", "part_of", "group:front", None, None, how)]
    answer = behind_actor("group:delta", facts(seeds=seeds))
    assert answer.findings == ()
    assert told(answer.registry) == [("Reed Front", "it is told as part of")]


def test_headlines_forecasts_and_denials_are_not_findings() -> None:
    said = (
        replace(DECLARED, headline=True),
        Said("SUPPORTS_GROUP", (SUDMARK,), (DELTA,), modality="hypothetical"),
        Said("SUPPORTS_GROUP", (LEAGUE,), (DELTA,), polarity="denied"),
    )
    answer = behind_actor("group:delta", facts(*said))
    assert answer.findings == ()
    assert told(answer.asked) == [("Reed Front", "declared it"), ("Sudmark", "supports it")]
    assert told(answer.denied) == [("Red League", "supports it")]


def test_a_question_in_the_headline_is_asked_not_stated() -> None:
    (asked,) = behind_actor("group:delta", facts(DECLARED)).asked
    assert (asked.how, asked.bases[0].quote) == ("the headline asks", "Who did it?")


def test_pledges_to_its_declarer_count_where_the_sentence_names_it() -> None:
    pledge = Said(
        "PLEDGE_ALLEGIANCE",
        (people("hill fighters"),),
        (FRONT,),
        slots={"leader": (HOLM,)},
        quote="The founding of Delta Province followed a pledge of hill fighters to Holm.",
    )
    answer = behind_actor("group:delta", facts(DECLARED, pledge))
    how = "hill fighters pledged to it (Anders Holm), in a sentence that names Delta Province"
    assert told(answer.findings)[1:] == [("Reed Front", how)]
    elsewhere = replace(pledge, recipients=(LEAGUE,))
    assert len(behind_actor("group:delta", facts(DECLARED, elsewhere)).findings) == 1
    unnamed = replace(pledge, quote="Hill fighters pledged to Holm.")
    assert len(behind_actor("group:delta", facts(DECLARED, unnamed)).findings) == 1


def accusation(quote: str, **more: object) -> Said:
    said = Said("ACCUSE", (HOLM,), (SUDMARK,), codebook="plover", quote=quote)
    return replace(said, **more)  # type: ignore[arg-type]


def test_accused_by_whom_and_on_whose_word() -> None:
    said = accusation("Holm accused Sudmark of funding Delta Province.", cited=("police",))
    (found,) = behind_actor("group:delta", facts(said)).accused
    assert (found.who, found.how) == ("Sudmark", "accused by Anders Holm, according to police")


def test_accusations_of_something_else_are_left_out() -> None:
    for quote in (
        "Holm accused Sudmark of funding the Red League.",
        "Holm, of Delta Province, accused Sudmark of treachery.",
    ):
        assert behind_actor("group:delta", facts(accusation(quote))).accused == ()


# --------------------------------------------------------------------------- events

DEED = Said("ASSAULT", (LEAGUE,), (people("the port"),), codebook="plover", quote="x" * 40)


def deed(given: Facts, *, denials: tuple[str, ...] = ()) -> Behind:
    own = tuple(claim.claim for claim in given.claims if claim.type == "ASSAULT")
    event = Event(
        id="E1",
        anchor="M0",
        codebook="plover",
        type="ASSAULT",
        mode=None,
        kind="single",
        actors=(LEAGUE,),
        recipients=(Party(None, "the port", "the port"),),
        place=None,
        when=None,
        counts=(),
        weapons=(),
        groups=(),
        claims=own,
        denials=denials,
        conflicts=(),
        n_reports=1,
        families=NONE,
        cited_sources=NONE,
        first_hand=NONE,
        sources=NONE,
        grade="single report",
        reasons=(),
    )
    return behind_event(event, given)


def in_one_sentence(given: Facts) -> Facts:
    """The claims of a report as they stand in one sentence."""

    def moved(claim: ClaimFacts) -> ClaimFacts:
        return replace(claim, quote=Span(100, 140))

    return replace(given, claims=tuple(moved(claim) for claim in given.claims))


def test_who_did_it_and_who_says_so_himself() -> None:
    answer = deed(facts(DEED))
    assert told(answer.findings) == [("Red League", "did it, as reports state")]
    own = deed(facts(replace(DEED, cited=("the Red League",))))
    assert told(own.findings) == [("Red League", "did it, on its own word")]


def test_a_claim_of_responsibility_goes_to_the_only_attack_of_its_report() -> None:
    claimed = Said("CLAIM_RESPONSIBILITY", (LEAGUE,), ())
    assert ("Red League", "claimed responsibility") in told(deed(facts(DEED, claimed)).findings)
    given = facts(DEED, claimed, replace(DEED, actors=(FRONT,)))
    first = [claim.claim for claim in given.claims if claim.type == "ASSAULT"][:1]
    event = behind_event(_only(first), given)
    assert "claimed responsibility" not in [how for _, how in told(event.findings)]


def _only(claims: list[str]) -> Event:
    return Event(
        "E1", "M0", "plover", "ASSAULT", None, "single", (), (), None, None, (), (), (),
        tuple(claims), (), (), 1, NONE, NONE, NONE, NONE, "", (),
    )  # fmt: skip


def test_an_accusation_does_not_state_that_the_accused_did_it() -> None:
    given = in_one_sentence(
        facts(replace(DEED, actors=(SUDMARK,)), accusation("...", actors=(ILVES,)))
    )
    answer = deed(given)
    assert answer.findings == ()
    assert told(answer.accused) == [("Sudmark", "accused by Kaja Ilves")]


def test_condemning_is_not_accusing() -> None:
    given = in_one_sentence(facts(DEED, accusation("...")))
    claims = [replace(c, mode="disapprove") if c.type == "ACCUSE" else c for c in given.claims]
    assert deed(replace(given, claims=tuple(claims))).accused == ()


def test_denials_and_headlines_of_an_event_are_apart() -> None:
    denied = replace(DEED, polarity="denied", cited=("the ministry",), report="r2")
    answer = deed(facts(replace(DEED, headline=True), denied))
    assert answer.findings == ()
    assert told(answer.denied) == [("the ministry", "denied that it happened")]
    assert ("Red League", "said in a headline alone") in told(answer.asked)
