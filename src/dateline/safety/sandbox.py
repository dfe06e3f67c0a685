"""Parsers in processes of their own, so that a hanging, crashing or exploding one costs one report.

A :class:`ParserPool` keeps its workers alive from job to job. Bytes go in over a pipe; results
come back as JSON, never pickled, since the worker handles hostile bytes. The parent holds the
clock: a worker that gives nothing for ``Limits.seconds`` is killed and replaced, and the job
goes on behind the member that it died of.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NamedTuple

from dateline.safety.lock import LAYERS
from dateline.safety.stream import TICK, Job, Stopped, Stream

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use."""

    seconds: float = 30.0
    """Wall clock for one report (a member of a file, not the file). The slowest page of
    `pages/dev` takes 0.3 seconds."""
    memory_bytes: int = 2048 * MIB
    """Data segment and heap of a worker; a worker at rest has about 100 MiB."""
    output_bytes: int = 64 * MIB
    """One result, as JSON."""


class Failure(NamedTuple):
    """A member that gave no result: ``timeout``, ``memory``, ``crash``, ``output`` or ``error``."""

    code: str
    reason: str
    member: str


class Result(NamedTuple):
    """One thing a job gave: a plain value, or a Failure."""

    job: Job
    value: Any


class _Lost(Exception):
    """The worker is to be replaced; ``code`` and ``reason`` say why."""

    def __init__(self, code: str, reason: str, killed: bool = False) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.killed = killed
        """Somebody else ended it (SIGKILL): the member may have nothing to do with it."""


MOST_FAILURES = 100
"""Failed members after which a job is given up: each may cost the whole wall clock."""
KILLS = 2
"""Times that workers are killed from outside at one place before that costs the member."""
START_SECONDS = 60.0
"""A worker imports its parsers in 0.5 seconds here; a cold disk takes longer."""

_BOOT = (
    "import sys, json; path, parser, limits = json.loads(sys.argv[1]); sys.path[:] = path; "
    "from dateline.safety.worker import main; main(parser, limits)"
)
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "TMPDIR", "TZ")
"""What a worker gets of the environment: nothing that could be a secret."""


def layers_wanted() -> tuple[str, ...]:
    """Give the layers of isolation to ask the system for.

    All of :data:`dateline.safety.lock.LAYERS`, or none where ``DATELINE_ISOLATION`` is
    ``limits``: for a system on which parsers that are shut off do not work.
    """
    return () if os.environ.get("DATELINE_ISOLATION") == "limits" else LAYERS


