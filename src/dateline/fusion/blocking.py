"""Which pairs of tellings are worth comparing, so that fusion grows near-linearly with claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.fusion import words
from dateline.fusion.parties import named
from dateline.fusion.tellings import Telling

BUCKET = 14
"""Days. A telling is put into every bucket that its dates, or the days before its publication, meet."""

LONG = 62
"""Days that a date may span and still be looked up by days; longer ones are matched where unique."""

REPORTED_WITHIN = 10
"""Days in which news without a date is told; later ones weigh against each other anyway."""

WINDOW = 40
"""Neighbours in a large block that a telling is compared with, in the order of day and place."""

COMMON = 40
"""Tellings that have a word, beyond which it brings no two of them together."""

SMALL = 80
"""Tellings in a block up to which all are compared with all."""

Key = tuple[str | int | None, ...]


def pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Give the pairs of positions to compare, each once, smaller first, sorted."""
    blocks: dict[Key, list[int]] = {}
    for n, telling in enumerate(tellings):
        for key in keys(telling):
            blocks.setdefault(key, []).append(n)
    found: set[tuple[int, int]] = set()
    once: set[tuple[int, int]] = set()
    for name in sorted(blocks, key=str):
        members = blocks[name]
        word = name[-2] == "word"
        if word and len(members) > COMMON:
            continue  # a word that so many have tells nothing
        members.sort(key=lambda n: (_order(tellings[n]), tellings[n].id))
        reach = len(members) if len(members) <= SMALL else WINDOW
        for m, first in enumerate(members):
            for second in members[m + 1 : m + 1 + reach]:
                pair = (min(first, second), max(first, second))
                if word and pair not in once:
                    once.add(pair)
                else:
                    found.add(pair)
    return iter(sorted(found))


def keys(telling: Telling) -> frozenset[Key]:
    """Give the blocks of a telling: its report, each of place, actor, recipient with its days,
    and each word that tells something: two of them bring two tellings together."""
    kind: Key = (telling.codebook, telling.type, telling.denied, telling.summary)
    found: set[Key] = {(*kind, "report", telling.report)}
    buckets = _buckets(telling)
    for place in telling.places:
        names: list[Key] = []
        if place.key is not None:
            names.append(("place", place.key))
            if place.admin1 and (place.precision or 9) <= 4:
                names.append(("admin1", place.country, place.admin1))
        else:
            names += [("words", word) for word in sorted(words.head_words(place.raw))]
        found.update((*kind, *name, bucket) for name in names for bucket in buckets)
    for role, parties in (("actor", telling.actors), ("recipient", telling.recipients)):
        for party in named(parties):
            found.update((*kind, role, party.key, bucket) for bucket in buckets)
            if role == "recipient" and telling.counts.get("killed") == frozenset((1,)):
                found.add((*kind, "died", party.key))
    found.update((*kind, "deed", deed) for deed in telling.deeds_of)
    found.update((*kind, "word", word) for word in telling.words)
    return frozenset(found)


def _buckets(telling: Telling) -> range:
    days = telling.days
    if telling.dated and days.first is not None and days.last is not None:
        if days.last - days.first > LONG:
            return range(0)
        return range((days.first - 1) // BUCKET, (days.last + 1) // BUCKET + 1)
    published = telling.published.last or telling.published.first
    if published is None or telling.background:
        return range(0)
    return range((published - REPORTED_WITHIN) // BUCKET, published // BUCKET + 1)


def _order(telling: Telling) -> tuple[int, str, str]:
    days = telling.days if telling.dated else telling.published
    place = telling.place
    heads = sorted(p.key or "" for p in named(telling.recipients))
    return (
        days.last or days.first or 0,
        place.key or "" if place else "",
        heads[0] if heads else "",
    )
