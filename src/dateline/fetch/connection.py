"""Bytes to and from one checked IP address, plain or by TLS, never longer than its timer allows."""

from __future__ import annotations

import errno
import selectors
import socket
import ssl
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from dateline.fetch.errors import FetchError
from dateline.fetch.timing import TICK, Timer

Connector = Callable[[str, int, Timer], socket.socket]
"""Gives a socket connected to an IP address and a port; raises :class:`FetchError`."""

_Given = TypeVar("_Given")
_UNDER_WAY = frozenset({0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, 10035})
"""Answers of a connection that is being made; 10035 is WSAEWOULDBLOCK."""


def connect(ip: str, port: int, timer: Timer) -> socket.socket:
    """Give a socket connected to exactly this IP address, whatever any name may mean by now."""
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setblocking(False)
        begun = made.connect_ex((ip, port))
        if begun in _UNDER_WAY:
            _wait(made, selectors.EVENT_WRITE, timer)
            begun = made.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if begun:
            raise OSError(begun, errno.errorcode.get(begun, "no connection"))
    except OSError as error:
        made.close()
        raise FetchError(
            "no_connection",
            f"no connection to {ip} port {port} ({error.strerror}); try again later",
        ) from error
    except BaseException:
        made.close()
        raise
    return made


def trusted() -> ssl.SSLContext:
    """Give what certificates are checked against: the system's, and Mozilla's where it has none."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class Connection:
    """A connected socket; a context manager that closes it."""

    def __init__(self, connected: socket.socket, timer: Timer) -> None:
        connected.setblocking(False)
        self._socket = connected
        self._timer = timer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Speak TLS from now on, with a certificate for ``host``; raises :class:`FetchError`."""
        try:
            wrapped = context.wrap_socket(
                self._socket,
                server_hostname=host,
                do_handshake_on_connect=False,
                suppress_ragged_eofs=False,
            )
            self._socket = wrapped
            self._patiently(wrapped.do_handshake)
        except ssl.SSLCertVerificationError as error:
            raise FetchError(
                "certificate", f"its certificate is not one for {host}: {error.verify_message}"
            ) from error
        except (OSError, ValueError) as error:
            raise FetchError(
                "tls", "no secure connection could be made; try again later"
            ) from error

    def send(self, data: bytes) -> None:
        """Send all of ``data``."""
        view = memoryview(data)
        while view:
            try:
                view = view[self._patiently(lambda: self._socket.send(view)) :]  # noqa: B023
            except OSError as error:
                raise _broken() from error

    def receive(self, most: int) -> bytes:
        """Give some bytes, at most so many; none at the end."""
        try:
            return self._patiently(lambda: self._socket.recv(most))
        except ssl.SSLZeroReturnError:
            return b""
        except OSError as error:
            raise _broken() from error

    def _patiently(self, act: Callable[[], _Given]) -> _Given:
        while True:
            self._timer.check()
            try:
                return act()
            except (BlockingIOError, InterruptedError, ssl.SSLWantReadError):
                _wait(self._socket, selectors.EVENT_READ, self._timer)
            except ssl.SSLWantWriteError:
                _wait(self._socket, selectors.EVENT_WRITE, self._timer)


def _wait(waited: socket.socket, event: int, timer: Timer) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(waited, event)
        while not selector.select(TICK):
            timer.check()


def _broken() -> FetchError:
    return FetchError("broken_off", "the connection broke off; try again later")