class _Worker:
    """One process and the pipe to it; started when first needed."""

    def __init__(
        self, parser: str, limits: Limits, stop: threading.Event, layers: tuple[str, ...]
    ) -> None:
        self._parser = parser
        self._limits = limits
        self._stop = stop
        self._layers = layers
        self.taken: dict[str, Any] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = bytearray()
        self.last_bytes = 0
        """Bytes of the last frame."""

    def send(self, job: Job, skip: int, failed: Sequence[int] = ()) -> None:
        """Give the worker a job; raises :class:`_Lost`.

        ``failed`` are the places of members that workers died of; the parser finds them among
        its arguments, where there are any.
        """
        process = self._started()
        arguments = {**job.arguments, "failed": list(failed)} if failed else job.arguments
        head = json.dumps({"arguments": arguments, "skip": skip}).encode("ascii")
        frame = struct.pack(">Q", len(head)) + head + struct.pack(">Q", len(job.data))
        assert process.stdin is not None
        try:
            process.stdin.write(frame)
            process.stdin.write(job.data)
            process.stdin.flush()
        except (BrokenPipeError, OSError) as error:
            killed = process.wait() == -signal.SIGKILL
            what = "the parser ended before it had taken the file"
            raise _Lost("crash", what, killed) from error

    def receive(self, seconds: float) -> list[Any]:
        """Give the next frame; raises :class:`_Lost` or :class:`Stopped`."""
        process = self._process
        assert process is not None and process.stdout is not None
        deadline = time.monotonic() + seconds
        descriptor = process.stdout.fileno()
        while True:
            frame = self._frame()
            if frame is not None:
                return frame
            data = self._read(descriptor, deadline)
            if not data:
                code, reason = self._obituary(process)
                raise _Lost(code, reason, process.returncode == -signal.SIGKILL)
            self._buffer += data

    def _frame(self) -> list[Any] | None:
        if len(self._buffer) < 4:
            return None
        (length,) = struct.unpack_from(">I", self._buffer)
        if length > self._limits.output_bytes:
            raise _Lost(
                "output",
                f"one result of more than {self._limits.output_bytes:,} bytes; split the file",
            )
        if len(self._buffer) < 4 + length:
            return None
        data = bytes(self._buffer[4 : 4 + length])
        del self._buffer[: 4 + length]
        self.last_bytes = length
        try:
            value = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise _Lost(
                "crash", "the parser's answer is damaged; please report this with the file"
            ) from error
        if not isinstance(value, list) or not value:
            raise _Lost("crash", "the parser's answer is damaged; please report this with the file")
        return value

    def _read(self, descriptor: int, deadline: float) -> bytes:
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while not selector.select(TICK):
                if self._stop.is_set():
                    raise Stopped
                if time.monotonic() > deadline:
                    raise _Lost(
                        "timeout",
                        f"no result within {self._limits.seconds:g} seconds; split the file, or save its text",
                    )
        return os.read(descriptor, MIB)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        try:
            return self._start()
        except _Lost as lost:
            if not self._layers or lost.code != "crash" or lost.killed:
                raise
            self.close()
            self._layers = ()  # what the system took of them it did not survive
            return self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        limits = {
            "seconds": self._limits.seconds,
            "memory_bytes": self._limits.memory_bytes,
            "layers": self._layers,
        }
        environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        environment |= {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
        self._buffer.clear()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _BOOT, json.dumps([sys.path, self._parser, limits])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                process_group=0,
            )
        except OSError as error:
            raise _Lost(
                "crash", f"no parser can be started: {error}; see that it may run"
            ) from error
        ready = self.receive(START_SECONDS)
        if ready[0] != "ready":
            raise _Lost("crash", "the parser did not start")
        self.taken = ready[1]
        return self._process

    def _obituary(self, process: subprocess.Popen[bytes]) -> tuple[str, str]:
        status = process.wait()
        if status == -24:  # SIGXCPU
            return (
                "timeout",
                "the parser used up its processor time; split the file, or save its text",
            )
        if status == 77:
            return "memory", self.memory_reason()
        how = f"signal {-status}" if status < 0 else f"status {status}"
        return (
            "crash",
            f"the parser crashed ({how}); open the file in its own program and save it anew",
        )

    def memory_reason(self) -> str:
        """Say what to do where memory did not suffice."""
        mib = self._limits.memory_bytes // MIB
        return f"needs more than {mib:,} MiB of memory; split the file"

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:  # what was still to be written died with the worker
                    continue
        process.wait()


