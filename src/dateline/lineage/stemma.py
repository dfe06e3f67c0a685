"""A text family as a drawing needs it: in which order, at what time, tied to whom and how.

The stemma is laid out once, here; the page, the SVG file and the graph file draw the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateline.lineage.credited import follows
from dateline.lineage.facts import Family, Lineage, Link, Text
from dateline.lineage.links import edit
from dateline.lineage.outlets import outlet_key, same_outlet
from dateline.types import Dating

CREDITS, NAMES, NO_CREDIT = "credits it", "names it", "no credit"


@dataclass(frozen=True, slots=True)
class Tie:
    """Where a member's text comes from, or what it is nearest to."""

    other: str | None
    """A version; None for who is outside the ledger."""
    known: bool
    """Whether it is known that the text went this way."""
    edit: str | None
    """What the member is beside the other: see :func:`~dateline.lineage.links.edit`."""
    share: float | None
    """Of the member's own words that stand in the other; ``share_of_other`` the other way."""
    share_of_other: float | None
    credit: str
    """``credits it``, ``names it``, ``no credit``, or "" where there is nobody to credit."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A member in its row: when it was published, from 0 (the left) to 1, and its tie."""

    version: str
    depth: int
    first: float | None
    last: float | None
    """Bounds of the time of publication; None where that side is open. Both None: no date at all."""
    tie: Tie | None


@dataclass(frozen=True, slots=True)
class Stemma:
    """A family laid out in time, its rows from the top."""

    family: Family
    rows: tuple[Drawn, ...]
    ticks: tuple[tuple[float, str], ...]
    """Where the time has a mark, and its words."""


def stemma(
    family: Family, links: Sequence[Link], lineage: Lineage, texts: Mapping[str, Text]
) -> Stemma:
    """Give a family's stemma; ``links`` are those among its members."""
    of_pair = {(link.a, link.b): link for link in links}
    times = {version: _time(texts[version].published) for version in family.members}
    ties = _ties(family, of_pair, lineage, texts, times)
    bounds = [at for pair in times.values() for at in pair if at is not None]
    low, high, ticks = _scale(bounds)
    rows = []
    for version, depth in _order(family, ties, times):
        first, last = (None if at is None else _within(at, low, high) for at in times[version])
        rows.append(Drawn(version, depth, first, last, ties.get(version)))
    return Stemma(family, tuple(rows), ticks)


# --------------------------------------------------------------------------- ties


def _ties(
    family: Family,
    of_pair: Mapping[tuple[str, str], Link],
    lineage: Lineage,
    texts: Mapping[str, Text],
    times: Mapping[str, tuple[datetime | None, datetime | None]],
) -> dict[str, Tie]:
    ties: dict[str, Tie] = {}
    ordered = sorted(family.members, key=lambda version: (_sort_key(times[version]), version))
    for n, version in enumerate(ordered):
        parent = family.parents.get(version)
        if parent is not None:
            ties[version] = _tie(version, parent, of_pair, lineage, texts)
        elif version == family.origin:
            continue
        elif family.outside is not None:
            credit = _credit(version, family.outside, lineage, texts)
            ties[version] = Tie(None, credit != NO_CREDIT, None, None, None, credit)
        else:
            near = _nearest(version, ordered[:n], of_pair)
            if near is not None:
                ties[version] = _tie(version, near, of_pair, lineage, texts, known=False)
    return ties


def _tie(
    version: str,
    other: str,
    of_pair: Mapping[tuple[str, str], Link],
    lineage: Lineage,
    texts: Mapping[str, Text],
    known: bool = True,
) -> Tie:
    link = of_pair.get((min(version, other), max(version, other)))
    publisher = texts[other].publisher
    ours = texts[version].publisher
    own = bool(publisher and ours) and outlet_key(publisher or "") == outlet_key(ours or "")
    credit = _credit(version, publisher, lineage, texts) if known and publisher and not own else ""
    if link is None:
        return Tie(other, known, None, None, None, credit)
    mine = link.a == version
    kind = edit(link)
    if mine:
        kind = {"abridged": "expanded", "expanded": "abridged"}.get(kind, kind)
    shares = (link.share_a, link.share_b) if mine else (link.share_b, link.share_a)
    told = known and link.direction in ("a from b", "b from a")
    return Tie(other, told, kind, *shares, credit, link.reasons)


