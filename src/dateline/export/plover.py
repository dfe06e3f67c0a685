"""Events as PLOVER's JSON records, one object a line.

Keys are PLOVER's: ``id``, ``date``, ``source``, ``target``, ``event``, ``mode``, ``context``,
``eventText``, ``text``, ``eventLoc``, ``dead``, ``injured``, ``size``, ``language``, ``publication``,
``coder``, ``version``. What is beside them stands under ``dateline``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.export.countries import country_name, iso2
from dateline.export.dataset import Written, support_words
from dateline.export.evidence import Evidence, evidence
from dateline.export.files import text_file, whole
from dateline.export.profile import Full, Profile
from dateline.export.progress import Progress
from dateline.export.sides import Sides
from dateline.fusion.facts import Party

if TYPE_CHECKING:
    from dateline.store import Ledger

CODEBOOK = "plover"
_NUMBERS = {"dead": "killed", "injured": "injured", "size": "participants"}


def export_plover(
    ledger: Ledger,
    out: Path,
    profile: Profile | None = None,
    filters: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write the events of codebook ``plover``; filters are those of events.

    Raises ``ValueError`` where the ledger is not coded with it.
    """
    asked = dict(filters or {})
    if CODEBOOK not in ledger.current_runs() or asked.get("codebook", CODEBOOK) != CODEBOOK:
        raise ValueError(
            "PLOVER JSON holds events of codebook plover, and those asked for are of another; code "
            "the ledger with: dateline recode --codebook plover and the others that it has"
        )
    sides, shown, written = Sides(ledger.actor), profile or Full(), Written()
    contexts = {claim.id: claim.contexts for claim in ledger.claims(codebook=CODEBOOK)}
    languages = {report.id: report.language for report in ledger.reports()}
    with whole(out) as partial, text_file(partial) as lines:
        for found in evidence(ledger, progress, **{**asked, "codebook": CODEBOOK}):
            if not found.tellings:
                written.left_out["no claim of it can be shown"] += 1
                continue
            made = record(found, sides, shown)
            made["context"] = _contexts(found, contexts)
            made["language"] = languages.get(found.tellings[0].report)
            kept = {key: value for key, value in made.items() if value not in (None, [], "")}
            lines.write(json.dumps(_shown(kept, shown), ensure_ascii=False) + "\n")
            written.rows += 1
    return written


def record(found: Evidence, sides: Sides, profile: Profile) -> dict[str, Any]:
    """Give an event's record; what is not known is None."""
    event, told = found.event, found.affirming[0]
    first, last = found.days
    place = event.place
    numbers = {
        key: str(count.best)
        for key, role in _NUMBERS.items()
        if (count := found.count(role)) is not None
    }
    where: dict[str, Any] | None = None
    if place is not None and not place.inferred:
        where = {
            "name": place.label,
            "country": country_name(place.country),
            "country code": iso2(place.country),
            "latitude": place.latitude,
            "longitude": place.longitude,
            "where_prec": place.precision,
        }
    return {
        "id": event.id,
        "date": first if first == last else None,
        "source": _parties(event.actors, found, sides, profile),
        "target": _parties(event.recipients, found, sides, profile),
        "event": event.type,
        "mode": event.mode,
        "context": None,
        "eventText": profile.anchor(told),
        "text": profile.quote(told),
        "eventLoc": where,
        **numbers,
        "language": None,
        "publication": told.publisher,
        "coder": "dateline",
        "version": "PLOVER, 16 event types",
        "dateline": {
            "kind": event.kind,
            "date_from": first,
            "date_to": last,
            "date_prec": event.when.precision if event.when else None,
            "n_reports": event.n_reports,
            "sources": [event.sources.low, event.sources.high],
            "families": [event.families.low, event.families.high],
            "cited": [event.cited_sources.low, event.cited_sources.high],
            "first_hand": [event.first_hand.low, event.first_hand.high],
            "support": profile.words(support_words(event), found.tellings),
            "grade": event.grade,
            "counts": {c.role: [c.low, c.best, c.high] for c in event.counts},
            "claims": [
                {
                    "claim": telling.claim,
                    "report": telling.report,
                    "version": telling.version,
                    "start": telling.quote_start,
                    "end": telling.quote_end,
                    "quote": profile.quote(telling),
                    "cites": profile.sources(telling),
                    "denies": bool(telling.denies),
                }
                for telling in found.tellings
            ],
        },
    }


def _parties(
    parties: Sequence[Party], found: Evidence, sides: Sides, profile: Profile
) -> list[dict[str, str]]:
    made = []
    for party in parties:
        actor = sides.actor(party.key)
        one = {"actorText": profile.name(party, found.tellings)}
        if actor is not None and actor.country:
            one["code"] = actor.country
        sector = sides.sector(party)
        if sector:
            one["sector"] = sector
        made.append(one)
    return made


def _shown(value: Any, profile: Profile) -> Any:
    """Give a record with no word in it that the profile hides anywhere."""
    if isinstance(value, str):
        return profile.words(value)
    if isinstance(value, list):
        return [_shown(one, profile) for one in value]
    if isinstance(value, dict):
        return {key: _shown(one, profile) for key, one in value.items()}
    return value


def _contexts(found: Evidence, contexts: dict[str, str]) -> list[str]:
    named = [
        word
        for telling in found.affirming
        for word in json.loads(contexts.get(telling.claim, "[]"))
    ]
    return list(dict.fromkeys(named))
