"""Title once, body without furniture, credits with their words, dates with how they are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_for_tests import ARTICLE, body_of, read_all, read_one, title_of

from dateline.types import Reading, Unreadable

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not there")
BODY = "\n\n".join(ARTICLE)


@pytest.mark.parametrize(
    "repeat",
    [
        "Mine wounds two soldiers near Arkhon",
        "- Mine wounds two soldiers near Arkhon",
        "MINE WOUNDS TWO SOLDIERS NEAR ARKHON",
        "“Mine wounds two soldiers near Arkhon”",
    ],
)
def test_the_title_comes_once(repeat):
    reading = read_one(f"Mine wounds two soldiers near Arkhon\n\n{repeat}\n\n{BODY}")
    assert title_of(reading) == "Mine wounds two soldiers near Arkhon"
    assert body_of(reading) == list(ARTICLE)
    assert reading.furniture == (repeat,)


def test_a_title_of_two_sentences_is_one_where_it_opens_the_text_twice():
    title = "The road to Arkhon is open again. The bridge beside it is not."
    reading = read_one(f"{title}\n\n{title}\n\n{BODY}")
    assert title_of(reading) == title
    assert body_of(reading) == list(ARTICLE)


def test_a_text_without_a_title_keeps_its_first_paragraph():
    reading = read_one(BODY)
    assert reading.title is None
    assert body_of(reading) == list(ARTICLE)


def test_a_line_that_shares_no_word_with_the_text_is_no_title():
    text = f"Chess club wins regional cup\n\nMine wounds two soldiers near Arkhon\n\n{BODY}"
    assert title_of(read_one(text)) == "Mine wounds two soldiers near Arkhon"


def test_furniture_is_cut_and_kept_in_order():
    text = "\n\n".join(
        [
            "Mine wounds two soldiers near Arkhon",
            "Advertisement",
            ARTICLE[0],
            "* * *",
            ARTICLE[1],
            "Share this article",
            ARTICLE[2],
            "Related stories:",
            "Governor visits wounded",
            "end",
        ]
    )
    reading = read_one(text)
    assert body_of(reading) == list(ARTICLE)
    assert reading.furniture == (
        "Advertisement",
        "* * *",
        "Share this article",
        "Related stories:",
        "Governor visits wounded",
        "end",
    )


def test_byline_date_and_agency():
    text = "\n\n".join(
        [
            "Mine wounds two soldiers near Arkhon",
            "By JANE DOE and John Smith, Associated Press",
            "Posted: 8:14 AM, June 23, 2015",
            f"VLADIKAVKAZ, Russia (AP) — {ARTICLE[0]}",
        ]
    )
    reading = read_one(text)
    assert reading.authors == ("Jane Doe", "John Smith")
    assert (reading.published.earliest, reading.published.how) == ("2015-06-23", "text")
    agency = [c for c in reading.credits if c.kind == "agency" and c.span]
    assert [c.span.of(reading.text) for c in agency] == ["VLADIKAVKAZ, Russia (AP)"]
    assert body_of(reading)[0].startswith("VLADIKAVKAZ")


def test_an_update_does_not_replace_the_publication():
    head = (
        "Mine wounds two soldiers near Arkhon\n\nUpdated: June 25, 2015\n\nPublished: June 23, 2015"
    )
    assert read_one(f"{head}\n\n{BODY}").published.earliest == "2015-06-23"


def test_every_credit_quotes():
    text = "\n\n".join(
        [
            "Mine wounds two soldiers near Arkhon",
            "by Jane Doe, via http://www.example.org/",
            *ARTICLE,
            "This article was originally published by The Daily Example.",
            "Source: TASS",
        ]
    )
    reading = read_one(text)
    assert {(c.kind, c.name) for c in reading.credits} == {
        ("author", "Jane Doe"),
        ("via", "example.org"),
        ("originally", "The Daily Example"),
        ("source", "TASS"),
    }
    for credit in reading.credits:
        if credit.span:
            assert credit.span.of(reading.text) == credit.quote
        else:
            assert any(credit.quote in line for line in reading.furniture)


def test_a_copyright_line_is_cut_and_credits():
    reading = read_one(f"{BODY}\n\nCopyright 2015 The Associated Press. All rights reserved.")
    assert [(c.kind, c.name) for c in reading.credits] == [("agency", "Associated Press")]
    assert body_of(reading) == list(ARTICLE)


def test_nothing_but_furniture_is_given_uncut():
    reading = read_one("Read more\n\nShare this article")
    assert reading.text == "Read more\n\nShare this article"
    assert reading.furniture == ()
    assert reading.warnings


def test_an_unknown_date_is_unknown():
    assert read_one(BODY).published.how == "unknown"


@needs_data
def test_the_report_that_shaped_it():
    file = SHARED / "reports" / "caucasus_2015.txt"
    reading = read_one(file.read_bytes(), file.name)
    title = title_of(reading)
    assert title.startswith("US-NATO") and title.endswith("Terrorists?")
    assert reading.text.count(title) == 1
    assert len(body_of(reading)) == 5
    assert [(c.kind, c.name) for c in reading.credits] == [
        ("publisher", "South Front"),
        ("via", "globalresearch.ca"),
    ]
    assert reading.furniture[-2:] == ("read more.", "end")
    assert reading.published.how == "unknown"
    assert reading.language == "en"


@needs_data
@pytest.mark.parametrize(("name", "count"), [("re3d.jsonl", 98), ("summit_2018.jsonl.gz", 612)])
def test_no_report_of_a_collection_is_lost(name, count):
    items = read_all((SHARED / "reports" / name).read_bytes(), name)
    assert not [item for item in items if isinstance(item, Unreadable)]
    assert len(items) == count
    assert len({item.source_key for item in items}) == count
    for item in items:
        assert isinstance(item, Reading)
        for credit in item.credits:
            assert credit.span is None or credit.span.of(item.text) == credit.quote
