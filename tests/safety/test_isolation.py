"""Workers are shut off from network, files and programs as far as the kernel goes, and say how far."""

from __future__ import annotations

import errno
import os
import struct
import sys
from pathlib import Path

import pytest

from dateline.ingest.files import Given, read_files
from dateline.safety import seccomp
from dateline.safety.isolation import level, probe
from dateline.safety.lock import LAYERS, readable
from dateline.safety.sandbox import Failure, Job, Limits, ParserPool

NEWS = b"Rebels attacked the town of Homs on Monday and killed four soldiers, police said.\n"
ALLOW, KILL = 0x7FFF_0000, 0x8000_0000
REFUSED = 0x0005_0000


@pytest.fixture(scope="module")
def whole():
    """The trial with everything that this system has; skips where it has too little."""
    isolation = probe()
    if isolation.level != "full":
        pytest.skip(f"this system does not shut parsers off: {isolation.words}")
    return isolation


def test_a_worker_is_shut_off_from_everything(whole):
    assert (whole.network, whole.files, whole.programs, whole.memory) == (True,) * 4
    assert "seccomp" in whole.words
    assert "2,048 MiB" in whole.words
    assert level() == "full"


@pytest.mark.parametrize("layers", [(layer,) for layer in LAYERS])
def test_each_layer_can_be_missing(layers):
    """What one layer alone shuts is true of it, and reading goes on."""
    found = probe(layers)
    assert found.memory or sys.platform != "linux"
    with ParserPool(1, layers=layers) as pool:
        (received,) = read_files(pool, [Given("a.txt", NEWS)])
        assert received.item.text.startswith("Rebels")
        active = {layer for layer, taken in pool.taken.items() if taken}
    assert active <= set(layers)
    if "seccomp" in active:
        assert found.network
        assert found.programs
    if "landlock" in active:
        assert found.files


def test_without_layers_it_says_that_only_memory_is_bounded():
    found = probe(())
    assert (found.network, found.files, found.programs) == (False, False, False)
    assert found.level == ("limits" if found.memory else "none")
    assert "not shut off from network, files and programs" in found.words


def test_the_user_can_do_without_layers(monkeypatch):
    monkeypatch.setenv("DATELINE_ISOLATION", "limits")
    assert not probe().network


def test_the_trial_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    probe(())
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_does_not_survive_its_layers_runs_without(monkeypatch):
    """A kernel that breaks what it offers costs the layers, not the reading."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    with ParserPool(1, parser="parsers_for_tests:parse", layers=("break",)) as pool:
        monkeypatch.setattr(
            "dateline.safety.sandbox._BOOT",
            "import sys, json, os\npath, parser, limits = json.loads(sys.argv[1])\nsys.path[:] = path\n"
            "if limits['layers']: os._exit(9)\n"
            "from dateline.safety.worker import main; main(parser, limits)",
        )
        (result,) = pool.stream([Job(b"a", {})])
        assert result.value[0] == "a"
        assert not any(pool.taken.values())


def test_a_parser_that_cannot_be_started_is_a_failure(monkeypatch):
    monkeypatch.setattr("sys.executable", "/proc/nowhere/python")
    with ParserPool(1) as pool:
        (result,) = pool.stream([Job(b"a", {"name": "a.txt", "options": {}})])
    assert isinstance(result.value, Failure)
    assert "no parser can be started" in result.value.reason


def test_what_breaks_in_a_thread_of_the_pool_reaches_the_caller(monkeypatch):
    def broken(*_):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("dateline.safety.sandbox._Worker.send", broken)
    with ParserPool(1) as pool, pytest.raises(RuntimeError, match="unforeseen"):
        list(pool.stream([Job(b"a", {})]))


def test_the_working_folder_cannot_be_read_through_the_search_path(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    assert not [path for path in readable() if tmp_path == path or tmp_path in path.parents]
    assert Path.home() not in readable()
    assert Path("/") not in readable()


def test_a_worker_opens_few_files_and_writes_none(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    pytest.importorskip("resource")
    with ParserPool(1, Limits(), "parsers_for_tests:limits", layers=()) as pool:
        (result,) = pool.stream([Job(b"", {})])
    limits = result.value
    assert limits["CORE"] == limits["FSIZE"] == limits["NPROC"] == 0
    assert limits["NOFILE"] <= 64
    assert limits["DATA"] == Limits().memory_bytes


# --------------------------------------------------------------------------- the filter itself


def run(code, number, arguments=(), architecture=None, machine=seccomp.MACHINES["x86_64"]):
    """Give what the filter answers to a call: the kernel's rules for its instructions, in Python."""
    data = struct.pack(
        "<iIQ6Q",
        number,
        machine.architecture if architecture is None else architecture,
        0,
        *(tuple(arguments) + (0,) * 6)[:6],
    )
    at = accumulator = 0
    for _ in range(10_000):
        operation, yes, no, value = struct.unpack_from("<HBBI", code, 8 * at)
        at += 1
        if operation == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif operation == 0x06:
            return value
        else:
            holds = {
                0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)
            }[operation]  # fmt: skip
            at += yes if holds else no
    raise AssertionError("the filter does not end")


