"""Why an address was not read: a stable code, and a sentence that says what to do."""

from __future__ import annotations


class FetchError(Exception):
    """One address that could not be fetched, or must not be.

    ``code`` is stable, ``reason`` says what was wrong and what to do. ``wait`` is after how many
    seconds the server asked to be asked again, where it did.
    """

    def __init__(self, code: str, reason: str, *, wait: float | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.wait = wait


class Cancelled(Exception):
    """The user has left: what is under way is dropped and counts as neither read nor failed."""
