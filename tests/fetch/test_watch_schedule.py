"""When feeds are asked: their own wishes, the server's, the user's, and failures."""

from __future__ import annotations

from datetime import timedelta

import pytest
from servers_for_tests import NOON

from dateline.fetch.turns import max_age
from dateline.watch.schedule import (
    LONGEST,
    Rhythm,
    looks_like_feed,
    next_check,
    next_try,
    rhythm_of,
)

RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>V</title>%b<item></item></channel></rss>'


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        (b"", 0),
        (b"<ttl>60</ttl>", 3600),
        (b"<ttl> 5 </ttl>", 300),
        (b"<ttl>never</ttl>", 0),
        (b"<ttl>999999</ttl>", LONGEST),
        (b"<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 900),
        (b"<sy:updatePeriod> daily </sy:updatePeriod>", 86_400),
        (b"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 86_400),
        (b"<sy:updatePeriod>hourly</sy:updatePeriod><ttl>120</ttl>", 7200),
    ],
)  # fmt: skip
def test_a_feed_says_how_often_it_is_to_be_asked(head, seconds):
    assert rhythm_of(RSS % head).seconds == seconds


def test_what_stands_in_an_item_is_no_wish_of_the_feed():
    assert rhythm_of(b"<rss><channel><item><ttl>60</ttl></item></channel></rss>") == Rhythm()


def test_hours_and_days_are_skipped_and_all_of_them_are_none():
    told = (
        b"<skipHours><hour>12</hour><hour>13</hour><hour>24</hour><hour>77</hour></skipHours>"
        b"<skipDays><day>Thursday</day><day>Someday</day></skipDays>"
    )
    rhythm = rhythm_of(RSS % told)
    assert (rhythm.hours, rhythm.days) == ((0, 12, 13), (3,))
    # NOON is a Wednesday; 12:15 and 13 o'clock are skipped.
    assert next_check(NOON, 900, rhythm, None) == NOON + timedelta(hours=2)
    # Past midnight it is Thursday, which is skipped, and so is the first hour of Friday.
    late = NOON + timedelta(hours=11, minutes=50)
    assert next_check(late, 900, rhythm, None) == NOON.replace(day=26, hour=1)
    every = b"".join(b"<hour>%d</hour>" % hour for hour in range(24))
    assert rhythm_of(RSS % (b"<skipHours>" + every + b"</skipHours>")).hours == ()


@pytest.mark.parametrize(
    ("every", "wish", "fresh", "seconds"),
    [(900, 0, None, 900), (900, 3600, None, 3600), (900, 60, 1800, 1800), (900, 0, 10, 900),
     (900, 0, 31_536_000, LONGEST), (172_800, 3600, None, 172_800)],
)  # fmt: skip
def test_the_longest_wish_holds_up_to_a_day(every, wish, fresh, seconds):
    assert next_check(NOON, every, Rhythm(wish), fresh) == NOON + timedelta(seconds=seconds)


def test_failures_wait_longer_each_time_up_to_a_day_and_never_less_than_asked():
    waits = [
        (next_try(NOON, 900, "http://a.example/", n, None) - NOON).total_seconds()
        for n in range(1, 12)
    ]
    assert all(900 * 2**n <= wait <= 900 * 2**n * 1.25 for n, wait in enumerate(waits[:6]))
    assert waits[-1] == LONGEST
    again = next_try(NOON, 900, "http://a.example/", 1, None) - NOON
    assert again.total_seconds() == waits[0]
    other = next_try(NOON, 900, "http://b.example/", 1, None) - NOON
    assert other.total_seconds() != waits[0]
    assert next_try(NOON, 900, "http://a.example/", 1, 7200) == NOON + timedelta(hours=2)


@pytest.mark.parametrize(
    ("field", "seconds"),
    [("max-age=600", 600), ("public, Max-Age=60, must-revalidate", 60), ("", None),
     ("no-cache, max-age=600", None), ("no-store", None), ("max-age=soon", None),
     ('max-age="30"', 30), ("s-maxage=600", None), ("max-age=99999999999", LONGEST)],
)  # fmt: skip
def test_cache_control_says_how_long_an_answer_is_fresh(field, seconds):
    assert max_age(field) == seconds


def test_feeds_are_told_by_their_beginnings():
    assert looks_like_feed(RSS % b"")
    assert looks_like_feed(b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom">')
    assert looks_like_feed(b'<rdf:RDF xmlns:rdf="x">')
    assert looks_like_feed('<rss version="2.0">'.encode("utf-16"))
    assert not looks_like_feed(b"<!doctype html><html><body><p>feeders</p></body></html>")
