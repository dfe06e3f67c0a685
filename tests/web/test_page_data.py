"""What the page is told: everything, in a stable order, and nothing that is not in the record."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_for_tests import record

from dateline.fusion.facts import Fusion, Party
from dateline.identity import canonical_json
from dateline.types import Span
from dateline.web.data import page_data
from dateline.web.names import with_names
from dateline.web.passages import AROUND, passages
from dateline.web.report_data import web_address
from dateline.web.source import PageSource
from dateline.web.words import date_precision, days_words, interval_words, pair_words, short_day


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """The record's data."""
    return page_data(record())


def event_at(data: dict[str, Any], place: str) -> dict[str, Any]:
    """Give the event at a place."""
    found: dict[str, Any] = next(e for e in data["events"] if e["place"]["label"].startswith(place))
    return found


def test_counts_what_is_shown_and_what_is_not(data: dict[str, Any]) -> None:
    counts = data["counts"]
    assert (counts["events"], counts["reports"], counts["claims"]) == (5, 6, 11)
    assert counts["texts"] == 4  # three share one
    assert counts["not_drawn"] == 1  # known to the country alone
    assert counts["not_dated"] == 1
    assert counts["unsure"] == 1
    assert (counts["uncoded"], counts["unreadable"]) == (1, 1)


def test_every_quote_stands_in_its_report_as_the_span_says(data: dict[str, Any]) -> None:
    source = record()
    for claim in data["claims"]:
        passage = data["reports"][claim["report"]]["passages"][claim["passage"]]
        start, end = claim["at"]
        assert passage[start:end] == source.claims[claim["id"]].quote_text
        for _, a, b in claim["marks"]:
            assert start <= a < b <= end


def test_a_place_says_how_it_was_found(data: dict[str, Any]) -> None:
    (way,) = event_at(data, "Grozny")["place"]["ways"]
    assert (way["name"], way["told"], way["precision"]) == (
        "Grozny",
        "told with it",
        "exactly there",
    )
    assert way["lost"][0] == ["Groznyy, Rostov, RUS (city)", 0.02]
    (way,) = event_at(data, "Magaramkent")["place"]["ways"]
    assert way["told"] == "not told with it; told just before"
    assert way["relation"] == "5 km north of"
    assert data["claims"][way["claim"]]["places"][0].startswith("Magaramkent")


def test_events_keep_figures_denials_and_doubts(data: dict[str, Any]) -> None:
    grozny = event_at(data, "Grozny")
    killed = grozny["counts"][0]
    assert (killed["low"], killed["best"], killed["high"]) == (10, 10, 14)
    assert {said["cited"] for said in killed["said"]} == {"the ministry", "a hospital official"}
    assert grozny["sources"][:2] == [1, 2]
    assert [pair[1] for pair in grozny["unsure"]] == ["same city; no day"]
    attacked = event_at(data, "Magaramkent")
    assert [data["claims"][c]["denies"] for c in attacked["claims"]] == [False, True]


@pytest.mark.parametrize(
    ("party", "called"),
    [
        (Party(None, "Two police officers", "Two police officers"), "two police officers"),
        (Party(None, "The militants", "The militants"), "the militants"),
        (Party(None, "The Red League", "The Red League"), "The Red League"),
        (Party(None, "Police officers", "Police officers"), "Police officers"),
        (Party("group:one-nation", "One nation", "One nation"), "One nation"),
    ],
)
def test_words_that_open_a_sentence_are_small_in_a_list(party: Party, called: str) -> None:
    made = record()
    events = tuple(replace(event, actors=(party,)) for event in made.fusion.events)
    data = page_data(replace(made, fusion=replace(made.fusion, events=events)))
    assert {name for event in data["events"] for name in event["actors"]} == {called}


def test_a_family_names_its_origin_and_who_came_from_whom(data: dict[str, Any]) -> None:
    inside = next(f for f in data["families"] if len(f["members"]) == 3)
    names = {i: report["publisher"] for i, report in enumerate(data["reports"])}
    assert names[inside["origin"]] == "Highland Wire (fictional)"
    assert {names[row["report"]] for row in inside["rows"] if row["tie"]} == {
        "Valley Courier (fictional)",
        "Truth Desk (fictional)",
    }
    assert {row["tie"]["other"] for row in inside["rows"] if row["tie"]} == {inside["origin"]}
    assert inside["rows"][0]["report"] == inside["origin"]
    assert all(0 <= at <= 1 for at, _ in inside["ticks"])
    outside = next(f for f in data["families"] if f["outside"])
    assert outside["origin"] is None


def test_a_lone_report_is_not_assessable_and_says_what_to_search_for(data: dict[str, Any]) -> None:
    report = next(r for r in data["reports"] if r["title"].startswith("Commanders"))
    assert report["family"] is None
    assert not report["assessable"]
    assert report["phrases"]


def test_grades_come_best_first(data: dict[str, Any]) -> None:
    assert data["grades"] == ["several sources", "single report", "contested"]


def test_the_same_record_in_any_order_is_the_same_page() -> None:
    source = record()
    expected = canonical_json(page_data(source))
    shuffled = random.Random(4)
    for _ in range(3):
        events = list(source.fusion.events)
        texts = list(source.texts.items())
        claims = list(source.claims.items())
        for part in (events, texts, claims):
            shuffled.shuffle(part)
        again = replace(
            source,
            fusion=Fusion(tuple(events), source.fusion.unsure),
            texts=dict(texts),
            claims=dict(claims),
        )
        assert canonical_json(page_data(again)) == expected


