"""Title, credits and body of saved text pages, on sixty pages of one summit labelled by hand.

    python evaluation/summit_pages.py draw              # ids of the pages, by seed
    python evaluation/summit_pages.py show ID [ID ...]  # pages, block by block, for reading
    python evaluation/summit_pages.py score             # figures of both halves
    python evaluation/summit_pages.py errors            # what is wrong on `dev`; `test` is not shown

Each page is read as its row of the file, with its site as publisher. Figures, each beside that of a
trivial method (the first block is the title, a line "By A and B" before the tenth block the credit, all
behind the title is body), with a bootstrap 95% interval over pages:

- `title.exact`: the title's characters, runs of spaces as one; none where gold has none. `title.given` is
  of the pages that have one.
- `credits.exact`: all credits of the page and no other, by name and by whether a person is credited or an
  outlet or agency; names without case, dots, spaces and "the". `credits.f1` is of single credits,
  `credits.kind` the share of those found whose kind (agency, source, publisher, ...) is that of gold.
- `body.f1`: of blocks. A paragraph of the body is the block with its letters; where body and furniture
  have the same letters it is the body's.

The pages are `reports/summit_2018.jsonl.gz` of the data folder: text without HTML, blocks joined by
`` ### ``. What is labelled, and how, is told in `evaluation/gold/summit_pages/README.md`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dateline.evaluate.suite import Counts, intervals, precision_recall_f1, read_rows, total
from dateline.ingest import IngestOptions
from dateline.ingest.original import read_original
from dateline.types import Reading

HERE = Path(__file__).resolve().parent
PAGES = HERE.parents[1] / "shared/data/reports/summit_2018.jsonl.gz"
GOLD = HERE / "gold/summit_pages/pages.jsonl"
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


# --------------------------------------------------------------------------- scoring


class Found(NamedTuple):
    """What a page has, by gold, by dateline or by the trivial method."""

    title: str
    credits: tuple[tuple[str, str], ...]
    """Kind and name."""
    body: tuple[str, ...]
    """Paragraphs behind the title."""


def spaces(value: str) -> str:
    """Give a value with runs of white space as one space."""
    return " ".join(value.split())


def letters(value: str) -> str:
    """Give the letters and digits of a value in lower case."""
    return re.sub(r"[\W_]+", "", value).casefold()


def credited(kind: str, name: str) -> tuple[bool, str]:
    """Give what a credit is compared by: whether it is a person's, and the name."""
    bare = letters(re.sub(r"^the\s+", "", name.strip(), flags=re.I))
    return kind.rstrip("?") == "author", {"ap": "associatedpress"}.get(bare, bare)


def read(page: Page) -> Found:
    """Read a page with dateline, as the row of a JSON Lines file."""
    row = {"id": page.id, "publisher": page.publisher, "text": page.text}
    for item in read_original(json.dumps(row).encode(), "pages.jsonl", IngestOptions()):
        if isinstance(item, Reading):
            body = item.body.of(item.text).split("\n\n")
            credits = tuple((credit.kind, credit.name) for credit in item.credits)
            return Found(item.title.of(item.text) if item.title else "", credits, tuple(body))
    return Found("", (), ())


def trivial(page: Page) -> Found:
    """Read a page without looking."""
    blocks = [block for block in page.blocks if letters(block)]
    lines = (re.match(r"by\s+(.{3,80})$", block.strip(), re.I) for block in blocks[:10])
    names = next((line[1] for line in lines if line), "")
    credits = tuple(("author", name) for name in re.split(r",\s*|\s+and\s+", names) if name)
    return Found(blocks[0], credits, tuple(blocks[1:]))


def labelled(row: dict[str, Any], page: Page) -> Found:
    """Give what gold says of a page; credits that may be found or not end in ``?``."""
    if (page.digest, len(page.blocks)) != (row["sha256"], len(row["blocks"])):
        raise ValueError(f"page {row['id']} is not the one that was labelled; check {PAGES.name}")
    title = page.blocks[row["title"][0]][slice(*row["title"][1:])] if row["title"] else ""
    credits = tuple((kind, page.blocks[n][start:end]) for kind, n, start, end in row["credits"])
    return Found(title, credits, blocks_labelled(row, page, "b"))


def blocks_labelled(row: dict[str, Any], page: Page, label: str) -> tuple[str, ...]:
    """Give the blocks of a page that have a label."""
    pairs = zip(page.blocks, row["blocks"], strict=True)
    return tuple(block for block, one in pairs if one == label)


def lettered(blocks: Iterable[str]) -> Counter[str]:
    """Count blocks by their letters; those without any are left out."""
    return Counter(bare for block in blocks if (bare := letters(block)))


