"""Draw the passages of evaluation/gold/people/harm.jsonl: news of harm, in which private persons stand.

    python evaluation/draw_people.py > draw.jsonl

One JSON object a passage: set, id, offsets, the hash of its text, and the text itself, which is left out
of the committed file. A document is drawn where one of a few words of harm stands in it, and a passage
reaches 300 characters to either side of such a word; the draw knows nothing of names.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
USED = ROOT / "evaluation" / "gold" / "people" / "passages.jsonl"
SEED = 20260101
SETS = {
    "geo_trnews": ("geo_trnews/dev.jsonl", 35),
    "polnear_train": ("polnear/train.jsonl.gz", 20),
    "geo_lgl": ("geo_lgl/dev.jsonl.gz", 20),
}
"""File of each set, and how many of its documents are drawn."""
HARM = re.compile(
    r"\b(?:year-old|killed|wounded|injured|arrested|detained|died|victims?|witness\w*|kidnapped|funeral)\b"
)
AROUND = 300


def documents(name: str) -> dict[str, str]:
    """Give the texts of a set by id."""
    path = DATA / SETS[name][0]
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode().split("\n")
    return {str(row["id"]): row["text"] for row in map(json.loads, filter(None, lines))}


def main() -> None:
    """Print the drawn passages."""
    used = {str(json.loads(line)["id"]) for line in USED.read_text(encoding="utf-8").splitlines()}
    chance = random.Random(SEED)
    for name, (_, count) in SETS.items():
        texts = documents(name)
        fit = [id for id in sorted(texts) if id not in used and HARM.search(texts[id])]
        for id in sorted(chance.sample(fit, count)):
            text = texts[id]
            at = chance.choice([match.start() for match in HARM.finditer(text)])
            start, end = max(0, at - AROUND), min(len(text), at + AROUND)
            passage = text[start:end]
            print(
                json.dumps(
                    {
                        "set": name,
                        "id": id,
                        "start": start,
                        "end": end,
                        "sha256": hashlib.sha256(passage.encode()).hexdigest(),
                        "text": passage,
                    },
                    ensure_ascii=False,
                )
            )


if __name__ == "__main__":
    main()
