"""The page in Chromium: it filters, draws, quotes, and nothing that a report says can run."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from attack_for_tests import ATTACK, attack_record
from browser_for_tests import Opened, chromium, written
from page_for_tests import GUNMEN, POLICE, Told, claim, day, event, record, said_by, text

from dateline.fusion.facts import Bounds, Count, Fusion, When, Where
from dateline.lineage.facts import Lineage

pytestmark = pytest.mark.deep

DESKTOP = {"viewport": {"width": 1440, "height": 1000}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The small record's page."""
    return written(record(), tmp_path_factory.mktemp("page"))


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Opened]:
    """The page at desktop width; it must have behaved by the end of the test."""
    page = Opened(browser, address, color_scheme="light", **DESKTOP)
    yield page
    page.behaved()
    page.close()


# ------------------------------------------------------------------------- filters and table


def test_all_events_are_listed_and_counted(opened: Opened) -> None:
    assert opened.rows() == 5
    assert opened.found() == "5 of 5 events"


def test_words_types_and_selects_filter(opened: Opened) -> None:
    page = opened.page
    page.fill("#search", "hospital official")
    assert opened.rows() == 1
    assert opened.found() == "1 of 5 events"
    page.fill("#search", "")
    page.click(".chip:has-text('Assault')")
    assert opened.rows() == 3
    page.select_option("#place", "Grozny, Chechnya, Russia")
    assert opened.rows() == 1
    page.click("#reset")
    assert opened.rows() == 5
    page.check("#contested")
    assert opened.rows() == 2
    page.uncheck("#contested")
    page.select_option("#grade", "several sources")
    assert opened.rows() == 1
    page.click("#reset")
    page.select_option("#codebook", "organisations")
    assert opened.rows() == 1
    page.click("#reset")
    page.select_option("#actor", "gunmen")
    assert opened.rows() == 1


def test_that_an_event_is_contested_is_said_once(opened: Opened) -> None:
    page = opened.page
    page.select_option("#grade", "contested")
    assert opened.rows() == 1
    row = page.inner_text(".events tbody tr")
    assert row.count("contested") == 1
    assert "somebody denies it" in row


def test_nothing_that_matches_is_said(opened: Opened) -> None:
    opened.page.fill("#search", "nobody ever said this")
    assert opened.rows() == 0
    assert "No event in this ledger" in opened.page.inner_text(".events tbody")


def test_the_address_keeps_filters_and_event(opened: Opened, browser: Any) -> None:
    page = opened.page
    page.fill("#search", "barracks")
    page.click(".sort:has-text('Sources')")
    opened.open_event("Magaramkent")
    again = Opened(browser, page.url, **DESKTOP)
    assert again.rows() == 1
    assert again.page.input_value("#search") == "barracks"
    assert again.page.locator("dialog[open]").count() == 1
    assert again.page.get_attribute("th.sources", "aria-sort") == "descending"
    again.close()


def test_columns_sort_and_say_so(opened: Opened) -> None:
    page = opened.page
    page.click(".sort:has-text('Killed')")
    assert page.get_attribute("th.killed", "aria-sort") == "descending"
    assert "Grozny" in page.inner_text(".events tbody tr >> nth=0")
    page.click(".sort:has-text('Date')")
    assert "September 2015" in page.inner_text(".events tbody tr >> nth=0")
    assert "no date" in page.inner_text(".events tbody tr >> nth=4")
    page.click(".sort:has-text('Date')")
    assert "4 December 2014" in page.inner_text(".events tbody tr >> nth=0")
    assert "no date" in page.inner_text(".events tbody tr >> nth=4")


# ------------------------------------------------------------------------- map


def test_points_are_points_and_areas_are_rings(opened: Opened) -> None:
    page = opened.page
    assert page.locator(".spot:not(.ring)").count() == 2
    assert page.locator(".spot.ring").count() == 2
    assert page.locator(".soft .area").count() == 1  # Dagestan itself is shaded
    assert "Russia as a whole 1" in page.inner_text(".map .apart")


