"""Many reports into a ledger: read, annotate, code, resolve, write, each wholly or not at all.

The parent alone writes; parsers and coders run in processes of their own. What is written
depends on the reports only, never on their order or on the number of workers. Whatever was
finished before an interruption is kept, and adding again goes on from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from dateline.datasets.names import IMPORTED
from dateline.identity import canonical_json, content_id, sha256_hex
from dateline.ingest import Given, IngestOptions, Received, read_files
from dateline.ingest.files import UNKNOWN_MEDIA, name_of
from dateline.ingest.installed import signature
from dateline.language import languages
from dateline.pipeline.annotations import annotation_of
from dateline.pipeline.report import Coders, Setup
from dateline.pipeline.workers import Coded, CodingFailure, code_readings
from dateline.resolve.dates import bound_publication
from dateline.review import carry_pending, carry_report
from dateline.safety.sandbox import ParserPool
from dateline.store import Ledger
from dateline.store.bundle import ReportBundle
from dateline.store.errors import OriginalGoneError
from dateline.store.ledger import now
from dateline.store.purge import PURGED
from dateline.types import Reading, Unreadable

Input = Path | Given | Unreadable
"""A file, bytes that are none, or the reason why there are no bytes."""

PASSING = frozenset({"timeout", "memory", "crash", "coder_died", "coding_failed", "reader_broken"})
"""Failures that may not happen again: their originals are read anew by the next ``add``."""


READING = "5"
"""Raise when any reader gives something else for the same bytes: files are then read anew."""


class RunsChanged(ValueError):
    """The ledger was coded by another configuration; adding would mix the two."""


@dataclass(slots=True)
class Summary:
    """What an ``add`` did, counted."""

    files: int = 0
    files_known: int = 0
    new: int = 0
    new_versions: int = 0
    known: int = 0
    not_coded: Counter[str] = field(default_factory=Counter)
    """New reports by language that cannot be coded yet."""
    unreadable: int = 0
    failed: int = 0
    """Reports that were read but on which the coder failed."""
    refused: int = 0
    """Reports that were purged before, and are not taken in again."""
    passed_over: int = 0
    """New reports and versions that the gate kept from being parsed."""
    claims: int = 0
    failures: list[Unreadable] = field(default_factory=list)
    """The first of them, for a message; the ledger lists all."""


class _Item(NamedTuple):
    received: Received
    known: bool


MESSAGES = 20
"""Failures kept for the message; the rest are counted."""


def add(
    ledger: Ledger,
    files: Iterable[Input],
    setup: Setup,
    options: IngestOptions,
    workers: int = 1,
    progress: Callable[[Summary], None] | None = None,
    *,
    even_purged: bool = False,
    accept: Callable[[Received], bool] | None = None,
) -> Summary:
    """Add the reports of ``files`` to a ledger and give what was done.

    Reports that were purged are refused unless ``even_purged``. What ``accept`` does not accept
    leaves no trace: no report, no capture, no reason.

    Raises :class:`RunsChanged` where the ledger was coded otherwise; see :func:`recode
    <dateline.pipeline.recode.recode>`. What cannot be read is kept, listed and passed over.
    """
    adding = _Adding(ledger, setup, options, workers, progress)
    adding.even_purged = even_purged
    adding.accept = accept
    return adding.run(files)


def register(ledger: Ledger, coders: Coders, *, change: bool = False) -> None:
    """Make the runs of ``coders`` the ledger's current ones.

    Without ``change``, a ledger that has other current runs is refused.
    Raises :class:`RunsChanged`.
    """
    resolvers = ledger.current_resolvers()
    # Rows of other datasets have runs of their own, which no coding touches.
    current = {book: run for book, run in ledger.current_runs().items() if book not in IMPORTED}
    changed = [run.codebook for run in coders.runs if current.get(run.codebook, run.id) != run.id]
    changed += sorted(set(current) - {run.codebook for run in coders.runs})
    changed += [
        kind for kind, run in coders.resolver_runs.items() if resolvers.get(kind, run.id) != run.id
    ]
    if changed and not change:
        raise RunsChanged(
            f"{ledger.path}: coded by another configuration of {', '.join(changed)}; bring it up "
            f"to date first with: dateline recode --ledger {ledger.path} (decisions are kept)"
        )
    for codebook in sorted(set(current) - {run.codebook for run in coders.runs}):
        ledger.unset_current_run(codebook)
    if coders.gate_run is not None:
        ledger.register_run(coders.gate_run)
    for run, book in zip(coders.runs, coders.codebooks, strict=True):
        if change or run.codebook not in current:
            ledger.register_run(run, book)
            ledger.set_current_run(run.id)
    for kind, resolver in coders.resolver_runs.items():
        if change or kind not in resolvers:
            if kind == "actor":
                ledger.write_relations(*coders.seeds())
            ledger.register_resolver(resolver)
            ledger.set_current_resolver(resolver.id, [kind])


class _Adding:
    """One ``add``: what is known of each original and report while it is under way."""

    def __init__(
        self,
        ledger: Ledger,
        setup: Setup,
        options: IngestOptions,
        workers: int,
        progress: Callable[[Summary], None] | None,
    ) -> None:
        self.ledger = ledger
        self.setup = setup
        self.options = options
        self.workers = workers
        self.progress = progress
        self.summary = Summary()
        self.arrived_at = now()
        self.coders = Coders(setup)
        self.runs = [run.id for run in self.coders.runs]
        self.clean: dict[str, bool] = {}
        """Whether an original under way has shown no passing failure."""
        self.configurations: dict[str, str] = {}
        self.even_purged = False
        self.accept: Callable[[Received], bool] | None = None
        self.refused: set[str | None] = set()
        """Originals with a report that was purged: they are never noted as wholly read."""

    def run(self, files: Iterable[Input]) -> Summary:
        self.ledger.finish_purges()
        register(self.ledger, self.coders)
        carry_pending(self.ledger)
        original: str | None = None
        with ParserPool(max(1, self.workers)) as pool:
            received = read_files(pool, self._unread(files), self.options)
            coded = code_readings(
                self._sorted(received), self.setup, self.workers, lambda _setup: self.coders
            )
            for item, result in coded:
                if item.received.sha256 != original:
                    self._finish(original)
                    original = item.received.sha256
                self._write(item, result)
                if self.progress:
                    self.progress(self.summary)
            self._finish(original)
        carry_pending(self.ledger)
        return self.summary

    def _unread(self, files: Iterable[Input]) -> Iterator[Input]:
        """Give the files that were not wholly read before, with their bytes where they were read."""
        seen: set[tuple[str, str]] = set()
        for file in files:
            self.summary.files += 1
            given = file
            if isinstance(file, Path) and file.is_file():
                try:
                    if file.stat().st_size <= self.options.limits.original_bytes:
                        given = Given(name_of(file), file.read_bytes())
                except OSError:
                    given = file  # reading it again says what is wrong
            if isinstance(given, Given):
                sha256 = sha256_hex(given.data)
                configuration = self._configuration(Path(given.location).name)
                if (sha256, configuration) in seen or self.ledger.is_ingested(
                    sha256, configuration
                ):
                    self.summary.files_known += 1
                    continue
                seen.add((sha256, configuration))
                self.configurations[sha256] = configuration
            yield given

    def _configuration(self, name: str) -> str:
        """Give the id of how a file is read: its name gives the collection where no flag does."""
        from dateline.ingest.source_key import collection_of

        options = self.options.to_plain()
        options["collection"] = self.options.collection or collection_of(name)
        added = signature()
        return content_id("I", READING, canonical_json(options), *([list(added)] if added else []))

    def _sorted(self, received: Iterable[Received]) -> Iterator[tuple[_Item, Reading | None]]:
        """Give each item with its reading where that must be coded, None where it must not."""
        for one in received:
            if self.accept is not None and not self.accept(one):
                continue
            if isinstance(one.item, Unreadable):
                yield _Item(one, False), None
                continue
            bundle = ReportBundle(one.item)
            why = None if self.even_purged else self.ledger.purged_why(bundle.report)
            if why is not None:
                yield _Item(replace(one, item=_refusal(one, bundle, why)), False), None
                continue
            known = self.ledger.has_version(bundle.version) and all(
                self.ledger.coded(bundle.version, run) for run in self.runs
            )
            yield _Item(one, known), None if known else one.item

    def _write(self, item: _Item, result: Coded | None) -> None:
        received, summary = item.received, self.summary
        if isinstance(received.item, Unreadable) and received.item.code == PURGED:
            # Before its bytes are stored; the tombstone is there already.
            summary.refused += 1
            self.refused.add(received.sha256)
            self._keep_message(received.item)
            return
        if received.sha256 is not None and received.sha256 not in self.clean:
            self.ledger.put_original(received.data, received.media or UNKNOWN_MEDIA)
            self.clean[received.sha256] = True
        if isinstance(received.item, Unreadable):
            self._fail(received.item)
            summary.unreadable += 1
            return
        if result is None:
            bundle, failure = self._known(received.item), None
        else:
            bundle, failure = result
        try:
            written = self.ledger.write_report(bundle, self.arrived_at)
        except OriginalGoneError:  # another program purged a report that came in the same bytes
            self.ledger.put_original(received.data, received.media or UNKNOWN_MEDIA)
            written = self.ledger.write_report(bundle, self.arrived_at)
        if is_address(received.location):
            self.ledger.forget_unreadable(received.location)
        if written.superseded is not None or (written.new_version and not written.new_report):
            carry_report(self.ledger, written.report)
        summary.claims += written.new_claims
        if written.new_report:
            summary.new += 1
        elif written.new_version:
            summary.new_versions += 1
        else:
            summary.known += 1
        if failure is not None:
            self._coding_failed(received, bundle, failure)
        elif result is not None and not bundle.codings:
            summary.not_coded[bundle.reading.language] += 1
        elif result is not None and self.coders.passes_over(bundle.reading):
            summary.passed_over += 1

    def _known(self, reading: Reading) -> ReportBundle:
        """Give the bundle of a text that is coded already: its reading, dated as it was then."""
        bundle = ReportBundle(reading)
        told = reading.published
        if told.earliest or told.latest or reading.language not in languages():
            return bundle
        if self.coders.passes_over(reading):
            return replace(bundle, published=bound_publication(reading.text, told))
        annotation, _ = annotation_of(self.ledger, self.coders, bundle.version, reading)
        return replace(bundle, published=bound_publication(annotation, told))

    def _coding_failed(
        self, received: Received, bundle: ReportBundle, failure: CodingFailure
    ) -> None:
        self.summary.failed += 1
        reading = bundle.reading
        self._fail(
            Unreadable(
                reading.original, reading.member, received.location, failure.code, failure.reason
            )
        )

    def _fail(self, failure: Unreadable) -> None:
        if failure.original is None and is_address(failure.location):
            self.ledger.forget_unreadable(failure.location)  # only the last reason is of use
        self.ledger.write_unreadable(failure)
        self._keep_message(failure)
        if failure.original is not None and failure.code in PASSING:
            self.clean[failure.original] = False

    def _keep_message(self, failure: Unreadable) -> None:
        if len(self.summary.failures) < MESSAGES:
            self.summary.failures.append(failure)

    def _finish(self, original: str | None) -> None:
        """Note that an original was wholly read, so that adding it again is one look-up."""
        if original in self.refused or original not in self.configurations:
            return
        if original is not None and self.clean.get(original):
            self.ledger.mark_ingested(original, self.configurations[original], PASSING)


def is_address(location: str) -> bool:
    """Say whether a location is an address and no file."""
    return location.startswith(("http://", "https://"))


def _refusal(received: Received, bundle: ReportBundle, why: str) -> Unreadable:
    reason = (
        f"report {bundle.report} was purged from this ledger: {why}. It is not taken in again; "
        "if it must be, add it with --even-purged"
    )
    reading = bundle.reading
    return Unreadable(reading.original, reading.member, received.location, PURGED, reason)
