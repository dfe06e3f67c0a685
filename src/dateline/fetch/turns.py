"""When a host may be asked next: after a pause of its own, and not while it asks to be left alone."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterable, Iterator
from email.utils import parsedate_to_datetime
from typing import TypeVar

from dateline.fetch.errors import Cancelled, FetchError
from dateline.fetch.timing import Clock

UNSAID = 300.0
"""Seconds that a host is left alone after 429 or 503 where it does not say how long."""
LONGEST = 86_400.0
"""Seconds of a Retry-After that are honoured; a longer one is asked about again after a day."""

_Item = TypeVar("_Item")


class Turns:
    """Waits for a host's turn; not for several threads."""

    def __init__(self, clock: Clock, left: threading.Event) -> None:
        self._clock = clock
        self._left = left
        self._next: dict[str, float] = {}
        self._closed: dict[str, float] = {}

    def wait_for(self, host: str) -> None:
        """Return when ``host`` may be asked; raises :class:`FetchError` ``busy``."""
        now = self._clock.monotonic()
        closed = self._closed.get(host, now) - now
        if closed > 0:
            raise busy(closed)
        pause = self._next.get(host, now) - now
        if pause > 0:
            self._clock.wait(pause, self._left)
        if self._left.is_set():
            raise Cancelled

    def asked(self, host: str, delay: float) -> None:
        """Note that ``host`` has just been asked, and when it may be again."""
        self._next[host] = self._clock.monotonic() + delay

    def close(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for so many seconds."""
        self._closed[host] = self._clock.monotonic() + seconds


def busy(seconds: float) -> FetchError:
    """Give the error of a host that asks to be left alone."""
    return FetchError(
        "busy",
        f"the server asks to be left alone for {round(seconds):,} seconds; try again after that",
        wait=seconds,
    )


def retry_after(value: str, clock: Clock) -> float | None:
    """Give the seconds that a Retry-After field asks for, at most a day; None where it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST)
    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:
            return None
        seconds = (moment - clock.now()).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return min(max(seconds, 0.0), LONGEST)


def max_age(value: str) -> float | None:
    """Give the seconds that a Cache-Control field says an answer is fresh for, at most a day; None
    where it does not say, or where it says that the answer must not be kept."""
    told: dict[str, str] = {}
    for part in value.lower().split(","):
        name, _, given = part.partition("=")
        told.setdefault(name.strip(), given.strip().strip('"'))
    seconds = told.get("max-age", "")
    if "no-store" in told or "no-cache" in told or not (seconds.isascii() and seconds.isdigit()):
        return None
    return min(float(seconds[:9]), LONGEST)


def in_turns(items: Iterable[tuple[Hashable, _Item]]) -> Iterator[_Item]:
    """Give items so that those of one key (a host) lie as far apart as the others allow.

    One of each key in the order in which the keys first came, then the next of each.
    """
    queues: dict[Hashable, list[_Item]] = {}
    for key, item in items:
        queues.setdefault(key, []).append(item)
    rank = 0
    while queues:
        for key in list(queues):
            if rank < len(queues[key]):
                yield queues[key][rank]
            else:
                del queues[key]
        rank += 1
