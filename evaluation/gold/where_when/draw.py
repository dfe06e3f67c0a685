"""Draw the documents whose events were read for where_when/gold.jsonl.

    python evaluation/gold/where_when/draw.py [--data ../shared/data] [--text]

Prints one line a document in the order of reading: its number, half, set and id; with ``--text`` the
document behind it. A document is drawn where three or more different words of conflict, protest, crime,
disaster or politics stand in it; the draw knows nothing of places or dates and uses nothing of dateline.
It depends on the three files and ``SEED`` only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from pathlib import Path
from typing import NamedTuple

SEED = 7
SETS = {
    "geo_trnews": ("geo_trnews/dev.jsonl", 36),
    "geo_lgl": ("geo_lgl/dev.jsonl.gz", 30),
    "polnear": ("polnear/dev.jsonl.gz", 26),
}
"""File of each set, and how many of its documents are drawn."""
TELLS = re.compile(
    r"\b(?:kill|shot|shoot|murder|attack|bomb|explosion|blast|clash|protest|demonstrat|riot|arrest|"
    r"charged|stab|rape|robb|earthquake|flood|fire|storm|hurricane|tornado|crash|troops|militant|"
    r"rebel|airstrike|strike|elect|voted|votes|parliament|coup|resign|sanction|assault|hostage|"
    r"kidnap|police|gunm[ae]n|dead|died|injured|wounded|rally|debate)",
    re.IGNORECASE,
)
ENDS = re.compile(r"(?<=[.!?])[\"'”’]?\s+(?=[\"'“‘A-Z])|\s*\n\s*")
LEAST = 3
"""Different words of ``TELLS`` that a drawn document has."""


class Drawn(NamedTuple):
    """A drawn document: its number in the order of reading, and in which half its events fall."""

    number: int
    half: str
    set: str
    id: str
    title: str
    published: str
    text: str


def draw(data: Path) -> list[Drawn]:
    """Give the drawn documents, the sets in turn; every third of a set is ``dev``, the others ``test``."""
    chance = random.Random(SEED)
    queues = []
    for name, (file, count) in SETS.items():
        raw = (data / file).read_bytes()
        lines = (gzip.decompress(raw) if file.endswith(".gz") else raw).decode().split("\n")
        rows = {str(row["id"]): row for row in map(json.loads, filter(None, lines))}
        fit = [id for id in sorted(rows) if _words(rows[id]["text"]) >= LEAST]
        queues.append([(name, n, rows[id]) for n, id in enumerate(chance.sample(fit, count))])
    longest = max(map(len, queues))
    turns = [queue[n] for n in range(longest) for queue in queues if n < len(queue)]
    return [
        Drawn(
            number,
            "dev" if n % 3 == 0 else "test",
            name,
            str(row["id"]),
            row["title"] or "",
            row["published"] or "",
            row["text"],
        )
        for number, (name, n, row) in enumerate(turns)
    ]


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Give the offsets of the sentence that holds ``at``: from one end mark or line to the next.

    Simple on purpose ("Ms." ends one): it names a stretch of text that a row can be checked by.
    """
    start = max((match.end() for match in ENDS.finditer(text, 0, at)), default=0)
    end = ENDS.search(text, at)
    return start, len(text) if end is None else end.start()


def _words(text: str) -> int:
    return len({match.group().lower() for match in TELLS.finditer(text)})


def main() -> None:
    """Print the draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    root = Path(__file__).resolve().parents[3]
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data")
    parser.add_argument("--text", action="store_true")
    given = parser.parse_args()
    for drawn in draw(given.data):
        print(drawn.number, drawn.half, drawn.set, drawn.id)
        if given.text:
            print(drawn.published, drawn.title, drawn.text, sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
