"""What the formats of other datasets share: a CSV file of rows, and columns that lead back."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.export.cells import cell
from dateline.export.evidence import Evidence
from dateline.export.files import text_file
from dateline.export.profile import Profile
from dateline.export.sides import Sides
from dateline.fusion.facts import Event

BACK = (
    "dateline_event",
    "dateline_codebook",
    "dateline_type",
    "dateline_mode",
    "dateline_date_from",
    "dateline_date_to",
    "dateline_n_reports",
    "dateline_sources_low",
    "dateline_sources_high",
    "dateline_families_low",
    "dateline_families_high",
    "dateline_cited_low",
    "dateline_cited_high",
    "dateline_first_hand_low",
    "dateline_first_hand_high",
    "dateline_support",
    "dateline_grade",
    "dateline_contested",
    "dateline_reports",
    "dateline_claims",
    "dateline_quotes",
)
"""Columns behind the dataset's own: the event, how well it is supported, and the way to its words."""

Cells = dict[str, Any]


@dataclass(slots=True)
class Written:
    """How many rows an export wrote, and how many events it left out, by reason."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset's columns and how an event becomes a row of it."""

    columns: tuple[str, ...]
    types: frozenset[tuple[str, str]]
    """(codebook, type) pairs that may be in it."""
    row: Callable[[Evidence, Sides, Profile], Cells | str]
    """Gives the cells (columns that are not known left out), or why the event is no row."""


def write_dataset(
    path: Path, dataset: Dataset, events: Iterable[Evidence], sides: Sides, profile: Profile
) -> Written:
    """Write one row an event in the dataset's columns, then :data:`BACK`."""
    written = Written()
    columns = dataset.columns + BACK
    with text_file(path, "") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        for found in events:
            event = found.event
            if (event.codebook, event.type) not in dataset.types:
                written.left_out["of a type that the dataset does not hold"] += 1
                continue
            row = dataset.row(found, sides, profile)
            if isinstance(row, str):
                written.left_out[row] += 1
                continue
            row |= back(found, profile)
            shown = (
                profile.words(value) if isinstance(value := row.get(name), str) else value
                for name in columns
            )
            writer.writerow([cell(value) for value in shown])
            written.rows += 1
    return written


def back(found: Evidence, profile: Profile) -> Cells:
    """Give the cells of :data:`BACK`."""
    event = found.event
    first, last = found.days
    return {
        "dateline_event": event.id,
        "dateline_codebook": event.codebook,
        "dateline_type": event.type,
        "dateline_mode": event.mode,
        "dateline_date_from": first,
        "dateline_date_to": last,
        "dateline_n_reports": event.n_reports,
        "dateline_sources_low": event.sources.low,
        "dateline_sources_high": event.sources.high,
        "dateline_families_low": event.families.low,
        "dateline_families_high": event.families.high,
        "dateline_cited_low": event.cited_sources.low,
        "dateline_cited_high": event.cited_sources.high,
        "dateline_first_hand_low": event.first_hand.low,
        "dateline_first_hand_high": event.first_hand.high,
        "dateline_support": profile.words(support_words(event), found.tellings),
        "dateline_grade": event.grade,
        "dateline_contested": "; ".join(conflict.field for conflict in event.conflicts),
        "dateline_reports": "; ".join(telling.report for telling in found.reports),
        "dateline_claims": "; ".join(telling.claim for telling in found.tellings),
        "dateline_quotes": " | ".join(
            f"{telling.claim} [{telling.quote_start}-{telling.quote_end}] {profile.quote(telling)}".strip()
            for telling in found.tellings
        ),
    }


def support_words(event: Event) -> str:
    """Give why in words, for each number that an event rests on: sources, cited, first-hand."""
    cited, own = event.cited_sources, event.first_hand
    return "; ".join(
        (
            event.sources.why,
            f"cited sources {cited.low} to {cited.high}: {cited.why}",
            f"first-hand accounts {own.low} to {own.high}: {own.why}",
        )
    )


def joined(values: Iterable[str | None], between: str = "; ") -> str | None:
    """Give the different values in order, joined; None where there is none."""
    return between.join(dict.fromkeys(value for value in values if value)) or None


def middle(first: str, last: str) -> str:
    """Give the day in the middle of two, the earlier one of two in the middle."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return (start + timedelta(days=(end - start).days // 2)).isoformat()


def only(row: Mapping[str, Any]) -> Cells:
    """Give the cells that are known."""
    return {name: value for name, value in row.items() if value is not None}
