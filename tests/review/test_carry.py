"""Carrying mentions into a new version of their report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.review import carry, carry_pending, carry_report, successor
from dateline.review.carry import sentences
from dateline.store import Ledger, LedgerError, ReportBundle
from dateline.types import Succession
from ledger_factories import Telling, add, bundle, prepare

A = Telling()
B = Telling(actor="Blue Brigade", verb="raided", recipient="a convoy", place="Kesh", source=None)


@pytest.fixture
def prepared(ledger: Ledger) -> Ledger:
    prepare(ledger)
    return ledger


def _versions(
    ledger: Ledger, *states: Sequence[Telling | str], coded: bool = True
) -> list[ReportBundle]:
    """Write the states of one report, one a day."""
    made = []
    for day, tellings in enumerate(states, start=1):
        state = bundle("a", tellings, captured_at=f"2015-06-{day:02}")
        if day > 1 and not coded:
            state = replace(state, codings=(), resolutions=(), relations=())
        add(ledger, state)
        made.append(state)
    return made


def _only(ledger: Ledger, *states: Sequence[Telling | str], coded: bool = True) -> Succession:
    versions = _versions(ledger, *states, coded=coded)
    (found,) = carry(ledger, versions[0].version, versions[1].version)
    return found


def test_a_sentence_that_moved_is_found_by_its_quote(prepared: Ledger) -> None:
    old, new = _versions(prepared, [A], ["It rained. It rained again.", A])
    (found,) = carry(prepared, old.version, new.version)
    assert (found.how, found.version) == ("unique quote", new.version)
    assert found.new == new.codings[0].mentions[0].id
    assert successor(prepared, found.old) == found.new
    assert prepared.withdrawn().count() == 0


def test_the_carried_mention_exists_where_the_new_coding_has_none(prepared: Ledger) -> None:
    old, new = _versions(prepared, [A], ["It rained.", A], coded=False)
    (found,) = carry(prepared, old.version, new.version)
    assert found.new is not None
    mention = prepared.mention(found.new)
    assert mention.anchor.of(new.reading.text) == "shelled"
    assert mention.attribution is not None
    assert mention.attribution.of(new.reading.text) == "police"
    assert mention.version == new.version
    # A coder that comes later makes the same mention of it.
    same = bundle("a", ["It rained.", A], captured_at="2015-06-02")
    assert same.codings[0].mentions[0].id == found.new


def test_a_reworded_sentence_is_found_fuzzily(prepared: Ledger) -> None:
    found = _only(prepared, [A], [replace(A, killed="6")])
    assert found.how == "fuzzy quote"
    assert found.new is not None
    assert prepared.mention(found.new).ordinal == 0


def test_a_sentence_reworded_around_another_verb_is_orphaned(prepared: Ledger) -> None:
    found = _only(prepared, [A], [replace(A, verb="shielded")])
    assert (found.new, found.how) == (None, "orphaned")


def test_a_sentence_that_is_gone_is_withdrawn_and_listed(prepared: Ledger) -> None:
    old, new = _versions(prepared, [A, B], [B, "The first report was wrong and is corrected."])
    outcomes = {s.old: s.how for s in carry(prepared, old.version, new.version)}
    first, second = (m.id for m in old.codings[0].mentions)
    assert outcomes == {first: "withdrawn", second: "unique quote"}
    (row,) = prepared.withdrawn()
    assert (row.mention, row.withdrawn_in, row.quote) == (first, new.version, A.sentence)
    assert prepared.claim(row.id) == old.codings[0].claims[0]
    assert successor(prepared, first) is None


def test_a_text_that_was_cut_off_withdraws_nothing(prepared: Ledger) -> None:
    found = _only(
        prepared, ["It was a quiet day in the port.", A], ["It was a quiet day in the port."]
    )
    assert found.how == "orphaned"
    assert prepared.withdrawn().count() == 0


def test_of_equal_sentences_the_words_around_tell_which(prepared: Ledger) -> None:
    old_state = ["On Monday first.", A, "Later it rained.", A, "Then night fell."]
    new_state = ["New lead.", "On Monday first.", A, "And later it rained.", A, "Then night fell."]
    old, new = _versions(prepared, old_state, new_state)
    found = {s.old: s.new for s in carry(prepared, old.version, new.version)}
    expected = zip(old.codings[0].mentions, new.codings[0].mentions, strict=True)
    assert found == {before.id: after.id for before, after in expected}


def test_of_equal_sentences_that_cannot_be_told_apart_both_are_orphaned(prepared: Ledger) -> None:
    old, new = _versions(prepared, [A, "One.", A, "Two."], ["Three.", A, "Four."])
    assert {s.how for s in carry(prepared, old.version, new.version)} == {"orphaned"}


def test_a_chain_of_versions_leads_to_the_current_one(prepared: Ledger) -> None:
    states = ([A], ["One.", A], ["One.", "Two.", A])
    made = _versions(prepared, *states)
    carry_report(prepared, made[0].report)
    oldest, newest = made[0].codings[0].mentions[0].id, made[2].codings[0].mentions[0].id
    assert successor(prepared, oldest) == newest
    assert successor(prepared, newest) == newest


def test_a_version_that_arrives_late_is_put_between(prepared: Ledger) -> None:
    first, second, third = (
        bundle("a", state, captured_at=f"2015-06-{day:02}")
        for day, state in enumerate(([A], ["One.", A], ["One.", "Two.", A]), start=1)
    )
    for state in (first, third, second):
        add(prepared, state)
        carry_report(prepared, first.report)
    assert successor(prepared, first.codings[0].mentions[0].id) == third.codings[0].mentions[0].id
    steps = [line for line in prepared.dump() if '"kind":"succession"' in line]
    assert len(steps) == 2


def test_carrying_again_changes_nothing(prepared: Ledger) -> None:
    old, new = _versions(prepared, [A, B], ["One.", A])
    assert len(carry(prepared, old.version, new.version)) == 2
    before = list(prepared.dump())
    assert carry(prepared, old.version, new.version) == ()
    assert carry_report(prepared, old.report) == ()
    assert list(prepared.dump()) == before


def test_what_was_not_carried_is_carried_at_the_next_chance(prepared: Ledger) -> None:
    _versions(prepared, [A, B], ["One.", A, B])
    assert carry_pending(prepared) == 2
    assert carry_pending(prepared) == 0


def test_only_versions_of_one_report_can_be_carried(prepared: Ledger) -> None:
    first, second = bundle("a", [A]), bundle("b", [A])
    add(prepared, first)
    add(prepared, second)
    for new in (second.version, first.version):
        with pytest.raises(LedgerError, match="not two versions"):
            carry(prepared, first.version, new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title\n\nOne. Two! Three?", ["Title", "One.", "Two!", "Three?"]),
        ("It cost 3.5 million. “No.” He left...", ["It cost 3.5 million.", "“No.”", "He left..."]),
        ("  no full stop ", ["no full stop"]),
        ("", []),
        ("...\n!", ["...", "!"]),
    ],
)
def test_sentences_are_split_by_punctuation_and_lines(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


MARK = ("truncated: it ends in “[…]”",)
C = Telling(actor="Red Band", verb="mined", recipient="a road", place="Sol", source=None)


def _cut(
    ledger: Ledger, old: ReportBundle, tellings: Sequence[Telling | str], day: int
) -> ReportBundle:
    """Write a later state of the report whose text is marked as cut off."""
    state = bundle("a", tellings, captured_at=f"2015-06-{day:02}")
    state = replace(state, reading=replace(state.reading, warnings=MARK))
    add(ledger, state)
    return state


def test_a_text_marked_as_cut_off_withdraws_only_what_it_reaches(prepared: Ledger) -> None:
    (old,) = _versions(prepared, [A, B, C, "It rained all night on the coast."])
    new = _cut(prepared, old, ["Much has changed since.", A, C], 2)
    found = {s.old: s.how for s in carry(prepared, old.version, new.version)}
    a, b, c = (m.id for m in old.codings[0].mentions)
    assert found == {a: "unique quote", b: "withdrawn", c: "unique quote"}
    newer = _cut(prepared, old, ["All has changed since.", A], 3)
    found = {s.old: s.how for s in carry(prepared, old.version, newer.version)}
    assert found == {a: "unique quote", b: "orphaned", c: "orphaned"}


def test_a_cut_text_that_says_nothing_new_takes_no_whole_one_back(prepared: Ledger) -> None:
    (old,) = _versions(prepared, [A, B, C])
    cut = _cut(prepared, old, [A, "Blue Brigade raided […]"], 2)
    assert prepared.versions_of(old.report) == (old.version, cut.version)
    assert prepared.claims(report=old.report).count() == 3
    assert prepared.withdrawn().count() == 0


def test_a_cut_text_that_says_something_new_is_the_current_one(prepared: Ledger) -> None:
    (old,) = _versions(prepared, [A, B])
    other = replace(A, killed="7")
    cut = _cut(prepared, old, [other, "Blue Brigade raided […]"], 2)
    assert prepared.current_version(old.report) == cut.version
