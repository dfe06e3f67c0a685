"""One request and its answer, with every byte of both kept as it travelled."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import h11

from dateline.fetch.address import Address
from dateline.fetch.bodies import Unpacker
from dateline.fetch.connection import Connection, Connector
from dateline.fetch.errors import FetchError
from dateline.fetch.limits import FetchLimits
from dateline.fetch.timing import Timer

CHUNK = 16_384
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked at one address, and what came back."""

    address: Address
    ip: str
    """The address that was connected to."""
    at: datetime
    """When the request was sent."""
    request: bytes
    response: bytes
    """The final answer as it came: status line, fields, body with its packing and chunks."""
    status: int
    fields: tuple[tuple[str, str], ...]
    """Names in lower case; values as they came, UTF-8 or Latin-1."""
    body: bytes
    """Without chunks, still packed."""
    truncated: bool = False
    """Whether the body was longer than is kept of an answer that is no report."""

    def field(self, name: str) -> str:
        """Give the first field of this name, or ""."""
        return next((value for known, value in self.fields if known == name), "")


class Keep(NamedTuple):
    """How much of a body is wanted."""

    most: int
    """Bytes as they travel."""
    whole: bool
    """Whether a longer body is an error; else its beginning is enough and stays packed."""


Judge = Callable[[int, Callable[[str], str]], Keep]
"""Told the status and how to look up a field, it says how much of the body to keep; raises
:class:`FetchError` where the answer is not wanted at all."""


@dataclass(frozen=True, slots=True)
class Way:
    """How an exchange is made: the checked addresses, and what reaches them."""

    ips: Sequence[str]
    connect: Connector
    tls: Callable[[], ssl.SSLContext]
    limits: FetchLimits
    timer: Timer


def exchange(
    address: Address, fields: Sequence[tuple[str, str]], way: Way, judge: Judge
) -> Exchange:
    """Ask for ``address`` and give the answer; raises :class:`FetchError`.

    The connection goes to an address of ``way.ips`` and nowhere else; the name stands in the Host
    field and is what the certificate must be for.
    """
    limits, timer = way.limits, way.timer
    ip, connection = _connected(address, way)
    with connection:
        if address.scheme == "https":
            with timer.step(
                limits.connect_seconds,
                "tls",
                f"no secure connection within {limits.connect_seconds:g} seconds; try again later",
            ):
                connection.secure(way.tls(), address.host)
        talk = _Talk(address, ip, connection, way)
        try:
            return talk.hold(fields, judge)
        except h11.RemoteProtocolError as error:
            if not talk.raw:
                raise FetchError(
                    "no_answer",
                    "the server closed the connection without an answer; try again later",
                ) from error
            raise _told(error, limits) from error


def _connected(address: Address, way: Way) -> tuple[str, Connection]:
    """Give the first address that answers; they are all of one name and were all checked."""
    seconds = way.limits.connect_seconds
    reason = f"no connection within {seconds:g} seconds; try again later"
    failure = FetchError("no_connection", reason)
    for ip in way.ips:
        try:
            with way.timer.step(seconds, "no_connection", reason):
                return ip, Connection(way.connect(ip, address.port, way.timer), way.timer)
        except FetchError as error:
            if error.code != "no_connection":
                raise
            failure = error
    raise failure


class _Talk:
    def __init__(self, address: Address, ip: str, connection: Connection, way: Way) -> None:
        self.address = address
        self.ip = ip
        self.connection = connection
        self.limits = way.limits
        self.timer = way.timer
        self.protocol = h11.Connection(
            h11.CLIENT, max_incomplete_event_size=way.limits.head_bytes - CHUNK
        )
        self.raw = bytearray()
        """What came of the answer in hand."""

    def hold(self, fields: Sequence[tuple[str, str]], judge: Judge) -> Exchange:
        request = self._request(fields)
        at = self.timer.clock.now()
        self.connection.send(request)
        answer = self._head()
        told = tuple((name.decode("latin-1"), _text(value)) for name, value in answer.headers)

        def field(name: str) -> str:
            return next((value for known, value in told if known == name), "")

        keep = judge(answer.status_code, field)
        body, truncated = self._body(field, keep)
        return Exchange(
            address=self.address,
            ip=self.ip,
            at=at,
            request=request,
            response=bytes(self.raw),
            status=answer.status_code,
            fields=told,
            body=body,
            truncated=truncated,
        )

    def _request(self, fields: Sequence[tuple[str, str]]) -> bytes:
        asked = h11.Request(
            method="GET",
            target=self.address.target,
            headers=[("Host", self.address.authority), *fields, ("Connection", "close")],
        )
        head = self.protocol.send(asked)
        end = self.protocol.send(h11.EndOfMessage())
        return (head or b"") + (end or b"")

    def _head(self) -> h11.Response:
        seconds = self.limits.first_byte_seconds
        with self.timer.step(
            seconds, "slow", f"no answer within {seconds:g} seconds; try again later"
        ):
            self._more()
        before = 0
        while True:
            event = self.protocol.next_event()
            if event is h11.NEED_DATA:
                self._more()
            elif isinstance(event, h11.InformationalResponse):
                # "100 Continue" and the like come before the answer and are no part of it.
                rest = self.protocol.trailing_data[0]
                before += len(self.raw) - len(rest)
                self.raw = bytearray(rest)
                if before > self.limits.head_bytes:
                    raise _head_too_large(self.limits)
            elif isinstance(event, h11.Response):
                return event
            else:
                raise FetchError("malformed", "the server's answer is not HTTP")

    def _more(self) -> None:
        data = self.connection.receive(CHUNK)
        self.raw += data
        self.protocol.receive_data(data)

    def _body(self, field: Callable[[str], str], keep: Keep) -> tuple[bytes, bool]:
        limits = self.limits
        most, whole = keep
        declared = field("content-length")
        if whole and declared.isascii() and declared.isdigit() and int(declared[:20]) > most:
            raise _too_large(most)
        unpacker = Unpacker(
            field("content-encoding") if whole else "", limits.unpacked_bytes, limits.ratio
        )
        body = bytearray()
        head = len(self.raw)
        while True:
            event = self.protocol.next_event()
            if isinstance(event, h11.Data):
                for _ in unpacker.feed(bytes(event.data)):
                    self.timer.check()
                body += event.data
            elif event is h11.NEED_DATA:
                if len(self.raw) - head > most + CHUNK:
                    if not whole:
                        return bytes(body), True
                    raise _too_large(most)
                self._more()
            else:
                break
        rest = self.protocol.trailing_data[0]
        if rest:  # what came behind the answer's stated end is no part of it
            del self.raw[-len(rest) :]
        if whole and len(body) > most:
            raise _too_large(most)
        return bytes(body), False


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _too_large(most: int) -> FetchError:
    return FetchError(
        "too_large", f"more than {most:,} bytes; fetch it by hand and add the file if you trust it"
    )


def _head_too_large(limits: FetchLimits) -> FetchError:
    return FetchError(
        "head_too_large", f"an answer's fields of more than {limits.head_bytes:,} bytes"
    )


def _told(error: h11.RemoteProtocolError, limits: FetchLimits) -> FetchError:
    """Give what a breach of the protocol means for the user."""
    said = str(error)
    if error.error_status_hint == 431:
        return _head_too_large(limits)
    if said.startswith("peer ") and "closed connection" in said:
        return FetchError("truncated", "it broke off before its stated end; try again later")
    return FetchError("malformed", "the server's answer is not HTTP as it should be")
