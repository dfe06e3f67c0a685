"""Suites over gold that people made: every figure with n, interval and a trivial baseline.

``dateline evaluate SUITE`` runs one. A suite scores its own ``dev`` file, or any file of the
same form given with ``--gold``. Predictions can be written beside the gold, so that others
can score them again with their own scorer.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.evaluate.suite import (
    Counts,
    Measured,
    Row,
    Suite,
    Together,
    intervals,
    read_rows,
    total,
)

__all__ = ["Figure", "Outcome", "UnknownSuite", "evaluate", "suite", "suites"]


class UnknownSuite(ValueError):
    """A suite of no known name; the message lists those that exist."""


class WrongGold(ValueError):
    """A gold file of another form; the message names the row and the field."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its 95% interval and the trivial baseline's value on the same rows."""

    value: float
    low: float
    high: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a suite measured."""

    suite: str
    gold: str
    n: int
    figures: dict[str, Figure]
    errors: tuple[tuple[str, int], ...]
    """Error classes with their counts, most frequent first."""
    headline: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give a plain dictionary: values by name, then intervals, baselines and errors."""
        return {
            "suite": self.suite,
            "gold": self.gold,
            "n": self.n,
            **{name: round(figure.value, 4) for name, figure in self.figures.items()},
            "interval95": {
                name: [round(figure.low, 4), round(figure.high, 4)]
                for name, figure in self.figures.items()
            },
            "baseline": {name: round(figure.baseline, 4) for name, figure in self.figures.items()},
            "errors": [{"class": name, "count": count} for name, count in self.errors],
        }


def suites() -> dict[str, Suite | Together]:
    """Give the known suites by name."""
    from dateline.evaluate.acled_subtypes import AcledSubtypes
    from dateline.evaluate.encoder_types import type_suites
    from dateline.evaluate.fusion import fusion_suites
    from dateline.evaluate.geo import geo_suites
    from dateline.evaluate.lineage import LineageSuite
    from dateline.evaluate.muc4 import template_suites
    from dateline.evaluate.plover_gsr import PloverGsr
    from dateline.evaluate.polnear import PolNear
    from dateline.evaluate.tagged_spans import tagged_suites
    from dateline.evaluate.text_labels import labelled_suites
    from dateline.evaluate.timex import TimexSuite
    from dateline.evaluate.where_when import WhereWhen

    row_by_row: tuple[Suite, ...] = (
        PloverGsr(),
        AcledSubtypes(),
        PolNear(),
        TimexSuite(),
        *tagged_suites(),
        *labelled_suites(),
        *type_suites(),
        *template_suites(),
        *geo_suites(),
    )
    together: tuple[Together, ...] = (*fusion_suites(), LineageSuite(), WhereWhen())
    known: dict[str, Suite | Together] = {made.name: made for made in row_by_row}
    known.update((made.name, made) for made in together)
    return known


def suite(name: str) -> Suite | Together:
    """Give a suite by name. Raises :class:`UnknownSuite`."""
    known = suites()
    if name not in known:
        raise UnknownSuite(f"no suite named {name!r}; there are: {', '.join(sorted(known))}")
    return known[name]


def data_folder() -> Path:
    """Give the folder with the gold data: DATELINE_DATA, else ``../shared/data`` of a checkout."""
    stated = os.environ.get("DATELINE_DATA")
    if stated:
        return Path(stated)
    return Path(__file__).resolve().parents[4] / "shared" / "data"


def checkout() -> Path:
    """Give the folder of the repository that this package lies in; gold made here lies there."""
    return Path(__file__).resolve().parents[3]


def gold_path(chosen: Suite | Together, gold: str | None) -> Path:
    """Give the gold file of a suite. Raises ``FileNotFoundError`` that says what to do."""
    folder = checkout() if chosen.gold.startswith("evaluation/") else data_folder()
    path = Path(gold) if gold else folder / chosen.gold
    if not path.is_file():
        raise FileNotFoundError(
            f"no gold file at {path.name if gold is None else gold}: give one of the form of "
            f"{chosen.gold} with --gold, or the folder of the data in DATELINE_DATA"
        )
    return path


def evaluate(
    name: str,
    gold: str | None = None,
    predictions: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Give the figures of a suite on its own gold file, or on ``gold``.

    ``predictions`` is a JSON Lines file to write what was predicted, row by row beside the
    gold labels; ``progress`` is called with rows done and rows in all. A row on which the
    system fails counts as an empty prediction nowhere: failures are raised, with the row's id.
    """
    chosen = suite(name)
    path = gold_path(chosen, gold)
    rows = read_rows(path)
    _check_form(chosen, path, rows)
    if isinstance(chosen, Together):
        measured = chosen.measure(rows, path, progress)
    else:
        measured = _row_by_row(chosen, rows, progress)
    values = chosen.figures(total(measured.documents))
    low_high = intervals(measured.documents, chosen.figures)
    base = [chosen.figures(total(trivial)) for trivial in measured.baselines]
    written = (_line(*pair) for pair in zip(rows, measured.predicted, strict=True))
    if predictions:
        Path(predictions).write_text("".join(written), encoding="utf-8")
    return Outcome(
        suite=name,
        gold=path.name if gold is None else gold,
        n=len(rows),
        figures={
            key: Figure(
                value, *low_high.get(key, (value, value)), max(trivial[key] for trivial in base)
            )
            for key, value in values.items()
        },
        errors=tuple(sorted(measured.errors.items(), key=lambda item: (-item[1], item[0]))),
        headline=chosen.headline,
    )


def _row_by_row(
    chosen: Suite, rows: Sequence[Row], progress: Callable[[int, int], None] | None
) -> Measured:
    counts: list[Counts] = []
    trivial: list[Counts] = []
    errors: Counter[str] = Counter()
    made: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        predicted = chosen.predict(row)
        counts.append(chosen.counts(row, predicted))
        trivial.append(chosen.counts(row, chosen.baseline(row, rows)))
        errors.update(chosen.errors(row, predicted))
        made.append(predicted)
        if progress:
            progress(number, len(rows))
    return Measured(counts, [trivial], made, errors)


def _check_form(chosen: Suite | Together, path: Path, rows: Sequence[Row]) -> None:
    if not rows:
        raise WrongGold(f"{path}: no rows; give gold of the form of {chosen.gold}")
    for number, row in enumerate(rows, 1):
        missing = [field for field in chosen.fields if field not in row]
        if missing:
            raise WrongGold(
                f"{path}: row {number} has no field {missing[0]!r}; every row of gold for "
                f"{chosen.name} has {', '.join(chosen.fields)}"
            )


def _line(row: Row, predicted: Row) -> str:
    labels = {key: value for key, value in row.items() if key != "text"}
    beside = {"gold": labels, "predicted": predicted}
    return json.dumps(beside, ensure_ascii=False, sort_keys=True) + "\n"
