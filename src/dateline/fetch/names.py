"""From a name to the addresses that may be connected to, each checked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence

from dateline.fetch.address import Address
from dateline.fetch.errors import FetchError
from dateline.fetch.public import why_not_public
from dateline.fetch.timing import TICK, Timer

Resolver = Callable[[str, int, Timer], Sequence[str]]
"""Gives the IP addresses of a name, best first; raises :class:`FetchError` ``no_such_host``."""

MOST = 8
"""Addresses of one name that are looked at."""


def system_resolver(host: str, port: int, timer: Timer) -> Sequence[str]:
    """Give the addresses that this machine's resolver knows for a name."""
    found: list[list[str] | OSError] = []

    def ask() -> None:
        try:
            known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.append([str(entry[4][0]) for entry in known])
        except (OSError, UnicodeError) as error:
            found.append(error if isinstance(error, OSError) else OSError(str(error)))

    # The system's look-up cannot be interrupted: it has a thread, which is left behind at a timeout.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    while not found:
        timer.check()
        thread.join(TICK)
    if isinstance(found[0], OSError):
        raise FetchError(
            "no_such_host", f"the name {host} is not known; check it, or your network"
        ) from found[0]
    return found[0]


def allowed_addresses(
    address: Address, resolve: Resolver, timer: Timer, *, private: bool
) -> tuple[str, ...]:
    """Give the IP addresses to connect to for ``address``; the connection must go to one of them.

    With ``private``, any address will do. Raises :class:`FetchError`: ``no_such_host``,
    ``private_address``.
    """
    known = [address.host] if address.literal else list(resolve(address.host, address.port, timer))
    known = list(dict.fromkeys(known))[:MOST]
    if not known:
        raise FetchError("no_such_host", f"the name {address.host} has no address; check it")
    if private:
        return tuple(known)
    public = tuple(ip for ip in known if why_not_public(ip) is None)
    if not public:
        what = why_not_public(known[0])
        where = f"the address {known[0]}"
        if not address.literal:
            where = f"the host {address.host} is at {known[0]}, which"
        raise FetchError(
            "private_address",
            f"{where} is not public ({what}); if you mean it: --allow-private-addresses",
        )
    return public
