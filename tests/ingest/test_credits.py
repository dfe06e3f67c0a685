"""By-lines, datelines and notes, and what only looks like them."""

from __future__ import annotations

import pytest

from dateline.ingest.credit_notes import copyright_note, source_in_brackets, source_note
from dateline.ingest.credits import (
    agency_in_brackets,
    author_names,
    bare_byline,
    byline,
    dateline,
    name_line,
)


def pairs(credits):
    """Give kind and name of credits."""
    return [(credit.kind, credit.name) for credit in credits]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Reuters", [("agency", "Reuters")]),
        ("Jane DoePosted at 8:41 am on July 16, 2018", [("author", "Jane Doe")]),
        ("NPQ Posted at 8:00 am on July 15, 2018", [("source", "NPQ")]),
        ("By JANE DOE and JOHN SMITH", [("author", "Jane Doe"), ("author", "John Smith")]),
        ("by Jane Doe, via http://www.b.example.org/", [("author", "Jane Doe"), ("via", "b.example.org")]),
        ("By Jane Doe | Sunday, 15 June 2014 09:27 PM", [("author", "Jane Doe")]),
        ("By Jane Doe, Staff Writer", [("author", "Jane Doe")]),
        ("By Jane Doe and Ann Lee New York Times", [("author", "Jane Doe"), ("author", "Ann Lee"), ("publisher", "New York Times")]),
        ("From CNN's Jane Doe", [("author", "Jane Doe"), ("agency", "CNN")]),
        ("By The Associated Press", [("agency", "Associated Press")]),
        ("By JANE DOE Associated Press", [("author", "Jane Doe"), ("agency", "Associated Press")]),
        ("By Jane DoeReuters", [("author", "Jane Doe"), ("agency", "Reuters")]),
        ("By JANE DOE AND ANN LEE, CNN", [("author", "Jane Doe"), ("author", "Ann Lee"), ("agency", "CNN")]),
        ("By Jane Doe - The Washington Times - Sunday, June 15, 2014", [("author", "Jane Doe"), ("publisher", "The Washington Times")]),
        ("The Associated Press - By JANE DOE - Associated Press", [("author", "Jane Doe"), ("agency", "Associated Press")]),
        ("Posted 5:57 am, June 16, 2014, by Associated Press , Updated at 06:00AM, June 16, 2014", [("agency", "Associated Press")]),
        ("Von Erika Mustermann", [("author", "Erika Mustermann")]),
    ],
)  # fmt: skip
def test_bylines(line, expected):
    assert pairs(byline(line)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the day, thirty people had been killed in the town.",
        "By car, the trip takes long",
        "From Aleppo to Idlib",
        "Byron was here",
        "Posted guards were killed on 4 June by Reuters' account of what the army did and said there",
        "by all means",
    ],
)
def test_no_bylines(line):
    assert byline(line) == ()


@pytest.mark.parametrize(
    ("text", "agency", "quote"),
    [
        (
            "GROZNY, June 23 (Reuters) - Four men were killed.",
            "Reuters",
            "GROZNY, June 23 (Reuters)",
        ),
        (
            "KABUL, Afghanistan (AP) — A bomber killed four.",
            "Associated Press",
            "KABUL, Afghanistan (AP)",
        ),
        ("(AFP) - Four men were killed in the town.", "AFP", "(AFP)"),
        ("MOSCOW, June 23. /TASS/. Four men were killed.", "TASS", "MOSCOW, June 23. /TASS/"),
    ],
)
def test_datelines(text, agency, quote):
    credit, span = dateline(text)
    assert (credit.name, credit.quote, span.of(text)) == (agency, quote, quote)


@pytest.mark.parametrize(
    "text",
    [
        "The agency (AP) was told on Monday that four men had died.",
        "WASHINGTON — Four men were killed.",
    ],
)
def test_no_datelines(text):
    assert dateline(text) is None


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Source: TASS", [("source", "TASS")]),
        ("The Associated Press contributed to this report.", [("agency", "Associated Press")]),
        ("This article first appeared on Foreign Policy.", [("originally", "Foreign Policy")]),
        (
            "This article was originally published by the Institute of Inland Waters.",
            [("originally", "Institute of Inland Waters")],
        ),
        ("(Reporting by Jane Doe in Kyiv and John Smith; Editing by Ann Lee)", [("author", "Jane Doe"), ("author", "John Smith")]),
        ("The source: an officer who fled.", []),
        ("It was first reported by witnesses that a bomb fell.", []),
    ],
)  # fmt: skip
def test_notes(note, expected):
    assert pairs(source_note(note)) == expected


def test_an_agency_in_brackets_ends_a_text():
    credit, span = agency_in_brackets("Nobody was hurt. (Reuters)")
    assert (credit.name, span) == ("Reuters", (17, 26))
    assert agency_in_brackets("He works for the agency (Reuters)") is None


def test_a_source_stands_in_brackets_of_its_own():
    credit = source_in_brackets("(From The Hill Post)")
    assert credit is not None
    assert (credit.kind, credit.name) == ("source", "The Hill Post")


def test_who_contributed_is_an_author():
    assert pairs(source_note("Jane Doe in Lakeside contributed.")) == [("author", "Jane Doe")]


@pytest.mark.parametrize("name", ["Ju-min Park", "Ann Lake", "Joe Beach"])
def test_a_surname_that_is_also_a_word_is_one(name):
    assert pairs(name_line(f"{name}, Associated Press"))[0] == ("author", name)


def test_an_office_is_no_author():
    assert author_names("Jane Doe | Senior Fellow") == ("Jane Doe",)


def test_copyright_names_its_holder():
    assert pairs(copyright_note("© 2018 AFP")) == [("agency", "AFP")]
    assert pairs(copyright_note("© 2018 Thomson/Reuters. All rights reserved.")) == [
        ("agency", "Reuters")
    ]
    assert pairs(copyright_note("Copyright 2018 by Example Post. All rights reserved.")) == [
        ("publisher", "Example Post")
    ]


def test_an_agency_with_the_time_behind_it():
    line = "The Associated Press | Sunday, June 15, 2014, 8:27 a.m."
    assert pairs(bare_byline(line)) == [("agency", "Associated Press")]
    assert pairs(bare_byline("Orlando Sentinel•")) == [("source", "Orlando Sentinel")]


def test_a_headline_that_begins_with_a_name_credits_nobody():
    assert name_line("John Smith Calls on Jane Doe to Hold Them Accountable") == ()


def test_names_alone():
    assert pairs(name_line("Jane Doe, Associated Press")) == [
        ("author", "Jane Doe"),
        ("agency", "Associated Press"),
    ]
    assert name_line("White House") == ()
    assert name_line("Jane Doe was killed") == ()


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Jane Doe and John Smith", ("Jane Doe", "John Smith")),
        ("Veröffentlicht von Erika Mustermann", ("Erika Mustermann",)),
        ("https://example.org/jane", ()),
        ("Jane Doe, 23. Juni 2015", ("Jane Doe",)),
    ],
)
def test_author_fields(value, names):
    assert author_names(value) == names
