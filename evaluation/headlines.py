"""The headline check against gold: verdicts on items of 60 headlines as published and 30 made up.

    python evaluation/headlines.py DATA draw            # which reports: ids, by a fixed seed
    python evaluation/headlines.py DATA score           # precision and recall for each verdict
    python evaluation/headlines.py DATA errors          # each item on which gold and check differ
    python evaluation/headlines.py DATA agreement       # of the two labellings

``DATA`` is the folder with ``polnear``, ``reports`` (see docs/headline-check.md). The gold,
``evaluation/gold/headlines``, holds ids, offsets and labels, and the words of headlines only where
they were altered for it; rules.md beside it says how it was labelled.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from dateline.check import HeadlineCheck, check
from dateline.identity import sha256_hex
from dateline.language import unpack
from dateline.pipeline.report import Coders, Setup
from dateline.types import Reading, Span

GOLD = Path(__file__).parent / "gold" / "headlines"
SEED = 2026
DRAWN = {"polnear/dev": 15, "polnear/train": 21, "summit_2018": 12, "re3d": 12}
FILES = {
    "polnear/dev": "polnear/dev.jsonl.gz",
    "polnear/train": "polnear/train.jsonl.gz",
    "summit_2018": "reports/summit_2018.jsonl.gz",
    "re3d": "reports/re3d.jsonl",
}
VERDICTS = ("supported", "contradicted", "mentioned only", "absent from the body")
Row = dict[str, Any]


class Text(NamedTuple):
    """A headline and its body."""

    title: str
    body: str


@cache
def corpus(data: Path, name: str) -> dict[str, Text]:
    """Give the reports of a corpus that have a headline, by id."""
    found: dict[str, Text] = {}
    path = data / FILES[name]
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = _text(name, row)
            if text is not None:
                found.setdefault(row["id"], text)
    return found


def _text(name: str, row: Row) -> Text | None:
    if name == "summit_2018":
        blocks = [block.strip() for block in row["text"].split("###")]
        title, body = " ".join(blocks[0].split()), "\n\n".join(blocks[1:])
        # The first block of a saved page is often furniture ("Enter City and State").
        fits = len(title.split()) >= 5 and len(title) <= 150 and len(body) > 800
        fits = fits and any(name in title for name in ("Trump", "Putin", "Helsinki"))
        return Text(title, body) if fits else None
    if name == "re3d":
        return Text(" ".join(row["title"].split()), row["text"])
    title = " ".join(row["title"].split())
    _, _, body = row["text"].partition("\n\n")
    return Text(title, body) if len(title.split()) > 3 and body else None


def draw(data: Path) -> Iterator[tuple[str, str]]:
    """Give corpus and id of the reports to label, always the same."""
    for name in sorted(DRAWN):
        ids = sorted(corpus(data, name))
        for identity in random.Random(f"{SEED} {name}").sample(ids, DRAWN[name]):
            yield name, identity


@cache
def gold(file: str) -> tuple[Row, ...]:
    """Give the rows of a gold file."""
    lines = (GOLD / file).read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines if line)


def text_of(data: Path, row: Row) -> Text:
    """Give headline and body of a gold row: as published, another's headline, or altered words."""
    text = corpus(data, row["corpus"])[row["id"]]
    if "words" in row:
        return Text(row["words"], text.body)
    if "headline_of" in row:
        name, identity = row["headline_of"]
        return Text(corpus(data, name)[identity].title, text.body)
    return text


@cache
def coders() -> Coders:
    """Give the coders, loaded once."""
    return Coders(Setup())


def run(text: Text) -> HeadlineCheck:
    """Check one headline against one body."""
    whole = f"{text.title}\n\n{text.body}"
    reading = Reading(
        source_key=f"original:{sha256_hex(whole.encode())}#",
        original=sha256_hex(whole.encode()),
        member="",
        text=whole,
        title=Span(0, len(text.title)),
        language="en",
    )
    bundle = coders().bundle(reading)
    assert bundle.annotation_blob is not None
    annotation = unpack(bundle.annotation_blob, whole, bundle.version)
    return check(reading, annotation, bundle.codings, bundle.resolutions)


class Pair(NamedTuple):
    """A gold item and what the check says of it: None where the other has no such item."""

    row: int
    kind: str
    words: str
    gold: str | None
    found: str | None
    why: str


