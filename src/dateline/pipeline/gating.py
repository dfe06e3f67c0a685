"""The gate before the parse, as a part of coder runs: what is passed over, and how that is recorded.

A report that is passed over has a coding without claims by each codebook's run, and one by the
gate's own run. A run whose reports went through a gate has that run's id as its configuration, so
that claims made with and without a gate are never taken for those of one run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dateline.coding.codebook import Codebook
from dateline.gate import Gates, gates_for
from dateline.identity import canonical_json, sha256_hex
from dateline.types import CoderRun, Coding, run_id

GATE = "gate"
VERSION = "1"
"""Raise when another text is passed over by the same gate."""


def gates_of(codebooks: Sequence[Codebook], sources: Sequence[str]) -> Gates | None:
    """Give the gates of the codebooks of a ledger; None where one has none that suffices."""
    files = [Path(one) for one in sources if Path(one).suffix in {".yaml", ".yml"}]
    return gates_for({book.name: book.hash for book in codebooks}, files)


def gate_run(gates: Gates, codebooks: Sequence[Codebook]) -> CoderRun:
    """Give the run that passes reports over."""
    names = "+".join(sorted(book.name for book in codebooks))
    hashes = sha256_hex(canonical_json(sorted(book.hash for book in codebooks)).encode())
    identity = run_id(GATE, VERSION, names, hashes, gates.id, "")
    return CoderRun(identity, GATE, VERSION, names, hashes, gates.id, "")


def behind(run: CoderRun, gate: CoderRun) -> CoderRun:
    """Give a coder's run over the reports that a gate lets through."""
    configuration = f"{run.configuration_hash} {gate.id}".strip()
    identity = run_id(
        run.coder, run.version, run.codebook, run.codebook_hash, run.weights_hash, configuration
    )
    return replace(run, id=identity, configuration_hash=configuration)


def passed_over(version: str, runs: Sequence[CoderRun], gate: CoderRun) -> tuple[Coding, ...]:
    """Give the codings of a version that the gate passed over: none has a claim."""
    return tuple(Coding(version, run.id, (), (), ()) for run in (*runs, gate))
