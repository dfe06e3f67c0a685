"""The page's data: one JSON object, the same bytes for the same ledger.

Shape (``docs/page.md`` explains every field)::

    title, filters, counts      what the page is about, and what it does not show
    types                       event types in the order of their colours
    events, claims              an event names its claims by index
    reports, families           a claim names its report by index, with passages to quote from
    map                         borders and the box to draw (``dateline.web.region``)

Nothing here is markup. Texts of reports go in as they are and enter the page as text alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from dateline.fusion.facts import Bounds, Cited, ClaimFacts, Count, Event, Party, Said, When, Where
from dateline.fusion.grade import LADDER
from dateline.lineage.facts import Family, Standing, Text
from dateline.types import Span
from dateline.web.checks import check_data
from dateline.web.passages import Passages, passages
from dateline.web.region import map_data
from dateline.web.source import Marked, PageSource
from dateline.web.words import (
    CREDIT,
    DATE_PRECISION,
    PLACE_PRECISION,
    PUBLISHED_HOW,
    interval_words,
    type_words,
)

SHAPE = 1
"""Goes up when the shape of the data changes, so that a script never reads what it does not know."""

FORCE = ("ASSAULT", "ARMED_CLASH", "ATTACK")
"""Types that come first where they occur, since the first colour is the page's red."""

PHRASES = 5
"""Distinctive phrases listed for a report."""

ON_MAP = 5
"""UCDP ``where_prec`` up to which an event has a place on the map; 6 and 7 are listed beside it."""

Progress = Callable[[int, int], None]


def page_data(source: PageSource, progress: Progress | None = None) -> dict[str, Any]:
    """Give everything that the page shows, ready for canonical JSON."""
    events = sorted(source.fusion.events, key=_event_order)
    versions = sorted(source.texts, key=lambda version: _report_order(source.texts[version]))
    report_numbers = {version: i for i, version in enumerate(versions)}
    shown = [claim for event in events for claim in event.claims if claim in source.claims]
    claim_numbers = {claim: i for i, claim in enumerate(dict.fromkeys(shown))}
    types = _types(events, source)
    type_numbers = {(t["codebook"], t["code"]): i for i, t in enumerate(types)}
    cut = _cut(source, claim_numbers)
    denials = {claim for event in events for claim in event.denials}
    unsure = _unsure(events, source)
    families = [family for family in source.lineage.families if _worth_drawing(family)]
    family_numbers = {family.id: i for i, family in enumerate(families)}
    steps = len(events) + len(claim_numbers) + len(versions)
    step = _counter(progress, steps)
    listed_events = []
    for event in events:
        number = type_numbers[event.codebook, event.type]
        listed_events.append(_event(event, number, claim_numbers, unsure.get(event.id, [])))
        step()
    listed_claims = []
    for claim in claim_numbers:
        facts = source.claims[claim]
        listed_claims.append(_claim(facts, source, report_numbers, cut, claim in denials))
        step()
    listed_reports = []
    for version in versions:
        listed_reports.append(_report(version, source, family_numbers, cut.get(version)))
        step()
    return {
        "shape": SHAPE,
        "title": source.title,
        "filters": list(source.filters),
        "counts": _counts(events, source),
        "types": types,
        "grades": _grades(events),
        "events": listed_events,
        "claims": listed_claims,
        "reports": listed_reports,
        "families": [_family(family, report_numbers, source) for family in families],
        "rewrites": [
            [report_numbers[r.earlier], report_numbers[r.later], r.why]
            for r in source.lineage.rewrites
            if r.earlier in report_numbers and r.later in report_numbers
        ],
        "unreadable": [[item.what, item.why] for item in source.unreadable],
        "contradictions": [c.why for c in source.fusion.contradictions],
        "map": map_data([e.place for e in events if e.place is not None and _placed(e.place)]),
    }


def _counter(progress: Progress | None, total: int) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    return step


# --------------------------------------------------------------------------- order and numbers


def _event_order(event: Event) -> tuple[str, str, str, str]:
    when = event.when
    first = when.earliest or when.latest if when else None
    last = when.latest or when.earliest if when else None
    return (first or "9999", last or "9999", event.type, event.id)