def test_land_lies_under_land_and_water_under_water(opened: Opened) -> None:
    """The drawn page, not only its data: what is painted at a place."""
    for longitude, latitude, expected in (
        (45.69, 43.31, "province"),
        (47.0, 42.3, "province"),
        (49.2, 42.6, "water"),
    ):
        # Two circles tell where degrees lie on the screen.
        grozny = opened.page.locator(".spot[aria-label^='Grozny']").bounding_box()
        other = opened.page.locator(".spot[aria-label^='Magaramkent']").bounding_box()
        assert grozny is not None and other is not None
        painted = opened.page.evaluate(
            """([ax, ay, bx, by, lon, lat]) => {
              const up = (y) => Math.log(Math.tan(Math.PI / 4 + (y * Math.PI) / 360));
              const x = ax + ((lon - 45.6889) / (48.3467 - 45.6889)) * (bx - ax);
              const y = ay + ((up(lat) - up(43.3126)) / (up(41.6186) - up(43.3126))) * (by - ay);
              const [under] = document.elementsFromPoint(x, y)
                .filter((e) => e.matches(".province, .water"));
              return under.getAttribute("class");
            }""",
            [
                *(grozny["x"] + grozny["width"] / 2, grozny["y"] + grozny["height"] / 2),
                *(other["x"] + other["width"] / 2, other["y"] + other["height"] / 2),
                *(longitude, latitude),
            ],
        )
        assert painted == expected, (longitude, latitude)


def test_a_circle_opens_its_event_and_a_crowded_one_filters(
    browser: Any, address: str, tmp_path: Path
) -> None:
    opened = Opened(browser, address, **DESKTOP)
    opened.page.click(".spot[aria-label^='Grozny']")
    opened.page.wait_for_selector("dialog[open]")
    opened.page.keyboard.press("Escape")
    opened.behaved()
    opened.close()
    crowded = Opened(browser, written(many(40, places=4), tmp_path), **DESKTOP)
    spot = crowded.page.locator(".spot", has=crowded.page.locator("text.n")).first
    spot.click()
    assert crowded.rows() < 25
    assert "place=" in crowded.page.url
    spot.click()
    assert crowded.rows() == 25
    crowded.behaved()
    crowded.close()


def test_the_map_zooms_pans_and_goes_back(opened: Opened) -> None:
    page = opened.page
    before = page.get_attribute("svg.land", "viewBox")
    page.click("[aria-label='Zoom in']")
    closer = page.get_attribute("svg.land", "viewBox")
    assert float(closer.split()[2]) < float(before.split()[2])
    box = page.locator("svg.land").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 340, steps=5)
    page.mouse.up()
    assert page.get_attribute("svg.land", "viewBox") != closer
    page.focus("svg.land")
    page.keyboard.press("0")
    assert page.get_attribute("svg.land", "viewBox") == before


def test_a_tooltip_tells_what_is_there(opened: Opened) -> None:
    opened.page.hover(".spot[aria-label^='Dagestan']")
    tip = opened.page.inner_text(".tip")
    assert "Dagestan" in tip
    assert "somewhere in that province" in tip


# ------------------------------------------------------------------------- timeline


def test_dragging_over_the_timeline_chooses_a_period(opened: Opened) -> None:
    page = opened.page
    page.locator(".bars").scroll_into_view_if_needed()
    box = page.locator(".bars").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.97, box["y"] + 60, steps=6)
    page.mouse.up()
    assert opened.rows() == 1
    assert "Magaramkent" in page.inner_text(".events tbody")
    assert page.input_value("#since").startswith("2015-0")
    assert page.locator(".bars .period").count() == 1
    page.click(".timeline button:has-text('Clear period')")
    assert opened.rows() == 5