def pairs(data: Path, rows: tuple[Row, ...]) -> Iterator[Pair]:
    """Align items of gold and check: of one kind, with a character in common.

    An item of the check takes the gold item that it shares the greatest part with (characters
    in both by characters in either); several may take one.
    """
    for number, row in enumerate(rows):
        text = text_of(data, row)
        taken: set[int] = set()
        for item in run(text).items:
            if item.kind == "question":
                continue
            shared = [
                (_overlap(Span(start, end), item.span), i)
                for i, (kind, start, end, _) in enumerate(row["items"])
                if kind == item.kind
            ]
            most, i = max(shared, default=(0.0, -1), key=lambda pair: (pair[0], -pair[1]))
            verdict = row["items"][i][3] if most > 0 else None
            if most > 0:
                taken.add(i)
            yield Pair(number, item.kind, item.words, verdict, item.verdict, item.why)
        for i, (kind, start, end, verdict) in enumerate(row["items"]):
            if i not in taken:
                yield Pair(number, kind, text.title[start:end], verdict, None, "")


def _overlap(a: Span, b: Span) -> float:
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(0, both) / (max(a.end, b.end) - min(a.start, b.start))


def interval(hits: int, of: int) -> str:
    """Give a share with its 95% interval (Wilson, 1927)."""
    if of == 0:
        return "-"
    z, p = 1.96, hits / of
    centre = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{p:.2f} [{max(0, centre - half):.2f}, {min(1, centre + half):.2f}] ({hits}/{of})"


def score(data: Path, file: str) -> None:
    """Print precision and recall for each verdict, and of saying "supported" of everything."""
    found = list(pairs(data, gold(file)))
    aligned = [p for p in found if p.gold is not None and p.found is not None]
    print(f"{file}: {len(gold(file))} headlines")
    print(
        f"  gold items found      {interval(len(aligned), sum(p.gold is not None for p in found))}"
    )
    print(f"  items not in the gold {sum(p.gold is None for p in found)}")
    assessed = [p for p in aligned if p.found != "not assessed"]
    right = sum(p.gold == p.found for p in assessed)
    trivial = sum(p.gold == "supported" for p in assessed)
    print(f"  of these assessed     {interval(len(assessed), len(aligned))}")
    print(f"  verdict right         {interval(right, len(assessed))}")
    print(f"  all 'supported'       {interval(trivial, len(assessed))}")
    for verdict in VERDICTS:
        # An accusation of something that is no item of the headline is wrong all the same.
        said = [p for p in found if p.found == verdict and (p.gold or verdict != "supported")]
        true = [p for p in found if p.gold == verdict]
        hits = sum(p.gold == p.found for p in said)
        print(f"  {verdict:<21} precision {interval(hits, len(said))}")
        print(f"  {'':<21} recall    {interval(hits, len(true))}")


def errors(data: Path, file: str) -> None:
    """Print the items on which gold and check differ."""
    for pair in pairs(data, gold(file)):
        if pair.gold != pair.found:
            row = gold(file)[pair.row]
            print(f"{row['corpus']} {row['id']} [{pair.kind}] {pair.words!r}")
            print(f"    gold {pair.gold}, check {pair.found}: {pair.why}")


def agreement() -> None:
    """Print how far the two labellings of one in ten headlines agree, with Cohen's kappa."""
    first = {
        (r["corpus"], r["id"], str(r.get("words", r.get("headline_of", "")))): r["items"]
        for f in FILES_OF_GOLD
        for r in gold(f)
    }
    both: list[tuple[str, str]] = []
    loose = 0
    for row in gold("again.jsonl"):
        one = {
            tuple(i[:3]): i[3]
            for i in first[
                row["corpus"], row["id"], str(row.get("words", row.get("headline_of", "")))
            ]
        }
        two = {tuple(i[:3]): i[3] for i in row["items"]}
        both += [(one[key], two[key]) for key in sorted(one.keys() & two.keys())]
        loose += len(one.keys() ^ two.keys())
    same = sum(a == b for a, b in both) / len(both)
    a, b = Counter(x for x, _ in both), Counter(y for _, y in both)
    chance = sum(a[v] * b[v] for v in VERDICTS) / len(both) ** 2
    print(
        f"{len(both)} items in both, {loose} in one: agree {same:.2f}, kappa {(same - chance) / (1 - chance):.2f}"
    )


FILES_OF_GOLD = ("published.jsonl", "made_up.jsonl")


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description="Measure the headline check.")
    parser.add_argument("data", type=Path)
    parser.add_argument("what", choices=["draw", "score", "errors", "agreement"])
    arguments = parser.parse_args()
    if arguments.what == "draw":
        for name, identity in draw(arguments.data):
            print(name, identity)
    elif arguments.what == "agreement":
        agreement()
    else:
        for file in FILES_OF_GOLD:
            (score if arguments.what == "score" else errors)(arguments.data, file)


if __name__ == "__main__":
    main()
