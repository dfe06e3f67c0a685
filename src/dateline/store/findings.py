"""Writing what coders and resolvers say: mentions, claims, groups, resolutions, actors, relations."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from dateline.identity import canonical_json, sha256_hex
from dateline.store import schema
from dateline.store.bundle import Recoding, ReportBundle
from dateline.store.errors import LedgerError
from dateline.store.writing import Row, append, append_one
from dateline.types import Actor, Claim, Coding, Mention, Relation, Resolution, Span


def write_findings(
    connection: Connection, found: ReportBundle | Recoding, version: str, text: str
) -> int:
    """Add annotation, codings, resolutions, actors and relations; give how many claims are new."""
    if found.annotation_blob is not None:
        if not found.annotator:
            raise LedgerError(f"{version}: an annotation without the name of its annotator")
        append_one(
            connection,
            schema.annotation,
            {"version": version, "annotator": found.annotator, "data": found.annotation_blob},
        )
    before = _count_claims(connection, version)
    for coding in found.codings:
        _write_coding(connection, coding, version, text)
    _write_resolutions(connection, version, found.resolutions)
    write_actors(connection, found.actors)
    write_relations(connection, found.relations)
    return _count_claims(connection, version) - before


def _count_claims(connection: Connection, version: str) -> int:
    statement = select(func.count()).where(schema.claim.c.version == bindparam("of_version"))
    return int(connection.execute(statement, {"of_version": version}).scalar_one())


def _write_coding(connection: Connection, coding: Coding, version: str, text: str) -> None:
    if coding.version != version:
        raise LedgerError(f"a coding of {coding.version} was given with version {version}")
    run = connection.execute(
        select(schema.coder_run.c.id).where(schema.coder_run.c.id == coding.run)
    ).first()
    if run is None:
        raise LedgerError(f"{version}: run {coding.run} is not known; call register_run first")
    for claim in coding.claims:
        _check_claim(claim, coding, len(text))
    claims = coding.claims
    append(connection, schema.mention, [mention_row(m) for m in coding.mentions])
    append(connection, schema.claim, [_claim_row(claim) for claim in claims])
    append(connection, schema.claim_slot, [row for c in claims for row in _slot_rows(c)])
    append(
        connection, schema.claim_attribution, [row for c in claims for row in _attribution_rows(c)]
    )
    append(
        connection,
        schema.claim_group,
        [{"id": g.id, "version": g.version, "run": g.run} for g in coding.groups],
    )
    append(
        connection,
        schema.claim_group_member,
        [
            {"version": version, "claim_group": g.id, "claim": c}
            for g in coding.groups
            for c in g.claims
        ],
    )
    append_one(connection, schema.coded, {"version": version, "run": coding.run})


def _check_claim(claim: Claim, coding: Coding, length: int) -> None:
    if claim.version != coding.version or claim.run != coding.run:
        raise LedgerError(f"claim {claim.id} is not of version {coding.version}, run {coding.run}")
    spans: list[Span | None] = [claim.anchor, claim.quote]
    for slot in claim.slots:
        spans += (slot.span, slot.head)
    for link in claim.attribution:
        spans += (link.source, link.cue, link.content)
    for span in spans:
        if span is not None and not 0 <= span[0] <= span[1] <= length:
            raise LedgerError(f"claim {claim.id}: span {tuple(span)} lies outside its text")


def mention_row(mention: Mention) -> Row:
    """Give the row of a mention."""
    hangs_on = mention.attribution
    return {
        "id": mention.id,
        "version": mention.version,
        "anchor_start": mention.anchor[0],
        "anchor_end": mention.anchor[1],
        "attribution_start": None if hangs_on is None else hangs_on[0],
        "attribution_end": None if hangs_on is None else hangs_on[1],
        "ordinal": mention.ordinal,
    }


def _claim_row(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "mention": claim.mention,
        "run": claim.run,
        "version": claim.version,
        "codebook": claim.codebook,
        "type": claim.type,
        "mode": claim.mode,
        "contexts": _json_list(claim.contexts),
        "anchor_start": claim.anchor[0],
        "anchor_end": claim.anchor[1],
        "quote_start": claim.quote[0],
        "quote_end": claim.quote[1],
        "polarity": claim.polarity,
        "modality": claim.modality,
        "background": int(claim.background),
        "salience": float(claim.salience),
        "how": claim.how,
        "score": claim.score,
    }


@lru_cache(maxsize=8192)  # few different ones come again and again
def _json_list(words: tuple[str, ...]) -> str:
    return canonical_json(list(words))


def whole_number(value: str) -> int | None:
    """Give the number that ``value`` writes in digits ("1,200" too), else None."""
    digits = value.replace(",", "").strip()
    # ASCII digits only, and no more than SQLite's integers hold.
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None


def _slot_rows(claim: Claim) -> Iterable[Row]:
    for slot in claim.slots:
        yield {
            "version": claim.version,
            "claim": claim.id,
            "role": slot.role,
            "ordinal": slot.ordinal,
            "span_start": slot.span[0],
            "span_end": slot.span[1],
            "head_start": slot.head[0],
            "head_end": slot.head[1],
            "value": slot.value,
            "number": whole_number(slot.value),
            "how": slot.how or None,
            "score": slot.score,
        }


def _attribution_rows(claim: Claim) -> Iterable[Row]:
    for ordinal, link in enumerate(claim.attribution):
        yield {
            "version": claim.version,
            "claim": claim.id,
            "ordinal": ordinal,
            "source_start": link.source[0] if link.source is not None else None,
            "source_end": link.source[1] if link.source is not None else None,
            "cue_start": link.cue[0],
            "cue_end": link.cue[1],
            "content_start": link.content[0],
            "content_end": link.content[1],
        }


# --------------------------------------------------------------------------- resolution


def _write_resolutions(
    connection: Connection, version: str, resolutions: Sequence[Resolution]
) -> None:
    leading: dict[tuple[str, str, str, str], Resolution] = {}
    for resolution in resolutions:
        key = (resolution.subject, resolution.role, resolution.kind, resolution.run)
        best = leading.get(key)
        if best is None or leads(resolution) < leads(best):
            leading[key] = resolution
    chosen = {id(resolution) for resolution in leading.values()}
    rows = [
        {"version": version, "leading": int(id(r) in chosen), **_resolution_row(r)}
        for r in resolutions
    ]
    append(connection, schema.resolution, rows)


def leads(resolution: Any) -> tuple[bool, bool, int]:
    """Order resolutions (or rows of them): the first stands for its subject, role and kind.

    Matched before unmatched, told before inferred from the surroundings, first told first."""
    return resolution.value is None, resolution.ordinal < 0, resolution.ordinal


def _resolution_row(resolution: Resolution) -> Row:
    return {
        "subject": resolution.subject,
        "role": resolution.role,
        "ordinal": resolution.ordinal,
        "kind": resolution.kind,
        "run": resolution.run,
        "value": resolution.value,
        "label": resolution.label,
        "precision": resolution.precision,
        "score": float(resolution.score),
        "how": resolution.how,
        "span_start": None if resolution.span is None else resolution.span[0],
        "span_end": None if resolution.span is None else resolution.span[1],
        "candidates": canonical_json([[c.value, c.score, c.why] for c in resolution.candidates]),
        "extra": canonical_json(resolution.extra),
        **derived_of(resolution.kind, resolution.value, resolution.extra),
    }


def derived_of(kind: str, value: str | None, extra: Mapping[str, Any]) -> Row:
    """Give the columns of a resolution that are read out of its value and its facts."""
    earliest, latest = None, None
    if kind == "date" and value is not None:
        earliest, slash, latest = (part or None for part in value.partition("/"))
        latest = latest if slash else earliest
    return {
        "date_from": earliest,
        "date_to": latest,
        "latitude": _finite(extra.get("latitude")),
        "longitude": _finite(extra.get("longitude")),
        "country": _words(extra.get("country")),
        "admin1": _words(extra.get("admin1")),
    }


def _finite(value: Any) -> float | None:
    if not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _words(value: Any) -> str | None:
    return None if value is None else str(value)


def write_actors(connection: Connection, actors: Sequence[Actor]) -> None:
    """Add actors; each way that one is written is kept."""
    append(connection, schema.actor, [_actor_row(actor) for actor in actors])


@lru_cache(maxsize=8192)  # the same actors come with report after report
def _actor_row(actor: Actor) -> Row:
    row: Row = {
        "name": actor.name,
        "kind": actor.kind,
        "sectors": canonical_json(list(actor.sectors)),
        "country": actor.country,
        "in_registry": int(actor.in_registry),
        "aliases": canonical_json(list(actor.aliases)),
    }
    form = sha256_hex(canonical_json(row).encode())
    return {"id": actor.id, "form": form, **row}


def write_relations(connection: Connection, relations: Sequence[Relation]) -> None:
    """Add relations with what they rest on."""
    rows = [
        {
            "id": r.id,
            "a": r.a,
            "kind": r.kind,
            "b": r.b,
            "earliest": r.earliest,
            "latest": r.latest,
            "interval_how": r.interval_how,
        }
        for r in relations
    ]
    append(connection, schema.relation, rows)
    basis = [{"relation": r.id, "basis": b} for r in relations for b in r.basis]
    append(connection, schema.relation_basis, basis)
