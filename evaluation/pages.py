"""Title, author, date and body segments on saved pages, beside bare trafilatura in the same run.

    python evaluation/pages.py [--gold ../shared/data/pages/dev.jsonl] [--errors title]

Gold is JSON Lines with ``file``, ``title``, ``author``, ``date``, ``with`` (segments that must
be in the text) and ``without`` (that must not); the pages lie in the tar beside it. Each figure
has its n and a bootstrap 95% interval (1,000 draws over pages, seeded).

- ``exact``: the values are the same code points, spaces at the ends aside.
- ``same``: the same letters and digits, whatever their case, quotes, dashes and spaces.
- author: a page counts where gold names somebody; several names compare as a set.
- segment F1: over all segments of all pages, as in trafilatura's own evaluation; a segment is
  found where the text has it, line ends and runs of spaces taken as one space.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import trafilatura

from dateline.ingest import IngestOptions
from dateline.ingest.original import read_original
from dateline.types import Reading

Row = dict[str, Any]
Found = dict[str, Any]
DRAWS = 1000


def letters(value: str) -> str:
    """Give the letters and digits of a value in lower case, single spaces between words."""
    return " ".join(re.sub(r"[\W_]+", " ", value).casefold().split())


def spaces(value: str) -> str:
    """Give a value with runs of white space as one space."""
    return " ".join(value.split())


def as_list(value: Any) -> list[str]:
    """Give an author field as a list of names."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [value] if value else []


def bare(data: bytes) -> Found:
    """Read a page with trafilatura alone."""
    document = trafilatura.bare_extraction(data, with_metadata=True)
    if document is None:
        return {"title": "", "author": [], "date": "", "text": ""}
    return {
        "title": document.title or "",
        "author": (document.author or "").split("; ") if document.author else [],
        "date": document.date or "",
        "text": document.text or "",
    }


def ours(data: bytes) -> Found:
    """Read a page with dateline."""
    for item in read_original(data, "page.html", IngestOptions()):
        if isinstance(item, Reading):
            return {
                "title": item.title.of(item.text) if item.title else "",
                "author": list(item.authors),
                "date": item.published.earliest or "",
                "text": item.text,
            }
    return {"title": "", "author": [], "date": "", "text": ""}


def names_in(authors: Sequence[str]) -> set[str]:
    """Give the single names of an author field, for comparison."""
    parts = (part for name in authors for part in re.split(r",| und | and |;|/", name))
    return {letters(part) for part in parts} - {""}


def score(row: Row, found: Found) -> dict[str, Any]:
    """Compare one page with its gold."""
    gold_authors = as_list(row["author"])
    text = spaces(found["text"])
    hits = [spaces(segment) in text for segment in row["with"]]
    wrong = [spaces(segment) in text for segment in row["without"]]
    return {
        "title exact": found["title"].strip() == row["title"].strip(),
        "title same": letters(found["title"]) == letters(row["title"]),
        "author exact": None
        if not gold_authors
        else "; ".join(found["author"]) == "; ".join(gold_authors),
        "author same": None
        if not gold_authors
        else names_in(found["author"]) == names_in(gold_authors),
        "author none": None if gold_authors else not found["author"],
        "date exact": found["date"][:10] == row["date"],
        "segments": (sum(hits), sum(wrong), len(hits) - sum(hits)),
    }


def rate(values: Sequence[Any]) -> float:
    """Give the share of true values among those that are not None."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else float("nan")


def f1(values: Sequence[tuple[int, int, int]]) -> float:
    """Give F1 over (found, wrongly found, missed) summed over pages."""
    hit, wrong, missed = (sum(v[i] for v in values) for i in range(3))
    return 2 * hit / (2 * hit + wrong + missed) if hit else 0.0


def interval(
    values: Sequence[Any], figure: Callable[[Sequence[Any]], float]
) -> tuple[float, float]:
    """Give the bootstrap 95% interval of a figure over pages."""
    chance = random.Random(20180716)
    drawn = sorted(figure(chance.choices(values, k=len(values))) for _ in range(DRAWS))
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def main(arguments: Sequence[str]) -> int:
    """Print the table; give 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(__file__).resolve().parents[1].parent / "shared/data/pages/dev.jsonl"
    parser.add_argument("--gold", type=Path, default=default)
    parser.add_argument("--errors", help="list pages where this figure is false")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    rows = [json.loads(line) for line in chosen.gold.read_text(encoding="utf-8").splitlines()]
    pages: dict[str, bytes] = {}
    with tarfile.open(chosen.gold.with_suffix(".tar.gz")) as tar:
        for entry in tar:
            file = tar.extractfile(entry) if entry.isfile() else None
            if file is not None:
                pages[entry.name.removeprefix("./")] = file.read()
    results: dict[str, list[dict[str, Any]]] = {}
    seconds: dict[str, float] = {}
    ours(pages[rows[0]["file"]])  # load both before the clock starts
    for name, read in (("trafilatura", bare), ("dateline", ours)):
        begin = time.perf_counter()
        found = [read(pages[row["file"]]) for row in rows]
        seconds[name] = time.perf_counter() - begin
        results[name] = [score(row, one) for row, one in zip(rows, found, strict=True)]
        if chosen.errors and name == "dateline":
            for row, one, result in zip(rows, found, results[name], strict=True):
                if result[chosen.errors] is False:
                    field = chosen.errors.split()[0]
                    print(
                        row["file"],
                        row["url"][:70],
                        "\n  gold ",
                        row[field],
                        "\n  found",
                        one[field],
                    )
    table = {}
    for figure in results["dateline"][0]:
        table[figure] = {"n": sum(1 for r in results["dateline"] if r[figure] is not None)}
        for name, result in results.items():
            values = [r[figure] for r in result]
            how = f1 if figure == "segments" else rate
            low, high = interval(values, how)
            table[figure][name] = [round(how(values), 4), round(low, 4), round(high, 4)]
    if chosen.json:
        print(json.dumps({"figures": table, "seconds": seconds}, indent=1))
        return 0
    for figure, cells in table.items():
        line = "   ".join(
            f"{n} {c[0]:.3f} [{c[1]:.3f}, {c[2]:.3f}]" for n, c in cells.items() if n != "n"
        )
        print(f"{figure:14} n {cells['n']:4}   {line}")
    print("seconds       ", {name: round(value, 2) for name, value in seconds.items()})
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
