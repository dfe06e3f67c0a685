"""Fetching from a hostile server: each trick is refused or bounded, with its reason."""

from __future__ import annotations

import gzip
import itertools
import ssl
import subprocess
import zlib

import pytest
from servers_for_tests import NOON, PAGE, PUBLIC, Server, StillClock, answer, redirect

from dateline.fetch import Cancelled, FetchError, FetchLimits, FetchOptions, Validators
from dateline.ingest.original import IngestOptions, read_original
from dateline.types import Reading

SMALL = FetchLimits(raw_bytes=5_000, unpacked_bytes=20_000, ratio=20, other_bytes=1_000)


def refused(fetcher, url="http://news.example/a"):
    """Give the code of what fetching is refused with; its reason says what to do."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    assert len(caught.value.reason) > 15
    return caught.value.code


def readings(warc):
    """Give what the reader of archives makes of an archive."""
    return list(read_original(warc, "a.warc", IngestOptions()))


# --------------------------------------------------------------------------- what is kept


def test_a_page_is_kept_with_every_byte_and_read_under_its_address(server, world):
    server.answers["/a"] = answer(gzip.compress(PAGE, mtime=0), content_encoding="gzip")
    fetched = world.fetcher(contact="desk@uni.example").fetch("http://news.example/a#part")
    assert server.answers["/a"] in fetched.warc
    (reading,) = readings(fetched.warc)
    assert reading.source_key == "url:http://news.example/a"
    assert reading.captured_at == "2015-06-24T12:00:00.000000Z"
    assert reading.text.startswith("Mine wounds two soldiers near Arkhon")
    head = server.heads[-1]
    assert head.encode() in fetched.warc
    assert "User-Agent: dateline/" in head
    assert "(+desk@uni.example)" in head
    assert fetched.at == NOON
    assert world.connected == [PUBLIC, PUBLIC]  # robots.txt, then the page


def test_the_same_answer_at_the_same_time_gives_the_same_archive(server, world):
    server.answers["/a"] = answer()
    assert (
        world.fetcher().fetch("http://news.example/a").warc
        == world.fetcher().fetch("http://news.example/a").warc
    )


def test_every_record_of_the_archive_says_its_length_and_stands_alone(server, world):
    server.answers |= {"/a": redirect("/b"), "/b": answer()}
    rest = world.fetcher().fetch("http://news.example/a").warc
    kinds = []
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
        length = int(fields[b"Content-Length"])
        assert rest[length : length + 4] == b"\r\n\r\n"
        rest = rest[length + 4 :]
        kinds.append((fields[b"WARC-Type"], fields.get(b"WARC-Target-URI", b"")[-2:]))
    assert kinds == [
        (b"warcinfo", b""), (b"request", b"/a"), (b"response", b"/a"), (b"request", b"/b"),
        (b"response", b"/b"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        {"content_type": None},
        {"content_type": "text/plain"},
        {"content_type": "application/octet-stream"},
        {"content_type": "text/html; charset=no-such"},
    ],
)
def test_a_missing_or_wrong_content_type_costs_nothing(server, world, fields):
    server.answers["/a"] = answer(**fields)
    (reading,) = readings(world.fetcher().fetch("http://news.example/a").warc)
    assert isinstance(reading, Reading)
    assert "two soldiers were wounded" in reading.text.lower()


def test_what_is_no_report_is_refused_before_its_body_comes(server, world):
    def film(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n")
        connection.recv(1)  # until the client has gone

    server.answers["/a"] = film
    assert refused(world.fetcher(wanted=lambda media: media != "video/mp4")) == "media"


def test_an_answer_before_the_answer_is_passed_over(server, world):
    server.answers["/a"] = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer()
    fetched = world.fetcher().fetch("http://news.example/a")
    assert b"Early Hints" not in fetched.warc
    assert len(readings(fetched.warc)) == 1


# --------------------------------------------------------------------------- where it leads


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/",
        "http://[fd00::1]/", "http://100.64.0.1/", "http://0.0.0.0/", "http://224.0.0.1/",
        "//inside.example/",
    ],
)  # fmt: skip
def test_redirects_to_addresses_that_are_not_public_are_not_followed(server, world, target):
    world.names = {"localhost": [["127.0.0.1", "::1"]], "inside.example": [["192.168.0.7"]]}
    server.answers["/a"] = redirect(target)
    assert refused(world.fetcher()) == "private_address"
    assert set(world.connected) == {PUBLIC}


@pytest.mark.parametrize(
    "target", ["http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/"]
)
def test_redirects_to_other_spellings_of_an_address_are_not_followed(server, world, target):
    server.answers["/a"] = redirect(target)
    assert refused(world.fetcher()) == "address_form"
    assert set(world.connected) == {PUBLIC}


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("file:///etc/passwd", "bad_address"),
        ("ftp://news.example/", "scheme"),
        ("http://anna:pass@news.example/", "userinfo"),
        ("http://news.example/a\tb", "bad_address"),
        ("", "bad_redirect"),
    ],
)
def test_redirects_to_no_address_are_not_followed(server, world, target, code):
    server.answers["/a"] = redirect(target)
    found = refused(world.fetcher())
    assert found == code or (found == "scheme" and target.startswith("file"))


def test_a_flag_permits_addresses_that_are_not_public(server, world):
    world.names = {"inside.example": [["192.168.0.7"]]}
    server.answers["/a"] = answer()
    fetcher = world.fetcher(private_addresses=True)
    assert fetcher.fetch("http://inside.example/a").changed
    assert set(world.connected) == {"192.168.0.7"}


def test_a_name_that_changes_its_meaning_is_connected_to_as_it_was_checked(server, world):
    server.answers["/a"] = answer()
    # Public when it is checked for robots.txt, and for the page; loopback whenever asked again.
    world.names = {"news.example": [[PUBLIC], [PUBLIC], ["127.0.0.1"]]}
    assert world.fetcher().fetch("http://news.example/a").changed
    assert world.connected == [PUBLIC, PUBLIC]
    assert world.asked == ["news.example"] * 2  # once for each connection, never between
    # Loopback between robots.txt and the page: the page is not asked for.
    world.names = {"news.example": [[PUBLIC], ["127.0.0.1"]]}
    assert refused(world.fetcher()) == "private_address"
    assert set(world.connected) == {PUBLIC}


def test_of_several_addresses_only_public_ones_are_connected_to(server, world):
    world.names = {"news.example": [["127.0.0.1", "::ffff:127.0.0.1", PUBLIC]]}
    server.answers["/a"] = answer()
    assert world.fetcher().fetch("http://news.example/a").changed
    assert set(world.connected) == {PUBLIC}


def test_proxies_of_the_environment_are_not_used(server, world, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    server.answers["/a"] = answer()
    world.fetcher().fetch("http://news.example/a")
    assert server.heads[-1].startswith("GET /a HTTP/1.1\r\nHost: news.example\r\n")


def test_circles_and_long_chains_of_redirects_end(server, world):
    server.answers |= {"/a": redirect("/b"), "/b": redirect("/a#again")}
    assert refused(world.fetcher()) == "redirect_loop"
    server.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(30)}
    server.requests.clear()
    assert refused(world.fetcher(), "http://news.example/0") == "too_many_redirects"
    assert len(server.requests) == FetchLimits().redirects + 1


def test_an_unknown_name_and_a_closed_port(server, world):
    assert refused(world.fetcher(), "http://unknown.example/") == "no_such_host"
    server.answers["/a"] = lambda connection: None
    assert refused(world.fetcher()) == "no_answer"


# --------------------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate for news.example."""
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=news.example -addext subjectAltName=DNS:news.example,DNS:old.example "
        "-keyout key.pem -out certificate.pem"
    )
    try:
        subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no certificate can be made here: {error}")
    return folder


