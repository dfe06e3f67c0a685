"""Fuzz every reader in parser processes with short limits and write what was found.

    python evaluation/fuzz.py [--minutes 1] [--seed 1] [--only pdf,rtf] [--keep FOLDER]

A finding is an error that no reader explains, a report that takes more than fifteen seconds or half a
GiB, a process that dies, or a reading that breaks its own rules (spans outside the text, control
characters). Prints a table of cases and findings for each reader; ``--keep`` writes the files of findings.
Which cases are run depends on the seed and their number alone; how many there are, on the time.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "ingest"))

from fuzz_for_tests import MIB, mutate
from fuzz_seeds_for_tests import seeds

from dateline.safety import Failure, Job, Limits, ParserPool

LIMITS = Limits(seconds=15.0, memory_bytes=512 * MIB)
"""A report of these files takes some milliseconds, the first odd date of a page 8 seconds on a busy core"""


def cases(kinds: dict[str, list[tuple[str, bytes]]], seed: str, until: float) -> Iterator[Job]:
    """Give jobs, one reader after the other, until the clock is at ``until``."""
    everything = [data for files in kinds.values() for _, data in files]
    number = 0
    while time.monotonic() < until:
        for kind, files in kinds.items():
            rng = random.Random(f"{seed} {kind} {number}")
            name, data = files[number % len(files)]
            near = [other for _, other in files] if rng.random() < 0.7 else everything
            yield Job(mutate(data, rng, near), {"name": name}, (kind, number))
        number += 1


def main() -> int:
    """Run, print the table; give 1 where there were findings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    kinds = seeds()
    if asked.only:
        kinds = {kind: kinds[kind] for kind in asked.only.split(",")}
    count: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
    found: Counter[tuple[str, str]] = Counter()
    with ParserPool(1, LIMITS, parser="fuzz_for_tests:parse") as pool:
        last = None
        for job, value in pool.stream(
            cases(kinds, asked.seed, time.monotonic() + 60 * asked.minutes)
        ):
            kind, number = job.key
            if job is not last:
                count[kind]["cases"] += 1
                last = job
            if isinstance(value, dict) and "fault" not in value:
                count[kind].update(value)
                continue
            what = f"{value.code}: {value.reason}" if isinstance(value, Failure) else value["fault"]
            count[kind]["findings"] += 1
            if not found[kind, what]:
                print(
                    f"{kind} {number} ({job.arguments['name']}): {what}",
                    file=sys.stderr,
                    flush=True,
                )
                if asked.keep:
                    asked.keep.mkdir(parents=True, exist_ok=True)
                    (asked.keep / f"{kind}-{number}-{job.arguments['name']}").write_bytes(job.data)
            found[kind, what] += 1
    print(
        "| reader | cases | readings | explained reasons | findings |\n| --- | --- | --- | --- | --- |"
    )
    for kind, figures in count.items():
        print(f"| {kind} | " + " | ".join(f"{figures[name]:,}" for name in ("cases", "readings", "reasons", "findings")) + " |")  # fmt: skip
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
