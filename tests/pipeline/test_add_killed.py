"""``add`` is killed at seeded moments: the ledger is whole, and the same command finishes the work.

``DATELINE_LAB=1`` kills at 50 moments for each number of workers and says what was killed when.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from kills_for_tests import (
    Whole,
    add_words,
    bereaved_at,
    dump,
    kill_and_mend,
    problems,
    whole_run,
)

from dateline.verify import verify

LAB = bool(os.environ.get("DATELINE_LAB"))
KILLS = {1: 50, 4: 50} if LAB else {1: 40, 4: 10}
"""Moments by number of workers. Four processes take some 20 seconds to start on two processors."""
CHILDREN = 20 if LAB else 4

pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc"),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """What adding the reports gives when nobody interrupts it."""
    return whole_run(tmp_path_factory.mktemp("whole"), tuple(KILLS))


@pytest.mark.parametrize("workers", KILLS)
def test_killed_at_any_moment_and_added_again_it_is_as_if_it_was_not(
    whole: Whole, workers: int
) -> None:
    done: Counter[str] = Counter()
    for number in range(KILLS[workers]):
        at, killed = kill_and_mend(f"{workers} workers, kill {number}", whole, workers)
        done[at.what if killed else f"{at.what}, ended before"] += 1
    print(f"\n{workers} workers: {dict(done)}")
    assert sum(n for what, n in done.items() if "ended" not in what) > KILLS[workers] / 2


@pytest.mark.parametrize("number", range(CHILDREN))
def test_killed_children_are_replaced_and_cost_nothing(
    whole: Whole, tmp_path: Path, number: int
) -> None:
    ledger = tmp_path / "ledger"
    words = add_words(whole.reports, ledger, 2)
    assert bereaved_at(ledger, words, f"children {number}", whole) > 0
    assert dump(ledger) == whole.dump
    assert problems(verify(ledger)) == []
