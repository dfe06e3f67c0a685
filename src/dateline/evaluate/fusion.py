"""The ``fusion`` suites: which mentions of incidents are joined to one event, and which should be.

A gold row is a mention: ``doc``, ``start`` and ``end`` in that report's text, the ``event`` that it
tells, and the ``split``. The reports of all rows are read, coded, compared and fused together, as in
a ledger, and both halves are scored apart: ``dev.`` is what weights were tuned on, ``test.`` is not.

How a prediction is scored
--------------------------
1. A gold span is found in the clean text by its characters that are no white space. The mention
   belongs to the event that holds most of the claims anchored in the span; only types of deeds count
   (:data:`DEEDS`): the condemnation of an attack in the same sentence is another event, and rightly
   so. A mention without such a claim is not coded.
2. ``all`` scores every gold mention, those not coded as events of their own: what a user gets.
   ``coded`` scores the coded ones alone: what fusion does with what it is given.
3. ``pairs``: of all pairs of mentions that the system has in one event, the share that gold has too
   (precision), and the reverse (recall). ``links``: the same over pairs in different reports.
   ``bcubed``: for each mention, the share of its system event that is of its gold event, and the
   reverse, averaged over mentions (Bagga and Baldwin 1998).
4. Intervals draw reports with replacement; a pair counts half for each of its two reports.

The baseline of a figure is the best of three trivial methods: every mention its own event; all
mentions of one report one event; all of one type with one day in its dates one event.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.evaluate.claim_facts import claim_facts, text_facts
from dateline.evaluate.suite import Counts, Measured, Row, precision_recall_f1, read_rows
from dateline.fusion.facts import ClaimFacts, Event, Fusion
from dateline.fusion.fuse import fuse
from dateline.fusion.units import unit_of
from dateline.ingest import Given, IngestOptions, read_files
from dateline.lineage import compare, derive
from dateline.lineage.facts import Lineage, Text
from dateline.pipeline.report import Coders, Setup
from dateline.safety.sandbox import ParserPool
from dateline.types import Reading

DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST", "RETREAT"))
"""Types of the incidents that the gold labels: attacks and killings; arrests, abductions, raids;
riots; releases."""

SPLITS = ("dev", "test")
FIELDS = ("doc", "start", "end", "event", "split")
ONE = 1_000_000
"""B-cubed shares are summed as millionths, since counts are whole numbers."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention and what the system makes of it."""

    row: Row
    event: str | None
    """The system's event; None where nothing was coded there."""
    day: str | None
    type: str | None

    @property
    def key(self) -> str:
        """The event, or a name of its own where it was not coded."""
        return self.event or f"{self.row['doc']}:{self.row['start']}"


