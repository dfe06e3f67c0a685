"""The clock, and how long one address may take."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol

from dateline.fetch.errors import Cancelled, FetchError

TICK = 0.1
"""Seconds between looks at the clock, and at whether the user has left."""


class Clock(Protocol):
    """The time of day, a time that never goes back, and waiting."""

    def now(self) -> datetime:
        """Give the time of day, with its zone."""
        ...

    def monotonic(self) -> float:
        """Give seconds since some moment."""
        ...

    def wait(self, seconds: float, until: threading.Event) -> None:
        """Return after so many seconds, or sooner when ``until`` is set."""
        ...


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """Give the time of day."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Give seconds since some moment."""
        return time.monotonic()

    def wait(self, seconds: float, until: threading.Event) -> None:
        """Return after so many seconds, or sooner when ``until`` is set."""
        until.wait(seconds)


class Timer:
    """How long one address may still take, in all and for the step in hand."""

    def __init__(self, clock: Clock, seconds: float, left: threading.Event) -> None:
        self.clock = clock
        self.left = left
        self.seconds = seconds
        self._end = clock.monotonic() + seconds
        self._step: tuple[float, FetchError] | None = None

    def check(self) -> None:
        """Raise :class:`Cancelled`, or :class:`FetchError` where the time is up."""
        if self.left.is_set():
            raise Cancelled
        now = self.clock.monotonic()
        if self._step is not None and now > self._step[0]:
            raise self._step[1]
        if now > self._end:
            raise FetchError(
                "timeout", f"it was not whole within {self.seconds:g} seconds; try again later"
            )

    @contextmanager
    def step(self, seconds: float, code: str, reason: str) -> Iterator[None]:
        """Bound what happens inside by ``seconds``: then ``code`` and ``reason`` are raised."""
        self._step = (self.clock.monotonic() + seconds, FetchError(code, reason))
        try:
            yield
        finally:
            self._step = None
