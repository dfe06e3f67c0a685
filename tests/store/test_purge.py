"""A purged report is gone from every byte of the ledger, and nothing else is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from dateline.review import decide
from dateline.store import Ledger, schema
from dateline.store import ledger as ledger_module
from dateline.store.errors import LedgerError, NotFoundError
from dateline.verify import verify
from derived_factories import event, write_fusion
from ledger_factories import Telling, add, bundle, prepare

SECRET = "Zebediah Quillfeather"


def fill(ledger: Ledger, *keys: str) -> dict[str, str]:
    """Add reports; that of key ``secret`` tells of a person whom no other names. Give their ids."""
    prepare(ledger)
    ids = {}
    for key in keys:
        told = Telling(recipient=SECRET) if key == "secret" else Telling(place="Karsk")
        made = bundle(key, [told])
        add(ledger, made)
        ids[key] = made.report
    return ids


def bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_no_byte_of_it_is_left(ledger: Ledger) -> None:
    ids = fill(ledger, "secret", "other")
    told = {facts.report: facts for facts in ledger.claim_facts()}[ids["secret"]]
    write_fusion(ledger, event(told.mention, claims=(told.claim,), reasons=(SECRET,)))
    decide(
        ledger,
        told.mention,
        "edit",
        author="anna",
        value={"slots": {"place": ["Dorva"]}},
        why=SECRET,
    )
    ledger.close()
    assert SECRET.encode() in bytes_below(ledger.path)
    ledger.purge(ids["secret"], "asked for by the family")
    ledger.close()
    assert SECRET.encode() not in bytes_below(ledger.path)
    assert ids["secret"].encode() in bytes_below(ledger.path)  # the tombstone


def test_what_is_left_is_what_a_ledger_without_it_holds(
    new_ledger: Callable[[str], Ledger],
) -> None:
    purged, never = new_ledger("purged"), new_ledger("never")
    ids = fill(purged, "secret", "other", "third")
    fill(never, "other", "third")
    purged.purge(ids["secret"], "asked for by the family")
    left = [line for line in purged.dump() if '"kind":"unreadable"' not in line]
    assert left == list(never.dump())


def test_the_tombstone_has_hash_and_reason(ledger: Ledger) -> None:
    ids = fill(ledger, "secret")
    original = bundle("secret", [Telling(recipient=SECRET)]).reading.original
    done = ledger.purge(ids["secret"], "asked for by the family")
    assert done.originals == (original,)
    (stone,) = ledger.unreadable()
    assert (stone.original, stone.code, stone.reason) == (
        original,
        "purged",
        "asked for by the family",
    )
    assert ledger.purged_why(ids["secret"]) == "asked for by the family"
    assert ledger.reports().count() == ledger.claims().count() == 0
    with pytest.raises(NotFoundError):
        ledger.find(ids["secret"])


def test_a_report_that_is_there_again_is_not_refused_any_more(ledger: Ledger) -> None:
    ids = fill(ledger, "secret")
    ledger.purge(ids["secret"], "by mistake")
    add(ledger, bundle("secret", [Telling(recipient=SECRET)]))
    assert ledger.purged_why(ids["secret"]) is None
    assert ledger.claims().count() == 1


def test_decisions_keep_their_numbers(ledger: Ledger) -> None:
    ids = fill(ledger, "secret", "other")
    for facts in ledger.claim_facts():
        decide(ledger, facts.mention, "reject", author="anna", why=f"because of {facts.report}")
    before = [(d.id, d.n, d.verdict) for d in ledger.decisions()]
    done = ledger.purge(ids["secret"], "asked for by the family")
    assert done.decisions == 1
    assert [(d.id, d.n, d.verdict) for d in ledger.decisions()] == before
    assert sorted(d.why for d in ledger.decisions()) == ["", f"because of {ids['other']}"]


def test_a_file_that_another_report_came_in_stays_and_is_named(ledger: Ledger) -> None:
    prepare(ledger)
    one = bundle("secret", [Telling(recipient=SECRET)], member="1")
    add(ledger, one)
    from dataclasses import replace

    other = bundle("other", [Telling()], member="2")
    shared = replace(other, reading=replace(other.reading, original=one.reading.original))
    ledger.write_report(shared)
    done = ledger.purge(one.report, "asked for by the family")
    assert (done.originals, done.shared) == ((), (one.reading.original,))
    assert ledger.original(one.reading.original)


def test_without_a_reason_or_report_nothing_happens(ledger: Ledger) -> None:
    ids = fill(ledger, "secret")
    with pytest.raises(LedgerError, match="needs a reason"):
        ledger.purge(ids["secret"], "  ")
    with pytest.raises(NotFoundError, match="no report R0"):
        ledger.purge("R0", "why")
    assert ledger.reports().count() == 1


def test_no_row_anywhere_names_what_is_gone(ledger: Ledger) -> None:
    ids = fill(ledger, "secret", "other")
    with ledger.read() as connection:
        version = connection.execute(
            select(schema.version.c.id).where(schema.version.c.report == ids["secret"])
        ).scalar_one()
        claims = connection.execute(
            select(schema.claim.c.id).where(schema.claim.c.version == version)
        ).scalars()
        gone = {version, *claims}
    ledger.purge(ids["secret"], "asked for by the family")
    with ledger.read() as connection:
        for table in schema.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                assert gone.isdisjoint(str(value) for value in row), table.name
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


class Stopped(BaseException):
    """Stands for a kill: nothing catches it."""


@pytest.mark.parametrize("where", ["delete_purged", "set_unfinished"])
def test_a_purge_that_was_stopped_is_finished_later(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Stopped behind its commit: before the files are deleted, and before it notes that it is done."""
    ids = fill(ledger, "secret", "other")
    whole = getattr(ledger_module, where)

    def stopped(*given: object) -> object:
        if given[-1] is True:  # the purge's own transaction notes what is to be done
            return whole(*given)
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(ledger_module, where, stopped)
        with pytest.raises(Stopped):
            ledger.purge(ids["secret"], "asked for by the family")
    ledger.close()
    assert "purged" in verify(ledger.path).totals
    ledger.finish_purges()
    ledger.close()
    assert "purged" not in verify(ledger.path).totals
    assert SECRET.encode() not in bytes_below(ledger.path)


def test_the_next_purge_finishes_the_one_before(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(ledger, "secret", "other")
    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "finish_purges", lambda self: ())
        ledger.purge(ids["secret"], "asked for by the family")
    assert SECRET.encode() in bytes_below(ledger.path)
    ledger.purge(ids["other"], "another reason")
    ledger.close()
    assert SECRET.encode() not in bytes_below(ledger.path)


def test_bytes_that_another_report_brings_during_a_purge_stay(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are there when they are stored, and deleted before that is noted in the ledger."""
    ids = fill(ledger, "secret")
    made = bundle("secret", [Telling(recipient=SECRET)])
    data = ledger.original(made.reading.original)
    whole = ledger_module.store_original
    purged = False

    def overtaken(root: Path, given: bytes) -> str:
        nonlocal purged
        stored = whole(root, given)
        if not purged:
            purged = True
            other = threading.Thread(target=ledger.purge, args=(ids["secret"], "asked for"))
            other.start()
            other.join()
        return stored

    monkeypatch.setattr(ledger_module, "store_original", overtaken)
    sha256 = ledger.put_original(data, "text/plain")
    assert ledger.original(sha256) == data
    assert ledger.finish_purges() == ()
    assert ledger.original(sha256) == data
