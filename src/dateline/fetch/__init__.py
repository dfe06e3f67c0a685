"""Fetching: an address goes in, the archive of what it gave comes out, or the reason why not.

Nothing of what comes is parsed here beyond HTTP and robots.txt: archives are read like any other
file, in a process of its own.
"""

from __future__ import annotations

from dateline.fetch.errors import Cancelled, FetchError
from dateline.fetch.fetcher import Fetched, Fetcher, Network, Validators
from dateline.fetch.limits import FetchLimits, FetchOptions

__all__ = [
    "Cancelled",
    "FetchError",
    "FetchLimits",
    "FetchOptions",
    "Fetched",
    "Fetcher",
    "Network",
    "Validators",
]
