"""``dateline reports | claims | actors | places``: what the ledger holds, filtered."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import (
    DEFAULT_LEDGER,
    JsonOption,
    LedgerOption,
    LimitOption,
    existing,
)
from dateline.cli.render import field_lines, printable, width

if TYPE_CHECKING:
    from dateline.store import Ledger

UNREADABLE = "unreadable item"

TypeOption = Annotated[
    str | None, typer.Option("--type", "-t", help="Event type, for example ASSAULT.")
]
ActorOption = Annotated[
    str | None, typer.Option(help="Name, alias or key of who did it (part of the name is enough).")
]
RecipientOption = Annotated[str | None, typer.Option(help="Likewise, to whom it was done.")]
PlaceOption = Annotated[str | None, typer.Option(help="Place name or id.")]
SinceOption = Annotated[str | None, typer.Option(help="Not over before this day, YYYY-MM-DD.")]
UntilOption = Annotated[str | None, typer.Option(help="Not begun after this day, YYYY-MM-DD.")]
SourceOption = Annotated[
    str | None, typer.Option(help="On whose word: part of the name of a cited source.")
]
PublisherOption = Annotated[str | None, typer.Option(help="Part of the publisher's name.")]


class Polarity(StrEnum):
    """Whether the report says that it is so, or that it is not."""

    affirmed = "affirmed"
    denied = "denied"


class Modality(StrEnum):
    """What the report says of whether it came about."""

    actual = "actual"
    planned = "planned"
    threatened = "threatened"
    predicted = "predicted"
    possible = "possible"
    hypothetical = "hypothetical"


def report_of(held: Ledger, id: str) -> str:
    """Give the report that an id, or its beginning, names. Raises ``LookupError``."""
    found = held.find(id)
    if found.kind != "report":
        raise LookupError(f"{found.id} is a {found.kind}; --report takes the id of a report")
    return found.id


def claims(
    ledger: LedgerOption = DEFAULT_LEDGER,
    type: TypeOption = None,
    mode: Annotated[str | None, typer.Option(help="Mode of the type, for example beat.")] = None,
    actor: ActorOption = None,
    recipient: RecipientOption = None,
    place: PlaceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    publisher: PublisherOption = None,
    report: Annotated[str | None, typer.Option(help="Id of a report, or its beginning.")] = None,
    codebook: Annotated[str | None, typer.Option(help="plover, organisations, ...")] = None,
    polarity: Annotated[Polarity | None, typer.Option(help="affirmed or denied.")] = None,
    modality: Annotated[
        Modality | None,
        typer.Option(help="actual, planned, threatened, predicted, possible or hypothetical."),
    ] = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """List claims: who did what to whom, where and when, on whose word, each with its quote.

    Claims of current versions of reports and of the current coding are listed, rejected ones
    left out. Filters combine. For a spreadsheet see [bold]dateline export[/bold].

    Examples:

      dateline claims --type ASSAULT --since 2015-01-01 --place Grozny

      dateline claims --actor "islamic state" --modality planned --json
    """
    held = existing(ledger)
    if report is not None:
        report = report_of(held, report)
    selection = held.claims(
        type=type,
        mode=mode,
        actor=actor,
        recipient=recipient,
        place=place,
        since=since,
        until=until,
        source=source,
        publisher=publisher,
        report=report,
        codebook=codebook,
        polarity=None if polarity is None else polarity.value,
        modality=None if modality is None else modality.value,
        limit=limit,
    )
    if as_json:
        print_json(selection.to_dicts())
        return
    shown = 0
    for row in selection:
        for line in claim_row_lines(row):
            print(line)
        print()
        shown += 1
    closing(shown, "claim", limit)


def claim_row_lines(row: Any) -> Iterable[str]:
    """Give a claim of the ledger as lines."""
    mode = f" ({row.mode})" if row.mode else ""
    marks = [
        mark
        for mark in (
            row.polarity if row.polarity != "affirmed" else "",
            row.modality if row.modality != "actual" else "",
            "background" if row.background else "",
        )
        if mark
    ]
    standing = f" - {', '.join(marks)}" if marks else ""
    yield f"{row.type}{mode}{standing}  [{row.codebook}, {row.id}]"
    if row.actor or row.actor_raw:
        yield from field_lines(
            "who", _decided(row, "actor") or named(row.actor_raw, row.actor, row.actor_key)
        )
    if row.recipient or row.recipient_raw:
        yield from field_lines(
            "to whom",
            _decided(row, "recipient")
            or named(row.recipient_raw, row.recipient, row.recipient_key),
        )
    if changed := _decided(row, "place"):
        yield from field_lines("where", changed)
    elif row.place or row.place_raw:
        inferred = "" if row.place_raw else "; not told with it"
        precision = f" [where_prec {row.where_prec}{inferred}]" if row.where_prec else ""
        yield from field_lines("where", named(row.place_raw, row.place, None) + precision)
    yield from field_lines("when", when(row))
    counts = [
        f"{name} {getattr(row, name)}"
        for name in ("killed", "injured", "detained", "abducted", "displaced", "participants")
        if getattr(row, name) is not None
    ]
    if counts:
        yield from field_lines("counts", ", ".join(counts))
    if row.weapon:
        yield from field_lines("with what", row.weapon)
    yield from field_lines("on word of", row.attributed_to or "the report itself")
    yield from field_lines("quote", f"“{row.quote}”")
    published = row.published_from or "date not known"
    yield from field_lines(
        "report", f"{row.report}, {row.publisher or 'publisher not known'}, {published}"
    )
    if row.coded_by != "machine":
        disputed = row.coded_by.startswith("disputed")
        words = row.coded_by if disputed else f"{row.verdict} by {row.coded_by}"
        yield from field_lines("decided", words)
    if row.flags:
        yield from field_lines("notice", row.flags)
    if row.review in {"disputed", "ask again"}:
        yield from field_lines("review", row.review)


def _decided(row: Any, role: str) -> str:
    """Give a person's value where it is not the machine's, with the machine's; else nothing."""
    value, machine = getattr(row, role), getattr(row, f"machine_{role}")
    if row.coded_by == "machine" or value == machine:
        return ""
    return f"{value or 'none'} (the machine: {machine or 'none'})"


