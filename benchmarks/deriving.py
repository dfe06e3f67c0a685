"""What lineage costs as a ledger grows: comparing and deriving, processor time and memory.

    python benchmarks/deriving.py [--reports 1000 10000 30000 100000] [--seed 5]

The reports are those of ``benchmarks/lineage.py``: made from real sentences, 3,000 characters each,
a quarter of them copies. Each number of reports is a process of its own. Processor time is what
counts: it is of one core, whatever else the machine does. Memory is the most that the process held,
with the texts and all that the two steps give.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

from lineage import generated


def measure(count: int, seed: int) -> dict[str, float]:
    """Give processor seconds of comparing and deriving so many reports, and MiB held at the most."""
    from dateline.lineage import compare, derive
    from dateline.lineage.facts import Text

    texts = [
        Text(version=f"T{n:06}", report=f"R{n:06}", text=text)
        for n, (text, _) in enumerate(generated(count, seed))
    ]
    derive(texts[:8], compare(texts[:8]))  # imports and tables, once for a process
    start = time.process_time()
    copies = compare(texts)
    compared = time.process_time()
    lineage = derive(texts, copies)
    derived = time.process_time()
    return {
        "reports": count,
        "links": len(lineage.links),
        "compare": compared - start,
        "derive": derived - compared,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Measure each number of reports in a process of its own and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reports", type=int, nargs="+", default=[1_000, 10_000, 30_000])
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one, arguments.seed)))
        return
    for count in arguments.reports:
        command = [sys.executable, __file__, "--one", str(count), "--seed", str(arguments.seed)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        print(
            f"{count:>7} reports, {found['links']} links: comparing {found['compare']:.1f} s, "
            f"deriving {found['derive']:.1f} s ({1e3 * found['derive'] / count:.2f} ms each), "
            f"{found['mib']:.0f} MiB",
            flush=True,
        )


if __name__ == "__main__":
    main()
