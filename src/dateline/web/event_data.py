"""Events and claims as the page shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dateline.fusion.facts import Bounds, Cited, ClaimFacts, Count, Event, Party, Said, When, Where
from dateline.resolve.explained import Explained
from dateline.types import Span
from dateline.web.passages import Passages
from dateline.web.source import Marked, PageSource, Placed
from dateline.web.words import (
    PLACE_PRECISION,
    date_precision,
    days_words,
    interval_words,
    short_day,
)


def event_data(
    event: Event,
    type_number: int,
    claim_numbers: Mapping[str, int],
    unsure: list[list[Any]],
    placed: Mapping[str, tuple[Placed, ...]],
) -> dict[str, Any]:
    """Give an event, its claims as numbers and ``unsure`` as pairs of an event's id and why.

    ``placed`` says of each claim how its places were found.
    """
    when = event.when
    return {
        "id": event.id,
        "type": type_number,
        "mode": event.mode,
        "kind": event.kind,
        "actors": _parties(event.actors),
        "recipients": _parties(event.recipients),
        "place": _place(event, placed, claim_numbers),
        "when": _when(when),
        "counts": [_count(count) for count in event.counts],
        "weapons": list(event.weapons),
        "reports": event.n_reports,
        "sources": _bounds(event.sources),
        "families": _bounds(event.families),
        "cited": _bounds(event.cited_sources),
        "first_hand": _bounds(event.first_hand),
        "grade": event.grade,
        "reasons": list(event.reasons),
        "claims": [claim_numbers[c] for c in event.claims if c in claim_numbers],
        "conflicts": [
            [c.field, [_said(said, c.field) for said in c.said]] for c in event.conflicts
        ],
        "unsure": unsure,
    }


def _parties(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(_in_a_list(party) for party in parties))


_OPENS = re.compile(
    r"(?:A|An|The|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Some|Many|Both|Dozens|Hundreds|"
    r"Thousands|Other|Unidentified|Unknown|Armed)(?= [a-z])"
)
"""Words that open a sentence and are no name, before a word that is none either."""


def _in_a_list(party: Party) -> str:
    """Give how a party is called among others: "two officers", also where they open a sentence."""
    if party.key is not None:
        return party.name or party.raw
    words = party.name or party.raw
    opening = _OPENS.match(words)
    return words if opening is None else opening[0].lower() + words[opening.end() :]


MOST_WAYS = 3
"""Ways to its place that an event shows; of forty outlets most say the same."""


def _place(
    event: Event, placed: Mapping[str, tuple[Placed, ...]], claim_numbers: Mapping[str, int]
) -> dict[str, Any] | None:
    place = event.place
    if place is None:
        return None
    return {
        "key": place.key,
        "label": place.label or place.raw,
        "at": None
        if place.latitude is None or place.longitude is None
        else [round(place.longitude, 4), round(place.latitude, 4)],
        "country": place.country,
        "precision": place.precision,
        "words": PLACE_PRECISION.get(place.precision or 0, ""),
        "inferred": place.inferred,
        "ways": _ways(event, place, placed, claim_numbers),
    }


def _ways(
    event: Event,
    place: Where,
    placed: Mapping[str, tuple[Placed, ...]],
    claim_numbers: Mapping[str, int],
) -> list[dict[str, Any]]:
    """Give how the claims come to the event's place, each different way once, surest first."""
    ways: dict[tuple[str, Explained], tuple[int, str]] = {}
    for claim in event.claims:
        for one in placed.get(claim, ()):
            if one.key == place.key and claim in claim_numbers:
                ways.setdefault((one.words, one.found), (claim_numbers[claim], one.context))
    order = sorted(ways, key=lambda way: (-way[1].score, ways[way]))
    return [
        {
            "name": words,
            "context": ways[words, found][1],
            "claim": ways[words, found][0],
            "told": found.told,
            "relation": found.relation,
            "precision": PLACE_PRECISION.get(found.precision or 0, ""),
            "score": round(found.score, 2),
            "match": found.match,
            "for": found.speaks_for,
            "against": found.speaks_against,
            "lost": [[label, round(score, 2)] for label, score in found.lost],
        }
        for words, found in order[:MOST_WAYS]
    ]


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None or not any(when[:2]):
        return None
    return {
        "from": when.earliest,
        "to": when.latest,
        "words": interval_words(when.earliest, when.latest),
        "precision": date_precision(when.earliest, when.latest, when.precision),
        "how": when.how,
    }


def _count(count: Count) -> dict[str, Any]:
    return {
        "role": count.role,
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "note": count.note,
        "by": count.coded_by,
        "said": [_said(said, count.role) for said in count.said],
    }


def _said(said: Said, field: str) -> dict[str, Any]:
    return {
        "value": days_words(said.value) if field == "date" else said.value,
        "words": said.words,
        "publisher": said.publisher,
        "published": short_day(said.published),
        "cited": said.cited,
        "by": said.coded_by,
    }


def _bounds(bounds: Bounds) -> list[Any]:
    return [bounds.low, bounds.high, bounds.why]


def claim_data(
    facts: ClaimFacts,
    source: PageSource,
    report_numbers: Mapping[str, int],
    cut: Mapping[str, Passages],
    denies: bool,
) -> dict[str, Any]:
    """Give a claim: where its quote lies in its report's passages, and what it rests on."""
    passage, at = _where_quoted(facts.version, facts.quote, cut)
    marks = source.marks.get(facts.claim, ())
    return {
        "id": facts.claim,
        "report": report_numbers.get(facts.version),
        "quote": facts.quote_text if passage is None else None,
        "passage": passage,
        "at": [facts.quote.start - at, facts.quote.end - at],
        "marks": [
            [mark.role, mark.span.start - at, mark.span.end - at]
            for mark in (*marks, *_anchor(facts))
            if facts.quote.start <= mark.span.start <= mark.span.end <= facts.quote.end
        ],
        "actors": _parties(facts.actors),
        "recipients": _parties(facts.recipients),
        "places": [place.label or place.raw for place in facts.places],
        "when": _when(facts.when),
        "counts": [[role, n, words] for role, (n, words) in sorted(facts.counts.items())],
        "cited": [_cited(link) for link in facts.cited],
        "denies": denies or facts.polarity == "denied",
        "modality": facts.modality,
        "background": facts.background,
        "by": facts.coded_by,
    }


def _anchor(facts: ClaimFacts) -> list[Marked]:
    return [Marked("told", facts.anchor)]


def _cited(link: Cited) -> list[str]:
    return [link.words, link.cue]


def _where_quoted(version: str, quote: Span, cut: Mapping[str, Passages]) -> tuple[int | None, int]:
    """Give the passage that a quote lies in and where in the text that passage begins."""
    held = cut.get(version)
    if held is None:
        return None, quote.start
    number = held.holding(quote)
    return number, held.spans[number].start
