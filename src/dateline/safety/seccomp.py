"""A filter of system calls for parser processes: what a parser does not need is refused.

The filter lists what is allowed, not what is forbidden, so that a call that a later kernel adds
is refused too. It is a program for the kernel's packet filter, made for the machine at hand
(``linux/filter.h``, ``linux/seccomp.h``); 64-bit Linux on x86-64 and ARM.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from typing import NamedTuple


class Machine(NamedTuple):
    """What differs between processors: the mark of the calling convention and two calls."""

    architecture: int
    seccomp: int
    capset: int
    column: int


MACHINES = {
    "x86_64": Machine(0xC000_003E, 317, 126, 0),
    "aarch64": Machine(0xC000_00B7, 277, 91, 1),
}
"""``AUDIT_ARCH_*`` of ``linux/audit.h`` and call numbers, by the name that ``uname -m`` gives."""

_NONE = -1
_ALLOWED: dict[str, tuple[int, int]] = {
    # pipes and files that are open already
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "preadv": (295, 69), "close": (3, 57), "lseek": (8, 62), "dup": (32, 23), "dup2": (33, _NONE),
    "dup3": (292, 24), "fadvise64": (221, 223), "poll": (7, _NONE), "ppoll": (271, 73),
    "select": (23, _NONE), "pselect6": (270, 72),
    # looking at files; Landlock says which may be opened
    "fstat": (5, 80), "newfstatat": (262, 79), "stat": (4, _NONE), "lstat": (6, _NONE),
    "statx": (332, 291), "access": (21, _NONE), "faccessat": (269, 48), "faccessat2": (439, 439),
    "readlink": (89, _NONE), "readlinkat": (267, 78), "getdents": (78, _NONE),
    "getdents64": (217, 61), "getcwd": (79, 17), "statfs": (137, 43), "fstatfs": (138, 44),
    # memory
    "mmap": (9, 222), "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226),
    "brk": (12, 214), "madvise": (28, 233), "mincore": (27, 232), "membarrier": (324, 283),
    # locks, signals, clocks
    "futex": (202, 98), "rseq": (334, 293), "set_robust_list": (273, 99),
    "set_tid_address": (218, 96), "rt_sigaction": (13, 134), "rt_sigreturn": (15, 139),
    "rt_sigprocmask": (14, 135), "sigaltstack": (131, 132), "restart_syscall": (219, 128),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101), "gettimeofday": (96, 169), "time": (201, _NONE), "times": (100, 153),
    "pause": (34, _NONE),
    # about itself and the machine
    "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getuid": (102, 174),
    "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177), "getrandom": (318, 278),
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "getcpu": (309, 168),
    "getrusage": (98, 165), "getrlimit": (97, 163), "setrlimit": (160, 164), "uname": (63, 160),
    "sysinfo": (99, 179), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
"""Calls that a parser may make, with their numbers on x86-64 and on ARM."""

_OPEN = (2, _NONE)
_OPENAT = (257, 56)
_IOCTL = (16, 29)
_FCNTL = (72, 25)
_KILL = (62, 129)
_TGKILL = (234, 131)
_PRLIMIT = (302, 261)
_CLONE3 = (435, 435)
_NEWER = 440
"""Calls from here on are young enough that libraries do without where they are missing."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_IOCTLS = (0x5401, 0x5450, 0x5451, 0x541B, 0x5421)
"""Whether it is a terminal (TCGETS), FIONCLEX, FIOCLEX, FIONREAD, FIONBIO: none that types for the user."""
_FCNTLS = (0, 1, 2, 3, 4, 1030)
"""Doubling descriptors and their flags; not F_SETOWN, which has the kernel send signals."""

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K
_ALLOW = 0x7FFF_0000
_KILL_PROCESS = 0x8000_0000
_REFUSE = 0x0005_0000  # SECCOMP_RET_ERRNO, the error below it

