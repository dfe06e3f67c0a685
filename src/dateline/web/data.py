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

from dateline.fusion.facts import Event, Where
from dateline.fusion.grade import LADDER
from dateline.lineage.facts import Text
from dateline.lineage.stemma import within_families
from dateline.types import Span
from dateline.web.event_data import claim_data, event_data
from dateline.web.names import with_names
from dateline.web.passages import Passages, passages
from dateline.web.region import map_data
from dateline.web.report_data import family_data, report_data, worth_drawing
from dateline.web.source import PageSource
from dateline.web.words import interval_words, pair_words, type_words

SHAPE = 3
"""Goes up when the shape of the data changes, so that a script never reads what it does not know."""

FORCE = ("ASSAULT", "ARMED_CLASH", "ATTACK")
"""Types that come first where they occur, since the first colour is the page's red."""

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
    families = [family for family in source.lineage.families if worth_drawing(family)]
    family_numbers = {family.id: i for i, family in enumerate(families)}
    links = within_families(source.lineage)
    steps = len(events) + len(claim_numbers) + len(versions)
    step = _counter(progress, steps)
    listed_events = []
    for event in events:
        number = type_numbers[event.codebook, event.type]
        listed_events.append(
            event_data(event, number, claim_numbers, unsure.get(event.id, []), source.placed)
        )
        step()
    listed_claims = []
    for claim in claim_numbers:
        facts = source.claims[claim]
        listed_claims.append(claim_data(facts, source, report_numbers, cut, claim in denials))
        step()
    listed_reports = []
    for version in versions:
        listed_reports.append(report_data(version, source, family_numbers, cut.get(version)))
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
        "families": [
            family_data(family, links[family.id], report_numbers, source) for family in families
        ],
        "rewrites": [
            [
                report_numbers[r.earlier],
                report_numbers[r.later],
                with_names(r.why, source.texts),
                r.kind,
            ]
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
        why = pair_words(pair.why)
        found[a].append([b, why])
        found[b].append([a, why])
    return {
        event: [list(pair) for pair in sorted({(p[0], p[1]) for p in pairs})]
        for event, pairs in found.items()
    }


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