def _report_order(text: Text) -> tuple[str, str, str]:
    published = text.published
    return (
        published.earliest or published.latest or "9999",
        text.publisher or "",
        text.version,
    )


def _placed(place: Where) -> bool:
    return (
        place.latitude is not None
        and place.longitude is not None
        and (place.precision is None or place.precision <= ON_MAP)
    )


def _counts(events: list[Event], source: PageSource) -> dict[str, Any]:
    placed = [e for e in events if e.place is not None and e.place.latitude is not None]
    drawn = [e for e in placed if e.place is not None and _placed(e.place)]
    firsts = sorted(e.when.earliest for e in events if e.when and e.when.earliest)
    lasts = sorted(e.when.latest for e in events if e.when and e.when.latest)
    versions = set(source.texts)
    in_families = {m for f in source.lineage.families for m in f.members if m in versions}
    families = sum(1 for f in source.lineage.families if versions & set(f.members))
    return {
        "events": len(events),
        "events_in_ledger": (
            len(events) if source.events_in_ledger is None else source.events_in_ledger
        ),
        "claims": len({claim for event in events for claim in event.claims}),
        "reports": len(versions),
        "texts": families + len(versions - in_families),
        "not_placed": len(events) - len(placed),
        "not_drawn": len(placed) - len(drawn),
        "not_dated": sum(1 for e in events if e.when is None or not any(e.when[:2])),
        "denied": sum(1 for e in events if e.kind == "denied"),
        "summaries": sum(1 for e in events if e.kind == "summary"),
        "unsure": len(source.fusion.unsure),
        "uncoded": len(source.uncoded),
        "unreadable": len(source.unreadable),
        "period": interval_words(firsts[0], lasts[-1]) if firsts and lasts else "no dates",
    }


def _types(events: list[Event], source: PageSource) -> list[dict[str, Any]]:
    tally = Counter((event.codebook, event.type) for event in events)
    ranked = sorted(tally, key=lambda key: (key[1] not in FORCE, -tally[key], key))
    return [
        {
            "codebook": codebook,
            "code": code,
            "name": type_words(code),
            "definition": source.definitions.get((codebook, code), ""),
            "events": tally[codebook, code],
        }
        for codebook, code in ranked
    ]


def _grades(events: list[Event]) -> list[str]:
    """Give the grades in use, the best supported first."""
    used = {event.grade for event in events}
    return [grade for grade in reversed(LADDER) if grade in used] + sorted(used - set(LADDER))


def _unsure(events: list[Event], source: PageSource) -> dict[str, list[list[Any]]]:
    holder = {group: event.id for event in events for group in event.groups}
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for pair in source.fusion.unsure:
        a, b = holder.get(pair.a), holder.get(pair.b)
        if a is None or b is None or a == b:
            continue
        found[a].append([b, pair.why])
        found[b].append([a, pair.why])
    return {
        event: [list(pair) for pair in sorted({(p[0], p[1]) for p in pairs})]
        for event, pairs in found.items()
    }


# --------------------------------------------------------------------------- events


def _event(
    event: Event, type_number: int, claim_numbers: Mapping[str, int], unsure: list[list[Any]]
) -> dict[str, Any]:
    when = event.when
    return {
        "id": event.id,
        "type": type_number,
        "mode": event.mode,
        "kind": event.kind,
        "actors": _parties(event.actors),
        "recipients": _parties(event.recipients),
        "place": _place(event.place),
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
        "conflicts": [[c.field, [_said(said) for said in c.said]] for c in event.conflicts],
        "unsure": unsure,
    }


def _parties(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(party.name or party.raw for party in parties))


def _place(place: Where | None) -> dict[str, Any] | None:
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
    }


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None or not any(when[:2]):
        return None
    return {
        "from": when.earliest,
        "to": when.latest,
        "words": interval_words(when.earliest, when.latest),
        "precision": DATE_PRECISION.get(when.precision or 0, ""),
        "how": when.how,
    }


