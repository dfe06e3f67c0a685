"""The scorer of templates on cases worked out by hand."""

from __future__ import annotations

import random
from itertools import permutations
from typing import Any

import pytest

from dateline.evaluate.muc4 import (
    SLOTS,
    best_pairs,
    right_entities,
    template_counts,
    template_errors,
    template_figures,
)
from dateline.evaluate.muc4_claims import templates_of_claims, with_capitals
from dateline.evaluate.suite import total


def template(kind: str, **slots: list[list[str]]) -> dict[str, Any]:
    """Give a template whose mentions all stand at 0."""
    filled = {slot: [[[m, 0] for m in one] for one in slots.get(slot, [])] for slot in SLOTS}
    return {"incident_type": kind, **filled}


GOLD = template(
    "bombing",
    PerpInd=[["two men", "men"]],
    PerpOrg=[["river front", "rf"], ["hill front"]],
    Weapon=[["bomb"]],
)


def test_any_gold_mention_is_right_and_counts_once() -> None:
    ours = template("bombing", PerpOrg=[["rf"], ["river front"]], PerpInd=[["the men"]])
    counts = template_counts([GOLD], [ours])
    assert {slot: counts[f"hit:{slot}"] for slot in ("incident_type", *SLOTS)} == {
        "incident_type": 1,
        "PerpInd": 0,
        "PerpOrg": 1,
        "Target": 0,
        "Victim": 0,
        "Weapon": 0,
    }
    figures = template_figures(counts)
    assert figures["precision"] == pytest.approx(2 / 4)
    assert figures["recall"] == pytest.approx(2 / 5)
    assert figures["f1"] == pytest.approx(4 / 9)
    assert figures["PerpOrg.f1"] == 0.5


def test_every_mention_of_a_predicted_entity_must_be_one_of_the_gold_entity() -> None:
    right = [frozenset({"river front", "rf"}), frozenset({"hill front"})]
    assert right_entities(right, [frozenset({"rf", "river front"})]) == 1
    assert right_entities(right, [frozenset({"rf", "hill front"})]) == 0
    assert right_entities(right, [frozenset()]) == 0


def test_entities_are_paired_so_that_most_are_right() -> None:
    right = [frozenset({"a", "b"}), frozenset({"a"})]
    assert right_entities(right, [frozenset({"a"}), frozenset({"b"})]) == 2


def test_templates_of_another_type_are_no_pair() -> None:
    counts = template_counts([GOLD], [dict(GOLD, incident_type="attack")])
    assert template_figures(counts)["f1"] == 0.0


def test_templates_are_paired_so_that_most_fillers_are_right() -> None:
    one = template("attack", Victim=[["a"], ["b"]])
    two = template("attack", Victim=[["a"]])
    counts = template_counts([one, two], [two, one])
    assert template_figures(counts)["f1"] == 1.0
    alone = template_counts([one, two], [template("attack", Victim=[["a"]])])
    assert alone["hit:Victim"] == 1
    assert alone["gold:Victim"] == 3


def test_reports_without_incident_count_only_what_is_invented() -> None:
    counts = total([template_counts([], []), template_counts([], [GOLD])])
    assert counts["n"] == 2
    figures = template_figures(counts)
    assert figures["f1"] == figures["relevant.f1"] == 0.0
    assert counts["predicted:incident_type"] == 1
    assert template_errors([], [GOLD]) == ["no incident read as one"]
    assert template_errors([GOLD], []) == ["incident passed over"]


def test_errors_are_named_by_slot() -> None:
    ours = template("bombing", PerpOrg=[["rf"]], Weapon=[["grenade"]])
    assert template_errors([GOLD], [ours]) == [
        "PerpInd missed",
        "PerpOrg missed",
        "Weapon missed",
        "Weapon invented",
    ]


def test_best_pairs_are_those_of_all_permutations() -> None:
    generator = random.Random(3)
    for _ in range(60):
        rows, columns = generator.randrange(1, 6), generator.randrange(1, 6)
        gains = [[generator.randrange(5) for _ in range(columns)] for _ in range(rows)]
        found = best_pairs(gains)
        assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
        size = max(rows, columns)
        greatest = max(
            sum(gains[i][j] for i, j in enumerate(order) if i < rows and j < columns)
            for order in permutations(range(size))
        )
        assert sum(gains[i][j] for i, j in found) == greatest
    assert best_pairs([]) == []


def test_small_letters_get_capitals_without_moving() -> None:
    text = "gunmen killed two farmers.  the police of karsk arrested ivan torv."
    assert with_capitals(text) == (
        "Gunmen killed two farmers.  The police of Karsk arrested Ivan Torv."
    )


def test_claims_become_templates() -> None:
    found = templates_of_claims("gunmen killed two farmers near karsk on monday.")
    assert [one["incident_type"] for one in found] == ["attack"]
    assert found[0]["PerpInd"] == [[["gunmen", 0]]]
    assert found[0]["Victim"] == [[["two farmers", 14]]]
