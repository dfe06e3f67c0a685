"""The sample's events as a careful coder has them, beside dateline's: slot by slot."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dateline.fusion.facts import Event, Party
from dateline.ingest import ingest
from dateline.types import report_id

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
REPORTS = SAMPLES / "reports"

COVERED = frozenset(
    {
        ("plover", "ASSAULT"),
        ("plover", "COERCE"),
        ("organisations", "PLEDGE_ALLEGIANCE"),
        ("organisations", "DECLARE"),
        ("organisations", "APPOINT_LEADER"),
        ("organisations", "CLAIM_RESPONSIBILITY"),
    }
)
"""What the head of ``samples/events.yaml`` says that it covers."""

NUMBERS = ("killed", "injured", "detained", "abducted", "killed_of_actors")


@dataclass(frozen=True)
class Slot:
    """One value of one event: whose, which, what the table has and what dateline has."""

    row: str
    name: str
    right: bool
    wanted: str = ""
    got: str = ""

    def __str__(self) -> str:
        return f"{self.row}.{self.name}: wanted {self.wanted}; got {self.got}"


@dataclass
class Compared:
    """The table beside the events: all slots, rows without an event, events without a row."""

    slots: list[Slot] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    spurious: list[Event] = field(default_factory=list)

    @property
    def right(self) -> int:
        return sum(slot.right for slot in self.slots)


def table() -> list[dict[str, Any]]:
    """The rows of ``samples/events.yaml``."""
    rows: list[dict[str, Any]] = yaml.safe_load((SAMPLES / "events.yaml").read_text("utf-8"))[
        "events"
    ]
    return rows


@cache
def names_of_reports() -> dict[str, str]:
    """Report ids of the sample to the names that the table gives them."""
    names = {}
    for path in sorted(REPORTS.iterdir()):
        ids = _ids(path)
        for number, reading in enumerate(ingest(path)):
            name = f"{path.name}#{ids[number]}" if ids else path.name
            names[report_id(reading.source_key)] = name
    return names


def _ids(path: Path) -> list[str]:
    text = path.read_text("utf-8") if path.suffix in (".jsonl", ".csv") else ""
    if path.suffix == ".jsonl":
        return [str(json.loads(line)["id"]) for line in text.splitlines()]
    if path.suffix == ".csv":
        return [row["document_id"] for row in csv.DictReader(text.splitlines())]
    return []


def compare(
    rows: Sequence[Mapping[str, Any]],
    events: Sequence[Event],
    reports: Mapping[str, frozenset[str]],
) -> Compared:
    """Give each row its event and compare them; ``reports`` has an event's reports by its id."""
    covered = [event for event in events if _covered(event)]
    pairs = sorted(
        (
            (-_nearness(row, event, reports[event.id]), number, event.id, event)
            for number, row in enumerate(rows)
            for event in covered
            if _may_be(row, event, reports[event.id])
        ),
        key=lambda pair: pair[:3],
    )
    of_row: dict[int, Event] = {}
    taken: set[str] = set()
    for _, number, event_id, event in pairs:
        if number not in of_row and event_id not in taken:
            of_row[number] = event
            taken.add(event_id)
    out = Compared()
    for number, row in enumerate(rows):
        if number in of_row:
            out.slots += _slots(row, of_row[number], reports[of_row[number].id])
        else:
            out.missing.append(row["id"])
            out.slots += [Slot(row["id"], name, False, "", "no event") for name in _names(row)]
    for event in covered:
        if event.id not in taken:
            out.spurious.append(event)
            out.slots += [
                Slot(f"not in the table: {event.id}", name, False, "nothing", described(event))
                for name in ("type", "actors", "recipients", "place", "date", "reports", "sources")
            ]
    return out


def described(event: Event) -> str:
    """An event in a line, for a reader of a failing test."""
    place = event.place.label or event.place.raw if event.place else "-"
    when = f"{event.when.earliest}..{event.when.latest}" if event.when else "-"
    who, whom = (
        ", ".join(party.name or party.raw for party in parties) or "-"
        for parties in (event.actors, event.recipients)
    )
    return f"{event.type} {event.kind}: {who} -> {whom} @ {place} on {when}"


def _covered(event: Event) -> bool:
    if (event.codebook, event.type) not in COVERED:
        return False
    return event.type != "COERCE" or event.mode == "arrest"


def _may_be(row: Mapping[str, Any], event: Event, reports: frozenset[str]) -> bool:
    same = (event.codebook, event.type) == (row["codebook"], row["type"])
    return same and bool(reports & set(row["reports"]))


