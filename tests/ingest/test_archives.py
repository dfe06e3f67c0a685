"""Files in files: archives, crawls, messages, feeds. Every report in, names never paths, bombs bounded."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from email.message import EmailMessage

import pytest
from archives_for_tests import answer, chunked, make_tar, packed, record
from bundles_for_tests import as_docx, nexis, told
from office_for_tests import zipped
from reading_for_tests import ARTICLE, body_of, read_all, read_one, title_of

from dateline.ingest import Given, IngestOptions, ReadLimits, read_files
from dateline.safety import ParserPool
from dateline.types import Reading, Unreadable

TITLE = "Mine wounds two soldiers near Arkhon"
TEXT = "\n\n".join((TITLE, *ARTICLE)).encode()
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    + "".join(f"<p>{text}</p>" for text in ARTICLE)
    + "</article></body></html>"
).encode()
ROWS = b'{"id": "7", "text": "Two soldiers were wounded when a mine exploded near Arkhon."}\nnot JSON\n'
ENTRIES = {
    "a/report.txt": TEXT,
    "a/page.html": PAGE,
    "rows.jsonl": ROWS,
    "../../etc/passwd.txt": TEXT.replace(b"two", b"three"),
    "/absolute/x.txt": TEXT.replace(b"two", b"four"),
    "picture.png": b"\x89PNG\r\n\x1a\n....",
    ".hidden": b"x",
    "__MACOSX/a/._report.txt": b"x",
    "packed.txt.gz": gzip.compress(TEXT.replace(b"two", b"five"), mtime=0),
}
EXPECTED = {
    "a/report.txt": "text/2",
    "a/page.html": "html/1",
    "rows.jsonl#1": "jsonl/2",
    "rows.jsonl#2": "bad_row",
    "../../etc/passwd.txt": "text/2",
    "/absolute/x.txt": "text/2",
    "picture.png": "unsupported",
    "packed.txt.gz": "text/2",
}


def shown(items):
    """Give member to reader or to the code of the reason."""
    return {i.member: i.reader if isinstance(i, Reading) else i.code for i in items}


@pytest.mark.parametrize("form", ["zip", "tar", "tar.gz"])
def test_every_file_of_an_archive_is_read(form, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = {
        "zip": lambda: zipped(ENTRIES),
        "tar": lambda: make_tar(ENTRIES),
        "tar.gz": lambda: gzip.compress(make_tar(ENTRIES), mtime=0),
    }[form]()
    items = read_all(data, f"all.{form}")
    assert shown(items) == EXPECTED
    keys = [i.source_key for i in items if isinstance(i, Reading)]
    assert "id:rows:7" in keys
    assert len(set(keys)) == len(keys)
    assert list(tmp_path.iterdir()) == []


def test_archives_in_archives_down_to_a_depth():
    data = TEXT
    for level in range(3):
        data = zipped({f"level{level}.zip" if level else "report.txt": data})
    assert [i.member for i in read_all(data, "a.zip")] == ["level2.zip#level1.zip#report.txt"]
    (item,) = read_all(zipped({"more.zip": data}), "a.zip")
    assert item.code == "too_deep"


def test_a_bundle_in_an_archive_is_its_articles():
    articles = told(5)
    items = read_all(zipped({"export.docx": as_docx(nexis(articles))}), "a.zip")
    assert [title_of(item) for item in items] == [a.title for a in articles]
    assert [item.member for item in items] == [f"export.docx#{n}" for n in range(1, 6)]


def test_equal_names_are_two_members():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", TEXT)
        archive.writestr("a.txt", TEXT.replace(b"two", b"six"))
    assert [i.member for i in read_all(out.getvalue(), "a.zip")] == ["a.txt", "a.txt (2)"]


def test_links_in_a_tar_are_not_followed():
    items = read_all(make_tar({"a.txt": TEXT}, links=[("b.txt", "/etc/passwd")]), "a.tar")
    assert shown(items) == {"a.txt": "text/2", "b.txt": "not_a_file"}


def test_a_bomb_among_good_files_costs_what_stands_behind_it():
    data = zipped({"a.txt": TEXT, "bomb.txt": bytes(60_000_000), "b.txt": TEXT})
    items = read_all(data, "a.zip")
    assert shown(items) == {"a.txt": "text/2", "bomb.txt": "bomb", "": "bomb"}


def test_limits_of_size_and_number_hold_for_the_whole_archive():
    limits = ReadLimits(unpacked_bytes=3000)
    items = read_all(zipped({f"{n}.txt": TEXT for n in range(9)}), "a.zip", limits=limits)
    assert items[0].reader == "text/2"
    assert items[-1].code == "too_large"
    (item,) = read_all(zipped({f"{n}.txt": b"x" for n in range(9)}), "a.zip", limits=ReadLimits(entries=5))  # fmt: skip
    assert item.code == "too_many"


def test_a_broken_archive_in_an_archive_costs_its_rest_alone():
    inner = make_tar({"a.txt": TEXT, "b.txt": TEXT * 20})
    items = read_all(zipped({"inner.tar": inner[: len(inner) // 3], "c.txt": TEXT}), "a.zip")
    assert [(i.member, getattr(i, "code", "read")) for i in items] == [
        ("inner.tar#a.txt", "read"), ("inner.tar#b.txt", "damaged"), ("inner.tar", "damaged"), ("c.txt", "read"),
    ]  # fmt: skip


def test_a_truncated_tar_keeps_what_was_whole():
    data = make_tar({"a.txt": TEXT, "b.txt": TEXT * 20})
    items = read_all(data[: len(data) // 3], "a.tar")
    assert isinstance(items[0], Reading)
    assert items[-1].code == "damaged"


@pytest.mark.parametrize("form", ["zip", "tar", "warc", "eml"])
def test_damaged_archives_give_readings_or_reasons(form):
    data = {
        "zip": zipped(ENTRIES), "tar": make_tar(ENTRIES), "warc": b"".join(RECORDS),
        "eml": message().as_bytes(),
    }[form]  # fmt: skip
    rng = random.Random(f"damage {form}")
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(rng.randint(1, 12)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        cut = bytes(broken[: rng.randint(1, len(broken))]) if rng.random() < 0.4 else bytes(broken)
        for item in read_all(cut, f"a.{form}"):
            assert isinstance(item, Reading) or item.reason


DEADLY = """
import os
from dateline.ingest.readers import Member

