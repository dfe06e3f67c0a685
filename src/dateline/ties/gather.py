"""Reading a ledger into the facts that answers about actors are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.lineage.facts import Lineage
from dateline.resolve.names import normal_form
from dateline.resolve.registry import Registry
from dateline.store import ties as stored
from dateline.ties.facts import Facts, Headline

if TYPE_CHECKING:
    from dateline.store import Ledger

ROLES = ("leader", "organisation", "date")
"""Roles that the facts of claims leave out and ties need."""


def gather(ledger: Ledger) -> Facts:
    """Give the facts of a ledger: claims as decided, seeds, names, headlines, text families."""
    claims = ledger.claim_facts()
    with ledger.read() as connection:
        slots = stored.recall_roles(connection, ROLES)
        kinds = stored.recall_relation_kinds(connection)
        seeds = stored.recall_seeds(connection)
        met = stored.recall_actors(connection)
        titles = stored.recall_headlines(connection)
    lineage = ledger.lineage()
    names = {actor.id: actor.name for actor in met}
    forms = {
        actor.id: {normal_form(name) for name in (actor.name, *actor.aliases)} for actor in met
    }
    for alias in Registry.open().aliases:
        if alias.role in {"name", "surname"}:
            forms.setdefault(alias.key, set()).add(alias.form)
    registry = Registry.open()
    for key in registry.entries:
        names[key] = str(registry.entries[key]["name"])
    return Facts(
        claims=claims,
        slots=slots,
        kinds=kinds,
        seeds=seeds,
        names=names,
        forms={key: tuple(sorted(found - {""})) for key, found in forms.items()},
        headlines={version: Headline(*title) for version, title in titles.items()},
        families={v: s.family for v, s in lineage.reports.items() if s.family is not None},
        compared=bool(lineage.reports),
        origins=_origins(lineage),
    )


def _origins(lineage: Lineage) -> dict[str, str]:
    """Give what is known of where each version's text comes from, in words, where anything is."""
    found = {}
    for family in lineage.families:
        for member in family.members:
            if family.outside:
                found[member] = f"goes back to {family.outside}, which is not in this ledger"
            elif family.origin is not None and family.origin != member:
                found[member] = f"goes back to {family.origin}: {family.why}"
            elif family.origin == member:
                found[member] = f"the text that {len(family.members) - 1} others go back to"
    return found
