"""The store: the ledger's folder, its tables, views, selections and dumps. It alone runs SQL."""

from dateline.store.bundle import (
    Found,
    Recoding,
    ReportBundle,
    ResolverRun,
    WriteResult,
    resolver_run,
)
from dateline.store.dump import dump
from dateline.store.errors import (
    AmbiguousIdError,
    LedgerError,
    NotALedgerError,
    NotFoundError,
    SchemaError,
)
from dateline.store.ledger import Ledger, open_ledger
from dateline.store.selection import Selection

__all__ = [
    "AmbiguousIdError",
    "Found",
    "Ledger",
    "LedgerError",
    "NotALedgerError",
    "NotFoundError",
    "Recoding",
    "ReportBundle",
    "ResolverRun",
    "SchemaError",
    "Selection",
    "WriteResult",
    "dump",
    "open_ledger",
    "resolver_run",
]