@pytest.fixture
def secure(certificate, world):
    """A server that speaks TLS; the network trusts its certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    made = Server(context)
    made.names = []
    context.sni_callback = lambda connection, name, _: made.names.append(name)
    world.server = made
    world.tls = lambda: ssl.create_default_context(cafile=str(certificate / "certificate.pem"))
    yield made
    made.close()


def test_certificates_are_checked_by_name_though_connections_go_to_addresses(secure, world):
    secure.answers["/a"] = answer()
    assert world.fetcher().fetch("https://news.example/a").changed
    assert set(secure.names) == {"news.example"}
    assert set(world.connected) == {PUBLIC}
    assert refused(world.fetcher(), "https://other.example/a") == "certificate"
    assert refused(world.fetcher(), f"https://{PUBLIC}/a") == "certificate"
    world.tls = ssl.create_default_context
    assert refused(world.fetcher(), "https://news.example/a") == "certificate"


def test_a_server_without_tls_is_told(server, world):
    assert refused(world.fetcher(), "https://news.example/a") == "tls"


def test_a_step_from_https_to_http_is_noted(secure, server, world):
    secure.answers["/a"] = redirect("http://old.example/b")
    server.answers["/b"] = answer()
    plain, world.connect = world.connect, None

    def connect(ip, port, timer):
        world.server = secure if port == 443 else server
        return plain(ip, port, timer)

    world.connect = connect
    fetched = world.fetcher().fetch("https://news.example/a")
    assert fetched.notes == ("redirected from https to http (http://old.example/b)",)
    (reading,) = readings(fetched.warc)
    assert reading.source_key == "url:http://old.example/b"
    assert any("from https to http" in warning for warning in reading.warnings)
    assert ("asked for", "https://news.example/a") in reading.catalogue


# --------------------------------------------------------------------------- how it comes


def forever(first, then):
    """Give an answer that never ends."""

    def send(connection):
        connection.sendall(first)
        for piece in itertools.repeat(then):
            connection.sendall(piece)

    return send


def test_a_body_that_never_ends_is_bounded_by_its_size(server, world):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    server.answers["/a"] = forever(head, b"a" * 1_000)
    assert refused(world.fetcher(limits=SMALL)) == "too_large"
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.answers["/a"] = forever(chunked, b"1;" + b"x" * 500 + b"\r\na\r\n")
    assert refused(world.fetcher(limits=SMALL)) == "too_large"


def test_bytes_that_drip_are_bounded_by_the_clock(server, world):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    server.answers["/a"] = forever(head, b"a")
    world.clock = StillClock(step=1.0)
    assert refused(world.fetcher()) == "timeout"
    server.answers["/a"] = forever(b"HTTP/1.1 200 OK\r\n", b"X")
    assert refused(world.fetcher()) in ("timeout", "head_too_large")


def test_a_server_that_says_nothing_is_bounded_by_the_clock(server, world):
    def silent(connection):
        connection.recv(1)  # until the client has gone

    server.answers["/a"] = silent
    world.clock = StillClock(step=11.0)
    assert refused(world.fetcher(limits=FetchLimits(seconds=10_000))) == "slow"


def test_leaving_ends_what_is_under_way(server, world):
    fetcher = world.fetcher()
    server.answers["/a"] = lambda connection: (fetcher.leave(), connection.recv(1))
    with pytest.raises(Cancelled):
        fetcher.fetch("http://news.example/a")


@pytest.mark.parametrize("length", ["999999", "4999"])
def test_a_length_that_is_too_great_is_found_out(server, world, length):
    server.answers["/a"] = answer(content_length=length)
    code = "too_large" if length == "999999" else "truncated"
    assert refused(world.fetcher(limits=SMALL)) == code


def test_what_comes_behind_the_stated_length_is_no_part_of_the_page(server, world):
    server.answers["/a"] = answer(content_length=str(len(PAGE))) + b"<p>Smuggled words.</p>"
    fetched = world.fetcher().fetch("http://news.example/a")
    assert b"Smuggled" not in fetched.warc
    assert fetched.warc.endswith(PAGE + b"\r\n\r\n")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(b"a" * 3_000_000, mtime=0), {"content_encoding": "gzip"}),
        (gzip.compress(b"a" * 19_000, mtime=0) * 2, {"content_encoding": "gzip"}),
        (zlib.compress(b"a" * 3_000_000), {"content_encoding": "deflate"}),
    ],
)
def test_bombs_are_refused_while_they_unpack(server, world, body, fields):
    server.answers["/a"] = answer(body, **fields)
    assert refused(world.fetcher(limits=SMALL)) == "too_large"
    great = FetchLimits(ratio=20)
    if len(body) > 1_000:
        assert refused(world.fetcher(limits=great)) == "bomb"


@pytest.mark.parametrize(
    ("body", "packing", "code"),
    [
        (gzip.compress(PAGE, mtime=0)[:40] + b"\xff" * 60, "gzip", "damaged"),
        (b"x", "br", "packing"),
        (gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0), "gzip, gzip", "packing"),
    ],
)
def test_packings_that_were_not_asked_for_or_are_damaged(server, world, body, packing, code):
    server.answers["/a"] = answer(body, content_encoding=packing)
    assert refused(world.fetcher()) == code


def test_a_plain_page_that_calls_itself_packed_is_read(server, world):
    server.answers["/a"] = answer(content_encoding="gzip")
    assert len(readings(world.fetcher().fetch("http://news.example/a").warc)) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 200_000 + b"\r\n\r\n", "head_too_large"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n", "head_too_large"),
        (b"HTTP/1.1 103 Hints\r\n\r\n" * 10_000, "head_too_large"),
        (b"HTTP/1.1 2OO OK\r\n\r\n", "malformed"),
        (b"HTTP/9 200\r\n\r\n", "malformed"),
        (b"<html>no head at all</html>\r\n\r\n", "malformed"),
        (b"\x16\x03\x01\x02\x00\x01\x00" * 20 + b"\r\n\r\n", "malformed"),
        (b"HTTP/1.1 200 OK\r\nBad Name: x\r\n\r\n", "malformed"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", "malformed"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabcdef", "malformed"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", "malformed"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", "truncated"),
        (b"HTTP/1.1 200 OK\r\nContent-", "truncated"),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "malformed"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "malformed"),
    ],
)
def test_answers_that_are_not_http_as_it_should_be(server, world, data, code):
    server.answers["/a"] = data
    assert refused(world.fetcher()) == code


@pytest.mark.parametrize(
    ("status", "code"),
    [("404 Not Found", "not_found"), ("410 Gone", "gone"), ("403 Forbidden", "forbidden"),
     ("451 Unavailable", "forbidden"), ("500 Oh", "http_status"), ("206 Partial", "http_status")],
)  # fmt: skip
def test_answers_without_a_report(server, world, status, code):
    server.answers["/a"] = answer(status=status)
    assert refused(world.fetcher()) == code


# --------------------------------------------------------------------------- manners


def test_robots_txt_is_asked_for_once_and_obeyed(server, world):
    server.answers |= {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /private", content_type="text/plain"),
        "/a": answer(), "/private/a": answer(), "/b": redirect("/private/a"),
    }  # fmt: skip
    fetcher = world.fetcher()
    assert fetcher.fetch("http://news.example/a").changed
    assert refused(fetcher, "http://news.example/private/a") == "robots"
    assert refused(fetcher, "http://news.example/b") == "robots"
    assert server.requests == ["news.example/a", "news.example/b"]
    assert sum("/robots.txt" in head.split("\r\n")[0] for head in server.heads) == 1


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (answer(b"", "404 Not Found"), None),
        (answer(b"", "403 Forbidden"), None),
        (answer(b"", "500 Oh"), "robots_unreachable"),
        (answer(b"", "503 Busy", retry_after="60"), "robots_unreachable"),
        (b"nonsense\r\n\r\n", "robots_unreachable"),
        (answer(b"x", content_encoding="br"), "robots_unreachable"),
        (redirect("http://127.0.0.1/robots.txt"), "robots_unreachable"),
        (redirect("/rules"), "robots"),
        (redirect("/robots.txt"), None),
        (answer(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000), "robots"),
        (answer(b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /\n"), None),
        (answer(gzip.compress(b"User-agent: *\nDisallow: /\n" + b"#" * 9_000_000, mtime=0),
                content_encoding="gzip"), "robots"),
        (answer(b"<!doctype html>not found"), None),
    ],
)  # fmt: skip
def test_a_robots_txt_that_is_missing_broken_or_hostile(server, world, rules, code):
    server.answers |= {
        "/robots.txt": rules,
        "/rules": answer(b"User-agent: dateline\nDisallow: /"),
        "/a": answer(),
    }
    if code is None:
        assert world.fetcher().fetch("http://news.example/a").changed
    else:
        assert refused(world.fetcher()) == code
        assert server.requests in ([], ["news.example/rules"])
    assert set(world.connected) == {PUBLIC}


def test_a_host_is_given_its_pause_and_others_need_not_wait(server, world):
    server.answers |= {
        "slow.example/robots.txt": answer(b"User-agent: *\nCrawl-delay: 9"), "/a": answer(),
    }  # fmt: skip
    fetcher = world.fetcher(delay=2.0)
    for host in ("news.example", "other.example", "news.example", "slow.example", "slow.example"):
        fetcher.fetch(f"http://{host}/a")
    assert world.clock.waits == [2.0, 9.0]


@pytest.mark.parametrize(
    ("fields", "wait"),
    [
        ({"retry_after": "120"}, 120),
        ({"retry_after": "Wed, 24 Jun 2015 12:10:00 GMT"}, 600),
        ({"retry_after": "Wed, 24 Jun 2015 11:00:00 GMT"}, 0),
        ({"retry_after": "99999999999999"}, 86_400),
        ({"retry_after": "soon"}, 300),
        ({"retry_after": "-5"}, 300),
        ({}, 300),
    ],
)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_busy_server_is_left_alone_as_long_as_it_asks(server, world, status, fields, wait):
    server.answers |= {"/a": answer(b"", status, **fields), "/b": answer()}
    fetcher = world.fetcher()
    with pytest.raises(FetchError) as caught:
        fetcher.fetch("http://news.example/a")
    assert (caught.value.code, caught.value.wait) == ("busy", wait)
    if wait:
        assert refused(fetcher, "http://news.example/b") == "busy"
        assert "news.example/b" not in server.requests
    world.clock.time += wait
    assert fetcher.fetch("http://news.example/b").changed


def test_an_answer_that_nothing_changed_is_no_archive(server, world):
    server.answers["/feed"] = [
        answer(etag='"v1"', last_modified="Wed, 24 Jun 2015 11:00:00 GMT"),
        b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n',
    ]
    fetcher = world.fetcher()
    first = fetcher.fetch("http://news.example/feed")
    second = fetcher.fetch("http://news.example/feed", first.validators)
    assert first.changed
    assert not second.changed
    assert 'If-None-Match: "v1"\r\n' in server.heads[-1]
    assert "If-Modified-Since: Wed, 24 Jun 2015 11:00:00 GMT\r\n" in server.heads[-1]


def test_validators_that_would_break_a_request_are_dropped(server, world):
    server.answers["/feed"] = answer(etag='"é"', last_modified="x" * 600)
    assert world.fetcher().fetch("http://news.example/feed").validators == Validators()


@pytest.mark.parametrize("contact", ["a\nb", "é", "a(b)", "x" * 201])
def test_a_contact_that_would_break_a_request_is_refused(contact):
    with pytest.raises(ValueError, match="--contact"):
        FetchOptions(contact=contact)


def test_leaving_while_waiting_for_a_turn(server, world):
    server.answers["/a"] = answer()
    fetcher = world.fetcher(delay=5.0)
    fetcher.fetch("http://news.example/a")
    world.clock.wait = lambda seconds, until: fetcher.leave()
    with pytest.raises(Cancelled):
        fetcher.fetch("http://news.example/a")
