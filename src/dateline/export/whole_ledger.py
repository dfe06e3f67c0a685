"""Every table of a ledger at once, with what its columns mean: for packages and databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.export.profile import Profile
from dateline.export.progress import Progress, told
from dateline.store.selection import Selection, arrow_table

if TYPE_CHECKING:
    import pyarrow

    from dateline.store import Ledger


class Key(NamedTuple):
    """A column whose values stand in a column of another table."""

    column: str
    table: str
    of: str


class Shown:
    """A selection as a profile shows it; ``progress`` is told which row it is at, and of how many."""

    def __init__(
        self, selection: Selection[Any], profile: Profile, progress: Progress | None = None
    ) -> None:
        self.row_type: type[Any] = selection.row_type
        self.columns = selection.columns
        self._selection = selection
        self._profile = profile
        self._progress = progress

    def __iter__(self) -> Iterator[Any]:
        for row in told(self._selection, self._progress, self._selection.count):
            shown = self._profile.row(row)
            if shown is not None:
                yield shown

    def to_arrow(self) -> pyarrow.Table:
        """Give the rows as an Arrow table, typed also where there are none."""
        return arrow_table(self.row_type, (astuple(row) for row in self))


class LedgerTable(Shown):
    """A table of a ledger with its keys, as a profile shows it."""

    def __init__(
        self,
        name: str,
        selection: Selection[Any],
        shown: tuple[Profile, Progress | None],
        key: str,
        *to: Key,
    ) -> None:
        super().__init__(selection, *shown)
        self.name = name
        self.key = key
        """The column that names a row; "" where several together do."""
        self.to = to

    @property
    def meanings(self) -> dict[str, str]:
        """What each column means."""
        return column_meanings()["claims_all" if self.name == "claims" else self.name]


def ledger_tables(
    ledger: Ledger, profile: Profile, progress: Progress | None = None
) -> tuple[LedgerTable, ...]:
    """Give the tables of a ledger; the keys between them hold within what is given."""
    shown = (profile, progress)
    of_report = Key("report", "reports", "id")
    return (
        LedgerTable("events", ledger.events(), shown, "id"),
        LedgerTable(
            "event_tellings",
            ledger.event_claims(),
            shown,
            "",
            Key("event", "events", "id"),
            Key("claim", "claims", "id"),
            of_report,
        ),
        LedgerTable("claims", ledger.claims(), shown, "id", of_report),
        LedgerTable("reports", ledger.reports(), shown, "id"),
        LedgerTable("actors", ledger.actors(), shown, "key"),
        LedgerTable("places", ledger.places(), shown, "key"),
    )


@lru_cache(maxsize=1)
def column_meanings() -> dict[str, dict[str, str]]:
    """Give what each column of each table means, as the documentation says it."""
    text = files("dateline").joinpath("data/columns.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found