@dataclass(slots=True)
class FusionSuite:
    """Fusion over one gold file and the reports that it names."""

    name: str
    gold: str
    texts: Callable[[Path], Iterable[dict[str, Any]]] = field(repr=False)
    about: str
    headline: tuple[str, ...]
    fields: tuple[str, ...] = FIELDS

    def measure(
        self, rows: Sequence[Row], gold: Path, progress: Callable[[int, int], None] | None
    ) -> Measured:
        """Give the counts of all documents of the gold, fused together."""
        wanted = {str(row["doc"]) for row in rows}
        reports = [report for report in self.texts(gold) if report["id"] in wanted]
        missing = sorted(wanted - {str(report["id"]) for report in reports})
        if missing:
            raise ValueError(f"{gold.name}: no text for document {missing[0]!r}")
        read = Read(reports, progress)
        mentions = mapped(rows, read)
        return Measured(
            documents=document_counts([(m, m.key) for m in mentions]),
            baselines=[
                document_counts([(m, f"{m.row['doc']}:{m.row['start']}") for m in mentions]),
                document_counts([(m, str(m.row["doc"])) for m in mentions]),
                document_counts([(m, _type_and_day(m)) for m in mentions]),
            ],
            predicted=[
                {"doc": m.row["doc"], "start": m.row["start"], "event": m.event, "type": m.type}
                for m in mentions
            ],
            errors=error_classes(mentions),
        )

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give precision, recall and F1 of both halves, over all mentions and over the coded."""
        found: dict[str, float] = {}
        for split in SPLITS:
            found[f"{split}.coded"] = _ratio(counts[f"{split}.coded.n"], counts[f"{split}.all.n"])
            for among in ("all", "coded"):
                at = f"{split}.{among}"
                for pair in ("pairs", "links"):
                    scored = precision_recall_f1(
                        counts[f"{at}.{pair}.both"],
                        counts[f"{at}.{pair}.system"],
                        counts[f"{at}.{pair}.gold"],
                    )
                    _put(found, f"{at}.{pair}", scored)
                size = counts[f"{at}.n"] * ONE
                precision = _ratio(counts[f"{at}.bcubed.precision"], size)
                recall = _ratio(counts[f"{at}.bcubed.recall"], size)
                f1 = _ratio(2 * precision * recall, precision + recall)
                _put(found, f"{at}.bcubed", (precision, recall, f1))
        return found


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _put(found: dict[str, float], name: str, scored: tuple[float, float, float]) -> None:
    for part, value in zip(("precision", "recall", "f1"), scored, strict=True):
        found[f"{name}.{part}"] = value


# --------------------------------------------------------------------------- the system


class Read:
    """The reports of a gold file, read, coded and fused together."""

    def __init__(
        self,
        reports: Sequence[Mapping[str, Any]],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        coders = Coders(Setup())
        self.texts: dict[str, Text] = {}
        self.claims: dict[str, tuple[ClaimFacts, ...]] = {}
        self.raw: dict[str, str] = {}
        for number, (report, reading) in enumerate(readings(reports), 1):
            bundle = coders.bundle(reading)
            name = str(report["id"])
            self.raw[name] = str(report["text"])
            self.texts[name] = text_facts(bundle)
            self.claims[name] = claim_facts(bundle)
            if progress:
                progress(number, len(reports))
        units = {book.name: unit_of(book) for book in coders.codebooks}
        every = [claim for claims in self.claims.values() for claim in claims]
        texts = list(self.texts.values())
        self.lineage: Lineage = derive(texts, compare(texts))
        self.fusion: Fusion = fuse(every, self.lineage, units)
        self.event_of: dict[str, Event] = {
            claim: event for event in self.fusion.events for claim in event.claims
        }


def readings(reports: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Reading]]:
    """Give each report with its reading: all are read as lines of one file, with their metadata."""
    lines = "\n".join(json.dumps(report, ensure_ascii=False) for report in reports)
    given = Given("gold.jsonl", lines.encode())
    with ParserPool(1) as pool:
        for received in read_files(pool, iter([given]), IngestOptions(language="en")):
            if not isinstance(received.item, Reading):
                raise ValueError(f"{given.location}: {received.item.reason}")
            yield reports[int(received.item.member) - 1], received.item


def mapped(rows: Sequence[Row], read: Read) -> list[Mention]:
    """Give for each gold row the event that the system has at its span."""
    places: dict[str, Places] = {}
    found = []
    for row in rows:
        doc = str(row["doc"])
        if doc not in places:
            places[doc] = Places(read.raw[doc], read.texts[doc].text)
        span = places[doc].span(int(row["start"]), int(row["end"]))
        inside = [
            claim
            for claim in read.claims[doc]
            if span is not None
            and span[0] <= claim.anchor.start
            and claim.anchor.end <= span[1]
            and claim.type in DEEDS
            and claim.claim in read.event_of
        ]
        if not inside:
            found.append(Mention(row, None, None, None))
            continue
        votes: dict[str, tuple[int, float]] = {}
        for claim in inside:
            event = read.event_of[claim.claim].id
            count, salience = votes.get(event, (0, 0.0))
            votes[event] = (count + 1, salience + claim.salience)
        best = min(votes, key=lambda e: (-votes[e][0], -votes[e][1], e))
        claim = min(
            (c for c in inside if read.event_of[c.claim].id == best), key=lambda c: c.anchor
        )
        day = claim.when.earliest if claim.when and claim.when.precision == 1 else None
        found.append(Mention(row, best, day, claim.type))
    return found


class Places:
    """Where the characters of a raw text stand in the clean one, white space aside."""

    def __init__(self, raw: str, clean: str) -> None:
        self.raw = [n for n, character in enumerate(raw) if not character.isspace()]
        self.clean = [n for n, character in enumerate(clean) if not character.isspace()]
        self.raw_text = "".join(raw[n] for n in self.raw)
        self.clean_text = "".join(clean[n] for n in self.clean)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the span in the clean text; None where its words are not there."""
        first = sum(1 for n in self.raw if n < start)
        last = sum(1 for n in self.raw if n < end)
        words = self.raw_text[first:last]
        if not words:
            return None
        nth = self.raw_text.count(words, 0, first)
        # From the end, since a title may stand before the text and repeat its words.
        behind = self.raw_text.count(words, first) - 1
        at = len(self.clean_text)
        for _ in range(behind + 1):
            at = self.clean_text.rfind(words, 0, at)
            if at < 0:
                break
        if at < 0:
            at = -1
            for _ in range(nth + 1):
                at = self.clean_text.find(words, at + 1)
        if at < 0:
            return None
        return self.clean[at], self.clean[at + len(words) - 1] + 1


