"""Who a claim's words name: an entry of the registry, or a new actor of this report.

The cascade, each step engaging only where the one before gave nothing:

1. a pronoun or "the group" that the coder traced: the words it goes back to;
2. a registry name that holds the filler's head (longest first), an abbreviation of the
   report's own first; a capital or a palace stands for its government;
3. a person: the registry's by full name, else by a surname that no other name of the report
   explains, else a new actor; country and sector from the words before ("Iraqi President");
4. a word for people or bodies ("security forces") with a country, group or body beside it:
   that country's sector (``RUS/MIL``), or the group or body itself ("ISIS fighters");
5. an unknown organisation: a new actor, one for all its spellings in the report;
6. a word for people or bodies alone: no value, its sectors in ``extra``;
7. a thing named by a group or body that it belongs to ("ISIL vehicles"): that one, at a low score;
8. nothing: no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from dateline.identity import content_id
from dateline.resolve.actor_choice import AGENT, BRANCH, WORDS_ONLY, ActorChoice, Found
from dateline.resolve.actor_phrase import Phrase
from dateline.resolve.agents import Agent
from dateline.resolve.beside import Beside
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.names import normal_form
from dateline.resolve.people import People
from dateline.resolve.registry import IN, Match, Registry
from dateline.resolve.report_names import ReportNames
from dateline.types import Actor, Annotation, Candidate, Dating, Entity, Relation, Resolution, Span

VERSION = "1"

ACTOR_ROLES = frozenset({"actor", "recipient", "organisation", "leader", "parent", "source"})
"""Roles of the codebooks that actors fill."""

_UNDATED = Dating(None, None, "unknown")


_AND = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)
"""What joins two halves of one name."""


class ActorResolver:
    """Resolves the actors of claims; one instance serves any number of reports."""

    def __init__(self, registry: Registry | None = None) -> None:
        self.registry = registry if registry is not None else Registry.open()
        self.run = content_id("N", "actors", VERSION, self.registry.hash)
        """Resolver run id: code version and registry."""
        self._choice = ActorChoice(self.registry)
        self._beside = Beside(self._choice)
        self._people = People(self._choice, self._beside)
        self._names: ReportNames | None = None

    def resolve(
        self, annotation: Annotation, slots: Iterable[SlotReference], context: ReportContext
    ) -> list[Resolution]:
        """Give one resolution for each slot, in order; ``value`` is None for "no match".

        ``extra`` holds ``sectors`` (PLOVER codes, most specific first) and ``country``
        (ISO 3166-1 alpha-3 or None), also where there is no value.
        """
        names = self._report(annotation)
        found = [self._resolution(names, slot, context.published) for slot in slots]
        return self._with_branches(found)

    def _with_branches(self, found: list[Resolution]) -> list[Resolution]:
        """Let a place stand for a group's part there, where it is the actor and the group is not:
        "the subdivisions of the IEC are Dagestan, ..."."""
        groups: dict[str, list[str]] = {}
        for one in found:
            if one.role != "actor" and one.value and one.value in self.registry.parts:
                groups.setdefault(one.subject, []).append(one.value)
        made = []
        for one in found:
            state, inside, place = (one.value or "").partition(IN)
            parts = [
                part
                for group in groups.get(one.subject, ())
                if inside
                and one.role == "actor"
                and (part := self.registry.part(group, place.replace("-", " ")))
            ]
            if len(set(parts)) == 1:
                entry = self.registry.entries[parts[0]]
                one = replace(
                    one,
                    value=parts[0],
                    label=entry["name"],
                    score=BRANCH,
                    how="part of a group, by its place in the same claim",
                    candidates=(Candidate(f"{state}{IN}{place}", 0.4, "the place itself"),),
                    extra={"sectors": list(entry["sectors"]), "country": entry["country"]},
                )
            made.append(one)
        return made

    def joined_names(self, annotation: Annotation) -> list[Span]:
        """Give the spans of known names that hold an "and": "Justice and Development Party"."""
        return [
            Span(match.start, match.end)
            for match in self._report(annotation).matches
            if _AND.search(annotation.text[match.start : match.end])
            and any(alias.role == "name" for alias in match.aliases)
        ]

    def actors_of(self, annotation: Annotation) -> list[tuple[Span, Actor]]:
        """Give the organisations, groups and people that a report names, each once, where first
        named. States and peoples are left out."""
        names = self._report(annotation)
        named: list[tuple[Span, Actor]] = []
        for match in names.matches:
            found = self._choice.from_names(names, match.aliases, _UNDATED)
            key = found.value if found else None
            if found is None or key is None or not self._is_organisation(match, key):
                continue
            actor = self.actor(key)
            if actor is not None:
                named.append((Span(match.start, match.end), actor))
        for entity in annotation.entities:
            span = Span(entity.start, entity.end)
            if entity.label == "PER":
                found = self._people.person(names, entity, _UNDATED, None)
            elif entity.label == "ORG" and not names.matches_in(span):
                found = self._choice.organisation(names, entity, ())
            else:
                continue
            actor = self.actor(found.value) if found is not None and found.value else None
            if actor is not None:
                named.append((span, actor))
        named = [
            (span, actor) for span, actor in named if actor.kind not in {"state", "population"}
        ]
        seen: dict[str, tuple[Span, Actor]] = {}
        for span, actor in sorted(named, key=lambda pair: pair[0]):
            seen.setdefault(actor.id, (span, actor))
        return list(seen.values())

    def actor(self, key: str) -> Actor | None:
        """Give the actor of a key: of the registry, or new in a report resolved by this instance."""
        return self._choice.actor(key)

    def registry_relations(self) -> tuple[Relation, ...]:
        """Give the registry's dated ties, each with basis ``seed:KEY``."""
        return self.registry.relations()

    def _report(self, annotation: Annotation) -> ReportNames:
        if self._names is None or self._names.annotation is not annotation:
            self._names = ReportNames(annotation, self.registry)
            self._choice.forget()  # what one report calls new must not depend on those before it
        return self._names

    def _resolution(self, names: ReportNames, slot: SlotReference, published: Dating) -> Resolution:
        text = names.annotation.text
        span, traced = _words_meant(text, slot)
        phrase = Phrase(names.annotation, span)
        found = self._phrase(names, phrase, published) if phrase else None
        if found is None:
            found = Found(None, slot.value, 0.0, "no name and no word for an agent")
        score, how = found.score, found.how
        if traced:
            score, how = score * 0.7, f"coreference: {how}"
        return Resolution(
            subject=slot.subject,
            role=slot.role,
            ordinal=slot.ordinal,
            run=self.run,
            kind="actor",
            value=found.value,
            label=found.label,
            precision=None,
            score=round(score, 3),
            how=how,
            span=span if traced else None,
            candidates=found.candidates,
            extra=self._extra(found),
        )

    def _extra(self, found: Found) -> dict[str, Any]:
        sectors, country = list(found.sectors), found.country
        actor = self.actor(found.value) if found.value else None
        if actor is not None:
            sectors = sectors or list(actor.sectors)
            country = country or actor.country
        return {"sectors": sectors, "country": country}

    def _phrase(self, names: ReportNames, phrase: Phrase, published: Dating) -> Found | None:
        inside = [
            m
            for m in names.matches
            if m.start < phrase.span.end
            and m.end > phrase.span.start
            and phrase.in_core(m.start, m.end)
        ]
        at_head = next((m for m in inside if phrase.covers_head(m.start, m.end)), None)
        beside = [m for m in inside if m is not at_head and self._beside.qualifies(phrase, m)]
        if not beside:
            beside = [m for m in names.matches_in(phrase.span) if phrase.behind(m.start)]
        called = phrase.called()
        if called is not None:
            found = self._phrase(names, Phrase(names.annotation, called), published)
            if found is not None and found.value is not None:
                return found
        short = self._abbreviation(names, phrase, published)
        if short is not None:
            return short
        if at_head is not None:
            found = self._at_head(names, phrase, at_head, beside, published)
            if found is not None:
                return found
        person = phrase.person()
        if person is not None:
            return self._people.person(
                names, person, published, self._people.titles(phrase, person, beside)
            )
        token = phrase.token(phrase.head)
        introduced = names.introduced(token.start, token.end)
        if introduced is not None:
            return self._introduced(names, phrase, introduced, published)
        agent = self._beside.agent(phrase, phrase.head)
        entity = phrase.entity_at_head()
        if agent is not None and not self._own_name(phrase, entity, agent, inside):
            return self._beside.resolved(names, agent, beside, phrase)
        if entity is not None and entity.label in {"ORG", "MISC"} and names.titled(entity):
            titles = self._people.titles(phrase, entity, beside)
            return self._people.person(names, entity, published, titles)
        if entity is not None and entity.label in {"ORG", "MISC", "NORP"}:
            country = self._beside.country(beside, phrase)
            sectors = agent.sectors if agent is not None else ()
            kind = "population" if entity.label == "NORP" else "organisation"
            return self._choice.organisation(names, entity, sectors, country, kind)
        if phrase.token(phrase.head).upos == "PROPN":
            name = phrase.proper_name()
            found = self._choice.misspelt(name)
            country = self._beside.country(beside, phrase)
            if found is not None:
                return found
            if entity is not None and entity.label == "LOC":
                return Found(None, phrase.text, WORDS_ONLY, "place", (), country)
            return self._choice.create(name, "unknown", (), country, "name in the report")
        owner = self._beside.owner(phrase, inside)
        if owner is not None:
            return owner
        if beside and (country := self._beside.country(beside, phrase)):
            return Found(None, phrase.text, WORDS_ONLY, "country named beside", (), country)
        return None

    def _introduced(
        self, names: ReportNames, phrase: Phrase, span: Span, published: Dating
    ) -> Found | None:
        """Resolve a name that the report abbreviates, with the sector that its head word says."""
        found = self._choice.long_form(names, span, published)
        agent = self._beside.agent(phrase, phrase.head)
        if found is not None and not found.sectors and agent is not None:
            found.sectors = agent.sectors
        return found

    def _at_head(
        self,
        names: ReportNames,
        phrase: Phrase,
        match: Match,
        beside: Sequence[Match],
        published: Dating,
    ) -> Found | None:
        aliases = match.aliases
        if all(a.role == "surname" for a in aliases) or all(
            a.key.startswith("person:") for a in aliases
        ):
            person = phrase.person()
            titled = person is not None and match.start < person.start
            if person is not None and not titled:
                return self._people.person(
                    names, person, published, self._people.titles(phrase, person, beside)
                )
        entity = phrase.entity_at_head()
        if entity is not None and self._longer_name(phrase, entity, match):
            return None
        found = self._choice.from_names(names, aliases, published)
        if found is None or found.value is None:
            return found
        country = self._beside.country([m for m in beside if phrase.before_head(m.start)], phrase)
        named_body = "/" in found.value and found.how.startswith("registry alias")
        if named_body and country and found.country and country != found.country:
            return None
        if found.how.startswith("registry adjective"):
            return self._adjective(phrase, found)
        if found.how.startswith("registry: nationals") and country is None:
            return self._nationals_of(phrase, found, beside)
        return found

    def _adjective(self, phrase: Phrase, found: Found) -> Found:
        """ "Hungarian" of "Hungarian and Romanian officials": the sector of the noun it shares."""
        governor = phrase.governor()
        agent = self._beside.agent(phrase, governor, outside=True) if governor is not None else None
        if agent is None or found.value is None or "/" in found.value or ":" in found.value:
            return found
        key = f"{found.value}/{agent.sectors[0]}"
        label = self._choice.label(key)
        return Found(key, label, AGENT, "adjective of a shared noun", agent.sectors, found.country)

    def _nationals_of(self, phrase: Phrase, found: Found, beside: Sequence[Match]) -> Found:
        """ "The Albanians of southern Serbia" are counted as Serbia's, not Albania's."""
        text = phrase.annotation.text
        for match in beside:
            between = text[phrase.token(phrase.head).end : match.start].split()
            if between[:1] == ["of"] and len(between) < 4:
                country = self._beside.country([match], phrase)
                if country is not None:
                    key = f"{country}/CVL"
                    return Found(
                        key,
                        self._choice.label(key),
                        AGENT,
                        "people of a country",
                        ("CVL",),
                        country,
                    )
        return found

    def _longer_name(self, phrase: Phrase, entity: Entity, match: Match) -> bool:
        """Say whether a found name is only part of a longer, different one."""
        if entity.label not in {"ORG", "PER"}:
            return False
        text = phrase.annotation.text
        whole = normal_form(text[entity.start : entity.end])
        part = normal_form(text[match.start : match.end])
        if len(part) >= len(whole):
            return False
        outside = [w for w in whole.split() if w not in part.split()]
        return not all(self.registry.words.get(w) or w in self.registry.generic for w in outside)

    def _abbreviation(self, names: ReportNames, phrase: Phrase, published: Dating) -> Found | None:
        token = phrase.token(phrase.head)
        span = names.expansion(token.text.rstrip("s") if token.text[-1:] == "s" else token.text)
        if span is None or (span.start <= token.start and token.end <= span.end):
            return None
        found = self._choice.long_form(names, span, published)
        if found is not None:
            found.how = f"abbreviation in the report: {found.how}"
        return found

    def _own_name(
        self, phrase: Phrase, entity: Entity | None, agent: Agent, inside: Sequence[Match]
    ) -> bool:
        """Say whether an agent's word only closes a name of its own: "Nigerian Union of Teachers"."""
        if entity is None or entity.label != "ORG":
            return False
        covered = set(range(phrase.first + agent.first, phrase.first + agent.last))
        for i in range(entity.first, entity.last):
            token = phrase.token(i)
            if i in covered or token.upos in {"DET", "ADP", "PUNCT", "CCONJ", "PART"}:
                continue
            if any(m.start <= token.start and token.end <= m.end for m in inside):
                continue
            if token.text[:1].isupper():
                return True
        return False

    def _is_organisation(self, match: Match, key: str) -> bool:
        if "/" in key and key not in self.registry.entries:
            return False
        return any(a.key == key and a.role == "name" for a in match.aliases) and self.registry.kind(
            key
        ) not in {"state", "population", "person"}


def _words_meant(text: str, slot: SlotReference) -> tuple[Span, bool]:
    """Give the words that a slot stands for: its own, or those that the coder traced it to."""
    own = text[slot.span.start : slot.span.end]
    value = slot.value.strip()
    if not value or value == own.strip() or value in own:
        return slot.span, False
    at = text.rfind(value, 0, slot.span.start)
    if at < 0:
        at = text.find(value, slot.span.end)
    return (Span(at, at + len(value)), True) if at >= 0 else (slot.span, False)
