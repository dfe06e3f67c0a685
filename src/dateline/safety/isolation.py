"""What parser processes are kept from on this system: tried out, not assumed.

On Linux a worker gives up the network, files and programs before it reads (see
:mod:`dateline.safety.lock`). What a kernel, a container or another system does not offer is
left out, and reading goes on with what there is: :func:`probe` says with what.
"""

from __future__ import annotations

import contextlib
import socket
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.safety.sandbox import MIB, Failure, Job, Limits, ParserPool


@dataclass(frozen=True, slots=True)
class Isolation:
    """What a parser process is kept from, as a trial of a real one found."""

    level: str
    """``full``: network, files, programs and memory are shut off; ``partial``: some of them, memory
    included; ``limits``: only memory (and time) are bounded; ``none``: not even memory."""
    network: bool
    """It reaches no network and no other process's socket."""
    files: bool
    """It reads no file but the program's own, and writes, changes and removes none."""
    programs: bool
    """It starts no process, runs no program and signals no other one."""
    memory: bool
    """It gets no more memory than its limit."""
    words: str
    """The same as a sentence, with what does it."""


def probe(layers: tuple[str, ...] | None = None) -> Isolation:
    """Start a worker that tries what parsers may not do, and give what it was kept from.

    ``layers`` are those of :data:`dateline.safety.lock.LAYERS` to ask for; all by default.
    Takes some tenths of a second.
    """
    limits = Limits(seconds=30.0)
    with tempfile.TemporaryDirectory(prefix="dateline-") as name:
        folder = Path(name)
        for file in ("there", "spare"):
            (folder / file).write_bytes(b"kept")
        arguments = {"folder": name, "memory": limits.memory_bytes + MIB}
        with (
            socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            if hasattr(socket, "AF_UNIX")
            else contextlib.nullcontext() as listener,
            ParserPool(1, limits, "dateline.safety.trial:parse", layers=layers) as pool,
        ):
            if listener is not None:
                with contextlib.suppress(OSError):  # a path too long for a socket
                    listener.bind(str(folder / "socket"))
                    listener.listen()
            (value,) = [result.value for result in pool.stream([Job(b"", arguments)])]
            taken = pool.taken
    if isinstance(value, Failure):
        return Isolation("none", False, False, False, False, f"not known: {value.reason}")
    return _isolation(value, taken, limits)


@cache
def level() -> str:
    """Give the level of :func:`probe`, tried once a process."""
    return probe().level


def _isolation(refused: dict[str, bool], taken: dict[str, Any], limits: Limits) -> Isolation:
    network = refused["tcp"] and refused["unix"]
    files = all(refused[what] for what in ("read", "write", "change", "remove"))
    programs = all(refused[what] for what in ("fork", "run", "signal"))
    memory = refused["memory"]
    shut = (network, files, programs)
    if memory:
        level = "full" if all(shut) else "partial" if any(shut) else "limits"
    else:
        level = "none"
    names = ("network", "files", "programs")
    without = [name for name, closed in zip(names, shut, strict=True) if closed]
    open_ = [name for name, closed in zip(names, shut, strict=True) if not closed]
    parts = []
    if without:
        parts.append(f"parsers are shut off from {_listed(without)}{_by(taken)}")
    if open_:
        parts.append(
            f"{'but not' if without else 'parsers are not shut off'} from {_listed(open_)}"
        )
    parts.append(
        f"held to {limits.memory_bytes // MIB:,} MiB of memory"
        if memory
        else "not bounded in memory"
    )
    return Isolation(level, network, files, programs, memory, ", ".join(parts))


def _by(taken: dict[str, Any]) -> str:
    means = []
    if taken.get("seccomp"):
        means.append("seccomp")
    if taken.get("landlock"):
        means.append(f"Landlock {taken['landlock']}")
    if taken.get("namespaces"):
        means.append("a network namespace")
    return f" ({', '.join(means)})" if means else ""


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


__all__ = ["Isolation", "level", "probe"]
