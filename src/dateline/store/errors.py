"""What can go wrong with a ledger, in words that say what to do."""

from __future__ import annotations


class LedgerError(ValueError):
    """A ledger that cannot be used as asked; the message says what was wrong and what to do."""


class NotALedgerError(LedgerError):
    """There is no ledger at the path."""


class SchemaError(LedgerError):
    """The ledger was written by a newer program, or its schema is not one of ours."""


class NotFoundError(LedgerError, LookupError):
    """Nothing in the ledger has this id or prefix."""


class OriginalGoneError(LedgerError):
    """The bytes that a report came in are not in the ledger: never put there, or purged since."""


class AmbiguousIdError(LedgerError, LookupError):
    """Several things have ids that begin so."""

    def __init__(self, prefix: str, matches: tuple[str, ...], more: bool) -> None:
        self.matches = matches
        """The first ids that match, sorted."""
        listed = ", ".join(matches) + (", ..." if more else "")
        super().__init__(f"{prefix!r} begins several ids: {listed}. Give more characters")
