"""Possible rewrites, found by the names that reports share, beside a plain reference."""

from __future__ import annotations

import random

import plain_rewrites_for_tests as plain
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_for_tests import report

from dateline.lineage import rewrites as module
from dateline.lineage.known import know
from dateline.lineage.outlets import Hosts, same_outlet
from dateline.lineage.rewrites import names_and_numbers, rewrites

OUTLETS = [
    "Highland Wire",
    "highlandwire.com",
    "Northern News",
    "hw.com",
    "The New York Times",
    "nytimes.com",
]
NAMES = [
    "Arkov",
    "Belmont",
    "Cassidy",
    "Dornach",
    "Elster",
    "Farnham",
    "Gurney",
    "Hollis",
    "12",
    "450",
    "7",
]


def known_of(seed, count):
    """Give reports that name each other's publishers and share names, days and publishers."""
    choose = random.Random(seed)
    known = {}
    for n in range(count):
        names = " met ".join(choose.sample(NAMES, 6))
        words = (
            f"They say that {names} left, according to the {choose.choice(OUTLETS)}, on that day."
        )
        day = f"2020-03-{choose.randrange(1, 29):02}" if choose.random() < 0.7 else None
        text = report(f"T{n:02}", words, choose.choice([*OUTLETS, None]), day)
        known[text.version] = know(text, (), ())
    linked = {v: set(choose.sample(sorted(known), count // 5)) for v in sorted(known) if choose.random() < 0.5}  # fmt: skip
    return known, linked


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("rare", [0.1, 1.0])
def test_rewrites_are_those_of_the_plain_reference_in_any_order(seed, rare, monkeypatch):
    monkeypatch.setattr(module, "RARE", rare)
    known, linked = known_of(seed, 30)
    found = rewrites(known, linked)
    expected = plain.rewrites(known, linked, rare)
    assert {(one.earlier, one.later) for one in found} == set(expected)
    for one in found:
        assert f"has {', '.join(expected[one.earlier, one.later][:6])} in common" in one.why
    if rare == 1.0:
        assert found
    turned = dict(random.Random(seed).sample(list(known.items()), len(known)))
    assert rewrites(turned, linked) == found


WORDS = [
    "new",
    "york",
    "times",
    "the",
    "bbc",
    "news",
    "wall",
    "street",
    "journal",
    "a",
    "of",
    "n",
    "ab",
]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
    st.lists(
        st.one_of(
            st.sampled_from(
                ["nytimes", "nyt", "wsj", "bbc", "bbcnews", "wallst", "ab", "newyorktimes", "tn"]
            ),
            st.lists(st.sampled_from([*WORDS, *"nytwsjab"]), max_size=5).map("".join),
        ),
        max_size=8,
    ),
)
def test_a_name_spells_the_hosts_that_are_the_same_outlet(name, hosts):
    wanted = {host for host in hosts if " " in name and same_outlet(name, host)}
    assert Hosts(hosts).of(name) == wanted


PARTS = [
    "Arkov",
    "COVID-19",
    "B-5",
    "O’Neill",
    "12,000",
    "3",
    "5km",
    "1.5.",
    "x7",
    "7th",
    "Ü2ab",
    "the",
    ".",
    "! ",
    "-4",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=20), st.sampled_from([" ", " ", "", "\n", ", "]))
def test_names_and_numbers_are_those_that_one_pattern_finds(parts, between):
    text = between.join(parts)
    assert names_and_numbers(text) == set(module._EITHER.findall(text))
