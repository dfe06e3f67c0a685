"""What a report claims: events and relations with their fillers, by the rules of a codebook."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.attribution_words import weights_hash
from dateline.coding.codebook import Codebook, load_codebook
from dateline.coding.engine import Coder
from dateline.coding.salience import primary
from dateline.coding.typed import TypeReader
from dateline.types import Annotation, CoderRun, Coding, Span, run_id

__all__ = ["CODER", "VERSION", "code", "coder_run", "load_codebook", "primary"]

CODER = "rules"
VERSION = "4"
"""Raise when the rules change what they give: a changed coder is another run."""


def coder_run(codebook: Codebook) -> CoderRun:
    """Give the run that :func:`code` makes with ``codebook``: its name, version and hashes."""
    weights = weights_hash()
    identity = run_id(CODER, VERSION, codebook.name, codebook.hash, weights, "")
    return CoderRun(identity, CODER, VERSION, codebook.name, codebook.hash, weights, "")


def code(
    annotation: Annotation,
    codebook: Codebook,
    run: str | None = None,
    toponyms: Sequence[Span] | None = None,
    timexes: Sequence[Span] | None = None,
    joined: Sequence[Span] = (),
    types: TypeReader | None = None,
) -> Coding:
    """Give the mentions, claims and claim groups of ``annotation`` by the rules of ``codebook``.

    ``run`` is the id of the coder run (default: :func:`coder_run`'s). ``toponyms`` and
    ``timexes`` are the places and times found by the resolvers; without them the
    annotation's own names of places and dates serve. ``joined`` are known names of one body that
    hold an "and", which the parse takes for two. ``types`` gives the share of every type for a
    sentence (:func:`dateline.coding.typed.reader`); without it only cues decide. Never raises on a
    broken parse.
    """
    if run is None:
        run = coder_run(codebook).id
    return Coder(annotation, codebook, run, toponyms, timexes, joined, types).coding()
