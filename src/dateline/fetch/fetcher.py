"""From an address to the archive of what it gave, by way of its redirects; every step is checked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from dateline.fetch.address import Address, follow, read_address
from dateline.fetch.bodies import Unpacker
from dateline.fetch.connection import Connector, connect, trusted
from dateline.fetch.errors import Cancelled, FetchError
from dateline.fetch.exchange import REDIRECTS, Exchange, Judge, Keep, Way, exchange
from dateline.fetch.limits import TOKEN, FetchLimits, FetchOptions
from dateline.fetch.names import Resolver, allowed_addresses, system_resolver
from dateline.fetch.robots import ALL, Rules, read_rules
from dateline.fetch.timing import Clock, SystemClock, Timer
from dateline.fetch.turns import UNSAID, Turns, busy, max_age, retry_after
from dateline.fetch.warc import write_warc

ACCEPT = (
    "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, "
    "text/plain;q=0.9, application/xml;q=0.9, */*;q=0.1"
)
BEGINNING = 65_536
"""Bytes of a body that :class:`Fetched` has for a look at what kind of thing it is."""
PERMANENT = frozenset({301, 308})
RULES_KEPT = 86_400.0
"""Seconds that a robots.txt is kept (RFC 9309, 2.4)."""
FAILURE_KEPT = 300.0
"""Seconds that a host without a readable robots.txt is not asked for it again."""


@dataclass(frozen=True, slots=True)
class Network:
    """What the world outside is reached by; tests put their own here."""

    resolve: Resolver = system_resolver
    connect: Connector = connect
    clock: Clock = field(default_factory=SystemClock)
    tls: Callable[[], ssl.SSLContext] = trusted


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask by whether anything has changed (RFC 9110, 8.8)."""

    etag: str = ""
    last_modified: str = ""

    def fields(self) -> list[tuple[str, str]]:
        """Give the request fields that ask so."""
        found = [("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified)]
        return [(name, value) for name, value in found if value]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    url: str
    """Where the redirects ended."""
    at: datetime
    """When the last request was sent, with zone."""
    media: str
    """The content type as stated, "" where it is not."""
    warc: bytes
    """The archive; empty where nothing has changed since the validators were given."""
    validators: Validators
    notes: tuple[str, ...] = ()
    """What a user should know: a step from https to http."""
    moved: str = ""
    """Where permanent redirects (301, 308) led, as far as they came first; "" where none did. A
    step from https to http is never followed for good."""
    max_age: float | None = None
    """Seconds for which the answer says it is fresh (RFC 9111, 5.2.2.1), where it does."""
    beginning: bytes = b""
    """The first :data:`BEGINNING` bytes of the body, unpacked."""

    @property
    def changed(self) -> bool:
        """Whether there is something to read."""
        return bool(self.warc)


Wanted = Callable[[str], bool]
"""Whether a media type ("text/html") is one of reports."""


class Fetcher:
    """Fetches addresses, one at a time; keeps robots.txt and turns of hosts from one to the next.

    :meth:`leave` may be called from another thread or a signal handler.
    """

    def __init__(
        self,
        options: FetchOptions | None = None,
        network: Network | None = None,
        wanted: Wanted = lambda media: True,
    ) -> None:
        self.options = options or FetchOptions()
        self.network = network or Network()
        self.wanted = wanted
        self.left = threading.Event()
        self.turns = Turns(self.network.clock, self.left)
        self._rules: dict[str, tuple[float, Rules | FetchError]] = {}
        self._tls: ssl.SSLContext | None = None

    def leave(self) -> None:
        """Drop what is under way: :meth:`fetch` raises :class:`Cancelled` within a moment."""
        self.left.set()

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """Give what an address holds; raises :class:`FetchError` or :class:`Cancelled`.

        With ``validators``, an answer that nothing has changed gives an empty archive.
        """
        address = read_address(url)
        limits = self.options.limits
        timer = self._timer()
        asking = (validators or Validators()).fields()
        chain: list[Exchange] = []
        notes: list[str] = []
        while True:
            if not chain or chain[-1].address.host != address.host:
                self.turns.wait_for(address.host)
                timer = self._timer() if not chain else timer
            rules = self._rules_of(address)
            if not rules.permit(address.target):
                raise FetchError(
                    "robots",
                    f"{address.origin}/robots.txt asks robots to leave it alone; if you may read it, "
                    "save the page by hand and add the file with --url",
                )
            answer = self._ask(address, timer, asking, rules.delay, self._judge(address))
            chain.append(answer)
            if answer.status not in REDIRECTS:
                break
            address = self._next(chain, limits.redirects)
            if answer.address.scheme == "https" and address.scheme == "http":
                notes.append(f"redirected from https to http ({address.url})")
        if answer.status == 304 and not asking:
            raise FetchError("malformed", "the server says that nothing has changed, unasked")
        return Fetched(
            url=address.url,
            at=answer.at,
            media=answer.field("content-type"),
            warc=b"" if answer.status == 304 else write_warc(chain, self.options.user_agent),
            validators=_validators(answer),
            notes=tuple(notes),
            moved=_moved(chain),
            max_age=max_age(answer.field("cache-control")),
            beginning=b"" if answer.status == 304 else _beginning(answer, limits, BEGINNING),
        )

    def _timer(self) -> Timer:
        return Timer(self.network.clock, self.options.limits.seconds, self.left)

    def _ask(
        self,
        address: Address,
        timer: Timer,
        asking: list[tuple[str, str]],
        delay: float,
        judge: Judge,
    ) -> Exchange:
        ips = allowed_addresses(
            address, self.network.resolve, timer, private=self.options.private_addresses
        )
        way = Way(ips, self.network.connect, self._context, self.options.limits, timer)
        fields = [
            ("User-Agent", self.options.user_agent),
            ("Accept", ACCEPT),
            ("Accept-Encoding", "gzip"),
            *asking,
        ]
        try:
            return exchange(address, fields, way, judge)
        finally:
            self.turns.asked(address.host, max(self.options.delay, delay))

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = self.network.tls()
        return self._tls

    def _next(self, chain: list[Exchange], most: int) -> Address:
        """Give where the last answer sends to."""
        last = chain[-1]
        location = last.field("location")
        if not location:
            raise FetchError("bad_redirect", "it redirects without saying where")
        if len(chain) > most:
            raise FetchError("too_many_redirects", f"more than {most} redirects")
        address = follow(last.address, location)
        if any(address == passed.address for passed in chain):
            raise FetchError(
                "redirect_loop",
                f"it redirects in a circle by way of {address.url}; it may want cookies: save the "
                "page by hand and add the file with --url",
            )
        return address

    def _judge(self, address: Address) -> Judge:
        limits = self.options.limits

        def judge(status: int, field: Callable[[str], str]) -> Keep:
            if status in REDIRECTS or status == 304:
                return Keep(limits.other_bytes, whole=False)
            if status in (429, 503):
                asked = retry_after(field("retry-after"), self.network.clock)
                seconds = UNSAID if asked is None else asked
                self.turns.close(address.host, seconds)
                raise busy(seconds)
            if status != 200:
                raise _refused(status)
            media = field("content-type").partition(";")[0].strip().lower()
            if media and not self.wanted(media):
                raise FetchError(
                    "media", f"it is {media[:80]!r}, which holds no report; give the page itself"
                )
            return Keep(limits.raw_bytes, whole=True)

        return judge

    # ----------------------------------------------------------------- robots.txt

    def _rules_of(self, address: Address) -> Rules:
        now = self.network.clock.monotonic()
        until, known = self._rules.get(address.origin, (now, None))
        if known is None or until <= now:
            try:
                known, kept = self._read_rules(address), RULES_KEPT
            except FetchError as error:
                known, kept = error, FAILURE_KEPT
            self._rules[address.origin] = (self.network.clock.monotonic() + kept, known)
        if isinstance(known, FetchError):
            raise known
        return known

    def _read_rules(self, page: Address) -> Rules:
        """Give the rules of a host; raises :class:`FetchError` where it does not give them."""
        limits = self.options.limits
        address = replace(page, target="/robots.txt")
        chain: list[Exchange] = []
        timer = self._timer()
        while True:
            try:
                answer = self._ask(address, timer, [], 0.0, _robots_judge(limits))
            except FetchError as error:
                if not chain and error.code in _OF_THE_HOST:
                    raise
                raise _no_rules(page, error.reason) from error
            chain.append(answer)
            if answer.status not in REDIRECTS:
                break
            if len(chain) > limits.robots_redirects:
                return ALL  # RFC 9309, 2.3.1.2: as if there were none
            try:
                address = self._next(chain, limits.robots_redirects)
            except FetchError:
                return ALL
        if 400 <= answer.status < 500:
            return ALL
        if answer.status != 200:
            raise _no_rules(page, f"HTTP {answer.status}")
        try:
            return read_rules(_beginning(answer, limits, limits.robots_bytes), TOKEN)
        except FetchError as error:
            raise _no_rules(page, error.reason) from error


_OF_THE_HOST = frozenset({"private_address", "no_such_host", "no_connection", "certificate", "tls"})
"""Failures to reach a robots.txt that its host's pages share: they are told as what they are."""


def _robots_judge(limits: FetchLimits) -> Judge:
    return lambda status, field: Keep(limits.robots_bytes, whole=False)


def _no_rules(page: Address, why: str) -> FetchError:
    return FetchError(
        "robots_unreachable",
        f"{page.origin}/robots.txt could not be read ({why}), so that it is not known what is "
        "permitted; try again later",
    )


def _beginning(answer: Exchange, limits: FetchLimits, most: int) -> bytes:
    """Give the first ``most`` bytes of a body, unpacked: no more is made of it than is read."""
    text = bytearray()
    unpacker = Unpacker(answer.field("content-encoding"), limits.unpacked_bytes, most)
    for piece in unpacker.feed(answer.body):
        text += piece
        if len(text) >= most:
            break
    return bytes(text[:most])


def _moved(chain: list[Exchange]) -> str:
    """Give where the permanent redirects at the beginning of a chain led."""
    moved = ""
    for step, after in pairwise(chain):
        down = step.address.scheme == "https" and after.address.scheme == "http"
        if step.status not in PERMANENT or down:
            break
        moved = after.address.url
    return moved


def _validators(answer: Exchange) -> Validators:
    """Give the validators that may be sent back: anything else in these fields is dropped."""

    def plain(name: str) -> str:
        value = answer.field(name)
        printable = value.isascii() and value.isprintable()
        return value if printable and len(value) <= 512 else ""

    return Validators(plain("etag"), plain("last-modified"))


def _refused(status: int) -> FetchError:
    if status == 404:
        return FetchError("not_found", "there is nothing there any more (HTTP 404)")
    if status == 410:
        return FetchError("gone", "it was taken away for good (HTTP 410)")
    if status in (401, 402, 403, 407, 451):
        return FetchError(
            "forbidden",
            f"the server does not give it to programs (HTTP {status}); if you may read it, save the "
            "page by hand and add the file with --url",
        )
    return FetchError("http_status", f"the server answered with HTTP {status}; try again later")


__all__ = ["Cancelled", "FetchError", "Fetched", "Fetcher", "Network", "Validators"]
