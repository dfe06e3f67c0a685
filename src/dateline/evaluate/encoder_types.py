"""The type head alone: ``plover_types`` and ``acled_types``.

The gold is that of ``plover_gsr`` and ``acled_subtypes``; type is the one whose definition and
examples lie nearest to the sentence, with no rule, cue or parse. Nothing of the gold was fitted on.
Figures: accuracy, F1 weighted by gold frequency, macro F1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dateline.evaluate import acled_subtypes, plover_gsr
from dateline.evaluate.suite import Counts, Row, label_counts, label_figures, most_frequent

if TYPE_CHECKING:
    from dateline.encoder import TypeScorer


@lru_cache(maxsize=4)
def scorer(codebook: str) -> TypeScorer:
    """Give the scorer of a shipped codebook, made once."""
    from dateline.coding.codebook import load_codebook
    from dateline.encoder import TypeScorer

    return TypeScorer(load_codebook(codebook))


def _acled_label(row: Row) -> str:
    return str(row["label"])


class EncoderTypes:
    """Types by the encoder's type head on the gold of another suite."""

    def __init__(
        self,
        name: str,
        gold: str,
        codebook: str,
        label: Callable[[Row], str],
        fields: tuple[str, ...],
        headline: tuple[str, ...],
    ) -> None:
        self.name = name
        self.gold = gold
        self.about = f"event type by the encoder alone, from the {codebook} codebook's words"
        self.fields = fields
        self.headline = headline
        self._codebook = codebook
        self._label = label

    def predict(self, row: Row) -> dict[str, Any]:
        """Give the nearest type, under the suite's label."""
        from dateline.encoder import words_in

        found = scorer(self._codebook).best(words_in(str(row["text"])))
        if self._codebook == "acled":
            found = acled_subtypes.suite_labels()[found]
        return {"id": row["id"], "label": found}

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give the most frequent label."""
        return {"id": row["id"], "label": most_frequent(rows, self._label)}

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give label counts."""
        return label_counts(self._label(gold), predicted["label"])

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give accuracy, weighted and macro F1."""
        return label_figures(counts)

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give the confusion, if any."""
        right = self._label(gold)
        return [] if predicted["label"] == right else [f"{right} read as {predicted['label']}"]


def type_suites() -> tuple[EncoderTypes, ...]:
    """Give the suites of the type head."""
    return (
        EncoderTypes(
            "plover_types",
            "plover_gsr/dev.jsonl",
            "plover",
            plover_gsr.label,
            ("id", "text", "event"),
            ("accuracy",),
        ),
        EncoderTypes(
            "acled_types",
            "acled_subtypes/dev.jsonl",
            "acled",
            _acled_label,
            ("id", "text", "label"),
            ("weighted_f1",),
        ),
    )
