"""Event types of short snippets: 30 labels, ACLED's sub-event types and a few more.

One label a snippet. Ours is the type of the claim that the snippet is mainly about, by the
``acled`` codebook, under the suite's label for that type (the codebook's ``label``); where
nothing is claimed, ``OTHER``. Figures: accuracy, F1 weighted by gold frequency, macro F1.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import yaml

from dateline.evaluate.suite import Counts, Row, label_counts, label_figures, most_frequent

NOTHING = "OTHER"


@lru_cache(maxsize=1)
def suite_labels() -> dict[str, str]:
    """Give the suite's label for every type of the ``acled`` codebook."""
    from dateline.coding.codebook import BUILT_IN

    text = (BUILT_IN / "acled.yaml").read_text(encoding="utf-8")
    types = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["types"]
    return {name: str(entry.get("label", name)) for name, entry in types.items()}


def _label(row: Row) -> str:
    return str(row["label"])


class AcledSubtypes:
    """Weighted F1 of event types on snippets labelled with ACLED's sub-event types."""

    name = "acled_subtypes"
    gold = "acled_subtypes/dev.jsonl"
    about = "event type of a snippet among 30 ACLED-like types"
    fields: tuple[str, ...] = ("id", "text", "label")
    headline: tuple[str, ...] = ("weighted_f1",)

    def predict(self, row: Row) -> dict[str, Any]:
        """Give the label of what the snippet is mainly about."""
        from dateline.coding import code, primary
        from dateline.coding.codebook import load_codebook
        from dateline.language import annotate

        book = load_codebook("acled")
        claim = primary(code(annotate(str(row["text"])), book))
        found = NOTHING if claim is None else suite_labels()[claim.type]
        return {"id": row["id"], "label": found}

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give the most frequent label."""
        return {"id": row["id"], "label": most_frequent(rows, _label)}

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give label counts."""
        return label_counts(_label(gold), predicted["label"])

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give accuracy, weighted and macro F1."""
        return label_figures(counts)

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give the confusion, if any."""
        if predicted["label"] == _label(gold):
            return []
        return [f"{_label(gold)} read as {predicted['label']}"]