def test_what_no_bar_can_show_is_said(opened: Opened) -> None:
    words = opened.page.inner_text(".timeline .apart")
    assert "1 event without a date" in words
    assert "1 event with only one end of the time known" in words


# ------------------------------------------------------------------------- one event


def test_an_event_quotes_its_claims_with_the_words_marked(opened: Opened) -> None:
    opened.open_event("Grozny")
    page = opened.page
    marks = page.locator("dialog mark").all_inner_texts()
    assert marks[1] == (
        "Ten police officers were killed and 20 were wounded in the fighting, the ministry said."
    )
    assert "Residents said shooting went on" in page.locator("dialog .quote").nth(1).inner_text()
    slots = page.locator("dialog .claim >> nth=1").locator(".slot").all_inner_texts()
    assert slots == ["Ten", "police officers", "killed", "the ministry"]
    words = page.inner_text("dialog")
    assert "on word of the ministry" in words
    assert "At least 14" in words
    assert "May be the same as" in words
    assert page.locator("dialog .scale circle").count() == 2


def test_every_dot_says_why_it_is_there(opened: Opened) -> None:
    page = opened.page
    page.click(".spot[aria-label^='Grozny']")
    page.wait_for_selector("dialog[open]")
    page.click("dialog .there summary")
    words = page.inner_text("dialog .there")
    for said in (
        "“Grozny”",
        "in the Chechen capital Grozny early on",
        "told with it",
        "exactly there",
        "score 0.97",
        "population, nearness",
        "Groznyy, Rostov, RUS (city) 0.02; Grozny, Lviv, UKR (city) 0.01",
    ):
        assert said in words
    opened.screenshot("why-there")
    page.keyboard.press("Escape")
    opened.open_event("Magaramkent")
    page.click("dialog .there summary")
    words = page.inner_text("dialog .there")
    assert "not told with it; told just before" in words
    assert "5 km north of the place named; near there, within about 25 km" in words
    assert "no other place has the name" in words


def test_a_denial_is_marked(opened: Opened) -> None:
    opened.open_event("Magaramkent")
    assert opened.page.locator("dialog .denying .denies").count() == 1


def test_the_stemma_shows_origin_and_unknown_direction(opened: Opened) -> None:
    opened.open_event("Grozny")
    page = opened.page
    assert page.locator("dialog .stemma circle.text").count() == 3
    assert page.locator("dialog .stemma circle.origin").count() == 1
    assert page.locator("dialog .stemma .tie.unsure").count() == 1
    assert "which was first is not known" in page.inner_text("dialog .stemma")
    page.keyboard.press("Escape")
    opened.open_event("Magaramkent")
    assert page.locator("dialog .stemma circle.outside").count() == 1
    assert "outside this ledger" in page.inner_text("dialog .stemma")


def test_texts_without_a_known_first_are_tied_and_not_ordered(browser: Any, tmp_path: Path) -> None:
    source = record()
    families = tuple(
        replace(family, origin=None, parents={}) if len(family.members) == 3 else family
        for family in source.lineage.families
    )
    unknown = tuple(replace(link, direction="unknown") for link in source.lineage.links)
    told = replace(source, lineage=replace(source.lineage, families=families, links=unknown))
    opened = Opened(browser, written(told, tmp_path), **DESKTOP)
    opened.open_event("Grozny")
    page = opened.page
    assert page.locator("dialog .stemma circle.origin").count() == 0
    assert page.locator("dialog .stemma .tie:not(.unsure)").count() == 0
    assert page.locator("dialog .stemma .tie.unsure").count() == 2
    assert page.inner_text("dialog .stemma").count("which was first is not known") == 2
    opened.behaved()
    opened.close()


def test_an_unsure_neighbour_is_one_click_away(opened: Opened) -> None:
    opened.open_event("Grozny")
    opened.page.click("dialog .unsure button")
    assert "by 4 December 2014" in opened.page.inner_text("dialog .facts")


