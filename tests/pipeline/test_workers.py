"""A report on which the coder fails costs that report alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.identity import sha256_hex
from dateline.ingest import Given, IngestOptions
from dateline.pipeline import codebooks, workers
from dateline.pipeline.add import add
from dateline.pipeline.report import Coders, Setup
from dateline.pipeline.workers import code_one, code_readings
from dateline.store import open_ledger
from dateline.store.bundle import ReportBundle
from dateline.types import Reading


def reading(text: str, number: int = 0) -> Reading:
    return Reading(
        source_key=f"id:test:{number}",
        original=sha256_hex(text.encode()),
        member=str(number),
        text=text,
        title=None,
        language="en",
    )


class Failing(Coders):
    """Coders that fail where the text says so."""

    def bundle(self, reading: Reading) -> ReportBundle:
        if "fault" in reading.text:
            raise KeyError("leader")
        return super().bundle(reading)


def test_a_failure_keeps_the_reading_and_says_what_went_wrong() -> None:
    given = reading("A fault in the rules.")
    bundle, failure = code_one(Failing(Setup()), given)
    assert bundle == ReportBundle(given)
    assert failure is not None
    assert failure.code == "coding_failed"
    assert "KeyError" in failure.reason
    assert "bundle" in failure.reason


def test_the_others_are_coded_in_their_order() -> None:
    texts = ["Rebels shelled Tal on Monday.", "A fault.", "Police arrested ten men in Kar."]
    items: Iterator[tuple[int, Reading | None]] = iter(
        [(n, reading(text, n)) for n, text in enumerate(texts)] + [(3, None)]
    )
    done = list(code_readings(items, Setup(), 1, Failing))
    assert [item for item, _ in done] == [0, 1, 2, 3]
    assert [None if c is None else c[1] is None for _, c in done] == [True, False, True, None]


def test_a_text_too_long_to_code_is_kept_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LONGEST", 100)
    bundle, failure = code_one(Coders(Setup()), reading("Rebels fled. " * 20))
    assert bundle.codings == ()
    assert failure is not None
    assert failure.code == "too_long"


class Dying(Coders):
    """Coders whose process dies where the text says so."""

    def bundle(self, reading: Reading) -> ReportBundle:
        if "death" in reading.text:
            os._exit(1)
        return super().bundle(reading)


@pytest.mark.deep
def test_a_coding_process_that_dies_costs_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_start", start_dying)
    texts = ["Rebels shelled Tal.", "A death.", "Police arrested ten men.", "Troops left Kar."]
    items: list[tuple[int, Reading | None]] = [(n, reading(t, n)) for n, t in enumerate(texts)]
    done = list(code_readings(items, Setup(), 2))
    failures = {item: coded[1] for item, coded in done if coded is not None}
    assert [item for item, _ in done] == [0, 1, 2, 3]
    assert {n for n, failure in failures.items() if failure is not None} == {1}
    assert failures[1] is not None
    assert failures[1].code == "coder_died"


@pytest.mark.deep
def test_coding_processes_that_two_kills_end_cost_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(workers, "_start", start_killed)
    monkeypatch.setenv("KILLS_OF_TESTS", str(tmp_path))
    items: list[tuple[int, Reading | None]] = [(0, reading("Rebels shelled Tal on Monday."))]
    ((_, coded),) = code_readings(items, Setup(), 2)
    assert len(list(tmp_path.iterdir())) == 2
    assert coded is not None
    assert coded[1] is None


class Killed(Coders):
    """Coders whose process is killed the first two times."""

    def bundle(self, reading: Reading) -> ReportBundle:
        folder = Path(os.environ["KILLS_OF_TESTS"])
        if len(list(folder.iterdir())) < 2:
            (folder / str(os.getpid())).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().bundle(reading)


def start_killed(setup: Setup) -> None:
    workers._coders = Killed(setup)


def start_dying(setup: Setup) -> None:
    """Start a worker whose coders die; a function of this module, so that it can be sent there."""
    workers._coders = Dying(setup)


def test_a_report_that_was_not_coded_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "LONGEST", 100)
    ledger = open_ledger(tmp_path / "ledger", create=True)
    setup = Setup(codebooks.keep(tmp_path / "ledger", ["plover"]))
    long = Given("long.txt", b"Rebels fled from the town of Tal on Monday. " * 20)
    summary = add(ledger, [long], setup, IngestOptions())
    assert (summary.new, summary.failed) == (1, 1)
    assert [row.code for row in ledger.unreadable()] == ["too_long"]
