"""What tests of several packages share. That it is here puts this folder on the import path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dateline.store import Ledger, open_ledger

settings.register_profile("seeded", derandomize=True)
settings.load_profile("seeded")


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger's database, to copy: making one runs the migrations each time."""
    path = tmp_path_factory.mktemp("empty") / "ledger"
    open_ledger(path, create=True).close()
    return path / "ledger.sqlite"


@pytest.fixture
def new_ledger(empty_ledger: Path, tmp_path: Path) -> Iterator[Callable[[str], Ledger]]:
    """Makes empty ledgers by name below the test's folder."""
    made: list[Ledger] = []

    def make(name: str = "ledger") -> Ledger:
        folder = tmp_path / name
        (folder / "originals").mkdir(parents=True)
        (folder / "ledger.sqlite").write_bytes(empty_ledger.read_bytes())
        made.append(open_ledger(folder))
        return made[-1]

    yield make
    for ledger in made:
        ledger.close()


@pytest.fixture
def ledger(new_ledger: Callable[[str], Ledger]) -> Ledger:
    """An empty ledger."""
    return new_ledger("ledger")
