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


def scored(found_title: str, credits: tuple[tuple[str, str], ...], body: tuple[str, ...]) -> Any:
    pages = suite()
    page = pages.Page(
        "1", "a.example", "Bridge falls ### By Ann Lee, AP ### Share ### It fell. ### "
    )
    row = {
        "id": "1",
        "sha256": page.digest,
        "title": [0, 0, 12],
        "credits": [["author", 1, 3, 10], ["agency", 1, 12, 14], ["source?", 1, 12, 14]],
        "blocks": "tcfbf",
    }
    return pages.figures(pages.counts(row, page, pages.Found(found_title, credits, body)))


def test_a_page_read_as_labelled_scores_one() -> None:
    credits = (("author", "Ann Lee"), ("agency", "Associated Press"))
    made = scored("Bridge  falls", credits, ("By Ann Lee, AP", "It fell."))
    assert {made[name] for name in made if name != "title.none"} == {1.0}


def test_kept_furniture_and_a_wrong_credit_cost_precision() -> None:
    made = scored("Share", (("author", "Ann Lee"), ("author", "AP")), ("Share", "It fell."))
    assert (made["title.exact"], made["credits.exact"]) == (0.0, 0.0)
    assert (made["credits.precision"], made["credits.recall"]) == (0.5, 0.5)
    assert (made["body.precision"], made["body.recall"]) == (0.5, 1.0)


def test_another_page_than_the_labelled_one_is_refused() -> None:
    pages = suite()
    row = {"id": "1", "sha256": "0" * 12, "title": None, "credits": [], "blocks": "b"}
    with pytest.raises(ValueError, match="not the one that was labelled"):
        pages.labelled(row, pages.Page("1", "a.example", "Another text"))
