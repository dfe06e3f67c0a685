"""What of a feed goes into the ledger: its items that are new or say something else than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dateline.fetch.journal import GIVEN_UP
from dateline.fetch.turns import in_turns
from dateline.identity import canonical_json, content_id, text_hash
from dateline.ingest import Given, IngestOptions, Received, read_files
from dateline.ingest.source_key import normalise_url
from dateline.pipeline.add import PASSING, Summary, add
from dateline.pipeline.addresses import Addresses
from dateline.pipeline.report import Setup
from dateline.safety.sandbox import ParserPool
from dateline.store import Ledger
from dateline.types import Reading, Unreadable, report_id
from dateline.watch.state import FeedState


@dataclass(slots=True)
class Taken:
    """What was done with what a feed gave."""

    new: int = 0
    changed: int = 0
    """Reports with another version of their text."""
    known: int = 0
    """Texts that the ledger had: from another feed, or with another title or date in this one."""
    unchanged: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)
    """Items and pages that could not be read or coded, the first of them."""
    stored: bool = False
    """Whether the ledger keeps what the feed gave, since something of it was to be added."""
    whole: bool = True
    """Whether nothing failed that may not fail again."""

    def count(self, summary: Summary) -> None:
        """Add what an ``add`` did."""
        self.new += summary.new
        self.changed += summary.new_versions
        self.known += summary.known
        self.unreadable += summary.failures


class NoFeed(Exception):
    """What an address gave is no feed, or none that can be read: ``code`` and ``reason``."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True)
class Taking:
    """Takes items into a ledger; with ``pages``, the pages that they link to in their place."""

    ledger: Ledger
    addresses: Addresses
    setup: Setup
    pool: ParserPool
    """Parser processes for the feeds of a round."""
    pages: bool = False
    workers: int = 1
    options: IngestOptions = field(default_factory=IngestOptions)

    def feed(self, state: FeedState, given: Given, *, may_be_empty: bool = False) -> Taken:
        """Take what a feed gave and note in ``state`` what was seen; raises :class:`NoFeed`.

        ``may_be_empty``: it begins as a feed does, so that one without items is no failure. Items that are as they were leave no trace: no report, no capture, no original.
        """
        items, broken = self._parsed(given, may_be_empty)
        groups: dict[str, list[Reading]] = {}
        for item in items:
            groups.setdefault(_key(item), []).append(item)
        said = {key: _said(group) for key, group in groups.items()}
        fresh = {key for key, now in said.items() if state.seen.get(key) != now}
        reasons, listed = _more_than_before(broken, state.unreadable)
        wanted = {item.member for key in fresh for item in groups[key]} | listed
        taken = Taken(
            unchanged=sum(len(group) for key, group in groups.items() if key not in fresh)
        )
        links = {
            item.url: key in state.seen
            for key in groups
            if key in fresh and self.pages
            for item in groups[key]
            if item.url and item.url != given.location
        }
        if wanted or state.pages:
            files = [given] if wanted else []
            summary = self._add(state, links, files, wanted)
            taken.count(summary)
            taken.stored = bool(wanted)
            again = {
                failure.member
                for failure in summary.failures
                if failure.code in PASSING and failure.location == given.location
            }
            taken.whole = not again
            for key in fresh:
                if again & {item.member for item in groups[key]}:
                    del said[key]
        state.remember(said)
        state.unreadable = reasons
        return taken

    def waiting_pages(self, state: FeedState) -> Taken:
        """Try the pages of a feed again that could not be read before."""
        taken = Taken()
        if state.pages:
            taken.count(self._add(state, {}, [], set()))
        return taken

    def _parsed(self, given: Given, may_be_empty: bool) -> tuple[list[Reading], list[Unreadable]]:
        """Give the items of a feed, read in a parser process, and those that could not be read."""
        items: list[Reading] = []
        broken: list[Unreadable] = []
        page = ""
        for received in read_files(self.pool, [given], self.options):
            item = received.item
            if isinstance(item, Unreadable):
                broken.append(item)
            elif "feed/" in item.reader:
                items.append(item)
            else:
                page = item.reader.rpartition(" ")[2].partition("/")[0]
        if page:
            raise NoFeed(
                "no_feed",
                f"it gives no feed but a report ({page}); look for the feed's own address in the page",
            )
        if items:
            return items, broken
        if broken and not (may_be_empty and broken[0].code == "empty"):
            raise NoFeed(broken[0].code, broken[0].reason)
        return [], []

    def _add(
        self, state: FeedState, links: dict[str, bool], files: Sequence[Given], wanted: set[str]
    ) -> Summary:
        """Add pages and what is wanted of the feed; note which pages are to be tried again."""
        found = self.addresses
        found.read.clear()
        links = {**dict.fromkeys(state.pages, False), **links}
        feed = files[0].location if files else ""

        def accept(received: Received) -> bool:
            item = received.item
            if received.location != feed:
                if isinstance(item, Reading):
                    found.read.add(normalise_url(received.location) or received.location)
                return True
            if item.member not in wanted:
                return False
            return not (isinstance(item, Reading) and item.url and item.url in found.read)

        summary = add(
            self.ledger,
            _chained(self._linked(links), files),
            self.setup,
            self.options,
            self.workers,
            accept=accept,
        )
        state.pages = [
            url for url in links if 0 < found.journal.failures(_page_key(url)) < GIVEN_UP
        ]
        return summary

    def _linked(self, links: dict[str, bool]) -> Iterator[Given | Unreadable]:
        """Give the pages at some addresses; True: the item has changed, fetch it again."""
        found = self.addresses
        for url in in_turns((urlsplit(link).netloc, link) for link in links):
            key = _page_key(url)
            if not links[url] and found.kept(key) is not None:
                found.read.add(key)
            if found.journal.failures(key) < GIVEN_UP:
                yield found.one(url, again=links[url])


def _chained(
    pages: Iterable[Given | Unreadable], files: Sequence[Given]
) -> Iterator[Given | Unreadable]:
    yield from pages
    yield from files


def _page_key(url: str) -> str:
    return normalise_url(url) or url


def _key(item: Reading) -> str:
    """Give what an item is known by: its report's id, or its words where it has no id of its own."""
    if item.source_key.startswith("original:"):
        return content_id("W", text_hash(item.text))
    return report_id(item.source_key)


def _said(group: Iterable[Reading]) -> str:
    """Give the hash of what items of one id say of themselves.

    Where in the feed they stand is no part of it, nor what the feed says of itself, nor a date
    that follows from the day of the fetch.
    """
    told = []
    for item in group:
        title = item.title and [item.title.start, item.title.end]
        stated = item.published.stated
        told.append([text_hash(item.text), title, item.url, list(item.authors), stated])
    return content_id("S", sorted(told, key=canonical_json))


def _more_than_before(
    broken: Iterable[Unreadable], before: dict[str, int]
) -> tuple[dict[str, int], set[str]]:
    """Give how many items failed for each reason, and which are to be listed: an item that cannot
    be read has no id, so that those are new which are more than there were."""
    counts: dict[str, int] = {}
    listed: set[str] = set()
    for item in broken:
        reason = content_id("B", item.code, item.reason)
        counts[reason] = counts.get(reason, 0) + 1
        if counts[reason] > before.get(reason, 0):
            listed.add(item.member)
    return counts, listed
