"""Incidents of whole reports: what is put together from scores, and what the weights read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.encoder.documents import (
    Judged,
    incidents,
    piece_vector,
    put_together,
    report_weights,
    told_chances,
)
from dateline.encoder.fillers import (
    KINDS,
    ROLES,
    Candidate,
    Known,
    WindowScores,
    candidates,
    entities,
    features,
    key_of,
    kinds_of,
    kinds_told,
    name_the_same,
    times_told,
    told_apart,
)
from dateline.encoder.windows import windows

TEXT = "masked men of the hill front bombed the post.  the hill front said so."
NOTHING = Known(np.zeros(0, dtype=np.uint64), np.zeros((0, len(ROLES))))
REPORT = (
    "san salvador, 3 may -- guerrillas of the farabundo marti national liberation front (fmln) "
    "kidnapped mayor juan perez in usulutan department yesterday.  the mayor was taken from his "
    "home by armed men.  the fmln has not commented."
)


def scored(text: str, spans: dict[tuple[int, int, int], float]) -> list[WindowScores]:
    """Give scores of the one window of a text: of (role, first, last + 1) the chance."""
    (window,) = windows(text)
    table = np.tile(np.array([0.98, 0.01, 0.01]), (len(window.words), len(ROLES), 1))
    for (role, start, end), chance in spans.items():
        table[start, role] = [0.99 - chance, chance, 0.01]
        table[start + 1 : end, role] = [0.01, 0.01, 0.98]
    kinds = np.full((len(window.words), len(KINDS)), 0.1)
    return [WindowScores(window, np.log(table), kinds, np.zeros(1 + len(KINDS)))]


def test_a_span_ends_where_it_likeliest_ends_and_has_its_place() -> None:
    (found,) = candidates(TEXT, scored(TEXT, {(1, 4, 6): 0.6}), NOTHING)
    assert (found.role, found.text, found.starts) == (1, "hill front", [18])
    assert found.chances[0] == pytest.approx(0.6 * 0.98 * 0.99)
    assert found.known is None


def test_a_mention_known_from_training_is_a_candidate_at_each_place() -> None:
    known = Known(np.array([key_of("Hill  Front")]), np.array([[0.0, 0.5, 0.0, 0.05, 0.0]]))
    (found,) = candidates(TEXT, scored(TEXT, {}), known)
    assert (found.role, found.text, found.starts) == (1, "hill front", [18, 51])
    assert found.known == 0.5
    assert known.of("hill") is None


def test_numbers_of_a_candidate_stand_under_its_role() -> None:
    one = Candidate(2, "hill front", [0.5], [np.full(len(KINDS), 0.1)], [18])
    numbers = features(one, TEXT, 0.5)
    assert list(numbers[:5]) == [0, 0, 1, 0, 0]
    assert len(numbers) == len(report_weights().filler) - 1
    assert times_told(TEXT, "hill front") == 2
    assert times_told(TEXT, "ill front") == 1


def test_mentions_that_hold_each_other_or_its_initials_name_the_same() -> None:
    assert name_the_same("armed men", "group of armed men")
    assert name_the_same("rf", "river front")
    assert name_the_same("rocket", "rockets")
    assert not name_the_same("river front", "hill front")
    assert not name_the_same("b", "bank")


def judged(told: dict[int, float], found: list[tuple[int, str, float, dict[int, float]]]) -> Judged:
    """Give chances: ``told`` of any (0) and each kind (from 1), candidates with their kinds."""
    made = []
    for role, text, _, by_kind in found:
        kind = np.array([by_kind.get(k, 0.0) for k in range(len(KINDS))])
        made.append(Candidate(role, text, [0.5], [kind], [3]))
    return Judged(
        tuple(told.get(k, 0.0) for k in range(1 + len(KINDS))),
        tuple(made),
        tuple(chance for _, _, chance, _ in found),
    )


WEIGHTS = replace(report_weights(), least_told=(0.5,) * 7, least_filler=(0.3,) * 5, least_kind=0.4)


def test_what_belongs_to_one_kind_is_put_together() -> None:
    found = put_together(
        judged(
            {0: 0.9, 1: 0.6, 2: 0.7},
            [
                (3, "mayor", 0.8, {0: 0.9}),
                (4, "bomb", 0.7, {1: 0.8}),
                (1, "front", 0.6, {0: 0.5, 1: 0.6}),
                (4, "rifle", 0.2, {0: 0.9}),
                (2, "post", 0.4, {0: 0.1, 1: 0.3}),
            ],
        ),
        WEIGHTS,
    )
    assert [one.kind for one in found] == ["attack", "bombing"]
    assert [one.chance for one in found] == [0.6, 0.7]
    names = [[(f.role, f.text) for f in one.fillers] for one in found]
    assert names[0] == [("organisation", "front"), ("victim", "mayor")]
    assert names[1] == [("organisation", "front"), ("target", "post"), ("weapon", "bomb")]


def test_targets_told_far_apart_are_of_two_incidents() -> None:
    targets_and_men = [True, True, True, False, False]
    assert told_apart([900, 10, 300, 0, 800], targets_and_men, 400.0) == [[1, 2, 3], [0, 4]]
    assert told_apart([900, 10, 300, 0, 800], targets_and_men, 1e9) == [[0, 1, 2, 3, 4]]
    assert told_apart([5, 900], [False, False], 400.0) == [[0, 1]]
    assert told_apart([], [], 400.0) == [[]]


def test_an_entity_is_named_by_its_likeliest_mention() -> None:
    found = put_together(
        judged({0: 0.9, 1: 0.9}, [(0, "men", 0.4, {0: 1}), (0, "armed men", 0.6, {0: 1})]),
        WEIGHTS,
    )
    (filler,) = found[0].fillers
    assert (filler.text, filler.start, filler.end) == ("armed men", 3, 12)
    assert filler.others == ("men",)


def test_a_report_that_likely_tells_nothing_has_no_incident() -> None:
    assert put_together(judged({0: 0.4, 1: 0.9}, []), WEIGHTS) == []
    assert kinds_told([0.6, *[0.1] * 5, 0.2], WEIGHTS.least_told) == [5]
    assert kinds_of([0.1, 0.3], [0, 1], 0.4) == [1]
    assert entities([], [], (0.3,) * 5) == []


def test_pieces_unknown_to_training_weigh_nothing() -> None:
    known, values = piece_vector(windows(TEXT), np.zeros(30522))
    assert (known, list(values)) == ([], [])


def test_fillers_stand_where_they_say() -> None:
    found = incidents(REPORT)
    assert found
    for one in found:
        for filler in one.fillers:
            assert REPORT[filler.start : filler.end] == filler.text
            assert 0.0 <= filler.chance <= 1.0
            assert filler.role in ROLES
    assert incidents(REPORT) == found
    assert told_chances(REPORT)["any"] > told_chances("the senate adopted the tax bill.")["any"]


def test_reports_without_words_or_incident_give_nothing() -> None:
    assert incidents("") == []
    assert incidents("the senate adopted the tax bill.") == []
