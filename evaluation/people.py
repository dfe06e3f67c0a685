"""How often public exports take a private person for a public one, or the other way round.

Gold: evaluation/gold/people. The rules see the whole document; a label counts as hidden where the
name at its place is replaced. Run: python evaluation/people.py [--errors]
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path

from dateline.export.people import People, Replacing
from dateline.language import annotate
from dateline.resolve.registry import Registry

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "evaluation" / "gold" / "people" / "passages.jsonl"
DATA = ROOT.parent / "shared" / "data"
SETS = {"geo_lgl": "geo_lgl/dev.jsonl.gz", "polnear": "polnear/dev.jsonl.gz"}


def texts(name: str) -> dict[str, str]:
    """Give the documents of a set by id."""
    with gzip.open(DATA / SETS[name], "rt", encoding="utf-8") as lines:
        return {str(row["id"]): row["text"] for row in map(json.loads, lines)}


def outcomes(errors: bool = False) -> list[list[tuple[str, bool]]]:
    """Give for each passage its labels, each with whether its name is hidden."""
    documents = {name: texts(name) for name in SETS}
    registry = Registry.open()
    found = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = documents[gold["set"]][str(gold["id"])]
        people = People(annotate(text), registry)
        replacing = Replacing(people.private)
        own = []
        for start, end, label in gold["people"]:
            name = text[start:end]
            hidden = name not in replacing(text[max(0, start - 40) : end + 40])
            own.append((label, hidden))
            if errors and hidden != (label == "private"):
                print(
                    f"{label} {'hidden' if hidden else 'shown'}: ...{text[max(0, start - 80) : end + 60]!r}"
                )
        found.append(own)
    return found


def share(passages: list[list[tuple[str, bool]]], label: str, hidden: bool) -> tuple[int, int]:
    """Give how many labels of a kind came out so, and of how many."""
    kind = [out for own in passages for of, out in own if of == label]
    return sum(out == hidden for out in kind), len(kind)


def main() -> None:
    """Print both shares with 95% intervals (bootstrap over passages)."""
    passages = outcomes("--errors" in sys.argv)
    chance = random.Random(20150623)
    for label, hidden, words in (("private", True, "hidden"), ("public", False, "kept")):
        right, of = share(passages, label, hidden)
        drawn = []
        for _ in range(2000):
            sample = [passages[chance.randrange(len(passages))] for _ in passages]
            good, many = share(sample, label, hidden)
            if many:
                drawn.append(good / many)
        drawn.sort()
        low, high = drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]
        print(f"{label} names {words}: {right} of {of}, {right / of:.2f} ({low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main()
