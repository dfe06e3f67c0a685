"""Templates of whole reports: ``muc4`` (reports on attacks in Latin America, 1987 to 1991).

Gold rows have ``doctext`` and ``templates``: an incident type and five slots (``SLOTS``), each a
list of entities, each a list of ``[mention, offset]``. Many reports have none.

The measure is that of Du, Rush and Cardie (2021), "Template Filling with Generative Transformers".
Predicted and gold templates of a report are paired one to one so that most slot fillers are right;
templates of different type are no pair. A template's type counts as one filler. Within a pair, the
entities of a slot are paired one to one; a pair is right where every mention given for the
predicted entity is one of the gold entity's mentions, word for word (CEAF-REE; Du, Rush and Cardie
2021, "GRIT"). Precision, recall and F1 are micro averages over all fillers of all reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dateline.evaluate.suite import Counts, Row, most_frequent, one_to_one, precision_recall_f1

if TYPE_CHECKING:
    from dateline.encoder.documents import Incident

SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""Perpetrators: persons and organisations; targets are things, victims are people."""
TYPE = "incident_type"
ALL_SLOTS = (TYPE, *SLOTS)

Mentions = frozenset[str]


def _entities(template: Row, slot: str) -> list[Mentions]:
    return [
        frozenset(" ".join(str(mention[0]).lower().split()) for mention in entity)
        for entity in template[slot]
    ]


def right_entities(gold: Sequence[Mentions], predicted: Sequence[Mentions]) -> int:
    """Give the size of the largest one-to-one pairing in which each predicted entity is right."""
    fits = [[j for j, right in enumerate(gold) if given and given <= right] for given in predicted]
    return len(one_to_one(fits))


def right_fillers(gold: Row, predicted: Row) -> Counts:
    """Give the right fillers of a pair of templates by slot; none where types differ."""
    if gold[TYPE] != predicted[TYPE]:
        return Counter()
    hits: Counts = Counter({TYPE: 1})
    for slot in SLOTS:
        hits[slot] = right_entities(_entities(gold, slot), _entities(predicted, slot))
    return hits


