"""People: the registry's by name or surname, else new ones, with what their titles say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.resolve.actor_choice import FULL_NAME, NAME, ActorChoice, Found
from dateline.resolve.actor_phrase import Phrase
from dateline.resolve.beside import Beside
from dateline.resolve.names import normal_form
from dateline.resolve.registry import Alias, Match
from dateline.resolve.report_names import ReportNames
from dateline.types import Dating, Entity

Titles = tuple[str | None, tuple[str, ...], bool]
"""Country and sectors that the words around a name say; whether the sectors are only the usual."""


class People:
    """Resolves the names of people."""

    def __init__(self, choice: ActorChoice, beside: Beside) -> None:
        self.choice = choice
        self.beside = beside
        self.registry = choice.registry

    def titles(self, phrase: Phrase, person: Entity, beside: Sequence[Match]) -> Titles:
        """Give the country and sectors that the words around a person's name say, and whether
        the sectors are only what a word like "leader" usually means."""
        tokens = phrase.annotation.tokens
        sectors: tuple[str, ...] = ()
        generic = False
        first = person.first
        while first > 0 and tokens[first - 1].upos in {"NOUN", "PROPN", "ADJ", "PART", "DET"}:
            first -= 1
        before = range(min(first, phrase.first), person.first)
        heads = [i for i in before if tokens[i].upos in {"NOUN", "PROPN", "ADJ"}]
        if phrase.head not in range(person.first, person.last):
            heads.append(phrase.head)
        for i in reversed(heads):
            agent = self.beside.agent(phrase, i, outside=i < phrase.first)
            if agent is not None:
                sectors, generic = agent.sectors, agent.generic
                break
        if not sectors:
            for i in range(person.first, min(person.last - 1, person.first + 3)):
                agent = self.beside.agent(phrase, i)
                if agent is not None:
                    sectors, generic = agent.sectors, agent.generic
        text = phrase.annotation.text
        words = text[person.start : person.end]
        name = ReportNames.person_name(words)
        begins = person.start + max(0, words.find(name.partition(" ")[0]))
        outside = [m for m in beside if m.end <= begins or m.start >= person.end]
        country = self.beside.country(outside, phrase)
        group = next((k for m in outside if (k := self.beside.body(m)) is not None), None)
        if group is not None:
            entry = self.registry.entries[group]
            country = country or entry["country"]
            if {"IGO", "NGO"}.intersection(entry["sectors"]) and sectors:
                sectors = (*sectors, *(s for s in entry["sectors"] if s not in sectors))
            if generic or not sectors:
                sectors, generic = tuple(entry["sectors"]), False
        return country, sectors, generic

    def person(
        self,
        names: ReportNames,
        entity: Entity,
        published: Dating,
        titles: Titles | None,
    ) -> Found | None:
        """Resolve a person's name; None where it is not one."""
        words = names.annotation.text[entity.start : entity.end]
        name, how = names.full_name(names.person_name(words))
        if not normal_form(name) or names.no_person(name):
            return None
        country, sectors, generic = titles if titles is not None else (None, (), False)
        known = [a for a in self.registry.named(name) if a.key.startswith("person:")]
        if known:
            alias = known[0]
            entry = self.registry.entries[alias.key]
            fits = self.in_office(entry, published)
            if alias.role == "name" or (fits and country in (None, entry["country"])):
                score = NAME if alias.role == "name" else FULL_NAME
                own = tuple(entry["sectors"])
                if entry["office"] and not fits and own == ("GOV",):
                    own = ("ELI",)
                how = "registry person" + ("" if alias.role == "name" else " (surname only)")
                said = own if generic or not sectors else sectors
                if "IGO" in own and "IGO" not in said:
                    said = ("IGO", *said)
                return Found(alias.key, entry["name"], score, how, said, entry["country"])
        others = [a for a in self.registry.named(name) if not a.key.startswith("person:")]
        if others:
            return self.choice.from_names(names, others, published)
        misspelt = self.choice.misspelt(name)
        if misspelt is not None:
            return misspelt
        return self.choice.create(name, "person", sectors, country, how)

    def in_office(self, entry: Mapping[str, Any], published: Dating) -> bool:
        spans = entry["office"]
        if not spans:
            return True
        return any(
            Alias("", "", "", "", start, end).covers(published.earliest, published.latest)
            for start, end in spans
        )
