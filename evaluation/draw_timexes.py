"""Draws expressions of time from texts without gold, and sentences in which none was found.

Texts are those of ``polnear``, ``geo_trnews``, ``geo_lgl``, ``muc4`` (train or dev, never a test half)
and ``reports/re3d``; from each as many. Somebody then judges span, type and value by hand; classes
and counts are kept in ``timex_errors.md``.

Run ``python evaluation/draw_timexes.py --seed 1 [--found 100] [--bare 40] [--only re3d]``.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator

from dateline.evaluate import data_folder
from dateline.evaluate.suite import Row, read_rows
from dateline.resolve.timeline import Moment, read_moments
from dateline.resolve.timex_anchor import iso_day
from dateline.types import Dating

FILES = {
    "polnear": "polnear/train.jsonl.gz",
    "trnews": "geo_trnews/dev.jsonl",
    "lgl": "geo_lgl/dev.jsonl.gz",
    "muc4": "muc4/train.jsonl",
    "re3d": "reports/re3d.jsonl",
}
TIMELY = re.compile(
    r"[0-9]|\b(?:time|moment|period|era|age|date|term|eve|season|century|decade|year|month|week|"
    r"day|hour|minute|night|morning|evening|noon|dawn|dusk|soon|late|later|early|earlier|then|"
    r"once|ever|never|always|often|anniversary|dynasty|war|reign|after|before|since|until)s?\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


def moments_of(row: Row) -> tuple[str, Dating, tuple[Moment, ...]]:
    """Give text, publication date and expressions of a row of any of the files."""
    text = str(row.get("text") or row.get("doctext") or "")
    day = iso_day(str(row.get("published") or row.get("created") or ""))
    iso = None if day is None else day.isoformat()
    dating = Dating(iso, iso, "metadata" if iso else "unknown")
    return text, dating, read_moments(text, dating)


def found_lines(rows: list[Row], generator: random.Random, wanted: int) -> Iterator[str]:
    """Give expressions with what they came to, at most one a text."""
    for row in generator.sample(rows, len(rows)):
        text, dating, moments = moments_of(row)
        if not moments or wanted <= 0:
            continue
        wanted -= 1
        m = generator.choice(moments)
        start, end = m.timex.span
        around = f"{text[max(start - 110, 0) : start]}[[{text[start:end]}]]{text[end : end + 70]}"
        yield (
            f"{dating.earliest} {m.timex.kind} {m.own.value} {m.own.earliest}..{m.own.latest} "
            f"({m.own.how}; {m.timex.signal}; {m.timex.mod}) | {' '.join(around.split())}"
        )


def bare_lines(rows: list[Row], generator: random.Random, wanted: int) -> Iterator[str]:
    """Give sentences that hold a digit or a word of time and no expression, at most one a text."""
    for row in generator.sample(rows, len(rows)):
        text, _, moments = moments_of(row)
        starts = [m.timex.span.start for m in moments]
        bare = [
            m
            for m in SENTENCE.finditer(text)
            if TIMELY.search(m.group()) and not any(m.start() <= at < m.end() for at in starts)
        ]
        if not bare or wanted <= 0:
            continue
        wanted -= 1
        yield " ".join(generator.choice(bare).group().split())[:400]


def main() -> None:
    """Print the draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--found", type=int, default=100)
    parser.add_argument("--bare", type=int, default=40)
    parser.add_argument("--only", choices=sorted(FILES), help="one source alone")
    given = parser.parse_args()
    files = {given.only: FILES[given.only]} if given.only else FILES
    for name, path in files.items():
        generator = random.Random(f"{given.seed} {name}")
        rows: list[Row] = list(read_rows(data_folder() / path))
        lines = list(found_lines(rows, generator, given.found // len(files)))
        lines += [
            f"NONE | {line}" for line in bare_lines(rows, generator, given.bare // len(files))
        ]
        for number, line in enumerate(lines, 1):
            print(f"{name}-{number} {line}")


if __name__ == "__main__":
    main()
