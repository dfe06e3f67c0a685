"""Events in the columns of ACLED, as its export tool has written them since March 2023.

What is in a row, what is empty and why, and how types are mapped: docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.export.countries import country_name, iso_number
from dateline.export.dataset import Cells, Dataset, joined, middle, only
from dateline.export.evidence import Evidence
from dateline.export.profile import Profile
from dateline.export.sides import ARMED, CIVILIAN, STATE, Side, Sides
from dateline.fusion.facts import Event
from dateline.resolve.surroundings import NOT_TOLD

_COLUMNS = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region
country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes
fatalities tags timestamp"""
COLUMNS = tuple(_COLUMNS.split())
"""The 31 columns, in ACLED's order."""

_EMPTY = """assoc_actor_1 assoc_actor_2 region admin2 admin3 source_scale timestamp"""
EMPTY = frozenset(_EMPTY.split())
"""Columns that dateline cannot know; always empty, and docs/exports.md says why."""

BATTLES = "Battles"
EXPLOSIONS = "Explosions/Remote violence"
AGAINST_CIVILIANS = "Violence against civilians"
PROTESTS = "Protests"
RIOTS = "Riots"
STRATEGIC = "Strategic developments"

POLITICAL_VIOLENCE = "Political violence"
DEMONSTRATIONS = "Demonstrations"


class Kind(NamedTuple):
    """ACLED's event type and sub-event type; None where the codebook's type does not tell it."""

    event_type: str | None
    sub_event_type: str | None


SUB_EVENTS = {
    "GOVERNMENT_REGAINS_TERRITORY": Kind(BATTLES, "Government regains territory"),
    "NON_STATE_ACTOR_OVERTAKES_TERRITORY": Kind(BATTLES, "Non-state actor overtakes territory"),
    "ARMED_CLASH": Kind(BATTLES, "Armed clash"),
    "EXCESSIVE_FORCE_AGAINST_PROTESTERS": Kind(PROTESTS, "Excessive force against protesters"),
    "PROTEST_WITH_INTERVENTION": Kind(PROTESTS, "Protest with intervention"),
    "PEACEFUL_PROTEST": Kind(PROTESTS, "Peaceful protest"),
    "VIOLENT_DEMONSTRATION": Kind(RIOTS, "Violent demonstration"),
    "MOB_VIOLENCE": Kind(RIOTS, "Mob violence"),
    "CHEMICAL_WEAPON": Kind(EXPLOSIONS, "Chemical weapon"),
    "AIR_DRONE_STRIKE": Kind(EXPLOSIONS, "Air/drone strike"),
    "SUICIDE_BOMB": Kind(EXPLOSIONS, "Suicide bomb"),
    "SHELLING_ARTILLERY_MISSILE_ATTACK": Kind(EXPLOSIONS, "Shelling/artillery/missile attack"),
    "REMOTE_EXPLOSIVE": Kind(EXPLOSIONS, "Remote explosive/landmine/IED"),
    "GRENADE": Kind(EXPLOSIONS, "Grenade"),
    "SEXUAL_VIOLENCE": Kind(AGAINST_CIVILIANS, "Sexual violence"),
    "ATTACK": Kind(AGAINST_CIVILIANS, "Attack"),
    "ABDUCTION_FORCED_DISAPPEARANCE": Kind(AGAINST_CIVILIANS, "Abduction/forced disappearance"),
    "AGREEMENT": Kind(STRATEGIC, "Agreement"),
    "ARRESTS": Kind(STRATEGIC, "Arrests"),
    "CHANGE_TO_GROUP_ACTIVITY": Kind(STRATEGIC, "Change to group/activity"),
    "DISRUPTED_WEAPONS_USE": Kind(STRATEGIC, "Disrupted weapons use"),
    "HEADQUARTERS_OR_BASE_ESTABLISHED": Kind(STRATEGIC, "Headquarters or base established"),
    "LOOTING_PROPERTY_DESTRUCTION": Kind(STRATEGIC, "Looting/property destruction"),
    "NON_VIOLENT_TRANSFER_OF_TERRITORY": Kind(STRATEGIC, "Non-violent transfer of territory"),
    "OTHER_STRATEGIC": Kind(STRATEGIC, "Other"),
}
"""Types of the codebook ``acled``, which are ACLED's; its types beside ACLED are not among them."""

