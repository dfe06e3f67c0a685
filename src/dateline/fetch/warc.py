"""What was fetched as a WARC/1.1 archive (ISO 28500:2017): every request and answer of one address.

The archive is the original that the ledger keeps: any program for web archives replays it, and the
bytes in it are those that travelled.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from dateline.fetch.exchange import Exchange

MEDIA = "application/warc"


def write_warc(chain: Sequence[Exchange], user_agent: str) -> bytes:
    """Give the archive of an address: its redirects in order, then the answer they led to.

    The ids of records follow from their contents and times: the same exchanges give the same bytes.
    """
    described = (
        f"software: {user_agent.split(' ')[0]}\r\n"
        "format: WARC File Format 1.1\r\n"
        "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        "robots: obey\r\n"
        f"http-header-user-agent: {user_agent}\r\n"
    ).encode("ascii")
    first = chain[0]
    info = _id("warcinfo", first.at, first.address.url, described)
    records = [
        _record(
            [("WARC-Type", "warcinfo"), ("WARC-Record-ID", info), ("WARC-Date", _date(first.at))],
            "application/warc-fields",
            described,
        )
    ]
    for exchange in chain:
        records += _pair(exchange, info)
    return b"".join(records)


def _pair(exchange: Exchange, info: str) -> list[bytes]:
    url = exchange.address.url
    answer = _id("response", exchange.at, url, exchange.response)
    request = _id("request", exchange.at, url, exchange.request)
    common = [
        ("WARC-Target-URI", url),
        ("WARC-Date", _date(exchange.at)),
        ("WARC-Warcinfo-ID", info),
        ("WARC-IP-Address", exchange.ip),
    ]
    truncated = [("WARC-Truncated", "length")] if exchange.truncated else []
    payload = [("WARC-Payload-Digest", _digest(exchange.body))]
    return [
        _record(
            [
                ("WARC-Type", "request"),
                ("WARC-Record-ID", request),
                ("WARC-Concurrent-To", answer),
                *common,
            ],
            "application/http; msgtype=request",
            exchange.request,
        ),
        _record(
            [
                ("WARC-Type", "response"),
                ("WARC-Record-ID", answer),
                *common,
                *truncated,
                *([] if truncated else payload),
            ],
            "application/http; msgtype=response",
            exchange.response,
        ),
    ]


def _record(fields: list[tuple[str, str]], media: str, block: bytes) -> bytes:
    fields = [
        *fields,
        ("WARC-Block-Digest", _digest(block)),
        ("Content-Type", media),
        ("Content-Length", str(len(block))),
    ]
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n"
    return head.encode("utf-8") + block + b"\r\n\r\n"


def _digest(data: bytes) -> str:
    """Give a digest as archives label it: the algorithm, and Base32 (WARC 1.1, 5.8)."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def _id(kind: str, at: datetime, url: str, block: bytes) -> str:
    name = f"{kind} {_date(at)} {url} {hashlib.sha256(block).hexdigest()}"
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"


def _date(at: datetime) -> str:
    """Give a time as WARC 1.1 writes it: UTC, with its zone."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
