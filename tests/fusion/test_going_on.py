"""What goes on about a happening within its report, and what is another of a list."""

from __future__ import annotations

from facts_for_tests import UNITS, WHOLES, Told, one

from dateline.fusion.facts import Party
from dateline.fusion.fuse import fuse
from dateline.lineage.facts import Lineage


def in_one_sentence(text: str, *deeds: tuple[str, str]) -> int:
    """Give the number of events of one sentence that tells deeds, each by its words and its victim."""
    made = []
    for anchor, whom in deeds:
        told = Told(text, anchor, recipients=(Party(None, whom, whom),), group=anchor)
        made += one("a", told).claims()
    return len(fuse(made, Lineage(), UNITS, (), WHOLES).events)


def test_a_list_of_deeds_against_others_is_several_deeds() -> None:
    text = "He named the raid on the salt mill, the raid on the quarry and the rest."
    two = ("raid on the salt mill", "salt mill"), ("raid on the quarry", "quarry")
    assert in_one_sentence(text, *two) == 2


def test_a_deed_named_again_by_its_victim_is_one() -> None:
    text = "He named the raid on the salt mill and the loss of the mill."
    one_deed = ("raid on the salt mill", "salt mill"), ("loss of the mill", "mill")
    assert in_one_sentence(text, *one_deed) == 1
