"""The ids that rows of one table give by themselves."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dateline.fusion.facts import event_id
from dateline.identity import canonical_json, content_id, sha256_hex
from dateline.lineage.facts import copy_id
from dateline.store.writing import comparable_time, reading_id, standing_of
from dateline.types import (
    Span,
    capture_id,
    decision_id,
    mention_id,
    report_id,
    run_id,
    version_id,
)


def _run(row: Any) -> str:
    return run_id(
        row.coder,
        row.version,
        row.codebook,
        row.codebook_hash,
        row.weights_hash,
        row.configuration_hash,
    )


def _mention(row: Any) -> str:
    attribution = None
    if row.attribution_start is not None:
        attribution = Span(row.attribution_start, row.attribution_end)
    return mention_id(row.version, Span(row.anchor_start, row.anchor_end), attribution, row.ordinal)


ID_OF: dict[str, Callable[[Any], str]] = {
    "report": lambda row: report_id(row.source_key),
    "capture": lambda row: capture_id(row.report, row.original, row.member),
    "version": lambda row: version_id(row.report, row.text_sha256),
    "reading": lambda row: reading_id(row._asdict()),
    "coder_run": _run,
    "mention": _mention,
    "decision": lambda row: decision_id(row.author, row.n),
    "copy": lambda row: copy_id(row.a, row.b, row.algorithm),
    "snapshot": lambda row: content_id("S", row.stage, row.code, row.configuration, row.digest),
    "event": lambda row: event_id(row.anchor, row.codebook),
    "event_name": lambda row: event_id(row.mention, row.codebook),
}
"""By table. Resolvers name their runs themselves. The ids of claims, groups, relations and families rest on rows of other tables too."""


def form_of(actor: Any) -> str:
    """Give the hash of an actor's form."""
    row = {
        "name": actor.name,
        "kind": actor.kind,
        "sectors": actor.sectors,
        "country": actor.country,
        "in_registry": actor.in_registry,
        "aliases": actor.aliases,
    }
    return sha256_hex(canonical_json(row).encode())


def derived_of_reading(row: Any) -> dict[str, Any]:
    """Give the columns of a reading that follow from others."""
    return {
        "captured_utc": comparable_time(row.captured_at),
        "standing": standing_of(row.published_how),
    }


def seen_claims(saw: str) -> list[tuple[str, Any]]:
    """Give the claims that a decision's author saw: id and content."""
    claims = json.loads(saw).get("claims", [])
    return [(claim["claim"], claim["content"]) for claim in claims]
