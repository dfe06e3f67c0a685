"""Keep what models of other folds read in the sentences that the role head was fitted on.

    for fold in 0 1 2 3 4; do
      python training/encoder/train.py --run runs/fold$fold --heads roles,entities --folds 5 --held-out $fold
    done
    python training/encoder/cross_validate.py runs/fold0 runs/fold1 runs/fold2 runs/fold3 runs/fold4

Writes ``evaluation/held_out/cameo_ner.jsonl``: for each sentence a digest of its words and the
spans by word numbers, or null where its fold was not run; no text.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from tasks import HEADS, HERE, fold, load

from dateline.encoder.tags import best, spans
from dateline.evaluate.tagged_spans import HELD_OUT, digest


def main() -> None:
    """Write the file, and say how many sentences of the training file it holds."""
    parser = argparse.ArgumentParser(description="Collect held-out role spans.")
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    given = parser.parse_args()
    examples = load("roles", given.data)
    found: dict[str, list[tuple[int, int, str]] | None] = {
        digest(example.words): None for example in examples
    }
    for run in given.runs:
        settings = json.loads((run / "settings.json").read_text(encoding="utf-8"))
        held = [e for e in examples if fold(e, settings["folds"]) == settings["held_out"]]
        scores = torch.load(run / "held_out.pt", weights_only=False)["roles"]
        for example, one in zip(held, scores, strict=True):
            found[digest(example.words)] = spans(best(one, HEADS["roles"].outputs))
    path = HERE.parents[1] / HELD_OUT
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"words": key, "spans": found[key]}) + "\n" for key in sorted(found)]
    path.write_text("".join(lines), encoding="utf-8")
    known = sum(found[digest(example.words)] is not None for example in examples)
    print(f"{known} of {len(examples)} sentences held out")


if __name__ == "__main__":
    main()
