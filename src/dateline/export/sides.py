"""Who the two sides of an event are, as far as registry and words tell: state, armed or civilian."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from dateline.fusion.facts import Party
from dateline.resolve.agents import AgentWords
from dateline.resolve.registry import Registry
from dateline.types import Actor

STATE = "state"
ARMED = "armed"
CIVILIAN = "civilian"

_SORTS = {
    STATE: "GOV MIL COP SPY JUD LEG",
    ARMED: "REB UAF",
    CIVILIAN: "CVL REF LAB AGR BUS EDU MED HLH REL NGO JEW",
}
SORT_OF_SECTOR = {sector: sort for sort, sectors in _SORTS.items() for sector in sectors.split()}
"""PLOVER sector to what it says of a side. Criminals, parties, the opposition, international
bodies and former officials may be either, so nothing is said of them."""

_BEHIND = re.compile(r"\s(?:of|in|from|at|near|who|which|that|with|on)\s.*", re.IGNORECASE)


class Side(NamedTuple):
    """One party of an event: its name for the dataset, and what it is (None: not known)."""

    party: Party
    actor: Actor | None
    sort: str | None
    rebels: bool
    """Whether it is an armed group in opposition, not just somebody armed."""

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-3 code of an actor's country."""
        return None if self.actor is None else self.actor.country


class Sides:
    """Tells what parties are; the same party gives the same side."""

    def __init__(self, find: Callable[[str], Actor]) -> None:
        """``find`` gives a ledger's actor by key and raises ``LookupError`` where it has none."""
        self._find = lru_cache(maxsize=None)(find)
        self._registry = Registry.open()

    def actor(self, key: str | None) -> Actor | None:
        """Give the actor of a key, from the ledger, else from the registry."""
        if key is None:
            return None
        try:
            return self._find(key)
        except LookupError:
            return self._registry.actor(key)

    def sector(self, party: Party) -> str | None:
        """Give a party's PLOVER sector, of its actor, else of its words; None where not known."""
        actor = self.actor(party.key)
        if actor is not None:
            return actor.sectors[0] if actor.sectors else None
        return _sector_of_words(party.raw or party.name)

    def side(self, party: Party) -> Side:
        """Give what a party is."""
        actor, sector = self.actor(party.key), self.sector(party)
        if actor is not None and sector is None:
            by_kind = {"state": STATE, "government": STATE, "armed_group": ARMED}
            return Side(party, actor, by_kind.get(actor.kind), False)
        return Side(party, actor, SORT_OF_SECTOR.get(sector or ""), sector == "REB")

    def sort(self, parties: Iterable[Party]) -> str | None:
        """Give what the parties of a side are that are known; None where they differ."""
        sorts = {self.side(party).sort for party in parties} - {None}
        return sorts.pop() if len(sorts) == 1 else None

    def ucdp_name(self, party: Party) -> str:
        """Give a side's name as UCDP has it, where the registry knows it; else its own name."""
        actor = self.actor(party.key)
        if actor is None or not actor.in_registry:
            return party.name or party.raw
        entry = self._registry.entries.get(actor.id, {})
        if entry.get("ucdp"):
            return str(entry["ucdp"])
        if self.side(party).sort == STATE and actor.country:
            state = self._registry.entries.get(actor.country)
            if state is not None:
                return f"Government of {state['name']}"
        return actor.name


@lru_cache(maxsize=4096)
def _sector_of_words(words: str) -> str | None:
    """Give the PLOVER sector of words without a name: "two police officers" is COP."""
    plain = _BEHIND.sub("", words).replace(",", " ").split()
    if not plain:
        return None
    agent = _agents().agent(plain, len(plain) - 1)
    return agent.sectors[0] if agent is not None and agent.sectors else None


@lru_cache(maxsize=1)
def _agents() -> AgentWords:
    return AgentWords(Registry.open())
