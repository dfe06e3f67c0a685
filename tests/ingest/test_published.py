"""Dates as newsrooms write them, and what is no publication date."""

from __future__ import annotations

import pytest

from dateline.ingest.published import date_line, from_dateline, from_url, from_value


@pytest.mark.parametrize(
    ("line", "day", "updated"),
    [
        ("July 15, 2018", "2018-07-15", False),
        ("Sunday, 15 July 2018 09:27 PM", "2018-07-15", False),
        ("07/15/2018 02:44 PM EDT", "2018-07-15", False),
        ("Posted: 8:14 AM, July 16, 2018", "2018-07-16", False),
        ("Updated 5:12 PM ET, Mon July 16, 2018", "2018-07-16", True),
        ("15.07.2018", "2018-07-15", False),
        ("21 июня 2015", "2015-06-21", False),
        ("le 3 février 2014", "2014-02-03", False),
    ],
)
def test_date_lines(line, day, updated):
    found = date_line(line)
    assert (found.day, found.updated) == (day, updated)


@pytest.mark.parametrize(
    "line",
    [
        "On June 23, 2015 the group announced it",
        "03/04/2018",
        "February 30, 2015",
        "Chapter 12",
        "2015",
    ],
)
def test_no_date_lines(line):
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("url", "interval"),
    [
        ("https://e.org/2015/06/23/mine", ("2015-06-23", "2015-06-23")),
        ("https://e.org/r/2015/02/249498.htm", ("2015-02-01", "2015-02-28")),
        ("https://e.org/news-20150623.html", ("2015-06-23", "2015-06-23")),
        ("https://e.org/article/1028295", (None, None)),
        ("https://e.org/2015/13/45/x", (None, None)),
    ],
)
def test_urls(url, interval):
    found = from_url(url)
    assert (found.earliest, found.latest) == interval


def test_values_keep_what_was_stated():
    found = from_value("2015-06-23T23:30:00+03:00")
    assert (found.earliest, found.stated) == ("2015-06-23", "2015-06-23T23:30:00+03:00")
    assert from_value("20150623T000000Z").earliest == "2015-06-23"
    assert (from_value("2015-06").earliest, from_value("2015-06").latest) == (
        "2015-06-01",
        "2015-06-30",
    )
    assert from_value("soon").how == "unknown"


def test_a_dateline_in_december_captured_in_january():
    found = from_dateline("GROZNY, Dec 30 (Reuters)", "2015-01-02T08:00:00Z")
    assert found.earliest == "2014-12-30"
    assert from_dateline("GROZNY, Dec 30 (Reuters)", None).how == "unknown"