# --------------------------------------------------------------------------- counting


def document_counts(mentions: Sequence[tuple[Mention, str]]) -> list[Counts]:
    """Give the counts of each document, given for each mention the event it is put into."""
    by_document: dict[str, Counts] = {}
    for split in SPLITS:
        ours = [(m, key) for m, key in mentions if m.row["split"] == split]
        coded = [(m, key) for m, key in ours if m.event is not None]
        for among, chosen in (("all", ours), ("coded", coded)):
            _count(f"{split}.{among}", chosen, by_document)
    return [by_document[doc] for doc in sorted(by_document)]


def _count(at: str, chosen: Sequence[tuple[Mention, str]], into: dict[str, Counts]) -> None:
    docs = [str(m.row["doc"]) for m, _ in chosen]
    gold = [str(m.row["event"]) for m, _ in chosen]
    system = [key for _, key in chosen]
    size = range(len(chosen))
    for i in size:
        counts = into.setdefault(docs[i], Counter())
        counts[f"{at}.n"] += 1
        both = sum(1 for j in size if system[j] == system[i] and gold[j] == gold[i])
        counts[f"{at}.bcubed.precision"] += round(ONE * both / system.count(system[i]))
        counts[f"{at}.bcubed.recall"] += round(ONE * both / gold.count(gold[i]))
        for j in size:
            if i == j:
                continue
            for pair in ("pairs", "links") if docs[i] != docs[j] else ("pairs",):
                counts[f"{at}.{pair}.system"] += system[i] == system[j]
                counts[f"{at}.{pair}.gold"] += gold[i] == gold[j]
                counts[f"{at}.{pair}.both"] += system[i] == system[j] and gold[i] == gold[j]


def _type_and_day(mention: Mention) -> str:
    if mention.day is None:
        return f"{mention.row['doc']}:{mention.row['start']}"
    return f"{mention.type} {mention.day}"


def error_classes(mentions: Sequence[Mention]) -> dict[str, int]:
    """Count the wrong pairs of the development half by what kind of pair they are."""
    found: Counter[str] = Counter()
    ours = [m for m in mentions if m.row["split"] == "dev"]
    for n, a in enumerate(ours):
        for b in ours[n + 1 :]:
            same = a.row["event"] == b.row["event"]
            where = "in one report" if a.row["doc"] == b.row["doc"] else "across reports"
            if same and (a.event is None or b.event is None):
                found[f"missed {where}: not coded"] += 1
            elif same and a.event != b.event:
                kind = "types differ" if a.type != b.type else "kept apart"
                found[f"missed {where}: {kind}"] += 1
            elif not same and a.event is not None and a.event == b.event:
                found[f"joined wrongly {where}"] += 1
    return dict(found)


# --------------------------------------------------------------------------- the suites


def _beside(gold: Path) -> Iterable[dict[str, Any]]:
    """Give the reports that lie beside a gold file: ``X_reports.jsonl`` of ``Xs.jsonl``."""
    path = gold.with_name(gold.stem.removesuffix("s") + "_reports.jsonl")
    if not path.is_file():
        raise FileNotFoundError(f"{path}: the reports of {gold.name} should lie there")
    return read_rows(path)


def _muc(gold: Path) -> Iterable[dict[str, Any]]:
    from dateline.evaluate import data_folder

    for name in ("train.jsonl", "dev.jsonl"):
        path = data_folder() / "muc4" / name
        if not path.is_file():
            raise FileNotFoundError(
                f"no muc4/{name}: {gold.name} has labels alone; give the folder with the texts of "
                "MUC-4 in DATELINE_DATA"
            )
        for row in read_rows(path):
            yield {"id": row["docid"], "text": row["doctext"]}


HEADLINE = ("test.coded.bcubed.f1", "test.coded.links.precision", "test.all.bcubed.f1")


def fusion_suites() -> tuple[FusionSuite, FusionSuite]:
    """Give the two suites: reports written for the purpose, and MUC reports."""
    return (
        FusionSuite(
            "fusion",
            "evaluation/gold/fusion/scenarios.jsonl",
            _beside,
            "Joining of mentions to events over dated reports written for the purpose: pairs, links "
            "across reports and B-cubed, of all mentions and of those coded.",
            HEADLINE,
        ),
        FusionSuite(
            "fusion_muc",
            "evaluation/gold/fusion/muc.jsonl",
            _muc,
            "The same over MUC reports on Latin America, lower-cased and without dates.",
            HEADLINE,
        ),
    )
