"""What the threads of one stream of jobs share: whose turn it is, and how much may wait.

Results are handed over in the order of jobs. Each job has a lane; a worker that is ahead of the
caller waits once its lane is full, or once the results that wait in all lanes weigh too much. What
the caller waits for itself always passes, so that nothing can stand still.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import Queue
from typing import Any

LANE = 64
"""Results of one job that may wait for the caller; then its worker waits."""
AHEAD_BYTES = 256 * 1024 * 1024
"""Bytes of results, as they came over the pipe, that may wait for the caller in all lanes."""
TICK = 0.1
"""Seconds between looks at whether the caller has left."""


class Stopped(Exception):
    """The caller has left: what is under way is dropped."""


@dataclass(frozen=True, slots=True)
class Job:
    """Bytes to parse and what the parser is told of them."""

    data: bytes
    arguments: dict[str, Any]
    key: Any = None
    """The caller's own; comes back with every result."""
    answer: Any = None
    """The result where it is known without parsing (a file that could not be opened)."""


@dataclass(slots=True)
class Lane:
    """The results of one job that wait, each with its bytes; None ends them."""

    waiting: deque[tuple[Any, int]] = field(default_factory=deque)


@dataclass(slots=True)
class Stream:
    """The lanes of one call of ``ParserPool.stream``."""

    jobs: Iterator[Job]
    stop: threading.Event
    slots: threading.Semaphore
    ahead_bytes: int = AHEAD_BYTES
    lock: threading.Lock = field(default_factory=threading.Lock)
    lanes: Queue[Lane | BaseException | None] = field(default_factory=Queue)
    changed: threading.Condition = field(default_factory=threading.Condition)
    exhausted: bool = False
    held: int = 0
    """Bytes that wait in all lanes."""
    most_held: int = 0
    reading: Lane | None = None
    """The lane whose results the caller takes now."""

    def next_job(self) -> tuple[Job, Lane] | None:
        """Give the next job and the lane for its results, in the order of jobs; None at the end."""
        while not self.slots.acquire(timeout=TICK):
            if self.stop.is_set():
                return None
        with self.lock:
            if self.exhausted or self.stop.is_set():
                return None
            try:
                job = next(self.jobs)
            except StopIteration:
                self.exhausted = True
                self.lanes.put(None)
                return None
            except BaseException as error:  # handed to the caller, who reads the lanes
                self.exhausted = True
                self.lanes.put(error)
                return None
            lane = Lane()
            self.lanes.put(lane)
            return job, lane

    def put(self, lane: Lane, value: Any, size: int = 0) -> None:
        """Put a result of ``size`` bytes into a lane, once there is room for it.

        Raises :class:`Stopped` where the caller has left.
        """
        with self.changed:
            while not self._has_room(lane, size):
                if self.stop.is_set():
                    raise Stopped
                self.changed.wait(TICK)
            if self.stop.is_set():
                raise Stopped
            lane.waiting.append((value, size))
            self.held += size
            self.most_held = max(self.most_held, self.held)
            self.changed.notify_all()

    def _has_room(self, lane: Lane, size: int) -> bool:
        if lane is self.reading and not lane.waiting:
            return True  # the caller waits for this one
        return len(lane.waiting) < LANE and self.held + size <= self.ahead_bytes

    def take(self, lane: Lane) -> Iterator[Any]:
        """Give the results of a lane as they come, to its end."""
        while True:
            with self.changed:
                self.reading = lane
                self.changed.notify_all()
                while not lane.waiting:
                    self.changed.wait()
                value, size = lane.waiting.popleft()
                self.held -= size
                self.changed.notify_all()
            if value is None:
                return
            yield value
