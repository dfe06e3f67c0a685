"""How far the two labellings of the drawn tenth agree.

    python evaluation/gold/fusion/agreement.py

Reads muc.jsonl, scenarios.jsonl and second.jsonl beside this file, no texts. Spans: F1 of mentions
matched one to one, either the same to the character, or sharing half of what they cover together.
Links: B-cubed of the events over the matched mentions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
SHARED = 0.5
"""Least share of the characters covered by either span that both must cover."""


class Mention(NamedTuple):
    """A labelled span and the event it is said to tell."""

    doc: str
    start: int
    end: int
    event: str


def read(name: str) -> list[Mention]:
    """Mentions of one file, in its order."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [
        Mention(row["doc"], row["start"], row["end"], row["event"])
        for row in map(json.loads, lines)
    ]


def share(a: Mention, b: Mention) -> float:
    """Characters that both cover by characters that either covers; 0 across documents."""
    if a.doc != b.doc:
        return 0.0
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))


def matched(
    first: Sequence[Mention], second: Sequence[Mention], least: float
) -> list[tuple[Mention, Mention]]:
    """Pairs one to one, those that share most first."""
    pairs = sorted(
        ((share(a, b), a, b) for a in first for b in second if share(a, b) >= least),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    found: list[tuple[Mention, Mention]] = []
    used: set[tuple[int, Mention]] = set()
    for _, a, b in pairs:
        if (1, a) not in used and (2, b) not in used:
            used.update([(1, a), (2, b)])
            found.append((a, b))
    return found


def b_cubed(first: Mapping[int, str], second: Mapping[int, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of ``second``'s events against ``first``'s, over the same items."""
    precision = recall = 0.0
    for item in first:
        one = {other for other in first if first[other] == first[item]}
        two = {other for other in second if second[other] == second[item]}
        precision += len(one & two) / len(two)
        recall += len(one & two) / len(one)
    precision, recall = precision / len(first), recall / len(first)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print the agreement."""
    second = read("second.jsonl")
    drawn = {mention.doc for mention in second}
    first = [m for name in ("muc.jsonl", "scenarios.jsonl") for m in read(name) if m.doc in drawn]
    print(f"documents with a label {len(drawn)}, first {len(first)}, second {len(second)} mentions")
    for name, least in (("same span", 1.0), ("half shared", SHARED)):
        pairs = matched(first, second, least)
        print(f"{name}: {len(pairs)} matched, F1 {2 * len(pairs) / (len(first) + len(second)):.3f}")
    pairs = matched(first, second, SHARED)
    one = {index: a.event for index, (a, _) in enumerate(pairs)}
    two = {index: b.event for index, (_, b) in enumerate(pairs)}
    print("links, B-cubed: precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*b_cubed(one, two)))


if __name__ == "__main__":
    main()
