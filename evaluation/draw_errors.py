"""Draw errors of an encoder suite to be read by hand, as for evaluation/encoder_errors.md.

    python evaluation/draw_errors.py re3d_ner > draw.txt

Every error that the suite counts is one lot; ``COUNT`` lots are drawn by ``SEED``, all where there
are fewer. Printed: number, row, class, text, gold and prediction. The text is not for committing.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from dateline.encoder.tags import spans
from dateline.evaluate import suite
from dateline.evaluate.suite import Row, read_rows

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SEED = 6
COUNT = 50


def marked(words: list[str], found: list[tuple[int, int, str]]) -> str:
    """Give the spans as words, with their kinds."""
    return " | ".join(f"{kind}: {' '.join(words[start:end])}" for start, end, kind in found)


def shown(row: Row, predicted: dict[str, Any]) -> str:
    """Give text, gold and prediction of a row."""
    if "tokens" in row:
        words = list(row["tokens"])
        return "\n".join(
            (
                " ".join(words),
                f"  gold: {marked(words, spans(row['tags']))}",
                f"  ours: {marked(words, predicted['spans'])}",
            )
        )
    return f"{row['text']}\n  gold: {row['labels']}\n  ours: {predicted['labels']}"


def main() -> None:
    """Print the drawn errors of the suite named."""
    measured: Any = suite(sys.argv[1])
    rows = read_rows(DATA / measured.gold)
    predictions = [measured.predict(row) for row in rows]
    lots = [
        (i, error)
        for i, (row, predicted) in enumerate(zip(rows, predictions, strict=True))
        for error in measured.errors(row, predicted)
    ]
    drawn = sorted(random.Random(SEED).sample(range(len(lots)), min(COUNT, len(lots))))
    print(f"{len(drawn)} of {len(lots)} errors in {len(rows)} rows")
    for number, at in enumerate(drawn, 1):
        i, error = lots[at]
        print(f"\n{number}. row {i}: {error}\n{shown(rows[i], predictions[i])}")


if __name__ == "__main__":
    main()
