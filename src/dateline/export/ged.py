"""Events in the columns of the UCDP Georeferenced Event Dataset (GED), version 21.1 and later.

What is in a row, what is empty and why: docs/exports.md.
"""

from __future__ import annotations

import math

from dateline.export.countries import country_name
from dateline.export.dataset import Cells, Dataset, joined, only
from dateline.export.evidence import Evidence
from dateline.export.profile import Profile
from dateline.export.sides import ARMED, CIVILIAN, STATE, Side, Sides
from dateline.fusion.facts import Party
from dateline.resolve.surroundings import NOT_TOLD

_COLUMNS = """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
source_headline source_original where_prec where_coordinates where_description adm_1 adm_2
latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
gwnob"""
COLUMNS = tuple(_COLUMNS.split())
"""The 49 columns, in the dataset's order."""

_EMPTY = """relid active_year code_status conflict_dset_id conflict_new_id conflict_name dyad_dset_id
dyad_new_id dyad_name side_a_dset_id side_a_new_id side_b_dset_id side_b_new_id adm_2 country_id
region deaths_a deaths_b deaths_civilians gwnoa gwnob"""
EMPTY = frozenset(_EMPTY.split())
"""Columns that dateline cannot know; always empty, and docs/exports.md says why."""

_ACLED = """GOVERNMENT_REGAINS_TERRITORY NON_STATE_ACTOR_OVERTAKES_TERRITORY ARMED_CLASH
EXCESSIVE_FORCE_AGAINST_PROTESTERS CHEMICAL_WEAPON AIR_DRONE_STRIKE SUICIDE_BOMB
SHELLING_ARTILLERY_MISSILE_ATTACK REMOTE_EXPLOSIVE GRENADE SEXUAL_VIOLENCE ATTACK"""
TYPES = frozenset({("plover", "ASSAULT")} | {("acled", name) for name in _ACLED.split()})
"""Types that may be armed force; riots and mobs are not, since nobody organised acts."""

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CLEAR = 1
"""``event_clarity``: a happening of its own; summaries are left out, so no row has 2."""

_CELL = 0.5
"""Degrees of a PRIO-GRID cell; 720 to a row, counted from 1 at 90 S, 180 W (Tollefsen, Strand
and Buhaug 2012, "PRIO-GRID: A unified spatial data structure")."""


def row(found: Evidence, sides: Sides, profile: Profile) -> Cells | str:
    """Give an event's cells, or why GED would not have it."""
    event = found.event
    killed = found.count("killed")
    if event.kind != "single":
        return f"kind is {event.kind}"
    if killed is None or killed.high < 1:
        return "nobody is said to have died"
    violence, a, b = _sides(found, sides)
    first, last = found.days
    place = event.place
    reports = found.reports
    return only(
        {
            "id": event.id,
            "year": int(first[:4]) if first and last and first[:4] == last[:4] else None,
            "type_of_violence": violence,
            "side_a": _name(a, sides, profile, found),
            "side_b": _name(b, sides, profile, found),
            "number_of_sources": event.n_reports,
            "source_article": joined(
                ", ".join(
                    f'"{part}"'
                    for part in (t.publisher, t.published_from, profile.title(t))
                    if part
                )
                for t in reports
            ),
            "source_office": joined(t.publisher for t in reports),
            "source_date": joined(t.published_from for t in reports),
            "source_headline": joined(profile.title(t) for t in reports),
            "source_original": joined(profile.sources(t) for t in found.affirming),
            "where_prec": place.precision if place else None,
            "where_coordinates": place.label if place and place.key else None,
            "where_description": _description(found, profile),
            "adm_1": place.admin1 if place else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "geom_wkt": _point(place.latitude, place.longitude) if place else None,
            "priogrid_gid": priogrid(place.latitude, place.longitude) if place else None,
            "country": country_name(place.country) if place else None,
            "event_clarity": CLEAR,
            "date_prec": event.when.precision if event.when else None,
            "date_start": first,
            "date_end": last,
            "deaths_unknown": killed.best,
            "best": killed.best,
            "high": killed.high,
            "low": killed.low,
        }
    )


def _sides(found: Evidence, sides: Sides) -> tuple[int | None, list[Side], list[Side]]:
    """Give the type of violence and the sides in UCDP's order: a state, or who attacks, first."""
    acting = [sides.side(party) for party in found.event.actors]
    hit = [sides.side(party) for party in found.event.recipients]
    a = sides.sort(found.event.actors)
    b = sides.sort(found.event.recipients)
    if a in (STATE, ARMED) and b == CIVILIAN:
        return ONE_SIDED, acting, hit
    if (a, b) == (ARMED, ARMED):
        return NON_STATE, acting, hit
    if (a, b) == (ARMED, STATE):
        return STATE_BASED, hit, acting
    if a == STATE and (b == ARMED or (b == STATE and _countries(acting) != _countries(hit))):
        return STATE_BASED, acting, hit
    return None, acting, hit


def _countries(side: list[Side]) -> set[str | None]:
    return {one.country for one in side if one.sort == STATE}


def _name(side: list[Side], sides: Sides, profile: Profile, found: Evidence) -> str | None:
    def shown(party: Party) -> str:
        own = profile.name(party, found.tellings)
        return sides.ucdp_name(party) if own == (party.name or party.raw) else own

    if side and all(one.sort == CIVILIAN for one in side):
        return "Civilians"  # as GED names the side of one-sided violence
    return joined(shown(one.party) for one in side)


def _description(found: Evidence, profile: Profile) -> str | None:
    place = found.event.place
    if place is None:
        return None
    words = profile.words(place.raw, found.tellings)
    return f"{NOT_TOLD}: {words}" if place.inferred else words


def _point(latitude: float | None, longitude: float | None) -> str | None:
    if latitude is None or longitude is None:
        return None
    return f"POINT ({longitude:.6f} {latitude:.6f})"


def priogrid(latitude: float | None, longitude: float | None) -> int | None:
    """Give the PRIO-GRID cell of a point, 1 to 259,200; None without one."""
    if latitude is None or longitude is None:
        return None
    rows, columns = int(180 / _CELL), int(360 / _CELL)
    down = min(math.floor((latitude + 90) / _CELL), rows - 1)
    along = min(math.floor((longitude + 180) / _CELL), columns - 1)
    return down * columns + along + 1


DATASET = Dataset(COLUMNS, TYPES, row)
