"""The whole path beside bare spaCy: words a second per core, and peak memory of a worker.

Both arms run over the same texts in the same run, one after the other and over again, each
as a process of its own with one worker; what counts is processor time of the process and its
children, model loading included, and the ratio of the medians.

    python benchmarks/whole_path.py [--texts 200] [--rounds 3]

The texts are ``polnear/train`` (see ``shared/data``): news articles of about 700 words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear" / "train.jsonl.gz"

SPACY = """
import json, sys
from dateline.language.english import load
pipeline = load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for document in pipeline.pipe(texts):
    document.ents, [sentence.start for sentence in document.sents]
"""


def measure(command: list[str]) -> dict[str, float]:
    """Give processor seconds, wall seconds and peak memory (MiB, largest process) of a command."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed with status {status}: {' '.join(command)}")
    return {
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": time.perf_counter() - started,
        "peak_mib": usage.ru_maxrss / 1024,
    }


def main() -> None:
    """Run both arms in turn and print medians and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not DATA.is_file():
        raise SystemExit(f"the texts are not here: {DATA.name} of shared/data/polnear")
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][: arguments.texts]
    words = sum(len(row["text"].split()) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        with texts.open("w", encoding="utf-8") as out:
            for row in rows:
                kept = {key: row[key] for key in ("id", "text", "publisher", "published", "title")}
                out.write(json.dumps(kept) + "\n")
        arms: dict[str, list[dict[str, float]]] = {"spacy": [], "dateline": []}
        for number in range(arguments.rounds):
            arms["spacy"].append(measure([sys.executable, "-c", SPACY, str(texts)]))
            ledger = Path(folder) / f"ledger-{number}"
            command = [sys.executable, "-m", "dateline", "add", str(texts), "--quiet"]
            command += ["--ledger", str(ledger), "--workers", "1"]
            arms["dateline"].append(measure(command))
    print(f"{len(rows)} texts, {words} words, {arguments.rounds} rounds, medians")
    medians = {}
    for name, runs in arms.items():
        cpu = statistics.median(run["cpu"] for run in runs)
        medians[name] = cpu
        peak = statistics.median(run["peak_mib"] for run in runs)
        print(
            f"{name:<10} {words / cpu:8.0f} words per processor second"
            f"   {cpu:7.1f} s   peak {peak:6.0f} MiB"
        )
    print(f"ratio      {medians['dateline'] / medians['spacy']:.2f} times bare spaCy's time")


if __name__ == "__main__":
    main()
