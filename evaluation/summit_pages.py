"""Title, credits and body of saved text pages, on sixty pages of one summit labelled by hand.

    python evaluation/summit_pages.py draw              # ids of the pages, by seed
    python evaluation/summit_pages.py show ID [ID ...]  # pages, block by block, for reading

The pages are `reports/summit_2018.jsonl.gz` of the data folder: text without HTML, blocks joined by
`` ### ``. What is labelled, and how, is told in `evaluation/gold/summit_pages/README.md`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PAGES = HERE.parents[1] / "shared/data/reports/summit_2018.jsonl.gz"
LINEAGE = HERE / "gold/lineage/pages.jsonl"
"""Pages that were read for the gold of lineage; none of them is drawn."""
SEED = 20180717
COUNT = 60
BETWEEN = " ### "
"""What parts the blocks of a page."""


class Page(NamedTuple):
    """A page as it lies in the data folder."""

    id: str
    publisher: str
    text: str

    @property
    def digest(self) -> str:
        """The first digits of the SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @property
    def blocks(self) -> list[str]:
        """Its blocks, in order; labels count them from 0."""
        return self.text.split(BETWEEN)


def pages(path: Path = PAGES) -> list[Page]:
    """Give all pages, in the order of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Page(r["id"], r["publisher"], r["text"]) for r in map(json.loads, lines)]


def draw(found: Sequence[Page]) -> list[str]:
    """Give the ids of the pages to label: by turns one page of each site, sites and pages by seed.

    Pages of the lineage gold, and pages with the text of one of them or of an earlier page, are
    left out.
    """
    known = {json.loads(line)["id"] for line in LINEAGE.read_text(encoding="utf-8").splitlines()}
    seen = {page.digest for page in found if page.id in known}
    sites: dict[str, list[str]] = defaultdict(list)
    for page in found:
        if page.id not in known and page.digest not in seen:
            seen.add(page.digest)
            sites[page.publisher].append(page.id)
    chance = random.Random(SEED)
    order = sorted(sites)
    chance.shuffle(order)
    for site in order:
        chance.shuffle(sites[site])
    drawn: list[str] = []
    while len(drawn) < COUNT:
        for site in order:
            if sites[site] and len(drawn) < COUNT:
                drawn.append(sites[site].pop())
    return drawn


def show(page: Page) -> str:
    """Give a page for reading: each block behind its number."""
    lines = [f"[{page.id}] {page.publisher}"]
    lines += [f"{n:3} {block}" for n, block in enumerate(page.blocks)]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Do what is asked for; give 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("draw", "show"))
    parser.add_argument("ids", nargs="*")
    chosen = parser.parse_args(arguments)
    found = pages()
    if chosen.what == "draw":
        print(*draw(found), sep="\n")
    else:
        by_id = {page.id: page for page in found}
        print(*(show(by_id[name]) for name in chosen.ids), sep="\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
