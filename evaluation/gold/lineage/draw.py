"""Draw the pairs and the seed pages that are read and labelled for lineage.

    python evaluation/gold/lineage/draw.py pairs      # id, id, containment, stratum
    python evaluation/gold/lineage/draw.py families   # seed id and the ids to read with it
    python evaluation/gold/lineage/draw.py show ID ID # two pages side by side, for reading

The draw rests on exhaustive counting of shared five-word shingles and on a seed, never on what
dateline finds. The pages are `reports/summit_2018.jsonl.gz` of the data folder; only their ids and
the first twelve digits of the SHA-256 of their text are kept here.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PAGES = Path("shared") / "data" / "reports" / "summit_2018.jsonl.gz"
SEED = 20180716
STRATA = ((0.0, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1.01))
"""Containment of the shorter page's five-word shingles; the first is the random draw."""
EACH = 14
"""Pairs of each stratum."""
SEEDS = 44
"""Seed pages, in the order in which they are read until enough families are labelled."""
TOUCHING = 0.1
"""Containment over which a page is read together with a seed page."""
SHINGLE = 5


class Page(NamedTuple):
    """A page as it lies in the data folder."""

    id: str
    publisher: str
    text: str

    @property
    def digest(self) -> str:
        """The first digits of the SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


def pages(path: Path | None = None) -> list[Page]:
    """Give all pages, in the order of the file."""
    path = path or Path(__file__).resolve().parents[4] / PAGES
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Page(r["id"], r["publisher"], r["text"]) for r in map(json.loads, lines)]


def shingles(text: str) -> set[tuple[str, ...]]:
    """Give the five-word shingles of a text, by words in lower case."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}


def containments(texts: Sequence[str]) -> dict[tuple[int, int], float]:
    """Give for every pair of texts that shares a shingle the share of the smaller set, by number."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sizes = []
    for number, text in enumerate(texts):
        found = shingles(text)
        sizes.append(len(found))
        for shingle in found:
            holders[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        shared.update((a, b) for n, a in enumerate(numbers) for b in numbers[n + 1 :])
    return {(a, b): count / min(sizes[a], sizes[b]) for (a, b), count in shared.items()}


def draw_pairs(found: Sequence[Page]) -> list[tuple[str, str, float, str]]:
    """Give pairs of each stratum by seed; the lowest also has pairs that share nothing."""
    contained = containments([page.text for page in found])
    choose = random.Random(SEED)
    drawn = []
    for low, high in STRATA:
        if low:
            among = sorted(pair for pair, value in contained.items() if low <= value < high)
        else:
            every = ((a, b) for a in range(len(found)) for b in range(a + 1, len(found)))
            among = [pair for pair in every if contained.get(pair, 0.0) < high]
        for a, b in sorted(choose.sample(among, EACH)):
            value = round(contained.get((a, b), 0.0), 3)
            drawn.append((found[a].id, found[b].id, value, f"{low:g}-{min(high, 1):g}"))
    return drawn


def draw_families(found: Sequence[Page]) -> list[tuple[str, list[str]]]:
    """Give seed pages by seed, each with the pages that share over a tenth with it, most first."""
    contained = containments([page.text for page in found])
    touching: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), value in contained.items():
        if value > TOUCHING:
            touching[a].append((-value, b))
            touching[b].append((-value, a))
    seeds = random.Random(SEED + 1).sample(range(len(found)), SEEDS)
    return [(found[n].id, [found[other].id for _, other in sorted(touching[n])]) for n in seeds]


def runs(a: str, b: str) -> list[tuple[int, int]]:
    """Give the stretches of ``a`` whose five-word shingles stand in ``b``, in characters."""
    other = shingles(b)
    words = list(re.finditer(r"\w+", a))
    spans: list[tuple[int, int]] = []
    for n in range(len(words) - SHINGLE + 1):
        part = words[n : n + SHINGLE]
        if tuple(word[0].casefold() for word in part) in other:
            if spans and part[0].start() <= spans[-1][1] + 1:
                spans[-1] = (spans[-1][0], part[-1].end())
            else:
                spans.append((part[0].start(), part[-1].end()))
    return spans


_CREDIT = re.compile(
    r"(?:\bBy [A-Z]|\((?:AP|Reuters|AFP)\)|\bAssociated Press\b|\bReuters\b|\bAFP\b|\bBloomberg\b|"
    r"originally|contributed to|\bvia\b|Copyright|©|first reported|All rights reserved)"
)


def show(a: Page, b: Page) -> str:
    """Give two pages for reading: beginnings, ends, credits, and what they share."""
    lines = []
    for page, other in ((a, b), (b, a)):
        spans = runs(page.text, other.text)
        covered = sum(end - start for start, end in spans)
        lines.append(
            f"[{page.id}] {page.publisher}, {len(page.text)} characters, {covered} of them shared"
        )
        lines.append(f"  begins: {page.text[:330]!r}")
        lines.append(f"  ends: {page.text[-160:]!r}")
        marks = [m.start() for m in _CREDIT.finditer(page.text)][:7]
        lines.append(f"  credits: {[page.text[max(0, at - 25) : at + 55] for at in marks]}")
    spans = sorted(runs(a.text, b.text), key=lambda s: s[0] - s[1])
    lines.append(f"  {len(spans)} shared stretches; the longest:")
    lines += [f"   {end - start} {a.text[start:end][:200]!r}" for start, end in spans[:4]]
    return "\n".join(lines)


def main() -> None:
    """Print the draw that is asked for."""
    found = pages()
    by_id = {page.id: page for page in found}
    if sys.argv[1:2] == ["pairs"]:
        for pair in draw_pairs(found):
            print(*pair)
    elif sys.argv[1:2] == ["families"]:
        for seed, others in draw_families(found):
            print(seed, *others)
    elif sys.argv[1:2] == ["show"] and len(sys.argv) == 4:
        print(show(by_id[sys.argv[2]], by_id[sys.argv[3]]))
    else:
        sys.exit("give pairs, families, or show with two ids")


if __name__ == "__main__":
    main()