def test_the_sheet_keeps_and_gives_back_the_focus(opened: Opened) -> None:
    page = opened.page
    row = page.locator(".events tbody tr", has_text="Grozny").first.locator("button.open")
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    page.keyboard.press("Escape")
    # The browser tells of the closing in a task of its own.
    page.wait_for_function("() => !document.querySelector('dialog[open]')")
    page.wait_for_function("() => !location.hash.includes('event=')")
    assert page.evaluate("document.activeElement.closest('tr').dataset.event") is not None


def test_an_event_in_many_outlets_is_folded(browser: Any, tmp_path: Path) -> None:
    source = many(14)
    claims = list(source.claims.values())
    said = tuple(said_by(c) for c in claims)
    one = event(claims, counts=(Count("killed", 1, 1, 1, said, "all say so"),))
    opened = Opened(browser, written(replace(source, fusion=Fusion((one,))), tmp_path), **DESKTOP)
    opened.open_event("")
    page = opened.page
    assert page.locator("dialog .says:visible").count() == 10
    assert page.locator("dialog .said:visible tbody tr").count() == 8
    page.click("dialog summary:has-text('4 more reports')")
    page.click("dialog summary:has-text('6 more who say so')")
    assert page.locator("dialog .says:visible").count() == 14
    assert page.locator("dialog .said:visible tbody tr").count() == 14
    opened.behaved()
    opened.close()


def test_reports_say_where_they_stand(opened: Opened) -> None:
    page = opened.page
    assert page.locator(".report").count() == 6
    assert "not coded yet" in page.inner_text(".reports")
    page.click("summary:has-text('Headline against body')")
    verdicts = page.inner_text(".verdicts")
    assert page.locator(".verdict.supported, .verdict.absent-from-the-body").count() == 2
    colours = [
        page.locator(f".verdict.{name} .word").evaluate("e => getComputedStyle(e).color")
        for name in ("supported", "absent-from-the-body")
    ]
    assert colours[0] != colours[1]
    assert "supported" in verdicts
    assert "absent from the body" in verdicts
    page.click("summary:has-text('could not be read')")
    assert "run it through OCR" in page.inner_text(".unread")


# ------------------------------------------------------------------------- attacks


def test_an_attack_in_every_field_is_harmless(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(attack_record(record()), tmp_path), **DESKTOP)
    page = opened.page
    assert page.inner_text("h1").startswith("</script>")
    ids = page.evaluate(
        "[...document.querySelectorAll('tr[data-event]')].map(r => r.dataset.event)"
    )
    assert len(ids) == 5
    for event_id in ids:
        page.click(f"tr[data-event='{event_id}'] button.open")
        page.wait_for_selector("dialog[open]")
        assert "onerror=alert" in page.inner_text("dialog .claims")
        page.keyboard.press("Escape")
    page.evaluate("document.querySelectorAll('details').forEach((held) => { held.open = true; })")
    for spot in page.locator(".spot").all():
        spot.focus()
    page.fill("#search", ATTACK)
    page.select_option("#grade", index=1)
    page.select_option("#actor", index=1)
    page.goto(page.url.split("#")[0] + "#q=<img src=x onerror=alert(9)>&event=<script>&type=<b>")
    opened.settle()
    assert page.locator("script").count() == 2
    planted = "img, iframe, object, embed, form, base, link, style ~ style, script[src], b b"
    assert page.locator(planted).count() == 0
    handlers = page.evaluate(
        """[...document.querySelectorAll("*")].flatMap((e) => [...e.attributes])
             .filter((a) => a.name.startsWith("on") || a.name === "style" && a.value.includes("<"))
             .map((a) => a.name)"""
    )
    assert handlers == []
    links = page.evaluate("[...document.links].map((a) => [a.protocol, a.rel])")
    assert {link[0] for link in links} <= {"https:", "file:"}
    assert all("noreferrer" in rel for protocol, rel in links if protocol == "https:")
    assert opened.errors == []
    assert opened.dialogs == []
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert page.evaluate("window.violations") == []
    opened.close()


