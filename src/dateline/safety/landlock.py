"""Landlock, the kernel's rules on files that a process sets itself: for parser processes nothing
but reading the program's own files (``linux/landlock.h``, kernels from 5.13 on)."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""Call numbers, the same on every processor."""
_VERSION = 1
_BENEATH = 1

_READ_FILE = 1 << 2
_READ_FOLDER = 1 << 3
_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""By the version of the interface, how many rights on files it knows: execute, write, read, list,
remove, make, then move (2), truncate (3), device control (5)."""
_NETWORK = 0b11
"""To bind and to connect TCP ports (version 4)."""
_SCOPES = 0b11
"""Abstract sockets of other processes, and signals to them (version 6)."""


def version(library: ctypes.CDLL) -> int:
    """Give the version of the kernel's interface; 0 where it has none or it is switched off."""
    return max(0, int(library.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION)))


def restrict(library: ctypes.CDLL, readable: Iterable[Path]) -> int:
    """Let this thread read beneath ``readable`` and nothing else; give the version, 0 for none.

    Where the kernel knows of them, connections, devices and signals to others are refused
    too. Wants ``PR_SET_NO_NEW_PRIVS``. Cannot be undone.
    """
    known = version(library)
    if not known:
        return 0
    rights = max(count for least, count in _RIGHTS.items() if known >= least)
    handled = struct.pack("@Q", (1 << rights) - 1)
    if known >= 4:
        handled += struct.pack("@Q", _NETWORK)
    if known >= 6:
        handled += struct.pack("@Q", _SCOPES)
    rules = int(library.syscall(_CREATE, handled, ctypes.c_size_t(len(handled)), 0))
    if rules < 0:
        return 0
    try:
        for path in readable:
            _allow(library, rules, path)
        return known if library.syscall(_RESTRICT, rules, 0) == 0 else 0
    finally:
        os.close(rules)


def _allow(library: ctypes.CDLL, rules: int, path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there cannot be read
    try:
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        right = _READ_FILE | _READ_FOLDER if folder else _READ_FILE
        library.syscall(_ADD, rules, _BENEATH, struct.pack("=Qi", right, descriptor), 0)
    finally:
        os.close(descriptor)
