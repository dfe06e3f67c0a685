"""Which URL is the same, which column is what."""

from __future__ import annotations

import pytest

from dateline.ingest.columns import GUESSES, guess_columns
from dateline.ingest.source_key import collection_of, host_of, normalise_url, source_key


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://WWW.Example.org:80/A?utm_source=x&b=2#top", "http://www.example.org/A?b=2"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a?b=1&a=2", "https://example.org/a?b=1&a=2"),
        ("https://example.org/a?fbclid=1", "https://example.org/a"),
        ("www.example.org/a", "http://www.example.org/a"),
        ("/a/b", None),
        ("mailto:a@example.org", None),
        ("http://[broken", None),
    ],
)
def test_urls_are_normalised_conservatively(url, normal):
    assert normalise_url(url) == normal
    if normal:
        assert normalise_url(normal) == normal


def test_keys_by_what_is_known():
    assert source_key("https://e.org/a", "c", "7", "00", "1") == "url:https://e.org/a"
    assert source_key(None, "c", "7", "00", "1") == "id:c:7"
    assert source_key("no url", "c", None, "00", "1") == "original:00#1"


def test_names_of_hosts_and_collections():
    assert host_of("https://www.example.org/a") == "example.org"
    assert collection_of("folder/summit_2018.jsonl.gz") == "summit_2018"


def test_columns_are_guessed_without_case_and_each_once():
    found = guess_columns(["Headline", "Full Text", "Source", "Pub_Date", "Doc-ID"])
    assert found == {
        "title": "Headline",
        "text": "Full Text",
        "publisher": "Source",
        "date": "Pub_Date",
        "id": "Doc-ID",
    }
    assert guess_columns(["text", "body"], (("text", "body"),)) == {"text": "body"}


def test_an_unknown_field_is_refused():
    with pytest.raises(ValueError, match=", ".join(sorted(GUESSES))):
        guess_columns(["a"], (("colour", "a"),))
