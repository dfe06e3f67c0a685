"""How many paragraphs come back from lines that were broken at a width.

    python evaluation/wrapped.py

The paragraphs of real articles (`re3d`, every third of `polnear/train` and `dev`, every fourth of
`summit_2018`; articles with lists are left out) are wrapped at many widths and read again as text. Right
is a paragraph that comes back as it was; *joined* counts what was read as one and holds two or more,
*parted* paragraphs that stand in nothing that was read. Baselines: every line a paragraph, and the reading
without :mod:`dateline.ingest.wrapping`. Intervals are Wilson's, over paragraphs; those of one article are
alike, so they are somewhat too narrow.
"""

from __future__ import annotations

import gzip
import json
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.ingest import clean
from dateline.ingest.wrapping import BULLET, unwrap

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
WIDTHS = (60, 72, 80, 90, 100, 101, 110, 120)

Article = list[str]


def articles(name: str, step: int) -> Iterator[Article]:
    """Give the paragraphs of every so manieth article of a file."""
    opened = gzip.open if name.endswith(".gz") else open
    with opened(DATA / name, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % step:
                continue
            text = clean.clean_characters(json.loads(line)["text"].replace(" ### ", "\n\n"))[0]
            told = [" ".join(block.split()) for block in text.split("\n")]
            told = [block for block in told if block]
            if not any(BULLET.match(block) for block in told):
                yield told


def read(text: str) -> Article:
    """Give the paragraphs that are read in a text."""
    blocks = clean.blocks_of(clean.clean_characters(text)[0])
    return [block for block in map(clean.clean_block, blocks) if block]


def lines_of(paragraph: str, width: int, indent: str = "") -> str:
    """Give a paragraph broken at a width."""
    made = textwrap.wrap(
        paragraph, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(made)


def measure(told: list[Article], make: Callable[[Article], str]) -> tuple[int, int, int, int, int]:
    """Give paragraphs, those right, those joined, those parted, and those that are a line."""
    n = right = joined = parted = alone = 0
    for article in told:
        text = make(article)
        found, lines = read(text), {line.strip() for line in text.split("\n")}
        wanted, got = set(article), set(found)
        n += len(article)
        right += sum(one in got for one in article)
        alone += sum(one in lines for one in article)
        joined += sum(one not in wanted and sum(w in one for w in article) > 1 for one in found)
        parted += sum(one not in got and not any(one in each for each in found) for one in article)
    return n, right, joined, parted, alone


def interval(right: int, n: int) -> str:
    """Give Wilson's interval of 95%."""
    z, p = 1.96, right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
    return f"{middle - half:.4f} to {middle + half:.4f}"


def ways() -> Iterator[tuple[str, Callable[[Article], str]]]:
    """Give ways of writing an article, by name."""
    for width in WIDTHS:
        yield f"{width}, empty lines", lambda a, w=width: "\n\n".join(lines_of(p, w) for p in a)  # type: ignore[misc]
    for width in (72, 100):
        yield f"{width}, no empty lines", lambda a, w=width: "\n".join(lines_of(p, w) for p in a)  # type: ignore[misc]
        yield f"{width}, indented", lambda a, w=width: "\n".join(lines_of(p, w, "    ") for p in a)  # type: ignore[misc]
    yield "a paragraph a line", "\n".join


def main() -> None:
    """Print a row for each way of writing."""
    sets = {
        "re3d, polnear": [
            *articles("reports/re3d.jsonl", 1),
            *articles("polnear/train.jsonl.gz", 3),
            *articles("polnear/dev.jsonl.gz", 3),
        ],
        "summit_2018": list(articles("reports/summit_2018.jsonl.gz", 4)),
    }
    for name, told in sets.items():
        print(f"{name}: {len(told)} articles")
        print("| wrapped at | n | right | 95% | joined | parted | without | a line each |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for way, make in ways():
            n, right, joined, parted, alone = measure(told, make)
            clean.unwrap = lambda text: text
            before = measure(told, make)[1]
            clean.unwrap = unwrap
            print(f"| {way} | {n} | {right / n:.4f} | {interval(right, n)} | {joined} | {parted} "
                  f"| {before / n:.4f} | {alone / n:.4f} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
