"""Coding a ledger's reports again: new codebooks, coders, registry or gazetteer.

Claims of older runs stay; the new runs become the current ones. Decisions stay with their
mentions and are asked again only where evidence and reading both changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.language import languages
from dateline.pipeline.add import register
from dateline.pipeline.annotations import annotation_of
from dateline.pipeline.report import Coders, Setup
from dateline.resolve.context import ReportContext
from dateline.store import Ledger
from dateline.store.bundle import Recoding


@dataclass(slots=True)
class Recoded:
    """What a recoding did, counted."""

    reports: int = 0
    already: int = 0
    """Versions that these runs had coded before."""
    claims: int = 0


def recode(
    ledger: Ledger, setup: Setup, progress: Callable[[int, int], None] | None = None
) -> Recoded:
    """Code the current version of every report with ``setup`` and make its runs current.

    Interrupted, it leaves the old runs current; run again, it goes on where it stopped.
    """
    coders = Coders(setup)
    if coders.gate_run is not None:
        ledger.register_run(coders.gate_run)
    for run, book in zip(coders.runs, coders.codebooks, strict=True):
        ledger.register_run(run, book)
    for resolver in coders.resolver_runs.values():
        ledger.register_resolver(resolver)
    done = Recoded()
    versions = ledger.versions()
    fresh_resolvers = any(
        ledger.current_resolvers().get(kind) != run.id for kind, run in coders.resolver_runs.items()
    )
    for number, version in enumerate(versions, 1):
        known = all(ledger.coded(version, run.id) for run in coders.runs)
        if known and not fresh_resolvers:
            done.already += 1
        elif (claims := _recode_one(ledger, coders, version)) is not None:
            done.claims += claims
            done.reports += 1
        if progress:
            progress(number, len(versions))
    register(ledger, coders, change=True)
    return done


def _recode_one(ledger: Ledger, coders: Coders, version: str) -> int | None:
    """Code one version; give how many claims are new, None for a language that is not coded yet."""
    reading = ledger.reading(version)
    if reading.language not in languages():
        return None
    if coders.passes_over(reading):
        return ledger.write_recoding(Recoding(version, coders.without_claims(version)))
    annotation, cached = annotation_of(ledger, coders, version, reading)
    context = ReportContext(
        published=reading.published,
        publisher=reading.publisher,
        url=reading.url,
        language=reading.language,
        title_end=annotation.title_end,
    )
    return ledger.write_recoding(coders.recode(annotation, context, not cached))