def _nearness(row: Mapping[str, Any], event: Event, reports: frozenset[str]) -> float:
    wanted = set(row["reports"])
    slots = {slot.name: slot.right for slot in _slots(row, event, reports)}
    return (
        len(reports & wanted) / len(reports | wanted)
        + sum(slots.values()) / len(slots)
        + 2 * slots["type"]
        + slots["date"]
        + slots.get("recipients", False)
    )


def _names(row: Mapping[str, Any]) -> Iterator[str]:
    yield from ("type", "actors")
    if row["type"] != "CLAIM_RESPONSIBILITY":
        yield from ("recipients", "place")
    yield from ("date", *row["counts"], "reports", "sources")


def _slots(row: Mapping[str, Any], event: Event, reports: frozenset[str]) -> list[Slot]:
    """What is compared. A claim of responsibility may name whom and where the deed hit or leave
    them out, as its codebook says, so these two are not."""

    def slot(name: str, right: bool, wanted: object, got: object) -> Slot:
        return Slot(row["id"], name, right, str(wanted), str(got))

    kind = row.get("kind", "single")
    contested = bool(row.get("contested"))
    said = (event.type, event.kind, bool(event.denials) and event.kind == "single")
    slots = [
        slot("type", said == (row["type"], kind, contested), (row["type"], kind, contested), said)
    ]
    slots.append(_parties(row, "actors", event.actors))
    if row["type"] != "CLAIM_RESPONSIBILITY":
        slots += [_parties(row, "recipients", event.recipients), _place(row, event)]
    slots.append(_date(row, event))
    got = {count.role: (count.low, count.best, count.high) for count in event.counts}
    for role in NUMBERS:
        wanted = row["counts"].get(role)
        if wanted or (role in got and role != "killed_of_actors"):
            numbers = (wanted["low"], wanted["best"], wanted["high"]) if wanted else None
            slots.append(slot(role, got.get(role) == numbers, numbers, got.get(role)))
    slots.append(
        slot("reports", reports == set(row["reports"]), sorted(row["reports"]), sorted(reports))
    )
    sources = (row["sources"]["low"], row["sources"]["high"])
    bounds = (event.sources.low, event.sources.high)
    slots.append(slot("sources", bounds == sources, sources, f"{bounds}, {event.sources.why}"))
    return slots


def _parties(row: Mapping[str, Any], role: str, got: Sequence[Party]) -> Slot:
    """Right where a party of the row is there and nobody whom the registry names is there beside
    the row's; a row's party with a key must be there."""
    wanted = row[role]
    named = [party for party in got if party.key]
    met = [any(_is(party, one) for party in got) for one in wanted]
    needed = [found for found, one in zip(met, wanted, strict=True) if "key" in one]
    right = (
        (any(met) if wanted else not named)
        and (all(needed) if role == "actors" else True)
        and all(any(_is(party, one) for one in wanted) for party in named)
    )
    shown = [f"{party.raw} [{party.key}]" for party in got]
    return Slot(row["id"], role, bool(right), str(wanted), str(shown))


def _is(party: Party, wanted: Mapping[str, Any]) -> bool:
    if "key" in wanted and (party.key or "").startswith(wanted["key"]):
        return True
    words = re.findall(r"\w+", wanted.get("words", "").lower())
    said = f"{party.raw} {party.name}".lower()
    return bool(words) and all(word in said for word in words)


def _place(row: Mapping[str, Any], event: Event) -> Slot:
    wanted, got = row["place"], event.place
    if not wanted or got is None:
        right = not wanted and (got is None or not (got.key or got.raw))
        return Slot(row["id"], "place", right, str(wanted), str(got))
    if "raw" in wanted:
        right = wanted["raw"].lower() in f"{got.raw} {got.label}".lower()
    else:
        names = [wanted["name"], *wanted.get("also", ())]
        right = got.label.split(",")[0] in names and got.precision == wanted["where_prec"]
    shown = f"{got.label} ({got.raw}) {got.precision}"
    return Slot(row["id"], "place", right, str(wanted), shown)


def _date(row: Mapping[str, Any], event: Event) -> Slot:
    wanted = tuple(str(row["date"][end] or "") for end in ("from", "to"))
    when = event.when
    got = (when.earliest or "", when.latest or "") if when else ("", "")
    precision = when.precision if when else None
    right = got == wanted and precision == row["date"]["date_prec"]
    how = f"{got} {precision} {when.how if when else ''}"
    return Slot(row["id"], "date", right, f"{wanted} {row['date']['date_prec']}", how)
