"""Parsers that misbehave on request; workers of the tests import them by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def parse(data, arguments, skip, progress):
    """Give the words of ``data`` one by one; some words make the parser misbehave."""
    for number, word in enumerate(data.decode().split(), 1):
        if number <= skip:
            continue
        progress(number, str(number))
        if word == "hang":
            time.sleep(3600)
        if word == "loop":
            while True:
                pass
        if word == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if word == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "kill-twice" and len(list(Path(arguments["folder"]).iterdir())) < 2:
            (Path(arguments["folder"]) / str(os.getpid())).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "exit":
            os._exit(3)
        if word == "eat":
            yield len(bytearray(1 << 40))
        if word == "flood":
            yield "x" * (4 << 20)
        if word == "raise":
            raise ValueError("no such thing")
        if word == "print":
            print("this must not reach the frames", flush=True)
        if word == "environment":
            yield sorted(os.environ)
        yield [word, os.getpid()]


def between(data, arguments, skip, progress):
    """Give one result, then crash where no member is being read."""
    progress(1, "1")
    yield "first"
    os._exit(3)


def limits(data, arguments, skip, progress):
    """Give the limits that this process has."""
    import resource

    names = ("CORE", "FSIZE", "NOFILE", "NPROC", "DATA")
    yield {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[0] for name in names}
