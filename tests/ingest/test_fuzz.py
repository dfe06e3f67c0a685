"""Every reader against seeded damage: an explained reason or a sound reading, and nothing else."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from importlib.util import find_spec

import pytest
from archives_for_tests import answer, record
from fuzz_for_tests import MIB, faults, mutate, parse
from fuzz_seeds_for_tests import PAGE, TITLE, seeds
from reading_for_tests import ARTICLE, body_of, read_all, read_one, title_of

from dateline.ingest.readers import READERS
from dateline.safety import Failure, Job, Limits, ParserPool
from dateline.types import Reading, Span, Unreadable

KINDS = seeds()
MISSING = set() if find_spec("python_calamine") else {"xlsx"}
"""Readers whose library is not installed: make install."""
for kind in MISSING:
    del KINDS[kind]


def cases(kind, first, count):
    """Give seeded cases for one reader: name and changed bytes."""
    files = KINDS[kind]
    everything = [data for group in KINDS.values() for _, data in group]
    for number in range(first, first + count):
        rng = random.Random(f"test {kind} {number}")
        name, data = files[number % len(files)]
        yield name, mutate(data, rng, [other for _, other in files] if number % 3 else everything)


def test_there_are_whole_files_for_every_reader_and_they_are_read_without_faults():
    assert set(READERS) <= set(KINDS) | MISSING
    for files in KINDS.values():
        for name, data in files:
            items = read_all(data, name)
            assert any(isinstance(item, Reading) for item in items), name
            assert [fault for item in items for fault in faults(item)] == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_damaged_files_give_sound_readings_or_explained_reasons(kind):
    for name, data in cases(kind, 0, 12):
        found = list(parse(data, {"name": name}, 0, lambda place, member: None))
        assert [value for value in found if "fault" in value] == []


@pytest.mark.deep
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_many_damaged_files_neither_kill_nor_hold_up_their_parser(kind):
    limits = Limits(seconds=20.0, memory_bytes=768 * MIB)
    jobs = [Job(data, {"name": name}) for name, data in cases(kind, 1000, 400)]
    with ParserPool(1, limits, parser="fuzz_for_tests:parse") as pool:
        values = [result.value for result in pool.stream(jobs)]
    assert [v for v in values if isinstance(v, Failure) or "fault" in v] == []


def test_the_fuzzer_sees_what_is_wrong():
    reading = read_one("\n\n".join((TITLE, *ARTICLE)))
    assert list(faults(reading)) == []
    for change in (
        {"text": reading.text + "\x1b"},
        {"text": reading.text + "\ud800"},
        {"text": " ", "title": None},
        {"title": Span(0, 10**6)},
        {"warnings": ("a\x00b",)},
    ):
        assert list(faults(replace(reading, **change))) != [], change
    assert list(faults(Unreadable(None, "", "a", "KeyError", "x"))) != []


def test_a_crawls_date_with_control_characters_is_cleaned():
    data = record("response", "https://e.org/a", answer(PAGE.encode()))
    reading = read_one(data.replace(b"T08:00:00Z", b"T08:00:00Z\x12"), "a.warc")
    assert reading.captured_at == "2015-06-24T08:00:00Z"


def test_reasons_quote_the_input_in_regular_characters():
    (item,) = read_all("id,ti\x00tle\x1b[2J" + "x" * 9000 + "\n1,2\n", "a.csv")
    assert item.code == "no_text"
    assert "\x1b" not in item.reason and len(item.reason) < 1_100
    assert item.reason.endswith("the first row names the columns")


def test_a_crawls_address_with_control_characters_is_cleaned():
    data = record("response", "https://e.o\x1brg/a", answer(PAGE.encode()))
    assert read_one(data, "a.warc").source_key == "url:https://e.org/a"


def test_a_feeds_reference_to_no_character_is_left_out():
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><title>M&#xD800;ine</title>'
        f'<id>1</id><content type="xhtml"><div>{ARTICLE[0]} &#55357;&#0;&#x1F600;</div></content></entry></feed>'
    )
    reading = read_one(feed, "a.xml")
    assert title_of(reading) == "Mine"
    assert body_of(reading) == [f"{ARTICLE[0]} \U0001f600"]


@pytest.mark.parametrize(
    "inner",
    [
        b'Subject: y\nContent-Type: multipart/mixed; boundary="\xd0\xb0\xd0\xb1"\n\n--\xd0\xb0\xd0\xb1\n\nz\n',
        b"Subject: y\nDate: Tue, 23 Jun 2015\x0bContent-Type: text/plain; charset=x\n\nz \xd0\xb0\n",
    ],
)
def test_an_attached_message_that_cannot_be_written_costs_itself(inner):
    data = (
        b"From: a@e.org\nTo: b@e.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=A\n\n"
        b"--A\nContent-Type: text/plain\n\n"
        + ARTICLE[0].encode()
        + b"\n--A\nContent-Type: message/rfc822\n\n"
        + inner
        + b"--A--\n"
    )
    items = read_all(data, "a.eml")
    assert body_of(items[0]) == [ARTICLE[0]]
    assert all(isinstance(item, Reading) or item.code != "error" for item in items)


def test_a_comment_of_markdown_that_is_never_closed_stays_and_costs_nothing():
    """From each of the openings a pattern would look to the end: the square of their number."""
    text = f"# Mine\n\n{ARTICLE[0]} <!-- gone --> Kept.\n\n" + "<!--" * 200_000
    reading = read_one(text, "a.md")
    assert "gone" not in reading.text
    assert "Kept." in reading.text


def test_a_page_that_the_search_for_a_date_fails_on_is_read_without(monkeypatch):
    def failing(*_, **__):
        raise AssertionError

    monkeypatch.setattr("htmldate.find_date", failing)
    words = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
    reading = read_one(
        f"<html><body><article><h1>{TITLE}</h1>{words}</article></body></html>", "a.html"
    )
    assert body_of(reading)[0] == ARTICLE[0]


def test_factiva_heads_that_run_into_each_other_keep_every_article():
    """The number of words and the date stand twice: the second may open an article of its own."""
    name, data = next((n, d) for n, d in KINDS["factiva"] if b" words\\par" in d)
    twice = re.sub(rb"((?:[^\n]*\d+ words\\par\n)(?:[^\n]*\n))", rb"\1\1", data, count=1)
    assert twice != data
    items = read_all(twice, name)
    assert sum(isinstance(item, Reading) for item in items) >= 2
    assert all(isinstance(item, Reading) or item.code == "count_differs" for item in items)


def test_what_a_database_states_is_cleaned():
    name, data = KINDS["factiva"][0]
    reading, *_ = read_all(data.replace(b"09:15", b"\\'1b[2J 09:15"), name)
    assert list(faults(reading)) == []


def test_a_record_of_endless_length_is_refused():
    data = record("response", "https://e.org/a", answer(PAGE.encode()))
    (item,) = read_all(
        data.replace(b"Content-Length: ", b"Content-Length: " + b"9" * 5000), "a.warc"
    )
    assert item.code == "damaged"
