"""Fourteen reprints and two reports of their own, through the real coder: one event, three sources."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from sixteen_reports_for_tests import REPORTS, write_lines

from dateline.evaluate.fusion import Read
from dateline.fusion.facts import ClaimFacts
from dateline.fusion.fuse import fuse
from dateline.fusion.units import unit_of
from dateline.lineage import compare, derive
from dateline.pipeline.report import Coders, Setup


@lru_cache(maxsize=1)
def coded() -> Read:
    return Read(REPORTS)


@pytest.mark.parametrize("seed", range(3))
def test_one_event_of_sixteen_reports_and_three_sources(seed: int) -> None:
    read = coded()
    claims: list[ClaimFacts] = [claim for claims in read.claims.values() for claim in claims]
    texts = list(read.texts.values())
    random.Random(seed).shuffle(claims)
    random.Random(seed).shuffle(texts)
    lineage = derive(texts, compare(texts))
    units = {book.name: unit_of(book) for book in Coders(Setup()).codebooks}
    events = fuse(claims, lineage, units).events
    (attack,) = (event for event in events if event.type == "ASSAULT")
    assert attack.n_reports == 16
    assert (attack.sources.low, attack.sources.high) == (3, 3)
    assert attack.place is not None
    assert attack.place.label.startswith("Buynaksk")
    assert attack.when is not None
    assert (attack.when.earliest, attack.when.latest) == ("2019-03-05", "2019-03-05")
    (killed,) = attack.counts
    assert (killed.low, killed.best, killed.high) == (5, 6, 6)


@pytest.mark.deep
@pytest.mark.parametrize("seed", [0, 1])
def test_through_the_commands_in_any_order_of_adding(seed: int, tmp_path: Path) -> None:
    paths = write_lines(tmp_path)
    random.Random(seed).shuffle(paths)
    environment = {**os.environ, "DATELINE_LEDGER": str(tmp_path / "ledger")}

    def dateline(*arguments: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-m", "dateline", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout

    half = len(paths) // 2
    for some in (paths[:half], paths[half:]):
        dateline("add", "--quiet", "--collection", "sixteen", *map(str, some))
    events = [json.loads(line) for line in dateline("events", "--json").splitlines()]
    (attack,) = (event for event in events if event["type"] == "ASSAULT")
    assert attack["n_reports"] == 16
    assert (attack["n_sources_low"], attack["n_sources_high"]) == (3, 3)