def _credit(version: str, publisher: str, lineage: Lineage, texts: Mapping[str, Text]) -> str:
    """Give whether a report credits an outlet for its text, or at least names it."""
    standing = lineage.reports.get(version)
    key = outlet_key(publisher)
    if standing is not None and any(same_outlet(each, key) for each in standing.credited_keys):
        return CREDITS
    if any(same_outlet(outlet_key(credit.name), key) for credit in texts[version].credits):
        return CREDITS
    return NAMES if any(same_outlet(n, key) for n in follows(texts[version].text)) else NO_CREDIT


def _nearest(
    version: str, earlier: Sequence[str], of_pair: Mapping[tuple[str, str], Link]
) -> str | None:
    """Give the earlier member that one shares most with."""
    shared = [
        (link.characters, other)
        for other in earlier
        if (link := of_pair.get((min(version, other), max(version, other)))) is not None
        and link.characters
    ]
    return min(shared, key=lambda each: (-each[0], each[1]))[1] if shared else None


def _order(
    family: Family,
    ties: Mapping[str, Tie],
    times: Mapping[str, tuple[datetime | None, datetime | None]],
) -> list[tuple[str, int]]:
    """Give members with their depth: each below the one it is tied to, else in time."""
    below: dict[str | None, list[str]] = defaultdict(list)
    for version in family.members:
        tie = ties.get(version)
        below[None if tie is None else tie.other].append(version)
    for versions in below.values():
        versions.sort(key=lambda v: (v != family.origin, _sort_key(times[v]), v))
    told: list[tuple[str, int]] = []
    first = 0 if family.outside is None else 1
    waiting = [(version, first) for version in reversed(below[None])]
    seen: set[str] = set()
    while waiting:
        version, depth = waiting.pop()
        if version in seen:
            continue
        seen.add(version)
        told.append((version, depth))
        waiting += [(child, depth + 1) for child in reversed(below[version])]
    # Ties that lead in a circle start nowhere: those members still have their rows.
    return told + [(version, first) for version in family.members if version not in seen]


# --------------------------------------------------------------------------- time


def _time(published: Dating) -> tuple[datetime | None, datetime | None]:
    """Give the bounds of a publication; a day goes from its first to its last minute."""
    try:
        moment = datetime.fromisoformat(published.stated or "")
    except ValueError:
        moment = None
    if moment is not None and moment.tzinfo is not None:
        at = moment.astimezone(UTC).replace(tzinfo=None)
        return at, at
    return (
        None if published.earliest is None else _midnight(published.earliest),
        None
        if published.latest is None
        else _midnight(published.latest) + timedelta(hours=23, minutes=59),
    )


def _midnight(day: str) -> datetime:
    held = date.fromisoformat(day)
    return datetime(held.year, held.month, held.day)


def _sort_key(time: tuple[datetime | None, datetime | None]) -> datetime:
    first, last = time
    return first or last or datetime.max


def _within(at: datetime, low: datetime, high: datetime) -> float:
    return round((at - low) / (high - low), 4)


_STEPS = (1, 2, 5, 7, 14, 31, 61, 92, 183, 366, 732, 1830, 3660)
"""Days between two marks of the time."""
_MOST_TICKS = 5


def _scale(
    bounds: Sequence[datetime],
) -> tuple[datetime, datetime, tuple[tuple[float, str], ...]]:
    """Give the first and last moment that a drawing shows, and its marks: at midnights, in UTC."""
    if not bounds:
        return datetime.min, datetime.max, ()
    low = datetime.combine(min(bounds).date(), datetime.min.time())
    high = datetime.combine(max(bounds).date(), datetime.min.time()) + timedelta(days=1)
    days = (high - low).days
    step = next((step for step in _STEPS if days / step <= _MOST_TICKS), _STEPS[-1])
    marks = [low + timedelta(days=n) for n in range(0, days + (days == 1), step)]
    return low, high, tuple((_within(mark, low, high), _day(mark.date())) for mark in marks)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
