"""``dateline show ID``: a report, version, claim, mention, actor or decision in full."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.listing import claim_row_lines
from dateline.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, existing, up_to_date
from dateline.cli.render import claim_lines, field_lines, printable, published_words
from dateline.web.words import PLACE_PRECISION

if TYPE_CHECKING:
    from dateline.store import Ledger


def show(
    id: Annotated[str, typer.Argument(help="An id, or its beginning; or an actor's key.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Show one thing in full: an event with what each report says of it, a report with its text and
    claims, a claim with quote, offsets, attribution and how each value is known, a mention with its
    decisions, an actor.

    Ids are printed by the other commands; the first characters are enough.
    """
    held = existing(ledger)
    if id.strip()[:1] in {"E", "e"}:
        up_to_date(held)
    found = held.find(id)
    shown = _SHOWN.get(found.kind)
    if shown is None:
        raise LookupError(f"{found.id} is a {found.kind}; see it in `dateline dump`")
    plain = shown(held, found.id)
    if as_json:
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for line in _LINES[plain["kind"]](held, plain):
        print(line)


def _report(held: Ledger, id: str) -> dict[str, Any]:
    from dateline.cli.versions import history

    told = history(held, id)
    return _version(held, held.current_version(id)) | {
        "versions": list(held.versions_of(id)),
        "history": told["versions"],
        "notices": told["notices"],
    }


def _version(held: Ledger, id: str) -> dict[str, Any]:
    reading = held.reading(id)
    runs = held.current_runs()
    claims = [
        _claim(held, claim.id)
        for codebook in sorted(runs)
        for claim in held.claims_of_version(id, runs[codebook])
    ]
    return {
        "kind": "report",
        "version": id,
        **{key: value for key, value in asdict(reading).items() if key != "title"},
        "title": None if reading.title is None else reading.title.of(reading.text),
        "catalogue": dict(reading.catalogue),
        "claims": sorted(claims, key=lambda claim: (claim["anchor"]["start"], claim["id"])),
    }


def _claim(held: Ledger, id: str) -> dict[str, Any]:
    from dateline.export.plain import claim_as_dict

    claim = held.claim(id)
    reading = held.reading(claim.version)
    plain = claim_as_dict(claim, reading.text, list(held.resolutions(id)))
    return {
        "kind": "claim",
        **plain,
        "run": claim.run,
        "version": claim.version,
        "publisher": reading.publisher,
        "published": asdict(reading.published),
        "decisions": [asdict(decision) for decision in held.decisions(claim.mention)],
    }


def _mention(held: Ledger, id: str) -> dict[str, Any]:
    mention = held.mention(id)
    text = held.reading(mention.version).text
    return {
        "kind": "mention",
        "id": id,
        "version": mention.version,
        "anchor": {
            "start": mention.anchor.start,
            "end": mention.anchor.end,
            "quote": mention.anchor.of(text),
        },
        "attribution": None if mention.attribution is None else mention.attribution.of(text),
        "claims": [_claim(held, claim.id) for claim in held.claims_of_mention(id)],
        "decisions": [asdict(decision) for decision in held.decisions(id)],
    }


def _actor(held: Ledger, key: str) -> dict[str, Any]:
    actor = held.actor(key)
    return {
        "kind": "actor",
        "actor": asdict(actor),
        "relations": [asdict(relation) for relation in held.relations(key)],
    }


def _decision(held: Ledger, id: str) -> dict[str, Any]:
    decision = next(d for d in held.decisions() if d.id == id)
    return {"kind": "decision", **asdict(decision)}


def _event(held: Ledger, id: str) -> dict[str, Any]:
    from dateline.cli.events import event_plain

    return event_plain(held, id)


_SHOWN = {
    "event": _event,
    "report": _report,
    "version": _version,
    "claim": _claim,
    "mention": _mention,
    "actor": _actor,
    "decision": _decision,
}


def _report_lines(held: Ledger, plain: dict[str, Any]) -> Iterator[str]:
    yield printable(plain["title"] or "(no title)")
    yield from field_lines("version", plain["version"], 2)
    yield from field_lines("key", plain["source_key"], 2)
    yield from field_lines("publisher", plain["publisher"] or "not known", 2)
    for credit in plain["credits"]:
        yield from field_lines(credit["kind"], f"{credit['name']}  “{credit['quote']}”", 2)
    yield from field_lines("published", published_words(plain["published"]), 2)
    yield from field_lines("language", plain["language"], 2)
    yield from field_lines("original", plain["original"], 2)
    for name, value in plain["catalogue"].items():
        yield from field_lines(name, value, 2)
    yield from _history_lines(plain.get("history", ()))
    for notice in plain.get("notices", ()):
        words = f"“{' '.join(notice['quote'].split())}”"
        certainty = "possible " if notice["certainty"] == "possible" else ""
        yield from field_lines(f"{certainty}{notice['kind']}", words, 2)
    for piece in plain["furniture"]:
        yield from field_lines("cut", piece, 2)
    for warning in plain["warnings"]:
        yield from field_lines("warning", warning, 2)
    yield ""
    for paragraph in plain["text"].split("\n"):
        yield printable(paragraph)
    for claim in plain["claims"]:
        yield ""
        yield from claim_lines(claim)