X86 = seccomp.program(seccomp.MACHINES["x86_64"], 4711)
ARM = seccomp.program(seccomp.MACHINES["aarch64"], 4711)


@pytest.mark.parametrize(
    ("number", "arguments", "answer"),
    [
        (0, (), ALLOW),  # read
        (41, (2, 1), REFUSED | errno.EPERM),  # socket
        (42, (), REFUSED | errno.EPERM),  # connect
        (59, (), REFUSED | errno.EPERM),  # execve
        (56, (), REFUSED | errno.EPERM),  # clone
        (57, (), REFUSED | errno.EPERM),  # fork
        (101, (), REFUSED | errno.EPERM),  # ptrace
        (165, (), REFUSED | errno.EPERM),  # mount
        (157, (), REFUSED | errno.EPERM),  # prctl
        (435, (), REFUSED | errno.ENOSYS),  # clone3
        (425, (), REFUSED | errno.EPERM),  # io_uring_setup
        (600, (), REFUSED | errno.ENOSYS),  # a call of a later kernel
        (257, (0, 0, os.O_RDONLY | os.O_CLOEXEC), ALLOW),  # openat
        (257, (0, 0, os.O_WRONLY), REFUSED | errno.EACCES),
        (257, (0, 0, os.O_RDWR | os.O_CREAT), REFUSED | errno.EACCES),
        (2, (0, os.O_WRONLY), REFUSED | errno.EACCES),  # open
        (16, (0, 0x5401), ALLOW),  # ioctl TCGETS
        (16, (0, 0x5412), REFUSED | errno.EPERM),  # TIOCSTI
        (72, (0, 8), REFUSED | errno.EPERM),  # fcntl F_SETOWN
        (62, (4711, 9), ALLOW),  # kill itself
        (62, (1, 9), REFUSED | errno.EPERM),
        (62, (2**64 - 1, 9), REFUSED | errno.EPERM),  # kill everybody
        (302, (0, 0), ALLOW),  # prlimit64 of itself
        (302, (1, 0), REFUSED | errno.EPERM),
        (0x4000_0000, (), KILL),  # x32
    ],
)
def test_the_filter_on_x86_64(number, arguments, answer):
    assert run(X86, number, arguments) == answer


@pytest.mark.parametrize(
    ("number", "arguments", "answer"),
    [
        (63, (), ALLOW),  # read
        (198, (), REFUSED | errno.EPERM),  # socket
        (203, (), REFUSED | errno.EPERM),  # connect
        (221, (), REFUSED | errno.EPERM),  # execve
        (220, (), REFUSED | errno.EPERM),  # clone
        (56, (0, 0, os.O_RDONLY), ALLOW),  # openat
        (56, (0, 0, os.O_WRONLY), REFUSED | errno.EACCES),
        (129, (4711, 9), ALLOW),  # kill itself
        (129, (1, 9), REFUSED | errno.EPERM),
    ],
)
def test_the_filter_on_arm(number, arguments, answer):
    machine = seccomp.MACHINES["aarch64"]
    assert run(ARM, number, arguments, machine=machine) == answer


def test_a_call_in_another_convention_ends_the_process():
    assert run(X86, 0, architecture=0x4000_0003) == KILL  # 32-bit x86 on a 64-bit kernel