def recognises(head, name):
    return head.startswith((b"DIE", b"FAIL"))

def members(source):
    if source.data.startswith(b"DIE AT ONCE"):
        os._exit(9)
    yield Member("1", lambda: os._exit(9) if source.data.startswith(b"DIE") else 1 / 0)
    raise AssertionError("failed between members")
"""


def test_an_entry_that_its_reader_dies_of_costs_itself(install):
    """One after the other, while it is opened or read; what was read before is not given again."""
    install(DEADLY)
    entries = {
        "a.txt": TEXT, "opening.x": b"DIE AT ONCE", "rows.jsonl": ROWS, "reading.x": b"DIE LATER",
        "again.x": b"DIE AT ONCE", "failing.x": b"FAIL", "b.txt": TEXT,
    }  # fmt: skip
    with ParserPool(1) as pool:
        received = list(read_files(pool, [Given("a.zip", zipped(entries))], IngestOptions()))
    found = [(r.item.member, getattr(r.item, "code", "read")) for r in received]
    assert found == [
        ("a.txt", "read"), ("opening.x", "crash"), ("rows.jsonl#1", "read"), ("rows.jsonl#2", "bad_row"),
        ("reading.x#1", "crash"), ("reading.x", "error"), ("again.x", "crash"),
        ("failing.x#1", "error"), ("failing.x", "error"), ("b.txt", "read"),
    ]  # fmt: skip


# --------------------------------------------------------------------------- WARC

RECORDS = [
    record("warcinfo", "", b"software: test\r\n", "application/warc-fields"),
    record("request", "https://e.org/1", b"GET /1 HTTP/1.1\r\n\r\n"),
    record("response", "https://e.org/1", answer(PAGE)),
    record("response", "https://e.org/gone", answer(b"no", status="404 Not Found")),
    record("response", "https://e.org/style.css", answer(b"p {}", "text/css")),
    record("response", "https://e.org/robots.txt", answer(b"User-agent: *", "text/plain")),
    record("response", "https://e.org/2?utm_source=x", answer(
        gzip.compress(PAGE.replace(b"two", b"six"), mtime=0), extra="Content-Encoding: gzip\r\n")),
    record("response", "https://e.org/3", answer(
        chunked(PAGE.replace(b"two", b"ten")), extra="Transfer-Encoding: chunked\r\n")),
    record("response", "https://e.org/4", answer(
        zlib.compress(PAGE.replace(b"two", b"nine")), extra="Content-Encoding: deflate\r\n")),
    record("response", "https://e.org/5", answer(b"xx", extra="Content-Encoding: br\r\n")),
    record("resource", "https://e.org/6.txt", TEXT, "text/plain"),
]  # fmt: skip


@pytest.mark.parametrize("data", [b"".join(RECORDS), packed(RECORDS)], ids=["warc", "warc.gz"])
def test_a_crawl_gives_its_pages_under_their_addresses(data):
    items = read_all(data, "crawl.warc.gz")
    good = [item for item in items if isinstance(item, Reading)]
    assert [item.source_key for item in good] == [f"url:https://e.org/{n}" for n in (1, 2, 3, 4, "6.txt")]  # fmt: skip
    assert {item.captured_at for item in good} == {"2015-06-24T08:00:00Z"}
    assert [title_of(item) for item in good][:2] == [TITLE, TITLE.replace("two", "six")]
    assert all(body_of(item)[-1] == ARTICLE[2] for item in good)
    assert [(i.member, i.code) for i in items if isinstance(i, Unreadable)] == [("10", "unsupported")]  # fmt: skip


def test_the_charset_of_the_answer_is_used():
    page = PAGE.replace(b"two soldiers", "двое военных".encode("cp1251")).replace(b"Arkhon", "Архон".encode("cp1251"))  # fmt: skip
    block = answer(page, "text/html; charset=windows-1251")
    (item,) = read_all(record("response", "https://e.org/", block), "a.warc")
    assert title_of(item) == "Mine wounds двое военных near Архон"


@pytest.mark.parametrize("pack", [b"".join, packed], ids=["warc", "warc.gz"])
def test_a_truncated_crawl_keeps_what_was_whole(pack):
    data = pack(RECORDS)
    items = read_all(data[:-300], "crawl.warc.gz")
    assert [i.source_key for i in items if isinstance(i, Reading)][:4] == [f"url:https://e.org/{n}" for n in (1, 2, 3, 4)]  # fmt: skip
    assert items[-1].code == "truncated"


def test_a_record_that_lies_about_its_length_is_refused():
    lying = RECORDS[2].replace(b"Content-Length: ", b"Content-Length: 99999999")
    assert [i.code for i in read_all(lying, "a.warc")] == ["too_large"]
    short = RECORDS[2].replace(b"Content-Length: ", b"Content-Length: -")
    assert [i.code for i in read_all(short, "a.warc")] == ["damaged"]


FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Valley</title>
<link>https://e.org/</link><item><title>Mine wounds two</title><guid>g1</guid>
<link>https://e.org/1</link><description>Two soldiers were wounded on Tuesday.</description></item>
<item><title>Mine wounds six</title><link>https://e.org/2</link>
<description>Six soldiers were wounded on Monday.</description></item></channel></rss>"""


