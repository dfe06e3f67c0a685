"""Events, actors, ties and reports as FollowTheMoney entities, one JSON object a line.

Needs the extra ``dateline[ftm]`` (the library ``followthemoney``, MIT), which also cleans and
checks every value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.export.countries import iso2
from dateline.export.dataset import support_words
from dateline.export.evidence import Evidence, evidence
from dateline.export.files import text_file, whole
from dateline.export.profile import Full, Profile
from dateline.export.progress import Progress
from dateline.export.sides import Sides
from dateline.fusion.facts import Party
from dateline.store.rows import EventClaimRow
from dateline.types import Actor, Relation

if TYPE_CHECKING:
    from dateline.store import Ledger

SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "government": "PublicBody",
    "force": "PublicBody",
    "armed_group": "Organization",
    "organisation": "Organization",
    "group": "Organization",
}
"""Kind of actor to FollowTheMoney's schema. Populations, places and what is unknown are no
entities there; events name them in ``notes``."""


def export_ftm(
    ledger: Ledger,
    out: Path,
    profile: Profile | None = None,
    filters: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write the entities; give their number by schema. Filters are those of events.

    Raises ``RuntimeError`` where the library is not installed.
    """
    writing = _Writing(ledger, profile or Full())
    counts: dict[str, int] = {}
    with whole(out) as partial, text_file(partial) as lines:
        for entity in writing.entities(filters or {}, progress):
            lines.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")
            counts[entity["schema"]] = counts.get(entity["schema"], 0) + 1
    return counts


def _model() -> Any:
    try:
        from followthemoney import model
    except ImportError as error:
        raise RuntimeError(
            "FollowTheMoney entities need its library; install it with: pip install 'dateline[ftm]'"
        ) from error
    return model


class _Writing:
    """What is written of one ledger, each entity once."""

    def __init__(self, ledger: Ledger, profile: Profile) -> None:
        self.ledger = ledger
        self.profile = profile
        self.sides = Sides(ledger.actor)
        self.model = _model()
        self.done: set[str] = set()

    def entities(
        self, filters: Mapping[str, Any], progress: Progress | None
    ) -> Iterator[dict[str, Any]]:
        keys: set[str] = set()
        for found in evidence(self.ledger, progress, **filters):
            involved = {
                party.key: actor
                for party in (*found.event.actors, *found.event.recipients)
                if party.key and (actor := self._entity(party, found)) is not None
            }
            for key, actor in sorted(involved.items()):
                keys.add(key)
                yield from self._once(_id(key), lambda a=actor: self._actor(a))
            for telling in found.reports:
                yield from self._once(_id(telling.report), lambda t=telling: self._article(t))
            yield self._event(found, sorted(involved))
        for key in sorted(keys):
            for relation in self.ledger.relations(key):
                if {relation.a, relation.b} <= keys:
                    yield from self._once(_id(relation.id), lambda r=relation: self._tie(r))

    def _once(self, id: str, make: Any) -> Iterator[dict[str, Any]]:
        if id not in self.done:
            self.done.add(id)
            yield make()

    def _entity(self, party: Party, found: Evidence) -> Actor | None:
        """Give the actor that a party is an entity as; None where it is none, or not shown."""
        actor = self.sides.actor(party.key)
        if actor is None or actor.kind not in SCHEMATA:
            return None
        return actor if self.profile.shows(party, found.tellings) else None

    def _made(self, schema: str, id: str, values: dict[str, Any]) -> dict[str, Any]:
        proxy = self.model.make_entity(schema)
        proxy.id = id
        for name, value in values.items():
            if value in (None, "", []):
                continue
            values_of = [value] if isinstance(value, str) else value
            proxy.add(name, [self.profile.words(one) for one in values_of])
        made: dict[str, Any] = {"id": proxy.id, "schema": proxy.schema.name}
        properties = proxy.to_dict()["properties"]
        made["properties"] = {name: sorted(found) for name, found in sorted(properties.items())}
        return made

    def _actor(self, actor: Actor) -> dict[str, Any]:
        schema = SCHEMATA[actor.kind]
        values: dict[str, Any] = {
            "name": actor.name,
            "alias": [alias for alias in actor.aliases if alias != actor.name],
            "country": iso2(actor.country),
            "notes": f"dateline {actor.id}, {actor.kind.replace('_', ' ')}",
        }
        return self._made(schema, _id(actor.id), values)

    def _article(self, telling: EventClaimRow) -> dict[str, Any]:
        published = telling.published_from
        values = {
            "title": self.profile.title(telling),
            "publisher": telling.publisher,
            "sourceUrl": self.profile.address(telling),
            "publishedAt": published if published == telling.published_to else None,
            "notes": f"dateline {telling.report}",
        }
        return self._made("Article", _id(telling.report), values)

    def _event(self, found: Evidence, involved: list[str]) -> dict[str, Any]:
        event, (first, last) = found.event, found.days
        place = event.place
        what = f"{event.type} {event.mode}" if event.mode else event.type
        where = place.label if place else None
        parties = [
            f"{role}: {self.profile.name(party, found.tellings)}"
            for role, side in (("actor", event.actors), ("recipient", event.recipients))
            for party in side
        ]
        numbers = [f"{c.role}: {c.low} to {c.high}, {c.best} counts" for c in event.counts]
        values = {
            "name": ", ".join(part for part in (what, where, first or last) if part),
            "recordId": event.id,
            "keywords": [event.codebook, what, event.kind],
            "date": first if first == last else None,
            "startDate": first,
            "endDate": last,
            "location": where,
            "country": iso2(place.country) if place else None,
            "involved": [_id(key) for key in involved],
            "proof": [_id(telling.report) for telling in found.reports],
            "summary": f"{event.grade}; {event.sources.low} to {event.sources.high} independent "
            f"sources in this ledger, of {event.n_reports} reports",
            "notes": [
                *parties,
                *numbers,
                self.profile.words(support_words(event), found.tellings),
            ],
            "description": [
                f"{telling.claim} [{telling.quote_start}-{telling.quote_end}] "
                f"{'denied: ' if telling.denies else ''}{self.profile.quote(telling)}".strip()
                for telling in found.tellings
            ],
        }
        return self._made("Event", _id(event.id), values)

    def _tie(self, relation: Relation) -> dict[str, Any]:
        values = {
            "subject": _id(relation.a),
            "object": _id(relation.b),
            "role": relation.kind.replace("_", " "),
            "startDate": relation.earliest,
            "endDate": relation.latest,
            "summary": f"{relation.interval_how}; rests on {', '.join(relation.basis)}",
            "recordId": relation.id,
        }
        return self._made("UnknownLink", _id(relation.id), values)


def _id(key: str) -> str:
    """Give an id that FollowTheMoney accepts: letters, digits, dots and dashes."""
    return "dateline-" + re.sub(r"[^0-9A-Za-z.-]+", "-", key).strip("-.")