def _count(count: Count) -> dict[str, Any]:
    return {
        "role": count.role,
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "note": count.note,
        "said": [_said(said) for said in count.said],
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "value": said.value,
        "words": said.words,
        "publisher": said.publisher,
        "published": said.published,
        "cited": said.cited,
    }


def _bounds(bounds: Bounds) -> list[Any]:
    return [bounds.low, bounds.high, bounds.why]


# --------------------------------------------------------------------------- claims


def _cut(source: PageSource, claims: Mapping[str, int]) -> dict[str, Passages]:
    quotes: dict[str, list[Span]] = defaultdict(list)
    for claim in claims:
        facts = source.claims[claim]
        if facts.version in source.texts:
            quotes[facts.version].append(facts.quote)
    return {
        version: passages(source.texts[version].text, spans)
        for version, spans in sorted(quotes.items())
    }


def _claim(
    facts: ClaimFacts,
    source: PageSource,
    report_numbers: Mapping[str, int],
    cut: Mapping[str, Passages],
    denies: bool,
) -> dict[str, Any]:
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


# --------------------------------------------------------------------------- reports, families


def _report(
    version: str,
    source: PageSource,
    family_numbers: Mapping[str, int],
    cut: Passages | None,
) -> dict[str, Any]:
    text = source.texts[version]
    standing = source.lineage.reports.get(version)
    check = source.checks.get(version)
    published = text.published
    dated = published.earliest is not None or published.latest is not None
    return {
        "id": text.report,
        "title": text.title.of(text.text) if text.title else _first_line(text.text),
        "publisher": text.publisher,
        "url": web_address(text.url),
        "language": text.language,
        "published": interval_words(published.earliest, published.latest) if dated else None,
        "day": published.earliest or published.latest,
        "how": _published_how(text),
        "credits": [[CREDIT.get(c.kind, c.kind), c.name] for c in text.credits],
        "characters": len(text.text),
        "passages": [] if cut is None else [span.of(text.text) for span in cut.spans],
        "uncoded": source.uncoded.get(version),
        "check": None if check is None else check_data(check, text),
        **_standing(standing, family_numbers),
    }


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0][:160]


def _published_how(text: Text) -> str:
    how = PUBLISHED_HOW.get(text.published.how, text.published.how)
    return text.published.note if text.published.how == "inferred" and text.published.note else how


def _standing(standing: Standing | None, family_numbers: Mapping[str, int]) -> dict[str, Any]:
    if standing is None:
        return {"family": None, "assessable": False, "why": "", "credited": [], "phrases": []}
    family = None if standing.family is None else family_numbers.get(standing.family)
    return {
        "family": family,
        "assessable": standing.assessable,
        "why": standing.why,
        "credited": list(standing.credited),
        "phrases": [] if standing.assessable else list(standing.phrases[:PHRASES]),
    }


def web_address(url: str | None) -> str | None:
    """Give an address that is safe to link to: ``http`` and ``https`` with a host, nothing else."""
    if url is None or any(ord(c) < 33 or ord(c) == 127 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _worth_drawing(family: Family) -> bool:
    return len(family.members) > 1 or family.outside is not None


def _family(
    family: Family, report_numbers: Mapping[str, int], source: PageSource
) -> dict[str, Any]:
    members = [m for m in family.members if m in report_numbers]
    links = [
        link for link in source.lineage.links if link.a in family.members and link.b in members
    ]
    return {
        "id": family.id,
        "members": [report_numbers[m] for m in members],
        "origin": None if family.origin is None else report_numbers.get(family.origin),
        "outside": family.outside,
        "why": family.why,
        "parents": [
            [report_numbers[child], report_numbers[parent]]
            for child, parent in sorted(family.parents.items())
            if child in report_numbers and parent in report_numbers
        ],
        "links": [
            {
                "a": report_numbers[link.a],
                "b": report_numbers[link.b],
                "share_a": round(link.share_a, 2),
                "share_b": round(link.share_b, 2),
                "characters": link.characters,
                "direction": link.direction,
                "reasons": list(link.reasons),
            }
            for link in sorted(links, key=lambda link: (link.a, link.b))
            if link.a in report_numbers
        ],
    }
