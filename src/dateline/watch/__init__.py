"""Watching: feeds are asked now and then, and what is new in them goes into the ledger."""

from __future__ import annotations

from dateline.watch.lists import read_feeds
from dateline.watch.lock import Watched, only_watch
from dateline.watch.rounds import Outcome, Watch, WatchOptions
from dateline.watch.state import Feeds, FeedState

__all__ = [
    "FeedState",
    "Feeds",
    "Outcome",
    "Watch",
    "WatchOptions",
    "Watched",
    "only_watch",
    "read_feeds",
]
