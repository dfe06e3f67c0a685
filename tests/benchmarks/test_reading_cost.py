"""The cost of reading is measured on pages that are all different, by both arms to their end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import reading_cost


@pytest.fixture(autouse=True)
def generated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading_cost, "DATA", tmp_path / "absent.tar.gz")


def test_pages_are_all_different_and_seeded() -> None:
    first = list(reading_cost.pages(250, seed=5))
    assert len(set(first)) == 250
    assert first == list(reading_cost.pages(250, seed=5))
    assert first != list(reading_cost.pages(250, seed=6))


@pytest.mark.deep
def test_both_arms_read_every_page() -> None:
    ((bare, ours),) = reading_cost.compare(4, 1, seed=5)
    assert bare["cpu"] > 0
    assert ours["cpu"] > 0
