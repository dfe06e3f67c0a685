"""Addresses: each is read in one way or refused, and hosts that are not public are known as such."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.fetch.address import follow, read_address
from dateline.fetch.errors import FetchError
from dateline.fetch.public import why_not_public


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://News.Example", "https://news.example/"),
        (" http://news.example:80/a?b=c#d\n", "http://news.example/a?b=c"),
        ("https://news.example:8443/", "https://news.example:8443/"),
        ("https://news.example./a b", "https://news.example/a%20b"),
        ("https://bücher.example/straße?ö=1", "https://xn--bcher-kva.example/stra%C3%9Fe?%C3%B6=1"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:2800:0::1]:81/", "http://[2606:2800::1]:81/"),
        ("https://news.example/a%2Fb%20c", "https://news.example/a%2Fb%20c"),
        ("https://news.example?q=1", "https://news.example/?q=1"),
        ("http://８.８.８.８/", "http://8.8.8.8/"),
    ],
)
def test_an_address_has_one_spelling(text, url):
    assert read_address(text).url == url
    assert read_address(url).url == url


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_address"),
        ("news.example/a", "bad_address"),
        ("https:/news.example", "bad_address"),
        ("https://", "bad_address"),
        ("https:///a", "bad_address"),
        ("https://news.example:0/", "bad_address"),
        ("https://news.example:99999/", "bad_address"),
        ("https://news.example:8o/", "bad_address"),
        ("https://news..example/", "bad_address"),
        ("https://-news.example/", "bad_address"),
        ("https://news.example/a\nHost: evil.example", "bad_address"),
        ("https://news.example/a\x00", "bad_address"),
        ("https://news.example/a\x85b", "bad_address"),
        ("https://news.example\\.evil.example/", "bad_address"),
        ("https://%6eews.example/", "bad_address"),
        ("https://[fe80::1%25eth0]/", "bad_address"),
        ("https://[fe80::1%eth0]/", "bad_address"),
        ("https://[::1/", "bad_address"),
        ("https://new\u200bs .example/", "bad_address"),
        ("https://" + "a" * 5000, "bad_address"),
        ("https://" + "a" * 64 + ".example/", "bad_address"),
        ("ftp://news.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://news.example/", "scheme"),
        ("https://anna@news.example/", "userinfo"),
        ("https://anna:secret@news.example/", "userinfo"),
        ("https://news.example#@evil.example", None),
        ("https://news.example\\@evil.example/", "userinfo"),
        ("http://2130706433/", "address_form"),
        ("http://0x7f000001/", "address_form"),
        ("http://0x7f.0.0.1/", "address_form"),
        ("http://0177.0.0.1/", "address_form"),
        ("http://127.1/", "address_form"),
        ("http://127.0.0.01/", "address_form"),
        ("http://127.0.0.0x1/", "address_form"),
        ("http://017700000001/", "address_form"),
        ("http://news.example.1/", "address_form"),
        ("http://①②⑦.1/", "address_form"),
        ("http://[1::2::3]/", "bad_address"),
        ("http://[127.0.0.1]/", "bad_address"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text, code):
    if code is None:
        assert read_address(text).host == "news.example"
        return
    with pytest.raises(FetchError) as caught:
        read_address(text)
    assert caught.value.code == code


@given(st.text(max_size=60))
def test_any_text_is_an_address_in_one_spelling_or_refused(rest):
    for text in (rest, f"http://{rest}", f"https://news.example/{rest}"):
        try:
            address = read_address(text)
        except FetchError:
            continue
        assert read_address(address.url) == address
        assert address.url.isascii()
        assert address.url.isprintable()
        assert " " not in address.url


def test_redirects_are_followed_from_where_they_stand():
    here = read_address("https://news.example/a/b?c")
    assert follow(here, "d e").url == "https://news.example/a/d%20e"
    assert follow(here, "//other.example/x").url == "https://other.example/x"
    assert follow(here, "?d").url == "https://news.example/a/b?d"
    for location in ("javascript:alert(1)", "file:///etc/passwd", "https://a@b.example/", "/a\tb"):
        with pytest.raises(FetchError):
            follow(here, location)


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.9.9.9",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
        "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1",
        "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1",
        "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1",
        "ff02::1", "2606:2800::1%1", "no address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_network(ip):
    assert why_not_public(ip)


@pytest.mark.parametrize(
    "ip",
    ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1",
     "223.255.255.255", "2001:200::1", "2606:2800::1", "2a00:1450::1", "2003::1"],
)  # fmt: skip
def test_addresses_of_the_public_network(ip):
    assert why_not_public(ip) is None
