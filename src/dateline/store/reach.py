"""How the parts of a ledger reach its database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

from sqlalchemy import Connection


class Reach(ABC):
    """What every part of :class:`~dateline.store.ledger.Ledger` stands on."""

    @abstractmethod
    def read(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees the ledger as it is at this moment."""

    @abstractmethod
    def write(self, *, durable: bool = False) -> AbstractContextManager[Connection]:
        """Give a connection whose writing is kept whole, or not at all."""
