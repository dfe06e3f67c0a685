"""The whole path beside bare spaCy: words a second per core, model loading, memory of a worker.

    python benchmarks/whole_path.py [--texts 100] [--rounds 3] [--only relevant]

Two sets of texts:

* ``relevant``: as many texts of ``polnear/train`` (news articles of about 700 words) as of
  ``muc4/train`` (reports on attacks, of about 300);
* ``feed``: nine texts without any claim to one of ``relevant``, mixed by a fixed seed. Texts
  without claims are those of ``geo_lgl/dev`` (local news), ``timex`` (TimeBank, much of it
  business news) and ``pages`` (the English ones, as dateline reads them: blogs, shops, technology,
  news) in which dateline itself, all of them parsed, claims nothing by its default codebooks;
  they are found by a run that is not timed. How many of them each source gives is printed.

Arms run over the same texts, one after the other and over again, each as a process of its own
with one worker; what counts is processor time of the process and its children, model loading
included. The ratio is that of the medians; its range is that of the rounds' own ratios.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
RELEVANT = ("polnear/train.jsonl.gz", "muc4/train.jsonl")
OTHERS = ("geo_lgl/dev.jsonl.gz", "timex/timebank_dev.jsonl.gz")
PAGES = "pages/dev.tar.gz"
CANDIDATES = 150
"""Texts of each source among which those without claims are looked for."""
SHARE = 10
"""One text in so many of the feed is relevant."""
SEED = 6

SPACY = """
import json, sys
from dateline.language.english import load
pipeline = load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for document in pipeline.pipe(texts):
    document.ents, [sentence.start for sentence in document.sents]
"""

LOADING = """
import time
def timed(name, make):
    before = time.process_time()
    make()
    print(f"{name}\\t{time.process_time() - before:.2f}")
def imported():
    import spacy, numpy, yaml, onnxruntime
    import dateline.pipeline.report, dateline.encoder
timed("libraries imported", imported)
def spacy_model():
    from dateline.language.english import load
    load()
timed("spaCy model", spacy_model)
def encoder():
    from dateline.encoder.session import GRAPHS, load_graph
    for graph in GRAPHS:
        load_graph(graph)
timed("encoder", encoder)
def coders():
    from dateline.pipeline.report import Coders, Setup
    made = Coders(Setup())
    made.resolver_runs
timed("codebooks, registry, gazetteer", coders)
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


def texts_of(name: str) -> Iterator[dict[str, Any]]:
    """Give the texts of a file of shared/data as rows that ``dateline add`` reads."""
    path = DATA / name
    if not path.is_file():
        raise SystemExit(f"the texts are not here: {name} of shared/data")
    data = path.read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    for row in (json.loads(line) for line in text.split("\n") if line):
        kept = {key: row[key] for key in ("publisher", "published", "title") if row.get(key)}
        yield {
            "id": f"{name.split('/')[0]}-{row.get('id') or row['docid']}",
            "text": row.get("text") or row["doctext"],
            **kept,
        }


def pages() -> Iterator[dict[str, Any]]:
    """Give the English pages of shared/data as rows, read as ``dateline add`` reads them."""
    from dateline.ingest.files import read_files, walk
    from dateline.safety import ParserPool
    from dateline.types import Unreadable

    with tempfile.TemporaryDirectory() as folder, tarfile.open(DATA / PAGES) as packed:
        packed.extractall(folder, filter="data")
        with ParserPool(1) as pool:
            for number, received in enumerate(read_files(pool, walk([folder]))):
                item = received.item
                if not isinstance(item, Unreadable) and item.language == "en":
                    yield {"id": f"pages-{number}", "text": item.text}


