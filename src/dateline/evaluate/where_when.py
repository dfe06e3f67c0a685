"""The ``where_when`` suite: the place and the days of events told in news.

A gold row is an event: ``set`` and ``id`` name the text, ``start`` and ``end`` the verb or noun that
tells it, ``place`` (``id``, ``lat``, ``lon``, ``country``, ``admin1``; or None), ``where_prec``,
``date`` (first and last day; or None), ``date_prec``, ``published``, and the ``half`` it belongs to.
Each text is read, coded and resolved as in a ledger, given its title, address and day of publication.

How an event is scored
----------------------
1. **Its claim** is one whose anchor shares a character with the event's; where there is none, the
   nearest one of the same sentence that is no other event's by rule. Of several equally near that of
   the first codebook counts. An event without a claim is not coded.
2. ``on_word`` scores the events whose claim is on their word, ``coded`` those with a claim, ``all``
   every one: what is not coded is wrong.
3. The claim's place is that of its first place slot, else what was inferred for it; its days those of
   its first date slot that says something, else what was inferred.
4. ``place_strict``: the same id, or no place for an event without one; events whose place the
   gazetteer lacks are left out. ``place``: that, or the same spot: within 25 km and of the same level (settlement, second-order division, first-order division,
   country, other); of an event whose place the gazetteer lacks, within 25 km.
5. ``admin1`` and ``country``: of the events that have one, those given the same.
6. ``where_prec``: of the events with a place. ``date_prec`` and ``interval``: of the dated events, those
   given the same number, and both days the same. "Until now" ends on the day of publication.
7. ``undated``: of the events whose report gives no day, those given no closed interval ("on or before
   the day of publication" is none). ``place_right`` and ``interval_right``: of the places and closed
   intervals that were given, those that are right: what a reader can rely on.

Baseline: the place of the dateline, else the first name of the text that has a place, told for every
event with the precision of its kind; the day of publication.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.evaluate.claim_facts import claim_facts
from dateline.evaluate.fusion import Places, readings
from dateline.evaluate.geo import kilometres
from dateline.evaluate.suite import Counts, Measured, Row, read_rows
from dateline.fusion.facts import ClaimFacts
from dateline.pipeline.report import Coders, Setup
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.gazetteer import Gazetteer, Place
from dateline.types import Annotation, Resolution, Span

SPOT_KM = 25.0
"""Two places this near, of one level, are one spot: UCDP's precision 2 reaches as far."""
HALVES = ("dev", "test")
AMONG = ("on_word", "coded", "all")
FIELDS = (
    *("set", "id", "half", "published", "start", "end", "sentence", "sha256"),
    *("place", "where_prec", "date", "date_prec"),
)
FIGURES = (
    *("place", "place_strict", "admin1", "country", "where_prec", "interval", "date_prec"),
    *("undated", "place_right", "interval_right"),
)
FILES = {
    "geo_trnews": "geo_trnews/dev.jsonl",
    "geo_lgl": "geo_lgl/dev.jsonl.gz",
    "polnear": "polnear/dev.jsonl.gz",
}
"""Where the texts of each set lie in the folder of the data."""
_LEVELS = {
    "city": 1,
    "capital": 1,
    "locality": 1,
    "camp": 1,
    "admin2": 3,
    "admin1": 4,
    "country": 6,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A place and days that something is said to have."""

    place: Place | None = None
    where_prec: int | None = None
    earliest: str | None = None
    latest: str | None = None
    date_prec: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give what is written beside the gold."""
        return {
            "place": None if self.place is None else self.place.id,
            "where_prec": self.where_prec,
            "date": [self.earliest, self.latest] if self.earliest or self.latest else None,
            "date_prec": self.date_prec,
        }


NOTHING = Told()


class WhereWhen:
    """Places and days of events over one gold file; the texts lie in the folder of the data."""

    name = "where_when"
    gold = "evaluation/gold/where_when/gold.jsonl"
    about = (
        "Place, first-order division, interval of days and UCDP's precisions of events told in "
        "news, of those coded and of all."
    )
    fields: tuple[str, ...] = FIELDS
    headline: tuple[str, ...] = (
        *("test.coded.place", "test.coded.admin1", "test.coded.interval", "test.coded.date_prec"),
        *("test.all.interval", "test.all.interval_right", "test.all.place_right"),
    )

    def measure(
        self, rows: Sequence[Row], gold: Path, progress: Callable[[int, int], None] | None
    ) -> Measured:
        """Give the counts of each document, and of the baseline on it.

        Raises ``ValueError`` for a row whose text is missing or another than was labelled.
        """
        texts = _texts(rows)
        coders = Coders(Setup())
        gazetteer = coders.place_resolver.gazetteer
        told: dict[int, Told | None] = {}
        among: dict[int, Sequence[str]] = {}
        trivial: dict[int, Told] = {}
        of_document: dict[tuple[str, str], list[int]] = {}
        for n, row in enumerate(rows):
            of_document.setdefault((row["set"], row["id"]), []).append(n)
        reports = [_report(texts[key], rows[events[0]]) for key, events in of_document.items()]
        for number, ((report, reading), events) in enumerate(
            zip(readings(reports), of_document.values(), strict=True), 1
        ):
            bundle = coders.bundle(reading)
            annotation = coders.annotate(reading)
            places = Places(str(report["text"]), reading.text)
            spans = [places.span(rows[n]["start"], rows[n]["end"]) for n in events]
            claims = claim_facts(bundle)
            paired = pair(spans, claims, annotation)
            published = bundle.published or reading.published
            context = ReportContext(
                published, reading.publisher, reading.url, reading.language, annotation.title_end
            )
            first = _first_place(annotation, coders, context)
            for n, span, claim in zip(events, spans, paired, strict=True):
                among[n] = AMONG[_rank(span, claim) :]
                told[n] = None if claim is None else told_by(claim, gazetteer)
                trivial[n] = _trivial(first, rows[n], gazetteer)
            if progress:
                progress(number, len(of_document))
        documents = [
            document_counts([(rows[n], told[n] or NOTHING, among[n]) for n in events])
            for events in of_document.values()
        ]
        baseline = [
            document_counts([(rows[n], trivial[n], among[n]) for n in events])
            for events in of_document.values()
        ]
        return Measured(
            documents=documents,
            baselines=[baseline],
            predicted=[
                {"among": list(among[n]), **(told[n] or NOTHING).as_dict()}
                for n in range(len(rows))
            ],
            errors=error_classes([(row, told[n]) for n, row in enumerate(rows)]),
        )

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give the share that is right of each thing, in each half, of the coded and of all."""
        found: dict[str, float] = {}
        for half in HALVES:
            events = counts[f"{half}.all.n"]
            for among in AMONG[:-1]:
                found[f"{half}.{among}"] = counts[f"{half}.{among}.n"] / events if events else 0.0
            for among in AMONG:
                for figure in FIGURES:
                    at = f"{half}.{among}.{figure}"
                    found[at] = (
                        counts[f"{at}.right"] / counts[f"{at}.n"] if counts[f"{at}.n"] else 0.0
                    )
        return found


# --------------------------------------------------------------------------- what the system says


def pair(
    spans: Sequence[Span | tuple[int, int] | None],
    claims: Sequence[ClaimFacts],
    annotation: Annotation,
) -> list[ClaimFacts | None]:
    """Give the claim of each event of a document, whose anchors stand at ``spans``."""
    found: list[ClaimFacts | None] = []
    for span in spans:
        found.append(next((claim for claim in claims if _rank(span, claim) == 0), None))
    taken = {claim.anchor for claim in found if claim is not None}
    for n, span in enumerate(spans):
        if span is None or found[n] is not None:
            continue
        sentence = next((s for s in annotation.sentences if s.start <= span[0] < s.end), None)
        if sentence is None:
            continue
        near = [
            claim
            for claim in claims
            if sentence.start <= claim.anchor.start < sentence.end and claim.anchor not in taken
        ]
        found[n] = min(near, key=lambda c: abs(c.anchor.start - span[0]), default=None)
    return found


def _rank(span: Sequence[int] | None, claim: ClaimFacts | None) -> int:
    """Give where in ``AMONG`` an event begins to count: 0 on its word, 1 with a claim, 2 without."""
    if span is None or claim is None:
        return 2
    return 0 if claim.anchor.start < span[1] and span[0] < claim.anchor.end else 1


def told_by(claim: ClaimFacts, gazetteer: Gazetteer) -> Told:
    """Give the place and days of a claim."""
    where = claim.places[0] if claim.places else None
    place = gazetteer.by_id(where.key) if where is not None and where.key else None
    when = claim.when
    return Told(
        place=place,
        where_prec=None if where is None or place is None else where.precision,
        earliest=None if when is None else when.earliest,
        latest=None if when is None else when.latest,
        date_prec=None if when is None else when.precision,
    )


def _first_place(
    annotation: Annotation, coders: Coders, context: ReportContext
) -> Resolution | None:
    """Give the place of the dateline, else the first that the text names."""
    resolver = coders.place_resolver
    dateline = resolver.dateline(annotation, "", context)
    if dateline is not None:
        return dateline
    whole = Span(0, len(annotation.text))
    slots = [
        SlotReference("", "place", n, span, span.of(annotation.text), whole)
        for n, span in enumerate(resolver.toponyms(annotation))
    ]
    resolved = resolver.resolve(annotation, slots, context)
    return next((r for r in resolved if r.value is not None), None)


def _trivial(first: Resolution | None, row: Row, gazetteer: Gazetteer) -> Told:
    day = row["published"]
    place = gazetteer.by_id(first.value) if first is not None and first.value else None
    return Told(
        place=place,
        where_prec=None if first is None or place is None else first.precision,
        earliest=day,
        latest=day,
        date_prec=None if day is None else 1,
    )


# --------------------------------------------------------------------------- counting


def event_counts(row: Row, told: Told) -> Counts:
    """Give, for each figure that the event counts for, ``FIGURE.n`` and ``FIGURE.right``."""
    gold, dated = row["place"], row["date"] is not None
    spot = same_spot(gold, told.place)
    days = told_interval(told, row["published"])
    right_days = days is not None and dated and days == tuple(row["date"])
    checks: dict[str, bool] = {"place": spot}
    if gold is None or gold["id"] is not None:
        checks["place_strict"] = _same_id(gold, told.place)
    if gold is not None:
        checks["where_prec"] = told.where_prec == row["where_prec"]
        if gold["admin1"]:
            checks["admin1"] = told.place is not None and told.place.admin1_code == gold["admin1"]
        if gold["country"]:
            checks["country"] = told.place is not None and told.place.country == gold["country"]
    if told.place is not None:
        checks["place_right"] = spot
    if dated:
        checks["interval"] = right_days
        checks["date_prec"] = told.date_prec == row["date_prec"]
    else:
        checks["undated"] = days is None
    if days is not None:
        checks["interval_right"] = right_days
    counts: Counts = Counter()
    for figure, right in checks.items():
        counts[f"{figure}.n"] += 1
        counts[f"{figure}.right"] += right
    return counts


def document_counts(events: Iterable[tuple[Row, Told, Sequence[str]]]) -> Counts:
    """Give the counts of a document from its events: gold, what was told, what it counts among."""
    counts: Counts = Counter()
    for row, told, among in events:
        own = event_counts(row, told)
        for name in among:
            counts[f"{row['half']}.{name}.n"] += 1
            for key, value in own.items():
                counts[f"{row['half']}.{name}.{key}"] += value
    return counts


def same_spot(gold: Mapping[str, Any] | None, place: Place | None) -> bool:
    """Say whether a place is the gold's: the same id, or as near and of the same level."""
    if gold is None or place is None:
        return gold is None and place is None
    if gold["id"] == place.id:
        return True
    if kilometres((gold["lat"], gold["lon"]), (place.lat, place.lon)) > SPOT_KM:
        return False
    return gold["id"] is None or level(gold["kind"]) == level(place.kind)


def level(kind: str) -> int:
    """Give the level of a kind of place: 1 settlement, 3 and 4 divisions, 6 country, 5 all others."""
    return _LEVELS.get(kind, 5)


def told_interval(told: Told, published: str | None) -> tuple[str, str] | None:
    """Give the closed interval that was told, "until now" closed by the day of publication."""
    latest = told.latest or published
    return (told.earliest, latest) if told.earliest and latest else None


def _same_id(gold: Mapping[str, Any] | None, place: Place | None) -> bool:
    return (None if gold is None else gold["id"]) == (None if place is None else place.id)


def error_classes(events: Iterable[tuple[Row, Told | None]]) -> dict[str, int]:
    """Count what is wrong in the development half, by kind."""
    found: Counter[str] = Counter()
    for row, told in events:
        if row["half"] != "dev":
            continue
        if told is None:
            found["not coded"] += 1
            continue
        for figure in ("place", "interval", "undated"):
            counts = event_counts(row, told)
            if counts[f"{figure}.n"] > counts[f"{figure}.right"]:
                found[_error(figure, row, told)] += 1
    return dict(found)


def _error(figure: str, row: Row, told: Told) -> str:
    if figure == "undated":
        return "day given, none told"
    if figure == "interval":
        return "other days" if told_interval(told, row["published"]) else "no day found"
    if told.place is None:
        return "no place found"
    if row["place"] is None:
        return "place given, none told"
    if told.place.country != row["place"]["country"]:
        return "place in another country"
    return "another place of the country"


# --------------------------------------------------------------------------- the texts


def _texts(rows: Sequence[Row]) -> dict[tuple[str, str], Row]:
    """Give the documents of the rows. Raises ``ValueError`` where one is missing or another text."""
    from dateline.evaluate import data_folder

    wanted = {(str(row["set"]), str(row["id"])) for row in rows}
    texts: dict[tuple[str, str], Row] = {}
    for name in sorted({name for name, _ in wanted}):
        path = data_folder() / FILES[name]
        if not path.is_file():
            raise FileNotFoundError(
                f"no {FILES[name]}: the gold has labels alone; give the folder with the texts in "
                "DATELINE_DATA"
            )
        texts.update({(name, str(row["id"])): row for row in read_rows(path)})
    for row in rows:
        key = (str(row["set"]), str(row["id"]))
        if key not in texts:
            raise ValueError(f"{FILES[key[0]]}: no text {key[1]!r}")
        start, end = row["sentence"]
        words = str(texts[key]["text"])[start:end]
        if hashlib.sha256(words.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{FILES[key[0]]}: {key[1]!r} is another text than was labelled")
    return texts


def _report(document: Row, row: Row) -> dict[str, Any]:
    """Give a document as a report to read, with the day of publication that the gold states."""
    given = {key: document.get(key) for key in ("id", "title", "text", "url", "publisher")}
    return {**given, "published": row["published"]}