def _history_lines(history: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Give versions with their captures as lines; nothing of one that was got once at no stated time."""
    for place, version in enumerate(history):
        times = [c["captured_at"] or "a time not stated" for c in version["captures"]]
        if len(history) == 1 and times == ["a time not stated"]:
            return
        marks = "current" if place == 0 else "earlier"
        cut = f"; cut off ({version['cut']})" if version["cut"] else ""
        told = f"{version['version']} ({marks}), captured {', '.join(times)}{cut}"
        yield from field_lines("version", told, 2)


def _chance(score: float | None) -> str:
    return "" if score is None else f", right with a chance of {score:.2f}"


def _claim_block(held: Ledger, plain: dict[str, Any]) -> Iterator[str]:
    yield from claim_lines(plain)
    yield ""
    yield from field_lines("mention", plain["mention"], 2)
    yield from field_lines("version", plain["version"], 2)
    yield from field_lines("publisher", plain["publisher"] or "not known", 2)
    yield from field_lines("published", published_words(plain["published"]), 2)
    by = plain["how"] + _chance(plain["score"])
    yield from field_lines("coded by", f"{by} (run {plain['run']})", 2)
    yield from field_lines("anchor", _place(plain["anchor"]), 2)
    yield from field_lines("sentence", _place(plain["quote"]), 2)
    for slot in plain["slots"]:
        by = f" by {slot['how']}" if slot["how"] else ""
        by += _chance(slot["score"])
        yield from field_lines(slot["role"], _place(slot) + by, 2)
        if slot["resolution"]:
            resolved = slot["resolution"]
            yield from field_lines("", f"{resolved['how']}, score {resolved['score']}", 2)
            yield from _where_lines(resolved)
    for inferred in plain["inferred"]:
        if inferred["kind"] == "place" and inferred["value"] is not None:
            words = inferred.get("from")
            yield from field_lines("place", _place(words) if words else inferred["label"], 2)
            yield from field_lines("", f"{inferred['how']}, score {inferred['score']}", 2)
            yield from _where_lines(inferred)
    for link in plain["attribution"]:
        source = _place(link["source"]) if link["source"] else "no source named"
        yield from field_lines("cites", f"{source}, cue {_place(link['cue'])}", 2)
    yield from _decision_lines(plain["decisions"])
    effective = list(held.claims(report=None, limit=None)) if plain["decisions"] else []
    for row in effective:
        if row.id == plain["id"]:
            yield ""
            yield "  as decided:"
            yield from ("  " + line for line in claim_row_lines(row))


def _where_lines(resolved: dict[str, Any]) -> Iterator[str]:
    """Give how exactly a place is known, how far off it may be, and the candidates that lost."""
    if resolved["kind"] != "place" or resolved["value"] is None:
        return
    extra = resolved.get("extra", {})
    known = PLACE_PRECISION.get(resolved["precision"] or 0, "")
    parts = [f"where_prec {resolved['precision']}: {known}"]
    if "uncertainty_km" in extra:
        parts.append(f"up to {extra['uncertainty_km']:g} km off")
    yield from field_lines("", "; ".join(parts), 2)
    lost = [c for c in resolved.get("candidates", ()) if c["value"] != resolved["value"]]
    if lost:
        told = ", ".join(f"{_candidate(c)} {c['score']:.2f}" for c in lost)
        yield from field_lines("", f"lost: {told}", 2)


def _candidate(candidate: dict[str, Any]) -> str:
    label = candidate["why"].partition(": ")[0]
    return f"{label} [{candidate['value']}]" if label else str(candidate["value"])


def _place(span: dict[str, Any]) -> str:
    return f"{span['start']}-{span['end']} “{span['quote']}”"


def _decision_lines(decisions: list[dict[str, Any]]) -> Iterator[str]:
    for decision in decisions:
        value = json.dumps(decision["value"], ensure_ascii=False) if decision["value"] else ""
        words = f"{decision['verdict']} {value} by {decision['author']}".replace("  ", " ")
        why = f": {decision['why']}" if decision["why"] else ""
        yield from field_lines("decision", f"{decision['id']} {words}{why}", 2)


def _mention_lines(held: Ledger, plain: dict[str, Any]) -> Iterator[str]:
    yield from field_lines("mention", plain["id"], 2)
    yield from field_lines("version", plain["version"], 2)
    yield from field_lines("anchor", _place(plain["anchor"]), 2)
    yield from field_lines("hangs on", plain["attribution"] or "the report itself", 2)
    yield from _decision_lines(plain["decisions"])
    for claim in plain["claims"]:
        yield ""
        yield from claim_lines(claim)


def _actor_lines(held: Ledger, plain: dict[str, Any]) -> Iterator[str]:
    actor = plain["actor"]
    yield printable(actor["name"])
    yield from field_lines("key", actor["id"], 2)
    yield from field_lines("kind", actor["kind"].replace("_", " "), 2)
    if actor["sectors"]:
        yield from field_lines("sectors", ", ".join(actor["sectors"]), 2)
    if actor["country"]:
        yield from field_lines("country", actor["country"], 2)
    if actor["aliases"]:
        yield from field_lines("also", ", ".join(actor["aliases"]), 2)
    for tie in plain["relations"]:
        interval = f"{tie['earliest'] or 'start not stated'} to {tie['latest'] or 'end not stated'}"
        basis = ", ".join(tie["basis"])
        yield from field_lines(
            "tie", f"{tie['a']} {tie['kind'].replace('_', ' ')} {tie['b']}, {interval} ({basis})", 2
        )


def _decision_block(held: Ledger, plain: dict[str, Any]) -> Iterator[str]:
    for key, value in plain.items():
        if key != "kind" and value not in (None, "", {}):
            words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield from field_lines(key, words, 2)


def _event_block(held: Ledger, plain: dict[str, Any]) -> Iterator[str]:
    from dateline.cli.events import event_lines

    yield from event_lines(held.event(plain["id"]), plain)


_LINES = {
    "event": _event_block,
    "report": _report_lines,
    "claim": _claim_block,
    "mention": _mention_lines,
    "actor": _actor_lines,
    "decision": _decision_block,
}
