"""Memory of the whole path over many reports: it must not grow with their number.

    python benchmarks/memory_flat.py [--reports 10000]

Adds generated short reports to a new ledger in this process (parsers in theirs) and prints
the resident memory of both after every tenth of them. Ends with status 1 where the second
half grew by more than a tenth over the first half's end.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dateline.ingest import Given, IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import Summary, add
from dateline.pipeline.report import Setup
from dateline.store import open_ledger

WHO = ("Gunmen", "Rebels", "The army", "Police", "Islamist militants", "Government troops")
DID = ("attacked", "shelled", "raided", "surrounded", "seized", "bombed")
WHAT = ("a market", "a police post", "an army base", "a village", "a convoy", "a hospital")
WHERE = ("Mosul", "Grozny", "Aleppo", "Kandahar", "Maiduguri", "Goma", "Donetsk", "Mogadishu")
SAID = ("a police spokesman", "residents", "the governor", "a hospital official", "state radio")

ALLOWED_GROWTH = 0.10
"""Of the second half over the first: allocators fragment a little; a leak of one annotation a
report (about 30 kB) would be 150 MB over 5,000 reports, half as much again."""


def reports(count: int, seed: int = 5) -> Iterator[bytes]:
    """Give ``count`` rows of JSON Lines, each a report of about 60 words, all different."""
    choose = random.Random(seed)
    for number in range(count):
        day = f"{choose.randrange(1, 29)} {choose.choice(('March', 'April', 'May'))} 2015"
        sentences = [
            f"{choose.choice(WHO)} {choose.choice(DID)} {choose.choice(WHAT)} in "
            f"{choose.choice(WHERE)} on {day}, {choose.choice(SAID)} said.",
            f"At least {choose.randrange(2, 90)} people were killed and {choose.randrange(2, 90)} "
            "were wounded in the attack, according to a doctor at the city hospital.",
            f"The government accused a group called Brigade {number} and promised to send more "
            f"troops to {choose.choice(WHERE)} before the end of the month.",
        ]
        row = {
            "id": str(number),
            "title": f"{choose.choice(WHERE)}: incident {number}",
            "text": " ".join(sentences),
            "publisher": f"Wire {choose.randrange(40)}",
            "date": "2015-06-01",
        }
        yield (json.dumps(row) + "\n").encode()


def resident(process: str = "self") -> float:
    """Give the resident memory of a process in MiB (Linux)."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def children() -> list[str]:
    """Give the ids of this process's children (Linux)."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        found += (task / "children").read_text(encoding="ascii").split()
    return found


def measure(count: int, folder: Path) -> list[tuple[int, float, float]]:
    """Add ``count`` reports; give (reports, MiB of this process, MiB of the largest parser)."""
    ledger = open_ledger(folder / "ledger", create=True)
    setup = Setup(codebooks.keep(folder / "ledger", ["plover", "organisations"]))
    samples: list[tuple[int, float, float]] = []
    step = max(1, count // 10)

    def sample(summary: Summary) -> None:
        if summary.new % step == 0 and summary.new > len(samples) * step:
            parser = max((resident(child) for child in children()), default=0.0)
            samples.append((summary.new, resident(), parser))

    rows = list(reports(count))
    per_file = 500
    files = [
        Given(f"rows-{start:06}.jsonl", b"".join(rows[start : start + per_file]))
        for start in range(0, count, per_file)
    ]
    add(ledger, files, setup, IngestOptions(collection="rows"), 1, sample)
    return samples


def growth(samples: list[tuple[int, float, float]], column: int) -> float:
    """Give by what share the last sample exceeds that at half the reports."""
    middle = samples[len(samples) // 2 - 1][column]
    return samples[-1][column] / middle - 1 if middle else 0.0


def main() -> int:
    """Print the samples; give 1 where memory grew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reports", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples = measure(arguments.reports, Path(folder))
    for done, own, child in samples:
        print(f"{done:7d} reports   coder {own:6.0f} MiB   parser {child:6.0f} MiB", flush=True)
    worst = max(growth(samples, 1), growth(samples, 2))
    print(f"second half over first: {worst:+.1%} (allowed {ALLOWED_GROWTH:+.0%})")
    return 1 if worst > ALLOWED_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
