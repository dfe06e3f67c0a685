"""Decisions as files: out of one ledger and into another."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dateline.review import (
    DecisionError,
    decide,
    export_decisions,
    import_decisions,
    set_author_role,
    standings,
)
from dateline.store import Ledger
from ledger_factories import Telling, add, bundle, prepare

MADE = bundle("a", [Telling(), Telling(verb="raided", source=None)])
FIRST, SECOND = (m.id for m in MADE.codings[0].mentions)


@pytest.fixture
def decided(new_ledger: Callable[[str], Ledger]) -> Ledger:
    ledger = new_ledger("decided")
    prepare(ledger)
    add(ledger, MADE)
    decide(ledger, FIRST, "edit", author="Ann", value={"polarity": "denied"}, why="read on")
    decide(ledger, SECOND, "reject", author="Ben")
    set_author_role(ledger, "Ben", "adjudicator")
    return ledger


@pytest.fixture
def other(new_ledger: Callable[[str], Ledger]) -> Ledger:
    ledger = new_ledger("other")
    prepare(ledger)
    return ledger


def test_decisions_go_from_ledger_to_ledger(decided: Ledger, other: Ledger) -> None:
    add(other, MADE)
    result = import_decisions(other, export_decisions(decided))
    assert (result.new, result.known, result.conflicts, result.waiting) == (2, 0, (), ())
    assert other.decisions() == decided.decisions()
    assert list(other.claims(rejected=True)) == list(decided.claims(rejected=True))
    assert list(other.dump()) == list(decided.dump())


def test_importing_again_changes_nothing(decided: Ledger) -> None:
    before = list(decided.dump())
    result = import_decisions(decided, export_decisions(decided))
    assert (result.new, result.known, result.conflicts) == (0, 2, ())
    assert list(decided.dump()) == before


def test_decisions_wait_for_their_mentions(decided: Ledger, other: Ledger) -> None:
    result = import_decisions(other, export_decisions(decided))
    assert len(result.waiting) == 2
    assert {s.status for s in standings(other)} == {"waiting"}
    add(other, MADE)
    assert {s.status for s in standings(other)} == {"holds"}
    assert list(other.claims(rejected=True)) == list(decided.claims(rejected=True))


def test_conflicts_are_reported_and_ours_stays(decided: Ledger, other: Ledger) -> None:
    add(other, MADE)
    ours = decide(other, FIRST, "reject", author="Ann")
    result = import_decisions(other, export_decisions(decided))
    (conflict,) = result.conflicts
    assert (conflict.id, conflict.ours, conflict.theirs.verdict) == (ours.id, ours, "edit")
    assert result.new == 1
    assert other.decisions(FIRST) == (ours,)


def test_a_known_authors_role_is_not_overwritten(decided: Ledger, other: Ledger) -> None:
    set_author_role(other, "Ben", "coder")
    import_decisions(other, export_decisions(decided))
    roles = [json.loads(line) for line in export_decisions(other) if '"kind":"author"' in line]
    assert {each["name"]: each["role"] for each in roles} == {"Ann": "coder", "Ben": "coder"}


def _broken(line: str, **changes: object) -> str:
    return json.dumps({**json.loads(line), **changes})


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"n": "1"}, "line 2: the field 'n' is missing or not a int"),
        ({"n": 7}, "line 2: the id"),
        ({"verdict": "maybe"}, "line 2: verdict 'maybe'"),
        ({"replaces": 1}, "line 2: the field 'replaces'"),
        ({"kind": "author", "name": 3}, "line 2: an author has a name"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_imported(
    decided: Ledger, other: Ledger, changes: dict[str, object], what: str
) -> None:
    lines = [line for line in export_decisions(decided) if '"kind":"decision"' in line]
    with pytest.raises(DecisionError, match=what):
        import_decisions(other, [lines[0], _broken(lines[1], **changes)])
    for bad, says in (("{", "line 1: not JSON"), ("[]", "line 1: expected a JSON object")):
        with pytest.raises(DecisionError, match=says):
            import_decisions(other, [bad])
    assert other.decisions() == ()
