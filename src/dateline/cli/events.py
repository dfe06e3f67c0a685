"""``dateline events``: what happened, across reports; and one event in full for ``dateline show``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.listing import (
    ActorOption,
    PlaceOption,
    RecipientOption,
    SinceOption,
    TypeOption,
    UntilOption,
    closing,
    print_json,
    report_of,
)
from dateline.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, LimitOption, connected
from dateline.cli.render import field_lines, printable
from dateline.fusion.facts import DIFFER, ITSELF, MACHINE

if TYPE_CHECKING:
    from dateline.fusion.facts import Bounds, Count, Event, Party, Said, When, Where
    from dateline.store import Ledger


def events(
    ledger: LedgerOption = DEFAULT_LEDGER,
    type: TypeOption = None,
    actor: ActorOption = None,
    recipient: RecipientOption = None,
    place: PlaceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    codebook: Annotated[str | None, typer.Option(help="plover, organisations, ...")] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="single, summary (the total of a period) or denied (nobody affirms it)."),
    ] = None,
    report: Annotated[
        str | None, typer.Option(help="Id of a report, or its beginning: what it tells of.")
    ] = None,
    sources: Annotated[
        int | None,
        typer.Option(min=1, help="At least so many independent sources, by the lower bound."),
    ] = None,
    unsure: Annotated[
        bool,
        typer.Option("--unsure", help="Pairs that may be one happening and were kept apart."),
    ] = False,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """List events: one row a happening, whoever reports it, with how many sources are independent.

    Claims of several reports are joined where type, place, date and actors agree; what is unsure
    stays apart (--unsure). Plans, forecasts and ties make no events. Numbers of sources are of
    this ledger, from a lower to an upper bound.

    Examples:

      dateline events --type ASSAULT --since 2015-01-01 --place Grozny

      dateline events --sources 2 --json
    """
    held = connected(ledger)
    if unsure:
        _unsure(held, as_json, limit)
        return
    if report is not None:
        report = report_of(held, report)
    selection = held.events(
        type=type,
        actor=actor,
        recipient=recipient,
        place=place,
        since=since,
        until=until,
        codebook=codebook,
        kind=kind,
        report=report,
        sources=sources,
        limit=limit,
    )
    if as_json:
        print_json(selection.to_dicts())
        return
    shown = 0
    for row in selection:
        for line in event_row_lines(row):
            print(line)
        print()
        shown += 1
    closing(shown, "event", limit)


def event_row_lines(row: Any) -> Iterator[str]:
    """Give an event of the list as lines."""
    mode = f" ({row.mode})" if row.mode else ""
    kind = f" - {row.kind}" if row.kind != "single" else ""
    yield f"{row.type}{mode}{kind}  [{row.codebook}, {row.id}]"
    if row.actor:
        yield from field_lines("who", row.actor)
    if row.recipient:
        yield from field_lines("to whom", row.recipient)
    if row.place:
        precision = f" [where_prec {row.where_prec}]" if row.where_prec else ""
        yield from field_lines("where", row.place + precision)
    yield from field_lines("when", _interval(row.date_from, row.date_to, row.date_prec))
    for role in ("killed", "injured"):
        low, best, high = (getattr(row, f"{role}_{name}") for name in ("low", "best", "high"))
        if best is not None:
            yield from field_lines(role, _count(low, best, high))
    yield from field_lines("told by", support_words(row))
    if row.contested:
        fields = map(_differing, row.contested.split("; "))
        yield from field_lines("differ on", "; ".join(fields))
    yield from field_lines("support", row.grade)


def support_words(row: Any) -> str:
    """Give the numbers of reports and independent sources in words."""
    reports = f"{row.n_reports} report{'' if row.n_reports == 1 else 's'}"
    bounds = _between(row.n_sources_low, row.n_sources_high)
    sources = f"{bounds} independent source{'' if bounds == '1' else 's'} in this ledger"
    return f"{reports}, {sources}"


def _between(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _count(low: int, best: int, high: int) -> str:
    return str(best) if low == high else f"{best} (told: {low} to {high})"


def _interval(first: str | None, last: str | None, precision: int | None) -> str:
    if not first and not last:
        return "not known"
    interval = first if first == last else f"{first or 'open'} to {last or 'open'}"
    return f"{interval} [date_prec {precision}]" if precision else str(interval)


def _unsure(held: Ledger, as_json: bool, limit: int | None) -> None:
    """List the pairs that fusion kept apart, the likeliest first."""
    fusion = held.fusion()
    by_group = {group: event for event in fusion.events for group in event.groups}
    pairs = sorted(fusion.unsure, key=lambda pair: (-pair.score, pair.a, pair.b))[:limit]
    if as_json:
        print_json(
            {
                "score": round(pair.score, 4),
                "why": pair.why,
                "a": by_group[pair.a].id if pair.a in by_group else None,
                "b": by_group[pair.b].id if pair.b in by_group else None,
                "claim_groups": [pair.a, pair.b],
            }
            for pair in pairs
        )
        return
    for pair in pairs:
        print(printable(f"{pair.score:.2f}  {pair.why}"))
        for group in (pair.a, pair.b):
            if group in by_group:
                print(f"     {_line(by_group[group])}")
        print()
    closing(len(pairs), "unsure pair", limit)


def _line(event: Event) -> str:
    """Give an event on one line."""
    who = "; ".join(party.name for party in event.actors) or "somebody"
    whom = "; ".join(party.name for party in event.recipients)
    when = event.when
    parts = [
        event.id,
        event.type,
        who + (f" → {whom}" if whom else ""),
        event.place.label if event.place else "place not known",
        _interval(when.earliest, when.latest, None) if when else "date not known",
    ]
    return printable("  ".join(parts))


# --------------------------------------------------------------------------- one in full


def event_plain(held: Ledger, id: str) -> dict[str, Any]:
    """Give an event in full as plain values: its claims with quotes, conflicts, bounds, neighbours."""
    from dateline.store.plain import to_plain

    event = held.event(id)
    rows = {row.id: row for row in held.claims(event=event.id)}
    told = [
        _claim(held, rows[claim], claim in event.denials) for claim in event.claims if claim in rows
    ]
    neighbours = [
        {"event": other.id, "score": round(pair.score, 4), "why": pair.why, "line": _line(other)}
        for pair, other in held.unsure_about(event)
    ]
    return {
        "kind": "event",
        "asked": id,
        **{name: value for name, value in to_plain(event).items() if name != "kind"},
        "event_kind": event.kind,
        "actors": [party._asdict() for party in event.actors],
        "recipients": [party._asdict() for party in event.recipients],
        "place": event.place._asdict() if event.place else None,
        "when": event.when._asdict() if event.when else None,
        "claims": told,
        "may_be_the_same_as": neighbours,
    }


def _claim(held: Ledger, row: Any, denies: bool) -> dict[str, Any]:
    return {
        "claim": row.id,
        "report": row.report,
        "version": row.version,
        "publisher": row.publisher,
        "published": row.published_from,
        "denies": denies,
        "polarity": row.polarity,
        "modality": row.modality,
        "background": bool(row.background),
        "attributed_to": row.attributed_to,
        "actor": row.actor or row.actor_raw,
        "recipient": row.recipient or row.recipient_raw,
        "place": row.place,
        "date": _interval(row.date_from, row.date_to, row.date_prec),
        "killed": row.killed,
        "injured": row.injured,
        "quote": row.quote,
        "quote_start": row.quote_start,
        "quote_end": row.quote_end,
        "coded_by": row.coded_by,
    }


def event_lines(event: Event, plain: dict[str, Any]) -> Iterator[str]:
    """Give an event in full as lines: its fields, why, then what each report says."""
    mode = f" ({event.mode})" if event.mode else ""
    kind = f" - {event.kind}" if event.kind != "single" else ""
    yield f"{event.type}{mode}{kind}  [{event.codebook}, {event.id}]"
    if not event.id.lower().startswith(plain["asked"].strip().lower()):
        yield from field_lines("asked for", f"{plain['asked']}, which is part of this event now", 2)
    yield from _parties("who", event.actors)
    yield from _parties("to whom", event.recipients)
    yield from _where(event.place)
    yield from _when(event.when)
    for count in event.counts:
        yield from _count_lines(count)
    if event.weapons:
        yield from field_lines("with what", "; ".join(event.weapons), 2)
    yield ""
    yield from field_lines("support", event.grade, 2)
    numbers = (
        ("sources", event.sources),
        ("texts", event.families),
        ("cited", event.cited_sources),
        ("first-hand", event.first_hand),
    )
    for reason in event.reasons:
        # Those that explain a number, or name a field on which claims differ, stand beside it.
        beside = reason.startswith(DIFFER) or any(b.why and b.why in reason for _, b in numbers)
        if not beside:
            yield from field_lines("", reason, 2)
    for name, bounds in numbers:
        yield from _bounds(name, bounds)
    for conflict in event.conflicts:
        yield from field_lines("differ on", _differing(conflict.field), 2)
        for line in _sides(conflict.said):
            yield from field_lines("", line, 2)
    yield ""
    yield from _told(plain["claims"])
    if plain["may_be_the_same_as"]:
        yield ""
        yield "May be the same as"
        for other in plain["may_be_the_same_as"]:
            yield f"  {other['line']}"
            yield from field_lines("", other["why"], 2)


NAMED = 6
"""Publishers that are named of those that say one thing; the claims below name all."""


def _sides(said: Sequence[Said]) -> Iterator[str]:
    """Give a line for each value that is said, the most said first, with who says it."""
    sides: dict[str, list[Said]] = {}
    for each in said:
        sides.setdefault(each.value, []).append(each)
    for value, those in sorted(sides.items(), key=lambda side: (-len(side[1]), side[0])):
        whose = dict.fromkeys(
            (each.publisher or "publisher not known")
            + (f", on word of {each.cited}" if each.cited != ITSELF else "")
            for each in those
        )
        named = "; ".join(list(whose)[:NAMED])
        more = f"; and {len(whose) - NAMED} more" if len(whose) > NAMED else ""
        earliest, _, latest = value.partition("/")
        shown = earliest if earliest == latest else value
        count = f"{len(those)} claims, " if len(those) > 1 else ""
        yield f"{shown} ({count}{named}{more})"


_DIFFERING = {
    "happened": "whether it happened",
    "actor": "who",
    "recipient": "to whom",
    "place": "where",
    "date": "when",
}


def _differing(field: str) -> str:
    """Give what claims differ on, for a reader."""
    return _DIFFERING.get(field, field.replace("_", " "))


def _parties(label: str, parties: Sequence[Party]) -> Iterator[str]:
    for party in parties:
        key = f" [{party.key}]" if party.key else ""
        yield from field_lines(label, f"{party.name}{key}", 2)


def _where(place: Where | None) -> Iterator[str]:
    if place is None:
        yield from field_lines("where", "not known", 2)
        return
    facts = [place.key or "not resolved"]
    if place.precision:
        facts.append(f"where_prec {place.precision}")
    if place.inferred:
        facts.append("not told with it")
    yield from field_lines("where", f"{place.label} [{'; '.join(facts)}]", 2)


def _when(when: When | None) -> Iterator[str]:
    if when is None:
        yield from field_lines("when", "not known", 2)
        return
    how = f", {when.how}" if when.how else ""
    yield from field_lines("when", _interval(when.earliest, when.latest, when.precision) + how, 2)


def _count_lines(count: Count) -> Iterator[str]:
    said = "; ".join(
        f"{each.value} ({each.publisher or 'publisher not known'}"
        f"{', ' + each.published if each.published else ''}, on word of {each.cited}"
        f"{', corrected from ' + each.corrected if each.corrected else ''}"
        f"{', decided by ' + each.coded_by if each.coded_by != MACHINE else ''})"
        for each in count.said
    )
    role = count.role.replace("_", " ")
    by = f", decided by {count.coded_by}" if count.coded_by != MACHINE else ""
    yield from field_lines(role, _count(count.low, count.best, count.high) + by, 2)
    note = f"{count.note}: " if count.note else ""
    yield from field_lines("", note + said, 2)


def _bounds(name: str, bounds: Bounds) -> Iterator[str]:
    why = f": {bounds.why}" if bounds.why else ""
    yield from field_lines(name, _between(bounds.low, bounds.high) + why, 2)


def _told(claims: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Give what each report says, side by side."""
    yield "Told by"
    for claim in claims:
        publisher = claim["publisher"] or "publisher not known"
        yield printable(
            f"  {publisher}, {claim['published'] or 'date not known'}  [{claim['report']}, "
            f"{claim['claim']}]"
        )
        marks = [
            mark
            for mark in (
                "denies it" if claim["denies"] else "",
                claim["modality"] if claim["modality"] != "actual" else "",
                "told as history" if claim["background"] else "",
            )
            if mark
        ]
        if marks:
            yield from field_lines("", ", ".join(marks))
        yield from field_lines("on word of", claim["attributed_to"] or "the report itself")
        numbers = [
            f"{role} {claim[role]}" for role in ("killed", "injured") if claim[role] is not None
        ]
        if numbers:
            yield from field_lines("counts", ", ".join(numbers))
        yield from field_lines("date", claim["date"])
        yield from field_lines("quote", f"“{claim['quote']}”")
        if claim["coded_by"] != "machine":
            yield from field_lines("decided", claim["coded_by"])
