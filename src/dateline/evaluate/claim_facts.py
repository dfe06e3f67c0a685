"""What fusion takes in, made from a report that was just coded: no ledger is needed."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.fusion.facts import Cited, ClaimFacts, Party, When, Where
from dateline.lineage.facts import Text
from dateline.store.bundle import ReportBundle
from dateline.types import Claim, Resolution, Slot

NUMBERS = frozenset({"killed", "injured", "detained", "abducted", "displaced", "participants"})


def claim_facts(bundle: ReportBundle) -> tuple[ClaimFacts, ...]:
    """Give the claims of one report as fusion takes them in, the machine's values alone."""
    reading = bundle.reading
    published = bundle.published or reading.published
    by_claim: dict[str, list[Resolution]] = {}
    for resolution in bundle.resolutions:
        by_claim.setdefault(resolution.subject, []).append(resolution)
    group_of = {
        claim: group.id
        for coding in bundle.codings
        for group in coding.groups
        for claim in group.claims
    }
    return tuple(
        _facts(
            claim,
            group_of[claim.id],
            by_claim.get(claim.id, ()),
            bundle,
            (published.earliest, published.latest),
        )
        for coding in bundle.codings
        for claim in coding.claims
    )


def text_facts(bundle: ReportBundle) -> Text:
    """Give a report as lineage takes it in."""
    reading = bundle.reading
    return Text(
        version=bundle.version,
        report=bundle.report,
        text=reading.text,
        title=reading.title,
        publisher=reading.publisher,
        url=reading.url,
        language=reading.language,
        authors=reading.authors,
        credits=reading.credits,
        published=bundle.published or reading.published,
    )


def _facts(
    claim: Claim,
    group: str,
    resolutions: Sequence[Resolution],
    bundle: ReportBundle,
    published: tuple[str | None, str | None],
) -> ClaimFacts:
    text = bundle.reading.text
    resolved = {(r.role, r.ordinal): r for r in resolutions}
    counts: dict[str, tuple[int, str]] = {}
    for slot in claim.slots:
        if slot.role in NUMBERS and slot.value.isdigit():
            counts.setdefault(slot.role, (int(slot.value), slot.span.of(text)))
    return ClaimFacts(
        claim=claim.id,
        mention=claim.mention,
        group=group,
        version=bundle.version,
        report=bundle.report,
        publisher=bundle.reading.publisher,
        published=published,
        codebook=claim.codebook,
        type=claim.type,
        mode=claim.mode,
        actors=tuple(_party(slot, resolved) for slot in claim.slot("actor")),
        recipients=tuple(_party(slot, resolved) for slot in claim.slot("recipient")),
        places=tuple(_place(slot, resolved) for slot in claim.slot("place")) or _inferred(resolved),
        when=_when(resolutions),
        counts=counts,
        weapons=tuple(slot.value for slot in claim.slot("weapon")),
        polarity=claim.polarity,
        modality=claim.modality,
        background=claim.background,
        cited=tuple(
            Cited(
                "" if link.source is None else link.source.of(text),
                link.cue.of(text),
            )
            for link in claim.attribution
        ),
        anchor=claim.anchor,
        anchor_text=claim.anchor.of(text),
        quote=claim.quote,
        quote_text=claim.quote.of(text),
        salience=claim.salience,
        coded_by="machine",
    )


def _party(slot: Slot, resolved: dict[tuple[str, int], Resolution]) -> Party:
    found = resolved.get((slot.role, slot.ordinal))
    if found is None or found.value is None:
        return Party(None, slot.value, slot.value)
    return Party(found.value, found.label, slot.value)


def _place(slot: Slot, resolved: dict[tuple[str, int], Resolution]) -> Where:
    found = resolved.get((slot.role, slot.ordinal))
    if found is None or found.value is None:
        return Where(None, slot.value, slot.value, None, None, None, None, None)
    return _where(found, slot.value)


def _inferred(resolved: dict[tuple[str, int], Resolution]) -> tuple[Where, ...]:
    found = resolved.get(("place", -1))
    return (
        () if found is None or found.value is None else (_where(found, "")._replace(inferred=True),)
    )


def _where(found: Resolution, raw: str) -> Where:
    extra = found.extra
    return Where(
        found.value,
        found.label,
        raw,
        extra.get("latitude"),
        extra.get("longitude"),
        extra.get("country"),
        extra.get("admin1"),
        found.precision,
    )


def _when(resolutions: Sequence[Resolution]) -> When | None:
    """Give the first date slot that says something, else the date from the surroundings."""
    dates = [r for r in resolutions if r.kind == "date" and r.role != "published" and r.value]
    if not dates:
        return None
    chosen = min(dates, key=lambda r: (r.ordinal < 0, r.ordinal))
    earliest, _, latest = str(chosen.value).partition("/")
    return When(earliest or None, latest or None, chosen.precision, chosen.how)
