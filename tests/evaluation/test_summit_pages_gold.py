"""The gold of saved text pages keeps its form and its draw, and its labels fit the pages."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"
GOLD = EVALUATION / "gold" / "summit_pages"
KINDS = {"author", "agency", "source", "publisher"}


def lines(name: str) -> list[dict[str, Any]]:
    text = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def suite() -> ModuleType:
    spec = importlib.util.spec_from_file_location("summit_pages", EVALUATION / "summit_pages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "count"), [("pages", 60), ("again", 6)])
def test_labels_keep_their_form(name: str, count: int) -> None:
    rows = lines(name)
    assert len(rows) == len({row["id"] for row in rows}) == count
    for row in rows:
        assert set(row["blocks"]) <= set("bftcm")
        assert row["blocks"].count("t") == (row["title"] is not None)
        assert row["title"] is None or row["blocks"][row["title"][0]] == "t"
        assert {kind.rstrip("?") for kind, *_ in row["credits"]} <= KINDS


def test_halves_are_of_one_size() -> None:
    halves = [row["half"] for row in lines("pages")]
    assert halves.count("dev") == halves.count("test") == 30


def test_no_page_is_of_the_lineage_gold() -> None:
    path = EVALUATION / "gold" / "lineage" / "pages.jsonl"
    lineage = {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}
    assert not lineage & {row["id"] for row in lines("pages")}


def test_labels_fit_the_pages_and_the_draw() -> None:
    pages = suite()
    if not pages.PAGES.is_file():
        pytest.skip("the pages of the summit are not here (../shared/data)")
    found = pages.pages()
    by_id = {page.id: page for page in found}
    rows = lines("pages")
    assert [row["id"] for row in rows] == pages.draw(found)
    for row in [*rows, *lines("again")]:
        page = by_id[row["id"]]
        assert (page.digest, len(page.blocks)) == (row["sha256"], len(row["blocks"]))
        spans = [credit[1:] for credit in row["credits"]]
        for block, start, end in [*spans, *([row["title"]] if row["title"] else [])]:
            words = page.blocks[block][start:end]
            assert words and words == words.strip()
