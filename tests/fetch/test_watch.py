"""Feeds asked again and again: what is new is kept, once, and what fails costs itself alone."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta

import pytest
from servers_for_tests import NOON, PAGE, answer, redirect
from test_addresses import FEED, keys, listed, taken

from dateline.fetch import Cancelled, FetchLimits
from dateline.ingest.media import may_hold_report
from dateline.pipeline import codebooks
from dateline.pipeline.report import Setup
from dateline.store.dump import dump
from dateline.watch import Watch, Watched, WatchOptions, only_watch, read_feeds, rounds
from dateline.watch.state import FOLDER

URL = "http://news.example/feed"
THIRD = (
    b"<item><title>Court frees a mayor</title><guid>g3</guid><link>http://news.example/3</link>"
    b"<description>A court in Nalchik freed a mayor on Friday.</description></item>"
)


def feed(body=FEED, **fields):
    return answer(body, **{"content_type": "application/rss+xml", **fields})


def longer(more=THIRD):
    return FEED.replace(b"<item>", more + b"<item>", 1)


@pytest.fixture
def watched(ledger, world):
    """Gives a watch of some feeds, as a command started anew makes it."""

    def make(*urls, limits=None, **options):
        setup = Setup(codebooks.keep(ledger.path, ["plover"]))
        fetcher = world.fetcher(may_hold_report, limits, delay=0.0)
        return Watch(ledger, fetcher, setup, urls or [URL], WatchOptions(**options))

    return make


def states(ledger):
    files = (ledger.path / FOLDER).glob("*.json")
    return {plain["url"]: plain for plain in (json.loads(file.read_bytes()) for file in files)}


def counts(outcome):
    did = outcome.taken
    return did.new, did.changed, did.known, did.unchanged


def lines(ledger):
    return list(dump(ledger))


def later(world, seconds=900):
    world.clock.time += seconds


def test_what_is_new_in_a_feed_is_added_and_the_rest_leaves_no_trace(
    server, world, ledger, watched
):
    server.answers["/feed"] = [feed(), feed(longer())]
    watch = watched()
    (first,) = watch.round()
    assert counts(first) == (2, 0, 0, 0)
    assert first.next == NOON + timedelta(minutes=15)
    assert watch.round() == []  # not due
    later(world)
    (second,) = watch.round()
    assert counts(second) == (1, 0, 0, 2)
    before = lines(ledger)
    later(world)
    (third,) = watch.round()
    assert counts(third) == (0, 0, 0, 3)
    assert lines(ledger) == before
    assert keys(ledger) == [f"id:news.example:g{n}" for n in (1, 2, 3)]
    captures = [line for line in before if '"kind":"capture"' in line]
    assert len(captures) == 3


@pytest.mark.deep
def test_the_same_feed_watched_and_added_makes_the_same_ledger(server, world, new_ledger, watched):
    server.answers["/feed"] = feed()
    added = new_ledger("added")
    taken(added, world, [URL])
    watch = watched()
    watch.round()
    assert lines(watch.ledger) == lines(added)


def test_a_feed_is_asked_only_for_what_has_changed(server, world, watched, ledger):
    unchanged = b"HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=3600\r\n\r\n"
    server.answers["/feed"] = [
        feed(etag='"one"', last_modified="Wed, 24 Jun 2015 11:00:00 GMT"),
        unchanged,
        feed(longer(), etag='"two"'),
        unchanged,
    ]
    watched().round()
    later(world)
    (second,) = watched().round()  # a new process: all is in the state
    assert second.not_modified
    assert second.next == NOON + timedelta(minutes=75)
    assert 'if-none-match: "one"' in server.heads[-1].lower()
    assert "if-modified-since: wed, 24 jun 2015 11:00:00 gmt" in server.heads[-1].lower()
    later(world, 3600)
    (third,) = watched().round()
    assert counts(third) == (1, 0, 0, 2)
    later(world)
    watched().round()
    assert 'if-none-match: "two"' in server.heads[-1].lower()
    assert "if-modified-since" not in server.heads[-1].lower()


def test_another_text_of_an_item_is_another_version_of_its_report(server, world, ledger, watched):
    corrected = FEED.replace(b"Two soldiers were wounded", b"Three soldiers were wounded")
    server.answers["/feed"] = [feed(), feed(corrected)]
    watch = watched()
    watch.round()
    later(world)
    (second,) = watch.round()
    assert counts(second) == (0, 1, 0, 1)
    assert len(keys(ledger)) == 2
    report = next(row for row in ledger.reports() if row.source_key.endswith("g1"))
    assert len(ledger.versions_of(report.id)) == 2
    assert "Three soldiers" in ledger.reading(report.version).text


@pytest.mark.deep
def test_items_that_leave_a_feed_and_come_back_change_nothing(server, world, ledger, watched):
    server.answers["/feed"] = [feed(longer()), feed(), feed(longer())]
    watch = watched()
    watch.round()
    before = lines(ledger)
    for _ in range(2):
        later(world)
        (outcome,) = watch.round()
        assert counts(outcome)[:3] == (0, 0, 0)
    assert lines(ledger) == before


@pytest.mark.deep
def test_items_without_an_id_are_known_by_their_words(server, world, ledger, watched):
    bare = FEED.replace(b"<guid>g1</guid><link>http://news.example/1</link>", b"")
    moved = bare.replace(b"<item>", THIRD + b"<item>", 1)
    server.answers["/feed"] = [feed(bare), feed(moved)]
    watch = watched()
    watch.round()
    later(world)
    (second,) = watch.round()
    assert counts(second) == (1, 0, 0, 2)


@pytest.mark.deep
def test_an_item_that_cannot_be_read_is_listed_once(server, world, ledger, watched):
    blank = FEED.replace(b"<item>", b"<item><guid>g0</guid></item><item>", 1)
    server.answers["/feed"] = [feed(blank), feed(blank.replace(b"<item>", THIRD + b"<item>", 1))]
    watch = watched()
    (first,) = watch.round()
    assert [item.code for item in first.taken.unreadable] == ["empty"]
    later(world)
    (second,) = watch.round()
    assert second.taken.unreadable == []
    assert [code for _, code in listed(ledger)] == ["empty"]


# --------------------------------------------------------------------------- failures


def test_a_failing_feed_costs_no_other_its_turn_and_recovers(server, world, ledger, watched):
    other = "http://other.example/feed"
    server.answers |= {
        "news.example/feed": [answer(b"", "500 Oh"), answer(b"", "500 Oh"), feed()],
        "other.example/feed": feed(),
    }
    watch = watched(URL, other, "ftp://nonsense.example/feed")
    outcomes = {one.url: one for one in watch.round()}
    assert outcomes["ftp://nonsense.example/feed"].code == "scheme"
    assert outcomes[URL].code == "http_status"
    assert timedelta(minutes=15) <= outcomes[URL].next - NOON <= timedelta(minutes=18.75)
    assert counts(outcomes[other])[0] == 2
    assert listed(ledger) == [(URL, "http_status")]
    later(world, 1200)
    again = {one.url: one for one in watch.round()}
    assert timedelta(minutes=30) <= again[URL].next - world.clock.now()
    later(world, 4000)
    last = {one.url: one for one in watch.round()}
    assert last[URL].code == ""
    assert last[URL].next == world.clock.now() + timedelta(minutes=15)
    assert listed(ledger) == []
    assert states(ledger)[URL]["failures"] == 0


@pytest.mark.deep
@pytest.mark.parametrize("status", ["429 Slow down", "503 Not now"])
def test_a_busy_server_is_left_alone_as_long_as_it_asks(server, world, ledger, watched, status):
    server.answers["/feed"] = [answer(b"", status, retry_after="7200"), feed()]
    second = "http://news.example/second"
    outcomes = watched(URL, second).round()
    assert [one.code for one in outcomes] == ["busy", "busy"]
    assert server.requests == ["news.example/feed"]  # the host's other feed waits with it
    assert all(one.next >= NOON + timedelta(hours=2) for one in outcomes)
    later(world, 7199)
    assert watched(URL).round() == []
    later(world, 1)
    assert counts(watched(URL).round()[0])[0] == 2


@pytest.mark.deep
def test_a_feed_that_is_gone_is_not_asked_again_unless_told(server, world, ledger, watched):
    server.answers["/feed"] = [feed(), answer(b"", "410 Gone"), feed(longer())]
    watched().round()
    later(world)
    (outcome,) = watched().round()
    assert (outcome.code, outcome.next) == ("gone", None)
    later(world, 10 * 86_400)
    watch = watched()
    assert (watch.round(), watch.next()) == ([], None)
    assert len(server.requests) == 2
    (back,) = watch.round(everything=True)
    assert counts(back) == (1, 0, 0, 2)
    assert watch.next() is not None


@pytest.mark.deep
def test_a_permanent_move_is_remembered_and_said(server, world, ledger, watched):
    new = "http://new.example/feed"
    server.answers |= {
        "news.example/feed": redirect(new, "301 Moved Permanently"),
        "new.example/feed": feed(),
    }
    (first,) = watched().round()
    assert any("moved for good to http://new.example/feed" in note for note in first.notes)
    later(world)
    (second,) = watched().round()
    assert second.notes == []
    assert server.requests == ["news.example/feed", "new.example/feed", "new.example/feed"]
    twin, _ = watched(URL, new).round(everything=True)
    assert "same address" in twin.notes[0]


@pytest.mark.deep
def test_a_passing_redirect_or_one_to_no_feed_is_not_remembered(server, world, ledger, watched):
    server.answers |= {
        "news.example/feed": [
            redirect("http://new.example/feed", "302 Found"),
            redirect("http://new.example/login", "301 Moved Permanently"),
            feed(),
        ],
        "new.example/feed": feed(),
        "new.example/login": answer(),
    }
    watch = watched()
    codes = [watch.round(everything=True)[0].code for _ in range(3)]
    assert codes == ["", "no_feed", ""]
    assert states(ledger)[URL]["moved"] == ""


@pytest.mark.deep
def test_an_address_that_a_feed_moved_to_and_that_fails_is_given_up(server, world, ledger, watched):
    server.answers |= {
        "news.example/feed": [
            redirect("http://new.example/feed", "308 Permanent Redirect"),
            feed(longer()),
        ],
        "new.example/feed": [feed(), answer(b"", "500 Oh")],
    }
    watch = watched()
    codes = [watch.round(everything=True)[0].code for _ in range(5)]
    assert codes == ["", "http_status", "http_status", "http_status", ""]
    assert server.requests[-1] == "news.example/feed"


@pytest.mark.deep
def test_bombs_pages_and_endless_feeds_are_refused(server, world, ledger, watched):
    def endless(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + FEED[:200])
        while True:
            connection.sendall(b"<!-- more -->" * 4096)

    entities = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "' + b"x" * 1000 + b'">'
        b'<!ENTITY b "' + b"&a;" * 1000 + b'">]><rss><channel><item><title>&b;</title></item>'
        b"</channel></rss>"
    )
    server.answers |= {
        "/page": answer(), "/endless": endless, "/entities": feed(entities), "/feed": feed(),
        "/bomb": feed(gzip.compress(b"<rss>" + b" " * 60_000_000, mtime=0), content_encoding="gzip"),
        "/none": feed(b'<?xml version="1.0"?><rss><channel><title>V</title></channel></rss>'),
    }  # fmt: skip
    names = ("page", "endless", "entities", "bomb", "none", "feed")
    watch = watched(
        *(f"http://{name}.example/{name}" for name in names),
        limits=FetchLimits(raw_bytes=1_000_000),
    )
    outcomes = {one.url.rpartition("/")[2]: one for one in watch.round()}
    assert {name: one.code for name, one in outcomes.items() if one.code} | {"entities": ""} == {
        "page": "no_feed", "endless": "too_large", "bomb": "bomb", "entities": "",
    }  # fmt: skip
    assert all("x" * 2000 not in ledger.reading(row.version).text for row in ledger.reports())
    assert counts(outcomes["feed"])[0] == 2
    assert counts(outcomes["none"]) == (0, 0, 0, 0)
    assert not list((ledger.path / FOLDER).glob("*.warc"))


@pytest.mark.deep
def test_a_damaged_state_is_begun_anew(server, world, ledger, watched):
    server.answers["/feed"] = feed()
    watched().round()
    (file,) = (ledger.path / FOLDER).glob("*.json")
    before = lines(ledger)
    for damage in (b"", b'{"format": 1', b'{"format": 1, "seen": []}', b"[]"):
        file.write_bytes(damage)
        (outcome,) = watched().round()
        assert "begun anew" in outcome.notes[0]
        assert outcome.taken.new == 0
    assert lines(ledger) == before


@pytest.mark.deep
def test_a_purged_report_does_not_come_back(server, world, ledger, watched):
    server.answers["/feed"] = [feed(), feed(longer())]
    watch = watched()
    watch.round()
    report = next(row for row in ledger.reports() if row.source_key.endswith("g1"))
    ledger.purge(report.id, "names a minor")
    (file,) = (ledger.path / FOLDER).glob("*.json")
    file.unlink()
    later(world)
    watched().round()
    assert keys(ledger) == ["id:news.example:g2", "id:news.example:g3"]


# --------------------------------------------------------------------------- interruptions


@pytest.mark.deep
def test_what_a_feed_gave_before_an_interruption_is_kept_once(
    server, world, ledger, watched, monkeypatch, new_ledger
):
    server.answers["/feed"] = [feed(), feed(FEED.replace(b"g1", b"g9"))]
    watch = watched()
    with monkeypatch.context() as patch:
        patch.setattr(rounds.Feeds, "write", lambda self, state: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            watch.round()
    kept = lines(ledger)
    assert keys(ledger) == ["id:news.example:g1", "id:news.example:g2"]
    later(world)
    (outcome,) = watched().round()  # g1 has left the feed meanwhile
    assert keys(ledger) == [f"id:news.example:g{n}" for n in (1, 2, 9)]
    assert set(kept) <= set(lines(ledger))
    assert counts(outcome)[3] == 1


@pytest.mark.deep
def test_an_interruption_before_any_item_loses_none(server, world, ledger, watched, monkeypatch):
    server.answers["/feed"] = [feed(longer()), feed()]
    watch = watched()
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "write_report", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            watch.round()
    assert keys(ledger) == []
    watched().round()
    assert keys(ledger) == [f"id:news.example:g{n}" for n in (1, 2, 3)]


@pytest.mark.deep
def test_leaving_drops_what_is_under_way_and_keeps_the_rest(server, world, ledger, watched):
    watch = watched(URL, "http://other.example/slow")
    server.answers |= {"/feed": feed(), "/slow": lambda connection: watch.fetcher.leave()}
    with pytest.raises(Cancelled):
        watch.round()
    assert len(keys(ledger)) == 2
    assert list(states(ledger)) == [URL]


@pytest.mark.deep
def test_a_feed_that_was_added_before_is_not_kept_twice(server, world, ledger, watched):
    server.answers["/feed"] = [feed(), feed(longer())]
    taken(ledger, world, [URL])
    (outcome,) = watched().round()
    assert counts(outcome) == (1, 0, 0, 2)


@pytest.mark.deep
def test_one_watch_at_a_time(ledger):
    def watch():
        with only_watch(ledger.path):
            return True

    with only_watch(ledger.path), pytest.raises(Watched, match="another dateline watch"):
        watch()
    assert watch()


# --------------------------------------------------------------------------- pages


@pytest.mark.deep
def test_pages_are_fetched_once_in_place_of_new_items(server, world, ledger, watched):
    server.answers |= {
        "/feed": [feed(), feed(), feed(FEED.replace(b"Gunmen killed", b"Two gunmen killed"))],
        "/1": answer(),
        "/2": [answer(b"", "500 Oh"), answer(PAGE.replace(b"two", b"six"))],
    }
    watch = watched(pages=True)
    (first,) = watch.round()
    assert keys(ledger) == ["id:news.example:g2", "url:http://news.example/1"]
    assert [item.code for item in first.taken.unreadable] == ["http_status"]
    server.requests.clear()
    later(world)
    watch.round()
    assert server.requests == ["news.example/feed", "news.example/2"]  # the one that failed
    assert "url:http://news.example/2" in keys(ledger)
    server.requests.clear()
    later(world)
    watch.round()
    assert server.requests == ["news.example/feed", "news.example/2"]  # the one that changed
    assert len(keys(ledger)) == 3


@pytest.mark.deep
def test_a_page_that_failed_is_tried_again_though_the_feed_is_as_it_was(
    server, world, ledger, watched
):
    unchanged = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    server.answers |= {
        "/feed": [feed(etag='"1"'), unchanged],
        "/1": answer(),
        "/2": [answer(b"", "500 Oh")] * 2 + [answer(PAGE.replace(b"two", b"six"))],
    }
    watch = watched(pages=True)
    watch.round()
    for _ in range(2):
        later(world)
        watch.round()
    assert "url:http://news.example/2" in keys(ledger)
    server.requests.clear()
    later(world)
    watch.round()
    assert server.requests == ["news.example/feed"]


# --------------------------------------------------------------------------- running


@pytest.mark.deep
def test_rounds_follow_each_other_when_feeds_are_due(server, world, ledger, watched):
    server.answers |= {
        "news.example/feed": feed(),
        "other.example/feed": feed(cache_control="max-age=1800"),
    }
    watch = watched(URL, "http://other.example/feed")
    seen = []
    watch.run(ended=lambda outcomes: seen.append([one.url for one in outcomes]), rounds=3)
    assert [len(urls) for urls in seen] == [2, 1, 2]
    assert world.clock.time == 1800


@pytest.mark.deep
def test_a_run_ends_when_nothing_is_due_in_its_time(server, world, ledger, watched):
    server.answers["/feed"] = feed()
    ended, ticks = [], []
    watch = watched()
    watch.run(
        ended=ended.append, waiting=lambda now, until: ticks.append(until - now), seconds=2000
    )
    assert len(ended) == 3
    assert len(ticks) == 1800
    server.answers["/feed"] = answer(b"", "410 Gone")
    watched().run(ended=ended.append, everything=True)  # ends by itself
    assert ended[-1][0].code == "gone"


# --------------------------------------------------------------------------- lists


@pytest.mark.deep
def test_lists_are_lines_or_opml():
    opml = (
        b'<?xml version="1.0"?><opml version="2.0"><body><outline text="War">'
        b'<outline type="rss" text="A" xmlUrl="http://a.example/feed"/>'
        b'<outline type="rss" xmlUrl="http://b.example/feed?x=1&amp;y=2"/></outline>'
        b'<outline type="rss" xmlUrl="http://a.example/feed"/></body></opml>'
    )
    assert read_feeds(opml, "x") == ["http://a.example/feed", "http://b.example/feed?x=1&y=2"]
    plain = b"\xef\xbb\xbfhttp://a.example/feed\n# no\n\nhttp://a.example/feed\n"
    assert read_feeds(plain, "x") == ["http://a.example/feed"]


@pytest.mark.deep
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE o [<!ENTITY a "b">]><opml/>', "cannot be read"),
        (b'<?xml version="1.0"?><opml><body><outline', "cannot be read"),
        (b'<?xml version="1.0"?><opml><body/></opml>', "no outline in it has an xmlUrl"),
    ],
)
def test_opml_that_is_damaged_unsafe_or_empty_is_refused(data, words):
    with pytest.raises(ValueError, match=words):
        read_feeds(data, "list.opml")
