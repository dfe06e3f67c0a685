"""robots.txt: RFC 9309, with rules that a hostile server wrote."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.fetch.robots import matches, read_rules

FILE = b"""\xef\xbb\xbf# comment
User-agent: Other
User-agent: DateLine/1.0  # us
Disallow: /private
Allow: /private/open$
Disallow: /*.pdf
Crawl-delay: 7

Sitemap: https://news.example/map.xml
user-agent: *
disallow: /
"""


@pytest.mark.parametrize(
    ("target", "permitted"),
    [
        ("/", True),
        ("/private", False),
        ("/private/x", False),
        ("/private/open", True),
        ("/private/open/x", False),
        ("/a/b.pdf?x=1", False),
        ("/%70rivate", False),
        ("/robots.txt", True),
        ("/PRIVATE", True),
    ],
)
def test_the_group_that_names_us_holds_and_the_longest_rule_decides(target, permitted):
    assert read_rules(FILE, "dateline").permit(target) is permitted


def test_others_are_under_the_rules_for_all():
    assert not read_rules(FILE, "somebody").permit("/")
    assert read_rules(b"", "dateline").permit("/x")
    assert read_rules(b"Disallow: /", "dateline").permit("/x")  # a rule of no group
    assert read_rules(b"User-agent: *\nDisallow:", "dateline").permit("/x")
    assert read_rules(b"User-agent: datelines\nDisallow: /", "dateline").permit("/x")


def test_groups_of_one_robot_are_one_and_ties_permit():
    rules = read_rules(
        b"User-agent: dateline\rDisallow: /a\rUser-agent: x\rDisallow: /\r"
        b"User-agent: dateline\rDisallow: /b\rAllow: /b\r",
        "dateline",
    )
    assert [rules.permit(path) for path in ("/a", "/b", "/c")] == [False, True, True]


def test_a_delay_is_honoured_up_to_a_minute():
    assert read_rules(FILE, "dateline").delay == 7
    assert read_rules(b"User-agent: *\nCrawl-delay: 86400", "dateline").delay == 60
    assert read_rules(b"User-agent: *\nCrawl-delay: -1", "dateline").delay == 0


def test_spellings_of_one_path_are_one():
    rules = read_rules("User-agent: *\nDisallow: /ö/%7Ea".encode(), "dateline")
    assert not rules.permit("/%c3%b6/~a")
    assert not rules.permit("/%C3%B6/%7ea")


@given(st.text(alphabet="ab*$/", max_size=8), st.text(alphabet="ab/", max_size=10))
def test_patterns_fit_as_a_regular_expression_would(pattern, path):
    body = pattern.removesuffix("$")
    end = r"\Z" if pattern.endswith("$") else ""
    meant = ".*".join(re.escape(piece) for piece in body.split("*")) + end
    assert matches(pattern, path) is (re.match(meant, path) is not None)


def test_a_pattern_of_stars_costs_no_more_than_its_length():
    # A backtracking matcher would not come back from this within the age of the universe.
    assert not matches("*a" * 5_000 + "b$", "a" * 10_000)


@given(st.binary(max_size=300))
def test_any_bytes_are_rules(data):
    read_rules(data, "dateline").permit("/a")
