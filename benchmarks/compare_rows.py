"""Time and memory of comparing imported rows with a ledger's events.

    python benchmarks/compare_rows.py [--rows 100000] [--events 5000]

Generates rows of GED and events in one country over five years, a third of them long, compares
them as ``dateline compare`` does, without a ledger, and prints seconds and peak memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from datetime import date, timedelta
from typing import NamedTuple

from dateline.datasets.rows import ImportedRow, compare

COLUMNS = ("id", "date_start", "date_end", "where_coordinates", "latitude", "longitude", "best")


class Happening(NamedTuple):
    """An event as it is compared."""

    id: str
    date_from: str | None
    date_to: str | None
    latitude: float | None
    longitude: float | None
    killed_best: int | None


def _generated(choose: random.Random) -> tuple[str, str, float, float, int]:
    first = date(2015, 1, 1) + timedelta(days=choose.randrange(5 * 365))
    last = first + timedelta(days=choose.choice((0, 0, choose.randrange(60))))
    latitude, longitude = choose.uniform(32, 37), choose.uniform(36, 42)
    return first.isoformat(), last.isoformat(), latitude, longitude, choose.randrange(20)


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=5_000)
    asked = parser.parse_args()
    choose = random.Random(7)
    events = [Happening(f"E{n}", *_generated(choose)) for n in range(asked.events)]
    rows = []
    for n in range(asked.rows):
        first, last, latitude, longitude, killed = _generated(choose)
        cells = (str(n), first, last, "Place", f"{latitude:.6f}", f"{longitude:.6f}", str(killed))
        rows.append(ImportedRow(f"R{n}", f"V{n}", COLUMNS, cells))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start = time.perf_counter()
    found = compare("ged", rows, events)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    met = sum(1 for one in found if one.event is not None)
    print(f"{asked.rows} rows, {asked.events} events, {met} rows with an event near")
    print(f"{seconds:.1f} s; peak memory {peak} MB, {before} MB of it before comparing")


if __name__ == "__main__":
    main()