def test_the_policy_stops_what_is_planted(opened: Opened) -> None:
    """The second wall holds without the first."""
    blocked = opened.page.evaluate(
        """() => {
          try { document.body.innerHTML = "<img src=x onerror=alert(1)>"; return "parsed"; }
          catch (error) { return error.name; }
        }"""
    )
    assert blocked == "TypeError"
    planted = Opened(opened.page.context.browser, opened.page.url, **DESKTOP)
    planted.page.evaluate(
        """() => {
          const image = document.createElement("img");
          image.src = "https://attack.example/x.png";
          document.body.append(image);
        }"""
    )
    planted.settle()
    assert any("img-src" in violation for violation in planted.page.evaluate("violations"))
    planted.close()
    opened.errors.clear()  # the blocked parsing was reported, as it should be
    opened.page.evaluate("window.violations = []")


# ------------------------------------------------------------------------- everybody


CONTRAST = """
() => {
  const channel = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const parse = (c) => {
    const found = c.match(/[\\d.]+/g).map(Number);
    return c.startsWith("color(") ? [...found.slice(0, 3).map((v) => v * 255), found[3] ?? 1] : [found[0], found[1], found[2], found[3] ?? 1];
  };
  const light = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return parse(getComputedStyle(document.body).backgroundColor);
  };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const held = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || held.closest("svg, script, style, noscript, .hidden, :disabled")) continue;
    if (!held.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(held);
    const [a, b] = [light(parse(style.color)), light(behind(held))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) bad.push([walker.currentNode.data.slice(0, 40), held.className, ratio.toFixed(2)]);
  }
  return bad;
}
"""

