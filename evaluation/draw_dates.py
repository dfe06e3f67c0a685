"""Draws dated claims of ``polnear/train`` and ``reports/re3d`` for judging their days by hand.

Each report is read, coded by the default codebooks and resolved as in a ledger. A line gives the day of
publication, the interval with its precision and how it is known, and the sentence with the claim's words
in brackets. Classes and counts are kept in ``dates_errors.md``.

Run ``python evaluation/draw_dates.py --seed 1 [--count 60] [--how "told again"] [--open]``.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from typing import Any

from dateline.evaluate import data_folder
from dateline.evaluate.claim_facts import claim_facts
from dateline.evaluate.fusion import readings
from dateline.evaluate.suite import read_rows
from dateline.pipeline.report import Coders, Setup

FILES = ("polnear/train.jsonl.gz", "reports/re3d.jsonl")


def lines(coders: Coders, row: dict[str, Any], how: str, open_too: bool) -> Iterator[str]:
    """Give a line for every dated claim of a report."""
    ((_, reading),) = readings([row])
    bundle = coders.bundle(reading)
    annotation = coders.annotate(reading)
    told = {}
    for resolution in bundle.resolutions:
        if resolution.kind == "date" and resolution.value:
            told.setdefault(resolution.subject, resolution)
    for claim in claim_facts(bundle):
        when = claim.when
        if when is None or how not in (when.how or ""):
            continue
        if not open_too and (when.earliest is None or when.latest is None):
            continue
        sentence = next(
            (s for s in annotation.sentences if s.start <= claim.anchor.start < s.end), None
        )
        if sentence is None:
            continue
        text = reading.text
        quote = (
            f"{text[sentence.start : claim.anchor.start]}[[{claim.anchor.of(text)}]]"
            f"{text[claim.anchor.end : sentence.end]}"
        )
        days = f"{when.earliest}..{when.latest} prec {when.precision}"
        yield f"{row['published']} {days} ({when.how}) | {' '.join(quote.split())}"


def main() -> None:
    """Print the draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--how", default="", help="only days known in this way")
    parser.add_argument("--open", action="store_true", help="open intervals too")
    given = parser.parse_args()
    coders = Coders(Setup())
    generator = random.Random(given.seed)
    rows = []
    for path in FILES:
        some = list(read_rows(data_folder() / path))
        rows += generator.sample(some, min(len(some), 60))
    generator.shuffle(rows)
    drawn = 0
    for row in rows:
        keys = ("id", "title", "text", "url", "publisher", "published")
        found = list(lines(coders, {key: row.get(key) for key in keys}, given.how, given.open))
        for line in generator.sample(found, min(len(found), 2)):
            drawn += 1
            print(f"{drawn} {line}", flush=True)
            if drawn >= given.count:
                return


if __name__ == "__main__":
    main()