def drawn(names: tuple[str, ...], count: int) -> list[dict[str, Any]]:
    """Give ``count`` texts, as many of each file, drawn by the seed."""
    rows = []
    for name in names:
        one = list(texts_of(name))
        random.Random(SEED).shuffle(one)
        rows += one[: count // len(names)]
    return rows


def write(rows: list[dict[str, Any]], path: Path) -> Path:
    """Write rows as JSON Lines and give the path."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def adding(texts: Path, ledger: Path, *more: str) -> list[str]:
    """Give the command that adds texts to a new ledger with one worker."""
    command = [sys.executable, "-m", "dateline", "add", str(texts), "--quiet", *more]
    return [*command, "--ledger", str(ledger), "--workers", "1"]


def without_claims(rows: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Give the rows in which dateline claims nothing, each parsed wholly."""
    ledger = folder / "ledger-candidates"
    measure(adding(write(rows, folder / "candidates.jsonl"), ledger, "--no-gate"))
    listed = [sys.executable, "-m", "dateline", "reports", "--json", "--ledger", str(ledger)]
    done = subprocess.run(listed, capture_output=True, text=True, check=True)
    listing = [json.loads(line) for line in done.stdout.splitlines()]
    empty = {one["source_key"].split(":")[-1] for one in listing if not one["claims"]}
    return [row for row in rows if row["id"] in empty]


def compare(name: str, rows: list[dict[str, Any]], rounds: int, folder: Path) -> None:
    """Run both arms in turn, on all rows and on two alone, and print medians and ratios.

    Two rows alone cost what starting costs; the second ratio leaves that out on both sides.
    """
    sets = {"all": write(rows, folder / f"{name}.jsonl")}
    sets["start"] = write(rows[:2], folder / f"{name}-start.jsonl")
    words = sum(len(row["text"].split()) for row in rows)
    runs: dict[tuple[str, str], list[dict[str, float]]] = {}
    for number in range(rounds):
        for which, texts in sets.items():
            bare = [sys.executable, "-c", SPACY, str(texts)]
            whole = adding(texts, folder / f"ledger-{name}-{which}-{number}")
            for arm, command in (("spacy", bare), ("dateline", whole)):
                runs.setdefault((arm, which), []).append(measure(command))
    print(f"{name}: {len(rows)} texts, {words} words, {rounds} rounds, medians")
    cpu = {key: statistics.median(run["cpu"] for run in found) for key, found in runs.items()}
    for arm in ("spacy", "dateline"):
        wall = statistics.median(run["wall"] for run in runs[arm, "all"])
        peak = statistics.median(run["peak_mib"] for run in runs[arm, "all"])
        print(
            f"  {arm:<10} {words / cpu[arm, 'all']:8.0f} words per processor second"
            f"   {cpu[arm, 'all']:7.1f} s, {cpu[arm, 'start']:.1f} of them to start"
            f" (wall {wall:.1f})   peak {peak:6.0f} MiB"
        )
    pairs = zip(runs["spacy", "all"], runs["dateline", "all"], strict=True)
    ratios = [whole["cpu"] / bare["cpu"] for bare, whole in pairs]
    started = {arm: cpu[arm, "all"] - cpu[arm, "start"] for arm in ("spacy", "dateline")}
    print(
        f"  ratio      {cpu['dateline', 'all'] / cpu['spacy', 'all']:.2f} times bare spaCy's time "
        f"({min(ratios):.2f} to {max(ratios):.2f}); "
        f"once started {started['dateline'] / started['spacy']:.2f}",
        flush=True,
    )


def main() -> None:
    """Measure both sets of texts and what loading costs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--texts", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("relevant", "feed", "loading"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.only in (None, "loading"):
            print("processor seconds of loading, in a new process:")
            done = subprocess.run(
                [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True
            )
            print("".join(f"  {line}\n" for line in done.stdout.splitlines()), end="", flush=True)
        if arguments.only in (None, "relevant"):
            compare("relevant", drawn(RELEVANT, arguments.texts), arguments.rounds, folder)
        if arguments.only in (None, "feed"):
            shuffle = random.Random(SEED).shuffle
            candidates = []
            for source in ([*texts_of(one)] for one in OTHERS):
                shuffle(source)
                candidates += source[:CANDIDATES]
            candidates += [*pages()][:CANDIDATES]
            others = without_claims(candidates, folder)
            from_each = Counter(row["id"].split("-")[0] for row in others)
            print(f"without claims are, of {len(candidates)} candidates: {dict(from_each)}")
            shuffle(others)
            relevant = min(arguments.texts, len(others)) // SHARE
            rows = others[: relevant * (SHARE - 1)] + drawn(RELEVANT, relevant)
            shuffle(rows)
            compare("feed", rows, arguments.rounds, folder)


if __name__ == "__main__":
    main()
