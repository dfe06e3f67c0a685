"""What a verification looked at and what it found wrong, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

CHECKS = {
    "database": "the file is whole, and a ledger's",
    "schema": "tables, indexes and views are those of this program's schema",
    "references": "rows that others point to are there",
    "values": "JSON, days, hashes, numbers and flags are what their columns hold",
    "ids": "ids are what their rows' content gives",
    "spans": "spans lie in their texts, quotes are what stands there",
    "whole": "each report is wholly in: nothing without what it belongs to",
    "originals": "each original's file is there and has its hash",
    "purged": "what was purged is gone",
    "leftovers": "files that belong to nothing",
    "codebooks": "the kept codebooks are those that the ledger is coded with",
    "imported": "imported rows say what their files say",
    "caches": "what is derived from the rows is what they give",
    "snapshots": "lineage and events are what texts, claims and decisions give",
}
"""Each check by its name, in the order of the report, with what it makes sure of."""

LISTED = 50
"""Problems of one check that are kept with their words; more are counted. Memory stays bounded
however damaged a ledger is."""

RESTORE = "restore a backup: dateline restore FILE FOLDER"
RECODE = "dateline recode"
ADD = "add the same files again"
OPENED = frozenset({"references"})
"""Checks that only a database that could be opened comes to."""

REPAIR = "dateline verify --repair, which finishes it; so does the next add or purge"
DELETE = "dateline verify --repair, while nothing is being added"
CACHED = "dateline verify --repair"
CONNECT = "dateline verify --repair, which makes them anew"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be."""

    check: str
    """One of :data:`CHECKS`."""
    where: str
    """The table and row, or the file."""
    what: str
    """What is wrong with it, and what that means."""
    mend: str
    """What to do."""
    note: bool = False
    """Harmless: what an interruption leaves behind, or what will be made anew by itself."""


@dataclass(slots=True)
class Found:
    """What was looked at, counted, and the problems."""

    looked: dict[str, Counter[str]] = field(default_factory=dict)
    """Check, then what was looked at, to how many."""
    problems: list[Problem] = field(default_factory=list)
    """At most :data:`LISTED` of each check, and as many notes."""
    totals: Counter[str] = field(default_factory=Counter)
    """How many problems each check found, listed or not."""
    notes: Counter[str] = field(default_factory=Counter)
    """How many notes, likewise."""
    progress: Callable[[int, int], None] | None = None
    done: int = 0
    total: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong; notes do not count."""
        return not self.totals

    def look(self, check: str, what: str, number: int = 1) -> None:
        """Count what a check looked at."""
        if number:
            self.looked.setdefault(check, Counter())[what] += number

    def problem(self, check: str, where: str, what: str, mend: str = RESTORE) -> None:
        """Keep a problem."""
        self._keep(Problem(check, where, what, mend), self.totals)

    def note(self, check: str, where: str, what: str, mend: str = "") -> None:
        """Keep what is worth saying and harms nothing."""
        self._keep(Problem(check, where, what, mend, note=True), self.notes)

    def _keep(self, problem: Problem, counts: Counter[str]) -> None:
        assert problem.check in CHECKS
        counts[problem.check] += 1
        if counts[problem.check] <= LISTED:
            self.problems.append(problem)

    def step(self, number: int = 1) -> None:
        """Say that so many more rows or files are done."""
        self.done += number
        if self.progress is not None:
            self.progress(self.done, self.total)
