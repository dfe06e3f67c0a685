"""Actors in time: whose an actor was on a day, who led it, and who is behind it or an event.

How the answers are made and when they are wrong: docs/actors-in-time.md.
"""

from __future__ import annotations

from dateline.ties.affiliation import history, on_day
from dateline.ties.behind import behind_actor
from dateline.ties.deeds import behind_event
from dateline.ties.facts import Behind, Facts, History, OnDay
from dateline.ties.gather import gather

__all__ = [
    "Behind",
    "Facts",
    "History",
    "OnDay",
    "behind_actor",
    "behind_event",
    "gather",
    "history",
    "on_day",
]
