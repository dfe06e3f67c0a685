"""Draw claims of a ledger at random for judging by hand, slot by slot.

    python evaluation/draw_claims.py LEDGER [--count 50] [--seed 2026] > draw.jsonl

One JSON object a claim, in the order drawn: the sentence with what stands around it, the
claim's type, mode, polarity, modality and attribution, and every slot with its words and what
they were resolved to. The draw depends on the set of claims and the seed only. Both codebooks
of a default ledger are drawn from alike.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from dateline.export.plain import claim_as_dict
from dateline.store import open_ledger

AROUND = 300
"""Characters shown on either side of the sentence, so that a judge can follow pronouns."""


def main() -> None:
    """Print the draw."""
    parser = argparse.ArgumentParser(description="Draw claims for judging by hand.")
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    ledger = open_ledger(arguments.ledger)
    ids = sorted(row.id for row in ledger.claims())
    for identity in random.Random(arguments.seed).sample(ids, min(arguments.count, len(ids))):
        claim = ledger.claim(identity)
        reading = ledger.reading(claim.version)
        text = reading.text
        shown = claim_as_dict(claim, text, list(ledger.resolutions(identity)))
        shown["source_key"] = reading.source_key
        shown["published"] = [reading.published.earliest, reading.published.latest]
        shown["around"] = text[max(0, claim.quote.start - AROUND) : claim.quote.end + AROUND]
        print(json.dumps(shown, ensure_ascii=False))


if __name__ == "__main__":
    main()
