"""A small ledger with made-up events, for tests of the formats that write one row an event."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas

from dateline.fusion.facts import Count, Event, Party
from dateline.store import Ledger
from derived_factories import event, write_fusion
from ledger_factories import Telling, add, bundle, prepare

STATE = Party("RUS/MIL", "Russia: military", "Russian troops")
REBELS = Party("group:islamic-state", "Islamic State", "ISIS")
VILLAGERS = Party(None, "villagers", "villagers")
UNKNOWN = Party(None, "Northern Front", "Northern Front")


def killed(low: int, best: int, high: int) -> Count:
    return Count("killed", low, best, high, (), "told")


def with_events(ledger: Ledger, *changes: dict[str, Any], codebook: str = "plover") -> list[Event]:
    """Fill a ledger with one report of one claim for each event, changed as said."""
    prepare(ledger)
    for n in range(len(changes)):
        add(ledger, bundle(f"r{n}", [Telling(killed=str(n + 2))]))
    made = []
    for facts, changed in zip(ledger.claim_facts(), changes, strict=True):
        made.append(event(facts.mention, claims=(facts.claim,), **changed))
    write_fusion(ledger, *made)
    return made


def read(path: Path) -> pandas.DataFrame:
    """Read a CSV file as users do, every cell as text and empty cells as missing."""
    return pandas.read_csv(path, dtype="string", keep_default_na=False, na_values=[""])