def named(raw: str | None, name: str | None, key: str | None) -> str:
    """Give the words of a text and, where they were resolved, the name they stand for."""
    if not name or name == raw:
        return raw or ""
    meaning = f"{name} [{key}]" if key else name
    return meaning if not raw else f"{raw} → {meaning}"


def when(row: Any) -> str:
    """Give the interval of a claim with its precision, and how it is known."""
    if not row.date_from and not row.date_to:
        return f"{row.date_raw} (not resolved)" if row.date_raw else "not known"
    if row.date_from == row.date_to:
        interval = row.date_from
    else:
        interval = f"{row.date_from or 'open'} to {row.date_to or 'open'}"
    facts = ", ".join(
        part
        for part in (f"date_prec {row.date_prec}" if row.date_prec else "", row.date_how)
        if part
    )
    raw = f"{row.date_raw} → " if row.date_raw else ""
    return f"{raw}{interval}" + (f" [{facts}]" if facts else "")


def reports(
    ledger: LedgerOption = DEFAULT_LEDGER,
    publisher: PublisherOption = None,
    language: Annotated[str | None, typer.Option(help="ISO 639-1 code, for example en.")] = None,
    since: Annotated[str | None, typer.Option(help="Published on or after this day.")] = None,
    until: Annotated[str | None, typer.Option(help="Published on or before this day.")] = None,
    unreadable: Annotated[
        bool, typer.Option("--unreadable", help="What could not be read, each with its reason.")
    ] = False,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """List reports: id, publication date, publisher, title, number of claims.

    "passed over" instead of a number: the gate kept it from being parsed (docs/gate.md).
    With [bold]--unreadable[/bold], what was given to the ledger and could not be read.
    """
    held = existing(ledger)
    if unreadable:
        failures = list(islice(held.unreadable(), limit))
        if as_json:
            print_json(asdict(row) for row in failures)
            return
        shown = 0
        for row in failures:
            member = f", part {row.member}" if row.member else ""
            print(printable(f"{row.location}{member}: {row.code}"))
            for line in field_lines("", row.reason, 0):
                print(line)
            shown += 1
        closing(shown, UNREADABLE, limit)
        return
    selection = held.reports(
        publisher=publisher, language=language, since=since, until=until, limit=limit
    )
    if as_json:
        print_json(selection.to_dicts())
        return
    rows = [
        (
            row.id,
            _published(row),
            row.publisher or "-",
            row.language,
            "passed over" if row.passed_over else str(row.claims),
            row.title or "(no title)",
        )
        for row in selection
    ]
    print_table(("report", "published", "publisher", "lang", "claims", "title"), rows)
    closing(len(rows), "report", limit)


def _published(row: Any) -> str:
    if row.published_from and row.published_from == row.published_to:
        return str(row.published_from)
    if row.published_from or row.published_to:
        return f"{row.published_from or '?'}..{row.published_to or '?'}"
    return "not known"


def actors(
    ledger: LedgerOption = DEFAULT_LEDGER,
    name: Annotated[str | None, typer.Option(help="Part of the name, or the key.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="state, force, armed_group, organisation, person, ...")
    ] = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-3 code.")] = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the organisations, groups and people that claims name, most named first."""
    selection = existing(ledger).actors(name=name, kind=kind, country=country, limit=limit)
    if as_json:
        print_json(selection.to_dicts())
        return
    rows = [
        (
            row.name,
            row.key if row.in_registry else "new here",
            (row.kind or "").replace("_", " "),
            row.sectors or "",
            row.country or "",
            str(row.as_actor),
            str(row.as_recipient),
            str(row.reports),
        )
        for row in selection
    ]
    heads = ("name", "key", "kind", "sectors", "country", "did", "done to", "reports")
    print_table(heads, rows)
    closing(len(rows), "actor", limit)


def places(
    ledger: LedgerOption = DEFAULT_LEDGER,
    name: Annotated[str | None, typer.Option(help="Part of the name, or the id.")] = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-3 code.")] = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the places of claims, most named first, with coordinates and UCDP precision."""
    selection = existing(ledger).places(name=name, country=country, limit=limit)
    if as_json:
        print_json(selection.to_dicts())
        return
    rows = [
        (
            row.name,
            row.key,
            "" if row.latitude is None else f"{row.latitude:.3f}, {row.longitude:.3f}",
            str(row.where_prec or ""),
            str(row.claims),
            str(row.reports),
        )
        for row in selection
    ]
    print_table(("place", "id", "lat, lon", "where_prec", "claims", "reports"), rows)
    closing(len(rows), "place", limit)


def print_json(rows: Iterable[dict[str, Any]]) -> None:
    """Print one JSON object a line."""
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, columns as wide as needed; the widest give way on a narrow terminal."""
    if not rows:
        return
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(len(heads[i]), *(len(row[i]) for row in shown)) for i in range(len(heads))]
    space = (width() if sys.stdout.isatty() else 200) - 2 * (len(heads) - 1)
    while sum(widths) > space and max(widths) > 12:
        widths[widths.index(max(widths))] -= 1
    for row in ([*heads], ["-" * w for w in widths], *shown):
        cells = [
            (cell if len(cell) <= w else cell[: w - 1] + "…").ljust(w)
            for cell, w in zip(row, widths, strict=True)
        ]
        print("  ".join(cells).rstrip())


def closing(shown: int, thing: str, limit: int | None) -> None:
    """Say on standard error how many were shown."""
    plural = "" if shown == 1 else "s"
    more = " (there may be more: --limit)" if limit is not None and shown == limit else ""
    if shown == 0 and thing == UNREADABLE:
        print("everything that was given to this ledger could be read", file=sys.stderr)
    elif shown == 0:
        print(
            f"no {thing} matches; without filters all are listed, and `dateline add` brings more",
            file=sys.stderr,
        )
    else:
        print(f"{shown} {thing}{plural}{more}", file=sys.stderr)
