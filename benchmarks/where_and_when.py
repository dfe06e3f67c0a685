"""What places and dates take of the whole path's processor time.

    python benchmarks/where_and_when.py [--texts 30] [--rounds 3]

Texts of ``polnear/dev``, the first ones by id, go through one process as ``dateline add`` codes
them: annotated, coded by the default codebooks, resolved. Every call into the resolvers of places
and dates from outside is timed, with the search for names and expressions that coding asks them
for. Models are loaded by a text that is not timed. One line a round, then the median.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.identity import sha256_hex
from dateline.pipeline import report
from dateline.pipeline.report import Coders, Setup
from dateline.types import Dating, Reading

TEXTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear" / "dev.jsonl.gz"

ATMOST = 0.15
"""The share that places and dates may take together."""


class Clock:
    """Processor seconds spent in timed functions, by part; calls within timed calls count once."""

    def __init__(self) -> None:
        self.seconds = {"places": 0.0, "dates": 0.0}
        self._running = False

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give ``function`` such that its time is added to ``part``."""

        def run(*arguments: Any, **named: Any) -> Any:
            if self._running:
                return function(*arguments, **named)
            self._running = True
            begin = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds[part] += time.process_time() - begin
                self._running = False

        return run

    def watch(self, holder: Any, part: str, names: tuple[str, ...]) -> None:
        """Time functions of a module or an object under their names."""
        for name in names:
            setattr(holder, name, self.timed(part, getattr(holder, name)))


def readings(count: int) -> list[Reading]:
    """Give the first ``count`` texts by id."""
    with gzip.open(TEXTS, "rt", encoding="utf-8") as lines:
        rows = sorted((json.loads(line) for line in lines), key=lambda row: str(row["id"]))
    return [_reading(row) for row in rows[:count]]


def _reading(row: dict[str, Any]) -> Reading:
    text, day = row["text"], (row.get("published") or "")[:10] or None
    return Reading(
        source_key=f"id:polnear:{row['id']}",
        original=sha256_hex(text.encode()),
        member="",
        text=text,
        title=None,
        language="en",
        published=Dating(day, day, "metadata" if day else "unknown"),
    )


def main() -> None:
    """Print the shares of each round and their median."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--texts", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    if not TEXTS.is_file():
        raise SystemExit("the texts are not here: polnear/dev.jsonl.gz of shared/data")
    first, *timed = readings(chosen.texts + 1)
    coders, clock = Coders(Setup()), Clock()
    coders.bundle(first)
    clock.watch(coders.place_resolver, "places", ("toponyms", "resolve", "dateline"))
    clock.watch(coders.date_resolver, "dates", ("resolve", "undated"))
    clock.watch(report, "dates", ("find_timexes", "bound_publication"))
    shares = []
    for number in range(chosen.rounds):
        clock.seconds = dict.fromkeys(clock.seconds, 0.0)
        begin = time.process_time()
        for reading in timed:
            coders.bundle(reading)
        whole = time.process_time() - begin
        places, dates = clock.seconds["places"], clock.seconds["dates"]
        shares.append((places + dates) / whole)
        print(
            f"round {number + 1}: {whole:.1f} s, places {places / whole:.1%}, "
            f"dates {dates / whole:.1%}, together {shares[-1]:.1%}"
        )
    print(f"median {statistics.median(shares):.1%} of {len(timed)} texts; at most {ATMOST:.0%}")


if __name__ == "__main__":
    main()
