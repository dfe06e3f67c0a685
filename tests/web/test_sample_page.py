"""The page of the bundled sample, from the ledger to the screen; its pictures are the documents'."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_for_tests import Opened, chromium

pytestmark = pytest.mark.deep

ROOT = Path(__file__).resolve().parents[2]
TITLE = "The North Caucasus, 2014 to 2015"


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
    assert data["counts"]["events"] == len(data["events"]) > 5
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
