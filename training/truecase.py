"""Which words are written small in running text: for reading headlines In Title Case or CAPITALS.

    python training/truecase.py --data ../shared/data

Counts, in the bodies of ``polnear/train`` and ``plover_synthetic``, words that do not begin a
sentence, and keeps those of at least three letters that stand small at least ``COUNT`` times
and in at least ``SHARE`` of their occurrences; and pairs of words of which the second is such a
word but stands large behind the first ("Islamic State", "White House") at least ``COUNT``
times. Writes one word or pair a line, sorted, to ``src/dateline/data/headline_words.txt``: no
text of the articles, no numbers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

COUNT = 3
SHARE = 0.6
"""A word that stands small in six of ten places ("rice", "turkey" does not) is read as small."""

OUT = Path(__file__).resolve().parents[1] / "src" / "dateline" / "data" / "headline_words.txt"
_WORD = re.compile(r"(?<![.!?:;\"“”'‘’(\[*-] )(?<=[a-z,0-9’'] )[A-Za-z]{3,}\b")


_PAIR = re.compile(r"(?<=[a-z,0-9’'] )([A-Z][a-z]{2,}) ([A-Z][a-z]{2,})\b(?! [A-Z][a-z]* [A-Z])")


def texts(data: Path) -> list[str]:
    """Give the bodies of the training texts."""
    found = []
    for name in ("polnear/train.jsonl.gz", "plover_synthetic/stories.jsonl.gz"):
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                found.append(text.partition("\n\n")[2] if name.startswith("polnear") else text)
    return found


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description="Learn which words are written small.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts(parser.parse_args().data):
        for word in _WORD.findall(text):
            (small if word.islower() else large)[word.lower()] += 1
        pairs.update(_PAIR.findall(text))
    kept = sorted(
        word for word, n in small.items() if n >= COUNT and n / (n + large[word]) >= SHARE
    )
    known = set(kept)
    names = sorted(
        f"{one} {two}"
        for (one, two), n in pairs.items()
        if n >= COUNT and two.lower() in known and small[one.lower()] < n
    )
    OUT.write_text("\n".join([*names, *kept]) + "\n", encoding="ascii")
    print(f"{len(kept)} words, {len(names)} pairs")


if __name__ == "__main__":
    main()