def best_pairs(gains: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Give the one-to-one pairs (row, column) with the greatest sum; of equal ones the earliest.

    Pairs that gain nothing are left out. The Hungarian method (Kuhn 1955) with potentials.
    """
    size = max([len(gains), *(len(row) for row in gains)], default=0)
    cost = [
        [-gains[i][j] if i < len(gains) and j < len(gains[i]) else 0 for j in range(size)]
        for i in range(size)
    ]
    of_row, of_column = [0] * (size + 1), [0] * (size + 1)
    owner = [0] * (size + 1)
    for i in range(1, size + 1):
        owner[0], at = i, 0
        least = [10**9] * (size + 1)
        used, back = [False] * (size + 1), [0] * (size + 1)
        while owner[at]:
            used[at] = True
            row, delta, following = owner[at], 10**9, 0
            for j in range(1, size + 1):
                if used[j]:
                    continue
                slack = cost[row - 1][j - 1] - of_row[row] - of_column[j]
                if slack < least[j]:
                    least[j], back[j] = slack, at
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(size + 1):
                if used[j]:
                    of_row[owner[j]] += delta
                    of_column[j] -= delta
                else:
                    least[j] -= delta
            at = following
        while at:
            owner[at] = owner[back[at]]
            at = back[at]
    pairs = sorted((owner[j] - 1, j - 1) for j in range(1, size + 1))
    return [(i, j) for i, j in pairs if cost[i][j] < 0]


def template_counts(gold: Sequence[Row], predicted: Sequence[Row]) -> Counts:
    """Give gold, predicted and right fillers by slot, after pairing the templates of one report."""
    counts: Counts = Counter({"n": 1})
    for name, templates in (("gold", gold), ("predicted", predicted)):
        counts[f"{name}:{TYPE}"] += len(templates)
        for template in templates:
            for slot in SLOTS:
                counts[f"{name}:{slot}"] += len(template[slot])
    hits = [[right_fillers(right, ours) for right in gold] for ours in predicted]
    for i, j in best_pairs([[sum(one.values()) for one in row] for row in hits]):
        for slot, number in hits[i][j].items():
            counts[f"hit:{slot}"] += number
    counts["relevant:gold"] += bool(gold)
    counts["relevant:predicted"] += bool(predicted)
    counts["relevant:hit"] += bool(gold) and bool(predicted)
    return counts


def template_figures(counts: Counts) -> dict[str, float]:
    """Give precision, recall and F1 over all slots, F1 by slot, and F1 of having any template."""
    parts = ("hit", "predicted", "gold")
    sums = [sum(counts[f"{part}:{slot}"] for slot in ALL_SLOTS) for part in parts]
    figures = dict(zip(("precision", "recall", "f1"), precision_recall_f1(*sums), strict=True))
    for slot in ALL_SLOTS:
        figures[f"{slot}.f1"] = precision_recall_f1(*(counts[f"{p}:{slot}"] for p in parts))[2]
    figures["relevant.f1"] = precision_recall_f1(*(counts[f"relevant:{p}"] for p in parts))[2]
    return figures


def template_errors(gold: Sequence[Row], predicted: Sequence[Row]) -> list[str]:
    """Give what is wrong in one report: too many or few templates, and fillers by slot."""
    found = []
    if bool(gold) != bool(predicted):
        found.append("no incident read as one" if predicted else "incident passed over")
    elif len(gold) != len(predicted):
        found.append("too many templates" if len(predicted) > len(gold) else "too few templates")
    if gold and predicted:
        counts = template_counts(gold, predicted)
        for slot in ALL_SLOTS:
            hits = counts[f"hit:{slot}"]
            found += [f"{slot} missed"] * (counts[f"gold:{slot}"] - hits)
            found += [f"{slot} invented"] * (counts[f"predicted:{slot}"] - hits)
    return found


class Muc4:
    """Template F1 on the reports of MUC-4."""

    gold = "muc4/dev.jsonl"
    fields: tuple[str, ...] = ("doctext", "templates")

    def __init__(
        self,
        name: str,
        about: str,
        read: Callable[[str], list[dict[str, Any]]],
        headline: tuple[str, ...],
    ) -> None:
        self.name = name
        self.about = about
        self.headline = headline
        self._read = read

    def predict(self, row: Row) -> dict[str, Any]:
        """Give the templates of one report, in the form of the gold."""
        return {"templates": self._read(str(row["doctext"]))}

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give one template of the most frequent type, with nothing filled."""
        types = [{"type": template[TYPE]} for one in rows for template in one["templates"]]
        if not types:
            return {"templates": []}
        frequent = most_frequent(types, lambda one: str(one["type"]))
        return {"templates": [{TYPE: frequent, **{slot: [] for slot in SLOTS}}]}

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give gold, predicted and right fillers by slot."""
        return template_counts(gold["templates"], predicted["templates"])

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give precision, recall and F1 over all slots, and F1 by slot."""
        return template_figures(counts)

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give what is wrong in one report."""
        return template_errors(gold["templates"], predicted["templates"])


def gold_form(incidents: Sequence[Incident]) -> list[dict[str, Any]]:
    """Give what the encoder reads of a report as templates of the gold's form.

    An entity is given by its likeliest mention alone, since one wrong mention makes it wrong.
    """
    from dateline.encoder.fillers import ROLES

    slots = dict(zip(ROLES, SLOTS, strict=True))
    found = []
    for one in incidents:
        template: dict[str, Any] = {TYPE: one.kind, **{slot: [] for slot in SLOTS}}
        for filler in one.fillers:
            template[slots[filler.role]].append([[filler.text, filler.start]])
        found.append(template)
    return found


def templates_read(text: str) -> list[dict[str, Any]]:
    """Give the templates of a report, by the encoder."""
    from dateline.encoder.documents import incidents

    return gold_form(incidents(text))


def template_suites() -> tuple[Muc4, ...]:
    """Give the suites of templates: what the encoder reads, and what the coder's claims give."""
    from dateline.evaluate.muc4_claims import templates_of_claims

    return (
        Muc4(
            "muc4",
            "incidents of a report with who, whom and what with, as the encoder reads them",
            templates_read,
            ("f1",),
        ),
        Muc4(
            "muc4_claims",
            "incidents of a report with who, whom and what with, from the coder's claim groups",
            templates_of_claims,
            ("f1",),
        ),
    )
