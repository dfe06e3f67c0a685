"""``dateline watch``: feeds, asked now and then."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.fetching import ContactOption, DelayOption, PrivateOption, fetching
from dateline.cli.options import DEFAULT_LEDGER, LedgerOption, up_to_date
from dateline.cli.reading import CodebookOption, GateOption, setup_of

if TYPE_CHECKING:
    from dateline.watch import Outcome

_UNITS = {"s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0}


def watch(
    feeds: Annotated[
        list[str] | None, typer.Argument(help="Addresses of RSS or Atom feeds.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    feeds_file: Annotated[
        str | None,
        typer.Option(
            "--feeds",
            help="A list of feeds: OPML, or one address a line (- for standard input).",
        ),
    ] = None,
    every: Annotated[
        str,
        typer.Option(
            "--every", help="At least so long between two requests for one feed: 90s, 15m, 2h, 1d."
        ),
    ] = "15m",
    once: Annotated[
        bool, typer.Option("--once", help="Ask the feeds that are due, once, and end: for cron.")
    ] = False,
    rounds: Annotated[
        int | None, typer.Option("--rounds", min=1, help="End after so many rounds.")
    ] = None,
    duration: Annotated[
        str | None, typer.Option("--for", help="End when nothing more is due in this time: 8h, 2d.")
    ] = None,
    now: Annotated[
        bool,
        typer.Option(
            "--now", help="In the first round ask all feeds, also those not due and those stopped."
        ),
    ] = False,
    pages: Annotated[
        bool,
        typer.Option("--pages", help="Fetch the pages that items link to in place of the items."),
    ] = False,
    codebook: CodebookOption = None,
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=1, help="Processes. The result is the same.")
    ] = 1,
    contact: ContactOption = "",
    delay: DelayOption = 1.0,
    private: PrivateOption = False,
    gate: GateOption = None,
) -> None:
    """Ask feeds now and then, and add what is new in them, until Ctrl-C.

    A feed is asked as often as --every, its own ttl or its server's max-age allow,
    whichever is longest, and only for what has changed. An item with another
    text than before is another version of its report; one that has left the feed
    changes nothing. A feed that fails is left alone, longer each time, up to a
    day; the others go on. One that is gone (410) is not asked again.

    What is known of each feed is kept in the ledger's folder: end the watch when
    you like and start it again. Ctrl-C ends it with status 130. One watch at a
    time works on a ledger; adding and asking beside it is fine.
    docs/fetching.md says more.

    Examples:

      dateline watch https://example.org/feed.xml --contact desk@example.org

      dateline watch --feeds feeds.opml --pages --every 30m

      dateline watch --feeds feeds.txt --once      (every ten minutes, by cron)

      dateline watch https://example.org/feed.xml --for 8h > watch.log
    """
    from dateline.store import open_ledger
    from dateline.watch import Watch, WatchOptions, only_watch
    from dateline.watch.schedule import LEAST

    interval = _seconds(every, "--every")
    if interval < LEAST:
        raise ValueError(f"--every {every}: a feed is asked once a minute at most; give 1m or more")
    length = None if duration is None else _seconds(duration, "--for")
    urls = [*(feeds or []), *_listed(feeds_file)]
    if not urls:
        raise ValueError("no feed to watch: give addresses of feeds, or --feeds FILE")
    held = open_ledger(ledger, create=True)
    setup = setup_of(ledger, codebook, gate)
    failed: list[bool] = []
    with only_watch(ledger), fetching(contact, delay, private) as fetcher:
        options = WatchOptions(interval, pages, workers)
        watched = Watch(held, fetcher, setup, urls, options)

        def ended(outcomes: list[Outcome]) -> None:
            if any(one.taken.stored or one.taken.new for one in outcomes):
                up_to_date(held)
            _say_round(outcomes, watched.next())
            failed[:] = [bool(one.code) for one in outcomes]

        with _status() as waiting:
            most = 1 if once else rounds
            watched.run(_say, ended, waiting, rounds=most, seconds=length, everything=now)
    if failed and all(failed):
        raise typer.Exit(1)


def _listed(path: str | None) -> list[str]:
    from dateline.watch import read_feeds

    if path is None:
        return []
    data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    return read_feeds(data, path)


def _seconds(text: str, option: str) -> float:
    match = re.fullmatch(r"([0-9]{1,6})([smhd])", text.strip().lower())
    if match is None or int(match[1]) == 0:
        raise ValueError(f"{option} {text}: write a number and s, m, h or d, for example 15m")
    return int(match[1]) * _UNITS[match[2]]


def _say(outcome: Outcome) -> None:
    """Say what came of a feed: failures and remarks on standard error, the rest on standard output."""
    from dateline.cli.render import printable

    url = printable(outcome.url)
    for note in outcome.notes:
        print(f"{url}: {printable(note)}", file=sys.stderr)
    for item in outcome.taken.unreadable[:5]:
        member = f", part {item.member}" if item.member else ""
        where = printable(f"{item.location}{member}")
        print(f"{where}: not read: {printable(item.reason)}", file=sys.stderr)
    if len(outcome.taken.unreadable) > 5:
        print(f"{url}: ... and {len(outcome.taken.unreadable) - 5} more", file=sys.stderr)
    if outcome.code:
        after = f"asked again {_clock(outcome.next)}" if outcome.next else "not asked any more"
        print(f"{url}: failed: {printable(outcome.reason)}; {after}", file=sys.stderr)
    elif outcome.next:
        print(f"{url}: {_did(outcome)}; next {_clock(outcome.next)}", flush=True)


def _did(outcome: Outcome) -> str:
    taken = outcome.taken
    parts = [f"{taken.new} new", f"{taken.changed} changed"]
    if taken.known:
        parts.append(f"{taken.known} known")
    if outcome.not_modified:
        if not (taken.new or taken.changed or taken.known):
            return "not modified"
        parts.append("feed not modified")
    else:
        parts.append(f"{taken.unchanged} unchanged")
    if taken.unreadable:
        parts.append(f"{len(taken.unreadable)} not read")
    return ", ".join(parts)


def _say_round(outcomes: list[Outcome], until: datetime | None) -> None:
    asked = [one for one in outcomes if one.code or one.next]
    after = f"next {_clock(until)}" if until else "no feed is left to ask"
    if not asked:
        print(f"no feed was due; {after}", flush=True)
    elif len(asked) > 1 or until is None:
        new, changed = sum(o.taken.new for o in asked), sum(o.taken.changed for o in asked)
        failed = sum(1 for one in asked if one.code)
        print(
            f"{len(asked)} feeds asked: {new} new, {changed} changed, {failed} failed; {after}",
            flush=True,
        )


def _clock(moment: datetime | None) -> str:
    """Give a time as the user's clock shows it, with its zone."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S %Z") if moment else "never"


@contextmanager
def _status() -> Iterator[Callable[[datetime, datetime], None] | None]:
    """Give what shows how long there is to wait: one line on a terminal, nothing when piped."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    line = Console(stderr=True).status("")
    shown = False

    def show(now: datetime, until: datetime) -> None:
        nonlocal shown
        rest = max(0, round((until - now).total_seconds()))
        line.update(f"waiting {rest // 3600}:{rest // 60 % 60:02}:{rest % 60:02}; Ctrl-C ends it")
        if not shown:
            line.start()
            shown = True
        if rest <= 1:
            line.stop()
            shown = False

    try:
        yield show
    finally:
        line.stop()