def test_progress_ends_at_its_total() -> None:
    seen: list[tuple[int, int]] = []
    page_data(record(), lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] == len(seen)


def test_an_empty_ledger_has_a_page() -> None:
    source = record()
    empty = PageSource(Fusion(), source.lineage, {}, {})
    data = page_data(empty)
    assert data["map"] is None
    assert data["counts"]["period"] == "no dates"
    json.dumps(data)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,<script>", False),
        ("https:", False),
        ("//example.org", False),
        ("https://exa\nmple.org", False),
        ("https://[::1", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_kept(url: str | None, kept: bool) -> None:
    assert web_address(url) == url if kept else web_address(url) is None


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2014-12-04", "2014-12-04", "4 December 2014"),
        ("2015-06-01", "2015-06-30", "June 2015"),
        ("2015-01-01", "2015-12-31", "2015"),
        ("2015-06-01", "2015-08-31", "June to August 2015"),
        ("2014-11-01", "2015-02-28", "November 2014 to February 2015"),
        ("2015-06-03", "2015-06-09", "3 to 9 June 2015"),
        ("2015-06-28", "2015-07-04", "28 June to 4 July 2015"),
        ("2014-12-30", "2015-01-02", "30 December 2014 to 2 January 2015"),
        (None, "2015-05-03", "by 3 May 2015"),
        ("2015-05-03", None, "since 3 May 2015"),
        (None, None, "no date"),
    ],
)
def test_dates_in_words(earliest: str | None, latest: str | None, words: str) -> None:
    assert interval_words(earliest, latest) == words


@given(
    st.text(alphabet="ab .\n?", max_size=2000),
    st.lists(st.tuples(st.integers(0, 1999), st.integers(1, 200)), max_size=8),
)
def test_passages_hold_every_quote_and_lie_apart(text: str, wanted: list[tuple[int, int]]) -> None:
    quotes = [Span(a, min(len(text), a + n)) for a, n in wanted if a < len(text)]
    cut = passages(text, quotes)
    for quote in quotes:
        held = cut.spans[cut.holding(quote)]
        assert held.start <= quote.start and quote.end <= held.end
    for before, after in zip(cut.spans, cut.spans[1:], strict=False):
        assert before.end < after.start
    longest = sum(q.end - q.start + 2 * AROUND for q in quotes)
    assert sum(s.end - s.start for s in cut.spans) <= longest


def test_no_id_of_a_text_is_shown_to_a_reader() -> None:
    source = record()
    first, *_ = sorted(source.texts)
    link = replace(source.lineage.links[0], reasons=(f"most of {first} stands elsewhere",))
    told = replace(source, lineage=replace(source.lineage, links=(link,)))
    families = json.dumps([f["rows"] for f in page_data(told)["families"]])
    assert not re.search(r"T[0-9a-z]{16}", families)
    assert "elsewhere" in families


def test_a_text_is_named_by_its_publisher_else_by_its_title() -> None:
    texts = record().texts
    version = next(v for v, t in texts.items() if t.publisher and t.title)
    text = texts[version]
    assert with_names(f"{version} is longer", texts) == f"the text of {text.publisher} is longer"
    nameless = {version: replace(text, publisher=None)}
    assert with_names(version, nameless).startswith("“")
    assert len(with_names(version, nameless)) <= 62
    bare = {version: replace(text, publisher=None, title=None)}
    assert with_names(version, bare) == "a text without publisher and title"
    assert with_names(version, {}) == "a text that is not on this page"
    assert with_names("Terror spreads", texts) == "Terror spreads"


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("place +1.0, no days to compare -1.0", "for it: place; against it: no days to compare"),
        (
            "other actors: news of one day +1.0, words in common (one, two) +2.2",
            "other actors; for it: news of one day, words in common (one, two)",
        ),
        ("words in common (a: b) +0.4", "for it: words in common (a: b)"),
        ("same city; no day", "same city; no day"),
        ("place +1.0, somebody's own words", "place +1.0, somebody's own words"),
        ("", ""),
    ],
)
def test_weights_of_a_pair_become_words(why: str, words: str) -> None:
    assert pair_words(why) == words


@given(st.text(alphabet="ab,:( )+-0.1", max_size=60))
def test_any_reason_of_a_pair_can_be_said(why: str) -> None:
    assert why == "" or pair_words(why)


def test_days_in_columns_are_words() -> None:
    assert short_day("2015-12-30") == "30 Dec 2015"
    assert short_day("<b>") == "<b>"
    assert short_day(None) is None
    assert days_words("2015-08-03/2015-08-03") == "3 August 2015"
    assert days_words("a Tuesday") == "a Tuesday"


def test_in_that_month_is_said_of_one_month_only() -> None:
    assert date_precision("2016-12-01", "2016-12-31", 4) == "in that month"
    assert date_precision("2016-12-31", "2017-01-28", 4) == "within about a month"
    assert date_precision("2016-12-31", "2016-12-31", 1) == "on that day"


def test_types_in_a_headline_check_are_words() -> None:
    source = record()
    version, check = next(iter(source.checks.items()))
    items = (replace(check.items[0], kind="event", meaning="ASSAULT, LOSE_LEADER"),)
    told = replace(source, checks={version: replace(check, items=items)})
    shown = next(r["check"] for r in page_data(told)["reports"] if r["check"])
    assert shown["items"][0]["meaning"] == "assault, lose leader"
