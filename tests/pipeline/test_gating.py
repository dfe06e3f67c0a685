"""Reports that the gate passes over: kept, listed, coded once the gate is off."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.cli.reading import gated, setup_of
from dateline.identity import sha256_hex
from dateline.ingest import Given, IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import RunsChanged, add
from dateline.pipeline.recode import recode
from dateline.pipeline.report import DEFAULT_CODEBOOKS, Coders, Setup
from dateline.store import Ledger, open_ledger
from dateline.types import Reading

ROSES = """How to keep roses through the winter

Roses like sun and a deep, loose soil, and in the cold of the winter months they like a warm bed of
leaves, compost or straw some ten centimetres deep around the stem, so that the frost does not reach
the roots of the plant in a hard night. Old wood goes in spring, with the first buds of the year; a
handful of bone meal for every bush is enough. The first flowers open on 3 June 2014 with a sweet
scent, yellow, pink and white, in the whole of the garden.
"""
ATTACK = "Rebels shelled the town of Idlib on 3 May 2013, killing four civilians, police said.\n"
FILES = [Given("roses.txt", ROSES.encode()), Given("attack.txt", ATTACK.encode())]


def gated_ledger(folder: Path, workers: int = 1) -> tuple[Ledger, Setup]:
    ledger = open_ledger(folder, create=True)
    setup = Setup(codebooks.keep(folder, list(DEFAULT_CODEBOOKS)), gate=True)
    summary = add(ledger, FILES, setup, IngestOptions(), workers)
    assert (summary.new, summary.passed_over) == (2, 1)
    return ledger, setup


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, Setup]:
    return gated_ledger(tmp_path_factory.mktemp("gated") / "ledger")


def test_what_is_passed_over_is_kept_and_says_so(kept: tuple[Ledger, Setup]) -> None:
    rows = {row.characters: row for row in kept[0].reports()}
    roses, attack = rows[max(rows)], rows[min(rows)]
    assert (roses.passed_over, roses.claims) == (1, 0)
    assert attack.passed_over == 0
    assert attack.claims > 0
    assert kept[0].reading(roses.version).text.startswith("How to keep roses")


def test_adding_again_does_nothing(kept: tuple[Ledger, Setup]) -> None:
    ledger, setup = kept
    again = [Given("again.txt", ROSES.encode()), Given("once.txt", ATTACK.encode())]
    summary = add(ledger, again, setup, IngestOptions())
    assert (summary.new, summary.claims, summary.passed_over) == (0, 0, 0)


def test_the_record_of_a_run_says_that_a_gate_stood_before_it(kept: tuple[Ledger, Setup]) -> None:
    ledger, setup = kept
    with_gate, without = Coders(setup), Coders(Setup(setup.codebooks))
    assert with_gate.gate_run is not None
    assert without.gate_run is None
    for run, plain in zip(with_gate.runs, without.runs, strict=True):
        assert run.id != plain.id
        assert run.configuration_hash == f"{plain.configuration_hash} {with_gate.gate_run.id}"
    assert set(ledger.current_runs().values()) == {run.id for run in with_gate.runs}
    assert ledger.is_gated() is True


def test_what_the_gate_does_is_not_changed_silently(kept: tuple[Ledger, Setup]) -> None:
    ledger, setup = kept
    with pytest.raises(RunsChanged, match="dateline recode"):
        add(ledger, FILES, Setup(setup.codebooks), IngestOptions())
    assert gated(ledger, None) is True
    assert setup_of(ledger.path, None) == setup


def test_several_workers_pass_over_the_same(tmp_path: Path) -> None:
    alone, _ = gated_ledger(tmp_path / "alone")
    together, _ = gated_ledger(tmp_path / "together", workers=2)
    assert list(together.dump()) == list(alone.dump())


def test_without_the_gate_it_is_coded_after_all(tmp_path: Path) -> None:
    ledger, setup = gated_ledger(tmp_path / "ledger")
    recode(ledger, Setup(setup.codebooks))
    assert [row.passed_over for row in ledger.reports()] == [0, 0]
    assert ledger.is_gated() is False
    assert gated(ledger, None) is False
    recode(ledger, setup)
    assert sorted(row.passed_over for row in ledger.reports()) == [0, 1]


def test_the_date_of_a_report_is_bounded_without_a_parse() -> None:
    reading = Reading("id:test:1", sha256_hex(ROSES.encode()), "", ROSES, None, "en")
    coders = Coders(Setup(gate=True))
    assert coders.passes_over(reading)
    bundle = coders.bundle(reading)
    assert bundle.annotation_blob is None
    assert [len(coding.claims) for coding in bundle.codings] == [0, 0, 0]
