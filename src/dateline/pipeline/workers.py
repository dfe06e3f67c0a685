"""Coding many readings, in this process or in several, with the same result.

Results come in the order of the readings, whatever the number of workers. A report on which
the coder fails keeps its reading and is listed with the reason; the rest of the batch goes on.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TypeVar

from dateline.pipeline.report import Coders, Setup
from dateline.store.bundle import ReportBundle
from dateline.types import Reading

IN_FLIGHT = 4
"""Readings under way for each worker: enough that none waits, few enough that memory stays flat."""

MAX_TASKS = 2000
"""A worker is replaced after as many reports, which bounds what fragmentation can cost."""

DEATHS = 2
"""Workers that die on a report while it is coded alone before it is given up: one may be killed
from outside."""

LONGEST = 2_000_000
"""Characters of a report that is coded: some 330,000 words, a minute and a half, 300 MB. A longer
text is a book or a dump; cut into reports, it is coded."""


@dataclass(frozen=True, slots=True)
class CodingFailure:
    """A report that was read but on which the coder failed."""

    code: str
    reason: str


Coded = tuple[ReportBundle, CodingFailure | None]

_Item = TypeVar("_Item")
_coders: Coders | None = None


def _start(setup: Setup) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    global _coders
    _coders = Coders(setup)


def _end_with_parent() -> None:
    """End this process when its parent has ended, however: a killed one cannot say so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _work(reading: Reading) -> Coded:
    assert _coders is not None
    return code_one(_coders, reading)


def code_one(coders: Coders, reading: Reading) -> Coded:
    """Give the bundle of a reading; on a failure of the coder, its reading and what went wrong."""
    if len(reading.text) > LONGEST:
        reason = (
            f"{len(reading.text):,} characters are too many to code as one report; the text is kept "
            "and listed without claims. Cut it into its reports and add those"
        )
        return ReportBundle(reading=reading), CodingFailure("too_long", reason)
    try:
        return coders.bundle(reading), None
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception as error:
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        at = f" at {where.tb_frame.f_code.co_name}, line {where.tb_lineno}" if where else ""
        reason = (
            f"the coder failed on this report ({type(error).__name__}: {error}{at}); its text is "
            "kept and listed without claims. Please report this with the text that caused it"
        )
        return ReportBundle(reading=reading), CodingFailure("coding_failed", reason)


def code_readings(
    readings: Iterable[tuple[_Item, Reading | None]],
    setup: Setup,
    workers: int,
    load: Callable[[Setup], Coders] = Coders,
) -> Iterator[tuple[_Item, Coded | None]]:
    """Give for each ``(item, reading)`` the item and what was coded, in the order given.

    Items whose reading is None pass through in their place. ``workers`` is the number of
    processes; 1 codes in this one.
    """
    if workers <= 1:
        coders: Coders | None = None
        for item, reading in readings:
            if reading is None:
                yield item, None
                continue
            if coders is None:
                coders = load(setup)
            yield item, code_one(coders, reading)
        return
    yield from _Pool(setup, workers).run(readings)


class _Pool:
    """Worker processes that are replaced when one dies, so that a report costs only itself."""

    def __init__(self, setup: Setup, workers: int) -> None:
        self.setup = setup
        self.workers = workers
        self.executor: ProcessPoolExecutor | None = None

    def run(
        self, readings: Iterable[tuple[_Item, Reading | None]]
    ) -> Iterator[tuple[_Item, Coded | None]]:
        waiting: deque[tuple[_Item, Reading | None, Future[Coded] | None]] = deque()
        try:
            for item, reading in readings:
                future = None if reading is None else self._submit(reading)
                waiting.append((item, reading, future))
                while len(waiting) > IN_FLIGHT * self.workers:
                    yield self._first(waiting)
            while waiting:
                yield self._first(waiting)
        finally:
            if self.executor is not None:
                self.executor.shutdown(wait=False, cancel_futures=True)

    def _submit(self, reading: Reading) -> Future[Coded]:
        if self.executor is None:
            self.executor = ProcessPoolExecutor(
                self.workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_start,
                initargs=(self.setup,),
                max_tasks_per_child=MAX_TASKS,
            )
        # Submitting starts processes, which inherit what is blocked: Ctrl-C in a terminal goes
        # to all of them, and is for the parent, which ends them.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self.executor.submit(_work, reading)
        except BrokenProcessPool:
            broken: Future[Coded] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

    def _first(
        self, waiting: deque[tuple[_Item, Reading | None, Future[Coded] | None]]
    ) -> tuple[_Item, Coded | None]:
        item, reading, future = waiting.popleft()
        if reading is None or future is None:
            return item, None
        try:
            return item, future.result()
        except BrokenProcessPool:
            coded = self._alone(reading)
            others = [(i, r, None if r is None else self._submit(r)) for i, r, _ in waiting]
            waiting.clear()
            waiting.extend(others)
            return item, coded

    def _alone(self, reading: Reading) -> Coded:
        """Code one report while no other is under way: if workers go on dying, it is this one."""
        for _ in range(DEATHS):
            self._discard()
            try:
                return self._submit(reading).result()
            except BrokenProcessPool:
                continue
        self._discard()
        reason = (
            "the coding process died on this report (out of memory, or a fault in a library); "
            "its text is kept and listed without claims"
        )
        return ReportBundle(reading=reading), CodingFailure("coder_died", reason)

    def _discard(self) -> None:
        if self.executor is not None:
            self.executor.shutdown(wait=False, cancel_futures=True)
            self.executor = None
