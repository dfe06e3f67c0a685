"""Deciding, and what becomes of decisions when the machine or the publisher says something else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.coding.codebook import load_codebook
from dateline.review import (
    DecisionError,
    carry_report,
    decide,
    set_author_role,
    standings,
)
from dateline.store import Ledger, NotFoundError, Recoding
from dateline.store.rows import ClaimRow
from dateline.types import Claim
from ledger_factories import Telling, add, bundle, code, coder_run, prepare

A = Telling()
B = Telling(actor="Blue Brigade", verb="raided", recipient="a convoy", place="Kesh", source=None)


@pytest.fixture
def coded(ledger: Ledger) -> Ledger:
    prepare(ledger)
    add(ledger, bundle("a", [A, B], captured_at="2015-06-01"))
    return ledger


FIRST, SECOND = (m.id for m in bundle("a", [A, B], captured_at="2015-06-01").codings[0].mentions)


def _row(ledger: Ledger, mention: str = FIRST) -> ClaimRow:
    (row,) = (row for row in ledger.claims(rejected=True) if row.mention == mention)
    return row


def _recode(ledger: Ledger, change: Callable[[Claim], Claim | None], name: str = "second") -> None:
    run = coder_run(name)
    version = ledger.versions()[0]
    ledger.register_run(run)
    coding = code(version, ledger.reading(version).text, [A, B], run, change)
    ledger.write_recoding(Recoding(version, (coding,)))
    ledger.set_current_run(run.id)


def _reread(ledger: Ledger, *tellings: Telling | str) -> None:
    state = bundle("a", tellings, captured_at="2015-06-02")
    add(ledger, state)
    carry_report(ledger, state.report)


def _as_protest(claim: Claim) -> Claim:
    return replace(claim, type="PROTEST", mode=None)


# --------------------------------------------------------------------------- what is in effect


def test_without_decisions_the_machine_is_in_effect(coded: Ledger) -> None:
    row = _row(coded)
    assert (row.coded_by, row.verdict, row.review) == ("machine", "none", "not reviewed")


def test_an_edit_stands_beside_the_machines_value(coded: Ledger) -> None:
    value = {
        "polarity": "denied",
        "mode": None,
        "background": True,
        "slots": {
            "actor": ["Southern Front", "allies"],
            "killed": ["5"],
            "place": [],
            "weapon": ["a mortar"],
        },
    }
    decide(coded, FIRST, "edit", author="Ann", value=value, why="see the second page")
    row = _row(coded)
    assert (row.polarity, row.machine_polarity) == ("denied", "affirmed")
    assert (row.mode, row.machine_mode) == (None, "bombard")
    assert (row.background, row.machine_background) == (1, 0)
    assert (row.actor, row.actor_key) == ("Southern Front; allies", None)
    assert (row.actor_raw, row.machine_actor) == ("Northern Front", "The Northern Front")
    assert (row.killed, row.machine_killed) == (5, 4)
    assert (row.place, row.place_key, row.latitude) == (None, None, None)
    assert row.machine_place == "Dorva, Coast, Xyzland"
    assert (row.weapon, row.recipient) == ("a mortar", "The army posts")
    assert (row.type, row.coded_by, row.verdict) == ("ASSAULT", "Ann", "edit")
    assert coded.claims(actor="southern front").count() == 1
    assert _row(coded, SECOND).coded_by == "machine"


def test_another_type_drops_the_mode_of_the_machines_type(coded: Ledger) -> None:
    decide(coded, FIRST, "edit", author="Ann", value={"type": "PROTEST"})
    assert (_row(coded).type, _row(coded).mode) == ("PROTEST", None)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2015-06-20", ("2015-06-20", "2015-06-20")),
        ("2015-06-01/2015-06-30", ("2015-06-01", "2015-06-30")),
        ("last spring", (None, None)),
    ],
)
def test_an_edited_date_replaces_the_machines(
    coded: Ledger, words: str, days: tuple[str | None, str | None]
) -> None:
    decide(coded, FIRST, "edit", author="Ann", value={"slots": {"date": [words]}})
    row = _row(coded)
    assert (row.date_from, row.date_to, row.date_raw) == (*days, words)
    assert row.machine_date_from == "2015-06-21"


def test_accepting_names_the_coder(coded: Ledger) -> None:
    decide(coded, FIRST, "accept", author="  Ann   Lee ")
    row = _row(coded)
    assert (row.coded_by, row.verdict, row.type, row.actor_key is None) == (
        "Ann Lee",
        "accept",
        "ASSAULT",
        False,
    )


def test_rejected_claims_are_left_out_and_can_be_asked_for(coded: Ledger) -> None:
    decide(coded, FIRST, "reject", author="Ann")
    assert [row.mention for row in coded.claims()] == [SECOND]
    assert _row(coded).verdict == "reject"
    report = coded.reports().first()
    assert report is not None
    assert report.claims == 1
    connection = sqlite3.connect(coded.path / "ledger.sqlite")
    assert connection.execute("SELECT count(*) FROM claims").fetchone()[0] == 1
    connection.close()


def test_a_later_decision_supersedes_and_the_earlier_one_stays(coded: Ledger) -> None:
    first = decide(coded, FIRST, "reject", author="Ann")
    second = decide(coded, FIRST, "accept", author="Ann")
    other = decide(coded, SECOND, "accept", author="Ann")
    assert [d.n for d in (first, second, other)] == [1, 2, 3]
    assert (first.replaces, second.replaces, other.replaces) == (None, first.id, None)
    assert coded.decisions(FIRST) == (first, second)
    assert _row(coded).verdict == "accept"
    assert [s.replaced for s in standings(coded)] == [True, False, False]


def test_two_coders_who_agree_are_both_named(coded: Ledger) -> None:
    decide(coded, FIRST, "edit", author="Ben", value={"polarity": "denied"})
    decide(coded, FIRST, "edit", author="Ann", value={"polarity": "denied"})
    row = _row(coded)
    assert (row.polarity, row.coded_by, row.verdict) == ("denied", "Ann; Ben", "edit")


def test_coders_who_differ_leave_it_disputed(coded: Ledger) -> None:
    decide(coded, FIRST, "edit", author="Ann", value={"type": "COERCE", "mode": None})
    decide(coded, FIRST, "edit", author="Ben", value={"type": "PROTEST", "slots": {"actor": ["x"]}})
    row = _row(coded)
    assert (row.type, row.actor, row.polarity) == ("disputed", "disputed", "affirmed")
    assert (row.verdict, row.coded_by) == ("disputed", "disputed: Ann; Ben")


def test_a_filler_that_only_one_coder_sees_is_disputed(coded: Ledger) -> None:
    mention = _row(coded).mention
    decide(coded, mention, "edit", author="Ann", value={"slots": {"recipient": ["two men"]}})
    decide(coded, mention, "edit", author="Ben", value={"slots": {"injured": ["7"]}})
    says = coded.claims().first()
    assert says is not None
    assert says.recipient == "disputed"
    assert says.injured is None


def test_accept_against_reject_is_disputed_and_stays_visible(coded: Ledger) -> None:
    decide(coded, FIRST, "accept", author="Ann")
    decide(coded, FIRST, "reject", author="Ben")
    assert _row(coded).verdict == "disputed"
    assert coded.claims().count() == 2


def test_the_adjudicator_goes_before_coders(coded: Ledger) -> None:
    decide(coded, FIRST, "accept", author="Ann")
    decide(coded, FIRST, "edit", author="Ben", value={"type": "COERCE"})
    decide(coded, FIRST, "edit", author="Eve", value={"type": "MOBILIZE"})
    set_author_role(coded, "Eve", "adjudicator")
    row = _row(coded)
    assert (row.type, row.coded_by) == ("MOBILIZE", "Eve")
    set_author_role(coded, "Eve", "coder")
    assert _row(coded).type == "disputed"
    with pytest.raises(DecisionError, match="coder, adjudicator"):
        set_author_role(coded, "Eve", "boss")


# --------------------------------------------------------------------------- recoding


def test_a_recode_that_says_the_same_leaves_decisions_holding(coded: Ledger) -> None:
    decide(coded, FIRST, "accept", author="Ann")
    _recode(coded, lambda claim: claim)
    assert [s.status for s in standings(coded)] == ["holds"]
    assert _row(coded).coded_by == "Ann"


def test_a_recode_that_says_otherwise_does_not_change_what_was_decided(coded: Ledger) -> None:
    decide(coded, FIRST, "accept", author="Ann")
    _recode(coded, _as_protest)
    assert [s.status for s in standings(coded)] == ["holds (reading changed)"]
    row = _row(coded)
    assert (row.type, row.mode, row.machine_type) == ("ASSAULT", "bombard", "PROTEST")
    assert (row.coded_by, row.review) == ("Ann", "holds (reading changed)")
    assert _row(coded, SECOND).type == "PROTEST"


def test_a_rejected_mention_stays_rejected_after_a_recode(coded: Ledger) -> None:
    decide(coded, FIRST, "reject", author="Ann")
    _recode(coded, _as_protest)
    assert [row.mention for row in coded.claims()] == [SECOND]


def test_a_claim_that_was_accepted_outlives_a_run_that_no_longer_makes_it(coded: Ledger) -> None:
    kept = _row(coded)
    decide(coded, FIRST, "accept", author="Ann")
    _recode(coded, lambda claim: None)
    (row,) = coded.claims()
    assert (row.id, row.type, row.actor) == (kept.id, "ASSAULT", "The Northern Front")
    assert (row.machine_type, row.machine_actor, row.coded_by) == (None, None, "Ann")
    # And can be decided on again.
    decide(coded, FIRST, "reject", author="Ann")
    assert coded.claims().count() == 0


def test_a_recode_with_the_first_run_brings_the_first_state_back(coded: Ledger) -> None:
    decide(coded, FIRST, "edit", author="Ann", value={"polarity": "denied"})
    before = _row(coded)
    _recode(coded, lambda claim: None)
    coded.set_current_run(coder_run().id)
    assert _row(coded) == before


# --------------------------------------------------------------------------- re-reading


def test_a_decision_follows_its_sentence_into_a_new_version(coded: Ledger) -> None:
    decide(coded, FIRST, "edit", author="Ann", value={"type": "PROTEST"})
    _reread(coded, "It rained.", A, B)
    (standing,) = standings(coded)
    assert standing.status == "holds"
    assert standing.mention != FIRST
    assert _row(coded, str(standing.mention)).coded_by == "Ann"


def test_reading_the_same_text_again_changes_nothing(coded: Ledger) -> None:
    decide(coded, FIRST, "edit", author="Ann", value={"type": "PROTEST"})
    before = list(coded.claims()), standings(coded)
    _reread(coded, A, B)
    assert (list(coded.claims()), standings(coded)) == before


def test_evidence_and_reading_changed_is_asked_again(coded: Ledger) -> None:
    decide(coded, FIRST, "accept", author="Ann")
    _reread(coded, replace(A, killed="6"), B)
    (standing,) = standings(coded)
    assert standing.status == "ask again"
    row = _row(coded, str(standing.mention))
    assert (row.killed, row.coded_by, row.review) == (6, "machine", "ask again")
    assert coded.claims(review="ask again").count() == 1
    again = decide(coded, str(standing.mention), "accept", author="Ann")
    assert again.n == 2
    assert _row(coded, str(standing.mention)).review == "holds"


def test_evidence_changed_and_the_same_reading_holds(coded: Ledger) -> None:
    decide(coded, FIRST, "accept", author="Ann")
    _reread(coded, replace(A, after=" again"), B)
    assert [s.status for s in standings(coded)] == ["holds"]


def test_a_decision_on_a_sentence_that_is_gone_is_orphaned(coded: Ledger) -> None:
    decide(coded, FIRST, "accept", author="Ann")
    _reread(coded, B, "The rest of the first report was wrong.")
    (standing,) = standings(coded)
    assert (standing.status, standing.mention, standing.why) == ("orphaned", None, "withdrawn")
    assert coded.claims().count() == 1
    with pytest.raises(DecisionError, match="not in the current one"):
        decide(coded, FIRST, "accept", author="Ann")


def test_deciding_on_an_earlier_version_names_the_mention_to_decide_on(coded: Ledger) -> None:
    _reread(coded, "It rained.", A, B)
    current = next(row.mention for row in coded.claims() if row.anchor == "shelled")
    with pytest.raises(DecisionError, match=current):
        decide(coded, FIRST, "accept", author="Ann")


# --------------------------------------------------------------------------- what is checked


@pytest.mark.parametrize(
    ("verdict", "value", "what"),
    [
        ("maybe", {}, "one of accept, reject, edit"),
        ("edit", {}, "edit what"),
        ("edit", {"codebook": "plover"}, "edit what"),
        ("accept", {"type": "PROTEST"}, "to change a value, edit"),
        ("edit", {"colour": "red"}, "'colour' cannot be given"),
        ("edit", {"type": ""}, "name of a type"),
        ("edit", {"mode": 3}, "mode is 3"),
        ("edit", {"polarity": "no"}, "affirmed, denied"),
        ("edit", {"modality": "real"}, "actual, planned"),
        ("edit", {"background": "yes"}, "true or false"),
        ("edit", {"codebook": "other", "type": "X"}, "has claims by plover"),
        ("edit", {"slots": ["x"]}, "mapping of a role"),
        ("edit", {"slots": {"actor": "x"}}, "list of raw words"),
        ("edit", {"slots": {"actor": [" "]}}, "list of raw words"),
        ("edit", {"slots": {"killed": ["four"]}}, "whole number"),
        ("edit", {"slots": {"killed": ["4", "5"]}}, "whole number"),
    ],
)
def test_a_decision_that_cannot_be_made_says_why(
    coded: Ledger, verdict: str, value: dict[str, Any], what: str
) -> None:
    with pytest.raises(DecisionError, match=what):
        decide(coded, FIRST, verdict, author="Ann", value=value)
    assert coded.decisions() == ()


def test_a_decision_needs_an_author_and_a_mention(coded: Ledger) -> None:
    with pytest.raises(DecisionError, match="author"):
        decide(coded, FIRST, "accept", author=" ")
    with pytest.raises(NotFoundError):
        decide(coded, "Mnone", "accept", author="Ann")


CODEBOOK = """
codebook: mine
version: "1"
roles: {actor: who, recipient: to whom, place: where, date: when, killed: how many}
types:
  ASSAULT: {definition: an attack, modes: {bombard: {definition: from afar}}}
  PROTEST: {definition: a protest}
