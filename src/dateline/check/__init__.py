"""The headline of a report against its body: what is supported, contradicted, only mentioned or
absent, and which of its words are loaded. How it decides and when it is wrong:
docs/headline-check.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.check.body import Body
from dateline.check.facts import (
    ABSENT,
    ASKED,
    CAVEAT,
    MENTIONED,
    NOT_ASSESSED,
    VERDICTS,
    HeadlineCheck,
    Item,
    Loaded,
)
from dateline.check.headline import Headline
from dateline.check.judge import Judge
from dateline.check.loaded import loaded
from dateline.check.questions import questions
from dateline.ingest.cut_text import cut_code
from dateline.language import annotate, annotator, languages, unpack
from dateline.resolve.registry import Registry
from dateline.resolve.report_names import ReportNames
from dateline.types import Annotation, Coding, Reading, Resolution, report_id

if TYPE_CHECKING:
    from dateline.store import Ledger

__all__ = ["VERDICTS", "HeadlineCheck", "Item", "Loaded", "check", "check_version"]


def check(
    reading: Reading,
    annotation: Annotation | None,
    codings: Sequence[Coding],
    resolutions: Iterable[Resolution],
) -> HeadlineCheck:
    """Give what the headline of a report says, each item with the body's stand on it.

    ``annotation`` is None for a language that is not coded yet: then nothing is checked, and
    the note says so. The same input gives the same output.
    """
    version = annotation.version if annotation is not None else ""
    title = "" if reading.title is None else " ".join(reading.title.of(reading.text).split())
    if not title:
        return HeadlineCheck(version, "", (), (), "not checked: the report has no headline")
    if annotation is None:
        why = f"not checked: language {reading.language!r} is read, but not coded yet"
        return HeadlineCheck(version, title, (), (), why)
    names = ReportNames(annotation, Registry.open())
    claims = [claim for coding in codings for claim in coding.claims]
    body = Body(annotation, names, claims, resolutions)
    if not body.numbers:
        return HeadlineCheck(version, title, (), (), "not checked: the report has no body")
    judge = Judge(body, Headline(body, claims))
    items = (*judge.items(), *questions(judge))
    if code := cut_code(reading.warnings):
        items = tuple(_of_cut_text(item, code) for item in items)
    order = {"actor": 0, "event": 1, "place": 2, "number": 3, "question": 4}
    ordered = sorted(items, key=lambda item: (order[item.kind], item.span))
    return HeadlineCheck(version, title, tuple(ordered), loaded(annotation), CAVEAT)


def _of_cut_text(item: Item, code: str) -> Item:
    """Give an item of a text that is cut off: what its body does not say may stand behind the cut."""
    cut = f"the text is cut off ({code}); not assessable"
    if item.verdict in (ABSENT, MENTIONED):
        return replace(item, verdict=NOT_ASSESSED, why=f"{item.why}, but {cut}")
    if item.verdict == ASKED and _SILENT.search(item.why):
        return replace(item, why=f"{item.why}; {cut}")
    return item


_SILENT = re.compile(r"\bdoes not\b")


def check_version(ledger: Ledger, version: str) -> HeadlineCheck:
    """Give the check of a version in a ledger, from its current claims and kept annotation.

    Claims that people rejected are left out. Raises ``NotFoundError`` where the ledger has no
    such version.
    """
    reading = ledger.reading(version)
    if reading.language not in languages():
        return replace(check(reading, None, (), ()), version=version)
    runs = ledger.current_runs()
    claims = [c for book in sorted(runs) for c in ledger.claims_of_version(version, runs[book])]
    report = report_id(reading.source_key)
    if ledger.current_version(report) == version:
        kept = {row.id for row in ledger.claims(report=report)}
        claims = [claim for claim in claims if claim.id in kept]
    resolutions = [r for claim in claims for r in ledger.resolutions(claim.id)]
    coding = Coding(version, "", (), tuple(claims), ())
    return check(reading, _annotation(ledger, version, reading), (coding,), resolutions)


def _annotation(ledger: Ledger, version: str, reading: Reading) -> Annotation:
    """Give the kept annotation; made anew where another annotator made it."""
    data = ledger.annotation(version, annotator(reading.language))
    if data is not None:
        try:
            return unpack(data, reading.text, version)
        except ValueError:
            pass  # another format
    title_end = reading.title.end if reading.title else 0
    return annotate(reading.text, reading.language, version, title_end)
