"""The gold for lineage keeps its format, its counts, and its draw."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[2] / "evaluation" / "gold" / "lineage"
KINDS = {
    "verbatim",
    "abridged",
    "expanded",
    "reworded",
    "passages",
    "quoted passage only",
    "furniture only",
    "none",
}
WITHOUT_TEXT = {"quoted passage only", "furniture only", "none"}


def lines(name: str) -> list[dict[str, Any]]:
    text = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lineage_draw", GOLD / "draw.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_pairs_keep_their_format_and_their_counts() -> None:
    pairs = lines("pairs")
    assert len(pairs) == 70
    for pair in pairs:
        assert pair["kind"] in KINDS
        assert (pair["direction"] is None) == (pair["kind"] in WITHOUT_TEXT)
        assert pair["direction"] in {None, "a→b", "b→a", "common source", "unknown"}
        assert pair["direction"] is None or pair["evidence"]


def test_families_hold_their_seeds_and_no_page_is_in_two() -> None:
    families = lines("families")
    assert sum(len(family["members"]) > 1 for family in families) == 16
    seen: set[str] = set()
    for family in families:
        members = set(family["members"])
        assert set(family["seeds"]) <= members <= set(family["read"])
        assert not members & seen
        seen |= members
        assert (family["origin"] == "unknown") == (family["by"] is None)
        assert family["origin"] != "member" or family["by"] in members


def test_every_page_has_its_digest() -> None:
    known = {page["id"] for page in lines("pages")}
    used = {page for pair in lines("pairs") for page in (pair["a"], pair["b"])}
    used |= {page for family in lines("families") for page in family["read"]}
    assert used == known


@pytest.mark.deep
def test_the_draw_is_what_the_gold_holds() -> None:
    draw = drawing()
    path = GOLD.parents[3] / draw.PAGES
    if not path.is_file():
        pytest.skip("the pages of the summit are not here (../shared/data)")
    found = draw.pages(path)
    digests = {page.id: page.digest for page in found}
    assert all(digests[page["id"]] == page["sha256"] for page in lines("pages"))
    drawn = [(a, b, value, stratum) for a, b, value, stratum in draw.draw_pairs(found)]
    kept = [(p["a"], p["b"], p["containment"], p["stratum"]) for p in lines("pairs")]
    assert drawn == kept
    read = dict(draw.draw_families(found))
    of = {seed: family for family in lines("families") for seed in family["seeds"]}
    assert set(of) == set(read)
    for seed, others in read.items():
        assert set(others) <= set(of[seed]["read"])