"""


def test_types_modes_and_roles_are_those_of_the_codebook(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(CODEBOOK)
    codebook = load_codebook(str(tmp_path / "mine.yaml"))
    run = replace(coder_run(codebook="mine"), id="Nmine", codebook_hash=codebook.hash)
    prepare(ledger)
    ledger.register_run(run, codebook)
    ledger.set_current_run(run.id)
    add(ledger, bundle("a", [A], run=run))
    (row,) = ledger.claims()
    for value, what in (
        ({"type": "PICNIC"}, "the codebook has ASSAULT, PROTEST"),
        ({"type": "ASSAULT", "mode": "picnic"}, "modes of ASSAULT are: bombard"),
        ({"slots": {"guest": ["x"]}}, "'guest' is not a role"),
    ):
        with pytest.raises(DecisionError, match=what):
            decide(ledger, row.mention, "edit", author="Ann", value=value)
    decide(ledger, row.mention, "edit", author="Ann", value={"type": "PROTEST"})
    assert [row.type for row in ledger.claims()] == ["PROTEST"]


def test_two_codebooks_on_one_mention_are_decided_apart(coded: Ledger) -> None:
    other = coder_run(codebook="organisations")
    coded.register_run(other)
    coded.set_current_run(other.id)
    version = coded.versions()[0]
    coding = code(version, coded.reading(version).text, [A], other)
    coded.write_recoding(Recoding(version, (coding,)))
    with pytest.raises(DecisionError, match="organisations, plover"):
        decide(coded, FIRST, "edit", author="Ann", value={"type": "SPLIT"})
    decide(coded, FIRST, "edit", author="Ann", value={"type": "SPLIT", "codebook": "organisations"})
    decide(coded, FIRST, "reject", author="Ann", value={"codebook": "plover"})
    rows = [row for row in coded.claims(rejected=True) if row.mention == FIRST]
    assert {row.codebook: (row.type, row.verdict) for row in rows} == {
        "organisations": ("SPLIT", "edit"),
        "plover": ("ASSAULT", "reject"),
    }