def test_a_feed_in_a_crawl_gives_its_items_and_none_takes_the_address_of_the_feed():
    block = answer(FEED, "application/rss+xml")
    items = read_all(record("response", "https://e.org/feed", block), "a.warc")
    assert [item.source_key for item in items] == ["id:e.org:g1", "id:e.org:https://e.org/2"]
    assert [item.url for item in items] == ["https://e.org/1", "https://e.org/2"]
    assert {item.captured_at for item in items} == {"2015-06-24T08:00:00Z"}
    assert all(("fetched from", "https://e.org/feed") in item.catalogue for item in items)


@pytest.mark.parametrize(
    ("first", "warned"), [("https://e.org/old", True), ("http://e.org/old", False)]
)
def test_a_page_of_a_crawl_says_what_address_led_to_it(first, warned):
    records = [
        record("response", first, answer(b"", status="301 Moved", extra="Location: /older\r\n")),
        record("response", "https://e.org/loop", answer(b"", status="302 x", extra="Location: /loop\r\n")),
        record("response", first + "er", answer(b"", status="302 x", extra="Location: http://e.org/1\r\n")),
        record("response", "http://e.org/1", answer(PAGE)),
        record("response", "http://e.org/1", answer(PAGE)),
    ]  # fmt: skip
    told, again = read_all(b"".join(records), "a.warc")
    assert told.source_key == again.source_key == "url:http://e.org/1"
    assert told.catalogue == (("asked for", first),)
    assert any("https to http" in warning for warning in told.warnings) is warned
    assert again.catalogue == ()


@pytest.mark.parametrize(("body", "read"), [(PAGE, 1), (b"\x00\x01 <html>", 0)])
def test_what_a_server_gives_for_saving_is_read_by_its_beginning(body, read):
    block = answer(body, "application/octet-stream")
    items = read_all(record("response", "https://e.org/save", block), "a.warc")
    assert sum(isinstance(item, Reading) for item in items) == read


# --------------------------------------------------------------------------- messages


def message():
    """Give a message with text, a page, a document and a picture."""
    made = EmailMessage()
    made["From"] = "Ларс <lars@example.org>"
    made["Subject"] = "Двое ранены: " + TITLE
    made["Date"] = "Tue, 23 Jun 2015 10:00:00 +0300"
    made["Message-ID"] = "<abc@example.org>"
    made.set_content("\n\n".join(ARTICLE))
    made.add_alternative(PAGE.decode(), subtype="html")
    made.add_attachment(as_docx(nexis(told(2))), maintype="application", subtype="octet-stream", filename="Нексис.docx")  # fmt: skip
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    return made


