"""Ten thousand reports through the whole path: none lost, memory flat."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dateline.store import open_ledger

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import memory_flat


@pytest.mark.deep
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_ten_thousand_reports(tmp_path: Path) -> None:
    samples = memory_flat.measure(10_000, tmp_path)
    ledger = open_ledger(tmp_path / "ledger")
    assert ledger.reports().count() == 10_000
    assert ledger.unreadable().count() == 0
    assert ledger.claims(type="ASSAULT").count() > 10_000
    assert memory_flat.growth(samples, 1) < memory_flat.ALLOWED_GROWTH
    assert memory_flat.growth(samples, 2) < memory_flat.ALLOWED_GROWTH


def test_generated_reports_are_all_different_and_seeded() -> None:
    first = list(memory_flat.reports(200))
    assert len(set(first)) == 200
    assert first == list(memory_flat.reports(200))
