"""The parser of the probe: tries in a worker what no parser may do, and says how it went."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


def parse(
    data: bytes, arguments: dict[str, Any], skip: int, progress: Callable[[int, str], None]
) -> Iterator[Any]:
    """Give one mapping: for each thing tried, whether it was refused.

    ``arguments`` has ``folder``, a folder of the parent's with the file ``there`` in it, and
    ``memory``, bytes that are more than the worker may have.
    """
    folder = Path(arguments["folder"])
    yield {
        "tcp": _refused(_connect_tcp),
        "unix": _refused(_connect_unix, folder / "socket"),
        "read": _refused(_read, folder / "there"),
        "write": _refused(_write, folder / "made"),
        "change": _refused(_change, folder / "there"),
        "remove": _refused(_remove, folder / "spare"),
        "fork": _refused(_fork),
        "run": _refused(_run),
        "signal": _refused(_signal),
        "memory": _refused(_take, arguments["memory"]),
    }


def _refused(attempt: Callable[..., None], *arguments: Any) -> bool:
    try:
        attempt(*arguments)
    except (OSError, MemoryError):
        return True
    return False


def _connect_tcp() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        connection.settimeout(2)
        if connection.connect_ex(("127.0.0.1", 1)) not in (0, errno.ECONNREFUSED):
            raise OSError  # a refusal by the other side shows that it was reached


def _connect_unix(path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(2)
        connection.connect(str(path))


def _read(path: Path) -> None:
    path.read_bytes()


def _write(path: Path) -> None:
    path.touch()


def _change(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"changed")


def _remove(path: Path) -> None:
    path.unlink()


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _run() -> None:
    child = os.posix_spawn(sys.executable, [sys.executable, "-I", "-S", "-c", ""], {})
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 127:
        raise OSError  # the child could not become the program


def _signal() -> None:
    os.kill(os.getppid(), 0)


def _take(size: int) -> None:
    len(bytearray(size))
