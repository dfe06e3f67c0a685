"""Lineage over many reports: time and memory, and what it finds, beside peers.

    python benchmarks/lineage.py [--reports 10000] [--seed 5] [--arms dateline,rensa,datasketch,peer]
    python benchmarks/lineage.py --reports 100000 --changed 3 --arms adding,profile
    python benchmarks/lineage.py --real

The reports are made from real articles (`summit_2018`, `polnear/train`: see ``shared/data``): cut to
3,000 characters, and every fourth one a copy of another with sentences left out and words changed.
The plain peer finds pairs by exhaustive containment of 5-word shingles, with a dictionary; rensa and
datasketch by MinHash of the same shingles (128 permutations, threshold 0.5). None of them gives spans.
Each arm is a process of its own on one core over the same file, one after the other, in the same run;
texts are in memory when its clock starts. ``--real`` compares the plain peer on `summit_2018` and `re3d`
as they are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LENGTH = 3_000
COPIES = 4
"""Every fourth report is a copy, as in `summit_2018`, where families are about half."""
CHANGED = 4
"""Of an original's sentence every fourth word is another. At 100,000 reports each sentence of the pool is
used a hundred times, and three words in a row are often the same: ``--changed 3`` leaves two."""
CONTAINED = 0.5
"""Containment of the shorter report's shingles from which the peer calls two reports a pair."""


