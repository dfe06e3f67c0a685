"""The page of the bundled sample, from the ledger to the screen; its pictures are the documents'."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_for_tests import Opened, chromium

from dateline.coding.codebook import load_codebook

pytestmark = pytest.mark.deep

ROOT = Path(__file__).resolve().parents[2]
TITLE = "North Caucasus, 2014 to 2016 (sample)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's page, made twice: the second must be the same."""
    pytest.importorskip("dateline.pipeline.connect")
    from dateline.cli.page import page
    from dateline.cli.reading import add

    folder = tmp_path_factory.mktemp("sample")
    add([str(ROOT / "samples" / "reports")], ledger=folder / "ledger", quiet=True)
    first, second = folder / "page.html", folder / "again.html"
    page(out=first, ledger=folder / "ledger", title=TITLE)
    page(out=second, ledger=folder / "ledger", title=TITLE)
    assert first.read_bytes() == second.read_bytes()
    return first


def test_the_sample_is_a_small_page_without_paths_or_clocks(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    assert len(text.encode("utf-8")) < 1_000_000
    assert str(sample.parent) not in text
    assert str(ROOT) not in text
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found is not None
    data = json.loads(found[1])
    assert data["counts"]["events"] == len(data["events"]) > 0
    assert data["map"] is not None
    assert any(len(family["members"]) > 1 for family in data["families"])
    assert any(report["check"] for report in data["reports"])
    assert {t["codebook"] for t in data["types"]} > {"plover"}
    states = load_codebook("organisations").unit_of_analysis["states"]
    assert states and not {t["code"] for t in data["types"]} & set(states)
    for claim in data["claims"]:
        passage = data["reports"][claim["report"]]["passages"][claim["passage"]]
        assert passage[slice(*claim["at"])].strip()


def test_every_event_of_the_sample_opens_with_its_quotes(browser: Any, sample: Path) -> None:
    opened = Opened(browser, sample.as_uri(), viewport={"width": 1440, "height": 1000})
    page = opened.page
    ids = page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).events.map(e => e.id)"
    )
    for event_id in ids:
        page.evaluate("(id) => { location.hash = 'event=' + id; }", event_id)
        page.wait_for_function(
            "(id) => document.querySelector('dialog[open]')?.innerText.includes(id)", arg=event_id
        )
        assert page.locator("dialog mark").count() > 0
        assert all(words.strip() for words in page.locator("dialog mark").all_inner_texts())
    opened.behaved()
    opened.close()


def test_readers_see_no_ids_and_no_codes(browser: Any, sample: Path) -> None:
    opened = Opened(browser, sample.as_uri(), viewport={"width": 1440, "height": 1000})
    page = opened.page
    while page.locator(".reports .pager button").count():
        page.locator(".reports .pager button").first.click()
    page.evaluate("document.querySelectorAll('details').forEach((held) => { held.open = true; })")
    words = page.inner_text("#page")
    assert re.findall(r"\b[TRCFEK][0-9a-z]{16}\b", words) == []
    assert re.findall(r"\b[A-Z]+_[A-Z_]+\b|\w_of_\w", words) == []
    assert page.locator(".stemma").count() > 0
    assert page.locator(".verdict").count() > 0
    known = {"supported", "contradicted", "mentioned only", "absent from the body"}
    known |= {"not assessed", "asked"}
    assert set(page.locator(".verdict .word").all_inner_texts()) <= known
    opened.behaved()
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("device", "size"),
    [
        ("desktop", {"viewport": {"width": 1280, "height": 1240}}),
        ("phone", {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5}),
    ],
)
def test_pictures_of_the_sample(
    browser: Any, sample: Path, scheme: str, device: str, size: dict[str, Any]
) -> None:
    opened = Opened(browser, sample.as_uri(), color_scheme=scheme, **size)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= size["viewport"]["width"]
    if (device, scheme) != ("phone", "dark"):
        opened.screenshot(f"page-{device}-{scheme}")
    if device == "phone":
        page.select_option("#sort", "-sources")
    else:
        page.click(".sort:has-text('Sources')")
    page.locator("button.open").first.click()
    page.wait_for_selector("dialog[open]")
    if scheme == "light":
        opened.screenshot("page-event" if device == "desktop" else "page-event-phone")
    opened.behaved()
    opened.close()
