"""Reports as what a gate is made from: each parsed and coded, its claims noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.gate.fit import Example
from dateline.identity import sha256_hex
from dateline.language import languages
from dateline.pipeline.report import Coders
from dateline.types import Reading

LEAST = 30
"""Reports with which a gate is tried at all."""


def examples_of(coders: Coders, readings: Iterable[Reading]) -> Iterator[Example]:
    """Give each text once with its claims by all codebooks; other languages are left out."""
    seen: set[str] = set()
    for reading in readings:
        if reading.language not in languages() or reading.text in seen:
            continue
        seen.add(reading.text)
        codings = coders.code(coders.annotate(reading))
        claims = ((c.codebook, c.anchor.start) for coding in codings for c in coding.claims)
        yield Example(reading.text, tuple(claims))


def thirds(examples: Iterable[Example]) -> tuple[list[Example], list[Example], list[Example]]:
    """Part reports by the hashes of their texts: half to fit, a sixth for the threshold, the rest to measure."""
    fit: list[Example] = []
    tune: list[Example] = []
    unseen: list[Example] = []
    for one in examples:
        number = int(sha256_hex(one.text.encode("utf-8", "surrogatepass"))[:8], 16) % 6
        (fit if number < 3 else tune if number < 4 else unseen).append(one)
    return fit, tune, unseen
