"""Processor time of reading pages in a parser process beside bare trafilatura.

    python benchmarks/reading_cost.py [--pages 5000] [--rounds 3] [--seed 5]

Both arms read the same pages in the same order, each as a process of its own, in turn: bare
trafilatura (``bare_extraction`` with metadata, comments left out) in one process, dateline's
:func:`dateline.ingest.files.read_files` with one worker that is shut off. What counts is the
processor time of the process and its children, imports included. The pages are those of
``shared/data/pages`` over and over, each time with other words in them so that nothing can be
remembered; where they are absent, pages are generated.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages" / "dev.tar.gz"

BARE = """
import sys
from pathlib import Path
from trafilatura import bare_extraction
for path in sorted(Path(sys.argv[1]).iterdir()):
    bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
"""
DATELINE = """
import sys
from dateline.ingest.files import read_files, walk
from dateline.safety import ParserPool
with ParserPool(1) as pool:
    for received in read_files(pool, walk([sys.argv[1]])):
        received.item
"""


def sources() -> list[bytes]:
    """Give the pages to vary: real ones where they are here, else generated ones."""
    if not DATA.is_file():
        return [_generated(number) for number in range(100)]
    with tarfile.open(DATA) as packed:
        names = sorted(member.name for member in packed if member.isfile())
        return [file.read() for name in names if (file := packed.extractfile(name)) is not None]


def _generated(number: int) -> bytes:
    choose = random.Random(number)
    words = ("troops", "town", "market", "attacked", "killed", "governor", "said", "road", "the")
    menu = "".join(f"<li><a href='/s{n}'>Section {n}</a></li>" for n in range(60))
    body = "".join(
        f"<p>{' '.join(choose.choice(words) for _ in range(60)).capitalize()}.</p>"
        for _ in range(12)
    )
    return (
        f"<html><head><title>Attack {number}</title></head><body><ul>{menu}</ul>"
        f"<article><h1>Attack {number}</h1>{body}</article></body></html>"
    ).encode()


def pages(count: int, seed: int) -> Iterator[bytes]:
    """Give ``count`` pages, all different: a paragraph with words of its own ends each body."""
    choose = random.Random(seed)
    originals = sources()
    for number in range(count):
        page = originals[number % len(originals)]
        note = f"<p>Note {number} of {choose.getrandbits(64):x}.</p>".encode("ascii")
        head, mark, tail = page.rpartition(b"</body")
        yield head + note + mark + tail if mark else page + note


def measure(program: str, folder: Path) -> dict[str, float]:
    """Give processor and wall seconds of a program over the pages in a folder."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", program, str(folder)])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed with status {status}; run it alone to see why")
    return {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.perf_counter() - started}


def compare(count: int, rounds: int, seed: int) -> list[tuple[dict[str, float], dict[str, float]]]:
    """Give the (bare, dateline) measurements of each round; which goes first alternates."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, page in enumerate(pages(count, seed)):
            (folder / f"{number:06}.html").write_bytes(page)
        found = []
        for turn in range(rounds):
            order = (BARE, DATELINE) if turn % 2 == 0 else (DATELINE, BARE)
            taken = {program: measure(program, folder) for program in order}
            found.append((taken[BARE], taken[DATELINE]))
        return found


def main() -> None:
    """Print both arms' times, the ratio of each round, their median and their range."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=5)
    arguments = parser.parse_args()
    found = compare(arguments.pages, arguments.rounds, arguments.seed)
    print(f"{arguments.pages} pages, {'real' if DATA.is_file() else 'generated'}, varied; "
          f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")  # fmt: skip
    for bare, ours in found:
        print(f"bare {bare['cpu']:7.1f} s ({bare['wall']:.1f} wall)   "
              f"dateline {ours['cpu']:7.1f} s ({ours['wall']:.1f} wall)   "
              f"ratio {ours['cpu'] / bare['cpu']:.3f}")  # fmt: skip
    ratios = [ours["cpu"] / bare["cpu"] for bare, ours in found]
    print(f"ratio of processor time: median {statistics.median(ratios):.3f}, "
          f"from {min(ratios):.3f} to {max(ratios):.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
