"""Text families in Chromium: drawn in time, told as a table, two reports beside each other."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attack_for_tests import ATTACK
from browser_for_tests import Opened, chromium, written

from dateline.fusion.facts import Fusion
from dateline.lineage import compare, derive
from dateline.lineage.facts import Lineage, Rewrite, Text
from dateline.types import Credit, Dating, Span
from dateline.web.source import PageSource

pytestmark = pytest.mark.deep

DESKTOP = {"viewport": {"width": 1280, "height": 1000}}
PHONE = {"viewport": {"width": 390, "height": 844}}

STORY = (
    "Two soldiers were wounded when a mine exploded under their car near the village of Arkhon.",
    "The road had been searched in the morning, the governor said, and nobody claimed the attack.",
    "Sappers found a second mine beside the bridge and blew it up before the buses came back.",
    "The village has been without a doctor since its only ambulance was taken in the winter.",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    with chromium() as running:
        yield running


def report(
    n: int, body: str, publisher: str, day: str | None, agency: str | None = None, title: str = ""
) -> Text:
    head = title or f"Mine number {n}"
    return Text(
        f"T{n:016d}",
        f"R{n:016d}",
        f"{head}\n\n{body}",
        title=Span(0, len(head)),
        publisher=publisher,
        published=Dating(day, day, "metadata") if day else Dating(None, None, "unknown"),
        credits=(Credit("agency", agency, f"({agency})"),) if agency else (),
    )


def page_of(browser: Any, folder: Path, reports: list[Text], **context: Any) -> Opened:
    source = PageSource(
        Fusion((), (), ()), derive(reports, compare(reports)), {}, {t.version: t for t in reports}
    )
    opened = Opened(browser, written(source, folder), **(context or DESKTOP))
    opened.page.locator("details.lineage summary").first.click()
    opened.page.wait_for_selector(".drawn svg")
    return opened


def four() -> list[Text]:
    whole = " ".join(STORY)
    return [
        report(1, whole, "Highland Wire", "2020-03-05"),
        report(2, whole.replace("wounded", "hurt"), "Valley Post", "2020-03-06", "Highland Wire"),
        report(3, " ".join(STORY[:3]), "Steppe Bulletin", "2020-03-09"),
        report(4, whole, "Harbour Times", None, "Highland Wire"),
    ]


def test_dots_stand_in_time_and_what_has_no_date_stands_aside(browser: Any, tmp_path: Path) -> None:
    opened = page_of(browser, tmp_path, four())
    page = opened.page
    names = page.locator(".texts li b").all_inner_texts()
    dots = page.locator(".drawn circle.text").evaluate_all(
        "all => all.map(c => +c.getAttribute('cx'))"
    )
    at = dict(zip(names, dots, strict=True))
    assert at["Highland Wire"] < at["Valley Post"] < at["Steppe Bulletin"]
    aside = float(page.locator(".drawn .aside").get_attribute("x1"))
    assert at["Harbour Times"] < aside < at["Highland Wire"]
    assert page.locator(".drawn circle.origin").count() == 1
    assert page.locator(".drawn .edit").all_text_contents()[0].startswith("verbatim")
    assert page.locator(".lacks").all_inner_texts() == ["no credit"]
    assert "no date" in page.locator(".drawn .tick").all_text_contents()
    opened.behaved()
    opened.close()


def test_the_table_says_the_same_for_those_who_do_not_see_the_drawing(
    browser: Any, tmp_path: Path
) -> None:
    opened = page_of(browser, tmp_path, four())
    page = opened.page
    assert page.locator(".drawn").get_attribute("aria-hidden") == "true"
    page.locator(".how-known summary").click()
    rows = page.locator(".how-known tbody tr")
    assert rows.count() == 4
    copy = rows.filter(has_text="Steppe Bulletin").inner_text()
    for words in ("9 March 2020", "Highland Wire", "abridged", "no credit"):
        assert words in copy
    assert "the origin" in rows.filter(has_text="Highland Wire").first.inner_text()
    opened.behaved()
    opened.close()


def test_two_reports_are_set_beside_each_other_by_keyboard(browser: Any, tmp_path: Path) -> None:
    opened = page_of(browser, tmp_path, four())
    page = opened.page
    button = page.get_by_role("button", name="Valley Post and Highland Wire side by side")
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Valley Post beside Highland Wire"
    assert page.locator(".side ins", has_text="hurt").count() == 1
    assert page.locator(".side del", has_text="wounded").count() == 1
    assert "the same but for marked words" in page.inner_text(".side")
    opened.screenshot("page-stemma", of=".stemma")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".side").count() == 0
    opened.behaved()
    opened.close()


def test_an_origin_elsewhere_is_a_dashed_ring_and_members_are_compared_with_each_other(
    browser: Any, tmp_path: Path
) -> None:
    whole = " ".join(STORY)
    opened = page_of(
        browser,
        tmp_path,
        [
            report(1, whole, "Valley Post", "2020-03-05", "Associated Press"),
            report(2, whole, "Steppe Bulletin", "2020-03-06", "Associated Press"),
            report(3, " ".join(STORY[1:]), "Harbour Times", "2020-03-06"),
        ],
    )
    page = opened.page
    assert page.locator(".drawn circle.outside").count() == 1
    assert page.locator(".texts li").first.inner_text().startswith("Associated Press")
    assert page.locator(".drawn .tie").count() == 3
    assert page.locator(".drawn .tie.unsure").count() == 1  # the one that does not credit it
    assert "1 without credit" in page.inner_text(".stemma figcaption")
    page.locator(".texts button").last.click()
    assert page.locator(".side tbody tr").count() >= 2
    opened.behaved()
    opened.close()


@pytest.mark.parametrize("context", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_sixty_reports_have_each_its_dot_beside_its_words(
    browser: Any, tmp_path: Path, context: dict[str, Any]
) -> None:
    choose = random.Random(60)
    reports = [
        report(
            n,
            " ".join(STORY[: choose.randrange(3, 5)]),
            f"Paper {n}",
            f"2020-03-{choose.randrange(1, 29):02d}",
            "Associated Press" if choose.random() < 0.7 else None,
        )
        for n in range(60)
    ]
    opened = page_of(browser, tmp_path, reports, **context)
    page = opened.page
    middles = page.locator(".texts li").evaluate_all(
        "all => all.map(e => { const r = e.getBoundingClientRect(); return [r.top, r.bottom, r.right]; })"
    )
    dots = page.locator(".drawn circle.text").evaluate_all(
        "all => all.map(e => { const r = e.getBoundingClientRect(); return [(r.top + r.bottom) / 2, r.left]; })"
    )
    assert len(middles) == len(dots) == 61
    for (top, bottom, right), (y, left) in zip(middles, dots, strict=True):
        assert top < y < bottom
        assert left >= right - 1
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0
    opened.behaved()
    opened.close()


def test_hostile_titles_names_and_words_are_shown_and_do_nothing(
    browser: Any, tmp_path: Path
) -> None:
    evil = f"{STORY[0]} {ATTACK} {STORY[1]}"
    reports = [
        report(1, evil, f"Wire {ATTACK}", "2020-03-05", title=f"A {ATTACK}"),
        report(2, evil.replace("wounded", "<img src=x onerror=alert(9)>"), f"Post {ATTACK}", "2020-03-06",
               title=f"B {ATTACK}"),
    ]  # fmt: skip
    opened = page_of(browser, tmp_path, reports)
    page = opened.page
    page.locator(".texts button").first.click()
    page.locator(".how-known summary").click()
    assert page.locator(".side ins", has_text="onerror=alert(9").count() >= 1
    assert page.locator(".stemma img, .stemma script, .stemma iframe, .stemma svg svg").count() == 0
    opened.behaved()
    opened.close()


def test_a_possible_translation_is_told_at_both_reports(browser: Any, tmp_path: Path) -> None:
    reports = [
        report(1, STORY[0], "Highland Wire", "2020-03-05"),
        report(2, STORY[3], "Горный вестник", "2020-03-06"),
    ]
    told = Rewrite(reports[0].version, reports[1].version, "it names Highland Wire", "translation")
    source = PageSource(
        Fusion((), (), ()), Lineage(rewrites=(told,)), {}, {t.version: t for t in reports}
    )
    opened = Opened(browser, written(source, tmp_path), **DESKTOP)
    words = opened.page.locator(".report .about").all_inner_texts()
    assert words == [
        "Горный вестник may have a translation of it: it names Highland Wire.",
        "May be a translation of Highland Wire: it names Highland Wire.",
    ]
    opened.behaved()
    opened.close()