def counts(row: dict[str, Any], page: Page, found: Found) -> Counts:
    """Give the counts of one page."""
    gold = labelled(row, page)
    right = spaces(found.title) == spaces(gold.title)
    made: Counts = Counter({"pages": 1, "title.right": int(right)})
    made[f"title.{'given' if gold.title else 'none'}"] += 1
    made[f"title.{'given' if gold.title else 'none'}.right"] += int(right)
    must = {credited(*one): one[0] for one in gold.credits if not one[0].endswith("?")}
    may = {credited(*one) for one in gold.credits}
    has = {credited(*one): one[0] for one in found.credits}
    both = must.keys() & has.keys()
    made["credits.exact"] = int(must.keys() <= has.keys() <= may | must.keys())
    made["credits.right"], made["credits.gold"] = len(both), len(must)
    made["credits.found"] = len(both | (has.keys() - may))
    made["credits.kind"] = sum(must[one] == has[one] for one in both)
    text, own = lettered(found.body), lettered(gold.body)
    made["body.right"] = (text & own).total()
    wrong = ((text - own) & lettered(blocks_labelled(row, page, "f"))).total()
    made["body.found"] = made["body.right"] + wrong
    made["body.gold"] = own.total()
    return made


def figures(summed: Counts) -> dict[str, float]:
    """Give the figures of summed counts."""
    made = {
        "title.exact": _share(summed["title.right"], summed["pages"]),
        "title.given": _share(summed["title.given.right"], summed["title.given"]),
        "title.none": _share(summed["title.none.right"], summed["title.none"]),
        "credits.exact": _share(summed["credits.exact"], summed["pages"]),
        "credits.kind": _share(summed["credits.kind"], summed["credits.right"]),
    }
    for part in ("credits", "body"):
        scored = precision_recall_f1(*(summed[f"{part}.{n}"] for n in ("right", "found", "gold")))
        for name, value in zip(("precision", "recall", "f1"), scored, strict=True):
            made[f"{part}.{name}"] = value
    return made


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


class Figure(NamedTuple):
    """One figure with its 95% interval, and the trivial method's on the same pages."""

    value: float
    low: float
    high: float
    baseline: float
    n: int


def measure() -> dict[str, Figure]:
    """Give every figure of both halves and of all, as ``test.title.exact``."""
    by_id = {page.id: page for page in pages()}
    rows = read_rows(GOLD)
    made: dict[str, Figure] = {}
    for half in ("dev", "test", "all"):
        chosen = [row for row in rows if half in (row["half"], "all")]
        scored = [counts(row, by_id[row["id"]], read(by_id[row["id"]])) for row in chosen]
        usual = figures(
            total([counts(row, by_id[row["id"]], trivial(by_id[row["id"]])) for row in chosen])
        )
        ends = intervals(scored, figures)
        summed = total(scored)
        sizes = {"credits.precision": "credits.found", "credits.kind": "credits.right"} | {
            f"title.{one}": f"title.{one}" for one in ("given", "none")
        }
        sizes |= {f"credits.{one}": "credits.gold" for one in ("recall", "f1")}
        sizes |= {
            "body.precision": "body.found",
            "body.recall": "body.gold",
            "body.f1": "body.gold",
        }
        for name, value in figures(summed).items():
            n = summed[sizes.get(name, "pages")]
            made[f"{half}.{name}"] = Figure(value, *ends[name], usual[name], n)
    return made


def errors() -> list[str]:
    """Give what is wrong on the pages of ``dev``, page by page."""
    by_id = {page.id: page for page in pages()}
    lines = []
    for row in read_rows(GOLD):
        if row["half"] != "dev":
            continue
        page = by_id[row["id"]]
        gold, found = labelled(row, page), read(page)
        here = []
        if spaces(gold.title) != spaces(found.title):
            here.append(f"  title {found.title!r} for {gold.title!r}")
        if not counts(row, page, found)["credits.exact"]:
            here.append(f"  credits {found.credits} for {gold.credits}")
        body, own = lettered(found.body), lettered(gold.body)
        for n, (block, label) in enumerate(zip(page.blocks, row["blocks"], strict=True)):
            bare = letters(block)
            if bare and label == "b" and bare not in body:
                here.append(f"  missed {n} {block[:160]!r}")
            if bare and label == "f" and body[bare] > own[bare]:
                here.append(f"  kept {n} {block[:160]!r}")
        lines += [f"[{page.id}] {page.publisher}", *here] if here else []
    return lines


def main(arguments: Sequence[str]) -> int:
    """Do what is asked for; give 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("draw", "show", "score", "errors"))
    parser.add_argument("ids", nargs="*")
    chosen = parser.parse_args(arguments)
    if chosen.what == "errors":
        print(*errors(), sep="\n")
        return 0
    if chosen.what == "score":
        for name, one in measure().items():
            print(
                f"{name:<24} {one.value:.3f}  95% [{one.low:.3f}, {one.high:.3f}]"
                f"  baseline {one.baseline:.3f}  n {one.n}"
            )
        return 0
    found = pages()
    if chosen.what == "draw":
        print(*draw(found), sep="\n")
    else:
        by_id = {page.id: page for page in found}
        print(*(show(by_id[name]) for name in chosen.ids), sep="\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
