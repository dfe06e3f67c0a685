"""FollowTheMoney entities, checked by its own library where that is installed."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from datasets_for_tests import REBELS, STATE, VILLAGERS, with_events

from dateline.export.ftm import SCHEMATA, export_ftm
from dateline.store import Ledger

INSTALLED = importlib.util.find_spec("followthemoney") is not None
needed = pytest.mark.skipif(not INSTALLED, reason="followthemoney is not installed")


def entities(ledger: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    export_ftm(ledger, tmp_path / "ledger.ftm.json")
    lines = (tmp_path / "ledger.ftm.json").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.skipif(INSTALLED, reason="followthemoney is installed")
def test_without_the_library_it_says_how_to_get_it(ledger: Ledger, tmp_path: Path) -> None:
    with_events(ledger, {})
    with pytest.raises(RuntimeError, match=r"pip install 'dateline\[ftm\]'"):
        export_ftm(ledger, tmp_path / "ledger.ftm.json")
    assert not list(tmp_path.glob("*ftm*"))


@needed
def test_the_library_accepts_every_value(ledger: Ledger, tmp_path: Path) -> None:
    from followthemoney import model

    changed = {"actors": (REBELS,), "recipients": (STATE, VILLAGERS)}
    with_events(ledger, changed, {"place": None, "when": None})
    written = entities(ledger, tmp_path)
    for entity in written:
        proxy = model.get_proxy(entity, cleaned=False)  # cleans again: drops what is not valid
        assert proxy.to_dict()["properties"].keys() == entity["properties"].keys()
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == values, (entity["schema"], name)
        proxy.schema.validate(entity)


@needed
def test_entities_lead_to_each_other_and_back(ledger: Ledger, tmp_path: Path) -> None:
    (event,) = with_events(ledger, {"actors": (REBELS,), "recipients": (STATE, VILLAGERS)})
    by_schema: dict[str, list[dict[str, Any]]] = {}
    for entity in entities(ledger, tmp_path):
        by_schema.setdefault(entity["schema"], []).append(entity)
    (told,) = by_schema["Event"]
    known = {e["id"] for found in by_schema.values() for e in found}
    assert set(told["properties"]["involved"] + told["properties"]["proof"]) <= known
    assert told["properties"]["recordId"] == [event.id]
    assert "recipient: villagers" in told["properties"]["notes"]
    (description,) = told["properties"]["description"]
    assert ledger.find(description.split()[0]).kind == "claim"


@needed
def test_every_schema_exists() -> None:
    from followthemoney import model

    for name in {*SCHEMATA.values(), "Event", "Article", "UnknownLink"}:
        assert model.get(name) is not None, name
