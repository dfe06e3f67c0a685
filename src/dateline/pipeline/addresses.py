"""Addresses as what ``add`` reads: each fetched once, in turns of hosts, and kept as an archive.

An address that was fetched before is read from the ledger's own original, so that an interrupted
``add`` goes on where it was, and a changed reader reads anew what servers need not give twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dateline.fetch import Fetcher, FetchError, Network
from dateline.fetch.address import read_address
from dateline.fetch.journal import GIVEN_UP, Journal
from dateline.fetch.limits import FetchOptions
from dateline.fetch.turns import in_turns
from dateline.identity import sha256_hex
from dateline.ingest import Given, IngestOptions, Received, read_files
from dateline.ingest.media import may_hold_report
from dateline.ingest.source_key import normalise_url
from dateline.safety.sandbox import ParserPool
from dateline.store import Ledger, NotFoundError
from dateline.store.errors import LedgerError
from dateline.store.purge import PURGED
from dateline.types import Reading, Unreadable, report_id

PATIENCE = 120.0
"""Seconds that a busy server is waited for before its address is listed as ``busy``."""
FINAL = frozenset({"robots", "not_found", "gone", "forbidden", "media", "private_address"})
"""Failures of which asking again soon makes nothing."""


def fetcher_for(options: FetchOptions, network: Network | None = None) -> Fetcher:
    """Give a fetcher that takes what holds reports and nothing else."""
    return Fetcher(options, network, may_hold_report)


def read_list(text: str) -> list[str]:
    """Give the addresses of a list: one a line; empty lines and those that start with # aside."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@dataclass(slots=True)
class Addresses:
    """What some addresses hold, for ``add``: iterate it once, and give its :meth:`accept` along.

    With ``pages``, the items of feeds among them are replaced by the pages that they link to,
    where these can be read.
    """

    ledger: Ledger
    fetcher: Fetcher
    urls: Iterable[str]
    again: bool = False
    """Whether to fetch anew what was fetched before."""
    pages: bool = False
    even_purged: bool = False
    say: Callable[[str], None] = lambda note: None
    """Told what a user should know of an address that was read."""
    journal: Journal = field(init=False)
    feeds: set[str] = field(init=False, default_factory=set)
    """Addresses whose pages were followed."""
    read: set[str] = field(init=False, default_factory=set)
    """Pages that gave a report, as feeds link to them."""

    def __post_init__(self) -> None:
        self.journal = Journal(self.ledger.path)

    def __iter__(self) -> Iterator[Given | Unreadable]:
        """Give each address's archive, or the reason why there is none."""
        asked: list[tuple[str, str]] = []
        seen: set[str] = set()
        for text in self.urls:
            try:
                url = read_address(text).url
            except FetchError as error:
                yield Unreadable(None, "", text[:500], error.code, error.reason)
                continue
            key = normalise_url(url) or url
            if key not in seen:
                seen.add(key)
                asked.append((urlsplit(url).netloc, url))
        for url in in_turns(asked):
            given = self.one(url)
            if isinstance(given, Given) and self.pages:
                yield from self.followed(given)
            yield given

    def one(self, url: str, *, again: bool | None = None) -> Given | Unreadable:
        """Give what one address holds, fetched or from the ledger; ``again`` as in general."""
        again = self.again if again is None else again
        key = normalise_url(url) or url
        why = None if self.even_purged else self.ledger.purged_why(report_id(f"url:{key}"))
        if why is not None:
            reason = f"its report was purged: {why}. If it must be read: --even-purged"
            return Unreadable(None, "", url, PURGED, reason)
        kept = None if again else self.kept(key)
        if kept is not None:
            return Given(url, kept)
        try:
            fetched = self._patiently(url)
        except FetchError as error:
            self.journal.note_failure(key, final=error.code in FINAL)
            return Unreadable(None, "", url, error.code, error.reason)
        self.journal.note(key, sha256_hex(fetched))
        return Given(url, fetched)

    def kept(self, key: str) -> bytes | None:
        """Give the archive that an address gave before, where the ledger holds it."""
        original = self.journal.original(key)
        if original is None:
            return None
        try:
            return self.ledger.original(original)
        except (NotFoundError, LedgerError):
            return None  # an interruption came before it was stored, or it was purged

    def followed(self, feed: Given) -> Iterator[Given | Unreadable]:
        """Give the pages that a feed's items link to; nothing where it is no feed."""
        links = links_of(feed)
        if links:
            self.feeds.add(feed.location)
        for url in in_turns((urlsplit(link).netloc, link) for link in links):
            key = normalise_url(url) or url
            if not self.again and self.kept(key) is not None:
                self.read.add(key)
            if self.journal.failures(key) < GIVEN_UP:
                yield self.one(url)

    def accept(self, received: Received) -> bool:
        """Say whether ``add`` is to take this: an item of a feed only where its page gave nothing."""
        if received.location not in self.feeds:
            if isinstance(received.item, Reading):
                self.read.add(normalise_url(received.location) or received.location)
            return True
        item = received.item
        return not (isinstance(item, Reading) and item.url and item.url in self.read)

    def _patiently(self, url: str) -> bytes:
        """Give an address's archive; where the server is busy for a short time, after that."""
        try:
            fetched = self.fetcher.fetch(url)
        except FetchError as error:
            if error.wait is None or error.wait > PATIENCE:
                raise
            self.fetcher.network.clock.wait(error.wait, self.fetcher.left)
            fetched = self.fetcher.fetch(url)
        for note in fetched.notes:
            self.say(f"{url}: {note}")
        return fetched.warc


def links_of(feed: Given) -> list[str]:
    """Give the addresses of a feed's items in order, each once; none where it is no feed.

    The feed is read in a parser process, like any file.
    """
    found: dict[str, None] = {}
    with ParserPool(1) as pool:
        for received in read_files(pool, [feed], IngestOptions()):
            item = received.item
            if isinstance(item, Reading) and "feed/" in item.reader and item.url:
                found[item.url] = None
    return list(found)
