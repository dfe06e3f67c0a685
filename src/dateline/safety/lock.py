"""What a parser process gives up before it sees the first byte of a report.

Each layer is tried by itself: a kernel that lacks one leaves the others. What is active is
told by the trial of :mod:`dateline.safety.isolation`, not by what was asked for.
"""

from __future__ import annotations

import ctypes
import struct
import sys
import sysconfig
from collections.abc import Collection
from pathlib import Path
from typing import Any

from dateline.safety import landlock, seccomp

LAYERS = ("namespaces", "rights", "landlock", "seccomp")
"""From the widest to the narrowest; the filter of calls comes last, since the others need calls
that it refuses."""

_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo",
    "/etc/localtime", "/etc/ld.so.cache", "/dev/null", "/dev/urandom",
)  # fmt: skip
"""Shared libraries and the rules of time zones: what modules that are loaded late may open."""

_NEW_USER, _NEW_NETWORK, _NEW_IPC = 0x1000_0000, 0x4000_0000, 0x0800_0000
_DUMPABLE, _DROP_BOUND, _NO_NEW_PRIVILEGES, _AMBIENT = 4, 24, 38, 47


def lock(layers: Collection[str]) -> dict[str, Any]:
    """Give up rights, for good; say which layers the kernel took.

    Call it after every import. The answer has ``landlock``, the version of its interface (0 for
    none), and True or False for the other layers.
    """
    taken: dict[str, Any] = {"namespaces": False, "rights": False, "landlock": 0, "seccomp": False}
    if sys.platform != "linux":
        return taken
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syscall") or not hasattr(library, "prctl"):
        return taken
    if "namespaces" in layers:
        taken["namespaces"] = _leave_network(library)
    if "rights" in layers:
        taken["rights"] = _drop_rights(library)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return taken
    if "landlock" in layers:
        taken["landlock"] = landlock.restrict(library, readable())
    if "seccomp" in layers:
        taken["seccomp"] = seccomp.install(library)
    return taken


def readable() -> list[Path]:
    """Give the folders and files that a parser may still read: Python, its packages, libraries.

    The working folder and what else the search path names is not among them, only packages
    that were loaded from there.
    """
    found = {Path(path) for path in _SYSTEM}
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        path = sysconfig.get_paths().get(name)
        if path:
            found.add(Path(path))
    libraries = sysconfig.get_config_var("LIBDIR")
    if libraries:
        found.add(Path(libraries))
    for name, module in list(sys.modules.items()):
        if "." not in name:
            paths = [*getattr(module, "__path__", ()), getattr(module, "__file__", None)]
            found.update(Path(path).absolute() for path in paths if isinstance(path, str))
    return sorted(found)


def _leave_network(library: ctypes.CDLL) -> bool:
    """Move into a network of its own, which has no way out."""
    if library.unshare(_NEW_NETWORK | _NEW_IPC) == 0:
        return True
    return bool(library.unshare(_NEW_USER | _NEW_NETWORK | _NEW_IPC) == 0)


def _drop_rights(library: ctypes.CDLL) -> bool:
    """Drop every capability, also root's, and shut the memory to debuggers."""
    library.prctl(_DUMPABLE, 0, 0, 0, 0)
    library.prctl(_AMBIENT, 4, 0, 0, 0)
    for capability in range(64):
        library.prctl(_DROP_BOUND, capability, 0, 0, 0)
    machine = seccomp.here()
    if machine is None:
        return False
    header = ctypes.create_string_buffer(struct.pack("=Ii", 0x2008_0522, 0), 8)
    return bool(library.syscall(machine.capset, header, ctypes.create_string_buffer(24)) == 0)


__all__ = ["LAYERS", "lock", "readable"]