UNNAMED = """
() => {
  const named = (e) =>
    (e.getAttribute("aria-label") || e.textContent || e.title || "").trim() ||
    (e.getAttribute("aria-labelledby") && document.getElementById(e.getAttribute("aria-labelledby")));
  const bad = [];
  for (const e of document.querySelectorAll("input, select")) {
    if (!e.labels.length && !e.getAttribute("aria-label")) bad.push(e.outerHTML);
  }
  for (const e of document.querySelectorAll("button, a, summary, [role=button], [role=img], section, dialog")) {
    if (e.checkVisibility() && !named(e)) bad.push(e.outerHTML.slice(0, 100));
  }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) bad.push("twice: " + id);
  let level = 0;
  for (const e of document.querySelectorAll("h1, h2, h3, h4")) {
    if (!e.checkVisibility()) continue;
    const n = Number(e.tagName[1]);
    if (n > level + 1) bad.push("heading jumps: " + e.textContent);
    level = n;
  }
  if (document.querySelectorAll("h1").length !== 1) bad.push("h1");
  if (!document.documentElement.lang) bad.push("lang");
  return bad;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_text_can_be_read_and_controls_have_names(
    browser: Any, address: str, scheme: str, device: str
) -> None:
    opened = Opened(
        browser, address, color_scheme=scheme, **(DESKTOP if device == "desktop" else PHONE)
    )
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach((held) => { held.open = true; })")
    page.click(".chip >> nth=0")
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(UNNAMED) == []
    page.click(".chip >> nth=0")
    opened.open_event("Grozny")
    opened.settle()
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(UNNAMED) == []
    opened.behaved()
    opened.close()


def test_no_sideways_scrolling_on_a_phone(browser: Any, address: str, tmp_path: Path) -> None:
    for url in (address, written(attack_record(record()), tmp_path)):
        opened = Opened(browser, url, **PHONE)
        page = opened.page
        page.evaluate(
            "document.querySelectorAll('details').forEach((held) => { held.open = true; })"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator("button.open").first.click()
        opened.settle()
        sheet = page.evaluate(
            "[document.querySelector('.sheet').scrollWidth, document.querySelector('.sheet').clientWidth]"
        )
        assert sheet[0] <= sheet[1]
        opened.close()


def test_the_reader_chooses_dark_or_light(opened: Opened) -> None:
    page = opened.page
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    page.click("#theme")
    assert page.evaluate(paper) != before
    page.reload()
    assert page.evaluate(paper) != before
    page.click("#theme")
    assert page.evaluate(paper) == before
    opened.requests.pop()  # the reload


def test_the_keyboard_reaches_everything(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.events') !== null")
    page.focus(".spot[aria-label^='Grozny']")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1


def test_nothing_moves_for_those_who_ask_for_that(browser: Any, address: str) -> None:
    opened = Opened(browser, address, reduced_motion="reduce", **DESKTOP)
    opened.open_event("Grozny")
    assert opened.page.evaluate("document.getAnimations().length") == 0
    opened.close()


def test_paper_has_every_row(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(many(40), tmp_path), **DESKTOP)
    assert opened.rows() == 25
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.rows() == 40
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.rows() == 25
    opened.close()


# ------------------------------------------------------------------------- size


def many(n: int, places: int = 400) -> Any:
    """A record of ``n`` events in a hundred reports; the same each time."""
    chance = random.Random(n)
    words = "Gunmen attacked a police post and killed {} officers, the ministry said.\n"
    texts = [
        text(
            f"report {i}",
            f"Attack number {i}\n" + "".join(words.format(j + 1) for j in range(n // 100 + 1)),
            f"Outlet {i} (fictional)",
            day(f"201{i % 6 + 2}-0{i % 9 + 1}-1{i % 10}"),
        )
        for i in range(min(100, n))
    ]
    spots = [
        Where(
            f"gn:{i}",
            f"Place {i}",
            f"Place {i}",
            33 + chance.random() * 4,
            36 + chance.random() * 6,
            "SYR",
            None,
            chance.choice((1, 1, 2, 3)),
        )
        for i in range(places)
    ]
    claims = []
    events = []
    for i in range(n):
        j = i // len(texts)
        when = f"201{chance.randrange(2, 8)}-0{chance.randrange(1, 10)}-{chance.randrange(10, 29)}"
        told = Told(
            texts[i % len(texts)],
            words.format(j + 1).strip(),
            "attacked",
            (GUNMEN,),
            (POLICE,),
            spots[chance.randrange(places)],
            When(when, when, 1, "date in the same sentence"),
            (j + 1, str(j + 1)),
            type=chance.choice(("ASSAULT", "ASSAULT", "PROTEST", "COERCE", "MOBILIZE")),
        )
        made = claim(told)
        claims.append(made)
        events.append(event([made], sources=Bounds(1, 1, "one report")))
    return replace(
        record(),
        fusion=Fusion(tuple(events)),
        lineage=Lineage(),
        claims={c.claim: c for c in claims},
        texts={t.version: t for t in texts},
        marks={},
        checks={},
        uncoded={},
        unreadable=(),
    )


def test_five_thousand_events_stay_usable(browser: Any, tmp_path: Path) -> None:
    address = written(many(5000), tmp_path)
    began = time.perf_counter()
    opened = Opened(browser, address, **DESKTOP)
    loaded = time.perf_counter() - began
    assert loaded < 5, loaded  # 1.2 s on two cores of 2024
    assert opened.rows() == 25
    assert "5,000 of 5,000" in opened.found()
    began = time.perf_counter()
    opened.page.fill("#search", "place 17")
    opened.page.click(".sort:has-text('Killed')")
    opened.page.click("[aria-label='Zoom in']")
    assert time.perf_counter() - began < 3
    assert opened.page.locator(".spot").count() < 400
    opened.page.click("#reset")
    opened.page.click(".events .pager button:has-text('Next')")
    assert "26–50 of 5,000" in opened.page.inner_text(".events .pager")
    opened.behaved()
    opened.close()
