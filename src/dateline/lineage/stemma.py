"""A text family as a drawing needs it: in which order, at what time, tied to whom and how.

The stemma is laid out once, here; the page, the SVG file and the graph file draw the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateline.lineage.facts import Family, Lineage, Link, Text
from dateline.lineage.goes_back import CREDITED, CUT, MISSING, NAMED
from dateline.lineage.known import body_of
from dateline.lineage.links import edit
from dateline.lineage.stretches import Left, union
from dateline.types import Dating, Span

CREDITS, NAMES, NO_CREDIT = "credits it", "names it", "no credit"

_CREDIT = {
    CREDITED: CREDITS,
    NAMED: NAMES,
    MISSING: NO_CREDIT,
    CUT: "cut off before it could credit it",
}
_ALONE = {"by date": "by date alone", "by containment": "by length alone"}
"""How reasons that rest on little begin, and what a drawing says of them."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Where a member's text comes from, or what it is nearest to."""

    other: str | None
    """A version; None for who is outside the ledger."""
    known: bool
    """Whether it is known that the text went this way."""
    edit: str | None
    """What the member is beside the other, or ``near``: see :func:`~dateline.lineage.links.edit`."""
    share: float | None
    """Of the member's own words that stand in the other; ``share_of_other`` the other way."""
    share_of_other: float | None
    credit: str
    """Whether the member credits where its text goes back to: ``credits it``, ``names it``, ``no
    credit``; "" where that is not firmly known, or is itself or its own publisher's."""
    basis: str = ""
    """``by date alone`` or ``by length alone`` where the direction rests on no more."""
    reasons: tuple[str, ...] = ()
    near: str | None = None
    """Where ``other`` is outside the ledger: the member that ``edit`` and the shares are told of, the
    earlier one that shares most, else the later one."""


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
    ties = _ties(family, of_pair, lineage, times)
    bounds = [at for pair in times.values() for at in pair if at is not None]
    low, high, ticks = _scale(bounds)
    rows = []
    for version, depth in _order(family, ties, times):
        first, last = (None if at is None else _within(at, low, high) for at in times[version])
        rows.append(Drawn(version, depth, first, last, ties.get(version)))
    return Stemma(family, tuple(rows), ticks)


def within_families(lineage: Lineage) -> Mapping[str, list[Link]]:
    """Give, by family, the links among its members."""
    home = {version: family.id for family in lineage.families for version in family.members}
    found: dict[str, list[Link]] = {family.id: [] for family in lineage.families}
    for link in lineage.links:
        if link.a in home and home[link.a] == home.get(link.b):
            found[home[link.a]].append(link)
    return found


def coverage(links: Iterable[Link]) -> dict[str, list[Span]]:
    """Give what of each member the others of its family have, by the links among them."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        spans[link.a] += [(run.a_start, run.a_end) for run in link.runs]
        spans[link.b] += [(run.b_start, run.b_end) for run in link.runs]
    return {version: union(found, gap=2) for version, found in spans.items()}


def share_of(text: Text, spans: Iterable[tuple[int, int]]) -> float:
    """Give the share of a body's characters that spans cover."""
    body = body_of(text)
    if body.end <= body.start:
        return 0.0
    inside = Left(len(text.text), spans)
    return round(1 - inside.within(body.start, body.end) / (body.end - body.start), 2)


# --------------------------------------------------------------------------- ties


def _ties(
    family: Family,
    of_pair: Mapping[tuple[str, str], Link],
    lineage: Lineage,
    times: Mapping[str, tuple[datetime | None, datetime | None]],
) -> dict[str, Tie]:
    ties: dict[str, Tie] = {}
    ordered = sorted(family.members, key=lambda version: (_sort_key(times[version]), version))
    for n, version in enumerate(ordered):
        parent = family.parents.get(version)
        if parent is not None and (family.outside is None or _goes(version, parent, of_pair)):
            ties[version] = _tie(version, parent, of_pair, lineage)
        elif version == family.origin:
            continue
        elif family.outside is not None:
            credit = _credit(version, lineage)
            near = _nearest(version, ordered[:n], of_pair)
            near = near or _nearest(version, ordered[n + 1 :], of_pair)
            tie = None if near is None else _tie(version, near, of_pair, lineage)
            beside = (
                (None, None, None) if tie is None else (tie.edit, tie.share, tie.share_of_other)
            )
            ties[version] = Tie(None, credit in (CREDITS, NAMES), *beside, credit, near=near)
        else:
            near = _nearest(version, ordered[:n], of_pair)
            if near is not None:
                ties[version] = _tie(version, near, of_pair, lineage, known=False)
    return ties


def _goes(version: str, parent: str, of_pair: Mapping[tuple[str, str], Link]) -> bool:
    """Say whether a text is known to have come from another, and not both from one elsewhere."""
    link = of_pair.get((min(version, parent), max(version, parent)))
    return link is not None and link.direction in ("a from b", "b from a")


def _tie(
    version: str,
    other: str,
    of_pair: Mapping[tuple[str, str], Link],
    lineage: Lineage,
    known: bool = True,
) -> Tie:
    link = of_pair.get((min(version, other), max(version, other)))
    credit = _credit(version, lineage)
    if link is None:
        return Tie(other, known, None, None, None, credit)
    mine = link.a == version
    kind = edit(link)
    if mine:
        kind = {"abridged": "expanded", "expanded": "abridged"}.get(kind, kind)
    shares = (link.share_a, link.share_b) if mine else (link.share_b, link.share_a)
    told = known and link.direction in ("a from b", "b from a")
    basis = next(
        (
            words
            for begins, words in _ALONE.items()
            if any(r.startswith(begins) for r in link.reasons)
        ),
        "",
    )
    return Tie(other, told, kind, *shares, credit, basis, link.reasons)


def _credit(version: str, lineage: Lineage) -> str:
    standing = lineage.reports.get(version)
    return "" if standing is None else _CREDIT.get(standing.credit, "")


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
