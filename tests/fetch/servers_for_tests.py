"""A server on loopback that answers as it is told, however wrong, and a network that leads to it."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from dateline.fetch import Fetcher, FetchError, FetchLimits, FetchOptions, Network

PUBLIC = "93.184.215.14"
"""An address of the public network; nothing in the tests connects to it."""
NOON = datetime(2015, 6, 24, 12, 0, tzinfo=UTC)

PAGE = (
    b"<!doctype html><html><head><title>Mine wounds two soldiers near Arkhon</title></head><body>"
    b"<article><h1>Mine wounds two soldiers near Arkhon</h1><p>Two soldiers were wounded on Tuesday "
    b"when a mine exploded under their car near the village of Arkhon, the regional governor said.</p>"
    b"<p>He said that the road had been searched for mines in the morning and that nobody had claimed "
    b"responsibility for the explosion so far.</p></article></body></html>"
)

Answer = bytes | Callable[[socket.socket], None]


def answer(body=PAGE, status="200 OK", **fields):
    """Give an answer with its length; ``content_type=None`` leaves a field out."""
    fields = {"content_type": "text/html", "content_length": str(len(body)), **fields}
    lines = [f"{n.replace('_', '-')}: {v}" for n, v in fields.items() if v is not None]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body


def redirect(to, status="302 Found"):
    """Give an answer that sends elsewhere."""
    return answer(b"", status, location=to)


class Server:
    """Answers each connection's first request by its host and path, else by its path; else 404."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.requests: list[str] = []
        """Host and path of each request, robots.txt aside."""
        self.heads: list[str] = []
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            self._answer(connection)
            if self._tls is not None:
                connection.unwrap()
        except OSError:
            pass  # the client has refused to go on, which is what is tested
        finally:
            connection.close()

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(65_536)
            if not data:
                return
            head += data
            if head.startswith(b"\x16"):  # a client that speaks TLS to a server without it
                connection.sendall(answer(b"", "400 Bad Request"))
                return
        told = head.decode("latin-1")
        path = told.split(" ")[1]
        host = next(x[6:] for x in told.split("\r\n") if x.lower().startswith("host: "))
        self.heads.append(told)
        if path != "/robots.txt":
            self.requests.append(host + path)
        found = self.answers.get(host + path, self.answers.get(path))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if found is None:
            found = answer(b"", "404 Not Found")
        if callable(found):
            found(connection)
        else:
            connection.sendall(found)


class StillClock:
    """A clock that moves only when somebody waits, and by ``step`` whenever it is looked at."""

    def __init__(self, step: float = 0.0) -> None:
        self.time = 0.0
        self.step = step
        self.waits: list[float] = []

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.time)

    def monotonic(self) -> float:
        self.time += self.step
        return self.time

    def wait(self, seconds: float, until: threading.Event) -> None:
        self.waits.append(round(seconds, 3))
        self.time += seconds


class World:
    """A network of one server: names mean what the test says, every connection leads to the server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.names: dict[str, list[list[str]]] = {}
        """The addresses of a name, one list for each time that it is asked for; the last stays."""
        self.asked: list[str] = []
        self.connected: list[str] = []
        """The IP addresses that were connected to."""
        self.clock = StillClock()
        self.tls: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def resolve(self, host, port, timer):
        self.asked.append(host)
        if host.startswith("unknown."):
            raise FetchError("no_such_host", f"the name {host} is not known")
        known = self.names.get(host, [[PUBLIC]])
        return known.pop(0) if len(known) > 1 else known[0]

    def connect(self, ip, port, timer):
        self.connected.append(ip)
        return socket.create_connection(("127.0.0.1", self.server.port))

    def fetcher(self, wanted=lambda media: True, limits=None, **options) -> Fetcher:
        chosen = FetchOptions(limits=limits or FetchLimits(), **options)
        return Fetcher(chosen, Network(self.resolve, self.connect, self.clock, self.tls), wanted)