_CLEAR_MODES = {
    "aerial": "AIR_DRONE_STRIKE",
    "drone": "AIR_DRONE_STRIKE",
    "suicide-attack": "SUICIDE_BOMB",
    "heavy-weapons": "SHELLING_ARTILLERY_MISSILE_ATTACK",
    "sexual": "SEXUAL_VIOLENCE",
    "massacre": "ATTACK",
}
"""Modes of PLOVER's ASSAULT that are one sub-event type by their definition."""

_EXPLOSIVES = {"grenade": "GRENADE", "bomb": "REMOTE_EXPLOSIVE", "mine": "REMOTE_EXPLOSIVE",
               "landmine": "REMOTE_EXPLOSIVE", "ied": "REMOTE_EXPLOSIVE",
               "explosive": "REMOTE_EXPLOSIVE"}  # fmt: skip
_CHEMICAL = ("chemical", "chlorine", "sarin", "mustard", "nerve agent")

_PROTEST = {
    None: Kind(PROTESTS, None),
    "demo": Kind(PROTESTS, None),
    "obstruct": Kind(PROTESTS, None),
    "riot": SUB_EVENTS["VIOLENT_DEMONSTRATION"],
}
"""Modes of PLOVER's PROTEST. Whether police stepped in decides ACLED's sub-event type, and a claim
does not tell that they did not; strikes, boycotts and hunger strikes are no ACLED events."""

TYPES = frozenset(
    {("acled", name) for name in SUB_EVENTS}
    | {("plover", "ASSAULT"), ("plover", "PROTEST"), ("plover", "COERCE")}
)

GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3}
"""UCDP ``where_prec`` to ACLED's 1 (the place), 2 (part of a region), 3 (a larger region)."""

TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}
"""UCDP ``date_prec`` to ACLED's 1 (the day), 2 (the week), 3 (the month)."""

_INTER = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)
"""Types of actors in the order of their former codes, 1 to 8."""


def row(found: Evidence, sides: Sides, profile: Profile) -> Cells | str:
    """Give an event's cells, or why it is no ACLED event."""
    event = found.event
    if event.kind != "single":
        return f"kind is {event.kind}"
    kind = kind_of(found, sides)
    if kind is None:
        return f"{event.type}{f' ({event.mode})' if event.mode else ''} is no ACLED event"
    place = event.place
    where = place.country if place else None
    acting = [sides.side(party) for party in event.actors]
    hit = [sides.side(party) for party in event.recipients]
    inter1, inter2 = _inter(acting, where, kind, first=True), _inter(hit, where, kind, first=False)
    first, last = found.days
    precision = event.when.precision if event.when else None
    time = TIME_PRECISION.get(precision or 0)
    day = middle(first, last) if time and first and last else None
    killed = found.count("killed")
    return only(
        {
            "event_id_cnty": event.id,
            "event_date": day,
            "year": int(day[:4]) if day else None,
            "time_precision": time if day else None,
            "disorder_type": disorder_of(kind),
            "event_type": kind.event_type,
            "sub_event_type": kind.sub_event_type,
            "actor1": joined(profile.name(side.party, found.tellings) for side in acting),
            "inter1": inter1,
            "actor2": joined(profile.name(side.party, found.tellings) for side in hit),
            "inter2": inter2,
            "interaction": _interaction(inter1, inter2),
            "civilian_targeting": _civilian_targeting(found, sides, kind),
            "iso": iso_number(where),
            "country": country_name(where),
            "admin1": place.admin1 if place else None,
            "location": place.label.partition(",")[0] if place else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "geo_precision": GEO_PRECISION.get(place.precision or 0) if place else None,
            "source": joined(telling.publisher for telling in found.reports),
            "notes": joined((profile.quote(telling) for telling in found.reports), " | "),
            "fatalities": killed.best if killed else None,
            "tags": joined(
                [*_crowd(found), *([f"place {NOT_TOLD}"] if place and place.inferred else [])]
            ),
        }
    )


