"""Which columns of the ledger's tables hold days."""

from __future__ import annotations

DAYS = frozenset(
    {
        "published_from",
        "published_to",
        "date_from",
        "date_to",
        "machine_date_from",
        "machine_date_to",
        "first_date",
        "last_date",
    }
)
"""Columns of ISO 8601 days, written where a format has a type for them."""
