"""Draw groups of reports that likely tell the same incidents, to be read and labelled.

    python evaluation/gold/fusion/draw.py [--data ../shared/data/muc4] [--seed 1989]

Prints one line a group: the stage, its number, then document ids. Reads train.jsonl and dev.jsonl.
Reports are paired by the rare names they share: word pairs and triples that few documents have, and
names of victims and targets in the templates. Groups therefore hold retellings of one incident as
well as near misses (the same victim, another matter; the same town, another day).

The first stage weighs the whole text. Many of its groups share an occasion, a speech or a summit,
rather than an incident; so the second stage, among documents not drawn yet, weighs only the words
around the names in the templates. The draw depends on the two files and the seed only; it uses
nothing of dateline.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 3_500
"""Characters: longer reports are mostly speeches and round-ups, too slow to read with care."""
RARE = 9
"""A word pair or triple in more documents than this is a phrase, not a name."""
NEIGHBOURS = 3
"""Partners drawn for each first document."""
NEAR = 30.0
"""Least weight of shared names; below it, pairs read by eye shared turns of phrase only."""
TEMPLATE = 2.0
"""Names in templates count this much more."""
MOST = 6
"""Documents drawn that share one victim or target, so that no single murder fills the gold."""
AROUND = 160
"""Characters on either side of a template's name that the second stage weighs: its sentence."""
GROUPS = (62, 34)
"""Groups a stage: what could be read with care in the time there was."""

_STOP = """
a about after all also an and any are as at be been but by for from had has have he her his i
in into is it its more new no not of on or other our said she that the their them they this
to today two was we were which who will with would yesterday you
"""
STOP = frozenset(_STOP.split())


@dataclass(frozen=True, slots=True)
class Names:
    """What a document is paired by: its phrases, and the victims and targets of its templates."""

    phrases: frozenset[str]
    marked: frozenset[str]


def phrases(text: str) -> frozenset[str]:
    """Runs of two and three words without stop words and without very short words."""
    words = re.findall(r"[a-z0-9]+", text)
    found = set()
    for size in (2, 3):
        for start in range(len(words) - size + 1):
            piece = words[start : start + size]
            if not STOP.intersection(piece) and all(len(word) > 2 for word in piece):
                found.add(" ".join(piece))
    return frozenset(found)


def names(document: dict[str, object], around: int | None = None) -> Names:
    """Of the whole text, or of ``around`` characters on either side of the templates' names."""
    text = str(document["doctext"])
    templates = document["templates"]
    assert isinstance(templates, list)
    mentions = [
        (str(words), int(offset))
        for template in templates
        for role in ("Victim", "Target")
        for entity in template[role]
        for words, offset in entity
    ]
    if around is not None:
        text = " . ".join(
            text[max(0, offset - around) : offset + len(words) + around]
            for words, offset in mentions
        )
    return Names(phrases(text), frozenset(words for words, _ in mentions if " " in words))


def groups(found: dict[str, Names], count: int, order: Sequence[str]) -> list[list[str]]:
    """At most ``count`` disjoint groups of two to four documents, first documents by ``order``."""
    holders: dict[str, list[str]] = defaultdict(list)
    for docid in sorted(found):
        for name in sorted(found[docid].phrases | found[docid].marked):
            holders[name].append(docid)
    weight = {
        name: math.log(len(found) / len(ids))
        for name, ids in holders.items()
        if 2 <= len(ids) <= RARE
    }
    used: set[str] = set()
    marked: Counter[str] = Counter()
    drawn: list[list[str]] = []
    for first in order:
        own = found[first]
        if len(drawn) == count:
            break
        if first in used or any(marked[name] >= MOST for name in own.marked):
            continue
        near: dict[str, float] = defaultdict(float)
        for name in sorted((own.phrases | own.marked) & weight.keys()):
            share = weight[name] * (TEMPLATE if name in own.marked else 1.0)
            for other in holders[name]:
                if other != first and other not in used:
                    near[other] += share
        ranked = sorted(near, key=lambda docid: (-near[docid], docid))
        partners = [
            docid
            for docid in [docid for docid in ranked if near[docid] >= NEAR][:NEIGHBOURS]
            if all(marked[name] < MOST for name in found[docid].marked)
        ]
        if not partners:
            continue
        group = [first, *partners]
        used.update(group)
        for docid in group:
            marked.update(found[docid].marked)
        drawn.append(group)
    return drawn


def draw(documents: Sequence[dict[str, object]], seed: int) -> list[list[list[str]]]:
    """The groups of both stages."""
    stages: list[list[list[str]]] = []
    drawn: set[str] = set()
    for around, count in zip((None, AROUND), GROUPS, strict=True):
        found = {
            str(document["docid"]): names(document, around)
            for document in documents
            if str(document["docid"]) not in drawn
        }
        order = sorted(docid for docid in found if found[docid].marked)
        random.Random(seed).shuffle(order)
        stages.append(groups(found, count, order))
        drawn.update(docid for group in stages[-1] for docid in group)
    return stages


def main() -> None:
    """Print the groups."""
    parser = argparse.ArgumentParser(description="Draw reports for labelling fusion.")
    default = Path(__file__).resolve().parents[3].parent / "shared/data/muc4"
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--seed", type=int, default=1989)
    arguments = parser.parse_args()
    documents = [
        row
        for part in ("train", "dev")
        for line in (arguments.data / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        if len((row := json.loads(line))["doctext"]) <= LONGEST
    ]
    for stage, drawn in enumerate(draw(documents, arguments.seed), start=1):
        for number, group in enumerate(drawn, start=1):
            print(stage, f"{number:03d}", *group)


if __name__ == "__main__":
    main()
