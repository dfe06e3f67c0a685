"""What columns may hold, by their names: a table that is new is checked by the same rules."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table

from dateline.identity import canonical_json
from dateline.store.dump import JSON_COLUMNS

Rule = Callable[[Any], str | None]
"""Gives what is wrong with a value that is not NULL, None where it may be."""

_ID = re.compile(r"[A-Z][0-9a-hjkmnp-tv-z]{16}")
_HASH = re.compile(r"[0-9a-f]{64}")


def _json(value: Any) -> str | None:
    try:
        plain = json.loads(value)
        same = canonical_json(plain) == value
    except (ValueError, TypeError, RecursionError) as error:
        return f"is no JSON: {error}"
    return None if same else "is JSON, but not in the one form that the ledger writes"


def _day(value: Any) -> str | None:
    try:
        date.fromisoformat(value)
    except (ValueError, TypeError):
        return f"is {value!r}, no day"
    return None


def _time(value: Any) -> str | None:
    try:
        datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return f"is {value!r}, no time"
    return None


def _hash(value: Any) -> str | None:
    return None if isinstance(value, str) and _HASH.fullmatch(value) else f"is {value!r}, no hash"


def _between(low: float, high: float) -> Rule:
    def rule(value: Any) -> str | None:
        if isinstance(value, int | float) and low <= value <= high and math.isfinite(value):
            return None
        return f"is {value!r}, not from {low:g} to {high:g}"

    return rule


def _one_of(*allowed: Any) -> Rule:
    def rule(value: Any) -> str | None:
        return (
            None if value in allowed else f"is {value!r}, not one of {', '.join(map(str, allowed))}"
        )

    return rule


def _counts(value: Any) -> str | None:
    return None if isinstance(value, int) and value >= 0 else f"is {value!r}, no number of things"


def _from_minus_one(value: Any) -> str | None:
    return None if isinstance(value, int) and value >= -1 else f"is {value!r}, less than -1"


def _words(value: Any) -> str | None:
    return None if value else "is empty"


_FLAG = _one_of(0, 1)
_SHARE = _between(0, 1)

RULES: dict[str, Rule] = {
    **dict.fromkeys(("sha256", "text_sha256", "form"), _hash),
    **dict.fromkeys(
        ("published_earliest", "published_latest", "date_from", "date_to", "earliest", "latest"),
        _day,
    ),
    **dict.fromkeys(("arrived_at", "at", "captured_utc"), _time),
    **dict.fromkeys(("background", "leading", "in_registry", "assessable", "denies"), _FLAG),
    **dict.fromkeys(("salience", "language_score", "share_a", "share_b"), _SHARE),
    **dict.fromkeys(("size", "characters", "n_reports", "n_claims", "n_denials"), _counts),
    **dict.fromkeys(("source_key", "language", "media", "codebook", "coder", "resolver"), _words),
    "latitude": _between(-90, 90),
    "longitude": _between(-180, 180),
    "where_prec": _between(1, 7),
    "date_prec": _between(1, 5),
    "precision": _between(1, 7),
    "n": _between(1, 2**62),
}
"""By the column's name."""

OF_TABLE: dict[tuple[str, str], Rule] = {
    ("capture", "original"): _hash,
    ("claim_slot", "ordinal"): _counts,
    ("claim_attribution", "ordinal"): _counts,
    ("mention", "ordinal"): _counts,
    ("version_order", "place"): _counts,
    ("resolution", "ordinal"): _from_minus_one,
    ("resolution", "score"): _SHARE,
    ("claim", "score"): _SHARE,
    ("claim_slot", "score"): _SHARE,
    ("resolution", "kind"): _one_of("actor", "place", "date"),
    ("current_resolver", "kind"): _one_of("actor", "place", "date"),
    ("unreadable", "code"): _words,
    ("unreadable", "reason"): _words,
}
"""By table and column, where a name means different things."""

_ORDERED = (
    ("published_earliest", "published_latest"),
    ("date_from", "date_to"),
    ("earliest", "latest"),
    ("killed_low", "killed_best"),
    ("killed_best", "killed_high"),
    ("injured_low", "injured_best"),
    ("injured_best", "injured_high"),
    ("n_families_low", "n_families_high"),
    ("n_cited_low", "n_cited_high"),
    ("n_first_hand_low", "n_first_hand_high"),
    ("n_sources_low", "n_sources_high"),
)
"""Pairs of columns of which the first is never the greater."""


class Columns:
    """The rules of one table's columns, looked up once."""

    def __init__(self, table: Table) -> None:
        names = table.columns.keys()
        self.rules: list[tuple[int, str, Rule]] = []
        for at, name in enumerate(names):
            rule = OF_TABLE.get((table.name, name)) or RULES.get(name)
            if name in JSON_COLUMNS.get(table.name, ()):
                rule = _json
            elif name == "id" and rule is None and table.name != "actor":
                rule = _id
            if rule is not None:
                self.rules.append((at, name, rule))
        self.ordered = [
            (names.index(low), names.index(high), low, high)
            for low, high in _ORDERED
            if low in names and high in names
        ]

    def wrong(self, row: Any) -> Iterator[str]:
        """Give what is wrong with the values of a row, in words."""
        for at, name, rule in self.rules:
            value = row[at]
            if value is not None:
                said = rule(value)
                if said is not None:
                    yield f"{name} {said}"
        for low, high, low_name, high_name in self.ordered:
            if row[low] is not None and row[high] is not None and row[low] > row[high]:
                yield f"{low_name} {row[low]!r} is greater than {high_name} {row[high]!r}"


def _id(value: Any) -> str | None:
    return None if isinstance(value, str) and _ID.fullmatch(value) else f"is {value!r}, no id"
