"""How often public exports take a private person for a public one, or the other way round.

Gold: evaluation/gold/people, whose README says how it was drawn and labelled. The rules see the whole
document; a name counts as hidden where every character of it is replaced. Run:

    python evaluation/people.py [first|dev|test ...] [--errors]

``first`` are the passages of passages.jsonl; ``dev`` and ``test`` the odd and the even lines of harm.jsonl.
Errors of ``test`` are not for reading.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dateline.export.people import People
from dateline.export.replacing import Replacing
from dateline.language import annotate
from dateline.resolve.registry import Registry

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "evaluation" / "gold" / "people"
DATA = ROOT.parent / "shared" / "data"
SETS = {
    "geo_lgl": "geo_lgl/dev.jsonl.gz",
    "geo_trnews": "geo_trnews/dev.jsonl",
    "polnear": "polnear/dev.jsonl.gz",
    "polnear_train": "polnear/train.jsonl.gz",
}
PARTS = ("first", "dev", "test")

Outcomes = list[list[tuple[str, bool]]]


@cache
def texts(name: str) -> dict[str, str]:
    """Give the documents of a set by id."""
    data = (DATA / SETS[name]).read_bytes()
    lines = (gzip.decompress(data) if SETS[name].endswith(".gz") else data).decode().split("\n")
    return {str(row["id"]): row["text"] for row in map(json.loads, filter(None, lines))}


def passages(part: str) -> Iterator[dict[str, Any]]:
    """Give the labelled passages of a part."""
    name = "passages.jsonl" if part == "first" else "harm.jsonl"
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    if part != "first":
        lines = lines[0 if part == "dev" else 1 :: 2]
    yield from map(json.loads, lines)


def outcomes(part: str, errors: bool = False) -> Outcomes:
    """Give for each passage its labels, each with whether its name is hidden."""
    registry = Registry.open()
    found = []
    for gold in passages(part):
        text = texts(gold["set"])[str(gold["id"])]
        passage = text[gold["start"] : gold["end"]]
        if "sha256" in gold and hashlib.sha256(passage.encode()).hexdigest() != gold["sha256"]:
            raise ValueError(f"{gold['set']} {gold['id']}: not the text that was labelled")
        people = People(annotate(text), registry)
        replaced = {
            at
            for start, end, _ in Replacing(people.private).found(text)
            for at in range(start, end)
        }
        own = []
        for start, end, label in gold["people"]:
            hidden = replaced.issuperset(range(start, end))
            own.append((label, hidden))
            if errors and label != "open" and hidden != (label == "private"):
                said = (
                    f"{text[max(0, start - 80) : start]}<{text[start:end]}>{text[end : end + 60]}"
                )
                print(f"{label} {'hidden' if hidden else 'shown'}: {said!r}")
        found.append(own)
    return found


def share(passages: Outcomes, label: str, hidden: bool) -> tuple[int, int]:
    """Give how many labels of a kind came out so, and of how many."""
    kind = [out for own in passages for of, out in own if of == label]
    return sum(out == hidden for out in kind), len(kind)


FIGURES = {"private.hidden": ("private", True), "public.kept": ("public", False)}


def figures(part: str, errors: bool = False) -> dict[str, tuple[int, int, float, float]]:
    """Give each figure: right, of how many, and its 95% interval (bootstrap over passages)."""
    found = outcomes(part, errors)
    chance = random.Random(20150623)
    made = {}
    for name, (label, hidden) in FIGURES.items():
        drawn = []
        for _ in range(2000):
            good, many = share([found[chance.randrange(len(found))] for _ in found], label, hidden)
            if many:
                drawn.append(good / many)
        drawn.sort()
        low, high = drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]
        made[name] = (*share(found, label, hidden), low, high)
    return made


def main() -> None:
    """Print the figures of each part asked for."""
    for part in [name for name in sys.argv[1:] if name in PARTS] or PARTS:
        for name, (right, of, low, high) in figures(part, "--errors" in sys.argv).items():
            print(f"{part} {name}: {right} of {of}, {right / of:.2f} ({low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main()