_NUMBER = 0
_ARCHITECTURE = 4
_FIRST_ARGUMENT = 16
"""Offsets in ``struct seccomp_data``; arguments are 8 bytes each, the lower half first."""
_X32 = 0x4000_0000
"""Calls of the x32 convention carry this bit beside the x86-64 mark."""


def here() -> Machine | None:
    """Give the machine at hand, or None where no filter is written for it."""
    if sys.platform != "linux" or sys.maxsize < 2**32 or sys.byteorder != "little":
        return None
    return MACHINES.get(os.uname().machine)


def program(machine: Machine, process: int) -> bytes:
    """Give the filter for a machine: eight bytes an instruction.

    ``process`` is the one process that may be sent signals: the parser's own.
    """
    code = [
        *_step(_LOAD, _ARCHITECTURE),
        *_step(_EQUAL, machine.architecture, 1, 0),
        *_step(_RETURN, _KILL_PROCESS),
        *_step(_LOAD, _NUMBER),
    ]
    if machine.column == 0:
        code += [*_step(_AT_LEAST, _X32, 0, 1), *_step(_RETURN, _KILL_PROCESS)]
    for numbers in _ALLOWED.values():
        code += _on(numbers[machine.column], _step(_RETURN, _ALLOW))
    code += _on(_OPEN[machine.column], _unless_any_bit(1, _WRITING))
    code += _on(_OPENAT[machine.column], _unless_any_bit(2, _WRITING))
    code += _on(_IOCTL[machine.column], _only(1, _IOCTLS))
    code += _on(_FCNTL[machine.column], _only(1, _FCNTLS))
    code += _on(_KILL[machine.column], _only(0, (process,)))
    code += _on(_TGKILL[machine.column], _only(0, (process,)))
    code += _on(_PRLIMIT[machine.column], _only(0, (0, process)))
    code += _on(_CLONE3[machine.column], _step(_RETURN, _REFUSE | errno.ENOSYS))
    code += [
        *_step(_AT_LEAST, _NEWER, 0, 1),
        *_step(_RETURN, _REFUSE | errno.ENOSYS),
        *_step(_RETURN, _REFUSE | errno.EPERM),
    ]
    return b"".join(code)


def install(library: ctypes.CDLL) -> bool:
    """Filter the calls of this process from now on; False where the kernel does not.

    Wants ``PR_SET_NO_NEW_PRIVS``. Cannot be undone.
    """
    machine = here()
    if machine is None:
        return False
    code = program(machine, os.getpid())
    instructions = ctypes.create_string_buffer(code, len(code))
    frame = struct.pack("@HxxxxxxQ", len(code) // 8, ctypes.addressof(instructions))
    argument = ctypes.create_string_buffer(frame, len(frame))
    if library.syscall(machine.seccomp, 1, 1, argument) == 0:  # every thread (TSYNC)
        return True
    return bool(library.prctl(22, 2, argument, 0, 0) == 0)  # PR_SET_SECCOMP, of older kernels


def _step(operation: int, value: int, yes: int = 0, no: int = 0) -> list[bytes]:
    return [struct.pack("<HBBI", operation, yes, no, value)]


def _on(number: int, then: list[bytes]) -> list[bytes]:
    """Give ``then``, which returns, for the call of a number; nothing where there is no such call."""
    return [] if number == _NONE else [*_step(_EQUAL, number, 0, len(then)), *then]


def _only(argument: int, values: tuple[int, ...]) -> list[bytes]:
    code = _step(_LOAD, _FIRST_ARGUMENT + 8 * argument)
    for value in values:
        code += [*_step(_EQUAL, value, 0, 1), *_step(_RETURN, _ALLOW)]
    return [*code, *_step(_RETURN, _REFUSE | errno.EPERM)]


def _unless_any_bit(argument: int, bits: int) -> list[bytes]:
    return [
        *_step(_LOAD, _FIRST_ARGUMENT + 8 * argument),
        *_step(_ANY_BIT, bits, 1, 0),
        *_step(_RETURN, _ALLOW),
        *_step(_RETURN, _REFUSE | errno.EACCES),
    ]
