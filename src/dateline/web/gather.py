"""What a ledger holds, gathered for its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from dateline.check.facts import HeadlineCheck
from dateline.coding.codebook import load_codebook
from dateline.fusion.facts import ClaimFacts, Fusion
from dateline.language import languages
from dateline.lineage.facts import Text
from dateline.notices.facts import CERTAIN
from dateline.pipeline.codebooks import kept
from dateline.resolve.explained import explained
from dateline.types import Claim, Resolution, Span
from dateline.web.source import Marked, PageSource, Placed, Unread

if TYPE_CHECKING:
    from dateline.store import Ledger

Progress = Callable[[int, int], None]

MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page is asked to show."""

    title: str = "What the reports say"
    filters: Mapping[str, str] = field(default_factory=dict)
    """Filters of :meth:`Ledger.events`: type, since, until, place, actor."""
    checks: bool = True
    """Whether to check headlines; it takes longer than the rest together."""


def gather(ledger: Ledger, wanted: Wanted, progress: Progress | None = None) -> PageSource:
    """Give all that the page of a ledger is made from.

    The ledger's events are taken as they stand (:func:`dateline.pipeline.connect.connect` first
    makes them so).
    """
    fusion = ledger.fusion()
    events = fusion.events
    if wanted.filters:
        chosen = {row.id for row in ledger.events(**wanted.filters)}
        events = tuple(event for event in events if event.id in chosen)
    named = {claim for event in events for claim in event.claims}
    claims = {facts.claim: facts for facts in ledger.claim_facts() if facts.claim in named}
    texts = {text.version: text for text in ledger.texts() if text.current}
    lineage = ledger.lineage()
    if wanted.filters:
        told = {facts.version for facts in claims.values()}
        # A text family is shown whole, or it would seem smaller than it is.
        told.update(*(f.members for f in lineage.families if told & set(f.members)))
        texts = {version: text for version, text in texts.items() if version in told}
    runs = ledger.current_runs()
    marks: dict[str, tuple[Marked, ...]] = {}
    placed: dict[str, tuple[Placed, ...]] = {}
    uncoded: dict[str, str] = {}
    checks: dict[str, HeadlineCheck] = {}
    for done, version in enumerate(sorted(texts)):
        if progress is not None:
            progress(done, len(texts))
        for run in sorted(runs.values()):
            for claim in ledger.claims_of_version(version, run):
                if claim.id in claims:
                    marks[claim.id] = _marks(claim, claims[claim.id])
                    if claims[claim.id].places and claims[claim.id].coded_by == MACHINE:
                        found = ledger.resolutions(claim.id)
                        placed[claim.id] = _placed(claim, found, texts[version].text)
        if not any(ledger.coded(version, run) for run in runs.values()):
            uncoded[version] = _why_not_coded(texts[version])
        if wanted.checks and (check := _checked(ledger, version)) is not None:
            checks[version] = check
    return PageSource(
        title=wanted.title,
        fusion=Fusion(events, fusion.unsure, fusion.contradictions),
        lineage=lineage,
        claims=claims,
        texts=texts,
        marks=marks,
        placed=placed,
        definitions=_definitions(ledger),
        checks=checks,
        uncoded=uncoded,
        notes=_notes(ledger, texts),
        unreadable=tuple(_unread(row) for row in ledger.unreadable()),
        filters=tuple(f"{name} {value}" for name, value in sorted(wanted.filters.items())),
        events_in_ledger=len(fusion.events),
    )


def _marks(claim: Claim, facts: ClaimFacts) -> tuple[Marked, ...]:
    """Give the words that a claim's parts stand on; none where a person has decided otherwise,
    since the machine's words would be marked for the person's reading."""
    if facts.coded_by != MACHINE:
        return ()
    slots = [Marked(slot.role, slot.span) for slot in claim.slots]
    for link in claim.attribution:
        if link.source is not None:
            slots.append(Marked("source", link.source))
    return tuple(sorted(slots, key=lambda mark: (mark.span, mark.role)))


def _placed(claim: Claim, found: Sequence[Resolution], text: str) -> tuple[Placed, ...]:
    """Give how each place of a claim was found, and the words that it was found by."""
    slots = {slot.ordinal: slot.span for slot in claim.slot("place")}
    placed = []
    for resolution in found:
        why = explained(resolution)
        span = resolution.span or slots.get(resolution.ordinal)
        if why is not None and span is not None:
            words = " ".join(span.of(text).split())
            placed.append(Placed(str(resolution.value), words, _around(text, span), why))
    return tuple(placed)


AROUND_NAME = 70
"""Characters shown on either side of the name that a place was found by."""


def _around(text: str, span: Span) -> str:
    """Give a stretch of a text with the whole words around it."""
    start, end = max(0, span.start - AROUND_NAME), min(len(text), span.end + AROUND_NAME)
    before, behind = text[start : span.start], text[span.end : end]
    if start:
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        behind = behind.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{span.of(text)}{behind}".split())


def _why_not_coded(text: Text) -> str:
    if text.language not in languages():
        return f"language {text.language}: read and listed, not coded yet"
    return "not coded; see dateline reports --unreadable"


def _checked(ledger: Ledger, version: str) -> HeadlineCheck | None:
    from dateline.check import check_version

    check = check_version(ledger, version)
    return check if check.items or check.loaded else None


def _notes(ledger: Ledger, texts: Mapping[str, Text]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give what a reader must know of reports: earlier versions, notices that are attached, cuts."""
    noticed = ledger.noticed()
    on: dict[str, list[tuple[str, str]]] = {}
    kinds = {(v, n.span): n.kind for v, found in noticed.notices.items() for n in found}
    for target in noticed.targets:
        if target.certainty == CERTAIN:
            words = " ".join(target.span.of(ledger.reading(target.version).text).split())
            kind = kinds[target.version, target.span]
            on.setdefault(target.report, []).append((kind, f"“{words[:NOTE]}”"))
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for version, text in texts.items():
        notes = sorted(set(on.get(text.report, ())))
        if (versions := len(ledger.versions_of(text.report))) > 1:
            notes.insert(0, ("newest of", f"{versions} versions"))
        if text.cut:
            notes.append(("not whole:", text.cut.replace("_", " ")))
        if notes:
            found[version] = tuple(notes)
    return found


NOTE = 300
"""Characters of a notice that the page shows; ``dateline versions`` has it whole."""


def _definitions(ledger: Ledger) -> dict[tuple[str, str], str]:
    books = [load_codebook(path) for path in kept(ledger.path)]
    return {
        (book.name, code): kind.definition for book in books for code, kind in book.types.items()
    }


def _unread(row: Any) -> Unread:
    """Name what was not read by its file alone: a folder of somebody's machine is no one's business."""
    name = PureWindowsPath(PurePosixPath(row.location).name).name
    member = f", {row.member}" if row.member else ""
    return Unread(f"{name}{member}", row.reason)