def kind_of(found: Evidence, sides: Sides) -> Kind | None:
    """Give an event's types as far as its codebook tells them; None where ACLED has none."""
    event = found.event
    if event.codebook == "acled":
        return SUB_EVENTS.get(event.type)
    if event.codebook != "plover":
        return None
    if event.type == "PROTEST":
        return _PROTEST.get(event.mode)
    if event.type == "COERCE":
        return SUB_EVENTS["ARRESTS"] if event.mode == "arrest" else None
    return _assault(event, sides) if event.type == "ASSAULT" else None


def _assault(event: Event, sides: Sides) -> Kind | None:
    mode, armed = event.mode, (STATE, ARMED)
    a, b = sides.sort(event.actors), sides.sort(event.recipients)
    if mode == "crowd-control":
        return None  # a protest's or a riot's, and the claim does not tell which
    if mode in _CLEAR_MODES:
        return SUB_EVENTS[_CLEAR_MODES[mode]]
    words = " ".join(event.weapons).lower()
    if mode == "explosives":
        found = {kind for word, kind in _EXPLOSIVES.items() if word in words}
        return SUB_EVENTS[found.pop()] if len(found) == 1 else Kind(EXPLOSIONS, None)
    if mode == "unconventional":
        chemical = any(word in words for word in _CHEMICAL)
        return SUB_EVENTS["CHEMICAL_WEAPON"] if chemical else Kind(EXPLOSIONS, None)
    if mode == "destroy" and not any(c.role == "killed" and c.high for c in event.counts):
        return SUB_EVENTS["LOOTING_PROPERTY_DESTRUCTION"]
    if mode == "abduct":
        name = "ABDUCTION_FORCED_DISAPPEARANCE"
        return SUB_EVENTS[name] if b == CIVILIAN else Kind(None, None)
    if b == CIVILIAN:
        return SUB_EVENTS["ATTACK"]
    if a in armed and b in armed and mode in (None, "firearms", "primitive"):
        return SUB_EVENTS["ARMED_CLASH"]
    return Kind(None, None)


def disorder_of(kind: Kind) -> str | None:
    """Give ACLED's ``disorder_type`` of an event's types."""
    if kind == SUB_EVENTS["EXCESSIVE_FORCE_AGAINST_PROTESTERS"]:
        return f"{POLITICAL_VIOLENCE}; {DEMONSTRATIONS}"
    if kind.event_type == PROTESTS or kind == SUB_EVENTS["VIOLENT_DEMONSTRATION"]:
        return DEMONSTRATIONS
    return STRATEGIC if kind.event_type == STRATEGIC else POLITICAL_VIOLENCE


def _inter(side: Sequence[Side], where: str | None, kind: Kind, *, first: bool) -> str | None:
    """Give the type of an actor; None where the side is of several types, or not known."""
    if first and kind == SUB_EVENTS["VIOLENT_DEMONSTRATION"]:
        return "Rioters"
    if first and kind in (*_PROTEST.values(), SUB_EVENTS["PEACEFUL_PROTEST"]):
        return "Protesters"
    found = {_type_of(one, where) for one in side}
    return found.pop() if len(found) == 1 else None


def _type_of(side: Side, where: str | None) -> str | None:
    if side.sort == CIVILIAN:
        return "Civilians"
    if side.sort == STATE and side.country and where:
        return "State forces" if side.country == where else "External/Other forces"
    return "Rebel group" if side.rebels else None


def _interaction(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return None
    return "-".join(sorted((one, other), key=_INTER.index))


def _civilian_targeting(found: Evidence, sides: Sides, kind: Kind) -> str | None:
    violent = POLITICAL_VIOLENCE in (disorder_of(kind) or "")
    hit = sides.sort(found.event.recipients)
    return "Civilian targeting" if violent and hit == CIVILIAN else None


def _crowd(found: Evidence) -> list[str]:
    crowd = found.count("participants")
    return [f"crowd size={crowd.best}"] if crowd else []


DATASET = Dataset(COLUMNS, TYPES, row)
