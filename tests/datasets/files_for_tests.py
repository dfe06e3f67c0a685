"""Made-up files in the layouts of UCDP GED and ACLED; nothing of them is from these datasets."""

from __future__ import annotations

import csv
from pathlib import Path

from dateline.export import acled, ged

ODD = (
    "-33.25", "=SUM(A1)", "'=quoted", "Ünïcödé „Ort“", 'a "quoted" cell', "two\nlines", "a; b; c", "+49",
    " spaced ", "0012", "-", "-1e5",
)  # fmt: skip
"""Cells that a careless copy would change."""


def ged_row(n: int, **changed: str) -> dict[str, str]:
    row = dict.fromkeys(ged.COLUMNS, "") | {
        "id": str(1000 + n),
        "relid": f"XYZ-2015-1-{n}",
        "year": "2015",
        "active_year": "1",
        "type_of_violence": "1",
        "conflict_name": "Xyzland: Government",
        "side_a": "Government of Xyzland",
        "side_b": "Northern Front",
        "source_article": '"The Coast Courier, 2015-06-22, Attack on the coast"',
        "source_original": "police",
        "where_prec": "1",
        "where_coordinates": "Dorva town",
        "latitude": "12.5",
        "longitude": "33.25",
        "country": "Xyzland",
        "date_prec": "1",
        "date_start": "2015-06-21 00:00:00.000",
        "date_end": "2015-06-21 00:00:00.000",
        "deaths_a": "0",
        "deaths_b": "4",
        "best": "4",
        "high": "5",
        "low": "3",
    }
    return row | changed


def acled_row(n: int, **changed: str) -> dict[str, str]:
    row = dict.fromkeys(acled.COLUMNS, "") | {
        "event_id_cnty": f"XYZ{n}",
        "event_date": "2015-06-21",
        "year": "2015",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Northern Front",
        "actor2": "Military Forces of Xyzland",
        "location": "Dorva",
        "latitude": "12.5",
        "longitude": "33.25",
        "source": "The Coast Courier; Wire One",
        "notes": "On 21 June, fighters shelled army posts in Dorva, killing 4.",
        "fatalities": "4",
    }
    return row | changed


def write(path: Path, rows: list[dict[str, str]], columns: list[str] | None = None) -> Path:
    names = columns or list(rows[0])
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))
