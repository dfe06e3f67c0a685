"""What is known of each watched feed, in a file of its own in ``fetched/feeds/`` of the ledger.

It says what need not be asked or kept again and is no part of the record, so that no dump holds it.
A file is replaced as a whole, and only once the items it speaks of are in the ledger. Reports are
named by their ids, which are hashes: when one is purged, nothing of it is left here.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline.fetch.journal import FOLDER as FETCHED
from dateline.identity import content_id

FOLDER = f"{FETCHED}/feeds"
FORMAT = 1
MOST_SEEN = 10_000
"""Items of one feed that are remembered; the longest in a feed are a few thousand."""


@dataclass(slots=True)
class FeedState:
    """What is known of a feed between two requests."""

    url: str
    """As the user gave it."""
    moved: str = ""
    """Where permanent redirects have led; it is asked for in place of ``url``."""
    etag: str = ""
    last_modified: str = ""
    checked: str = ""
    """When it was last asked for, ISO 8601 in UTC; "" for never."""
    next: str = ""
    """When it is to be asked for again; "" for now."""
    interval: float = 0.0
    """Seconds that the feed itself asks for between two requests."""
    skip_hours: list[int] = field(default_factory=list)
    skip_days: list[int] = field(default_factory=list)
    failures: int = 0
    """In a row, up to now."""
    stopped: str = ""
    """Why it is not asked any more; "" where it is."""
    seen: dict[str, str] = field(default_factory=dict)
    """The items that the ledger has: the hash of what each said, by the report's id, the one that
    came last at the end."""
    unreadable: dict[str, int] = field(default_factory=dict)
    """How many items could not be read the last time, by the hash of the reason."""
    pages: list[str] = field(default_factory=list)
    """Addresses of pages that could not be read yet and are to be tried again."""

    @property
    def address(self) -> str:
        """Give the address to ask."""
        return self.moved or self.url

    def due(self, now: datetime) -> bool:
        """Say whether it is time to ask; a clock that was set back delays nothing."""
        checked, until = _moment(self.checked), _moment(self.next)
        if self.stopped:
            return False
        return until is None or until <= now or checked is None or checked > now

    def remember(self, items: dict[str, str]) -> None:
        """Note what items say now."""
        for report, said in items.items():
            self.seen.pop(report, None)
            self.seen[report] = said
        for report in list(self.seen)[:-MOST_SEEN]:
            del self.seen[report]


class Feeds:
    """The states of the feeds of the ledger in ``root``."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def path(self, url: str) -> Path:
        """Give the file of a feed, named by a hash of its address."""
        return self.folder / f"{content_id('F', url)}.json"

    def read(self, url: str) -> tuple[FeedState, bool]:
        """Give what is known of a feed, and whether there was a state that could not be read."""
        try:
            data = self.path(url).read_bytes()
        except FileNotFoundError:
            return FeedState(url), False
        found = _state(url, data)
        return (FeedState(url), True) if found is None else (found, False)

    def write(self, state: FeedState) -> None:
        """Replace the file of a feed; it is wholly the old one or wholly the new one."""
        plain = {one.name: getattr(state, one.name) for one in fields(FeedState)}
        data = json.dumps({"format": FORMAT, **plain}, ensure_ascii=False, indent=1)
        _replace(self.path(state.url), data.encode("utf-8", "surrogatepass"))

    def hold(self, url: str, archive: bytes) -> None:
        """Keep what a feed gave until its items are in the ledger."""
        _replace(self._held(url), archive)

    def held(self, url: str) -> bytes | None:
        """Give what a feed gave before an interruption; None where all of it is in the ledger."""
        try:
            return self._held(url).read_bytes()
        except FileNotFoundError:
            return None

    def release(self, url: str) -> None:
        """Let go of what :meth:`hold` kept."""
        self._held(url).unlink(missing_ok=True)

    def _held(self, url: str) -> Path:
        return self.path(url).with_suffix(".warc")


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".part")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _state(url: str, data: bytes) -> FeedState | None:
    """Give the state in a file; None where it is damaged, of another feed or of another format."""
    try:
        plain: Any = json.loads(data)
    except ValueError:
        return None
    if not isinstance(plain, dict) or plain.pop("format", None) != FORMAT:
        return None
    blank = FeedState(url)
    for one in fields(FeedState):
        value = plain.get(one.name)
        kind = type(getattr(blank, one.name))
        if kind is float and isinstance(value, int):
            value = float(value)
        if not isinstance(value, kind):
            return None
        setattr(blank, one.name, value)
    return blank if blank.url == url else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None