def test_a_message_and_its_attachments():
    items = read_all(message().as_bytes(), "a.eml")
    assert [item.member for item in items] == ["", "Нексис.docx#1", "Нексис.docx#2"]
    first = items[0]
    assert title_of(first) == "Двое ранены: " + TITLE
    assert body_of(first) == list(ARTICLE)
    assert (first.published.earliest, first.source_key) == ("2015-06-23", "id:message:abc@example.org")  # fmt: skip
    assert first.catalogue == (("from", "Ларс <lars@example.org>"),)
    assert first.publisher is None


def test_a_message_of_a_page_alone_is_read_as_a_page():
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = (
        "a@e.org",
        "News",
        "Tue, 23 Jun 2015 10:00:00 +0300",
    )
    made.set_content(PAGE.decode(), subtype="html")
    reading = read_one(made.as_bytes(), "a.eml")
    assert reading.reader == "eml/2 html/1"
    assert body_of(reading)[-1] == ARTICLE[2]


def test_a_page_that_a_browser_saved_as_a_message():
    made = EmailMessage()
    made["From"] = "<Saved by Blink>"
    made["Snapshot-Content-Location"] = "https://e.org/story#top"
    made["Subject"], made["Date"] = TITLE, "Tue, 23 Jun 2015 10:00:00 -0000"
    made["MIME-Version"] = "1.0"
    made.set_content(PAGE.decode(), subtype="html")
    reading = read_one(made.as_bytes(), "a.mhtml")
    assert reading.source_key == "url:https://e.org/story"
    assert reading.captured_at == "2015-06-23"


def test_a_text_with_colons_is_no_message():
    text = "Date: 23 June 2015\nSubject: mines\n\n" + ARTICLE[0]
    assert read_one(text, "a.txt").reader == "text/2"


# --------------------------------------------------------------------------- feeds

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley Courier&nbsp;News</title><link>https://valley.example/</link><language>en-GB</language>
<item><title>{TITLE}</title><link>https://valley.example/1?utm_source=rss</link><guid>g1</guid>
<pubDate>Tue, 23 Jun 2015 10:00:00 GMT</pubDate><dc:creator>By Jane Doe</dc:creator>
<description>Two soldiers were wounded.</description>
<content:encoded><![CDATA[{"".join(f"<p>{t}</p>" for t in ARTICLE)}]]></content:encoded></item>
<item><title>Bridge &amp;amp; road closed</title><link>https://valley.example/2</link>
<description>&lt;p&gt;The bridge near Kobi is closed, the mayor said on Monday.&lt;/p&gt;</description></item>
<item><guid>empty</guid></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley Courier</title>
<link rel="self" href="https://valley.example/atom"/><link href="https://valley.example/"/>
<entry><id>tag:valley.example,2015:1</id><title type="html">Mine &lt;b&gt;wounds&lt;/b&gt; two</title>
<link rel="alternate" href="https://valley.example/1"/><published>2015-06-23T10:00:00Z</published>
<author><name>Jane Doe</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{ARTICLE[0]}</p><p>{ARTICLE[1]}</p></div></content>
</entry></feed>"""


def test_the_items_of_a_feed_are_reports():
    full, summary, empty = read_all(RSS, "feed.xml")
    assert (title_of(full), body_of(full)) == (TITLE, list(ARTICLE))
    assert (full.source_key, full.publisher) == (
        "url:https://valley.example/1",
        "Valley Courier News",
    )
    assert (full.published.earliest, full.authors) == ("2015-06-23", ("Jane Doe",))
    assert title_of(summary) == "Bridge & road closed"
    assert summary.source_key == "id:valley.example:https://valley.example/2"
    assert any("only the feed's summary" in warning for warning in summary.warnings)
    assert empty.code == "empty"


def test_the_entries_of_an_atom_feed_are_reports():
    reading = read_one(ATOM, "feed")
    assert title_of(reading) == "Mine wounds two"
    assert body_of(reading) == list(ARTICLE[:2])
    assert reading.source_key == "url:https://valley.example/1"
    assert (reading.authors, reading.published.earliest) == (("Jane Doe",), "2015-06-23")


def test_a_feed_with_entities_of_its_own_is_refused():
    bad = RSS.replace('0.91.dtd">', '0.91.dtd" [<!ENTITY a "aaaaaaaaaa">]>')
    assert [i.code for i in read_all(bad, "feed.xml")] == ["unsafe"]


def test_a_feed_that_breaks_off_keeps_what_was_whole():
    items = read_all(RSS[: RSS.index("<item><guid>empty")], "feed.xml")
    assert [isinstance(item, Reading) for item in items] == [True, True]


def test_a_message_with_an_endless_subject_is_read():
    data = (
        b"From: a@e.org\nSubject: "
        + b"=?utf-8?q?x?= " * 50_000
        + b"\nMIME-Version: 1.0\n\nhello there"
    )
    reading = read_one(data, "a.eml")
    assert 100 < len(title_of(reading)) < 10_000
