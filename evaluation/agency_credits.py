"""Whether reports that an agency wrote are credited to it, from their text alone.

    python evaluation/agency_credits.py [--errors]

Gold: `wire` of `polnear/train` and `dev` (AP, UPI, Reuters, AFP; 75 of 792 articles; one publisher's are
not labelled and left out). The articles are read without their metadata. Precision: of the articles that
dateline credits to an agency, not for help with them, the share whose `wire` is that agency. Recall: of
those with a `wire` that their text states in its first or last 300 characters, the share that is credited
to it. Baseline: the first agency named in the first 300 characters. Tuned on: read with the errors in view.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dateline.ingest import Given, IngestOptions, read_files
from dateline.lineage.credited import credited
from dateline.lineage.facts import Text
from dateline.safety.sandbox import ParserPool
from dateline.types import Reading

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear"
AGENCIES = {"ap": "associated press", "upi": "upi", "reuters": "reuters", "afp": "afp"}
STATED = {
    "associated press": re.compile(r"\bAP\b|Associated Press", re.I),
    "upi": re.compile(r"\bUPI\b|United Press International", re.I),
    "reuters": re.compile(r"\bReuters\b", re.I),
    "afp": re.compile(r"\bAFP\b|Agence France", re.I),
}
NEAR = 300


class Article(NamedTuple):
    """An article, whose it is by its metadata, and to whom dateline and the baseline credit it."""

    id: str
    text: str
    wire: str | None
    found: str | None
    first: str | None

    @property
    def stated(self) -> bool:
        """Whether the text names its agency near its beginning or end."""
        ends = self.text[:NEAR] + "\n" + self.text[-NEAR:]
        return self.wire is not None and STATED[self.wire].search(ends) is not None


def articles() -> list[Article]:
    """Give all labelled articles, read from their text alone."""
    rows = []
    for name in ("train", "dev"):
        with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows += [row for row in map(json.loads, lines) if row.get("wire") != "NA"]
    given = "\n".join(json.dumps({"text": row["text"]}, ensure_ascii=False) for row in rows)
    found = []
    with ParserPool(1) as pool:
        options = IngestOptions(language="en")
        for received in read_files(pool, iter([Given("texts.jsonl", given.encode())]), options):
            if not isinstance(received.item, Reading):
                raise ValueError(received.item.reason)
            row = rows[int(received.item.member) - 1]
            found.append(_article(row, received.item))
    return found


def _article(row: dict[str, str], reading: Reading) -> Article:
    text = Text("T", "R", reading.text, credits=reading.credits)
    keys = [c.key for c in credited(text) if not c.helped and c.key in STATED]
    head = row["text"][:NEAR]
    named = [(m.start(), key) for key, form in STATED.items() if (m := form.search(head))]
    return Article(
        row["id"],
        row["text"],
        AGENCIES.get((row.get("wire") or "").casefold()),
        keys[0] if keys else None,
        min(named)[1] if named else None,
    )


def figures(found: Sequence[Article], baseline: bool = False) -> tuple[float, float]:
    """Give precision and recall."""
    said = [(a, a.first if baseline else a.found) for a in found]
    told = [a.wire == key for a, key in said if key is not None]
    wanted = [a.wire == key for a, key in said if a.stated]
    return sum(told) / max(1, len(told)), sum(wanted) / max(1, len(wanted))


def main() -> None:
    """Print both figures with 95% intervals (bootstrap over articles) and the baseline's."""
    found = articles()
    choose = random.Random(20150623)
    drawn = [figures(choose.choices(found, k=len(found))) for _ in range(1000)]
    base = figures(found, baseline=True)
    print(
        f"{len(found)} articles, {sum(a.wire is not None for a in found)} by an agency, "
        f"{sum(a.stated for a in found)} of them say so; credited {sum(a.found is not None for a in found)}"
    )
    for n, name in enumerate(("precision", "recall")):
        values = sorted(each[n] for each in drawn)
        print(
            f"{name:<10} {figures(found)[n]:.3f} [{values[25]:.3f}, {values[975]:.3f}]"
            f"  baseline {base[n]:.3f}"
        )
    if "--errors" in sys.argv:
        for a in found:
            if a.found is not None and a.found != a.wire:
                print("credited:", a.id, a.wire, a.found, repr(a.text[:200]), repr(a.text[-200:]))
            elif a.stated and a.found != a.wire:
                print("missed:", a.id, a.wire, a.found, repr(a.text[:300]), repr(a.text[-200:]))


if __name__ == "__main__":
    main()
