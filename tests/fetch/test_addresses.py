"""Addresses into a ledger: each failure costs its own address, and nothing is fetched twice."""

from __future__ import annotations

import pytest
from servers_for_tests import PAGE, answer, redirect

from dateline.fetch import Cancelled
from dateline.fetch.turns import in_turns
from dateline.ingest import IngestOptions
from dateline.ingest.media import may_hold_report
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.addresses import Addresses, read_list
from dateline.pipeline.report import Setup

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Valley</title>
<link>http://news.example/</link>
<item><title>Mine wounds two</title><guid>g1</guid><link>http://news.example/1</link>
<description>Two soldiers were wounded on Tuesday near Arkhon.</description></item>
<item><title>Gunmen kill a judge</title><guid>g2</guid><link>http://news.example/2</link>
<description>Gunmen killed a judge in Grozny on Monday, police said.</description></item>
</channel></rss>"""


def taken(ledger, world, urls, **named):
    """Add what some addresses hold, as the command does."""
    setup = Setup(codebooks.keep(ledger.path, ["plover"]))
    found = Addresses(ledger, world.fetcher(may_hold_report), urls, **named)
    purged = named.get("even_purged", False)
    return add(ledger, found, setup, IngestOptions(), accept=found.accept, even_purged=purged)


def keys(ledger):
    return sorted(row.source_key for row in ledger.reports())


def listed(ledger):
    return [(row.location, row.code) for row in ledger.unreadable()]


@pytest.mark.deep
def test_every_failure_costs_its_own_address_and_is_listed(server, world, ledger):
    server.answers |= {
        "/a": answer(), "/b": answer(PAGE.replace(b"two", b"six")), "/in": redirect("http://127.0.0.1/"),
        "/film": answer(b"x", content_type="video/mp4"),
    }  # fmt: skip
    summary = taken(
        ledger,
        world,
        ["http://news.example/a", "nonsense", "http://news.example/in", "http://news.example/gone",
         "http://news.example/film", "http://news.example/b", "http://news.example/a#twice"],
    )  # fmt: skip
    assert (summary.new, summary.unreadable) == (2, 4)
    assert keys(ledger) == ["url:http://news.example/a", "url:http://news.example/b"]
    assert sorted(listed(ledger)) == [
        ("http://news.example/film", "media"),
        ("http://news.example/gone", "not_found"),
        ("http://news.example/in", "private_address"),
        ("nonsense", "bad_address"),
    ]


def test_adding_again_fetches_nothing_and_retries_what_failed(server, world, ledger):
    server.answers["/a"] = answer()
    urls = ["http://news.example/a", "http://news.example/later"]
    taken(ledger, world, urls)
    server.answers["/later"] = answer(status="500 Oh")
    server.requests.clear()
    again = taken(ledger, world, urls)
    assert again.files_known == 1
    assert server.requests == ["news.example/later"]
    assert listed(ledger) == [("http://news.example/later", "http_status")]
    server.answers["/later"] = answer(PAGE.replace(b"two", b"six"))
    taken(ledger, world, urls)
    assert listed(ledger) == []
    assert len(keys(ledger)) == 2


def test_another_fetch_is_another_capture_of_the_same_report(server, world, ledger):
    server.answers["/a"] = [answer(), answer(PAGE.replace(b"two", b"six"))]
    taken(ledger, world, ["http://news.example/a"])
    world.clock.time += 3600
    summary = taken(ledger, world, ["http://news.example/a"], again=True)
    assert (summary.new, summary.new_versions) == (0, 1)
    (report,) = ledger.reports()
    assert "six soldiers" in ledger.reading(report.version).text.lower()
    assert ledger.reading(report.version).captured_at == "2015-06-24T13:00:00.000000Z"
    assert len(ledger.versions_of(report.id)) == 2


def test_the_original_is_the_archive_and_can_be_read_again(server, world, ledger):
    server.answers["/a"] = answer()
    taken(ledger, world, ["http://news.example/a"])
    (report,) = ledger.reports()
    original = ledger.original(ledger.reading(report.version).original)
    assert original.startswith(b"WARC/1.1\r\n")
    assert server.answers["/a"] in original


def test_an_interruption_keeps_what_was_finished_and_goes_on(server, world, ledger):
    server.answers |= {f"/{n}": answer(PAGE.replace(b"two", str(n).encode())) for n in range(8)}
    urls = [f"http://news.example/{n}" for n in range(8)]
    server.answers["/7"] = lambda connection: world.current.leave()
    setup = Setup(codebooks.keep(ledger.path, ["plover"]))
    world.current = world.fetcher()
    with pytest.raises(Cancelled):
        add(ledger, Addresses(ledger, world.current, urls), setup, IngestOptions())
    done = len(keys(ledger))
    server.answers["/7"] = answer(PAGE.replace(b"two", b"7"))
    server.requests.clear()
    taken(ledger, world, urls)
    assert len(keys(ledger)) == 8
    assert len(server.requests) == 8 - done


def test_a_purged_report_is_not_asked_for_again(server, world, ledger):
    server.answers["/a"] = answer()
    taken(ledger, world, ["http://news.example/a"])
    (report,) = ledger.reports()
    ledger.purge(report.id, "names a minor")
    server.requests.clear()
    assert taken(ledger, world, ["http://news.example/a"], again=True).refused == 1
    assert server.requests == []
    assert "news.example" not in (ledger.path / "fetched" / "addresses.jsonl").read_text()
    assert taken(ledger, world, ["http://news.example/a"], even_purged=True).new == 1


def test_items_of_a_feed_are_reports(server, world, ledger):
    server.answers["/feed"] = answer(FEED, content_type="application/rss+xml")
    assert taken(ledger, world, ["http://news.example/feed"]).new == 2
    assert keys(ledger) == ["id:news.example:g1", "id:news.example:g2"]


def test_pages_stand_for_the_items_that_link_to_them_where_they_can_be_read(server, world, ledger):
    server.answers |= {"/feed": answer(FEED, content_type="text/xml"), "/1": answer()}
    urls = ["http://news.example/feed"]
    taken(ledger, world, urls, pages=True)
    assert keys(ledger) == ["id:news.example:g2", "url:http://news.example/1"]
    assert listed(ledger) == [("http://news.example/2", "not_found")]
    server.requests.clear()
    taken(ledger, world, urls, pages=True)
    assert server.requests == []  # a page that is gone is not asked for again
    assert len(keys(ledger)) == 2


def test_a_server_that_is_busy_for_a_short_time_is_waited_for(server, world, ledger):
    server.answers["/a"] = [answer(b"", "429 Slow down", retry_after="20"), answer()]
    assert taken(ledger, world, ["http://news.example/a"]).new == 1
    assert 20 in world.clock.waits


def test_hosts_take_turns():
    items = [(url[0], url) for url in ("a1", "a2", "a3", "b1", "c1", "c2")]
    assert list(in_turns(items)) == ["a1", "b1", "c1", "a2", "c2", "a3"]


def test_a_list_of_addresses():
    text = "\ufeffhttps://news.example/1\r\n\n# later\n  https://news.example/2 \n"
    assert read_list(text) == ["https://news.example/1", "https://news.example/2"]
