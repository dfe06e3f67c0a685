"""Made-up lineage and events, for tests of the ledger and of what shows it."""

from __future__ import annotations

from typing import Any

from dateline.fusion.facts import Bounds, Count, Event, Fusion, Party, Said, When, Where, event_id
from dateline.lineage.facts import Copy, Family, Lineage, Link, Run, Standing, copy_id, family_id
from dateline.store import Ledger
from dateline.store.snapshots import Snapshot


def event(mention: str, **changed: Any) -> Event:
    """An attack with three to five dead, anchored in a mention."""
    fields: dict[str, Any] = {
        "id": event_id(mention, "plover"),
        "anchor": mention,
        "codebook": "plover",
        "type": "ASSAULT",
        "mode": None,
        "kind": "single",
        "actors": (Party("group:front", "Northern Front", "the front"),),
        "recipients": (Party(None, "army posts", "army posts"),),
        "place": Where("gn:1", "Dorva, Xyzland", "Dorva", 12.5, 33.25, "XYZ", "Coast", 1),
        "when": When("2015-06-21", "2015-06-21", 1, "stated in full"),
        "counts": (
            Count(
                "killed",
                3,
                4,
                5,
                (Said("4", "four", "K1", "T1", "The Coast Courier", "2015-06-22", "police"),),
                "the latest toll",
            ),
        ),
        "weapons": ("gun",),
        "groups": ("G1",),
        "claims": (),
        "denials": (),
        "conflicts": (),
        "n_reports": 1,
        "families": Bounds(1, 1, "one text"),
        "cited_sources": Bounds(1, 1, "police"),
        "first_hand": Bounds(0, 0, "none"),
        "sources": Bounds(1, 1, "one report"),
        "grade": "single report",
        "reasons": ("one report tells it",),
        "extra": {"seen": ["a", 1]},
    }
    return Event(**(fields | changed))


def write_fusion(ledger: Ledger, *events: Event, digest: str = "") -> Snapshot:
    """Make these the ledger's events."""
    snapshot = Snapshot("fusion", "1", "", digest)
    lineage = Snapshot("lineage", "1", "", digest)
    ledger.write_snapshots((lineage, ledger.lineage()), ledger.copies(), (snapshot, Fusion(events)))
    return snapshot


def write_lineage(ledger: Ledger, a: str, b: str) -> Lineage:
    """Make two versions a family in which ``b`` comes from ``a``."""
    runs = (Run(0, 20, 0, 20, "verbatim"), Run(30, 50, 30, 50, "quotation"))
    lineage = Lineage(
        links=(Link(a, b, runs, 40, 0.5, 0.75, "b from a", ("b credits a",)),),
        families=(Family(family_id(a), (a, b), a, None, "b credits a", {b: a}),),
        reports={
            a: Standing(a, family_id(a), True, (), (), ("army posts in Dorva",)),
            b: Standing(b, family_id(a), True, ("Wire",), ("wire",), ()),
        },
    )
    ledger.write_snapshots(
        (Snapshot("lineage", "1", "", "x"), lineage),
        (Copy(copy_id(a, b, "test/1"), a, b, "test/1", runs),),
        (Snapshot("fusion", "1", "", "x"), ledger.fusion()),
    )
    return lineage
