"""When a feed is to be asked next: what it says itself, and how long it is left alone after a failure."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EVERY = 900.0
"""Seconds between two requests for one feed where nothing asks for more: what feed readers commonly
allow themselves; most feeds change less often."""
LEAST = 60.0
LONGEST = 86_400.0
"""Seconds after which a feed is asked again whatever it or its failures say, skipped days aside."""
JITTER = 0.25
"""Part by which a wait after a failure is lengthened at most, so that many feeds of one failing
server do not come back together."""

_PERIODS = {
    "hourly": 3_600.0, "daily": 86_400.0, "weekly": 604_800.0, "monthly": 2_592_000.0,
    "yearly": 31_536_000.0,
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ITEM = re.compile(rb"<(?:[a-z]{1,10}:)?(?:item|entry)[\s>]", re.I)
_FEED = re.compile(rb"<(?:[a-z]{1,10}:)?(?:rss|feed|RDF)[\s>]", re.I)
_TTL = re.compile(rb"<ttl>\s*([0-9]{1,6})\s*</ttl>", re.I)
_PERIOD = re.compile(rb"<sy:updatePeriod>\s*([a-z]{1,10})\s*</sy:updatePeriod>", re.I)
_FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*([0-9]{1,6})\s*</sy:updateFrequency>", re.I)
_HOURS = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.I | re.S)
_HOUR = re.compile(rb"<hour>\s*([0-9]{1,2})\s*</hour>", re.I)
_SKIPPED = re.compile(rb"<skipDays>(.{0,1000}?)</skipDays>", re.I | re.S)
_DAY = re.compile(rb"<day>\s*([a-z]{6,9})\s*</day>", re.I)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a feed asks to be asked (RSS 2.0: ttl, skipHours, skipDays; RSS 1.0's syndication
    module: updatePeriod, updateFrequency)."""

    seconds: float = 0.0
    """Between two requests, at least; 0 where it says nothing."""
    hours: tuple[int, ...] = ()
    """Hours of the day, UTC, in which it is not to be asked."""
    days: tuple[int, ...] = ()
    """Days on which it is not to be asked, 0 for Monday."""


def looks_like_feed(beginning: bytes) -> bool:
    """Say whether some bytes begin as RSS, RDF or Atom do."""
    return _FEED.search(beginning.replace(b"\x00", b"")) is not None


def rhythm_of(beginning: bytes) -> Rhythm:
    """Give how often a feed asks to be asked, from what stands before its first item.

    Nothing is parsed but these few elements as they are commonly written, as of a robots.txt.
    """
    first = _ITEM.search(beginning)
    head = beginning[: first.start()] if first else beginning
    ttl, period, often = _TTL.search(head), _PERIOD.search(head), _FREQUENCY.search(head)
    seconds = 60.0 * int(ttl[1]) if ttl else 0.0
    if period:
        length = _PERIODS.get(period[1].decode("ascii").lower(), 0.0)
        seconds = max(seconds, length / max(1, int(often[1]) if often else 1))
    hours: set[int] = set()
    for block in _HOURS.findall(head):
        hours |= {int(hour) % 24 for hour in _HOUR.findall(block) if int(hour) <= 24}
    days: set[int] = set()
    for block in _SKIPPED.findall(head):
        names = {name.decode("ascii").lower() for name in _DAY.findall(block)}
        days |= {number for number, name in enumerate(_DAYS) if name in names}
    # What leaves no hour or no day is a mistake, and no wish never to be asked.
    return Rhythm(
        min(seconds, LONGEST),
        tuple(sorted(hours)) if len(hours) < 24 else (),
        tuple(sorted(days)) if len(days) < 7 else (),
    )


def next_check(now: datetime, every: float, rhythm: Rhythm, max_age: float | None) -> datetime:
    """Give when a feed that has answered is to be asked next."""
    seconds = max(every, rhythm.seconds, max_age or 0.0)
    moment = now + timedelta(seconds=min(seconds, max(LONGEST, every)))
    return _outside(moment.astimezone(UTC), rhythm)


def next_try(now: datetime, every: float, url: str, failures: int, wait: float | None) -> datetime:
    """Give when a feed that has failed so many times in a row is to be asked next.

    Twice as long each time, up to a day, and longer by a part that the address and the number
    of failures alone decide; never sooner than the server asked for.
    """
    seconds = every * 2 ** min(failures - 1, 20)
    seconds *= 1 + JITTER * random.Random(f"{url} {failures}").random()
    return now + timedelta(seconds=max(min(seconds, max(LONGEST, every)), wait or 0.0))


def _outside(moment: datetime, rhythm: Rhythm) -> datetime:
    """Give the first moment from this one on that is neither in a skipped hour nor on such a day."""
    while moment.weekday() in rhythm.days or moment.hour in rhythm.hours:
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment
