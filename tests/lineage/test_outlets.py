"""Names of outlets made comparable, and the words by which reports say whom they follow."""

from __future__ import annotations

import plain_for_tests as plain
import pytest

from dateline.ingest.names import AGENCIES
from dateline.lineage.credited import credited, follows
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


def test_more_than_sixty_agencies_are_known_and_many_by_russian_names():
    assert len(set(AGENCIES.values())) >= 60
    russian = {
        agency for name, agency in AGENCIES.items() if any("а" <= letter <= "я" for letter in name)
    }
    assert len(russian) >= 25
    assert all(outlet_key(name.upper()) == name.casefold() for name in set(AGENCIES.values()))


@pytest.mark.parametrize(
    ("body", "agencies"),
    [
        ("A caption of a picture.\n\nPORT AMAL (Reuters) - Two boats sank.", ["Reuters"]),
        ("A caption.\n\nGLASGOW, Scotland (AP) — Rain fell.", ["Associated Press"]),
        ("Подпись.\n\nМОСКВА, 5 марта (ТАСС) — Суд отложил дело.", []),
        ("Подпись.\n\nМОСКВА (ТАСС) — Суд отложил дело.", ["TASS"]),
        (
            "A caption.\n\nThe Associated Press\n\nJuly 15, 2018 04:01 PM\n\nRain fell.",
            ["Associated Press"],
        ),
        ("He spoke in Reading (Reuters) - or so he said.", []),
        ("The Associated Press\n\nsays so, and so do others.", []),
    ],
)
def test_agencies_of_lines_below_captions(body, agencies):
    text = plain.text("T0", f"{body}\n\n{'More of it followed later in the day. ' * 8}")
    assert [credit.name for credit in credited(text)] == agencies


def test_a_dateline_far_down_is_for_one_item_of_many():
    text = plain.text("T0", f"{'Items of the day. ' * 30}\n\nPORT AMAL (Reuters) - Two boats sank.")
    assert credited(text) == ()
