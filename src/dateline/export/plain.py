"""A report and its claims as plain dictionaries, every span with its quote."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dateline.store.bundle import ReportBundle
from dateline.types import Attribution, Claim, Relation, Resolution, Span


def span_as_dict(span: Span, text: str) -> dict[str, Any]:
    """Give start, end and quote of a span."""
    return {"start": span.start, "end": span.end, "quote": text[span.start : span.end]}


def resolution_as_dict(resolution: Resolution, text: str | None = None) -> dict[str, Any]:
    """Give what a slot was resolved to, and how; of a place also its candidates, and with the
    report's ``text`` the words that it was resolved from, where those are not the slot's."""
    place: dict[str, Any] = {}
    if resolution.kind == "place":
        place["candidates"] = [
            {"value": c.value, "score": round(c.score, 4), "why": c.why}
            for c in resolution.candidates
        ]
        if text is not None and resolution.span is not None:
            place["from"] = span_as_dict(resolution.span, text)
    return {
        "kind": resolution.kind,
        "value": resolution.value,
        "label": resolution.label,
        "precision": resolution.precision,
        "score": round(resolution.score, 4),
        "how": resolution.how,
        **({"extra": resolution.extra} if resolution.extra else {}),
        **place,
    }


def attribution_as_dict(link: Attribution, text: str) -> dict[str, Any]:
    """Give one link of an attribution chain; ``source`` is None where the text names none."""
    return {
        "source": None if link.source is None else span_as_dict(link.source, text),
        "cue": span_as_dict(link.cue, text),
        "content": span_as_dict(link.content, text),
    }


def claim_as_dict(claim: Claim, text: str, resolutions: list[Resolution]) -> dict[str, Any]:
    """Give a claim with its slots, what they were resolved to, and its attribution."""
    by_slot = {(r.role, r.ordinal): r for r in resolutions}
    slots = []
    for slot in claim.slots:
        resolved = by_slot.pop((slot.role, slot.ordinal), None)
        slots.append(
            {
                "role": slot.role,
                "ordinal": slot.ordinal,
                "value": slot.value,
                **span_as_dict(slot.span, text),
                "how": slot.how,
                "score": slot.score,
                "resolution": None if resolved is None else resolution_as_dict(resolved, text),
            }
        )
    return {
        "id": claim.id,
        "mention": claim.mention,
        "codebook": claim.codebook,
        "type": claim.type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "background": claim.background,
        "anchor": span_as_dict(claim.anchor, text),
        "quote": span_as_dict(claim.quote, text),
        "slots": slots,
        "inferred": [
            {"role": role, **resolution_as_dict(r, text)}
            for (role, _), r in sorted(by_slot.items())
        ],
        "attribution": [attribution_as_dict(link, text) for link in claim.attribution],
        "salience": round(claim.salience, 4),
        "score": claim.score,
        "how": claim.how,
    }


def relation_as_dict(relation: Relation) -> dict[str, Any]:
    """Give a dated tie between two actors."""
    return {**asdict(relation), "basis": list(relation.basis)}


def bundle_as_dict(bundle: ReportBundle) -> dict[str, Any]:
    """Give a report as read and coded, without a ledger."""
    reading = bundle.reading
    text = reading.text
    by_claim: dict[str, list[Resolution]] = {}
    for resolution in bundle.resolutions:
        by_claim.setdefault(resolution.subject, []).append(resolution)
    claims = [claim for coding in bundle.codings for claim in coding.claims]
    published = bundle.published or reading.published
    return {
        "report": bundle.report,
        "version": bundle.version,
        "source_key": reading.source_key,
        "original": reading.original,
        "member": reading.member,
        "title": None if reading.title is None else span_as_dict(reading.title, text),
        "publisher": reading.publisher,
        "publisher_how": reading.publisher_how,
        "authors": list(reading.authors),
        "credits": [
            {"kind": credit.kind, "name": credit.name, "quote": credit.quote}
            for credit in reading.credits
        ],
        "url": reading.url,
        "published": asdict(published),
        "language": reading.language,
        "text": text,
        "catalogue": dict(reading.catalogue),
        "furniture": list(reading.furniture),
        "warnings": list(reading.warnings),
        "actors": [
            {**asdict(actor), "sectors": list(actor.sectors), "aliases": list(actor.aliases)}
            for actor in bundle.actors
        ],
        "claims": [
            claim_as_dict(claim, text, by_claim.get(claim.id, []))
            for claim in sorted(claims, key=lambda c: (c.anchor, c.codebook, c.id))
        ],
        "relations": [relation_as_dict(relation) for relation in bundle.relations],
    }
