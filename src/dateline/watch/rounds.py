"""Rounds: every feed that is due is asked once, and its state is written when its items are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from dateline.fetch import Fetched, Fetcher, FetchError, Validators
from dateline.fetch.address import read_address
from dateline.fetch.turns import in_turns
from dateline.identity import sha256_hex
from dateline.ingest import Given
from dateline.ingest.source_key import normalise_url
from dateline.pipeline.addresses import Addresses
from dateline.pipeline.report import Setup
from dateline.safety.sandbox import ParserPool
from dateline.store import Ledger
from dateline.types import Unreadable
from dateline.watch.schedule import EVERY, Rhythm, looks_like_feed, next_check, next_try, rhythm_of
from dateline.watch.state import Feeds, FeedState
from dateline.watch.taking import NoFeed, Taken, Taking

BACK = 3
"""Failures at an address that a feed moved to, after which its first address is asked again."""
LOOK = 60.0
"""Seconds between looks at the time of day, which may be set, or jump when a machine wakes."""


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """How feeds are watched."""

    every: float = EVERY
    """Seconds between two requests for one feed, at least."""
    pages: bool = False
    """Whether the pages that items link to are fetched in their place."""
    workers: int = 1


@dataclass(slots=True)
class Outcome:
    """What came of asking one feed."""

    url: str
    taken: Taken = field(default_factory=Taken)
    code: str = ""
    """Why it failed; "" where it did not."""
    reason: str = ""
    not_modified: bool = False
    """Whether the server said that nothing has changed since it was last asked."""
    notes: list[str] = field(default_factory=list)
    """What a user should know: a move for good, a step to http, a state begun anew."""
    next: datetime | None = None
    """When it is asked again; None for never."""


class Watch:
    """The feeds of one ledger, and when each is due. Hold :func:`only_watch` around it."""

    def __init__(
        self,
        ledger: Ledger,
        fetcher: Fetcher,
        setup: Setup,
        urls: Iterable[str],
        options: WatchOptions | None = None,
    ) -> None:
        self.ledger = ledger
        self.fetcher = fetcher
        self.clock = fetcher.network.clock
        self.options = options or WatchOptions()
        self.feeds = Feeds(ledger.path)
        self.said: list[str] = []
        """Notes of pages fetched for the feed in hand."""
        self.addresses = Addresses(ledger, fetcher, (), say=self.said.append)
        self.setup = setup
        self.refused: list[Outcome] = []
        """What is no address; told with the first round."""
        self.states: list[FeedState] = []
        self._anew: set[str] = set()
        for text in dict.fromkeys(urls):
            try:
                url = read_address(text).url
            except FetchError as error:
                self.refused.append(Outcome(text[:500], code=error.code, reason=error.reason))
                continue
            if url not in [state.url for state in self.states]:
                state, damaged = self.feeds.read(url)
                self.states.append(state)
                if damaged:
                    self._anew.add(url)

    def round(
        self, told: Callable[[Outcome], None] | None = None, *, everything: bool = False
    ) -> list[Outcome]:
        """Ask every feed that is due, hosts in turns; with ``everything``, each of them.

        ``told`` is given each outcome when it is there. A feed that fails costs no other its turn.
        Raises :class:`~dateline.fetch.Cancelled` when the user leaves.
        """
        outcomes, self.refused = [*self.refused, *self._twins()], []
        say = told or (lambda outcome: None)
        for outcome in outcomes:
            say(outcome)
        now = self.clock.now()
        due = [state for state in self.states if everything or state.due(now)]
        with ParserPool(1) as pool:  # its process starts with the first feed that has changed
            taking = Taking(
                self.ledger,
                self.addresses,
                self.setup,
                pool,
                self.options.pages,
                self.options.workers,
            )
            for state in in_turns((urlsplit(state.address).netloc, state) for state in due):
                outcomes.append(self._check(state, taking))
                say(outcomes[-1])
        return outcomes

    def _twins(self) -> list[Outcome]:
        """Drop feeds that are asked at the address of an earlier one, and say so."""
        first: dict[str, FeedState] = {}
        twins = []
        for state in self.states:
            other = first.setdefault(state.address, state)
            if other is not state:
                note = f"is asked at the same address as {other.url}: take it off your list"
                twins.append(Outcome(state.url, notes=[note]))
        self.states = list(first.values())
        return twins

    def run(
        self,
        told: Callable[[Outcome], None] | None = None,
        ended: Callable[[list[Outcome]], None] | None = None,
        waiting: Callable[[datetime, datetime], None] | None = None,
        *,
        rounds: int | None = None,
        seconds: float | None = None,
        everything: bool = False,
    ) -> None:
        """Do rounds until the user leaves, so many are done, so much time has passed, or no feed
        is to be asked any more.

        ``told`` is given each outcome, ``ended`` those of each round, ``waiting`` the time and when
        the next feed is due, about every second.
        """
        end = None if seconds is None else self.clock.now() + timedelta(seconds=seconds)
        done = 0
        while True:
            outcomes = self.round(told, everything=everything and done == 0)
            if ended:
                ended(outcomes)
            done += 1
            until = self.next()
            if rounds is not None and done >= rounds:
                return
            if until is None or (end is not None and until > end):
                return
            while (now := self.clock.now()) < until:
                if waiting:
                    waiting(now, until)
                rest = (until - now).total_seconds()
                self.clock.wait(min(rest, 1.0 if waiting else LOOK), self.fetcher.left)
                if self.fetcher.left.is_set():
                    return

    def next(self) -> datetime | None:
        """Give when the next feed is due; None where none is to be asked any more."""
        moments = [_moment(state.next) for state in self.states if not state.stopped]
        return min(moments, default=None)

    def _check(self, state: FeedState, taking: Taking) -> Outcome:
        """Ask one feed, keep what is new, and then note what it said."""
        outcome = Outcome(state.url)
        if state.url in self._anew:
            self._anew.discard(state.url)
            outcome.notes.append("what was known of it could not be read: begun anew")
        asked = state.address
        try:
            self._take_kept(state, taking, outcome.taken)
            fetched = self.fetcher.fetch(asked, Validators(state.etag, state.last_modified))
            self._take(state, taking, fetched, outcome)
        except FetchError as error:
            self._failed(state, outcome, error.code, error.reason, error.wait)
        except NoFeed as error:
            self._failed(state, outcome, error.code, error.reason)
        else:
            self._moved(state, asked, fetched, outcome)
            self._answered(state, fetched, outcome)
        outcome.notes += self.said
        self.said.clear()
        self.feeds.write(state)
        self.feeds.release(state.url)
        return outcome

    def _take_kept(self, state: FeedState, taking: Taking, taken: Taken) -> None:
        """Take what a feed gave before this watch, or before it was interrupted: none of it is kept
        twice."""
        held = self.feeds.held(state.url)
        if held is None and not state.checked:
            held = self.addresses.kept(normalise_url(state.url) or state.url)
        if held is None:
            return
        try:
            _merge(taken, self._stored(state, taking, held))
        except NoFeed:
            return  # told, where it is still so, by what the feed gives now

    def _take(self, state: FeedState, taking: Taking, fetched: Fetched, outcome: Outcome) -> None:
        taken = outcome.taken
        if not fetched.changed:
            outcome.not_modified = True
            _merge(taken, taking.waiting_pages(state))
            return
        self.feeds.hold(state.url, fetched.warc)
        is_feed = looks_like_feed(fetched.beginning)
        _merge(taken, self._stored(state, taking, fetched.warc, may_be_empty=is_feed))
        rhythm = rhythm_of(fetched.beginning)
        state.interval = rhythm.seconds
        state.skip_hours, state.skip_days = list(rhythm.hours), list(rhythm.days)
        kept = fetched.validators if taken.whole else Validators()
        state.etag, state.last_modified = kept.etag, kept.last_modified

    def _stored(
        self, state: FeedState, taking: Taking, archive: bytes, *, may_be_empty: bool = False
    ) -> Taken:
        given = Given(state.url, archive)
        taken = taking.feed(state, given, may_be_empty=may_be_empty)
        if taken.stored:
            self.addresses.journal.note(normalise_url(state.url) or state.url, sha256_hex(archive))
        return taken

    def _moved(self, state: FeedState, asked: str, fetched: Fetched, outcome: Outcome) -> None:
        """Remember where a feed has moved to, once that has given a feed."""
        outcome.notes += fetched.notes
        if fetched.moved and fetched.moved != asked:
            state.moved = "" if fetched.moved == state.url else fetched.moved
            outcome.notes.append(
                f"moved for good to {fetched.moved}: it is asked there from now on; change your list"
            )

    def _answered(self, state: FeedState, fetched: Fetched, outcome: Outcome) -> None:
        now = self.clock.now()
        rhythm = Rhythm(state.interval, tuple(state.skip_hours), tuple(state.skip_days))
        outcome.next = next_check(now, self.options.every, rhythm, fetched.max_age)
        state.failures, state.stopped = 0, ""
        state.checked, state.next = _text(now), _text(outcome.next)
        self.ledger.forget_unreadable(state.url)

    def _failed(
        self, state: FeedState, outcome: Outcome, code: str, reason: str, wait: float | None = None
    ) -> None:
        """Note a failure, when to try again, and list it in the ledger until the feed answers."""
        now = self.clock.now()
        outcome.code, outcome.reason = code, reason
        state.failures += 1
        state.checked = _text(now)
        if code == "gone":
            state.stopped = reason
        else:
            outcome.next = next_try(now, self.options.every, state.url, state.failures, wait)
            state.next = _text(outcome.next)
        if state.moved and state.failures % BACK == 0 and code != "gone":
            outcome.notes.append(f"{state.moved} fails: its first address is asked again")
            state.moved = ""
        self.ledger.forget_unreadable(state.url)
        self.ledger.write_unreadable(Unreadable(None, "", state.url, code, reason))


def _merge(into: Taken, taken: Taken) -> None:
    """Add what was taken; what is unchanged, the last answer says."""
    into.new += taken.new
    into.changed += taken.changed
    into.known += taken.known
    into.unreadable += taken.unreadable
    into.stored = into.stored or taken.stored
    into.whole = into.whole and taken.whole
    into.unchanged = taken.unchanged


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
