"""Names of outlets made comparable, and the words by which reports say whom they follow."""

from __future__ import annotations

import pytest

from dateline.lineage.credited import follows
from dateline.lineage.outlets import names_outlet, outlet_key, same_outlet


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("AP", "associated press"),
        ("(AP)", "associated press"),
        ("The Associated Press", "associated press"),
        ("apnews.com", "associated press"),
        ("ROBERT BURNS AP National Security Writer", "associated press"),
        ("JILL COLVIN Associated Press", "associated press"),
        ("ТАСС", "tass"),
        ("РИА Новости", "ria novosti"),
        ("https://www.reuters.com/article/1", "reuters"),
        ("bbc.co.uk", "bbc"),
        ("yahoo.com/news", "yahoo"),
        ("Highland Wire (fictional)", "highland wire"),
        ("The Southern Ledger", "southern ledger"),
        ("The", "the"),
        ("", ""),
    ],
)
def test_keys(name, key):
    assert outlet_key(name) == key


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("The New York Times", "nytimes.com", True),
        ("Washington Post", "washingtonpost.com", True),
        ("Wall Street Journal", "wsj.com", True),
        ("USA TODAY", "usatoday.com", True),
        ("Los Angeles Times", "latimes.com", True),
        ("BBC News", "bbc.com", True),
        ("Fox News", "foxnews.com", True),
        ("New York Post", "nytimes.com", False),
        ("Washington Times", "washingtonpost.com", False),
        ("Reuters", "reuters.com", True),
        ("A", "b.com", False),
        ("", "", False),
    ],
)
def test_same_outlet(a, b, same):
    assert same_outlet(outlet_key(a), outlet_key(b)) is same
    assert same_outlet(outlet_key(b), outlet_key(a)) is same


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Reuters", True),
        ("globalresearch.ca", True),
        ("Highland Wire News", True),
        ("Washington", False),
        ("IN", False),
        ("Thomson", False),
        ("", False),
    ],
)
def test_names_outlet(name, outlet):
    assert names_outlet(name) is outlet


@pytest.mark.parametrize(
    "words",
    [
        "He left, according to a report published by the Highland Wire.",
        "The news was first reported by Highland Wire on Monday.",
        "Highland Wire reported that he left.",
        "he said, citing the Highland Wire",
        "An analysis by the Highland Wire says so.",
        "Он уехал, по данным Highland Wire.",
        "Он уехал, сообщает издание «Highland Wire».",
    ],
)
def test_whom_a_report_says_that_it_follows(words):
    assert "highland wire" in follows(words)


def test_following_takes_linear_time():
    assert follows("according to " * 20_000) == {}
    assert len(follows("according to " + "Aa " * 20_000)) < 20
    assert len(follows("Aa " * 50_000)) < 20
    assert len(follows("citing " + "Ab-" * 60_000)) < 20
