"""Rulings on pairs of mentions, and what fusion gets of them."""

from __future__ import annotations

import pytest

from dateline.fusion.facts import Ruling
from dateline.review import (
    DecisionError,
    carry_report,
    export_decisions,
    import_decisions,
    rule_on,
    set_author_role,
    standings,
)
from dateline.store import Ledger, NotFoundError
from ledger_factories import Telling, add, bundle, prepare


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    prepare(ledger)
    add(ledger, bundle("a", [Telling(), Telling(verb="raided")]))
    return ledger


def pair(ledger: Ledger) -> tuple[str, str]:
    a, b = sorted(facts.mention for facts in ledger.claim_facts())
    return a, b


def test_a_ruling_is_kept_and_given_to_fusion(filled: Ledger) -> None:
    a, b = pair(filled)
    decision = rule_on(filled, (b, a), "different", author="anna", why="an hour apart")
    assert filled.rulings() == (Ruling(decision.id, "different", a, b),)
    (standing,) = standings(filled)
    assert (standing.status, standing.decision.why) == ("holds", "an hour apart")
    assert [row.verdict for row in filled.claims()] == ["none", "none"]


def test_of_one_authors_rulings_the_last_counts(filled: Ledger) -> None:
    first = rule_on(filled, pair(filled), "different", author="anna")
    second = rule_on(filled, pair(filled), "same", author="anna")
    assert second.replaces == first.id
    assert [ruling.decision for ruling in filled.rulings()] == [second.id]


def test_an_adjudicator_goes_before_coders(filled: Ledger) -> None:
    rule_on(filled, pair(filled), "different", author="anna")
    set_author_role(filled, "chris", "adjudicator")
    last = rule_on(filled, pair(filled), "same", author="chris")
    assert [ruling.decision for ruling in filled.rulings()] == [last.id]


def test_coders_who_differ_are_both_given(filled: Ledger) -> None:
    rule_on(filled, pair(filled), "different", author="anna")
    rule_on(filled, pair(filled), "same", author="ben")
    assert sorted(ruling.verdict for ruling in filled.rulings()) == ["different", "same"]


def test_a_ruling_follows_its_mentions_into_a_new_version(ledger: Ledger) -> None:
    prepare(ledger)
    tellings = [Telling(), Telling(verb="raided")]
    add(ledger, bundle("a", tellings, captured_at="2015-06-23"))
    old = pair(ledger)
    rule_on(ledger, old, "same", author="anna")
    again = bundle("a", ["The sun shone.", *tellings], captured_at="2015-06-24")
    add(ledger, again)
    carry_report(ledger, again.report)
    (ruling,) = ledger.rulings()
    assert {ruling.a, ruling.b} == set(pair(ledger)) != set(old)


def test_rulings_travel_with_decisions(filled: Ledger, new_ledger: object) -> None:
    rule_on(filled, pair(filled), "same", author="anna")
    other = new_ledger("other")  # type: ignore[operator]
    prepare(other)
    add(other, bundle("a", [Telling(), Telling(verb="raided")]))
    assert import_decisions(other, list(export_decisions(filled))).new == 1
    assert other.rulings() == filled.rulings()


@pytest.mark.parametrize("verdict", ["accept", "alike"])
def test_only_same_and_different_are_rulings(filled: Ledger, verdict: str) -> None:
    with pytest.raises(DecisionError, match="same, different"):
        rule_on(filled, pair(filled), verdict, author="anna")


def test_what_cannot_be_ruled_on_says_why(filled: Ledger) -> None:
    a, b = pair(filled)
    with pytest.raises(DecisionError, match="twice"):
        rule_on(filled, (a, a), "same", author="anna")
    with pytest.raises(NotFoundError):
        rule_on(filled, (a, "Mnone"), "same", author="anna")
    with pytest.raises(DecisionError, match="author"):
        rule_on(filled, (a, b), "same", author="  ")
    assert filled.decisions() == ()
