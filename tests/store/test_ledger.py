"""Writing to a ledger and getting the same back."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.store import (
    Ledger,
    LedgerError,
    NotFoundError,
    Recoding,
    ReportBundle,
    open_ledger,
    opening,
)
from dateline.types import Claim, Dating, Reading, Span, Unreadable
from ledger_factories import (
    RESOLVER,
    RUN,
    Telling,
    add,
    bundle,
    code,
    coder_run,
    original_bytes,
    prepare,
    resolve,
)

TWO = [Telling(), Telling(actor="Blue Brigade", verb="raided", source=None, killed=None)]


@pytest.fixture
def prepared(ledger: Ledger) -> Ledger:
    prepare(ledger)
    return ledger


def test_what_is_written_comes_back_as_it_was(prepared: Ledger) -> None:
    made = bundle("a", TWO)
    add(prepared, made)
    assert prepared.reading(made.version) == made.reading
    coding = made.codings[0]
    assert prepared.claims_of_version(made.version, RUN.id) == coding.claims
    for mention, claim in zip(coding.mentions, coding.claims, strict=True):
        assert prepared.mention(mention.id) == mention
        assert prepared.claim(claim.id) == claim
        assert prepared.claims_of_mention(mention.id) == (claim,)
        of_claim = [r for r in made.resolutions if r.subject == claim.id]
        assert list(prepared.resolutions(claim.id)) == sorted(of_claim, key=lambda r: r.role)
    for actor in made.actors:
        assert prepared.actor(actor.id) == actor
    found = prepared.relations(made.relations[0].a)
    assert set(found) == {r for r in made.relations if made.relations[0].a in (r.a, r.b)}
    assert prepared.annotation(made.version, made.annotator) == made.annotation_blob
    assert prepared.annotation(made.version, "another") is None


def test_writing_says_what_is_new(prepared: Ledger) -> None:
    made = bundle("a", TWO)
    prepared.put_original(original_bytes("a", made.reading.text), "text/plain")
    first = prepared.write_report(made)
    assert (first.new_report, first.new_capture, first.new_version) == (True, True, True)
    assert (first.new_claims, first.superseded) == (2, None)
    again = prepared.write_report(made)
    assert (again.new_report, again.new_capture, again.new_version) == (False, False, False)
    assert again.new_claims == 0
    assert prepared.has_version(made.version)
    assert prepared.has_capture(made.capture)
    assert not prepared.has_version("Tnone")


def test_a_version_is_coded_even_without_a_claim(prepared: Ledger) -> None:
    made = bundle("quiet", ["Nothing happened in Dorva."])
    add(prepared, made)
    assert prepared.coded(made.version, RUN.id)
    assert not prepared.coded(made.version, "Nother")


def test_a_new_text_is_a_new_version_and_the_newest_capture_is_current(prepared: Ledger) -> None:
    late = bundle("a", TWO, captured_at="2015-06-24T08:00:00+02:00")
    early = bundle("a", TWO[:1], captured_at="2015-06-24T05:00:00Z")
    add(prepared, late)
    add(prepared, early)
    assert late.report == early.report
    assert prepared.current_version(late.report) == late.version
    assert prepared.versions_of(late.report) == (late.version, early.version)
    assert prepared.versions() == (late.version,)
    assert prepared.claims().count() == 2
    newest = bundle("a", ["No more."], captured_at="2015-06-25")
    prepared.put_original(original_bytes("a", newest.reading.text, "2015-06-25"), "text/plain")
    assert prepared.write_report(newest).superseded == late.version
    assert prepared.claims().count() == 0


def test_without_capture_times_the_last_to_arrive_is_current(prepared: Ledger) -> None:
    first, second = bundle("a", TWO), bundle("a", TWO[:1])
    add(prepared, first)
    add(prepared, second)
    assert prepared.current_version(first.report) == second.version


def test_a_text_that_comes_back_is_current_again(prepared: Ledger) -> None:
    for day, tellings in (("2015-06-01", TWO), ("2015-06-02", TWO[:1]), ("2015-06-03", TWO)):
        last = bundle("a", tellings, captured_at=day)
        add(prepared, last)
    assert prepared.versions_of(last.report)[0] == last.version
    assert len(prepared.versions(current_only=False)) == 2


@pytest.mark.parametrize("order", [("Old lead.", "New lead."), ("New lead.", "Old lead.")])
def test_what_a_later_reader_makes_of_one_capture_is_current(
    prepared: Ledger, order: tuple[str, str]
) -> None:
    first, second = (bundle("a", [lead, *TWO]) for lead in order)
    add(prepared, first)
    same_original = replace(second.reading, original=first.reading.original, reader="text/2")
    prepared.write_report(replace(second, reading=same_original))
    assert prepared.versions_of(first.report) == (second.version, first.version)
    prepared.write_report(first)
    assert prepared.current_version(first.report) == second.version


def test_of_two_readings_the_one_that_knows_the_date_better_is_shown(
    new_ledger: Callable[[str], Ledger],
) -> None:
    known = bundle("a", TWO)
    inferred = replace(known, published=Dating(None, "2015-07-01", "inferred", None, "bounded"))
    for name, order in (("x", (known, inferred)), ("y", (inferred, known))):
        ledger = new_ledger(name)
        prepare(ledger)
        for each in order:
            add(ledger, each)
        assert ledger.reading(known.version).published == known.reading.published


def test_the_bounded_publication_date_replaces_an_unknown_one(prepared: Ledger) -> None:
    made = bundle("a", TWO)
    undated = replace(made.reading, published=Dating(None, None, "unknown"))
    bounded = Dating("2015-06-21", None, "inferred", None, "not before the latest date mentioned")
    add(prepared, replace(made, reading=undated, published=bounded))
    row = prepared.reports().first()
    assert row is not None
    assert (row.published_from, row.published_to, row.published_how) == (
        "2015-06-21",
        None,
        "inferred",
    )


def test_an_original_that_is_not_here_is_asked_for(prepared: Ledger) -> None:
    with pytest.raises(LedgerError, match="call put_original"):
        prepared.write_report(bundle("a", TWO))
    assert prepared.reports().count() == 0


def test_an_unknown_run_is_asked_for_and_nothing_is_kept(ledger: Ledger) -> None:
    made = bundle("a", TWO)
    ledger.put_original(original_bytes("a", made.reading.text), "text/plain")
    with pytest.raises(LedgerError, match="call register_run"):
        ledger.write_report(made)
    assert not ledger.has_version(made.version)


@pytest.mark.parametrize(
    ("text", "what"), [("a\0b", "zero character at 1"), ("ab\ud800", "half a character")]
)
def test_text_that_cannot_be_counted_through_is_refused(
    prepared: Ledger, text: str, what: str
) -> None:
    sha = prepared.put_original(b"x", "text/plain")
    reading = Reading(f"original:{sha}#", sha, "", text, None, "en")
    with pytest.raises(LedgerError, match=what):
        prepared.write_report(ReportBundle(reading))
    assert prepared.reports().count() == 0


def test_a_span_outside_the_text_is_refused(prepared: Ledger) -> None:
    made = bundle("a", TWO)
    coding = made.codings[0]
    beyond = replace(coding.claims[0], quote=Span(0, 10_000))
    broken = replace(made, codings=(replace(coding, claims=(beyond, *coding.claims[1:])),))
    with pytest.raises(LedgerError, match="outside its text"):
        add(prepared, broken)
    assert prepared.reports().count() == 0


def test_what_breaks_the_schema_is_an_error_and_not_passed_over(prepared: Ledger) -> None:
    made = bundle("a", TWO)
    coding = made.codings[0]
    wrong = replace(coding.claims[0], polarity="perhaps")
    with pytest.raises(Exception, match="CHECK constraint"):
        add(prepared, replace(made, codings=(replace(coding, claims=(wrong,), groups=()),)))
    assert prepared.reports().count() == 0


def test_recoding_adds_claims_to_the_same_mentions(prepared: Ledger) -> None:
    made = bundle("a", TWO)
    add(prepared, made)
    run = coder_run("second")
    prepared.register_run(run)

    def as_raid(claim: Claim) -> Claim:
        return replace(claim, mode="raid")

    coding = code(made.version, made.reading.text, TWO, run, as_raid)
    resolutions, actors = resolve(coding.claims, RESOLVER, made.reading.text)
    assert prepared.write_recoding(Recoding(made.version, (coding,), resolutions, actors)) == 2
    assert [row.mode for row in prepared.claims()] == ["bombard", "bombard"]
    prepared.set_current_run(run.id)
    assert [row.mode for row in prepared.claims()] == ["raid", "raid"]
    assert prepared.current_runs() == {"plover": run.id}
    assert [m.id for m in coding.mentions] == [m.id for m in made.codings[0].mentions]
    with pytest.raises(NotFoundError):
        prepared.write_recoding(Recoding("Tnone", (coding,)))


def test_new_resolutions_leave_claims_untouched(prepared: Ledger) -> None:
    from dateline.store import resolver_run

    made = bundle("a", TWO[:1])
    add(prepared, made)
    later = resolver_run("names", "1", "registry-2")
    prepared.register_resolver(later)
    elsewhere = tuple(
        replace(r, run=later.id, label="Dorva, Highland, Xyzland") for r in made.resolutions
    )
    prepared.write_recoding(Recoding(made.version, resolutions=elsewhere))
    assert [row.place for row in prepared.claims()] == ["Dorva, Coast, Xyzland"]
    prepared.set_current_resolver(later.id, kinds=["place"])
    row = prepared.claims().first()
    assert row is not None
    assert (row.place, row.actor) == ("Dorva, Highland, Xyzland", "The Northern Front")
    with pytest.raises(NotFoundError):
        prepared.set_current_resolver("Nnone")


def test_unreadable_things_are_listed_until_they_are_read(prepared: Ledger) -> None:
    made = bundle("a", TWO)
    original = made.reading.original
    prepared.put_original(original_bytes("a", made.reading.text), "text/plain")
    item = Unreadable(original, "", "in/a.txt", "timeout", "in/a.txt took too long; try again")
    assert prepared.write_unreadable(item)
    assert not prepared.write_unreadable(item)
    lost = Unreadable(None, "", "in/b.pdf", "missing", "in/b.pdf cannot be opened")
    prepared.write_unreadable(lost)
    assert [row.location for row in prepared.unreadable()] == ["in/a.txt", "in/b.pdf"]
    prepared.write_report(made)
    assert [(row.original, row.code) for row in prepared.unreadable()] == [(None, "missing")]


def test_whole_files_are_remembered_by_configuration(prepared: Ledger) -> None:
    sha = prepared.put_original(b"x", "text/plain")
    assert not prepared.is_ingested(sha, "c1")
    prepared.mark_ingested(sha, "c1")
    prepared.mark_ingested(sha, "c1")
    assert prepared.is_ingested(sha, "c1")
    assert not prepared.is_ingested(sha, "c2")


def test_a_reader_sees_one_moment_while_a_writer_writes(prepared: Ledger) -> None:
    add(prepared, bundle("a", TWO))
    rows = iter(prepared.claims())
    next(rows)
    add(prepared, bundle("b", TWO))
    assert len(list(rows)) == 1
    assert prepared.claims().count() == 4


def test_two_writers_at_once_lose_nothing(prepared: Ledger) -> None:
    bundles = [bundle(f"r{n}", [Telling(actor=f"Group {n}"), *TWO]) for n in range(24)]
    errors: list[Exception] = []

    def write(mine: list[ReportBundle]) -> None:
        try:
            with open_ledger(prepared.path) as own:
                for each in mine:
                    add(own, each)
        except sqlite3.Error as error:  # would otherwise be lost with the thread
            errors.append(error)

    # Both write the middle ones.
    threads = [threading.Thread(target=write, args=(b,)) for b in (bundles[:16], bundles[8:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert prepared.reports().count() == 24
    assert prepared.claims().count() == 72


def test_a_ledger_that_is_held_too_long_says_so(
    prepared: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = sqlite3.connect(prepared.path / "ledger.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0)
    with (
        open_ledger(prepared.path) as impatient,
        pytest.raises(LedgerError, match="database is locked; nothing of this step was kept"),
    ):
        impatient.put_original(b"x", "text/plain")
    assert prepared.reports().count() == 0  # readers do not wait
    holder.execute("ROLLBACK")
    holder.close()
    assert prepared.put_original(b"x", "text/plain")
