"""What changed between two versions: words, and claims with their values."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.review.difference import changes, claim_difference
from ledger_factories import Telling, bundle

WORDS = st.sampled_from(["a", "b", "c", "killed", "5", "7", ".", "\n\n", "in", "Dorva"])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


def applied(old: str, new: str) -> str:
    """Put the changes into the old text."""
    made, at = [], 0
    for change in changes(old, new):
        made += [old[at : change.old.start], " ", change.new.of(new), " "]
        at = change.old.end
    return "".join([*made, old[at:]])


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_the_changes_make_the_new_text_of_the_old_one(old: str, new: str) -> None:
    assert applied(old, new).split() == new.split()


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert changes(text, text) == ()
    assert changes(text, text.replace(" ", "  ")) == ()


def test_a_number_that_changed_is_the_change() -> None:
    old, new = "A bomb killed 5 people in Dorva.", "A bomb killed 7 people in Dorva."
    (change,) = changes(old, new)
    assert (change.old.of(old), change.new.of(new)) == ("5", "7")


def test_long_texts_are_compared_by_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.review import difference

    chance = random.Random(4)
    lines = [" ".join(chance.choices("abcdefgh", k=9)) for _ in range(60)]
    old, new = "\n\n".join(lines), "\n\n".join([*lines[:20], "all new here", *lines[22:50]])
    whole = changes(old, new)
    monkeypatch.setattr(difference, "MOST", 4_000)
    assert applied(old, new).split() == new.split()
    monkeypatch.setattr(difference, "MOST", 10)
    assert applied(old, new).split() == new.split()
    assert len(changes(old, new)) == 1 <= len(whole)


A = Telling()
B = Telling(actor="Blue Brigade", verb="raided", recipient="a convoy", place="Kesh", source=None)
C = Telling(actor="Red Band", verb="mined", recipient="a road", place="Sol", source=None)


def difference(old: list[Telling | str], new: list[Telling | str], *, cut: bool = False):
    a, b = bundle("a", old), bundle("a", new)
    return claim_difference(
        (a.reading.text, a.codings[0].claims), (b.reading.text, b.codings[0].claims), cut=cut
    )


def test_claims_come_go_and_change_their_values() -> None:
    found = difference([A, B], ["It rained.", Telling(killed="7"), C])
    (changed,) = found.changed
    assert changed.values == (("killed", "4", "7"),)
    assert [c.slot("actor")[0].value for c in found.vanished] == [B.actor]
    assert [c.slot("actor")[0].value for c in found.appeared] == [C.actor]
    assert (found.unknown, found.same) == ((), 0)


def test_a_sentence_that_moved_is_the_same_claim() -> None:
    found = difference([A, B, "It rained."], [B, "It rained.", A])
    assert (found.appeared, found.vanished, found.changed, found.same) == ((), (), (), 2)


def test_behind_the_end_of_a_cut_text_nothing_has_vanished() -> None:
    whole = difference([A, B, C], [A, "Blue Brigade raided […]"])
    assert len(whole.vanished) == 2
    cut = difference([A, B, C], [A, "Blue Brigade raided […]"], cut=True)
    assert [len(cut.vanished), len(cut.unknown)] == [0, 2]