def articles() -> Iterator[str]:
    """Give the texts of real articles."""
    for name, opened in (("reports/summit_2018.jsonl.gz", gzip.open), ("polnear/train.jsonl.gz", gzip.open)):  # fmt: skip
        with opened(DATA / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"].replace(" ### ", "\n\n")


def generated(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Give (text, of which text it is a copy or "") for so many reports.

    An original is put together from sentences of many articles, so that originals are as unlike
    as reports are, but for what the articles themselves repeat.
    """
    choose = random.Random(seed)
    sentences = [
        s.strip()
        for text in articles()
        for s in re.split(r"(?<=[.!?])\s+", text)
        if 60 <= len(s) <= 400
    ]
    sentences = sorted(set(sentences))
    words = sorted({word for sentence in sentences[:2_000] for word in sentence.split()})
    originals: list[list[str]] = []
    for number in range(count):
        if number % COPIES == COPIES - 1 and originals:
            which = choose.randrange(len(originals))
            kept = [s for s in originals[which] if choose.random() < 0.8]
            yield " ".join(_reworded(s, words, choose) for s in kept), str(which)
            continue
        told: list[str] = []
        while sum(map(len, told)) < LENGTH:
            told.append(_varied(choose.choice(sentences), words, choose))
        originals.append(told)
        yield " ".join(told), f"={len(originals) - 1}"


def _varied(sentence: str, words: list[str], choose: random.Random) -> str:
    """Give a sentence with every so manieth word another, so that it is nobody else's."""
    told = sentence.split()
    return " ".join(w if n % CHANGED else choose.choice(words) for n, w in enumerate(told))


def _reworded(sentence: str, words: list[str], choose: random.Random) -> str:
    """Give a sentence in which one word of 25 is another."""
    return " ".join(w if choose.random() > 0.04 else choose.choice(words) for w in sentence.split())


# --------------------------------------------------------------------------- arms


def _texts(path: str) -> list[tuple[str, str]]:
    with Path(path).open(encoding="utf-8") as lines:
        return [(row["id"], row["text"]) for row in map(json.loads, lines)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _shingles(text: str) -> set[str]:
    """Give the 5-word shingles of a text, as the peers that hash them take them."""
    words = _words(text)
    return {" ".join(words[n : n + 5]) for n in range(len(words) - 4)}


class Clock:
    """Seconds by the clock and of the processor, from when it is made."""

    def __init__(self) -> None:
        self._start = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, float]:
        """Give both so far."""
        wall, processor = self._start
        return {
            "seconds": time.perf_counter() - wall,
            "cpu_seconds": time.process_time() - processor,
        }


def rensa(path: str) -> dict[str, object]:
    """Give the pairs that rensa finds near, at Jaccard 0.5 of 5-word shingles."""
    from rensa import RMinHash, RMinHashLSH

    rows = _texts(path)
    before, clock = peak(), Clock()
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    signatures = []
    for number, (_, text) in enumerate(rows):
        signature = RMinHash(num_perm=128, seed=42)
        signature.update(list(_shingles(text)))
        index.insert(number, signature)
        signatures.append(signature)
    pairs = [
        [rows[number][0], rows[other][0]]
        for number, signature in enumerate(signatures)
        for other in index.query(signature)
        if other > number and signature.jaccard(signatures[other]) >= 0.5
    ]
    return {**clock.read(), "mib": peak() - before, "pairs": pairs}


def datasketch(path: str) -> dict[str, object]:
    """Give the pairs that datasketch finds near, at Jaccard 0.5 of 5-word shingles."""
    from datasketch import MinHash, MinHashLSH

    rows = _texts(path)
    before, clock = peak(), Clock()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    signatures = []
    for number, (_, text) in enumerate(rows):
        signature = MinHash(num_perm=128, seed=42)
        signature.update_batch([shingle.encode() for shingle in _shingles(text)])
        index.insert(number, signature)
        signatures.append(signature)
    pairs = [
        [rows[number][0], rows[other][0]]
        for number, signature in enumerate(signatures)
        for other in index.query(signature)
        if other > number and signature.jaccard(signatures[other]) >= 0.5
    ]
    return {**clock.read(), "mib": peak() - before, "pairs": pairs}


def peer(path: str) -> dict[str, object]:
    """Give the pairs whose 5-word shingles are contained by half, by counting all of them."""
    rows = _texts(path)
    before, clock = peak(), Clock()
    holders: dict[int, list[int]] = defaultdict(list)
    sizes = []
    for number, (_, text) in enumerate(rows):
        words = _words(text)
        shingles = {hash(tuple(words[n : n + 5])) for n in range(len(words) - 4)}
        sizes.append(len(shingles))
        for shingle in shingles:
            holders[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        for n, a in enumerate(numbers):
            for b in numbers[n + 1 :]:
                shared[a, b] += 1
    pairs = [
        [rows[a][0], rows[b][0]]
        for (a, b), count in shared.items()
        if count >= CONTAINED * max(1, min(sizes[a], sizes[b]))
    ]
    return {**clock.read(), "mib": peak() - before, "pairs": pairs}


def ours(path: str) -> dict[str, object]:
    """Give what lineage finds: copies, links, families."""
    from dateline.lineage import compare, derive
    from dateline.lineage.facts import Text

    texts = [Text(version=id, report=f"R{id}", text=text) for id, text in _texts(path)]
    started = Clock()
    compare(texts[:800])  # imports, tables and compiled code, once for a process
    start = started.read()["cpu_seconds"]
    before, clock = peak(), Clock()
    copies = compare(texts)
    compared = clock.read()
    memory = peak() - before
    clock = Clock()
    lineage = derive(texts, copies)
    derived = clock.read()
    return {
        **compared,
        "mib": memory,
        "start_cpu": start,
        "derive": derived["seconds"],
        "derive_cpu": derived["cpu_seconds"],
        "derive_mib": peak() - before,
        "copies": len(copies),
        "links": len(lineage.links),
        "families": len(lineage.families),
        "in_families": sum(len(family.members) for family in lineage.families),
        "pairs": [[copy.a, copy.b] for copy in copies],
    }


def adding(path: str) -> dict[str, object]:
    """Give what it takes to bring facts of pairs up to date when the last hundred texts are new."""
    from dateline.lineage.compare import FREQUENT
    from dateline.lineage.facts import Text
    from dateline.lineage.kernel.comparing import bring_up_to_date
    from dateline.lineage.kernel.kept import Kept

    texts = [Text(version=id, report=f"R{id}", text=text) for id, text in _texts(path)]
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in (texts[:100], texts[:110]):  # compiled code, once for a process
            kept = Kept(Path(folder) / "warm")
            bring_up_to_date(part, FREQUENT, kept)
            kept.commit()
        for name, part in (("all", texts[:-100]), ("a_hundred_more", texts)):
            kept, clock = Kept(Path(folder) / "kept"), Clock()
            bring_up_to_date(part, FREQUENT, kept)
            kept.commit()
            found |= {f"{name}_{key}": value for key, value in clock.read().items()}
        size = sum(file.stat().st_size for file in (Path(folder) / "kept").iterdir())
    return {**found, "kept_mib": size / 2**20}


def profile(path: str) -> dict[str, object]:
    """Give the processor's seconds of each stage of comparing."""
    from dateline.lineage.compare import FREQUENT
    from dateline.lineage.facts import Text
    from dateline.lineage.kernel import comparing, store

    texts = [Text(version=id, report=f"R{id}", text=text) for id, text in _texts(path)]
    comparing.compare(texts[:100], FREQUENT)  # compiled code, once for a process
    spent: dict[str, float] = defaultdict(float)

    def timed(owner: object, name: str) -> None:
        function = getattr(owner, name)

        def measured(*given: object) -> object:
            start = time.process_time()
            try:
                return function(*given)
            finally:
                spent[name] += time.process_time() - start

        setattr(owner, name, measured)

    timed(store, "read")
    for name in ("add", "take_forms", "take_fingerprints"):
        timed(store.Store, name)
    for name in ("group", "by_text", "threads", "shared", "told"):
        timed(comparing, name)
    clock = Clock()
    comparing.compare(texts, FREQUENT)
    total = clock.read()
    rest = total["cpu_seconds"] - sum(spent.values()) + spent["read"]
    return {**total, "mib_with_texts": peak(), "rest": rest, **spent}


def peak() -> float:
    """Give the most memory that this process has held, in MiB (Linux)."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(arm: str, path: Path) -> dict[str, object]:
    """Give what an arm finds, run as a process of its own."""
    command = [sys.executable, __file__, "--arm", arm, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=_one_core)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def _one_core() -> None:
    """Keep a process to the last of the cores that it may use (Linux)."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


# --------------------------------------------------------------------------- reports


def _write(path: Path, rows: list[tuple[str, str]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for id, text in rows:
            out.write(json.dumps({"id": id, "text": text}) + "\n")


def _pairs(found: dict[str, object]) -> set[tuple[str, str]]:
    return {tuple(sorted(pair)) for pair in found["pairs"]}  # type: ignore[attr-defined]


def _report(name: str, count: int, found: dict[str, dict[str, object]]) -> None:
    print(f"{name}: {count} reports")
    for arm, values in found.items():
        numbers = {k: round(v, 1) for k, v in values.items() if isinstance(v, int | float)}
        print(f"  {arm:<10} " + ", ".join(f"{key} {value}" for key, value in numbers.items()))
    mine = found.get("dateline", {})
    for arm, theirs in found.items():
        if not mine or "pairs" not in theirs:
            continue
        rates = [count / float(str(theirs[key])) for key in ("seconds", "cpu_seconds")]
        print(f"  {arm:<10} {rates[0]:.0f} documents a second, {rates[1]:.0f} a second of the processor", end="")  # fmt: skip
        if theirs is mine:
            print(" (comparing)")
            continue
        ratios = [float(str(theirs[key])) / float(str(mine[key])) for key in ("seconds", "cpu_seconds")]  # fmt: skip
        print(f"; comparing is {ratios[0]:.2f} and {ratios[1]:.2f} times as fast")
        wanted = _pairs(theirs)
        print(f"             pairs that are copies here: {len(wanted & _pairs(mine))} of {len(wanted)}")  # fmt: skip


ARMS = {"dateline": ours, "rensa": rensa, "datasketch": datasketch, "peer": peer,
        "adding": adding, "profile": profile}  # fmt: skip


def main() -> None:
    """Run the arms and print what each takes and finds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--real", action="store_true")
    parser.add_argument(
        "--arms",
        default="dateline,rensa,datasketch,peer",
        help="which to run; also adding, profile",
    )
    parser.add_argument("--changed", type=int, default=CHANGED)
    parser.add_argument("--arm", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.arm:
        arm, path = arguments.arm
        print(json.dumps(ARMS[arm](path)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        if arguments.real:
            for name in ("summit_2018.jsonl.gz", "re3d.jsonl"):
                opened = gzip.open if name.endswith(".gz") else open
                with opened(DATA / "reports" / name, "rt", encoding="utf-8") as lines:
                    rows = [json.loads(line) for line in lines]
                _write(path, [(f"T{n:06}", r["text"].replace(" ### ", "\n\n")) for n, r in enumerate(rows)])  # fmt: skip
                _report(name, len(rows), {arm: run(arm, path) for arm in ("peer", "dateline")})
            return
        globals()["CHANGED"] = arguments.changed
        made = list(generated(arguments.reports, arguments.seed))
        _write(path, [(f"T{n:06}", text) for n, (text, _) in enumerate(made)])
        found = {arm: run(arm, path) for arm in arguments.arms.split(",")}
        _report("generated", len(made), found)
        where = {kind: n for n, (_, kind) in enumerate(made) if kind.startswith("=")}
        planted = {
            tuple(sorted((f"T{n:06}", f"T{where['=' + kind]:06}")))
            for n, (_, kind) in enumerate(made)
            if not kind.startswith("=")
        }
        for arm, values in found.items():
            if "pairs" not in values:
                continue
            print(f"  {arm} finds {len(planted & _pairs(values))} of {len(planted)} planted copies")


if __name__ == "__main__":
    main()
