"""Events with the claims and quotes they rest on, for formats that write one row an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dateline.export.progress import Progress, told
from dateline.fusion.facts import Count, Event
from dateline.store.rows import EventClaimRow

if TYPE_CHECKING:
    from dateline.store import Ledger


@dataclass(frozen=True, slots=True)
class Evidence:
    """An event and the claims that tell it, in the order of their publication."""

    event: Event
    tellings: tuple[EventClaimRow, ...]

    @property
    def affirming(self) -> tuple[EventClaimRow, ...]:
        """The claims that do not deny it; all of them where all do."""
        return tuple(t for t in self.tellings if not t.denies) or self.tellings

    @property
    def reports(self) -> tuple[EventClaimRow, ...]:
        """The first claim of each report that tells it."""
        return tuple({t.report: t for t in reversed(self.affirming)}.values())[::-1]

    def count(self, role: str) -> Count | None:
        """Give what is said of a number of people, None where nothing is."""
        return next((count for count in self.event.counts if count.role == role), None)

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day on which it may have happened."""
        when = self.event.when
        return (None, None) if when is None else (when.earliest, when.latest)


def evidence(
    ledger: Ledger, progress: Progress | None = None, **filters: Any
) -> Iterator[Evidence]:
    """Give the events that match (:class:`~dateline.store.queries.EventFilter`), by day and id."""
    chosen = [row.id for row in ledger.events(**filters)]
    events = {event.id: event for event in ledger.fusion().events}
    tellings = {
        event: tuple(rows) for event, rows in groupby(ledger.event_claims(), lambda row: row.event)
    }
    for id in told(chosen, progress, lambda: len(chosen)):
        yield Evidence(events[id], tellings.get(id, ()))
