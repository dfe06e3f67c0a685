"""How much of a type figure rests on cues that only one gold row supports.

    python evaluation/leave_one_out.py plover_gsr
    python evaluation/leave_one_out.py acled_subtypes

Codebooks were written while reading the dev files, so a dev figure is an upper bound. This
gives a lower one: every row is coded without the cues that fire in no other row of the file,
as if each of those had been written for that row alone. (Many were not: a file of a few
hundred rows shows most rarer words once.) What is to be expected on unseen rows lies between.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace

from dateline.coding import code, primary
from dateline.coding.codebook import load_codebook
from dateline.evaluate import gold_path, suite
from dateline.evaluate.acled_subtypes import NOTHING, suite_labels
from dateline.evaluate.plover_gsr import label
from dateline.evaluate.suite import label_counts, label_figures, read_rows, total
from dateline.language import annotate

CODEBOOKS = {"plover_gsr": "plover", "acled_subtypes": "acled"}


def main(name: str) -> None:
    """Print the figures with all cues, and without those that only the row itself supports."""
    book = load_codebook(CODEBOOKS[name])
    rows = read_rows(gold_path(suite(name), None))
    codings = [code(annotate(str(row["text"])), book) for row in rows]
    support = Counter(
        cue for coding in codings for cue in {(claim.type, claim.how) for claim in coding.claims}
    )
    figures = {}
    for arm in ("all cues", "without cues of one row"):
        counts = []
        for row, coding in zip(rows, codings, strict=True):
            kept = tuple(
                claim
                for claim in coding.claims
                if arm == "all cues" or support[claim.type, claim.how] > 1
            )
            claim = primary(replace(coding, claims=kept))
            if name == "plover_gsr":
                counts.append(label_counts(label(row), claim.type if claim else None))
            else:
                found = suite_labels()[claim.type] if claim else NOTHING
                counts.append(label_counts(str(row["label"]), found))
        figures[arm] = label_figures(total(counts))
    for arm, found in figures.items():
        shown = "  ".join(f"{key} {value:.3f}" for key, value in found.items())
        print(f"{name}, n = {len(rows)}, {arm}: {shown}")


if __name__ == "__main__":
    for chosen in sys.argv[1:] or sorted(CODEBOOKS):
        main(chosen)
