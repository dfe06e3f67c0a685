"""What a report claims: events and relations with their fillers, by the rules of a codebook.

Where a codebook lets it, the encoder finds types and recipients too
(:mod:`dateline.coding.encoder_readers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dateline.coding.attribution_words import weights_hash
from dateline.coding.codebook import Codebook, load_codebook
from dateline.coding.encoder_readers import configuration, role_reader, scores_of, type_reader
from dateline.coding.engine import Coder, Scorer
from dateline.coding.salience import primary
from dateline.coding.scores import Scores
from dateline.coding.tagged import RoleReader
from dateline.coding.typed import TypeReader
from dateline.types import Annotation, CoderRun, Coding, Span, run_id

__all__ = ["CODER", "NOTE", "VERSION", "code", "coder_run", "load_codebook", "primary"]

CODER = "rules"
VERSION = "6"
"""Raise when the rules change what they give: a changed coder is another run."""

NOTE = 5
"""Sentences that a note of one event has at most; of a longer text only the cues' claims are made."""


def coder_run(codebook: Codebook) -> CoderRun:
    """Give the run that :func:`code` makes with ``codebook``: its name, version and hashes."""
    weights = weights_hash()
    parts = (CODER, VERSION, codebook.name, codebook.hash, weights, configuration(codebook))
    return CoderRun(run_id(*parts), *parts)


def code(
    annotation: Annotation,
    codebook: Codebook,
    run: str | None = None,
    toponyms: Sequence[Span] | None = None,
    timexes: Sequence[Span] | None = None,
    joined: Sequence[Span] = (),
    read: RoleReader | Literal["installed"] | None = "installed",
    types: TypeReader | Literal["installed"] | None = "installed",
    score: Scorer | Literal["installed"] | None = "installed",
) -> Coding:
    """Give the mentions, claims and claim groups of ``annotation`` by the rules of ``codebook``.

    ``run`` is the id of the coder run (default: :func:`coder_run`'s). ``toponyms`` and
    ``timexes`` are the places and times found by the resolvers; without them the
    annotation's own names of places and dates serve. ``joined`` are known names of one body that
    hold an "and", which the parse takes for two. ``read`` gives role spans, ``types`` the share of
    every type for a sentence: by default the encoder's where the codebook lets it and it is in use,
    as :func:`coder_run` says; with None the rules are alone, and in a text too long for a note by a
    codebook of notes. ``score`` gives the claims of a report their scores, those that ship by default,
    and leaves out what is too unlikely; with None, and in notes, claims have none. Never raises on a
    broken parse.
    """
    if run is None:
        run = coder_run(codebook).id
    if codebook.of_notes and len(annotation.sentences) > NOTE:
        read = types = None
    if score == "installed":
        score = scores_of(codebook) if len(annotation.sentences) > NOTE else None
    least = score.fitted.least[codebook.name] if isinstance(score, Scores) else 0.0
    if read == "installed":
        read = role_reader(codebook)
    if types == "installed":
        types = type_reader(codebook)
    return Coder(
        annotation, codebook, run, toponyms, timexes, joined, read, types, score, least
    ).coding()
