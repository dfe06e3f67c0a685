"""The worker's side of the sandbox: takes jobs from standard input, gives frames back.

A job is a frame of JSON and a frame of bytes; a frame is its length as four bytes, big-endian,
then as many bytes. Frames that go back are JSON lists:

- ``["at", ordinal, name]`` before each member (a row, a page of an archive) is read;
- ``["is", value]`` for each result;
- ``["failed", code, reason]`` where the parser raised;
- ``["done"]`` at the end of a job.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, BinaryIO

from dateline.safety.lock import lock

Parser = Callable[[bytes, dict[str, Any], int, Callable[[int, str], None]], Iterator[Any]]
"""``parser(data, arguments, skip, progress)`` gives plain values that JSON can hold."""

OPEN_FILES = 64
"""Files a worker may hold open: its pipes, Python's own, and what a parser library maps."""
MEMORY_EXIT = 77
"""Exit status after a MemoryError: the worker is not trusted with another job."""


def main(parser_name: str, limits: dict[str, Any]) -> None:
    """Serve jobs until standard input ends. ``parser_name`` is ``module:function``.

    A module with a function ``prepare`` has it called first: to import what its parser will
    need, since afterwards the process gives up its rights (:mod:`dateline.safety.lock`).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs, frames = _take_pipes()
    module, _, function = parser_name.partition(":")
    loaded = import_module(module)
    parser: Parser = getattr(loaded, function)
    prepare = getattr(loaded, "prepare", None)
    if prepare is not None:
        prepare()
    _limit(int(limits["memory_bytes"]))
    send(frames, ["ready", lock(limits["layers"])])
    while True:
        head = receive(jobs)
        if head is None:
            return
        data = receive(jobs)
        if data is None:
            return
        _serve(parser, json.loads(head), data, (frames, limits["seconds"]))


def _serve(parser: Parser, job: dict[str, Any], data: bytes, out: tuple[BinaryIO, float]) -> None:
    frames, seconds = out

    def progress(ordinal: int, name: str) -> None:
        _limit_processor(seconds)
        send(frames, ["at", ordinal, name])

    _limit_processor(seconds)
    try:
        for value in parser(data, job["arguments"], job["skip"], progress):
            send(frames, ["is", value])
        send(frames, ["done"])
    except MemoryError:
        send(frames, ["failed", "memory", ""])
        os._exit(MEMORY_EXIT)
    except (
        Exception
    ) as error:  # the boundary: whatever a parser raises costs one report, with its name
        send(frames, ["failed", "error", f"{type(error).__name__}: {error}"[:500]])


def send(pipe: BinaryIO, value: Any) -> None:
    """Write one frame of JSON."""
    data = json.dumps(value, separators=(",", ":")).encode("ascii")
    pipe.write(struct.pack(">I", len(data)) + data)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes | None:
    """Read one frame; None at the end."""
    head = pipe.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack(">Q", head)
    data = pipe.read(length)
    return data if len(data) == length else None


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Move the pipes off descriptors 0 and 1, so that a parser's prints cannot enter a frame."""
    jobs = os.fdopen(os.dup(0), "rb")
    frames = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - stands for the process's own
    return jobs, frames


def _limit(memory_bytes: int) -> None:
    """Set the limits that hold for the worker's life: memory, dumps, files, processes."""
    try:
        import resource
    except ImportError:  # no POSIX limits here; the parent's clock still holds
        return
    for name, value in (
        ("DATA", memory_bytes),
        ("AS", memory_bytes * 2),
        ("CORE", 0),
        ("FSIZE", 0),
        ("NOFILE", OPEN_FILES),
        ("NPROC", 0),
        ("MEMLOCK", 0),
        ("MSGQUEUE", 0),
    ):
        what = getattr(resource, f"RLIMIT_{name}", None)
        if what is None:
            continue
        hard = resource.getrlimit(what)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        try:
            resource.setrlimit(what, (value, value))
        except (ValueError, OSError):  # a system that knows the limit but does not set it
            continue


def _limit_processor(seconds: float) -> None:
    """Let the system end a worker whose parent is gone: twice the wall clock, from now."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + 2 * seconds) + 2
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