class ParserPool:
    """Parser processes that stay alive from job to job; a context manager.

    ``parser`` names the function that workers run, as ``module:function`` (see
    :data:`dateline.safety.worker.Parser`). ``layers`` are the ways in which workers are shut off,
    of :data:`dateline.safety.lock.LAYERS`; by default all that the system offers. One
    :meth:`stream` runs at a time.
    """

    def __init__(
        self,
        workers: int = 1,
        limits: Limits | None = None,
        parser: str = "dateline.ingest.packed:parse",
        layers: tuple[str, ...] | None = None,
    ) -> None:
        if workers < 1:
            raise ValueError(f"{workers} workers; at least 1 is needed")
        self.workers = workers
        self.limits = limits or Limits()
        self._stop = threading.Event()
        chosen = layers_wanted() if layers is None else layers
        self._pool = [_Worker(parser, self.limits, self._stop, chosen) for _ in range(workers)]
        self._busy = threading.Lock()

    def __enter__(self) -> ParserPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def taken(self) -> dict[str, Any]:
        """Which layers the system took, by the worker that started first; empty before that."""
        return next((worker.taken for worker in self._pool if worker.taken), {})

    def close(self) -> None:
        """End every worker. The pool can be used again; it then starts new ones."""
        for worker in self._pool:
            worker.close()

    def stream(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Give the results of jobs, in the order of jobs and of each job's members.

        ``jobs`` is read as results are taken: at most four jobs a worker are ahead, and results
        of no more than :data:`dateline.safety.stream.AHEAD_BYTES` bytes wait. Every job ends, whatever its bytes do: members without a result come as :class:`Failure`.
        """
        if not self._busy.acquire(blocking=False):
            raise RuntimeError("this pool is streaming already; finish that, or make another pool")
        self._stop.clear()
        stream = Stream(iter(jobs), self._stop, threading.Semaphore(4 * self.workers))
        threads = [
            threading.Thread(target=self._drive, args=(worker, stream), daemon=True)
            for worker in self._pool
        ]
        try:
            for thread in threads:
                thread.start()
            while True:
                lane = stream.lanes.get()
                if lane is None:
                    return
                if isinstance(lane, BaseException):
                    raise lane
                for result in stream.take(lane):
                    if isinstance(result, BaseException):
                        raise result
                    yield result
                stream.slots.release()
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()
            self._busy.release()

    def _drive(self, worker: _Worker, stream: Stream) -> None:
        while (found := stream.next_job()) is not None:
            job, lane = found
            try:
                for value in self._results(worker, job):
                    size = 0 if isinstance(value, Failure) else worker.last_bytes
                    stream.put(lane, Result(job, value), size)
                stream.put(lane, None)
            except Stopped:
                worker.close()
                return
            except BaseException as error:  # handed to the caller, who would wait for ever
                worker.close()
                with contextlib.suppress(Stopped):
                    stream.put(lane, error)
                return

    def _results(self, worker: _Worker, job: Job) -> Iterator[Any]:
        """Give what a job gives, started anew behind every member that failed."""
        if job.answer is not None:
            yield job.answer
            return
        skip = 0
        failed: list[int] = []
        start, given = 0, 0
        """Where the worker was told to begin, and how many values it has given since."""
        again: Counter[tuple[int, int]] = Counter()
        for _ in range(MOST_FAILURES):
            at, name, passed = start, "", 0
            try:
                worker.send(job, start, failed)
                while True:
                    frame = worker.receive(self.limits.seconds)
                    if frame[0] == "at":
                        at, name = int(frame[1]), str(frame[2])
                    elif frame[0] == "is":
                        passed += 1
                        if passed > given:
                            given = passed
                            yield frame[1]
                        if at > skip:
                            skip, name = at, ""
                    elif frame[0] == "done":
                        return
                    elif frame[1] == "memory":
                        raise _Lost("memory", worker.memory_reason())
                    else:
                        reason = f"the parser failed ({frame[2]}); please report this with the file"
                        yield Failure("error", reason, name)
                        break
            except _Lost as lost:
                worker.close()
                if lost.killed and again[start, given] < KILLS:
                    # By a person, or by a system short of memory that chose it: another worker
                    # begins where this one did. Killed there once more, it costs this member.
                    again[start, given] += 1
                    continue
                yield Failure(lost.code, lost.reason, name)
            if at <= skip:
                return  # it failed between members: there is nothing to go on behind
            skip = at
            failed.append(at)
            start, given = skip, 0
        yield Failure(
            "error", f"given up after {MOST_FAILURES} failures; the rest was not read", ""
        )


__all__ = ["Failure", "Job", "Limits", "ParserPool", "Result", "Stopped"]
